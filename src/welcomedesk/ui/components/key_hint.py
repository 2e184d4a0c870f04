"""A key and what it does with the row that is chosen; a click, or the press of a screen reader, does the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.look.tokens import S2
from welcomedesk.ui.text import ElidedLabel


class KeyHint(QWidget):
    """A chip with a key, and words. No stop for Tab: who has a keyboard presses the key itself.

    Args:
        key: as it is written on the keyboard.
        words: what it does.
        then: does it.
    """

    reader_role = "Button"

    def __init__(self, key: str, words: str, then: Callable[[], object]) -> None:
        super().__init__()
        self._then = then
        self.setLayout(row(Chip(key, "key"), ElidedLabel(words, "small", "text2"), space=S2 - 2))
        self.setAccessibleName(words)
        self.setAccessibleDescription(key)

    def reader_press(self) -> None:
        self._then()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._then()
