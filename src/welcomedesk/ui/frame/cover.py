"""The cover screen: a plain page with the clock. Any key goes on within 60 seconds, afterwards it is locked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.dates import now_words
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2
from welcomedesk.ui.text import Label

SECONDS = 60


class Curtain(QWidget):
    """What stands from the moment of locking until the locked page does."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Locked"))
        set_part(self, part="canvas")
        self.setLayout(column(None, row(None, Label(_("Locked"), "body", "text2"), None), None, None, space=S2))


class Cover(QWidget):
    """Nothing but the time of day and the word."""

    lifted = Signal()
    locked = Signal()

    def __init__(self, seconds: float = SECONDS, clock: Callable[[], str] = now_words) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Covered"))
        set_part(self, part="canvas")
        self._clock = clock
        self._time = Label("", "clock", "text2")
        self._word = Label(_("Covered"), "body", "text2")
        self._hint = Label(_("Any key goes on. After 60 seconds the window locks."), "small", "text3")
        lines = (self._time, self._word, self._hint)
        self.setLayout(column(None, *(row(None, label, None) for label in lines), None, None, space=S2))
        self._until = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._until.timeout.connect(self.locked)
        self._tick = QTimer(self, interval=5000)
        self._tick.timeout.connect(self._show_time)

    def begin(self) -> None:
        self._show_time()
        self._until.start()
        self._tick.start()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        self._until.stop()
        self._tick.stop()

    def _show_time(self) -> None:
        self._time.setText(self._clock())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta):
            self.lifted.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # A page that changes behind the cover takes the focus; the next key would act on what nobody sees.
        if self.isVisible() and event.reason() == Qt.FocusReason.OtherFocusReason:
            QTimer.singleShot(0, self, self.setFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.lifted.emit()
