"""A timeline: state, date, who acts next and by when; a line joins the signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from welcomedesk.ui.components.layout import clear, column, row
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ICON, S1, S3, tone_text
from welcomedesk.ui.text import Label


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened or waits; `tone` always comes with `icon`."""

    key: str
    title: str
    second: str = ""
    icon: str = "clock"
    tone: str = "accent"
    third: str = ""


class Timeline(QWidget):
    """Events from top to bottom; `opened(key)` where `clickable`."""

    opened = Signal(str)

    def __init__(self, events: Sequence[Event] = (), *, clickable: bool = False) -> None:
        super().__init__()
        self._clickable = clickable
        self._layout = column(space=0)
        self.setLayout(self._layout)
        self.show_events(events)

    def show_events(self, events: Sequence[Event]) -> None:
        clear(self._layout)
        for number, event in enumerate(events):
            entry = TimelineEntry(event, last=number == len(events) - 1, clickable=self._clickable)
            entry.opened.connect(self.opened)
            self._layout.addWidget(entry)


class TimelineEntry(QFrame):
    """One event."""

    opened = Signal(str)

    def __init__(self, event: Event, *, last: bool, clickable: bool) -> None:
        super().__init__()
        self._event = event
        self._last = last
        self._clickable = clickable
        words = column(Label(event.title, "medium", wrap=True), space=1)
        for text in (event.second, event.third):
            if text:
                words.addWidget(Label(text, "small", "text2", wrap=True))
        # A space, not a margin: margins stay where they are in a mirrored window.
        beside = row(look().size(ICON) + S3, words, space=0, margins=(0, S1, 0, S3))
        beside.setStretch(1, 1)
        self.setLayout(beside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(", ".join(part for part in (event.title, event.second, event.third) if part))
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def reader_role(self) -> str:
        return "Button" if self._clickable else "StaticText"

    def reader_press(self) -> None:
        if self._clickable:
            self.opened.emit(self._event.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._event.key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self.opened.emit(self._event.key)

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = look().size(ICON)
        left = self.width() - edge if self.isRightToLeft() else 0
        if not self._last:
            painter.setPen(look().color("line"))
            x = left + edge // 2
            painter.drawLine(x, S1 + edge + 4, x, self.height())
        icons.draw(painter, self._event.icon, tone_text(self._event.tone), QRectF(left, S1, edge, edge))
        if self.hasFocus():
            focus_ring(painter, self.rect())
