"""Rows of a sheet in one column, or German beside the reader's language; the rows stay level."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from welcomedesk.domain.handouts import HandoutRow
from welcomedesk.domain.letters import Text, plain, runs_right_to_left
from welcomedesk.letters.blocks import Builder, Piece, bookmarked, keep_with_next, side_by_side
from welcomedesk.letters.setting import Style
from welcomedesk.letters.sheet import MM, Sheets
from welcomedesk.letters.styles import Styles

GAP = 10.0
_BOX = 3.8
_INDENT = 8.0
_PAPER_BOX = 3.0
_PAPER_INDENT = 6.0
_WIDEST_IN_COLUMNS = 12.0
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Columns:
    """Turns rows into pieces.

    Args:
        languages: one for each column, first German.
        x, width: of all columns together, mm.
    """

    def __init__(self, styles: Styles, languages: tuple[str, ...], x: float, width: float) -> None:
        self.s, self.languages, self.x, self.whole = styles, languages, x, width
        self.scale = styles.body.size / 10
        # Sixteen points leave a column four words a line: there the languages stand one under the other.
        self.stacked = len(languages) > 1 and styles.body.size > _WIDEST_IN_COLUMNS
        count = 1 if self.stacked else len(languages)
        self.width = (width - GAP * (count - 1)) / count
        self.lefts = [x + n * (self.width + GAP) for n in range(count)] * (len(languages) if self.stacked else 1)

    def pieces(self, rows: Sequence[HandoutRow]) -> list[Piece]:
        """All rows; the last paper of a step never stands alone on the next page."""
        made = [self.row(row) for row in rows]
        for n in range(len(rows) - 1):
            last = rows[n].kind == rows[n + 1].kind == "paper" and (n + 2 == len(rows) or rows[n + 2].kind != "paper")
            made[n] = keep_with_next(made[n]) if last else made[n]
        return [piece for row in made for piece in row]

    def row(self, row: HandoutRow) -> list[Piece]:
        s, indent = self.s, _INDENT * self.scale
        match row.kind:
            case "heading":
                return bookmarked(self.beside(row.words, s.heading, before=5.0, keep=True), plain(row.words[0]))
            case "step":
                pieces = self.beside(row.words, s.body, indent=indent, keep=True)
                boxed = self._with_box(pieces, row, 0.0, _BOX * self.scale)
                return bookmarked([self._rule(), *boxed], plain(row.words[0]))
            case "paper":
                pieces = self.beside(row.words, s.body, indent=indent + _PAPER_INDENT * self.scale)
                return self._with_box(pieces, row, indent, _PAPER_BOX * self.scale)
            case "note":
                return self.beside(row.words, s.small, indent=indent, before=1.0)
            case "foot":
                return self.beside(row.words, s.small, before=6.0)
            case "subject":
                return self.beside(row.words, s.body, keep=True)
            case "paragraph":
                return self.beside(row.words, s.body, before=s.step * 0.6)
            case "subheading":
                title = self.beside(row.words, s.body, before=s.step * 0.7, keep=True)
                return bookmarked(title, plain(row.words[0]))
            case "pair" | "item":
                return self.beside(row.words, s.body, before=0.6)
            case "small":
                return self.beside(row.words, s.small, before=s.step * 0.8)
            case "code":
                return self.beside(row.words, s.code, before=s.step * 0.6)
            case "sign":
                return [Builder(s, self.x, self.whole).signatures([plain(label) for label in row.words])]
            case "fact":
                alone = len(row.words[0]) == 1  # a heading over papers
                return self.beside(row.words, s.body, indent=indent, before=0.8, keep=alone)
        return self.beside(row.words, s.body, indent=indent, before=0.5)

    def beside(
        self, texts: tuple[Text, ...], style: Style, *, indent: float = 0.0, before: float = 0.0, keep: bool = False
    ) -> list[Piece]:
        columns: list[list[Piece]] = []
        if self.stacked:  # the same words twice, one under the other, help nobody
            texts = tuple(() if n and plain(text) == plain(texts[0]) else text for n, text in enumerate(texts))
        for left, text, language in zip(self.lefts, texts, self.languages, strict=False):
            rtl = _runs_right_to_left(language, text)
            # The indent stands where reading begins; a right-to-left column is narrowed at its right edge.
            builder = Builder(self.s, left, self.width - (indent if rtl else 0.0))
            spoken = replace(style, language=language, rtl=rtl)
            pieces = builder.text(text, spoken, indent=0.0 if rtl else indent)
            aside = columns and not self.stacked
            columns.append([replace(piece, draw=_aside(piece.draw)) for piece in pieces] if aside else pieces)
        rows = _one_below_the_other(columns, before) if self.stacked else side_by_side(*columns, before=before)
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
            for left, text, language in zip(self.lefts, row.words, self.languages, strict=True):
                if not text or (self.stacked and language != self.languages[0]):
                    continue
                x = left + self.width - at - size if _runs_right_to_left(language, text) else left + at
                sheets.box(x, top + inset, size, size)
                if row.ticked:
                    sheets.tick(x, top + inset, size)

        return [replace(first, draw=draw), *pieces[1:]]

    def _rule(self) -> Piece:
        """A thin line over every step, with white above and below."""

        def draw(sheets: Sheets, top: float) -> None:
            sheets.rule(self.x, top + 0.2, self.x + self.whole, top + 0.2, points=0.3, gray=0.75)

        return Piece(2.4, draw, before=3.2, keep=True)


def _one_below_the_other(columns: list[list[Piece]], before: float) -> list[Piece]:
    """The lines of all languages, each language kept with the one above it."""
    pieces: list[Piece] = []
    for column in columns:
        pieces = [*keep_with_next(pieces), *column]
    return [replace(pieces[0], before=before), *pieces[1:]] if pieces else []


def _aside(draw: Callable[[Sheets, float], None]) -> Callable[[Sheets, float], None]:
    def draw_aside(sheets: Sheets, top: float) -> None:
        with sheets.aside():
            draw(sheets, top)

    return draw_aside


def _runs_right_to_left(language: str, text: Text) -> bool:
    """A column runs right to left by its language; words in Latin letters only stay as they are."""
    return runs_right_to_left(language) and bool(_RIGHT_TO_LEFT.search(plain(text)))
