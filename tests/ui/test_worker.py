"""One thread for the case file: in order, answers on the main thread, nothing lost at the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from welcomedesk.ui.refresh import Changes, Refresh, StaleUntilSeen
from welcomedesk.ui.worker import Cancelled, Progress, Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def finish(qtbot: QtBot, worker: Worker) -> None:
    qtbot.waitUntil(lambda: not worker.busy)


def test_work_runs_in_the_order_it_was_asked_for(qtbot: QtBot, worker: Worker) -> None:
    seen: list[int] = []
    answers: list[int] = []
    for number in range(50):
        worker.run(lambda progress, n=number: seen.append(n) or n, answers.append)
    finish(qtbot, worker)
    assert seen == answers == list(range(50))


def test_work_is_off_the_main_thread_and_answers_are_on_it(qtbot: QtBot, worker: Worker) -> None:
    threads: list[threading.Thread] = []
    worker.run(lambda progress: threads.append(threading.current_thread()),
               lambda _none: threads.append(threading.current_thread()))  # fmt: skip
    finish(qtbot, worker)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_failure_goes_to_whoever_asked_and_the_rest_goes_on(qtbot: QtBot, worker: Worker) -> None:
    failures: list[Exception] = []
    answers: list[str] = []

    def broken(progress: Progress) -> str:
        raise ValueError("broken")

    worker.run(broken, answers.append, failures.append)
    worker.run(lambda progress: "after", answers.append)
    finish(qtbot, worker)
    assert [type(failure) for failure in failures] == [ValueError]
    assert answers == ["after"]


def test_a_failure_that_nobody_asked_about_is_still_heard(qtbot: QtBot, worker: Worker) -> None:
    def broken(progress: Progress) -> None:
        raise OSError("disk")

    with qtbot.waitSignal(worker.failed) as heard:
        worker.run(broken)
    assert isinstance(heard.args[0], OSError)


def test_of_a_series_only_the_newest_waiting_question_is_asked(qtbot: QtBot, worker: Worker) -> None:
    gate = threading.Event()
    answers: list[str] = []
    worker.run(lambda progress: gate.wait(5))
    for text in ("e", "el", "ele"):
        worker.run(lambda progress, t=text: t, answers.append, latest="search")
    gate.set()
    finish(qtbot, worker)
    assert answers == ["ele"]


def test_long_work_stops_where_it_is_cancelled(qtbot: QtBot, worker: Worker) -> None:
    steps: list[int] = []
    begun = threading.Event()
    go_on = threading.Event()

    def long(progress: Progress) -> None:
        for number in range(100):
            progress.step(number, 100)
            steps.append(number)
            begun.set()
            go_on.wait(5)

    failures: list[Exception] = []
    task = worker.run(long, failed=failures.append)
    begun.wait(5)
    task.cancel()
    go_on.set()
    finish(qtbot, worker)
    assert steps == [0]
    assert not failures


def test_progress_reaches_the_main_thread(qtbot: QtBot, worker: Worker) -> None:
    seen: list[tuple[int, int, str]] = []
    task = worker.run(lambda progress: [progress.step(n, 3, "x") for n in range(3)])
    task.progressed.connect(lambda *args: seen.append(args))
    finish(qtbot, worker)
    assert seen == [(0, 3, "x"), (1, 3, "x"), (2, 3, "x")]


def test_an_answer_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, worker: Worker) -> None:
    import shiboken6

    owner = QObject()
    answers: list[int] = []
    gate = threading.Event()
    worker.run(lambda progress: gate.wait(5) and 1, answers.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    finish(qtbot, worker)
    assert not answers


def test_closing_finishes_everything_that_was_asked_for(qtbot: QtBot) -> None:
    worker = Worker()
    written: list[int] = []
    for number in range(200):
        worker.run(lambda progress, n=number: written.append(n))
    worker.close()
    assert written == list(range(200))


def test_an_answer_that_was_not_fetched_before_the_close_is_never_delivered(qtbot: QtBot) -> None:
    """The window that asked may be half gone by then."""
    answers: list[int] = []
    worker, other = Worker(), Worker()
    worker.run(lambda progress: 1, answers.append)
    worker.close()
    other.run(lambda progress: 2, answers.append)  # events are heard in the order in which they were rung
    finish(qtbot, other)
    other.close()
    assert answers == [2]


def test_cancelled_work_that_never_began_is_not_run(qtbot: QtBot, worker: Worker) -> None:
    gate = threading.Event()
    ran: list[int] = []
    worker.run(lambda progress: gate.wait(5))
    worker.run(lambda progress: ran.append(1)).cancel()
    gate.set()
    finish(qtbot, worker)
    assert not ran


def test_cancelling_is_no_error() -> None:
    assert issubclass(Cancelled, Exception)


class Listing(StaleUntilSeen):
    """Counts how often it read."""

    areas = frozenset({"today"})
    reads = 0

    def reload(self) -> None:
        self.reads += 1


def test_a_hidden_view_reads_again_only_when_it_is_seen(qtbot: QtBot) -> None:
    refresh, view = Refresh(), Listing()
    qtbot.addWidget(view)
    view.watch(refresh)
    refresh.tell(Changes.of({"today"}))
    refresh.tell(Changes.of({"today"}, "ab12"))
    assert view.reads == 0
    view.show()
    assert view.reads == 1


def test_a_view_skips_what_it_started_and_what_it_does_not_show(qtbot: QtBot) -> None:
    refresh, view = Refresh(), Listing()
    qtbot.addWidget(view)
    view.watch(refresh)
    view.show()
    refresh.tell(Changes.of({"today"}), by=view)
    refresh.tell(Changes.of({"letters"}))
    assert view.reads == 1
    view.case_id = "ab12"
    refresh.tell(Changes.of({"today"}, "cd34"))
    assert view.reads == 1
    refresh.tell(Changes.of({"today"}, "ab12"))
    assert view.reads == 2


def test_a_destroyed_view_is_told_nothing(qtbot: QtBot) -> None:
    import shiboken6

    refresh, parent = Refresh(), QWidget()
    view = Listing(parent)
    view.watch(refresh)
    shiboken6.delete(view)
    refresh.tell(Changes.of({"today"}))
