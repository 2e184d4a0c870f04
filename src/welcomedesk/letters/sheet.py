"""The sheets of one document: reportlab's canvas, measured in mm from the top left corner like the standard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from welcomedesk.letters.archive import make_archival
from welcomedesk.letters.fonts import Face
from welcomedesk.letters.pdffont import EmbeddedFont
from welcomedesk.letters.setting import Line, Run, Style

MM = 72 / 25.4
"""Points in a millimetre."""

_K = 0.5523
# A circle around nothing: its start and the points of four curves.
_CIRCLE = (
    *((1, 0), (1, _K), (_K, 1), (0, 1), (-_K, 1), (-1, _K), (-1, 0)),
    *((-1, -_K), (-_K, -1), (0, -1), (_K, -1), (1, -_K), (1, 0)),
)

PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0


Rings = Sequence[Sequence[tuple[float, float]]]
"""Closed lines of points in mm from the top left corner."""


class Region(NamedTuple):
    """Where a marked span lies: page from 1, and mm from the top left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float
    field: str


class _Canvas(Canvas):
    """A canvas that never mentions a font that is not embedded."""

    _code: list[str]
    _doc: Any

    def _make_preamble(self) -> None:
        self._preamble = ""


class Sheets:
    """Pages being drawn, without a word about whose letter it is in the document's properties.

    Args:
        language: of the document, for reading programs.
        title: neutral title shown by viewers instead of a file name.
        beside: further languages on the page.
        size: width and height of a page, mm.
    """

    def __init__(
        self,
        *,
        language: str,
        title: str,
        beside: tuple[str, ...] = (),
        size: tuple[float, float] = (PAGE_WIDTH, PAGE_HEIGHT),
    ) -> None:
        self.height = size[1]
        self._canvas = _Canvas(
            "",
            pagesize=(size[0] * MM, size[1] * MM),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=language,
        )
        self._canvas.setTitle(title)
        self._canvas.setCreator("Welcomedesk")
        self._canvas.setProducer("Welcomedesk")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        # Printing must not scale: the address has to meet the window of the envelope.
        self._canvas.setViewerPreference("PrintScaling", "None")
        self._title, self._languages = title, (language, *beside)
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._second: list[str] = []
        self._bookmarks = 0
        self.page = 1
        self.regions: list[Region] = []

    # --- text -------------------------------------------------------------------------------------------------------

    def line(self, line: Line, style: Style, x: float, baseline: float, *, width: float | None = None) -> None:
        """Draw a set line.

        Args:
            x: left edge, mm.
            baseline: mm from the top.
            width: of the column, mm; lines that run right to left stand at its right edge.
        """
        if width is not None and line.rtl:
            x += width - line.width / MM
        left, bottom = x * MM, (self.height - baseline) * MM
        code = self._canvas._code
        red, green, blue = style.color
        code.append(f"BT {red:g} {green:g} {blue:g} rg")
        at = left
        for run in line.runs:
            at += self._run(run, style.size, at, bottom)
        code.append("ET")
        top = baseline - style.size * 0.80 / MM
        for start, wide, field in line.marks:
            self.regions.append(Region(self.page, x + start / MM, top, wide / MM, style.size * 1.06 / MM, field))

    def _run(self, run: Run, size: float, x: float, y: float) -> float:
        """Draw a run at a point; returns its width in points."""
        font = self._font(run.face)
        code = self._canvas._code
        # A letter with several shapes, or a mark moved onto its letter, confuses programs that read by place: such
        # a run says its text as a whole. Right-to-left runs must not, their order is turned around afterwards.
        exact = all(glyph.text and (run.rtl or not glyph.dx) for glyph in run.glyphs)
        if not exact:
            actual = as_seen(run.text, run.rtl).encode("utf-16-be").hex().upper()
            code.append(f"/Span <</ActualText <FEFF{actual}>>> BDC")
        code.append(f"/{font.name} {size:g} Tf 1 0 0 1 {x:.3f} {y:.3f} Tm")
        code.append(_show(run, font, size))
        if not exact:
            code.append("EMC")
        return sum(glyph.advance for glyph in run.glyphs) * size / 1000

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, f"W{len(self._fonts) + 1}")
        return font

    # --- lines and boxes --------------------------------------------------------------------------------------------

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        points: float = 0.4,
        gray: float = 0.0,
        dash: Sequence[float] = (),
        color: tuple[float, float, float] | None = None,
    ) -> None:
        """A straight line; coordinates in mm from the top left corner, dashes in points, `color` instead of a grey."""
        ink = f"{color[0]:g} {color[1]:g} {color[2]:g} RG" if color else f"{gray:g} G"
        pattern = f"[{' '.join(f'{d:g}' for d in dash)}] 0 d"
        self._canvas._code.append(
            f"q {ink} {points:g} w {pattern} {x1 * MM:.3f} {(self.height - y1) * MM:.3f} m "
            f"{x2 * MM:.3f} {(self.height - y2) * MM:.3f} l S Q"
        )

    def box(self, x: float, y: float, width: float, height: float, *, points: float = 0.6, gray: float = 0.25) -> None:
        """The frame of a rectangle with its top left corner at `x`, `y` (mm)."""
        self._canvas._code.append(
            f"q {gray:g} G {points:g} w {x * MM:.3f} {(self.height - y - height) * MM:.3f} "
            f"{width * MM:.3f} {height * MM:.3f} re S Q"
        )

    def squares(self, x: float, y: float, side: float, rows: Sequence[Sequence[bool]]) -> None:
        """Black squares in rows, as in a 2D code; `x`, `y` (mm) is the top left corner, `side` (mm) of one square."""
        path = []
        for number, cells in enumerate(rows):
            bottom = (self.height - y - (number + 1) * side) * MM
            start = 0
            for dark, run in groupby(cells):
                length = len(tuple(run))
                if dark:
                    path.append(
                        f"{(x + start * side) * MM:.3f} {bottom:.3f} {length * side * MM:.3f} {side * MM:.3f} re"
                    )
                start += length
        if path:
            self._canvas._code.append(f"q 0 g {' '.join(path)} f Q")

    def picture(self, picture: Any, x: float, y: float, width: float, height: float) -> None:
        """A picture with its top left corner at `x`, `y` (mm)."""
        self._canvas.drawImage(picture, x * MM, (self.height - y - height) * MM, width * MM, height * MM)

    def dot(self, x: float, y: float, radius: float) -> None:
        """A black dot with a white rim around its middle (mm)."""
        for wide, gray in ((radius + 0.4, 1), (radius, 0)):
            places = [f"{(x + dx * wide) * MM:.3f} {(PAGE_HEIGHT - y - dy * wide) * MM:.3f}" for dx, dy in _CIRCLE]
            curves = " ".join(f"{' '.join(places[n : n + 3])} c" for n in range(1, 13, 3))
            self._canvas._code.append(f"q {gray} g {places[0]} m {curves} f Q")

    def outline(self, rings: Rings, *, fill: float | None = 1.0, gray: float = 0.45, points: float = 0.5) -> None:
        """A shape of closed rings (mm), filled with a gray or, with `None`, empty; rings inside others cut holes."""
        how = f"{_path(rings)} S" if fill is None else f"{fill:g} g {_path(rings)} B*"
        self._canvas._code.append(f"q {gray:g} G {points:g} w 1 j {how} Q")

    def hatch(self, rings: Rings, *, step: float, crossed: bool = False, gray: float = 0.55) -> None:
        """Slanted lines inside a shape, `step` mm apart; crossed ones speak of more."""
        xs, ys = [x for ring in rings for x, _y in ring], [y for ring in rings for _x, y in ring]
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        tall, lines = bottom - top, []
        for number in range(int((right - left + tall) / step) + 1):
            start = left - tall + number * step
            lines.append(_straight(start, bottom, start + tall, top))
            if crossed:
                lines.append(_straight(start, top, start + tall, bottom))
        self._canvas._code.append(f"q {_path(rings)} W* n {gray:g} G 0.35 w {' '.join(lines)} S Q")

    def disc(self, x: float, y: float, radius: float, *, fill: float = 1.0, gray: float = 0.2) -> None:
        """A filled circle around `x`, `y` (mm)."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillGray(fill)
        canvas.setStrokeGray(gray)
        canvas.setLineWidth(0.8)
        canvas.circle(x * MM, (PAGE_HEIGHT - y) * MM, radius * MM, stroke=1, fill=1)
        canvas.restoreState()

    def tick(self, x: float, y: float, size: float) -> None:
        """A tick inside a box of this size (mm)."""
        points = [(0.18, 0.52), (0.42, 0.78), (0.84, 0.22)]
        path = " ".join(
            f"{(x + px * size) * MM:.3f} {(self.height - y - py * size) * MM:.3f} {'l' if n else 'm'}"
            for n, (px, py) in enumerate(points)
        )
        self._canvas._code.append(f"q 0 G 1.1 w 1 J 1 j {path} S Q")

    def slanted(self, line: Line, style: Style, x: float, y: float, degrees: float) -> None:
        """A line turned around its middle, which lies at `x`, `y` (mm): the draft mark."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(x * MM, (self.height - y) * MM)
        canvas.rotate(degrees)
        red, green, blue = style.color
        canvas._code.append(f"BT {red:g} {green:g} {blue:g} rg")
        at = -line.width / 2
        for run in line.runs:
            at += self._run(run, style.size, at, -style.size * 0.35)
        canvas._code.append("ET")
        canvas.restoreState()

    # --- pages ------------------------------------------------------------------------------------------------------

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Draw into the second column: it is read after everything else on the page, not line by line across."""
        canvas, first = self._canvas, self._canvas._code
        canvas._code = self._second
        try:
            yield
        finally:
            canvas._code = first

    def bookmark(self, words: str, top: float) -> None:
        """An entry in the document's list of contents that leads to this place (mm from the top) of the page."""
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=(self.height - top) * MM)
        self._canvas.addOutlineEntry(words, key, level=0)
        self._canvas.showOutline()

    def _end_page(self) -> None:
        self._canvas._code.extend(self._second)
        self._second.clear()
        self._canvas.showPage()

    def next_page(self) -> None:
        self._end_page()
        self.page += 1

    def pdf(self) -> bytes:
        """The finished document; the sheets cannot be used afterwards."""
        self._end_page()
        document: Any = self._canvas._doc
        for font in self._fonts.values():
            font.add_to(document)
        make_archival(document, title=self._title, languages=self._languages)
        return bytes(document.GetPDFData(self._canvas))


def _path(rings: Rings) -> str:
    """The operators of closed rings."""
    return " ".join(
        " ".join(
            f"{x * MM:.2f} {(PAGE_HEIGHT - y) * MM:.2f} {'l' if number else 'm'}" for number, (x, y) in enumerate(ring)
        )
        + " h"
        for ring in rings
    )


def _straight(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1 * MM:.2f} {(PAGE_HEIGHT - y1) * MM:.2f} m {x2 * MM:.2f} {(PAGE_HEIGHT - y2) * MM:.2f} l"


_MIRROR = str.maketrans("()[]{}<>«»‹›⟨⟩≤≥", ")(][}{><»«›‹⟩⟨≥≤")


def as_seen(text: str, rtl: bool) -> str:
    """The text of a glyph or run in the order of the page, left to right.

    Programs that take text out of a PDF read the page as it looks and turn right-to-left parts around themselves,
    mirroring brackets. So what stands for several letters, and brackets that were mirrored, go in as they look.
    """
    return text[::-1].translate(_MIRROR) if rtl else text


def _show(run: Run, font: EmbeddedFont, size: float) -> str:
    """The operators that show a run: kerning as numbers between codes, raised marks by text rise."""
    natural, code, rtl = run.face.natural_width, font.code, run.rtl
    out: list[str] = []
    parts: list[str] = []
    codes: list[str] = []
    pending = rise = 0.0  # thousandths to move right before the next glyph; thousandths it stands higher
    for glyph in run.glyphs:
        if glyph.dy != rise:
            _end_codes(parts, codes)
            if parts:
                out.append(f"[{''.join(parts)}] TJ")
                parts.clear()
            rise = glyph.dy
            out.append(f"{rise * size / 1000:.4g} Ts")
        move = pending + glyph.dx
        if abs(move) > 0.01:
            _end_codes(parts, codes)
            parts.append(f"{-move:.5g}")
        codes.append(code(glyph.id, as_seen(glyph.text, rtl) if rtl else glyph.text))
        pending = glyph.advance - glyph.dx - natural(glyph.id)
    _end_codes(parts, codes)
    if parts:
        out.append(f"[{''.join(parts)}] TJ")
    if rise:
        out.append("0 Ts")
    return " ".join(out)


def _end_codes(parts: list[str], codes: list[str]) -> None:
    if codes:
        parts.append(f"<{''.join(codes)}>")
        codes.clear()
