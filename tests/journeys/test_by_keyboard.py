"""The same three stories by keyboard alone: every stop is reached with Tab, arrows or a key of the list under F1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers import heard_window
from tests.helpers.keyboard import CTRL, Keyboard
from tests.ui.conftest import plain_look  # noqa: F401 - one look per process
from welcomedesk import bootstrap
from welcomedesk.backend import RealBackend
from welcomedesk.desk import cases
from welcomedesk.desk.core import Desk
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.case import CaseFile
from welcomedesk.ui.text import Label
from welcomedesk.ui.window import Window

SAMPLE = "2026-0001"
KEY = Qt.Key


@pytest.fixture
def keyboard(workplace: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyboard]:
    """The program with the sample cases, unlocked by keyboard."""
    monkeypatch.setattr(bootstrap, "vault", heard_window.cheap_vault)
    heard_window.set_up(workplace)
    window = Window(RealBackend())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    made = Keyboard(window, qtbot)
    made.wait_for("Kennwortsatz")
    made.type(heard_window.PASSPHRASE)
    made.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)
    made.settle()
    yield made
    window.close()


def by_number(keyboard: Keyboard) -> dict[str, CaseFile]:
    assert keyboard.window._session is not None
    desk = keyboard.window._session.desk
    assert isinstance(desk, Desk)
    return {row.number: cases.show(desk, row.id) for row in desk.store.register(RegisterQuery()).rows}


def said(keyboard: Keyboard, words: str) -> list[str]:
    """What stands on the screen and begins so."""
    found = [each for top in QApplication.topLevelWidgets() for each in top.findChildren(Label)]
    return [each.text() for each in found if each.isVisible() and each.text().startswith(words)]


def open_sample(keyboard: Keyboard) -> None:
    keyboard.press(KEY.Key_K, CTRL)
    keyboard.type("Haddad")
    keyboard.wait_for_hits()
    keyboard.press(KEY.Key_Return)


def show_tab(keyboard: Keyboard, tab: str) -> None:
    """Strg+Bild↓ until this tab is shown."""
    shell = keyboard.window.shell
    assert shell is not None
    for _step in range(12):
        if shell.place.tab == tab:
            return
        keyboard.press(KEY.Key_PageDown, CTRL)
    raise AssertionError(shell.place)


def test_a_phone_call_becomes_a_letter_by_keyboard(keyboard: Keyboard, tmp_path: Path) -> None:
    paper = tmp_path / "brief.pdf"
    keyboard.press(KEY.Key_N, CTRL)
    keyboard.fill("Name", "Samira Beispiel")
    keyboard.fill("Postleitzahl oder Ort", "39112")
    keyboard.use("Anlegen und Leitfaden beginnen")
    keyboard.use("Leitfaden Anerkennung beginnen")
    keyboard.wait_for("Kein Bescheid")
    keyboard.press(KEY.Key_Space)
    keyboard.press(KEY.Key_Return)
    show_tab(keyboard, "contacts")
    keyboard.tab_to("Stellen, die zum Fall passen")
    keyboard.press(KEY.Key_Down)
    keyboard.use("Verweis beginnen")
    keyboard.press(KEY.Key_Return, CTRL)
    keyboard.use("Einwilligung eintragen")
    keyboard.press(KEY.Key_P, CTRL)
    keyboard.fill("Ausgabedatei:", str(paper))
    keyboard.press(KEY.Key_Return)
    keyboard.until(lambda: paper.exists() and paper.stat().st_size > 1000)
    case = next(each for each in by_number(keyboard).values() if each.name == "Samira Beispiel")
    assert case.all("letter")[0].get("kind") == "referral"
    assert case.all("referral")[0].get("state") == "handed_over"


def test_a_referral_is_followed_up_by_keyboard(keyboard: Keyboard) -> None:
    open_sample(keyboard)
    show_tab(keyboard, "contacts")
    code = said(keyboard, "Kurzcode ")[0].split()[-1]
    keyboard.use("Als übergeben eintragen")
    keyboard.press(KEY.Key_1, CTRL)
    keyboard.use("Rückmeldung eintragen")
    keyboard.fill("Kurzcode", code)
    keyboard.tab_to("Was steht auf dem Abschnitt?")
    keyboard.press(KEY.Key_Down)
    keyboard.press(KEY.Key_Return)
    keyboard.until(lambda: by_number(keyboard)[SAMPLE].all("referral")[0].get("state") == "accepted")


def test_a_person_is_erased_by_keyboard(keyboard: Keyboard) -> None:
    open_sample(keyboard)
    keyboard.use("Mehr")
    keyboard.from_menu("Fall löschen")
    keyboard.wait_for("Geben Sie")
    keyboard.type(SAMPLE)
    keyboard.press(KEY.Key_Return)
    assert SAMPLE in by_number(keyboard), "Enter never erases"
    keyboard.use("Endgültig löschen")
    keyboard.until(lambda: bool(said(keyboard, "Im Löschverzeichnis vermerkt")))
    keyboard.use("Schließen")
    assert SAMPLE not in by_number(keyboard)
