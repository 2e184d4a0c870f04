"""A colleague without a mouse: keys only, always where the focus is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from welcomedesk.ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
MOST_STEPS = 150
"""So many presses of Tab lead around every page."""


def name_of(widget: QWidget | None) -> str:
    """What a screen reader says of the control that has focus."""
    face = QAccessible.queryAccessibleInterface(widget) if widget is not None else None
    return str(face.text(QAccessible.Text.Name)) if face is not None else ""


class Keyboard:
    """Types and presses; finds its way with Tab and arrows."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def focus(self) -> QWidget:
        popup = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert popup is not None, "the focus is lost"
        return popup

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.window.worker.busy, timeout=20_000)
        QApplication.processEvents()
        self._qtbot.waitUntil(self._has_focus, timeout=20_000)

    def _has_focus(self) -> bool:
        if QApplication.focusWidget() is None:
            # What a window manager does when a dialog has gone; here is none.
            (QApplication.activeModalWidget() or self.window).activateWindow()
        return QApplication.focusWidget() is not None

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        for _each in range(times):
            QTest.keyClick(self.focus, key, held)
            self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)
        self.settle()

    def tab_to(self, name: str) -> None:
        """Press Tab until the focus stands on what is called so, or begins so."""
        seen = []
        for _step in range(MOST_STEPS):
            seen.append(name_of(self.focus))
            if seen[-1].startswith(name):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name!r}, but to {list(dict.fromkeys(seen))}")

    def use(self, name: str) -> None:
        """Go to a button and press it."""
        self.tab_to(name)
        self.press(Qt.Key.Key_Space)

    def fill(self, name: str, text: str) -> None:
        """Go to a field and type in place of what stands there."""
        self.tab_to(name)
        self.press(Qt.Key.Key_A, CTRL)
        self.type(text)

    def from_menu(self, words: str) -> None:
        """Choose an entry of the menu that is open."""
        menu = self.focus
        assert isinstance(menu, QMenu)
        for _step in range(len(menu.actions()) + 1):
            self.press(Qt.Key.Key_Down)
            chosen = menu.activeAction()
            if chosen is not None and chosen.text().replace("&", "") == words:
                QTest.keyClick(menu, Qt.Key.Key_Return)
                self.settle()
                return
        raise AssertionError(f"no {words!r} in {[each.text() for each in menu.actions()]}")

    def wait_for(self, name: str) -> None:
        """Wait until the focus stands on something called so."""
        self._qtbot.waitUntil(lambda: name_of(QApplication.focusWidget()).startswith(name), timeout=20_000)
        self.settle()

    def wait_for_hits(self) -> None:
        """Wait until the list under the search box is open."""
        shell = self.window.shell
        assert shell is not None
        self.until(lambda: shell.header.search.open)

    def until(self, there: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(there, timeout=20_000)
        self.settle()
