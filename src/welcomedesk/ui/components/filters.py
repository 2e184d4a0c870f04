"""Filters above a list: what is asked and what holds, in one field; and a chip that takes a filter away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionComboBox, QStylePainter

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.fields import ChoiceField
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S2
from welcomedesk.ui.text import elide, one_line

MOST_WIDTH = 240


class FilterField(ChoiceField):
    """A choice that says inside what it is about: *Topic  Recognition*.

    Args:
        words: what is chosen, for example *Topic*.
        nothing: words of the first option, which filters nothing.
    """

    def __init__(self, words: str, options: Sequence[tuple[str, str]] = (), nothing: str = "") -> None:
        self._words = words
        self._nothing = nothing or _("all")
        super().__init__(options, "", words, self._nothing)
        self.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(lambda _index: self._changed())
        self._changed()

    def offer(self, options: Sequence[tuple[str, str]], value: str = "") -> None:
        """Offer other values; *all* stays the first."""
        self.set_options(options, value, self._nothing)
        self._changed()

    def _changed(self) -> None:
        self.setAccessibleDescription(self.currentText())
        self.updateGeometry()
        self.update()

    def relook(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        current = look()
        small = QFontMetrics(current.font("small")).horizontalAdvance(self._words)
        value = QFontMetrics(current.font("medium")).horizontalAdvance(self.currentText())
        width = min(current.size(MOST_WIDTH), 12 + small + S2 + value + S2 + current.size(16) + 12)
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        current = look()
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        inner = self.rect().adjusted(12, 0, -(12 + current.size(16)), 0)
        small, medium = current.font("small"), current.font("medium")
        label = QFontMetrics(small).horizontalAdvance(self._words)
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(small)
        painter.setPen(current.color("text2"))
        painter.drawText(QStyle.visualRect(option.direction, self.rect(), inner), flags, self._words)
        painter.setFont(medium)
        painter.setPen(current.color("text"))
        rest = QRect(inner).adjusted(label + S2, 0, 0, 0)
        words = elide(QFontMetrics(medium), one_line(self.currentText()), rest.width())
        painter.drawText(QStyle.visualRect(option.direction, self.rect(), rest), flags, words)
        edge = current.size(16)
        sign = QRect(self.width() - edge - 8, (self.height() - edge) // 2, edge, edge)
        icons.draw(painter, "chevron-down", "text2", QRectF(QStyle.visualRect(option.direction, self.rect(), sign)))


def removable(words: str, icon: str, then: Callable[[], object]) -> QPushButton:
    """A filter that holds, as a button that takes it away."""
    made = button(words, icon, kind="tonal", then=then)
    made.setAccessibleName(_("{filter}, take this filter away").format(filter=words))
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return made
