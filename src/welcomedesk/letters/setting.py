"""Setting text: from words with marked spans to lines of glyphs.

HarfBuzz shapes, `bidi.py` orders, this module breaks lines. All scripts go one way, so a line may mix them, kerning
is right everywhere, and every line knows where its marked spans lie.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from welcomedesk.domain.letters import Span, Text
from welcomedesk.letters import bidi, fonts
from welcomedesk.letters.clean import clean

_BREAK_AFTER = frozenset("-–—/\u2010…")
_LATIN_END = "\u0370"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set; sizes in points, colour as red, green, blue between 0 and 1.

    Args:
        rtl: direction of the paragraph; `None` asks its first letter.
        language: for shapes that differ by language, an ISO code.
    """

    size: float = 10.0
    leading: float = 13.0
    bold: bool = False
    color: tuple[float, float, float] = (0.0, 0.0, 0.0)
    rtl: bool | None = None
    language: str = "de"


class Run(NamedTuple):
    """Glyphs of one face in one direction, from left to right."""

    face: fonts.Face
    glyphs: Sequence[fonts.Glyph]
    text: str
    rtl: bool


class Line(NamedTuple):
    """One set line: runs from left to right.

    Args:
        width: in points, without the space at its end.
        marks: `(x, width, field)` in points from the line's left edge, for the preview.
        rtl: whether the line starts at the right.
    """

    runs: tuple[Run, ...]
    width: float
    marks: tuple[tuple[float, float, str], ...]
    rtl: bool


class _Stretch(NamedTuple):
    """Characters `start` to `end` of a paragraph in one face, script and direction."""

    start: int
    end: int
    face: fonts.Face
    rtl: bool
    glyphs: Sequence[fonts.Glyph]


def _start(glyph: fonts.Glyph) -> int:
    return glyph.start


def set_text(text: Text | str, style: Style, width: float) -> list[Line]:
    """The lines of a text, broken at `width` points; line feeds in the text end a line. May be empty.

    Raises:
        MissingGlyph: a character that no font has.
    """
    return list(_set((Span(text),) if isinstance(text, str) else text, style, width))


@lru_cache(maxsize=512)  # a letter is set twice, for its number of pages
def _set(spans: Text, style: Style, width: float) -> tuple[Line, ...]:
    lines: list[Line] = []
    for paragraph in _paragraphs(spans):
        lines.extend(_Paragraph(paragraph, style).lines(width))
    while lines and not lines[-1].runs:
        lines.pop()
    return tuple(lines)


def _paragraphs(spans: Sequence[Span]) -> Iterator[list[Span]]:
    current: list[Span] = []
    for span in spans:
        first, *others = clean(span.text).split("\n")
        current.append(Span(first, span.field, span.strong))
        for other in others:
            yield current
            current = [Span(other, span.field, span.strong)]
    yield current


class _Paragraph:
    """One paragraph without line feeds, shaped as a whole and then cut into lines."""

    def __init__(self, spans: Sequence[Span], style: Style) -> None:
        self.style = style
        self.text = "".join(span.text for span in spans)
        self.ranges: list[tuple[int, int, Span]] = []
        at = 0
        for span in spans:
            if span.text:
                self.ranges.append((at, at + len(span.text), span))
            at += len(span.text)
        self.base = bool(bidi.first_strong(self.text)) if style.rtl is None else style.rtl
        isolates = [(a, b) for a, b, span in self.ranges if span.field]
        self.levels = bidi.levels(self.text, int(self.base), isolates)
        self.simple = (
            max(self.text, default="") < _LATIN_END
            and not any(span.strong for span in spans)
            and not any(self.levels)
            and fonts.covered(self.text)
        )
        self.advances = [0.0] * len(self.text)
        self.stretches = [self._shaped(*stretch) for stretch in self._split()]
        self.starts = [stretch.start for stretch in self.stretches]
        self.fields = self._fields()
        for stretch in self.stretches:
            for glyph in stretch.glyphs:
                self.advances[stretch.start + glyph.start] += glyph.advance

    def _fields(self) -> list[str]:
        """The field of every character, nothing where no span has one."""
        if not any(span.field for _, _, span in self.ranges):
            return []
        fields = [""] * len(self.text)
        for start, end, span in self.ranges:
            fields[start:end] = [span.field] * (end - start)
        return fields

    def _shaped(self, start: int, end: int, face: fonts.Face) -> _Stretch:
        rtl = self.levels[start] % 2 == 1
        glyphs = face.shape(self.text[start:end], rtl, self.style.language)
        return _Stretch(start, end, face, rtl, glyphs)

    def _split(self) -> Iterator[tuple[int, int, fonts.Face]]:
        """Stretches of one face, direction and script, in reading order."""
        text, levels = self.text, self.levels
        if not text:
            return
        if self.simple:
            yield 0, len(text), fonts.face(fonts.FAMILIES[0], self.style.bold)
            return
        families = None if fonts.covered(text) else fonts.families(text)
        scripts = None if max(text) < _LATIN_END else fonts.scripts(text)
        bold = self.style.bold
        at = 0
        here = self.ranges[0][2].strong or bold
        strong = [here] * len(text)
        for start, end, span in self.ranges:
            if (span.strong or bold) != here:
                strong[start:end] = [span.strong or bold] * (end - start)
        for i in range(1, len(text) + 1):
            same = (
                i < len(text)
                and levels[i] == levels[at]
                and strong[i] == strong[at]
                and (scripts is None or scripts[i] == scripts[at])
                and (families is None or families[i] == families[at])
            )
            if not same:
                yield at, i, fonts.face(families[at] if families else fonts.FAMILIES[0], strong[at])
                at = i

    def lines(self, width: float) -> Iterator[Line]:
        """Cut at the last place that fits; a word longer than the line is cut between letters."""
        if not self.text.strip(" "):
            yield Line((), 0.0, (), self.base)
            return
        limit = width * 1000 / self.style.size + 0.01
        start, total = 0, len(self.text)
        while start < total:
            end = self._fit(start, limit)
            yield self._line(start, end)
            start = end
            while start < total and self.text[start] == " ":
                start += 1

    def _fit(self, start: int, limit: float) -> int:
        text, advances, used, last = self.text, self.advances, 0.0, 0
        for i in range(start, len(text)):
            char = text[i]
            used += advances[i]
            if char == " ":
                last = i
            elif used > limit and i > start:
                return last if last > start else self._between_letters(start, i)
            elif char in _BREAK_AFTER and start < i < len(text) - 1 and text[i - 1] != " ":
                last = i + 1
        return len(text)

    def _between_letters(self, start: int, i: int) -> int:
        while i > start + 1 and (category(self.text[i])[0] == "M" or not self.advances[i]):
            i -= 1
        return i

    def _line(self, start: int, end: int) -> Line:
        while end > start and self.text[end - 1] == " ":
            end -= 1
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end)
        pieces = [self._cut(stretch, start, end) for stretch in self.stretches[first:last]]
        order = bidi.visual_order([self.levels[piece.start] for piece in pieces])
        visual = [pieces[n] for n in order]
        unit = self.style.size / 1000
        width = sum(glyph.advance for piece in visual for glyph in piece.glyphs) * unit
        runs = tuple(Run(p.face, p.glyphs, self.text[p.start : p.end], p.rtl) for p in visual)
        return Line(runs, width, tuple(self._marks(visual, unit)), self.base)

    def _cut(self, stretch: _Stretch, start: int, end: int) -> _Stretch:
        a, b = max(start, stretch.start), min(end, stretch.end)
        if (a, b) == (stretch.start, stretch.end):
            return stretch
        if stretch.rtl:  # letters that join look different at the end of a line
            return self._shaped(a, b, stretch.face)
        first, last = a - stretch.start, b - stretch.start
        found = stretch.glyphs[
            bisect_left(stretch.glyphs, first, key=_start) : bisect_left(stretch.glyphs, last, key=_start)
        ]
        glyphs = [glyph._replace(start=glyph.start - first) for glyph in found]
        return _Stretch(a, b, stretch.face, stretch.rtl, glyphs)

    def _marks(self, visual: Sequence[_Stretch], unit: float) -> list[tuple[float, float, str]]:
        marks: list[tuple[float, float, str]] = []
        fields = self.fields
        if not fields:
            return marks
        x = 0.0
        for piece in visual:
            for glyph in piece.glyphs:
                field, wide = fields[piece.start + glyph.start], glyph.advance * unit
                if field and marks and marks[-1][2] == field and abs(sum(marks[-1][:2]) - x) < 0.01:
                    marks[-1] = (marks[-1][0], marks[-1][1] + wide, field)
                elif field and wide:
                    marks.append((x, wide, field))
                x += wide
        return marks
