"""Toasts: only for done things, at the bottom start edge, six seconds, longer while hovered or focused."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button, icon_button
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.look.icons import set_icon
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2, S3, S4
from welcomedesk.ui.reader import say_politely
from welcomedesk.ui.text import ElidedLabel


class Toasts:
    """The place of the one toast that is shown.

    Args:
        host: the widget whose bottom start edge it sits on.
        seconds: how long it stays.
    """

    def __init__(self, host: QWidget, seconds: float = 6) -> None:
        self._host = host
        self._milliseconds = round(seconds * 1000)
        self.shown: Toast | None = None

    def say(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Say that something is done; `undo` brings it back."""
        self.close()
        self.shown = Toast(self._host, words, undo, self._milliseconds)
        self.place()
        self.shown.show()
        self.shown.raise_()
        say_politely(self._host, words)

    def close(self) -> None:
        if self.shown is not None and shiboken6.isValid(self.shown):
            self.shown.leave()
        self.shown = None

    def place(self) -> None:
        """Sit above the status bar at the start edge."""
        if self.shown is None or not shiboken6.isValid(self.shown):
            return
        toast, host = self.shown, self._host
        width = min(toast.sizeHint().width(), host.width() - 2 * S4)
        height = toast.sizeHint().height()
        left = S4 if not host.isRightToLeft() else host.width() - width - S4
        toast.setGeometry(left, host.height() - height - 26 - S4, width, height)


class Toast(QFrame):
    """One toast."""

    reader_role = "Notification"

    def __init__(self, host: QWidget, words: str, undo: Callable[[], object] | None, milliseconds: int) -> None:
        super().__init__(host)
        set_part(self, part="toast")
        self.words = ElidedLabel(words, "medium", "window")
        line = row(self.words, space=S3, margins=(S4, S2, S2, S2))
        line.setStretch(0, 1)
        if undo is not None:

            def take_back() -> None:
                self.leave()
                undo()

            again = button(_("Undo"), kind="on_toast", small=True, then=take_back)
            line.addWidget(again)
        close = icon_button("close", _("Close"), then=self.leave, small=True)
        close.setProperty("kind", "on_toast")
        set_icon(close, "close", "window", 14)
        line.addWidget(close)
        self.setLayout(line)
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(self._time_is_up)
        self._timer.start()
        self.setAccessibleName(words)

    def _time_is_up(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start()
        else:
            self.leave()

    def leave(self) -> None:
        self._timer.stop()
        self.hide()
        self.deleteLater()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)
