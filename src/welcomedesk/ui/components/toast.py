"""Toasts: only for done things, at the bottom start edge, six seconds, longer while hovered or focused.

A toast gives way to what can be pressed and to what `keeps_clear`: it moves to the other edge or a step up.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button, icon_button
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.look.icons import set_icon
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2, S3, S4, STATUS
from welcomedesk.ui.reader import say_politely
from welcomedesk.ui.text import ElidedLabel

_USED = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit)
"""Where somebody may be about to press or type."""

_CLEAR = "wd_clear_of_toasts"
SETTLED_AFTER = 250
"""Milliseconds after which the page that changed below a toast stands."""

_STEPS = 4
"""So often a toast moves up before it covers something after all."""


def keeps_clear(widget: QWidget) -> None:
    """Ask toasts not to cover this widget, which says something that is needed at that moment."""
    widget.setProperty(_CLEAR, True)


class Toasts:
    """The place of the one toast that is shown.

    Args:
        host: the widget whose bottom start edge it sits on.
        seconds: how long it stays.
        beside: stands at the start edge itself, as the rail does; the toast begins after it.
    """

    def __init__(self, host: QWidget, seconds: float = 6, beside: QWidget | None = None) -> None:
        self._host = host
        self._beside = beside
        self._milliseconds = round(seconds * 1000)
        self.shown: Toast | None = None

    def say(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Say that something is done; `undo` brings it back."""
        self.close()
        self.shown = Toast(self._host, words, undo, self._milliseconds)
        self.place()
        # What was done often changes the page below; once that stands, the toast looks again where it may sit.
        QTimer.singleShot(SETTLED_AFTER, self.shown, self.place)
        self.shown.show()
        self.shown.raise_()
        say_politely(self._host, words)

    def close(self) -> None:
        if self.shown is not None and shiboken6.isValid(self.shown):
            self.shown.leave()
        self.shown = None

    def place(self) -> None:
        """Sit above the status bar at the start edge, or at the nearest place that covers nothing in use."""
        if self.shown is None or not shiboken6.isValid(self.shown):
            return
        used = self._used(self.shown)
        places = self._places(self.shown)
        self.shown.setGeometry(min(places, key=lambda place: sum(place.intersects(each) for each in used)))

    def _places(self, toast: Toast) -> list[QRect]:
        """Where it may stand, best first."""
        host = self._host
        before = self._beside.width() if self._beside is not None and self._beside.isVisible() else 0
        width = min(toast.sizeHint().width(), host.width() - before - 2 * S4)
        height = toast.sizeHint().height()
        edges = [before + S4, host.width() - width - S4]
        if host.isRightToLeft():
            edges = [host.width() - width - before - S4, S4]
        bottom = host.height() - STATUS - S4 - height
        return [QRect(left, bottom - step * (height + S2), width, height) for step in range(_STEPS) for left in edges]

    def _used(self, toast: Toast) -> list[QRect]:
        found = []
        for each in self._host.findChildren(QWidget):
            counts = isinstance(each, _USED) or each.property(_CLEAR)
            if counts and each.isVisible() and each.isEnabled() and not toast.isAncestorOf(each):
                seen = each.visibleRegion().boundingRect()
                if not seen.isEmpty():
                    found.append(seen.translated(each.mapTo(self._host, QPoint(0, 0))))
        return found


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
