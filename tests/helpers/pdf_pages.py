"""Reading finished PDF pages back: text, where it stands, lines and boxes, pictures. All in mm from the top left."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw

MM = 72 / 25.4


class Rect(NamedTuple):
    x: float
    y: float
    right: float
    bottom: float


class Page:
    def __init__(self, page: Any) -> None:
        self._page = page
        self._text = page.get_textpage()
        self.height = page.get_height() / MM

    def _rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        return Rect(left / MM, self.height - top / MM, right / MM, self.height - bottom / MM)

    @property
    def text(self) -> str:
        return str(self._text.get_text_range()).replace("\r\n", "\n")

    def within(self, x: float, y: float, right: float, bottom: float) -> str:
        """The text inside a rectangle."""
        found = self._text.get_text_bounded(
            left=x * MM, right=right * MM, top=(self.height - y) * MM, bottom=(self.height - bottom) * MM
        )
        return str(found).replace("\r\n", "\n")

    def where(self, words: str) -> Rect:
        """The rectangle around the topmost place where these words stand on one line."""
        search, places = self._text.search(words, match_case=True), []
        while found := search.get_next():
            count = self._text.count_rects(*found)
            rects = [self._text.get_rect(n) for n in range(count)]
            left, top = min(r[0] for r in rects), max(r[3] for r in rects)
            places.append(self._rect(left, min(r[1] for r in rects), max(r[2] for r in rects), top))
        assert places, f"{words!r} is not on the page"
        return min(places, key=lambda rect: rect.y)

    def characters(self) -> list[tuple[str, Rect]]:
        """Every visible character with the box of its shape."""
        found = []
        for n in range(self._text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(self._text, n))
            if not char.isspace() and not raw.FPDFText_IsGenerated(self._text, n):
                found.append((char, self._rect(*self._text.get_charbox(n))))
        return found

    def type_sizes(self) -> list[float]:
        """The size of type of every visible character, points."""
        visible = (
            n for n in range(self._text.count_chars()) if not chr(raw.FPDFText_GetUnicode(self._text, n)).isspace()
        )
        return [float(raw.FPDFText_GetFontSize(self._text, n)) for n in visible]

    def paths(self) -> list[Rect]:
        """Boxes of all lines and rectangles."""
        return [self._rect(*o.get_bounds()) for o in self._page.get_objects([raw.FPDF_PAGEOBJ_PATH])]

    def picture(self, scale: float = 1.0) -> Any:
        """The page as a grey picture; 72 dots per inch times scale."""
        return self._page.render(scale=scale, grayscale=True).to_pil()


def pages(pdf: bytes) -> list[Page]:
    document = pypdfium2.PdfDocument(pdf)
    return [Page(document[n]) for n in range(len(document))]


def text_of(pdf: bytes) -> str:
    return "\n".join(page.text for page in pages(pdf))


def flat(text: str) -> str:
    """Text without what setting may change: line breaks and the width of white space, composed form.

    The reader of PDF files gives a hyphen at the end of a line as U+FFFE.
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).replace("\ufffe", "-")
