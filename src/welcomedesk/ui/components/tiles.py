"""Large tiles to choose from, for a table in a village hall: one tap each, readable from the other side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import BUTTON_LARGE, ICON, RADIUS_FIELD, S2, S3, S4, TILE
from welcomedesk.ui.text import elide, one_line, tip


@dataclass(frozen=True, slots=True)
class TileWords:
    """What a tile says.

    Args:
        second: a quiet second line, or empty.
        icon: name of an icon; without one the words stand in the middle.
    """

    id: str
    title: str
    second: str = ""
    icon: str = ""


class Tile(QAbstractButton):
    """One choice; chosen it carries a tick, a bar all around and another ground."""

    def __init__(self, words: TileWords) -> None:
        super().__init__()
        self.words = words
        self.setText(one_line(words.title, 60))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.title)
        self.toggled.connect(self._name)
        self._name(False)

    def _name(self, on: bool) -> None:
        parts = [self.words.second, _("chosen") if on else ""]
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        self.update()

    def set_title(self, title: str) -> None:
        self.setText(one_line(title, 60))
        self.setAccessibleName(title)
        self.updateGeometry()

    def relook(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._needed(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._needed(), look().size(150)), self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would walk to the next widget of the page; the group knows its rows.
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _height(self) -> int:
        lines = QFontMetrics(look().font("tile-strong")).height()
        lines += QFontMetrics(look().font("body")).height() if self.words.second else 0
        return max(look().size(TILE if self.words.icon else BUTTON_LARGE), lines + look().size(S4 + S3))

    def _needed(self) -> int:
        edge = look().size(ICON)
        title = QFontMetrics(look().font("tile-strong")).horizontalAdvance(self.text())
        second = QFontMetrics(look().font("body")).horizontalAdvance(self.words.second)
        # Both signs have their room at once, so that choosing moves nothing.
        signs = 2 * (edge + S3) if self.words.icon else 2 * (edge + S2)
        return max(title, second) + signs + 2 * S4

    def paintEvent(self, event: QPaintEvent) -> None:
        current, on = look(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 1.0 if on else 0.5
        painter.setPen(QPen(current.color("accent" if on else "control"), 2 * edge))
        painter.setBrush(current.color("selected" if on or self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), RADIUS_FIELD, RADIUS_FIELD)
        self._paint_line(painter) if self.words.icon else self._paint_middle(painter)
        if self.hasFocus():
            focus_ring(painter, self.rect().adjusted(3, 3, -3, -3))

    def _paint_line(self, painter: QPainter) -> None:
        size, width, height = look().size(ICON), self.width(), self.height()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start, end = S4, width - S4 - size
        icons.draw(
            painter, self.words.icon, "text", QRectF(end if mirrored else start, (height - size) / 2, size, size)
        )
        if self.isChecked():
            place = QRectF(start if mirrored else end, (height - size) / 2, size, size)
            icons.draw(painter, "check-circle", "accent", place)
        left = S4 + size + S3
        room = QRectF(left, 0, width - 2 * left, height)
        role = "tile-strong" if self.isChecked() else "tile"
        if self.words.second:
            middle = height / 2
            self._paint_words(painter, role, "text", self.text(), QRectF(left, 0, room.width(), middle + 1), "bottom")
            below = QRectF(left, middle + 1, room.width(), middle - 1)
            self._paint_words(painter, "body", "text2", self.words.second, below, "top")
        else:
            self._paint_words(painter, role, "text", self.text(), room, "middle")

    def _paint_words(self, painter: QPainter, role: str, tone: str, text: str, room: QRectF, where: str) -> None:
        painter.setFont(look().font(role))
        painter.setPen(look().color(tone))
        side = {"bottom": Qt.AlignmentFlag.AlignBottom, "top": Qt.AlignmentFlag.AlignTop}
        words = elide(painter.fontMetrics(), text, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeading | side.get(where, Qt.AlignmentFlag.AlignVCenter), words)
        if where != "top":
            self.setToolTip(tip(text) if words != text else "")

    def _paint_middle(self, painter: QPainter) -> None:
        size, on = look().size(ICON), self.isChecked()
        painter.setFont(look().font("tile-strong" if on else "tile"))
        painter.setPen(look().color("text"))
        sign = size + S2 if on else 0
        words = elide(painter.fontMetrics(), self.text(), self.width() - 2 * S3 - sign)
        self.setToolTip(tip(self.text()) if words != self.text() else "")
        total = painter.fontMetrics().horizontalAdvance(words) + sign
        left = (self.width() - total) / 2
        if on:
            icons.draw(painter, "check-circle", "accent", QRectF(left, (self.height() - size) / 2, size, size))
        room = QRectF(left + sign, 0, total - sign + 4, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, words)


class Tiles(QWidget):
    """Tiles in rows; one stop for Tab, arrows move, Space chooses.

    Args:
        name: what screen readers call the group.
        several: any number may be chosen; otherwise exactly one, or none until the first choice.
        columns: tiles in a row where there is room.
    """

    changed = Signal()

    def __init__(self, tiles: Sequence[TileWords], name: str, *, several: bool = False, columns: int = 3) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._wanted = self._columns = columns
        self._several = several
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self.setLayout(self._grid)
        self.tiles: list[Tile] = []
        self.set_tiles(tiles)

    def set_tiles(self, tiles: Sequence[TileWords]) -> None:
        """Offer other tiles; what was chosen and is still there stays chosen."""
        chosen = self.values()
        for old in self.tiles:
            self._grid.removeWidget(old)
            old.deleteLater()
        self.tiles = [Tile(words) for words in tiles]
        for tile in self.tiles:
            tile.setChecked(tile.words.id in chosen)
            tile.clicked.connect(lambda _on, tile=tile: self._clicked(tile))
        self._place()

    def set_columns(self, columns: int) -> None:
        """Stand so many beside each other where there is room."""
        self._wanted = columns
        self._fit()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(max((tile.minimumSizeHint().width() for tile in self.tiles), default=0))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = max((tile.sizeHint().width() for tile in self.tiles), default=1) + self._grid.spacing()
        columns = max(1, min(self._wanted, (self.width() + self._grid.spacing()) // least))
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // self._columns, number % self._columns)
            self._grid.setColumnStretch(number % self._columns, 1)
        self._one_stop()

    def _one_stop(self) -> None:
        first = next((tile for tile in self.tiles if tile.isChecked()), self.tiles[0] if self.tiles else None)
        for tile in self.tiles:
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tile is first else Qt.FocusPolicy.ClickFocus)

    def _clicked(self, tile: Tile) -> None:
        if not self._several:
            for other in self.tiles:
                other.setChecked(other is tile)
        self._one_stop()
        self.changed.emit()

    def values(self) -> tuple[str, ...]:
        """Ids of what is chosen, in the order of the tiles."""
        return tuple(tile.words.id for tile in self.tiles if tile.isChecked())

    def value(self) -> str:
        return next(iter(self.values()), "")

    def set_values(self, values: Sequence[str]) -> None:
        """Choose these and nothing else."""
        for tile in self.tiles:
            tile.setChecked(tile.words.id in values)
        self._one_stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = -1 if mirrored else 1
        steps = {
            Qt.Key.Key_Right: side,
            Qt.Key.Key_Left: -side,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Up: -self._columns,
        }
        step = steps.get(Qt.Key(event.key()))
        at = next((number for number, tile in enumerate(self.tiles) if tile is self.focusWidget()), -1)
        if step is None or at < 0:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0 and not event.modifiers():
                self.tiles[at].click()
                return
            super().keyPressEvent(event)
            return
        target = at + step
        if 0 <= target < len(self.tiles):
            self.tiles[target].setFocus(Qt.FocusReason.TabFocusReason)
