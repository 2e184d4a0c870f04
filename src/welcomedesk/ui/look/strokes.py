"""Reads our icons and draws them as strokes.

They hold paths, circles and rectangles only (`tools/draw_icons.py`), so a page of code replaces Qt's picture plugins,
whose loading alone costs a twentieth of the start.
"""

from __future__ import annotations

from math import acos, degrees, hypot, pi, sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

if TYPE_CHECKING:
    from collections.abc import Iterator

# How many numbers a command takes. Source: SVG 2, chapter 9, paths.
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}
GRID = 20
STROKE = 1.5


def draw_icon(painter: QPainter, svg: str, colour: QColor, edge: float) -> None:
    """Draw an icon into a square from the origin.

    Args:
        svg: content of one of our icon files.
        edge: of the square, in pixels of the device.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(edge / GRID, edge / GRID)
    for kind, values in _elements(svg):
        shape = _shape(kind, values)
        if values.get("stroke") == "none":
            painter.fillPath(shape, colour)
            continue
        pen = QPen(colour, STROKE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if "stroke-dasharray" in values:
            # Qt counts dashes in widths of the pen.
            pen.setDashPattern([float(part) / STROKE for part in values["stroke-dasharray"].split()])
        painter.strokePath(shape, pen)


def _elements(svg: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Name and attributes of each drawn element."""
    for part in svg.split("<"):
        name = part.split(" ", 1)[0]
        if name in ("path", "circle", "rect"):
            quoted = part[len(name) :].split('"')
            yield name, {key.strip(" ="): value for key, value in zip(quoted[::2], quoted[1::2], strict=False)}


def _shape(kind: str, values: dict[str, str]) -> QPainterPath:
    shape = QPainterPath()
    if kind == "circle":
        x, y, radius = (float(values[name]) for name in ("cx", "cy", "r"))
        shape.addEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
    elif kind == "rect":
        area = QRectF(*(float(values[name]) for name in ("x", "y", "width", "height")))
        shape.addRoundedRect(area, float(values["rx"]), float(values["rx"]))
    else:
        _trace(shape, values["d"])
    return shape


def _trace(shape: QPainterPath, d: str) -> None:
    """Follow the commands of a path; all of ours are absolute."""
    for letter in "MLHVCAZ":
        d = d.replace(letter, f" {letter} ")
    parts = d.replace(",", " ").split()
    at, command = 0, ""
    while at < len(parts):
        if parts[at] in _TAKES:
            command = parts[at]
            at += 1
        n = [float(part) for part in parts[at : at + _TAKES[command]]]
        at += len(n)
        here = shape.currentPosition()
        if command == "M":
            shape.moveTo(n[0], n[1])
        elif command == "L":
            shape.lineTo(n[0], n[1])
        elif command == "H":
            shape.lineTo(n[0], here.y())
        elif command == "V":
            shape.lineTo(here.x(), n[0])
        elif command == "C":
            shape.cubicTo(*n)
        elif command == "A":
            _arc(shape, here.x(), here.y(), n)
        else:
            shape.closeSubpath()


def _arc(shape: QPainterPath, x1: float, y1: float, n: list[float]) -> None:
    """An arc of a circle from where the path stands. Source: SVG 2, appendix B.2.4, centre of an arc."""
    radius, _ry, _turn, large, sweep, x2, y2 = n
    dx, dy = (x1 - x2) / 2, (y1 - y2) / 2
    half = hypot(dx, dy)
    radius = max(radius, half)
    away = sqrt(max(0.0, radius * radius - half * half)) / half if half else 0.0
    side = -1 if bool(large) == bool(sweep) else 1
    cx = (x1 + x2) / 2 + side * away * dy
    cy = (y1 + y2) / 2 - side * away * dx
    start = _angle(x1 - cx, y1 - cy)
    turn = _angle(x2 - cx, y2 - cy) - start
    if sweep and turn < 0:
        turn += 2 * pi
    elif not sweep and turn > 0:
        turn -= 2 * pi
    # Qt counts angles against the clock and downwards is positive in both.
    shape.arcTo(QRectF(cx - radius, cy - radius, 2 * radius, 2 * radius), -degrees(start), -degrees(turn))


def _angle(x: float, y: float) -> float:
    length = hypot(x, y)
    angle = acos(max(-1.0, min(1.0, x / length))) if length else 0.0
    return -angle if y < 0 else angle
