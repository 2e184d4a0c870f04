"""Asks once a minute whether a backup is due. It has a thread of its own: saving never waits for a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from welcomedesk.ui.worker import Worker

if TYPE_CHECKING:
    from welcomedesk.ui.backend import Session

EVERY = 60_000
"""Milliseconds between two looks; whether ten minutes have passed is decided elsewhere."""


class BackupTimer(QObject):
    """Looks after the backups of the session that is unlocked.

    `made(path)` after each backup; `failed(error)` once per trouble, not once a minute.
    """

    made = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker(self)
        self._session: Session | None = None
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self, session: Session | None) -> None:
        self._session = session
        self._timer.start()

    def end(self) -> None:
        """No further look; the session ends a backup under way when it closes."""
        self._session = None
        self._timer.stop()

    def look(self) -> None:
        """Ask whether one is due, unless the last answer is still awaited."""
        session = self._session
        if session is not None and not self._worker.busy:
            self._worker.run(lambda progress: session.tend_backups(), self._done, self._trouble)

    def close(self) -> None:
        self.end()
        self._worker.close()

    def _done(self, path: str) -> None:
        self._said = ""
        if path:
            self.made.emit(path)

    def _trouble(self, error: Exception) -> None:
        code = getattr(error, "code", type(error).__name__)
        if code != self._said and self._session is not None:
            self._said = code
            self.failed.emit(error)
