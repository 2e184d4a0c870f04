"""What makes a PDF fit for keeping: PDF/A-2b.

Every page we make is one, so that preview, print and the kept copy are the same bytes: fonts are embedded, colours
have a meaning of their own (sRGB), and the document says what it is in a form that programs of 2050 can read.

Source: ISO 19005-2:2011, 6.2.3 (output intent), 6.6.2 (metadata), 6.6.4 (identification).
"""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from welcomedesk.letters.pdfobjects import STREAM_END, dictionary, stream

_CREATED = slice(24, 36)  # of an ICC profile's head; emptied, so that the same letter has the same bytes
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>
<pdf:Producer>Welcomedesk</pdf:Producer><xmp:CreatorTool>Welcomedesk</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class _Catalog(pdfdoc.PDFCatalog):
    """reportlab's catalogue, which knows no output intents."""

    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]


class _Picture(pdfdoc.PDFImageXObject):
    """reportlab's picture, with the line end before `endstream` that ISO 19005-2, 6.1.7.1 asks for."""

    def format(self, document: Any) -> bytes:
        before, _word, after = bytes(super().format(document)).rpartition(b"endstream")
        return before + STREAM_END + after


class _NoSubject(pdfdoc.PDFInfo):
    """The document's properties without the fields that could only hold personal data, and without a clock."""

    def format(self, document: Any) -> bytes:
        entries = {"Title": self.title, "Producer": self.producer, "Creator": self.creator}
        made: bytes = pdfdoc.PDFDictionary({k: pdfdoc.PDFString(v) for k, v in entries.items()}).format(document)
        return made


def make_archival(document: Any, *, title: str, languages: tuple[str, ...]) -> None:
    """Add what PDF/A-2b asks for to a reportlab document, before it is written.

    Args:
        title: neutral title, the same as in the document's properties.
        languages: of the text, first the one of the document.
    """
    document.Catalog.__class__ = _Catalog
    document.info.__class__ = _NoSubject
    bag = "".join(f"<rdf:li>{escape(language)}</rdf:li>" for language in languages)
    packet = _XMP.replace("{title}", escape(title)).replace("{languages}", bag).encode("utf-8")
    document.Catalog.Metadata = stream(packet, packed=False, Type="/Metadata", Subtype="/XML")
    document.Catalog.OutputIntents = _intent(document)
    for each in document.idToObject.values():
        if type(each) is pdfdoc.PDFImageXObject:
            each.__class__ = _Picture
    for page in document.Pages.pages:
        # Text streams go in as bytes: turning them into ASCII first cost a third of the time of a letter.
        page.Contents = stream(page.stream.encode("latin-1"))


def _intent(document: Any) -> Any:
    name = "(sRGB IEC61966-2.1)"
    intent = dictionary(
        Type="/OutputIntent",
        S="/GTS_PDFA1",
        OutputConditionIdentifier=name,
        Info=name,
        DestOutputProfile=document.Reference(stream(_profile(), N=3)),
    )
    return pdfdoc.PDFArray([document.Reference(intent)])


@cache
def _profile() -> bytes:
    """The sRGB profile that Pillow's colour engine describes; free of rights, as it says itself."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_CREATED] = bytes(12)
    return bytes(profile)
