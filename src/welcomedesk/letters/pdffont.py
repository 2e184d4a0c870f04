"""Fonts inside the PDF: only the glyphs that are used, with the text they stand for.

reportlab embeds characters; a shaped line consists of glyphs. So every font goes in as a composite font whose codes
are ours: one code for each pair of glyph and text. Then a copy, a search or a reading program gets exactly the text,
whatever shape it took, and the same letter never exceeds 65,535 codes.

Source: ISO 32000-1, 9.7 (composite fonts), 9.10 (extraction of text content).
"""

from __future__ import annotations

import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from welcomedesk.letters.fonts import Face
from welcomedesk.letters.pdfobjects import dictionary, number, stream

_DROP = ("GSUB", "GPOS", "GDEF", "DSIG", "name", "OS/2", "post", "cmap", "kern", "gasp")
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class EmbeddedFont:
    """One face in one document.

    Args:
        name: the name pages call it by, for example `W1`.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[tuple[int, str], str] = {}  # in the order of their codes, which start at 1

    def code(self, glyph: int, text: str) -> str:
        """The code that draws this glyph and stands for this text, four hexadecimal digits."""
        key = (glyph, text)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = f"{len(self._codes) + 1:04X}"
        return code

    def add_to(self, document: Any) -> None:
        """Write the font's objects into a reportlab document."""
        mapping, program = self._subset()
        tag = _tag(self._codes)
        base = f"{tag}+{self.face.name}"
        reference = document.Reference
        descriptor = self._descriptor(base, reference(stream(program, Length1=len(program))))
        gids = b"\0\0" + b"".join(mapping.get(glyph, 0).to_bytes(2, "big") for glyph, _ in self._codes)
        widths = [number(self.face.natural_width(glyph)) for glyph, _ in self._codes]
        descendant = dictionary(
            Type="/Font",
            Subtype="/CIDFontType2",
            BaseFont=f"/{base}",
            CIDSystemInfo="<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            FontDescriptor=reference(descriptor),
            DW="0",
            W=f"[1 [{' '.join(widths)}]]",
            CIDToGIDMap=reference(stream(gids)),
        )
        font = dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=f"/{base}",
            Encoding="/Identity-H",
            DescendantFonts=pdfdoc.PDFArray([reference(descendant)]),
            ToUnicode=reference(stream(self._to_unicode())),
        )
        document.idToObject[pdfdoc.BasicFonts].dict[self.name] = reference(font)

    def _subset(self) -> tuple[dict[int, int], bytes]:
        import uharfbuzz as hb

        wanted = hb.SubsetInput()
        wanted.glyph_set.update({glyph for glyph, _ in self._codes})
        wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
        wanted.drop_table_tag_set.update({int.from_bytes(tag.encode("ascii"), "big") for tag in _DROP})
        plan = hb.SubsetPlan(self.face.hb_face, wanted)
        return dict(plan.old_to_new_glyph_mapping), bytes(plan.execute().blob.data)

    def _descriptor(self, base: str, program: Any) -> Any:
        metrics = self.face.metrics()
        return dictionary(
            Type="/FontDescriptor",
            FontName=f"/{base}",
            Flags="4",
            FontBBox=f"[{' '.join(number(value) for value in metrics.box)}]",
            ItalicAngle="0",
            Ascent=number(metrics.ascent),
            Descent=number(metrics.descent),
            CapHeight=number(metrics.cap_height),
            StemV="140" if self.face.bold else "80",
            FontFile2=program,
        )

    def _to_unicode(self) -> bytes:
        lines = [
            f"<{code}> <{text.encode('utf-16-be').hex().upper()}>" for (_, text), code in self._codes.items() if text
        ]
        parts = [_CMAP_HEAD]
        for at in range(0, len(lines), 100):  # the format allows a hundred in one go
            part = lines[at : at + 100]
            parts.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n")
        return "".join([*parts, _CMAP_TAIL]).encode("ascii")


def _tag(codes: dict[tuple[int, str], str]) -> str:
    """Six capital letters that differ with the subset, the same for the same glyphs."""
    check = zlib.crc32(repr(sorted({glyph for glyph, _ in codes})).encode("ascii"))
    letters = ""
    for _ in range(6):
        check, rest = divmod(check, 26)
        letters += chr(65 + rest)
    return letters
