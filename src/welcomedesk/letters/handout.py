"""Handouts as PDF: one column, or German beside the reader's language, row by row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from welcomedesk.domain.handouts import Handout, HandoutRow
from welcomedesk.domain.letters import Text, plain, runs_right_to_left
from welcomedesk.letters import fonts, page
from welcomedesk.letters.blocks import (
    Builder,
    Piece,
    Placed,
    baseline,
    bookmarked,
    draw_page,
    keep_with_next,
    paginate,
    side_by_side,
)
from welcomedesk.letters.setting import Style, set_text
from welcomedesk.letters.sheet import MM, Region, Sheets
from welcomedesk.letters.styles import FOOTER, OFFICE_LINE, styles

_GAP = 10.0
_TOP = 16.0
_FOLLOWING_TOP = 20.0
_BOTTOM = 276.0
_FOOT_RULE = 280.0
_BOX = 3.8
_INDENT = 8.0
_PAPER_BOX = 3.0
_PAPER_INDENT = 6.0
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
        self.scale = self.s.body.size / 10
        self.sheets = Sheets(language=first, title=_TITLES.get(first, _TITLES["en"]), beside=handout.languages[1:])
        whole = page.WIDTH - 2 * page.SHEET_MARGIN
        columns = len(handout.languages)
        self.width = (whole - _GAP * (columns - 1)) / columns
        self.lefts = [page.SHEET_MARGIN + n * (self.width + _GAP) for n in range(columns)]

    def flow(self) -> list[list[Placed]]:
        """Everything on its pages."""
        rows = self.handout.rows
        made = [self._row(row) for row in rows]
        for n in range(len(rows) - 1):
            # The last paper of a step never stands alone on the next page.
            last = rows[n].kind == rows[n + 1].kind == "paper" and (n + 2 == len(rows) or rows[n + 2].kind != "paper")
            made[n] = keep_with_next(made[n]) if last else made[n]
        pieces = [*self._title(), *(piece for row in made for piece in row)]
        if self.handout.review:
            builder = Builder(self.s, page.SHEET_MARGIN, page.WIDTH - 2 * page.SHEET_MARGIN)
            pieces += builder.text(self.handout.review, self.s.small, before=4)
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
        pieces += self._side_by_side(handout.title, self.s.title, before=5.0 if pieces else 0.0, keep=True)
        if handout.subtitle:
            pieces += self._side_by_side(handout.subtitle, self.s.label, before=1.0, keep=True)
        return pieces

    def _row(self, row: HandoutRow) -> list[Piece]:
        s, indent = self.s, _INDENT * self.scale
        match row.kind:
            case "heading":
                return bookmarked(self._side_by_side(row.words, s.heading, before=5.0, keep=True), plain(row.words[0]))
            case "step":
                pieces = self._side_by_side(row.words, s.body, indent=indent, keep=True)
                boxed = self._with_box(pieces, row, 0.0, _BOX * self.scale)
                return bookmarked([self._rule(), *boxed], plain(row.words[0]))
            case "paper":
                pieces = self._side_by_side(row.words, s.body, indent=indent + _PAPER_INDENT * self.scale)
                return self._with_box(pieces, row, indent, _PAPER_BOX * self.scale)
            case "note":
                return self._side_by_side(row.words, s.small, indent=indent, before=1.0)
            case "foot":
                return self._side_by_side(row.words, s.small, before=6.0)
            case "fact":
                alone = len(row.words[0]) == 1  # a heading over papers
                return self._side_by_side(row.words, s.body, indent=indent, before=0.8, keep=alone)
        return self._side_by_side(row.words, s.body, indent=indent, before=0.5)

    def _side_by_side(
        self, texts: tuple[Text, ...], style: Style, *, indent: float = 0.0, before: float = 0.0, keep: bool = False
    ) -> list[Piece]:
        columns: list[list[Piece]] = []
        for left, text, language in zip(self.lefts, texts, self.handout.languages, strict=False):
            rtl = _runs_right_to_left(language, text)
            # The indent stands where reading begins; a right-to-left column is narrowed at its right edge.
            builder = Builder(self.s, left, self.width - (indent if rtl else 0.0))
            spoken = replace(style, language=language, rtl=rtl)
            pieces = builder.text(text, spoken, indent=0.0 if rtl else indent)
            columns.append([replace(piece, draw=_aside(piece.draw)) for piece in pieces] if columns else pieces)
        rows = side_by_side(*columns, before=before)
        if keep and rows:
            rows[-1] = replace(rows[-1], keep=True)
        return rows

    def _with_box(self, pieces: list[Piece], row: HandoutRow, at: float, size: float) -> list[Piece]:
        """Add the boxes to the first line: at the left of every column, at the right of right-to-left ones."""
        if not pieces or not row.box:
            return pieces
        first = pieces[0]
        inset = (self.s.body.leading / MM - size) / 2

        def draw(sheets: Sheets, top: float) -> None:
            first.draw(sheets, top)
            for left, text, language in zip(self.lefts, row.words, self.handout.languages, strict=True):
                if not text:
                    continue
                x = left + self.width - at - size if _runs_right_to_left(language, text) else left + at
                sheets.box(x, top + inset, size, size)
                if row.ticked:
                    sheets.tick(x, top + inset, size)

        return [replace(first, draw=draw), *pieces[1:]]

    def _rule(self) -> Piece:
        """A thin line over every step, with white above and below."""

        def draw(sheets: Sheets, top: float) -> None:
            sheets.rule(page.SHEET_MARGIN, top + 0.2, page.WIDTH - page.SHEET_MARGIN, top + 0.2, points=0.3, gray=0.75)

        return Piece(2.4, draw, before=3.2, keep=True)

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


def _aside(draw: Callable[[Sheets, float], None]) -> Callable[[Sheets, float], None]:
    def draw_aside(sheets: Sheets, top: float) -> None:
        with sheets.aside():
            draw(sheets, top)

    return draw_aside


def _runs_right_to_left(language: str, text: Text) -> bool:
    """A column runs right to left by its language; words in Latin letters only stay as they are."""
    return runs_right_to_left(language) and max(plain(text), default="") >= "\u0590"
