"""The window looks after backups on a thread of its own."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from tests.helpers.fake_backend import FakeSession
from welcomedesk.domain.errors import DeskError
from welcomedesk.ui.backup_timer import BackupTimer


class Slow(FakeSession):
    """A session whose backup takes until it is told to end."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()
        self.looks: list[str] = []

    def tend_backups(self) -> str:
        self.looks.append(threading.current_thread().name)
        self.go_on.wait(10)
        return "/backups/new.wdbackup"


class Failing(FakeSession):
    """A session whose drive is full."""

    def tend_backups(self) -> str:
        raise DeskError("disk_full", "The drive is full.")


def test_a_look_does_not_hold_up_the_window_and_none_begins_beside_it(qtbot: QtBot) -> None:
    timer, session = BackupTimer(), Slow()
    timer.begin(session)
    with qtbot.waitSignal(timer.made) as made:
        timer.look()
        timer.look()
        session.go_on.set()
    assert made.args == ["/backups/new.wdbackup"] and len(session.looks) == 1
    assert session.looks[0] != threading.current_thread().name
    timer.close()


def test_a_trouble_is_told_once_and_not_every_minute(qtbot: QtBot) -> None:
    timer, told = BackupTimer(), []
    timer.failed.connect(told.append)
    timer.begin(Failing())
    for _minute in range(3):
        timer.look()
        qtbot.waitUntil(lambda: not timer._worker.busy)
    assert len(told) == 1
    timer.close()


def test_after_the_lock_nothing_is_asked(qtbot: QtBot) -> None:
    timer, session = BackupTimer(), FakeSession()
    timer.begin(session)
    timer.end()
    timer.look()
    assert session.asked == [] and not timer._timer.isActive()
    timer.close()
