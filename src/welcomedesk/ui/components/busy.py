"""Still reading: the frame stands at once, words after 300 ms, progress and *Cancel* after two seconds."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QStackedLayout, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S3, S6
from welcomedesk.ui.text import Label
from welcomedesk.ui.worker import Task

WORDS_AFTER = 300
CANCEL_AFTER = 2000


class BusyFrame(QWidget):
    """Holds a widget and covers it with words while a task runs.

    Args:
        content: what is shown when nothing runs.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self._task: Task | None = None
        self.words = Label(_("Reading"), "body", "text2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setFixedHeight(6)
        self.bar.setMaximumWidth(look().size(320))
        self.cancel = button(_("Cancel"), small=True, then=self._cancel)
        inside = column(self.words, self.bar, row(self.cancel, None), None, space=S3, margins=(S6, S6, S6, S6))
        self._sign = QWidget()
        self._sign.setLayout(inside)
        # With its parent at once: a stack without one shows its first widget as a window.
        self._stack = QStackedLayout(self)
        self._stack.addWidget(content)
        self._stack.addWidget(self._sign)
        self._words_timer = QTimer(self, singleShot=True, interval=WORDS_AFTER)
        self._words_timer.timeout.connect(self._show_words)
        self._cancel_timer = QTimer(self, singleShot=True, interval=CANCEL_AFTER)
        self._cancel_timer.timeout.connect(self._show_cancel)

    def follow(self, task: Task, words: str = "") -> Task:
        """Show that this task runs until it is over; gives the task back."""
        self._task = task
        self.words.setText(words or _("Reading"))
        self.bar.setRange(0, 0)
        self.bar.hide()
        self.cancel.hide()
        task.progressed.connect(self._progress)
        # A method, not a lambda: Qt forgets it when this frame goes, as it does at a lock that does not wait.
        task.finished.connect(self._over)
        self._words_timer.start()
        self._cancel_timer.start()
        return task

    def _show_words(self) -> None:
        self._stack.setCurrentWidget(self._sign)

    def _show_cancel(self) -> None:
        self.bar.show()
        self.cancel.show()

    def _progress(self, done: int, total: int, words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if words:
            self.words.setText(words)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.words.setText(_("Being cancelled"))

    def _over(self) -> None:
        # An older task may end while this one runs.
        if self._task is not None and self._task.over:
            self._task = None
            self._words_timer.stop()
            self._cancel_timer.stop()
            self._stack.setCurrentWidget(self.content)
