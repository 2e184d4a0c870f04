"""Who can open the case file, seen and changed in the settings; each change wants one's own passphrase."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.helpers.fake_backend import PASSPHRASE, FakeSession
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.fields import LineField, PassphraseField
from welcomedesk.ui.pages.settings import SettingsPage
from welcomedesk.ui.pages.settings_keys import KeyDialog, SheetDialog

STRONG = "Lampe Fenster Garten Mittwoch Tee"


def page(office: Open) -> SettingsPage:
    shown = office.go("settings")
    assert isinstance(shown, SettingsPage)
    return shown


def session(office: Open) -> FakeSession:
    found = office.shell.context.session
    assert isinstance(found, FakeSession)
    return found


def press(root: QWidget, words: str) -> None:
    next(each for each in root.findChildren(QPushButton) if each.text() == words).click()


def dialog(shown: SettingsPage) -> KeyDialog:
    return next(each for each in shown.keys.findChildren(KeyDialog) if each.isVisible())


def said(root: QWidget) -> str:
    return " ".join(each.accessibleName() for each in root.findChildren(Banner))


def test_a_second_adviser_gets_a_passphrase_of_their_own(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    press(shown.keys, "Zugang geben …")
    asked = dialog(shown)
    name, (new, own) = asked.form.findChildren(LineField)[0], asked.form.findChildren(PassphraseField)
    name.setText("C. Neu")
    new.field.setText("kurz")
    own.field.setText(PASSPHRASE)
    press(asked, "Zugang geben")
    office.settle()
    assert session(office).holders == ["A. Beispiel", "B. Muster"], "a weak passphrase is refused"
    new.field.setText(STRONG)
    own.field.setText("falsch")
    press(asked, "Zugang geben")
    office.settle()
    assert asked.own_row.wrong() and asked.isVisible()
    words = " ".join(label.text() for label in asked.own_row.findChildren(QLabel))
    assert "eigener Kennwortsatz" in words and "Wiederherstellungsblatt" not in words, "no advice for a locked window"
    own.field.setText(PASSPHRASE)
    press(asked, "Zugang geben")
    office.settle()
    assert session(office).holders[-1] == "C. Neu"
    assert "C. Neu" in said(shown.keys)


def test_a_name_that_is_taken_is_said_beside_the_name(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    press(shown.keys, "Zugang geben …")
    asked = dialog(shown)
    name, (new, own) = asked.form.findChildren(LineField)[0], asked.form.findChildren(PassphraseField)
    name.setText("B. Muster")
    new.field.setText(STRONG)
    own.field.setText(PASSPHRASE)
    press(asked, "Zugang geben")
    office.settle()
    assert asked.form.rows[0].wrong() and not asked.own_row.wrong()


def test_access_is_taken_away_with_ones_own_passphrase_only(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    shown.keys.take_away("B. Muster")
    asked = dialog(shown)
    press(asked, "Zugang entziehen")
    office.settle()
    assert session(office).holders == ["A. Beispiel", "B. Muster"]
    asked.own.field.setText(PASSPHRASE)
    press(asked, "Zugang entziehen")
    office.settle()
    assert session(office).holders == ["A. Beispiel"]
    links = [each for each in shown.keys.findChildren(QPushButton) if each.text() == "Zugang entziehen …"]
    assert not any(each.isVisible() for each in links), "the last one cannot be taken away"


def test_a_new_recovery_sheet_is_shown_once_and_can_be_printed(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    press(shown.keys, "Neues Wiederherstellungsblatt …")
    asked = dialog(shown)
    asked.own.field.setText(PASSPHRASE)
    press(asked, "Blatt erstellen")
    office.settle()
    (sheet,) = shown.keys.findChildren(SheetDialog)
    assert sheet.isVisible()
    names = [each.accessibleName() for each in sheet.findChildren(QWidget)]
    assert any("K7M4-QX2P" in name for name in names)
    saved: list[bytes] = []
    sheet._sheet(saved.append)
    office.settle()
    assert saved == [b"%PDF-1.4 sheet"]
    sheet.accept()


@pytest.mark.parametrize(
    ("state", "words"), [("yes", "ist verschlüsselt"), ("no", "nicht verschlüsselt"), ("unknown", "nicht bekannt")]
)
def test_what_is_known_of_the_drive_is_said(open_office: OpenOffice, state: str, words: str) -> None:
    shown = page(open_office("haddad"))
    shown.keys.show_drive(state)
    assert words in said(shown.keys)
