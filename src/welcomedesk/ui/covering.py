"""Covering the window and uncovering it: what stood open goes out of sight, and comes back where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

if TYPE_CHECKING:
    from welcomedesk.ui.frame.cover import Cover


class Covering(QObject):
    """The cover screen of a window.

    Args:
        window: the window it covers.
        stack: the layout of the window, in which the cover stands uppermost.
    """

    lifted = Signal()
    locked = Signal()

    def __init__(self, window: QWidget, stack: QStackedLayout) -> None:
        super().__init__(window)
        self._window, self._stack = window, stack
        self._focus_before: QWidget | None = None
        self.cover: Cover | None = None

    def put_on(self) -> None:
        """Cover the window at once, and hide all other windows of the program."""
        from welcomedesk.ui.frame.cover import Cover

        self._focus_before = self._window.focusWidget()
        self.cover = made = Cover()
        made.lifted.connect(self.lifted)
        made.locked.connect(self.locked)
        for window in other_windows(self._window):
            window.hide()
            window.setProperty("wd_covered", True)
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)
        made.begin()

    def take_off(self) -> bool:
        """Take the cover away; what it hid stays hidden. Says whether there was one."""
        cover, self.cover = self.cover, None
        if cover is None:
            return False
        cover.end()
        self._stack.removeWidget(cover)
        cover.deleteLater()
        return True

    def bring_back(self) -> bool:
        """Show the windows again that were hidden; says whether the focus could go back to where it was."""
        for window in _application().topLevelWidgets():
            if window.property("wd_covered"):
                window.setProperty("wd_covered", False)
                window.show()
        before = self._focus_before
        # The page may have changed behind the cover, as after an outreach event.
        if before is None or not shiboken6.isValid(before) or not before.isVisible():
            return False
        before.setFocus()
        return True


def other_windows(window: QWidget) -> list[QWidget]:
    """All visible windows of the program but this one."""
    return [other for other in _application().topLevelWidgets() if other is not window and other.isVisible()]


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
