"""Whole stories through the real window over a real encrypted file; only the key derivation is cheap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.vaults import CHEAP
from tests.ui.conftest import plain_look  # noqa: F401 - one look per process
from welcomedesk import bootstrap, paths
from welcomedesk.backend import RealBackend
from welcomedesk.desk.core import Desk
from welcomedesk.store.vault import FileVault, Places
from welcomedesk.ui.page import PageView
from welcomedesk.ui.window import Window

W = TypeVar("W", bound=QWidget)
PASSPHRASE = "sechs ruhige Worte stehen auf dem Zettel"  # QTest types ASCII only


@dataclass
class Story:
    """The window and what an adviser does with it: find by words, type, press."""

    window: Window
    qtbot: QtBot

    @property
    def page(self) -> PageView:
        assert self.window.shell is not None and self.window.shell.view is not None
        return self.window.shell.view

    @property
    def desk(self) -> Desk:
        assert self.window._session is not None
        desk = self.window._session.desk
        assert isinstance(desk, Desk)
        return desk

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.worker.busy, timeout=20_000)

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=20_000)
        self.settle()

    def find(self, kind: type[W], name: str, root: QWidget | None = None) -> W:
        """The visible widget of a kind that is called so, by its words or by its accessible name."""
        for widget in (root or self.window).findChildren(kind):
            words = widget.text() if isinstance(widget, QPushButton) else ""
            if widget.isVisible() and name in (words, widget.accessibleName()):
                return widget
        names = [w.accessibleName() for w in (root or self.window).findChildren(kind) if w.isVisible()]
        raise AssertionError(f"no {kind.__name__} called {name!r}; there are {names}")

    def press(self, name: str, root: QWidget | None = None) -> None:
        """Press a button by keyboard."""
        QTest.keyClick(self.find(QPushButton, name, root), Qt.Key.Key_Space)
        self.settle()

    def fill(self, name: str, text: str) -> None:
        """Type into the field of this name."""
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
            try:
                field = self.find(kind, name)
            except AssertionError:
                continue
            field.setFocus()
            QTest.keyClicks(field, text)
            return
        raise AssertionError(f"no field called {name!r}")

    def keys(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the focus is."""
        self.window.activateWindow()  # a dialog that has just gone may still hold the focus
        assert QTest.qWaitForWindowActive(self.window)
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        target = self.window.focusWidget() or self.window
        QTest.keyClick(target, key, held)
        self.settle()


@pytest.fixture
def story(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    """The window as it opens for the first time on a machine."""

    def cheap_vault(home: paths.Home | None = None) -> FileVault:
        where = home or paths.home()
        return FileVault(Places(where.case_file, where.key_file, where.key_file_copy), cost=CHEAP, floor=CHEAP)

    monkeypatch.setattr(bootstrap, "vault", cheap_vault)
    window = Window(RealBackend())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    yield Story(window, qtbot)
    window.close()
