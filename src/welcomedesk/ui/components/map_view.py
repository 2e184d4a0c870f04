"""The offline map: districts, the place of the case, offices as numbered pins and counted circles.

    view = MapView()
    view.set_marks(marks); view.set_here(spot_or_none); view.set_district("15003")
    view.chosen.connect(self.choose)

Mouse: drag, wheel, click. Keys: arrows move, + and - zoom, Home shows all, Page Up and Down go through the offices that
fit. The table of the page holds the same for everybody who cannot see a map; nothing here says more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
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
from PySide6.QtWidgets import QSizePolicy, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components import map_shapes
from welcomedesk.ui.components.buttons import icon_button
from welcomedesk.ui.components.layout import clear, column, flow, row
from welcomedesk.ui.components.map_marks import Mark, Spot, Spots, located
from welcomedesk.ui.components.map_paint import FILLS, Ground, draw_here, draw_pin, draw_spots, fill_shape, view_of
from welcomedesk.ui.components.menu import open_menu
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S2, S3
from welcomedesk.ui.reader import describe, say_politely
from welcomedesk.ui.text import Label, one_line

__all__ = ["MapPane", "MapView", "Mark"]

CLOSEST = 24.0
STEP = 1.6
BESIDE = 24
"""Pixels between the place of the case and an office that would cover it."""


class MapView(QWidget):
    """The map itself; see the module."""

    reader_role = "Graphic"

    chosen = Signal(str)
    district_chosen = Signal(str)
    """A district was clicked, or reached with Page Up and Down, while districts are filled."""

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
        self._spots = Spots(())
        self._ground = Ground()
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
        self._spots = Spots(located(self._marks))
        self._ground.forget()
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

    def set_fills(self, fills: Mapping[str, str]) -> None:
        """Fill districts by how well they are served (`map_paint.FILLS`); they can be clicked then."""
        self._ground.fills = dict(fills)
        self._ground.forget()
        self._describe()
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
        chosen = (
            mark.name
            if mark
            else next(
                (shape.name for shape in map_shapes.districts() if self._ground.fills and shape.key == self._district),
                "",
            )
        )
        words = [
            _("Chosen: {name}").format(name=one_line(chosen)) if chosen else "",
            ngettext("{n} office fits", "{n} offices fit", fits).format(n=fits) if fits else "",
            _("The list holds the same. Arrows move, plus and minus zoom, Page Down goes to the next district.")
            if self._ground.fills
            else _("The table holds the same. Arrows move, plus and minus zoom, Page Down goes to the next office."),
        ]
        describe(self, ". ".join(part for part in words if part))
        if self.hasFocus():
            say_politely(self, words[0])

    # --- moving -----------------------------------------------------------------------------------------------

    def show_all(self) -> None:
        """The whole state."""
        self._zoom = 1.0
        self._middle = map_shapes.bounds().center()
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
        return view_of(self.size(), self._scale(), self._middle)

    # --- marks at one place -----------------------------------------------------------------------------------

    def spots(self) -> tuple[Spot, ...]:
        """What is drawn at this zoom, others first."""
        return self._spots.at(self._scale())

    def spot_at(self, point: QPointF) -> Spot | None:
        """What lies under a point of the widget, the topmost."""
        chosen = self.chosen_mark()
        spots: list[Spot] = [*self.spots(), *((self._chosen_spot(chosen),) if chosen else ())]
        for spot in reversed(spots):
            centre = self.place(spot) - QPointF(0, 15 if spot.kind == "pin" else 0)
            distance = centre - point
            if distance.x() ** 2 + distance.y() ** 2 <= 15**2:
                return spot
        return None

    def _chosen_spot(self, mark: Mark) -> Spot:
        """The pin of the chosen office; it stands on the ring or circle that holds it."""
        holder = next((spot for spot in self.spots() if any(each.id == mark.id for each in spot.marks)), None)
        if holder is None:
            return Spot(*map_shapes.units(mark.lat, mark.lon), (mark,), "pin")
        if holder.kind == "pin":
            return holder
        return holder._replace(marks=(mark,), kind="pin", dy=holder.dy - (13 if len(holder.marks) > 1 else 0))

    def place(self, spot: Spot) -> QPointF:
        """Where a spot lies in the widget."""
        return self._transform().map(QPointF(spot.x, spot.y)) + QPointF(spot.dx, spot.dy)

    # --- painting ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, spots = self._scale(), self.spots()
        self._ground.draw(painter, self.size(), scale, self._middle, self._district, spots)
        left, top = self.width() / 2 - self._middle.x() * scale, self.height() / 2 - self._middle.y() * scale
        right, bottom = self.width() + 40, self.height() + 40
        placed = [(spot.x * scale + left + spot.dx, spot.y * scale + top + spot.dy, spot) for spot in spots]
        if self._here is not None:
            draw_here(painter, self._here_beside([(x, y) for x, y, _spot in placed]))
        draw_spots(painter, ((QPointF(x, y), spot) for x, y, spot in placed if -40 < x < right and -40 < y < bottom))
        chosen = self.chosen_mark()
        if chosen is not None:
            draw_pin(painter, self.place(self._chosen_spot(chosen)), chosen, chosen=True)
        if self.hasFocus():
            focus_ring(painter, self.rect())

    def _here_beside(self, taken: Sequence[tuple[float, float]]) -> QPointF:
        """Where the place of the case is drawn: beside offices at the same place, or nobody would see it."""
        assert self._here is not None
        at = self._transform().map(self._here)
        hidden = any(abs(at.x() - x) < BESIDE and abs(at.y() - y) < BESIDE for x, y in taken)
        return at - QPointF(BESIDE, 0) if hidden else at

    def relook(self) -> None:
        self._ground.forget()
        self._arrange_tools()
        self.update()

    # --- mouse and keys ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position()
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None:
            touched = self.spot_at(event.position()) or (self._ground.fills and self._district_at(event.position()))
            self.setCursor(Qt.CursorShape.PointingHandCursor if touched else Qt.CursorShape.ArrowCursor)
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
            elif self._ground.fills:
                self._take_district(self._district_at(event.position()))

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
            self._middle = QPointF(spot.x, spot.y)
            self.zoom_by(2.4)
            return
        marks = sorted(spot.marks, key=lambda mark: mark.number or 1_000)[:30]
        words = (f"{mark.number}  {mark.name}" if mark.number else mark.name for mark in marks)
        open_menu(
            self, tuple((each, partial(self._take, mark.id)) for each, mark in zip(words, marks, strict=True)), where
        )

    def _district_at(self, point: QPointF) -> str:
        return map_shapes.district_at(self._transform().inverted()[0].map(point))

    def _take_district(self, key: str) -> None:
        if key:
            self.set_district(key)
            self._describe()
            self.district_chosen.emit(key)

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
        """The next office that fits, in the order of the list; the next district where districts are filled."""
        if self._ground.fills:
            keys = list(self._ground.fills)
            at = keys.index(self._district) + step if self._district in keys else 0
            self._take_district(keys[at % len(keys)])
            return
        order = [mark.id for mark in sorted(self._marks, key=lambda mark: mark.number) if mark.number]
        if order:
            at = order.index(self._chosen) + step if self._chosen in order else 0
            self._take(order[at % len(order)])

    # --- room -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
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
        self._legend = row(space=S3)
        said = (Label(words, "small", "text2", wrap=True) for words in map_notes())
        notes = column(self._legend, *said, space=2, margins=(S3, S2, S3, S3))
        whole = column(self.map, notes, space=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        set_part(self, part="canvas")
        self.set_legend(_legend())

    def set_legend(self, entries: Sequence[tuple[str, str]]) -> None:
        """Say what the signs mean: (`here`, `chosen`, `fits`, `other` or one of `map_paint.FILLS`, words)."""
        clear(self._legend)
        self._legend.addWidget(flow(*(_LegendEntry(kind, words) for kind, words in entries), space=S3))


def map_notes() -> tuple[str, str]:
    """What a point is, and whose outlines and places these are; stands wherever the map does."""
    return (
        _("Points show a town or a postal code, not the house."),
        "© GeoBasis-DE / BKG 2017, {} · GeoNames, CC BY 4.0".format(_("data changed")),
    )


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
        self.setLayout(row(30 if kind in FILLS else 16, Label(words, "small"), space=4))

    def paintEvent(self, event: QPaintEvent) -> None:
        current = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self.width() - 7 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 7
        at = QPointF(x, self.height() / 2)
        if self._kind == "here":
            draw_here(painter, at, 9)
            return
        if self._kind in FILLS:
            path = QPainterPath()
            path.addRect(QRectF(x - 6 if x < self.width() / 2 else x - 18, at.y() - 7, 24, 14))
            fill_shape(painter, path, self._kind)
            return
        painter.setPen(QPen(current.color("control" if self._kind == "other" else "accent"), 2))
        painter.setBrush(current.color("accent" if self._kind == "chosen" else "surface"))
        painter.drawEllipse(at, 5, 5)
