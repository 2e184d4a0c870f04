"""A segmented control: two to five choices side by side; arrows move, the chosen one carries a tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import BUTTON, ICON_SMALL, RADIUS_FIELD
from welcomedesk.ui.text import one_line


class Segment(QAbstractButton):
    """One choice; paints itself so that neighbours share a line."""

    reader_role = "RadioButton"

    def __init__(self, words: str, icon: str, first: bool, last: bool) -> None:
        super().__init__()
        self._icon = icon
        self._first, self._last = first, last
        self.setText(one_line(words, 60))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.toggled.connect(self._name)

    def _name(self, on: bool) -> None:
        self.setAccessibleDescription(_("chosen") if on else "")
        self.updateGeometry()

    def relook(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(look().font("strong"))
        sign = look().size(ICON_SMALL) + 8
        width = metrics.horizontalAdvance(self.text()) + 26 + (sign if self.isChecked() or self._icon else 0)
        return QSize(width, max(look().size(BUTTON), metrics.height() + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        current = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self._last else 0.5, -0.5)
        on = self.isChecked()
        painter.setPen(QPen(current.color("control"), 1))
        painter.setBrush(current.color("selected" if on else "surface"))
        painter.drawPath(self._shape(area))
        sign = self._icon or ("check" if on else "")
        edge = current.size(ICON_SMALL) if sign else 0
        font = current.font("strong" if on else "body")
        words = QFontMetrics(font).horizontalAdvance(self.text())
        start = (self.width() - words - (edge + 8 if sign else 0)) / 2
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if sign:
            left = self.width() - start - edge if mirrored else start
            icons.draw(painter, sign, "accent" if on else "text2", QRectF(left, (self.height() - edge) / 2, edge, edge))
        painter.setFont(font)
        painter.setPen(current.color("accent" if on else "text"))
        offset = start + (edge + 8 if sign else 0)
        text = QRectF(start if mirrored else offset, 0, words + 4, self.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.text())
        if self.hasFocus():
            focus_ring(painter, self.rect())

    def _shape(self, area: QRectF) -> QPainterPath:
        """A box rounded only at the ends of the row of segments."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (self._last, self._first) if mirrored else (self._first, self._last)
        path.addRoundedRect(area, RADIUS_FIELD, RADIUS_FIELD)
        half = area.width() / 2
        if not left:
            path.addRect(QRectF(area.left(), area.top(), half, area.height()))
        if not right:
            path.addRect(QRectF(area.left() + half, area.top(), half, area.height()))
        return path.simplified()


class Segments(QWidget):
    """The control.

    Args:
        options: (value, words) or (value, words, icon).
    """

    reader_role = "Grouping"

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, ...]], value: str = "", name: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._layout = row(space=0)
        self.setLayout(self._layout)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._values: list[str] = []
        self.set_options(options, value)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def set_options(self, options: Sequence[tuple[str, ...]], value: str = "") -> None:
        from welcomedesk.ui.components.layout import clear

        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._layout)
        self._values = [option[0] for option in options]
        for number, option in enumerate(options):
            icon = option[2] if len(option) > 2 else ""
            segment = Segment(option[1], icon, number == 0, number == len(options) - 1)
            self._group.addButton(segment, number)
            self._layout.addWidget(segment)
        self.set_value(value or (self._values[0] if self._values else ""))

    def value(self) -> str:
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else ""

    def set_value(self, value: str) -> None:
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        if not step:
            super().keyPressEvent(event)
            return
        number = (self._group.checkedId() + step) % max(1, len(self._values))
        button = self._group.button(number)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()
