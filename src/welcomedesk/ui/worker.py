"""One background thread for everything that touches the case file, in order; answers arrive on the main thread.

    task = worker.run(lambda progress: desk.today(), done=self.show_today, failed=self.show_error, owner=self)

- Work runs strictly in the order it was asked for. The window never waits for disk.
- `done` and `failed` run on the main thread and only while `owner` (a widget) still lives.
- `latest="search"`: of waiting tasks with the same name only the newest runs (search while typing).
- Long work calls `progress.step(3, 10)`; that also is where it stops when the person cancelled.
- `close()` lets everything finish that was asked for, so that nothing entrusted to the program is lost.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

T = TypeVar("T")


class Cancelled(Exception):
    """The person cancelled; not an error, nothing is shown."""


class Task(QObject):
    """One piece of work that was asked for; `progressed(done, total)` and `finished()` are for busy signs."""

    progressed = Signal(int, int, str)
    finished = Signal()

    def __init__(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        owner: QObject | None,
        latest: str,
    ) -> None:
        super().__init__()
        self.work = work
        self.done = done
        self.failed = failed
        self.owner = owner
        self.latest = latest
        self.over = False
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; waiting work is not begun."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()


class Progress:
    """What long work reports to; made by the worker, one per task.

    Args:
        task: the task it belongs to.
        tell: brings a step to the main thread; without it steps are only counted by nobody.
    """

    def __init__(self, task: Task, tell: Callable[[Task, int, int, str], None] | None = None) -> None:
        self._task = task
        self._tell = tell

    def step(self, done: int, total: int, words: str = "") -> None:
        """Say how far the work is. Raises `Cancelled` where the person asked to stop."""
        self.check()
        if self._tell is not None:
            self._tell(self._task, done, total, words)

    def check(self) -> None:
        """Raise `Cancelled` where the person asked to stop."""
        if self._task.cancelled:
            raise Cancelled


class _Bell(QObject):
    """Brings what a thread has to say to the main thread, in order.

    It has no parent, and posts plain events: whatever window goes while the thread still works, the thread posts to
    an object that is alive; no Python value passes through Qt, and no slot has to be looked up by name.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said: deque[Callable[[], None]] = deque()

    def ring(self, what: Callable[[], None]) -> None:
        """Have `what` called on the main thread; callable from any thread."""
        self._said.append(what)
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

    def forget(self) -> None:
        """Drop what was rung and not heard yet; its events find nothing."""
        self._said.clear()

    def customEvent(self, event: QEvent) -> None:
        if self._said:
            self._said.popleft()()


class Worker(QObject):
    """The background thread of one window; `failed` hears errors that nobody asked to hear."""

    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Task] = deque()
        self._turn = threading.Condition()
        self._open: set[Task] = set()
        self._closing = False
        self._thread: threading.Thread | None = None
        self._bell = _Bell()

    @property
    def busy(self) -> bool:
        """Whether any task is waiting, running or not delivered yet."""
        return bool(self._open)

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject | None = None,
        latest: str = "",
    ) -> Task:
        """Queue work; call from the main thread only.

        Args:
            work: runs on the worker thread; must not touch widgets.
            done: gets the result on the main thread.
            failed: gets the exception on the main thread; without it `Worker.failed` is emitted.
            owner: a widget whose end makes the answer pointless.
            latest: name of a series in which only the newest waiting task matters.
        """
        task = Task(work, done, failed, owner, latest)
        was_busy = self.busy
        self._open.add(task)
        with self._turn:
            if latest:
                for older in self._waiting:
                    if older.latest == latest:
                        older.cancel()
            self._waiting.append(task)
            self._turn.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="case-file", daemon=True)
            self._thread.start()
        if not was_busy:
            self.busy_changed.emit(True)
        return task

    def close(self, wait_seconds: float | None = None) -> None:
        """Finish what was asked for, then stop the thread. Results that nobody fetched any more are dropped."""
        with self._turn:
            self._closing = True
            self._turn.notify()
        if self._thread is not None:
            self._thread.join(wait_seconds)
            self._thread = None
        self._open.clear()
        self._bell.forget()

    # --- worker thread ----------------------------------------------------------------------------------------

    def _next(self) -> Task | None:
        with self._turn:
            while not self._waiting:
                if self._closing:
                    return None
                self._turn.wait()
            return self._waiting.popleft()

    def _work(self) -> None:
        while (task := self._next()) is not None:
            result: object = None
            error: Exception | None = None
            try:
                progress = Progress(task, self._step)
                progress.check()
                result = task.work(progress)
            except Exception as raised:  # every failure goes to whoever asked, never to the thread
                error = raised
            self._bell.ring(partial(self._deliver, task, result, error))

    def _step(self, task: Task, done: int, total: int, words: str) -> None:
        self._bell.ring(partial(self._relay, task, done, total, words))

    # --- main thread ------------------------------------------------------------------------------------------

    def _relay(self, task: Task, done: int, total: int, words: str) -> None:
        if shiboken6.isValid(task):
            task.progressed.emit(done, total, words)

    def _deliver(self, task: Task, result: object, error: Exception | None) -> None:
        if not shiboken6.isValid(self):  # the window went meanwhile, and whoever asked with it
            return
        self._open.discard(task)
        task.over = True
        gone = task.owner is not None and not shiboken6.isValid(task.owner)
        try:
            if isinstance(error, Cancelled) or gone:
                if error is not None and not isinstance(error, Cancelled):
                    self.failed.emit(error)
            elif error is not None:
                self._tell(task, error)
            elif task.done is not None:
                task.done(result)
        finally:
            task.finished.emit()
            if not self.busy:
                self.busy_changed.emit(False)

    def _tell(self, task: Task, error: Exception) -> None:
        if task.failed is not None:
            task.failed(error)
        else:
            self.failed.emit(error)
