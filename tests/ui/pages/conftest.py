"""What tests of pages share: a shell with the real pages over a real desk in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.real import RealDesk, real_desk
from welcomedesk.ui.backend import Preferences
from welcomedesk.ui.page import PageView, Place
from welcomedesk.ui.shell import Shell
from welcomedesk.ui.worker import Worker


@dataclass
class Open:
    """The unlocked window over a real desk; `go` waits until everything that was asked has been shown."""

    office: RealDesk
    shell: Shell
    qtbot: QtBot

    def go(self, page: str, case: str = "", tab: str = "", item: str = "") -> PageView:
        """Show a place; `case` is the id of a sample or of a case."""
        entered = self.office.entered.get(case)
        self.shell.go(Place(page, case=entered.case if entered else case, tab=tab, item=item))
        self.settle()
        assert self.shell.view is not None
        return self.shell.view

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        worker = self.shell.context.worker
        self.qtbot.waitUntil(lambda: not worker.busy, timeout=60_000)
        QApplication.processEvents()  # what was just added to a page shows itself with the next turn

    def press(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        """Press a key in a widget, or where the focus is, and wait for what follows."""
        target = widget or self.shell.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)
        self.settle()

    def undo(self) -> None:
        """Strg+Z."""
        self.shell.do("undo")
        self.settle()


OpenOffice = Callable[..., Open]


def show_office(
    qtbot: QtBot, worker: Worker, *samples: str, width: int, height: int, preferences: Preferences | None = None
) -> Open:
    """The window with these samples, all four when none is named, shown and active; whoever asks takes it away."""
    office = real_desk(*samples)
    shell = Shell(office.session, worker, preferences or Preferences(), today=lambda: date(2026, 11, 23))
    shell.resize(width, height)
    shell.show()
    shell.activateWindow()
    assert QTest.qWaitForWindowActive(shell)
    return Open(office, shell, qtbot)


@pytest.fixture
def open_office(qtbot: QtBot) -> Iterator[OpenOffice]:
    """Opens the window with these samples, all four when none is named."""
    workers: list[Worker] = []

    def make(*samples: str, width: int = 1440, height: int = 900, preferences: Preferences | None = None) -> Open:
        workers.append(Worker())
        opened = show_office(qtbot, workers[-1], *samples, width=width, height=height, preferences=preferences)
        qtbot.addWidget(opened.shell)
        return opened

    yield make
    for worker in workers:
        worker.close()
