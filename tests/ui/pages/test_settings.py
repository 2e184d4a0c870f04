from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from tests.helpers.fake_backend import PASSPHRASE
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import letters
from welcomedesk.desk import office as offices
from welcomedesk.desk.backups import BackupsSeen
from welcomedesk.desk.ports import Check, CheckReport
from welcomedesk.domain.backup_plan import Copy
from welcomedesk.i18n import _
from welcomedesk.store import checking
from welcomedesk.ui.backend import Preferences
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import LineField, PassphraseField
from welcomedesk.ui.pages.settings import SettingsPage
from welcomedesk.ui.pages.settings_data import CHECK_WORDS


def page(office: Open) -> SettingsPage:
    shown = office.go("settings")
    assert isinstance(shown, SettingsPage)
    return shown


def enter(office: Open, field: LineField, words: str) -> None:
    field.setText(words)
    field.editingFinished.emit()
    office.settle()


def press(root: QWidget, words: str) -> None:
    next(each for each in root.findChildren(QPushButton) if each.text() == words).click()


def said(root: QWidget) -> list[str]:
    return [each.accessibleName() for each in root.findChildren(Banner)]


def test_what_the_office_enters_stands_on_the_next_letter(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    enter(office, shown.office.fields["name"], "Musterberatung <Süd> & Co")
    assert letters.office_letterhead(office.office.desk).office == "Musterberatung <Süd> & Co"
    office.undo()
    assert shown.office.fields["name"].text() == ""


def test_a_value_that_does_not_fit_is_said_beside_its_field_and_not_kept(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    enter(office, shown.office.fields["postal_code"], "391")
    assert shown.office._lines["postal_code"].wrong()
    assert offices.letterhead_fields(office.office.desk).text("postal_code") == ""
    enter(office, shown.office.fields["postal_code"], "39104")
    assert not shown.office._lines["postal_code"].wrong()


def test_what_was_refused_stays_while_other_fields_are_saved(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    refused = {"postal_code": "391", "phone": "abc", "email": "petra(at)muster", "website": "muster seite"}
    for name, words in refused.items():
        enter(office, shown.office.fields[name], words)
    enter(office, shown.letterhead.color, "blau")
    enter(office, shown.office.fields["place"], "Magdeburg")
    assert {name: shown.office.fields[name].text() for name in refused} == refused
    assert all(shown.office._lines[name].wrong() for name in refused) and shown.letterhead.color.text() == "blau"
    kept = offices.letterhead_fields(office.office.desk)
    assert kept.text("place") == "Magdeburg" and not any(kept.text(name) for name in refused)


def test_advisers_are_entered_and_taken_out(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    shown.advisers.name.setText("B. Muster")
    press(shown.advisers, "Hinzufügen")
    office.settle()
    assert [each.text("name") for each in offices.advisers(office.office.desk)] == ["B. Muster"]
    press(shown.advisers, "Herausnehmen")
    office.settle()
    assert offices.advisers(office.office.desk) == ()


def test_the_search_leaves_only_what_fits(open_office: OpenOffice) -> None:
    shown = page(open_office("haddad"))
    shown.search.setText("dunkel")
    assert [section for section in shown.sections if section.isVisible()] == [shown.looks]
    shown.search.setText("postleitzahl")
    rows = [row for row in shown.office._lines.values() if row.isVisible()]
    assert rows == [shown.office._lines["postal_code"]]
    shown.search.setText("gibt es nicht")
    assert shown.none.isVisible()
    shown.search.setText("")
    assert all(section.isVisible() for section in shown.sections)


def test_look_language_and_locking_are_asked_of_the_window(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    wanted: list[Preferences] = []
    office.shell.preferences_wanted.connect(wanted.append)
    shown.looks.scheme.chosen.emit("dark")
    shown.looks.zoom.edited.emit("1.25")
    shown.locking.minutes.edited.emit("2")
    shown.locking.numbers.edited.emit(True)
    shown.looks.language.chosen.emit("en")
    assert wanted[-1] == Preferences("en", "dark", 1.25, 2, True)


def test_checking_the_file_says_every_check_in_words(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    press(shown.data, "Datei prüfen")
    office.settle()
    assert any("Die Datei ist in Ordnung" in words and "1 Fall · " in words for words in said(shown.data))
    press(shown.data, "Sicherung anlegen")
    office.qtbot.waitUntil(lambda: any("2026-11-23.wdbackup" in words for words in said(shown.data)))


def test_the_passphrase_is_changed_with_the_old_one_only(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    press(shown.locking, "Kennwortsatz ändern …")
    dialog = next(each for each in shown.findChildren(QDialog) if isinstance(each, Dialog))
    old, new = dialog.findChildren(PassphraseField)
    new.field.setText("kurz")
    press(dialog, "Kennwortsatz ändern")
    assert dialog.isVisible(), "a weak one is refused"
    old.field.setText("falsch")
    new.field.setText("Lampe Fenster Garten Mittwoch Tee")
    press(dialog, "Kennwortsatz ändern")
    office.settle()
    assert dialog.isVisible(), "the old one does not match"
    old.field.setText(PASSPHRASE)
    press(dialog, "Kennwortsatz ändern")
    office.settle()
    assert any("geändert" in words for words in said(shown.locking))


def test_packs_stand_with_version_and_date(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    words = " ".join(each.accessibleName() for each in shown.packs.findChildren(QWidget) if each.accessibleName())
    assert "in Gebrauch" in words


def test_the_settings_tell_which_backups_there_are_and_when_one_was_last_carried_away(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    data = page(office).data
    office.settle()
    assert data.backups.text() and data.medium.text()
    copies = (Copy("/b/x", datetime(2026, 11, 21, 14, 5), "auto"),)  # noqa: DTZ001 - names of files carry no time zone
    data.show_backups(BackupsSeen(copies, False, "2026-11-02T10:00:00", True))
    assert "14:05" in data.backups.text() and "21.11.2026" in data.backups.text()
    assert "02.11.2026" in data.medium.text() and data.medium.text().endswith("neue Kopie.")


def test_an_office_bound_by_secrecy_says_so_once(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = office.go("settings")
    assert isinstance(page, SettingsPage) and not page.office.secrecy.value()
    page.office.secrecy.click()
    office.settle()
    assert offices.letterhead_fields(office.office.desk).get("secrecy") is True


def test_two_clicks_lead_back_to_a_backup_and_say_what_becomes_of_the_file_at_hand(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown, locked = page(office), list[bool]()
    office.shell.lock_wanted.connect(lambda: locked.append(True))
    copies = (Copy("/b/x", datetime(2026, 11, 21, 14, 5), "auto", 2_400_000),)  # noqa: DTZ001 - as above
    shown.data.show_backups(BackupsSeen(copies, False, "", True))
    back = next(each for each in shown.data.findChildren(QPushButton) if "21.11.2026" in each.accessibleName())
    back.click()
    office.qtbot.waitUntil(lambda: any(each.isVisible() for each in shown.data.findChildren(Dialog)))
    dialog = next(each for each in shown.data.findChildren(Dialog) if each.isVisible())
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Darin: 12 Fälle." in words and "beiseitegelegt" in words and "Gelöschtes bleibt gelöscht" in words
    press(dialog, "Zurückspielen und sperren")
    assert office.shell.context.session.asked[-1] == "restore /b/x"  # type: ignore[attr-defined]
    assert locked == [True]


def test_every_check_there_is_has_a_sentence_and_a_failed_one_says_where(open_office: OpenOffice) -> None:
    shown = page(open_office("haddad"))
    codes = (*checking.CODES, "watermark", "key_file", "restored")
    for ok, detail in ((True, ""), (False, "md 12")):
        shown.data._checked(CheckReport(tuple(Check(code, ok, detail) for code in codes), 1, 9))
        words = [each.text() for each in shown.data.findChildren(QLabel)]
        for code in codes:
            sentence = _(CHECK_WORDS[code])
            assert (sentence if ok else f"{sentence} (md 12)") in words, code


def test_what_can_be_made_again_is_offered_and_the_cases_are_called_whole(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    shown.data._checked(CheckReport((Check("views", False, "1f"), Check("pages", True)), 1, 9))
    assert any("Die Fälle sind in Ordnung" in words for words in said(shown.data))
    press(shown.data, "Listen und Suche neu erstellen")
    office.settle()
    assert any("Die Datei ist in Ordnung" in words for words in said(shown.data))


def test_the_status_bar_says_when_a_copy_was_last_carried_away(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.shell.status.show_copy(BackupsSeen((), False, "2026-11-02T10:00:00", False))
    assert office.shell.status.copy.text() == "Kopie außer Haus: 02.11."
    office.shell.status.show_copy(BackupsSeen((), False, "", True))
    assert office.shell.status.copy.text() == "Noch keine Kopie außer Haus"


def test_a_copy_on_the_same_drive_says_that_it_is_none_elsewhere(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    data = page(office).data
    data._elsewhere = True
    data._backed_up("/daten/kopie/2026-11-23.wdbackup")
    data.show_backups(BackupsSeen((), False, "", True))
    assert any("auf demselben Laufwerk" in words for words in said(data)) and data.medium.text().endswith(
        "erste Kopie."
    )
    data._backed_up("/stick/2026-11-23.wdbackup")
    data.show_backups(BackupsSeen((), False, "2026-11-23T09:42:00", False))
    assert not any("auf demselben Laufwerk" in words for words in said(data))


def test_whoever_pressed_a_button_stays_there(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    office.shell.activateWindow()
    shown.data.check_button.setFocus()
    shown.data.check_button.click()
    office.settle()
    assert office.shell.window().focusWidget() is shown.data.check_button
