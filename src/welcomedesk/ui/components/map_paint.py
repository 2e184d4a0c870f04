"""How the map is painted: the ground with districts and names is kept as a picture, marks are drawn over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from math import hypot

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap, QTransform

from welcomedesk.ui.components import map_shapes
from welcomedesk.ui.components.map_marks import Mark, Spot
from welcomedesk.ui.look.theme import look

MARGIN = 160
"""Pixels around the view that are painted ahead, so that moving the map a little costs one picture."""

FILLS = {
    "good": ("good_ground", None),
    "fair": ("surface", Qt.BrushStyle.BDiagPattern),
    "thin": ("caution_ground", Qt.BrushStyle.DiagCrossPattern),
}
"""How districts are filled by how well they are served: ground and hatching, so that colour never speaks alone."""

HALO = 3
"""Pixels around a name that keep lines away from its letters."""

_CENTRED = Qt.AlignmentFlag.AlignCenter


class Ground:
    """Districts and their names at one scale, kept as a picture until scale, size, theme or district change."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._key: tuple[object, ...] = ()
        self._middle = QPointF()
        self._labels: dict[tuple[str, float], QPixmap] = {}
        self.fills: Mapping[str, str] = {}
        """Key of a district to one of `FILLS`; a district that is not named is plain."""

    def forget(self) -> None:
        """Paint anew with the next picture."""
        self._key = ()
        self._labels.clear()

    def draw(
        self, painter: QPainter, size: QSize, scale: float, middle: QPointF, district: str, spots: Sequence[Spot]
    ) -> None:
        """Draw the ground under a view whose middle is `middle`, in units of the map."""
        ratio = painter.device().devicePixelRatio()
        key = (size.width(), size.height(), scale, district, ratio, len(spots), look().hex("surface"))
        offset = (self._middle - middle) * scale
        if key != self._key or max(abs(offset.x()), abs(offset.y())) > MARGIN:
            self._paint(size, scale, middle, district, spots, ratio)
            self._key, self._middle = key, QPointF(middle)
            offset = QPointF(0, 0)
        painter.drawPixmap(QPointF(offset.x() - MARGIN, offset.y() - MARGIN), self._picture)

    def _paint(
        self, size: QSize, scale: float, middle: QPointF, district: str, spots: Sequence[Spot], ratio: float
    ) -> None:
        current = look()
        whole = QSize(size.width() + 2 * MARGIN, size.height() + 2 * MARGIN)
        self._picture = QPixmap(whole * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(current.color("rail"))
        transform = view_of(whole, scale, middle)
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(current.color("control"), 1)
        pen.setCosmetic(True)
        painter.setTransform(transform)
        painter.setPen(pen)
        for shape in map_shapes.districts():
            if shape.key not in self.fills:
                painter.setBrush(current.color("selected" if shape.key == district else "surface"))
                painter.drawPath(shape.path)
        painter.resetTransform()
        self._filled(painter, transform, district)
        self._names(painter, transform, spots)
        painter.end()

    def _filled(self, painter: QPainter, transform: QTransform, district: str) -> None:
        """Districts with their hatching, which keeps its own size at every zoom; the chosen one has a thick edge."""
        for shape in map_shapes.districts():
            if shape.key in self.fills:
                fill_shape(painter, transform.map(shape.path), self.fills[shape.key])
        chosen = next((shape for shape in map_shapes.districts() if shape.key == district and self.fills), None)
        if chosen is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look().color("accent"), 3))
            painter.drawPath(transform.map(chosen.path))

    def _names(self, painter: QPainter, transform: QTransform, spots: Sequence[Spot]) -> None:
        font = look().font("small")
        metrics = QFontMetrics(font)
        scale, left, top = transform.m11(), transform.dx(), transform.dy()
        taken = [(spot.x * scale + left + spot.dx, spot.y * scale + top + spot.dy) for spot in spots]
        written: list[QRectF] = []
        for shape in map_shapes.districts():
            lines = name_lines(shape.name, metrics, shape.span * transform.m11())
            if not lines:
                continue
            width = max(map(metrics.horizontalAdvance, lines))
            at = _free(transform.map(shape.middle), QSizeF(width, metrics.height() * len(lines)), taken, written)
            if at is None:
                continue
            upper = at.y() - metrics.height() * len(lines) / 2
            for number, words in enumerate(lines):
                label = self._label(words, font, painter.device().devicePixelRatio())
                place = at.x() - metrics.horizontalAdvance(words) / 2 - HALO, upper + number * metrics.height() - HALO
                painter.drawPixmap(QPointF(*place), label)

    def _label(self, words: str, font: QFont, ratio: float) -> QPixmap:
        """A name with its halo as a picture: stroking fourteen outlines of letters costs a third of a frame."""
        label = self._labels.get((words, ratio))
        if label is None:
            metrics = QFontMetrics(font)
            wide, tall = metrics.horizontalAdvance(words) + 2 * HALO, metrics.height() + 2 * HALO
            label = QPixmap(QSize(wide, tall) * ratio)
            label.setDevicePixelRatio(ratio)
            label.fill(Qt.GlobalColor.transparent)
            path = QPainterPath()
            path.addText(HALO, HALO + metrics.ascent(), font, words)
            halo = QPen(look().color("surface"), 2 * HALO)
            halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter = QPainter(label)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.strokePath(path, halo)
            painter.fillPath(path, look().color("text"))
            painter.end()
            self._labels[words, ratio] = label
        return label


def fill_shape(painter: QPainter, path: QPainterPath, fill: str) -> None:
    """A shape in pixels with one of `FILLS`."""
    current = look()
    ground, pattern = FILLS[fill]
    painter.setPen(QPen(current.color("control"), 1))
    painter.setBrush(current.color(ground))
    painter.drawPath(path)
    if pattern is not None:
        painter.setBrush(QBrush(current.color("caution"), pattern))
        painter.drawPath(path)


def view_of(size: QSize, scale: float, middle: QPointF) -> QTransform:
    """From units of the map to pixels of a view."""
    made = QTransform()
    made.translate(size.width() / 2, size.height() / 2)
    made.scale(scale, scale)
    made.translate(-middle.x(), -middle.y())
    return made


def draw_spots(painter: QPainter, placed: Iterable[tuple[QPointF, Spot]]) -> None:
    """Circles, rings and pins; colours are set once per kind, because there may be hundreds."""
    circles: list[tuple[QPointF, Spot]] = []
    rings: list[tuple[QPointF, Spot]] = []
    pins: list[tuple[QPointF, Spot]] = []
    for at, spot in placed:
        (pins if spot.kind == "pin" else rings if spot.kind == "ring" else circles).append((at, spot))
    current, ratio = look(), painter.device().devicePixelRatio()
    for group, role, width in ((circles, "control", 1.5), (rings, "accent", 2.0)):
        for at, spot in group:
            radius = 12.0 if spot.kind == "ring" else 11.0 if len(spot.marks) > 1 else 5.0
            painter.drawPixmap(at - QPointF(radius + 2, radius + 2), _disc(radius, role, width, ratio))
        painter.setFont(current.font("small-strong" if role == "accent" else "small"))
        painter.setPen(current.color("accent" if role == "accent" else "text2"))
        for at, spot in group:
            if len(spot.marks) > 1:
                painter.drawText(QRectF(at.x() - 15, at.y() - 10, 30, 20), _CENTRED, str(len(spot.marks)))
    for at, spot in pins:
        draw_pin(painter, at, spot.marks[0], chosen=False)


def _disc(radius: float, role: str, width: float, ratio: float) -> QPixmap:
    """A filled circle as a picture: drawing hundreds of smooth ellipses costs more than a frame."""
    current = look()
    return _picture_of_disc(radius, current.hex("surface"), current.hex(role), width, ratio)


@lru_cache(maxsize=32)
def _picture_of_disc(radius: float, fill: str, line: str, width: float, ratio: float) -> QPixmap:
    edge = round(2 * (radius + 2) * ratio)
    picture = QPixmap(edge, edge)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(line), width))
    painter.setBrush(QColor(fill))
    painter.drawEllipse(QPointF(radius + 2, radius + 2), radius, radius)
    painter.end()
    return picture


def draw_pin(painter: QPainter, at: QPointF, mark: Mark, *, chosen: bool) -> None:
    """A drop with the number of the list; filled where it is the chosen one."""
    current = look()
    painter.setPen(QPen(current.color("accent"), 2))
    painter.setBrush(current.color("accent" if chosen else "surface"))
    painter.drawPath(_pin(at, 12.5 if chosen else 11.0))
    centre = at - QPointF(0, 19 if chosen else 17)
    painter.setPen(current.color("on_accent" if chosen else "accent"))
    if mark.number:
        painter.setFont(current.font("small-strong"))
        painter.drawText(QRectF(centre.x() - 14, centre.y() - 10, 28, 20), _CENTRED, str(mark.number))
    else:
        painter.setBrush(current.color("on_accent" if chosen else "accent"))
        painter.drawEllipse(centre, 3.5, 3.5)


def draw_here(painter: QPainter, at: QPointF, size: float = 10.0) -> None:
    """The place of the case."""
    current = look()
    painter.save()
    painter.translate(at)
    painter.rotate(45)
    painter.setPen(QPen(current.color("surface"), 1.5))
    painter.setBrush(current.color("text"))
    painter.drawRect(QRectF(-size / 2, -size / 2, size, size))
    painter.restore()


def name_lines(name: str, metrics: QFontMetrics, room: float) -> tuple[str, ...]:
    """A name on one line or two, or not at all where the district is too small for it."""
    if metrics.horizontalAdvance(name) <= room * 0.92:
        return (name,)
    words = name.replace("-", "- ").split(" ")
    for cut, _pair in enumerate(pairwise(words), start=1):
        lines = tuple(" ".join(part).replace("- ", "-") for part in (words[:cut], words[cut:]))
        if max(metrics.horizontalAdvance(line) for line in lines) <= room * 0.92:
            return lines
    return ()


_SHIFTS = tuple(sorted(product((0, 20, -20, 40, -40), (0, 20, -20, 32, -32, 44, -44)), key=lambda at: hypot(*at)))
"""Pixels by which a name may move to stand free, nearest first."""


def _free(at: QPointF, size: QSizeF, taken: Sequence[tuple[float, float]], written: list[QRectF]) -> QPointF | None:
    """A place for a name near a point where no circle covers it and no other name stands; none where it is too full.

    Args:
        written: where names stand already; the place that is found is added.
    """
    x, y = at.x(), at.y()
    reach = size.width() + 40
    near = [QPointF(*point) for point in taken if -reach < point[0] - x < reach and -90 < point[1] - y < 90]
    covered = None
    for shift in _SHIFTS:
        place = at + QPointF(*shift)
        words = QRectF(place - QPointF(size.width() / 2, size.height() / 2), size)
        if any(words.intersects(each) for each in written):
            continue
        if not any(words.adjusted(-9, -9, 9, 9).contains(point) for point in near):
            written.append(words)
            return place
        covered = covered or words
    if covered is None:
        return None
    written.append(covered)
    return covered.center()


def _pin(tip: QPointF, radius: float) -> QPainterPath:
    """A drop that stands on its tip."""
    centre = tip - QPointF(0, radius * 1.55)
    path = QPainterPath()
    path.moveTo(tip)
    path.cubicTo(
        tip + QPointF(-radius * 0.5, -radius * 0.6),
        centre + QPointF(-radius, radius * 0.75),
        centre - QPointF(radius, 0),
    )
    path.arcTo(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 180, -180)
    path.cubicTo(centre + QPointF(radius, radius * 0.75), tip + QPointF(radius * 0.5, -radius * 0.6), tip)
    path.closeSubpath()
    return path
