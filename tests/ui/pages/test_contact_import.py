"""The import in the window: columns, rows, doubles, all at once or nothing, and back in one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import contacts, directory
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.rows import Row
from welcomedesk.ui.pages.contact_import import ContactImportPage
from welcomedesk.ui.text import Label

HEAD = "Name;Straße;PLZ;Ort;Telefon;Themen;Zielgruppe;Kreis;Notiz"
GOOD = "Beratung Wernigerode;Burgstr. 5;38855;Wernigerode;+49 3943 111222;integration;refugee;Harz;x"
FORMULA = "Verein Nord;Ring 3;39576;Stendal;+49 3931 654321;work;refugee;Stendal;=1+1"
MARKUP = "Treff <b>Halle</b>;Markt 1;06108;Halle (Saale);+49 345 123456;work;refugee;Halle (Saale);"
DOUBLE = "Handwerkskammer Magdeburg;Neue Straße 1;39106;Magdeburg;+49 391 62680;work;employer;Magdeburg;"


@pytest.fixture
def office(open_office: OpenOffice) -> Open:
    return open_office("haddad")


def read(office: Open, folder: Path, *rows: str, encoding: str = "utf-8", head: str = HEAD) -> ContactImportPage:
    file = folder / "list.csv"
    file.write_bytes("\r\n".join((head, *rows)).encode(encoding))
    shown = office.go("contact-import")
    assert isinstance(shown, ContactImportPage)
    shown.read(file)
    office.settle()
    return shown


def lines(shown: ContactImportPage) -> list[Row]:
    return [line for line in shown.list.rows.lines if isinstance(line, Row)]


def number(office: Open) -> int:
    return len(contacts.directory(office.office.desk).contacts)


def test_good_rows_come_in_together_and_go_away_together(office: Open, tmp_path: Path) -> None:
    before = number(office)
    shown = read(office, tmp_path, GOOD, GOOD.replace("Wernigerode", "Halberstadt").replace("111222", "3"))
    assert shown.take.text() == "2 Zeilen übernehmen" and shown.take.isEnabled()
    shown.take.click()
    office.settle()
    assert number(office) == before + 2 and office.shell.place.page == "contacts"
    office.undo()
    assert number(office) == before


def test_an_import_is_taken_back_as_a_whole_when_nothing_can_be_undone_any_more(office: Open, tmp_path: Path) -> None:
    before = number(office)
    shown = read(office, tmp_path, GOOD)
    shown.take.click()
    office.settle()
    again = office.go("contact-import")
    assert isinstance(again, ContactImportPage) and number(office) == before + 1
    assert again.earlier.isVisible() and not again.take.isVisible(), "the file is done with"
    words = [label.text() for label in again.earlier.findChildren(Label)]
    assert "list.csv" in words and any("1 Ansprechstelle" in each for each in words)
    next(each for each in again.earlier.findChildren(QPushButton) if each.text() == "Zurücknehmen").click()
    (dialog,) = [each for each in again.findChildren(Dialog) if each.isVisible()]
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "Zurücknehmen").click()
    office.settle()
    assert number(office) == before
    assert not [each for each in again.earlier.findChildren(QPushButton) if each.text() == "Zurücknehmen"]


def test_every_column_shows_where_it_goes_and_can_be_sent_elsewhere(office: Open, tmp_path: Path) -> None:
    shown = read(office, tmp_path, GOOD)
    choices = shown._columns.findChildren(ChoiceField)
    assert [each.value() for each in choices] == [
        "name", "street", "postal_code", "town", "phone", "topics", "target_groups", "districts", "",
    ]  # fmt: skip
    choices[8].set_value("offer")
    choices[8].edited.emit("offer")
    office.settle()
    assert shown._read is not None and shown._read.rows[0].row.fields["offer"] == "x"
    again = shown._columns.findChildren(ChoiceField)
    again[8].edited.emit("street")
    office.settle()
    assert [each.value() for each in shown._columns.findChildren(ChoiceField)][1] == "", "a field has one column"


def test_rows_with_errors_are_named_with_row_and_column_and_wait(office: Open, tmp_path: Path) -> None:
    shown = read(office, tmp_path, FORMULA, MARKUP, GOOD)
    said = {line.key: line.second for line in lines(shown)}
    assert "Zeile 2, Spalte 9" in said["2"] and "<b>Halle</b>" in said["3"]
    assert not shown.take.isEnabled()
    shown.skip_wrong.click()
    office.settle()
    assert shown.take.text() == "1 Zeile übernehmen" and shown.take.isEnabled()
    assert [line.done for line in lines(shown)] == [False, False, True]


def test_a_row_is_left_out_and_taken_again_by_keyboard(office: Open, tmp_path: Path) -> None:
    shown = read(office, tmp_path, GOOD)
    office.press(Qt.Key.Key_Space, shown.list)
    assert not shown.take.isEnabled() and lines(shown)[0].right_second == "ausgelassen"
    office.press(Qt.Key.Key_Space, shown.list)
    assert shown.take.isEnabled()


def test_a_likely_double_is_decided_by_the_adviser(office: Open, tmp_path: Path) -> None:
    shown = read(office, tmp_path, DOUBLE)
    assert lines(shown)[0].right_second == "wahrscheinlich doppelt" and not shown.take.isEnabled()
    shown.list.choose_first()
    next(each for each in shown._row.findChildren(QPushButton) if each.text().startswith("Das ist")).click()
    office.settle()
    assert shown._read is not None and shown._read.rows[0].what == "change"
    shown.take.click()
    office.settle()
    assert contacts.contact(office.office.desk, "hwk-magdeburg").address.street == "Neue Straße 1"


def test_a_double_may_be_another_contact(office: Open, tmp_path: Path) -> None:
    before = number(office)
    shown = read(office, tmp_path, DOUBLE)
    shown.others.click()
    assert shown.take.isEnabled()
    shown.take.click()
    office.settle()
    assert number(office) == before + 1


def test_wrong_encoding_is_said_and_another_one_reads_the_file(office: Open, tmp_path: Path) -> None:
    shown = read(office, tmp_path, GOOD, encoding="cp1252")
    assert shown._read is None and shown.stack.currentIndex() == 0
    said = [each.accessibleName() for each in shown.stack.widget(0).findChildren(Banner)]
    assert "UTF-8" in said[0] and "Nichts wurde übernommen" in said[0]
    shown.encoding.set_value("cp1252")
    shown.read(tmp_path / "list.csv")
    office.settle()
    assert lines(shown)[0].title == "Beratung Wernigerode"


def test_a_file_that_is_gone_is_said_in_place(office: Open, tmp_path: Path) -> None:
    shown = office.go("contact-import")
    assert isinstance(shown, ContactImportPage)
    shown.read(tmp_path / "gone.csv")
    office.settle()
    assert shown._notice is not None and "gone.csv" in shown._notice.accessibleName()


def test_what_the_export_wrote_has_nothing_new(office: Open, tmp_path: Path) -> None:
    desk = office.office.desk
    assert directory.save_csv(desk, tmp_path / "all.csv") == number(office) == 163
    shown = office.go("contact-import")
    assert isinstance(shown, ContactImportPage)
    shown.read(tmp_path / "all.csv")
    office.settle()
    assert shown._read is not None and {each.what for each in shown._read.rows} == {"same"}
    assert not shown.take.isEnabled()
    directory.save_documents(desk, tmp_path / "hsds")
    shown.read(tmp_path / "hsds")
    office.settle()
    assert shown._read is not None and {each.what for each in shown._read.rows} == {"same"}


def test_ten_thousand_rows_are_reviewed_and_shown(office: Open, tmp_path: Path) -> None:
    rows = [f"Verein {n};Weg {n};39104;Magdeburg;+49 391 1{n:06};work;refugee;Magdeburg;" for n in range(10_000)]
    file = tmp_path / "many.csv"
    file.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    shown = office.go("contact-import")
    assert isinstance(shown, ContactImportPage)
    shown.read(file)
    office.qtbot.waitUntil(lambda: shown._read is not None, timeout=60_000)
    assert len(lines(shown)) == 10_000 and shown.take.isEnabled()
