"""Noticing that nobody is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal


class Idle(QObject):
    """Notices when nobody touched keyboard or mouse for some minutes; watches window handles, not every widget."""

    rested = Signal()

    _SIGNS = frozenset(
        {
            QEvent.Type.KeyPress,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseMove,
            QEvent.Type.Wheel,
            QEvent.Type.TouchBegin,
        }
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.rested)

    def set_minutes(self, minutes: int) -> None:
        """Minutes until `rested`; 0 never."""
        self._timer.stop()
        self._timer.setInterval(minutes * 60_000)
        self._restart()

    def watch(self, window: QObject) -> None:
        window.removeEventFilter(self)
        window.installEventFilter(self)

    def _restart(self) -> None:
        if self._timer.interval() > 0:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self._SIGNS:
            self._restart()
        return False
