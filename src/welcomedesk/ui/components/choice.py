"""A field in which one of several values is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from welcomedesk.ui.look import icons
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.reader import follow_choice
from welcomedesk.ui.text import one_line, tip


class ChoiceField(QComboBox):
    """One of several values; wheel turns do not change it unless it is open.

    Args:
        options: (value, words) in order; words are any text.
        nothing: words of an empty first option, or `None` for none.
    """

    reader_role = "ComboBox"
    edited = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]] = (), value: str = "", name: str = "", nothing: str | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_options(options, value, nothing)
        self.activated.connect(lambda _index: self.edited.emit(self.value()))
        self.currentIndexChanged.connect(lambda _index: self._say_whole())

    def set_options(self, options: Sequence[tuple[str, str]], value: str = "", nothing: str | None = None) -> None:
        """Offer other values; the first one holds where `value` is not among them."""
        self.blockSignals(True)
        self.clear()
        if nothing is not None:
            self.addItem(nothing, "")
        for option, words in options:
            self.addItem(one_line(words, 120), option)
        longest = max((len(self.itemText(index)) for index in range(self.count())), default=4)
        self.setMinimumContentsLength(min(28, longest + 1))
        self.blockSignals(False)
        self.set_value(value)

    def reader_asked(self) -> None:
        follow_choice(self, self.view, self._chosen_by_reader)

    def _chosen_by_reader(self, index: QModelIndex) -> None:
        self.hidePopup()
        self.setCurrentIndex(index.row())
        self.activated.emit(index.row())

    def value(self) -> str:
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        index = self.findData(value)
        self.setCurrentIndex(max(0, index))
        self._say_whole()

    def set_wrong(self, wrong: bool) -> None:
        self.setProperty("wrong", wrong)
        self.update()

    def _option(self) -> QStyleOptionComboBox:
        """What Qt paints, with words that end in an ellipsis where they do not fit."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control, place = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, place, self).width() - 2
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        return option

    def _say_whole(self) -> None:
        """Words that do not fit stand whole in the tooltip."""
        self.setToolTip(tip(self.currentText()) if self._option().currentText != self.currentText() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = self._option()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        # Painted here: an arrow from the style sheet would load the picture plugins of Qt before the first page.
        edge = look().size(14)
        left = 9 if self.isRightToLeft() else self.width() - edge - 9
        icons.draw(QPainter(self), "chevron-down", "text2", QRectF(left, (self.height() - edge) / 2, edge, edge))

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()
