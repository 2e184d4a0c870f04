"""Blocks of a letter as pieces that can be put on pages: each knows its height and how to draw itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from welcomedesk.domain import letters as words
from welcomedesk.letters.setting import Line, Style, set_text
from welcomedesk.letters.sheet import MM, Sheets
from welcomedesk.letters.styles import Styles

_LABEL_COLUMN = 46.0
_NUMBER_COLUMN = 7.0
_DASH_COLUMN = 5.0
_BOX_COLUMN = 8.0
_BOX = 3.6
_SIGN_SPACE = 14.0
_LONG = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never cut in two by a page break.

    Args:
        height: mm.
        draw: puts the piece on the current page, its top at the given mm.
        before: white space above, mm; dropped at the top of a page.
        keep: stays on the page of the piece after it.
        bookmark: words that lead here from the list of contents of a long document.
    """

    height: float
    draw: Callable[[Sheets, float], None]
    before: float = 0.0
    keep: bool = False
    bookmark: str = ""


def line_pieces(
    lines: Sequence[Line], style: Style, x: float, width: float, *, before: float = 0.0, keep: bool = False
) -> list[Piece]:
    """A paragraph as one piece per line; first and last two lines never part."""
    pieces: list[Piece] = []
    for n, line in enumerate(lines):
        together = len(lines) > 1 and (n == 0 or n == len(lines) - 2)
        pieces.append(
            Piece(
                style.leading / MM,
                _line_drawer(line, style, x, width),
                before if n == 0 else 0.0,
                together or (keep and n == len(lines) - 1),
            )
        )
    return pieces


def _line_drawer(line: Line, style: Style, x: float, width: float) -> Callable[[Sheets, float], None]:
    def draw(sheets: Sheets, top: float) -> None:
        sheets.line(line, style, x, baseline(style, top), width=width)

    return draw


def baseline(style: Style, top: float) -> float:
    """The baseline of a line whose top is at `top`, mm: white above and below in equal parts."""
    return top + (style.leading * 0.5 + style.size * 0.34) / MM


def side_by_side(*columns: list[Piece], before: float = 0.0, keep: bool = False) -> list[Piece]:
    """Columns of lines whose tops stay level, row by row."""
    rows: list[Piece] = []
    count = max((len(column) for column in columns), default=0)
    for n in range(count):
        here = [column[n] for column in columns if n < len(column)]
        rows.append(
            Piece(
                max(piece.height for piece in here),
                _all_drawer([piece.draw for piece in here]),
                before if n == 0 else 0.0,
                keep or (count > 1 and n in (0, count - 2)),
            )
        )
    return rows


def _all_drawer(draws: Sequence[Callable[[Sheets, float], None]]) -> Callable[[Sheets, float], None]:
    def draw(sheets: Sheets, top: float) -> None:
        for each in draws:
            each(sheets, top)

    return draw


class Builder:
    """Turns blocks into pieces for a column.

    Args:
        x, width: of the column, mm.
        lines: lines that were set before; a letter that is set once more with less white between them shares them.
    """

    def __init__(self, styles: Styles, x: float, width: float, lines: dict[object, list[Line]] | None = None) -> None:
        self.s, self.x, self.width = styles, x, width
        self._lines: dict[object, list[Line]] = {} if lines is None else lines

    def text(
        self,
        text: words.Text | str,
        style: Style | None = None,
        *,
        indent: float = 0.0,
        width: float | None = None,
        before: float = 0.0,
        keep: bool = False,
    ) -> list[Piece]:
        style = style or self.s.body
        wide = (self.width if width is None else width) - indent
        # White between lines and colour do not change where a line breaks.
        key = (text, wide, style.size, style.bold, style.rtl, style.language)
        lines = self._lines.get(key)
        if lines is None:
            lines = self._lines[key] = set_text(text, style, wide * MM)
        return line_pieces(lines, style, self.x + indent, wide, before=before, keep=keep)

    def block(self, block: words.Block) -> list[Piece]:
        """The pieces of one block."""
        step = self.s.step
        match block:
            case words.Paragraph(text):
                return self.text(text, before=step)
            case words.Heading(text):
                return bookmarked(self.text(text, self.s.strong, before=step, keep=True), words.plain(text))
            case words.FactTable(rows):
                return self.facts(rows, before=step)
            case words.NumberedList(items):
                return hold_ends([self.item(f"{n}.", item) for n, item in enumerate(items, 1)])
            case words.BulletList(items):
                return hold_ends([self.item("–", item) for item in items])
            case words.CheckList(items, numbered):
                return [p for n, item in enumerate(items, 1) for p in self.check_item(item, n if numbered else 0)]
            case words.Note(text):
                return self.text(text, self.s.small, before=step * 0.8)
            case words.Code(text):
                return self.text(text, self.s.code, before=step * 0.6)
            case words.Card():
                from welcomedesk.letters.card import card_pieces  # it is made of pieces itself

                return card_pieces(block, self)
            case words.SignatureLines(labels):
                return [self.signatures(labels)]
            case words.Table():
                return table_pieces(self, block)

    def facts(self, rows: Iterable[tuple[str, words.Text]], *, before: float, indent: float = 0.0) -> list[Piece]:
        """Labels with values beside them."""
        pieces: list[Piece] = []
        column = _LABEL_COLUMN * self.s.body.size / 10 if not indent else self.width * 0.2
        column = min(column, self.width * 0.4)
        for n, (label, value) in enumerate(rows):
            left = self.text(label, self.s.label, indent=indent, width=indent + column - 3)
            right = self.text(value, indent=indent + column)
            pieces += side_by_side(left, right, before=before if n == 0 else 0.0)
        return pieces

    def item(self, mark: str, item: words.Text) -> list[Piece]:
        """One item of a list with its number or dash."""
        indent = (_NUMBER_COLUMN if mark[0].isdigit() else _DASH_COLUMN) * self.s.body.size / 10
        return side_by_side(self.text(mark, width=indent), self.text(item, indent=indent))

    def check_item(self, item: words.CheckItem, number: int = 0) -> list[Piece]:
        """A box to tick with title, text, papers and facts."""
        scale = self.s.body.size / 10
        indent = _BOX_COLUMN * scale
        title = (words.Span(f"{number}. "), *item.title) if number else item.title
        strong = tuple(replace(span, strong=True) for span in title)
        box = Piece(self.s.body.leading / MM, self.box_drawer(item.state == "done", self.x, _BOX * scale))
        pieces = side_by_side([box], self.text(strong, indent=indent), before=self.s.step * 0.9, keep=True)
        if item.text:
            pieces += self.text(item.text, indent=indent)
        for paper in item.papers:
            small = Piece(self.s.body.leading / MM, self.box_drawer(False, self.x + indent, _BOX * 0.8 * scale))
            pieces += side_by_side([small], self.text(paper, indent=indent + 6 * scale))
        if item.facts:
            pieces += self.facts(item.facts, before=0.0, indent=indent)
        if item.note:
            pieces += self.text(item.note, self.s.small, indent=indent)
        return pieces

    def box_drawer(self, ticked: bool, x: float, size: float) -> Callable[[Sheets, float], None]:
        """Draws a box to tick in the middle of a body line."""
        inset = (self.s.body.leading / MM - size) / 2

        def draw(sheets: Sheets, top: float) -> None:
            sheets.box(x, top + inset, size, size)
            if ticked:
                sheets.tick(x, top + inset, size)

        return draw

    def signatures(self, labels: Sequence[str]) -> Piece:
        gap = 10.0
        wide = (self.width - gap * (len(labels) - 1)) / len(labels)
        columns = [set_text(label, self.s.small, wide * MM) for label in labels]
        text_height = max(len(lines) for lines in columns) * self.s.small.leading / MM

        def draw(sheets: Sheets, top: float) -> None:
            for n, lines in enumerate(columns):
                left = self.x + n * (wide + gap)
                sheets.rule(left, top + _SIGN_SPACE, left + wide, top + _SIGN_SPACE, gray=0.3)
                for m, line in enumerate(lines):
                    at = top + _SIGN_SPACE + 0.8 + m * self.s.small.leading / MM
                    sheets.line(line, self.s.small, left, baseline(self.s.small, at))

        return Piece(_SIGN_SPACE + 0.8 + text_height, draw, before=self.s.step)


def bookmarked(pieces: list[Piece], words_there: str) -> list[Piece]:
    """The same pieces, the first one found through the list of contents."""
    return [replace(pieces[0], bookmark=words_there), *pieces[1:]] if pieces else pieces


_TABLE_PAD = 1.2
_TABLE_ROW = 8.0  # room to write by hand
_TABLE_GAP = 3.0


def table_pieces(builder: Builder, table: words.Table) -> list[Piece]:
    """A table row by row; the head stays with the first row, and rows stand between thin lines."""
    whole = sum(column.share for column in table.columns) or 1.0
    wide = [(builder.width + _TABLE_GAP) * column.share / whole - _TABLE_GAP for column in table.columns]
    lefts = [sum(wide[:n]) + n * _TABLE_GAP for n in range(len(wide))]
    heads = [
        builder.text(column.label, builder.s.label, indent=left, width=left + width)
        for column, left, width in zip(table.columns, lefts, wide, strict=True)
    ]
    pieces = [_table_row(builder, heads, least=0.0, before=builder.s.step, strong=True)]
    empty = words.TableRow(())
    for row in (*table.rows, *[empty] * (table.least - len(table.rows))):
        cells = [
            builder.text(cell, indent=left, width=left + width)
            for cell, left, width in zip(row.cells, lefts, wide, strict=False)
        ]
        pieces.append(_table_row(builder, cells, least=_TABLE_ROW if table.least else 0.0))
    return [replace(pieces[0], keep=True), *pieces[1:]]


def _table_row(
    builder: Builder, cells: list[list[Piece]], *, least: float, before: float = 0.0, strong: bool = False
) -> Piece:
    height = max((sum(piece.height for piece in cell) for cell in cells), default=0.0) + 2 * _TABLE_PAD

    def draw(sheets: Sheets, top: float) -> None:
        bottom = top + max(height, least)
        right = builder.x + builder.width
        sheets.rule(builder.x, bottom, right, bottom, points=0.7 if strong else 0.3, gray=0.2 if strong else 0.65)
        for cell in cells:
            # Heads and rows to write in stand on their line; printed rows begin level at the top.
            high = sum(piece.height for piece in cell)
            at = bottom - _TABLE_PAD - high if strong or least else top + _TABLE_PAD
            for piece in cell:
                piece.draw(sheets, at)
                at += piece.height

    return Piece(max(height, least), draw, before)


def keep_with_next(pieces: list[Piece]) -> list[Piece]:
    """The same pieces, the last one on the page of what follows."""
    return [*pieces[:-1], replace(pieces[-1], keep=True)] if pieces else pieces


def hold_ends(items: list[list[Piece]]) -> list[Piece]:
    """The items of a list; the first is never left behind on a page, the last never goes alone to the next."""
    held = [
        keep_with_next(item) if n in (0, len(items) - 2) and n < len(items) - 1 else item
        for n, item in enumerate(items)
    ]
    return [piece for item in held for piece in item]


# --- pages ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Placed:
    piece: Piece
    top: float


def paginate(pieces: Iterable[Piece], first_top: float, next_top: float, bottom: float) -> list[list[Placed]]:
    """Put pieces on pages from the top; pieces that keep together move to the next page together.

    Args:
        first_top, next_top, bottom: mm from the top of the sheet.
    """
    pages: list[list[Placed]] = [[]]
    at = first_top
    for group in _groups(pieces):
        height = sum(piece.height + piece.before for piece in group)
        fits_on_a_page = height <= bottom - next_top
        if pages[-1] and fits_on_a_page and at + height > bottom:
            pages.append([])
            at = next_top
        for piece in group:
            before = piece.before if pages[-1] else 0.0
            if pages[-1] and at + before + piece.height > bottom:
                pages.append([])
                at, before = next_top, 0.0
            pages[-1].append(Placed(piece, at + before))
            at += before + piece.height
    return pages


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep:
            yield group
            group = []
    if group:
        yield group


def draw_page(sheets: Sheets, placed: Iterable[Placed], *, of: int) -> None:
    """Draw the pieces of a page; in a document of many pages (`of`) headings become its list of contents."""
    for each in placed:
        if each.piece.bookmark and of >= _LONG:
            sheets.bookmark(each.piece.bookmark, each.top)
        each.piece.draw(sheets, each.top)


def end_of(page: Sequence[Placed], top: float) -> float:
    """Where the last piece of a page ends, mm; `top` for an empty page."""
    return page[-1].top + page[-1].piece.height if page else top
