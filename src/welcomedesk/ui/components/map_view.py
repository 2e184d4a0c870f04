"""The offline map: districts, the place of the case, offices as numbered pins and counted circles.

    view = MapView()
    view.set_marks(marks); view.set_here(spot_or_none); view.set_district("15003")
    view.chosen.connect(self.choose)

Mouse: drag, wheel, click. Keys: arrows move, + and - zoom, Home shows all, Page Up and Down go through the offices that
fit. The table of the page holds the same for everybody who cannot see a map; nothing here says more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components import map_shapes
from welcomedesk.ui.components.buttons import icon_button
from welcomedesk.ui.components.layout import column, holding, row
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S2, S3
from welcomedesk.ui.text import Label, button_text, one_line

CELL = 40
"""Pixels within which marks share one circle."""

SPREAD = 30
MOST_SPREAD = 4
"""So many numbered pins at one place stand beside each other; more become a circle with their number."""

CLOSEST = 24.0
STEP = 1.6


@dataclass(frozen=True, slots=True)
class Mark:
    """An office on the map; several may share a place.

    Args:
        number: as in the list, 0 for offices that were not asked for.
    """

    id: str
    name: str
    lat: float
    lon: float
    number: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """Something drawn: marks at one place.

    Args:
        at: in units of the map; `shift` in pixels from there.
        kind: `pin`, `ring` (several that fit) or `circle` (others).
    """

    at: QPointF
    marks: tuple[Mark, ...]
    kind: str
    shift: QPointF = field(default_factory=QPointF)


class MapView(QWidget):
    """The map itself; see the module."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Map of the offices"))
        self._marks: tuple[Mark, ...] = ()
        self._here: QPointF | None = None
        self._district = ""
        self._chosen = ""
        self._zoom = 1.0
        self._middle = map_shapes.bounds().center()
        self._spots: tuple[Spot, ...] | None = None
        self._labels: dict[str, QPainterPath] = {}
        self._grabbed: QPointF | None = None
        self._dragged = False
        self._tools = [
            icon_button("plus", _("Closer"), then=lambda: self.zoom_by(STEP), small=True),
            icon_button("minus", _("Farther"), then=lambda: self.zoom_by(1 / STEP), small=True),
            icon_button("home", _("Whole state"), then=self.show_all, small=True),
        ]
        for tool in self._tools:
            tool.setProperty("kind", "plain")
            tool.setParent(self)
        self._describe()

    # --- what it shows ----------------------------------------------------------------------------------------

    def set_marks(self, marks: Sequence[Mark]) -> None:
        self._marks = tuple(marks)
        self._spots = None
        self._describe()
        self.update()

    def set_here(self, lat: float | None, lon: float | None) -> None:
        """The place of the case; `None` shows none."""
        self._here = None if lat is None or lon is None else map_shapes.spot(lat, lon)
        self.update()

    def set_district(self, key: str) -> None:
        """Fill one district."""
        self._district = key
        self.update()

    def choose(self, mark_id: str) -> None:
        """Mark one office; moves the map where it would lie outside."""
        if mark_id == self._chosen:
            return
        self._chosen = mark_id
        mark = self.chosen_mark()
        if mark is not None:
            at = map_shapes.spot(mark.lat, mark.lon)
            if not QRectF(self.rect()).adjusted(30, 40, -30, -20).contains(self._transform().map(at)):
                self._middle = at
        self._describe()
        self.update()

    def chosen_mark(self) -> Mark | None:
        return next((mark for mark in self._marks if mark.id == self._chosen), None)

    def _describe(self) -> None:
        """Say what is chosen and where the same stands as a table."""
        fits = sum(mark.number > 0 for mark in self._marks)
        mark = self.chosen_mark()
        words = [
            _("Chosen: {name}").format(name=one_line(mark.name)) if mark else "",
            ngettext("{n} office fits", "{n} offices fit", fits).format(n=fits) if fits else "",
            _("The table holds the same. Arrows move, plus and minus zoom, Page Down goes to the next office."),
        ]
        self.setAccessibleDescription(". ".join(part for part in words if part))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # --- moving -----------------------------------------------------------------------------------------------

    def show_all(self) -> None:
        """The whole state."""
        self._zoom = 1.0
        self._middle = map_shapes.bounds().center()
        self._spots = None
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom around a point of the widget, its middle when none is given."""
        before = self._transform()
        point = at or QPointF(self.rect().center())
        fixed = before.inverted()[0].map(point)
        zoom = min(CLOSEST, max(0.6, self._zoom * factor))
        if zoom == self._zoom:
            return
        self._zoom = zoom
        moved = self._transform().inverted()[0].map(point)
        self._middle += fixed - moved
        self._spots = None
        self.update()

    def pan(self, dx: float, dy: float) -> None:
        """Move what is seen by pixels."""
        scale = self._scale()
        middle = self._middle + QPointF(dx / scale, dy / scale)
        room = map_shapes.bounds()
        self._middle = QPointF(
            min(room.right(), max(room.left(), middle.x())), min(room.bottom(), max(room.top(), middle.y()))
        )
        self.update()

    def _scale(self) -> float:
        room, box = self.rect().adjusted(16, 12, -16, -12), map_shapes.bounds()
        return self._zoom * max(0.02, min(room.width() / box.width(), room.height() / box.height()))

    def _transform(self) -> QTransform:
        scale = self._scale()
        made = QTransform()
        made.translate(self.width() / 2, self.height() / 2)
        made.scale(scale, scale)
        made.translate(-self._middle.x(), -self._middle.y())
        return made

    # --- marks at one place -----------------------------------------------------------------------------------

    def spots(self) -> tuple[Spot, ...]:
        """What is drawn at this zoom, others first; worked out anew when zoom or marks change only."""
        if self._spots is None:
            near = CELL / self._scale()
            others = [mark for mark in self._marks if not mark.number]
            fitting = together([mark for mark in self._marks if mark.number], near)
            places = [_mean(group) for group in fitting]
            made = []
            for group in together(others, near):
                at = _mean(group)
                covered = any((at - place).manhattanLength() < near * 0.7 for place in places)
                made.append(Spot(at, group, "circle", QPointF(0, 19) if covered else QPointF()))
            for group in fitting:
                made += _numbered(sorted(group, key=lambda mark: mark.number))
            self._spots = tuple(made)
        return self._spots

    def spot_at(self, point: QPointF) -> Spot | None:
        """What lies under a point of the widget, the topmost."""
        transform = self._transform()
        chosen = self.chosen_mark()
        spots = list(self.spots())
        if chosen is not None:
            spots.append(self._chosen_spot(chosen))
        for spot in reversed(spots):
            centre = self._place(transform, spot)
            if spot.kind == "pin":
                centre -= QPointF(0, 15)
            distance = centre - point
            if distance.x() ** 2 + distance.y() ** 2 <= 15**2:
                return spot
        return None

    def _chosen_spot(self, mark: Mark) -> Spot:
        """The pin of the chosen office; it stands on the ring or circle that holds it."""
        holder = next((spot for spot in self.spots() if any(each.id == mark.id for each in spot.marks)), None)
        if holder is None or holder.kind == "pin":
            return holder or Spot(map_shapes.spot(mark.lat, mark.lon), (mark,), "pin")
        return Spot(holder.at, (mark,), "pin", holder.shift - QPointF(0, 13 if len(holder.marks) > 1 else 0))

    def _place(self, transform: QTransform, spot: Spot) -> QPointF:
        return transform.map(spot.at) + spot.shift

    # --- painting ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        current = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), current.color("rail"))
        transform = self._transform()
        self._draw_districts(painter, transform)
        self._draw_labels(painter, transform)
        if self._here is not None:
            self._draw_here(painter, transform.map(self._here))
        for spot in self.spots():
            if self.rect().adjusted(-40, -40, 40, 40).contains(self._place(transform, spot).toPoint()):
                self._draw_spot(painter, transform, spot)
        chosen = self.chosen_mark()
        if chosen is not None:
            self._draw_pin(painter, self._place(transform, self._chosen_spot(chosen)), chosen, chosen=True)
        if self.hasFocus():
            focus_ring(painter, self.rect())

    def _draw_districts(self, painter: QPainter, transform: QTransform) -> None:
        current = look()
        pen = QPen(current.color("control"), 1)
        pen.setCosmetic(True)
        painter.setTransform(transform)
        painter.setPen(pen)
        for shape in map_shapes.districts():
            painter.setBrush(current.color("selected" if shape.key == self._district else "surface"))
            painter.drawPath(shape.path)
        painter.resetTransform()

    def _draw_labels(self, painter: QPainter, transform: QTransform) -> None:
        current = look()
        halo = QPen(current.color("surface"), 3)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        metrics = QFontMetrics(current.font("small"))
        taken = [self._place(transform, spot) for spot in self.spots()]
        for shape in map_shapes.districts():
            lines = _lines(shape.name, metrics, shape.span * transform.m11())
            if not lines:
                continue
            at = _free(transform.map(shape.middle), max(map(metrics.horizontalAdvance, lines)), len(lines), taken)
            top = at.y() - metrics.height() * len(lines) / 2 + metrics.ascent()
            for number, words in enumerate(lines):
                path = self._label(words, current.font("small"))
                painter.save()
                painter.translate(at.x() - metrics.horizontalAdvance(words) / 2, top + number * metrics.height())
                painter.strokePath(path, halo)
                painter.fillPath(path, current.color("text2"))
                painter.restore()

    def _label(self, words: str, font: QFont) -> QPainterPath:
        path = self._labels.get(words)
        if path is None:
            path = QPainterPath()
            path.addText(0, 0, font, words)
            self._labels[words] = path
        return path

    def _draw_here(self, painter: QPainter, at: QPointF) -> None:
        current = look()
        painter.save()
        painter.translate(at)
        painter.rotate(45)
        painter.setPen(QPen(current.color("surface"), 1.5))
        painter.setBrush(current.color("text"))
        painter.drawRect(QRectF(-5, -5, 10, 10))
        painter.restore()

    def _draw_spot(self, painter: QPainter, transform: QTransform, spot: Spot) -> None:
        at = self._place(transform, spot)
        if spot.kind == "pin":
            self._draw_pin(painter, at, spot.marks[0], chosen=False)
            return
        current = look()
        ring = spot.kind == "ring"
        radius = 12.0 if ring else (11.0 if len(spot.marks) > 1 else 5.0)
        painter.setPen(QPen(current.color("accent" if ring else "control"), 2 if ring else 1.5))
        painter.setBrush(current.color("surface"))
        painter.drawEllipse(at, radius, radius)
        if ring or len(spot.marks) > 1:
            words = str(len(spot.marks))
            painter.setFont(current.font("small-strong" if ring else "small"))
            painter.setPen(current.color("accent" if ring else "text2"))
            painter.drawText(QRectF(at.x() - 15, at.y() - 10, 30, 20), Qt.AlignmentFlag.AlignCenter, words)

    def _draw_pin(self, painter: QPainter, at: QPointF, mark: Mark, *, chosen: bool) -> None:
        current = look()
        path = _pin(at, 12.5 if chosen else 11.0)
        painter.setPen(QPen(current.color("accent"), 2))
        painter.setBrush(current.color("accent" if chosen else "surface"))
        painter.drawPath(path)
        centre = at - QPointF(0, 19 if chosen else 17)
        painter.setPen(current.color("on_accent" if chosen else "accent"))
        if mark.number:
            painter.setFont(current.font("small-strong"))
            area = QRectF(centre.x() - 14, centre.y() - 10, 28, 20)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(mark.number))
        else:
            painter.setBrush(current.color("on_accent" if chosen else "accent"))
            painter.drawEllipse(centre, 3.5, 3.5)

    def relook(self) -> None:
        self._labels.clear()
        self._arrange_tools()
        self.update()

    # --- mouse and keys ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position()
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None:
            spot = self.spot_at(event.position())
            self.setCursor(Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor)
            return
        moved = self._grabbed - event.position()
        if self._dragged or moved.manhattanLength() > 4:
            self._dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._grabbed = event.position()
            self.pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragged, self._grabbed = self._dragged, False, None
        self.unsetCursor()
        if event.button() == Qt.MouseButton.LeftButton and not dragged:
            spot = self.spot_at(event.position())
            if spot is not None:
                self._open(spot, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.spot_at(event.position()) is None:
            self.zoom_by(STEP, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y() / 120
        if turns:
            self.zoom_by(1.25**turns, event.position())
        event.accept()

    def _open(self, spot: Spot, where: QPoint) -> None:
        """Choose an office; of several, go closer until they part, or name them."""
        if len(spot.marks) == 1:
            self._take(spot.marks[0].id)
            return
        places = {(round(mark.lat, 4), round(mark.lon, 4)) for mark in spot.marks}
        if len(places) > 1 and self._zoom < CLOSEST:
            self._middle = spot.at
            self.zoom_by(2.4)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for mark in sorted(spot.marks, key=lambda mark: mark.number or 1_000)[:30]:
            words = f"{mark.number}  {mark.name}" if mark.number else mark.name
            menu.addAction(button_text(words), partial(self._take, mark.id))
        menu.popup(where)

    def _take(self, mark_id: str) -> None:
        self.choose(mark_id)
        self.chosen.emit(mark_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (-60, 0),
            Qt.Key.Key_Right: (60, 0),
            Qt.Key.Key_Up: (0, -60),
            Qt.Key.Key_Down: (0, 60),
        }
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in moves:
            self.pan(*moves[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom_by(STEP if key == Qt.Key.Key_Plus else 1 / STEP)
        elif key == Qt.Key.Key_Home:
            self.show_all()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._next(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def _next(self, step: int) -> None:
        """The next office that fits, in the order of the list."""
        order = [mark.id for mark in sorted(self._marks, key=lambda mark: mark.number) if mark.number]
        if order:
            at = order.index(self._chosen) + step if self._chosen in order else 0
            self._take(order[at % len(order)])

    # --- room -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._spots = None
        self._arrange_tools()

    def _arrange_tools(self) -> None:
        top = S3
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for tool in self._tools:
            tool.adjustSize()
            left = S3 if mirrored else self.width() - tool.width() - S3
            tool.move(left, top)
            top += tool.height() - 1

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 220)


class MapPane(QWidget):
    """The map with its legend and the note on where its outlines come from."""

    def __init__(self) -> None:
        super().__init__()
        self.map = MapView()
        legend = holding(
            row(
                *(_LegendEntry(kind, words) for kind, words in _legend()),
                None,
                space=S3,
            )
        )
        notes = column(
            legend,
            Label(_("Points show a town or a postal code, not the house."), "small", "text2", wrap=True),
            Label("© GeoBasis-DE / BKG 2017, {} · GeoNames, CC BY 4.0".format(_("data changed")), "small", "text2",
                  wrap=True),
            space=2,
            margins=(S3, S2, S3, S3),
        )  # fmt: skip
        whole = column(self.map, notes, space=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        set_part(self, part="canvas")


def _legend() -> tuple[tuple[str, str], ...]:
    return (
        ("here", _("Place of the case")),
        ("chosen", _("chosen")),
        ("fits", _("fits")),
        ("other", _("others, number per place")),
    )


class _LegendEntry(QWidget):
    """A sign of the map with its words."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__()
        self._kind = kind
        label = Label(words, "small")
        self.setLayout(row(16, label, space=4))

    def paintEvent(self, event: QPaintEvent) -> None:
        current = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self.width() - 7 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 7
        at = QPointF(x, self.height() / 2)
        if self._kind == "here":
            painter.translate(at)
            painter.rotate(45)
            painter.fillRect(QRectF(-4.5, -4.5, 9, 9), current.color("text"))
            return
        painter.setPen(QPen(current.color("control" if self._kind == "other" else "accent"), 2))
        painter.setBrush(current.color("accent" if self._kind == "chosen" else "surface"))
        painter.drawEllipse(at, 5, 5)


def together(marks: Sequence[Mark], near: float) -> list[tuple[Mark, ...]]:
    """Marks that lie within `near` units of each other, as one group each.

    A grid finds groups in one pass over thousands of marks; groups that only the grid parted are joined afterwards.
    """
    cells: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        at = map_shapes.spot(mark.lat, mark.lon)
        cells.setdefault((int(at.x() // near), int(at.y() // near)), []).append(mark)
    placed: dict[tuple[int, int], tuple[QPointF, list[Mark]]] = {}
    for (x, y), group in sorted(cells.items(), key=lambda cell: -len(cell[1])):
        middle = _mean(group)
        around = [placed[x + dx, y + dy] for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (x + dx, y + dy) in placed]
        for other, members in around:
            if (other - middle).manhattanLength() < near:
                members.extend(group)
                break
        else:
            placed[x, y] = (middle, group)
    return [tuple(group) for _middle, group in placed.values()]


def _free(at: QPointF, width: float, lines: int, taken: Sequence[QPointF]) -> QPointF:
    """A place for a name near a point where no circle covers it."""
    for shift in (0, 20, -20, 32, -32):
        place = at + QPointF(0, shift)
        box = QRectF(place.x() - width / 2 - 8, place.y() - 7 * lines - 9, width + 16, 14 * lines + 18)
        if not any(box.contains(point) for point in taken):
            return place
    return at


def _numbered(marks: list[Mark]) -> list[Spot]:
    """Pins beside each other for a few offices at one place, a ring with their number for many."""
    at = _mean(marks)
    if len(marks) > MOST_SPREAD:
        return [Spot(at, tuple(marks), "ring", QPointF(0, -4))]
    left = -(len(marks) - 1) / 2
    return [Spot(at, (mark,), "pin", QPointF((left + n) * SPREAD, -6)) for n, mark in enumerate(marks)]


def _mean(marks: Sequence[Mark]) -> QPointF:
    total = QPointF(0, 0)
    for mark in marks:
        total += map_shapes.spot(mark.lat, mark.lon)
    return total / len(marks)


def _pin(tip: QPointF, radius: float) -> QPainterPath:
    """A drop that stands on its tip."""
    centre = tip - QPointF(0, radius * 1.55)
    path = QPainterPath()
    path.moveTo(tip)
    path.cubicTo(tip + QPointF(-radius * 0.5, -radius * 0.6), centre + QPointF(-radius, radius * 0.75),
                 centre + QPointF(-radius, 0))  # fmt: skip
    path.arcTo(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 180, -180)
    path.cubicTo(centre + QPointF(radius, radius * 0.75), tip + QPointF(radius * 0.5, -radius * 0.6), tip)
    path.closeSubpath()
    return path


def _lines(name: str, metrics: QFontMetrics, room: float) -> tuple[str, ...]:
    """A name on one line or two, or not at all where the district is too small for it."""
    if metrics.horizontalAdvance(name) <= room * 0.92:
        return (name,)
    words = name.replace("-", "- ").split(" ")
    for cut, _pair in enumerate(pairwise(words), start=1):
        lines = tuple(" ".join(part).replace("- ", "-") for part in (words[:cut], words[cut:]))
        if max(metrics.horizontalAdvance(line) for line in lines) <= room * 0.92:
            return lines
    return ()
