"""The printed map: the districts with numbered points on the first sheet, then the list with the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from welcomedesk.domain.letters import Span
from welcomedesk.domain.map_sheet import CHOSEN, CROSSED, HATCHED, MapDistrict, MapLine, MapSheet
from welcomedesk.letters import page
from welcomedesk.letters.blocks import Builder, Piece, baseline, paginate, side_by_side
from welcomedesk.letters.setting import Style, set_text
from welcomedesk.letters.sheet import MM, Sheets
from welcomedesk.letters.styles import FOOTER, OFFICE_LINE, styles

_TOP = 16.0
_BOTTOM = 276.0
_FOOT_RULE = 280.0
_TALLEST = 186.0
"""Room for the map, so that its legend and the head of the list stand on the same sheet."""

_NUMBER = Style(size=7.5, leading=9, bold=True)
_COUNT = Style(size=6.5, leading=8)
_NAME = Style(size=7, leading=8.6, color=(0.29, 0.34, 0.37))
_LABEL = 9.0
_SIGN = 5.0


def map_pdf(sheet: MapSheet) -> bytes:
    """The PDF of a map with its list. Raises `MissingGlyph`."""
    return _MapPages(sheet).pdf()


class _MapPages:
    """One column: head, map, legend, list."""

    def __init__(self, sheet: MapSheet) -> None:
        self.sheet = sheet
        self.s = styles(sheet.language)
        self.sheets = Sheets(language=sheet.language, title=sheet.title)
        self.width = page.WIDTH - 2 * page.SHEET_MARGIN
        self.builder = Builder(self.s, page.SHEET_MARGIN, self.width)
        self._fit()

    def _fit(self) -> None:
        """How many mm a unit of the map is, and where its corner lies, so that the state fills the sheet."""
        points = [point for district in self.sheet.districts for ring in district.rings for point in ring]
        self.left, self.top = min(x for x, _y in points), min(y for _x, y in points)
        wide, tall = max(x for x, _y in points) - self.left, max(y for _x, y in points) - self.top
        self.scale = min(self.width / wide, _TALLEST / tall)
        self.height = tall * self.scale
        self.indent = page.SHEET_MARGIN + (self.width - wide * self.scale) / 2

    def pdf(self) -> bytes:
        pages = paginate(list(self._pieces()), _TOP, _TOP, _BOTTOM)
        for number, placed in enumerate(pages, start=1):
            if number > 1:
                self.sheets.next_page()
            for each in placed:
                each.piece.draw(self.sheets, each.top)
            self._footer(number, len(pages))
        return self.sheets.pdf()

    def _pieces(self) -> Iterator[Piece]:
        sheet, builder = self.sheet, self.builder
        if sheet.letterhead.office:
            yield from builder.text(sheet.letterhead.office, OFFICE_LINE)
        yield from builder.text(sheet.title, self.s.title, before=3.0, keep=True)
        yield from builder.text(sheet.subtitle, self.s.label, keep=True)
        yield Piece(self.height, self._draw_map, before=3.0, keep=True)
        yield from self._legend()
        for note in sheet.notes:
            yield from builder.text(note, self.s.small)
        for head, lines in sheet.groups:
            yield from builder.text(head, self.s.heading, before=6.0, keep=True)
            for line in lines:
                yield from self._line(line)

    def _line(self, line: MapLine) -> list[Piece]:
        """One office with its number; its lines stay together."""
        right = self.builder.text((Span(line.name, strong=True),), indent=_LABEL)
        for words in line.words:
            right += self.builder.text(words, self.s.small, indent=_LABEL)
        pieces = side_by_side(self.builder.text(line.label, self.s.strong, width=_LABEL), right, before=2.0)
        return [*(replace(piece, keep=True) for piece in pieces[:-1]), replace(pieces[-1], keep=False)]

    # --- the map ------------------------------------------------------------------------------------------------------

    def _at(self, x: float, y: float, top: float) -> tuple[float, float]:
        return self.indent + (x - self.left) * self.scale, top + (y - self.top) * self.scale

    def _draw_map(self, sheets: Sheets, top: float) -> None:
        for district in self.sheet.districts:
            self._district(sheets, district, top)
        taken = [self._at(point.x, point.y, top) for point in self.sheet.points]
        covered = list(taken)
        for district in self.sheet.districts:
            x, y = _free(*self._at(*district.middle, top), covered)
            self._centred(sheets, district.name, _NAME, x, y)
            covered.append((x, y))
        for point, (x, y) in zip(self.sheet.points, taken, strict=True):
            if point.words:
                self._callout(sheets, point.words, x, y)
            sheets.disc(x, y, 2.6 if point.fits else 2.0, gray=0.0 if point.fits else 0.5)
            self._centred(sheets, point.label, _NUMBER if point.fits else _COUNT, x, y)
        if self.sheet.here is not None:
            x, y = self._at(*self.sheet.here, top)
            # Beside an office at the same place, or neither could be read.
            beside = any(abs(x - at[0]) < 4 and abs(y - at[1]) < 4 for at in taken)
            _diamond(sheets, x - 5.0 if beside else x, y)

    def _district(self, sheets: Sheets, district: MapDistrict, top: float) -> None:
        rings = [[self._at(x, y, top) for x, y in ring] for ring in district.rings]
        _fill(sheets, rings, district.fill)

    def _callout(self, sheets: Sheets, words: str, x: float, y: float) -> None:
        """Numbers of the list in a box beside their sign, on the side where the sheet has room."""
        (line,) = set_text(words, _NUMBER, self.width * MM)
        wide, tall = line.width / MM + 2.0, _NUMBER.leading / MM + 0.8
        left = x + 2.0 if x + 2.0 + wide < page.WIDTH - page.SHEET_MARGIN else x - 2.0 - wide
        upper = y - tall / 2
        corners = [(left, upper), (left + wide, upper), (left + wide, upper + tall), (left, upper + tall)]
        sheets.outline([corners], gray=0.5, points=0.4)
        sheets.line(line, _NUMBER, left + (1.4 if left > x else 0.6), baseline(_NUMBER, upper + 0.4))

    def _centred(self, sheets: Sheets, words: str, style: Style, x: float, y: float) -> None:
        for line in set_text(words, style, self.width * MM)[:1]:
            height = style.leading / MM
            sheets.line(line, style, x - line.width / MM / 2, baseline(style, y - height / 2))

    # --- what the signs mean ------------------------------------------------------------------------------------------

    def _legend(self) -> Iterator[Piece]:
        words = self.sheet.words
        entries: list[tuple[_Sign, str]] = []
        if self.sheet.points:
            entries = [(partial(_disc, gray=0.0), words["fits"]), (partial(_disc, gray=0.5), words["other"])]
        if self.sheet.here is not None:
            entries.insert(0, (_diamond, words["here"]))
        entries += [(partial(_swatch, fill=fill), meaning) for fill, meaning in self.sheet.legend]
        for number, (draw, meaning) in enumerate(entries):
            text = self.builder.text(meaning, self.s.small, indent=_SIGN)
            sign = Piece(text[0].height, partial(_sign_at, draw, text[0].height))
            yield from side_by_side([sign], text, before=2.0 if number == 0 else 0.4, keep=True)

    def _footer(self, number: int, total: int) -> None:
        right = page.WIDTH - page.SHEET_MARGIN
        self.sheets.rule(page.SHEET_MARGIN, _FOOT_RULE, right, _FOOT_RULE, points=0.4, gray=0.6)
        count = self.sheet.words["page"].replace("{page}", str(number)).replace("{pages}", str(total))
        (counted,) = set_text(count, FOOTER, 100 * MM)
        self.sheets.line(counted, FOOTER, right - counted.width / MM, baseline(FOOTER, _FOOT_RULE + 1.2))


def _free(x: float, y: float, taken: list[tuple[float, float]]) -> tuple[float, float]:
    """A place for a name near a point where no sign covers it."""
    for shift in (0.0, 5.0, -5.0, 8.0, -8.0):
        if not any(abs(x - at[0]) < 12 and abs(y + shift - at[1]) < 4 for at in taken):
            return x, y + shift
    return x, y


def _fill(sheets: Sheets, rings: list[list[tuple[float, float]]], fill: str) -> None:
    sheets.outline(rings, fill=0.88 if fill == CHOSEN else 1.0)
    if fill in (HATCHED, CROSSED):
        sheets.hatch(rings, step=2.0 if fill == HATCHED else 1.6, crossed=fill == CROSSED)
        sheets.outline(rings, fill=None)


def _diamond(sheets: Sheets, x: float, y: float) -> None:
    sheets.outline([[(x, y - 1.8), (x + 1.8, y), (x, y + 1.8), (x - 1.8, y)]], fill=0.0, gray=1.0)


_Sign = Callable[[Sheets, float, float], None]


def _sign_at(draw: _Sign, height: float, sheets: Sheets, top: float) -> None:
    draw(sheets, page.SHEET_MARGIN + 2.0, top + height / 2)


def _disc(sheets: Sheets, x: float, y: float, *, gray: float) -> None:
    sheets.disc(x, y, 1.3, gray=gray)


def _swatch(sheets: Sheets, x: float, y: float, *, fill: str) -> None:
    _fill(sheets, [[(x - 2, y - 1.4), (x + 2, y - 1.4), (x + 2, y + 1.4), (x - 2, y + 1.4)]], fill)
