"""Handouts as PDF: one column, or German beside the reader's language, row by row."""

from __future__ import annotations

from dataclasses import replace

from welcomedesk.domain.handouts import Handout
from welcomedesk.domain.letters import Text
from welcomedesk.letters import fonts, page
from welcomedesk.letters.blocks import Builder, Piece, Placed, baseline, draw_page, paginate
from welcomedesk.letters.columns import Columns
from welcomedesk.letters.setting import set_text
from welcomedesk.letters.sheet import MM, Region, Sheets
from welcomedesk.letters.styles import FOOTER, OFFICE_LINE, styles

_TOP = 16.0
_FOLLOWING_TOP = 20.0
_BOTTOM = 276.0
_FOOT_RULE = 280.0
_TITLES = {"de": "Merkblatt", "en": "Handout"}


def handout_pdf(handout: Handout) -> tuple[bytes, tuple[Region, ...]]:
    """The PDF of a handout and where marked spans lie. Raises `MissingGlyph`, unless it shows all."""
    if handout.shows_all:
        handout = _settable(handout)
    sheet = _HandoutPages(handout)
    pages = sheet.flow()
    if len(pages) == 2:  # a little less white may save the second sheet
        tight = _HandoutPages(handout, tight=True)
        tighter = tight.flow()
        if len(tighter) == 1:
            return tight.printed(tighter)
    return sheet.printed(pages)


def _settable(handout: Handout) -> Handout:
    """The same sheet with characters that no font has written as their number, `[U+1F600]`."""
    rows = tuple(replace(row, words=tuple(map(_settable_text, row.words))) for row in handout.rows)
    title, subtitle = (tuple(map(_settable_text, texts)) for texts in (handout.title, handout.subtitle))
    return replace(handout, rows=rows, title=title, subtitle=subtitle)


def _settable_text(text: Text) -> Text:
    return tuple(replace(span, text=fonts.settable(span.text)) for span in text)


class _HandoutPages:
    def __init__(self, handout: Handout, *, tight: bool = False) -> None:
        self.handout = handout
        first = handout.languages[0]
        self.s = styles(first, large=handout.large, tight=tight)
        self.sheets = Sheets(language=first, title=_TITLES.get(first, _TITLES["en"]), beside=handout.languages[1:])
        self.columns = Columns(self.s, handout.languages, page.SHEET_MARGIN, page.WIDTH - 2 * page.SHEET_MARGIN)

    def flow(self) -> list[list[Placed]]:
        """Everything on its pages."""
        pieces = [*self._title(), *self.columns.pieces(self.handout.rows)]
        return paginate(pieces, _TOP, _FOLLOWING_TOP, _BOTTOM)

    def printed(self, pages: list[list[Placed]]) -> tuple[bytes, tuple[Region, ...]]:
        for number, placed in enumerate(pages, start=1):
            if number > 1:
                self.sheets.next_page()
            self._footer(number, len(pages))
            draw_page(self.sheets, placed, of=len(pages))
        return self.sheets.pdf(), tuple(self.sheets.regions)

    def _title(self) -> list[Piece]:
        handout = self.handout
        width = page.WIDTH - 2 * page.SHEET_MARGIN
        head = " · ".join(part for part in (handout.letterhead.office, *handout.head) if part)
        builder = Builder(self.s, page.SHEET_MARGIN, width)
        pieces = builder.text(head, OFFICE_LINE)
        pieces += self.columns.beside(handout.title, self.s.title, before=5.0 if pieces else 0.0, keep=True)
        if handout.subtitle:
            pieces += self.columns.beside(handout.subtitle, self.s.label, before=1.0, keep=True)
        return pieces

    def _footer(self, number: int, total: int) -> None:
        sheets, right = self.sheets, page.WIDTH - page.SHEET_MARGIN
        sheets.rule(page.SHEET_MARGIN, _FOOT_RULE, right, _FOOT_RULE, points=0.4, gray=0.6)
        count = self.handout.page_words.replace("{page}", str(number)).replace("{pages}", str(total))
        (counted,) = set_text(count, FOOTER, 100 * MM)
        top = _FOOT_RULE + 1.2
        sheets.line(counted, FOOTER, right - counted.width / MM, baseline(FOOTER, top))
        for n, text in enumerate(self.handout.letterhead.footer[:2]):
            for line in set_text(text, FOOTER, (right - page.SHEET_MARGIN - 30) * MM)[:1]:
                sheets.line(line, FOOTER, page.SHEET_MARGIN, baseline(FOOTER, top + n * FOOTER.leading / MM))
