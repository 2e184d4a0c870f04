"""The window's side of a lock: call the new process, wait until its page stands, and end this one."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from welcomedesk.ui import door, succession
from welcomedesk.ui.dates import now_words
from welcomedesk.ui.doorkeeper import Doorkeeper

if TYPE_CHECKING:
    from subprocess import Popen

    from welcomedesk.ui.window import Window

PATIENCE = 6_000
"""Milliseconds the new process has to show its page; then the locked page is shown by this one."""
END_AT_LATEST = 30.0
"""Seconds for what is still being written, an import for example; each transaction is whole in any case."""


class Replacing(QObject):
    """Who comes after this process, and who knocks at its door.

    Args:
        window: the window of this process.
        where: `door.address` of the workplace.
    """

    failed = Signal()

    def __init__(self, window: Window, where: str) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = Doorkeeper(where, self)
        self._keeper.heard.connect(self._heard)
        self.child: Popen[bytes] | None = None
        self._late = QTimer(self, singleShot=True, interval=PATIENCE)
        self._late.timeout.connect(self._give_up)

    def begin(self, folder: str) -> bool:
        """Call the new process; says whether the system could start it."""
        window = self._window
        shown = "minimized" if window.isMinimized() else "active" if window.isActiveWindow() else "behind"
        geometry = bytes(window.saveGeometry().data()).hex()
        self.child = succession.call(succession.Handover(geometry, shown, now_words()), folder)
        if self.child is not None:
            self._late.start()
        return self.child is not None

    def _heard(self, words: bytes) -> None:
        if words == door.SECOND_START:
            self._window.come_forward()
        elif words == door.TAKES_OVER and self.child is not None:
            self._late.stop()
            self._keeper.close()
            QTimer.singleShot(0, self, self._end)

    def _give_up(self) -> None:
        child, self.child = self.child, None
        if child is not None:
            child.terminate()
            child.wait()
        self.failed.emit()

    def _end(self) -> None:
        """Write what was asked for, then go; nothing may keep this process and what it knows alive."""
        at_latest = threading.Timer(END_AT_LATEST, os._exit, (0,))
        at_latest.daemon = True
        at_latest.start()
        self._window.hide()
        self._window.worker.close()
        app = QApplication.instance()
        assert app is not None
        app.exit(0)
