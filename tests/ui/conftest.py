"""What window tests share: one look per process, a shell with plain pages, a window over a fake program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.fake_backend import FakeBackend, FakeSession
from welcomedesk import i18n
from welcomedesk.ui.backend import Preferences
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.fields import TextField
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.look import theme
from welcomedesk.ui.page import Context, PageView, Place
from welcomedesk.ui.pages import Page
from welcomedesk.ui.shell import Shell
from welcomedesk.ui.window import Window
from welcomedesk.ui.worker import Worker

MakeShell = Callable[..., Shell]
MakeWindow = Callable[[FakeBackend], Window]


def use_plain_look(app: QApplication) -> theme.Look:
    """The light look at 100 % in German, whatever the test before left; made once, because Qt keeps one style."""
    look = theme._Current.look or theme.install(app, "light")
    look.watch()
    if (look.scheme, look.zoom) != ("light", 1.0):
        look.zoom = 1.0
        look.use_scheme("light")
    i18n.use_language("de")
    return look


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> theme.Look:
    """The light look for every test of the window."""
    return use_plain_look(qapp)


class PlainPage(PageView):
    """A page with a line, a note and a button; remembers what it was asked."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.asked: list[str] = []
        self.head = self.set_head(PageHead("Seite"))
        self.head.add_action(QPushButton("Aktion"))
        self.line = QLineEdit()
        self.line.setAccessibleName("Zeile")
        self.note = TextField(name="Notiz")
        self.go_on = QPushButton("Weiter")
        self.go_on.clicked.connect(lambda: self.asked.append("main"))
        for widget in (self.line, self.note, self.go_on):
            self.content.addWidget(widget)
        card = Card("Daneben")
        card.add(QPushButton("Drüben"))
        self.panel.addWidget(card)

    def window_title(self) -> str:
        return f"Fall {self.place.case}" if self.place.case else ""

    def main_action(self) -> QPushButton:
        return self.go_on

    def first_stop(self) -> QWidget:
        return self.line

    def do(self, name: str) -> bool:
        if name in ("find", "task"):
            self.asked.append(name)
            return True
        return False

    def keep(self) -> dict[str, str]:
        return {"line": self.line.text()}

    def restore(self, state: object) -> None:
        assert isinstance(state, dict)
        self.line.setText(state["line"])


class TestPage(Page):
    """A page of these tests."""

    __test__ = False

    def build(self, context: Context) -> PageView:
        return PlainPage(context)


REGISTRY: tuple[Page, ...] = (
    TestPage("today", "Today", "today", 10, "", rail="top", key=1),
    TestPage("cases", "Cases", "folder", 20, "", rail="top", key=2),
    TestPage("case", "Case", "folder", 21, "", under="cases"),
    TestPage("settings", "Settings", "gear", 90, "", rail="bottom", key=7),
)


@pytest.fixture
def make_shell(qtbot: QtBot) -> Iterator[MakeShell]:
    """Makes a shown shell on *Today* in the size given."""
    workers: list[Worker] = []
    shells: list[Shell] = []

    def make(width: int = 1440, height: int = 900, **more: object) -> Shell:
        worker = Worker()
        workers.append(worker)
        shell = Shell(
            FakeSession(),
            worker,
            Preferences(),
            registry=REGISTRY,
            today=lambda: date(2026, 11, 23),
            **more,  # type: ignore[arg-type]
        )
        shells.append(shell)
        qtbot.addWidget(shell)
        shell.resize(width, height)
        shell.show()
        shell.activateWindow()
        assert QTest.qWaitForWindowActive(shell)
        shell.go(Place("today"))
        return shell

    yield make
    for worker in workers:
        worker.close()


@pytest.fixture
def make_window(qtbot: QtBot) -> Iterator[MakeWindow]:
    """Makes a shown window over a fake program, with the plain pages inside."""
    windows: list[Window] = []

    def make(backend: FakeBackend) -> Window:
        window = Window(
            backend,
            lambda session, worker, preferences: Shell(session, worker, preferences, registry=REGISTRY),
        )
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        qtbot.waitUntil(lambda: "warm_up" in backend.calls)
        return window

    yield make
    for window in windows:
        window.worker.close()
