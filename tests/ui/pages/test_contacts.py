from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton

from tests.helpers.pdf_pages import pages
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, contacts
from welcomedesk.desk.drafts import as_found
from welcomedesk.domain.fields import TARGET_GROUPS, TOPICS, label_of
from welcomedesk.i18n import _
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, TextField
from welcomedesk.ui.components.rows import Head, Row
from welcomedesk.ui.components.three_panes import DRAWER, TABS
from welcomedesk.ui.offices import one
from welcomedesk.ui.pages.contacts import ContactsPage
from welcomedesk.ui.pages.map_printing import spans
from welcomedesk.ui.text import Label


def page(office: Open, case: str = "", item: str = "") -> ContactsPage:
    shown = office.go("contacts", case, item=item)
    assert isinstance(shown, ContactsPage)
    return shown


def heads(shown: ContactsPage) -> list[str]:
    return [line.words for line in shown.list.rows.lines if isinstance(line, Head)]


def names(shown: ContactsPage) -> list[str]:
    return [line.title for line in shown.list.rows.lines if isinstance(line, Row)]


def find(office: Open, shown: ContactsPage, words: str) -> None:
    shown.filters.text.setText(words)
    office.settle()


def test_for_a_case_the_filters_are_its_facts_and_every_office_says_why(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, "haddad")
    assert heads(shown)[0] == "Passt zum Fall" and shown.filters.district.currentText() == "Magdeburg"
    first = next(line for line in shown.list.rows.lines if isinstance(line, Row))
    assert first.badge == "1" and "vom Leitfaden genannt" in first.second and first.third
    assert "Handwerkskammer Magdeburg" in names(shown)


def test_without_a_case_the_whole_directory_stands_in_groups(open_office: OpenOffice) -> None:
    shown = page(open_office("haddad"))
    assert heads(shown) == ["In den Kreisen", "Ganzes Land", "Bundesweit", "Nicht vorgeschlagen"]
    assert shown.total.text() == "163 im Verzeichnis, 12 davon beendet"


def test_a_postal_code_across_a_border_asks_for_the_district(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    shown.filters.postal_code.setText("06120")
    office.settle()
    answer = next(each for each in shown.findChildren(QPushButton) if each.text() == "Saalekreis")
    answer.click()
    office.settle()
    assert (shown.filters.query.district, shown.filters.query.postal_code) == ("15088", "06120")
    assert not any(each.text() == "Saalekreis" and each.isVisible() for each in shown.findChildren(QPushButton))


def test_an_unknown_postal_code_is_said_in_place(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    shown.filters.postal_code.setText("10115")
    office.settle()
    assert shown._notice is not None and "10115" in shown._notice.accessibleName()


def test_an_ended_office_is_found_with_its_successor_and_takes_no_referral(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    find(office, shown, "jobbrücke plus")
    assert "Nicht vorgeschlagen" in heads(shown)
    shown.list.choose("jobbruecke-plus") or shown.list.choose_first()
    ended = next(line for line in shown.list.rows.lines if isinstance(line, Row) and line.quiet)
    shown.list.choose(ended.key)
    office.settle()
    assert shown.detail.office is not None and "beendet" in shown.detail.office.ended
    assert shown.main_action() is None and shown.detail.office.leads_to


def test_correct_today_is_one_step_and_can_be_taken_back(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, "haddad", "hwk-magdeburg")
    assert shown.detail.office is not None and shown.detail.office.freshness == "source"
    shown.detail.correct.emit("hwk-magdeburg")
    office.settle()
    assert shown.detail.office.freshness == "checked" and "23.11.2026, A. Beispiel" in shown.detail.office.fresh_words
    office.undo()
    assert shown.detail.office.freshness == "source"


def test_a_number_that_does_not_work_is_recorded_with_the_right_one(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, "haddad", "hwk-magdeburg")
    shown.detail.wrong.emit("hwk-magdeburg")
    dialog = next(each for each in shown.findChildren(QDialog) if isinstance(each, Dialog))
    dialog.findChildren(ChoiceField)[0].set_value("phone_failed")
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "Eintragen").click()
    office.settle()
    checks = contacts.contact(office.office.desk, "hwk-magdeburg").office.checks
    assert [check.result for check in checks] == ["phone_failed"]
    assert shown.detail.office is not None and shown.detail.office.freshness == "old"


def test_the_note_of_the_office_stays(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, "haddad", "hwk-magdeburg")
    note = shown.detail.findChildren(TextField)[0]
    note.setPlainText("Dienstags ist niemand da. <b>Anrufen</b>")
    note.edited.emit(note.value())
    office.settle()
    assert contacts.contact(office.office.desk, "hwk-magdeburg").office.note.startswith("Dienstags")


def test_a_referral_begins_here_and_leads_to_its_letter(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, "haddad")
    key = next(line.key for line in shown.list.rows.lines if isinstance(line, Row) and "Jobcenter" in line.title)
    shown.list.choose(key)
    shown.detail.referral_wanted.emit(key)
    office.settle()
    assert office.shell.place.page == "letter"
    drawn = cases.show(office.office.desk, office.office.case("haddad")).one(office.shell.place.item)
    assert (drawn.text("contact"), drawn.text("state")) == (key, "drafted")


def test_map_list_and_table_choose_the_same_office(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, "haddad")
    office.press(Qt.Key.Key_Down, shown.list)
    chosen = shown.list.current_key()
    assert shown.table.current_key() == chosen and shown.detail.office is not None and shown.detail.office.id == chosen
    office.press(Qt.Key.Key_PageDown, shown.map.map)
    assert shown.list.current_key() != chosen and shown.map.map.chosen_mark() is not None


def test_where_it_is_narrow_the_detail_is_a_drawer_and_then_a_tab(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, "haddad")
    shown.panes.arrange(DRAWER)
    assert not shown.panes.detail_visible()
    office.press(Qt.Key.Key_Return, shown.list)
    assert shown.panes.detail_visible()
    shown.detail.closed.emit()
    assert not shown.panes.detail_visible() and shown.list.hasFocus()
    shown.panes.arrange(TABS)
    office.press(Qt.Key.Key_Return, shown.list)
    assert shown.panes.tabs.value() == "detail"


def test_the_place_can_name_a_topic_or_an_authority_of_a_guide(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    assert page(office, item="topic:language").filters.query.topics == ("language",)
    shown = page(office, "haddad", "hwk_md")
    assert shown.detail.office is not None and shown.detail.office.id == "hwk-magdeburg"


def test_filters_and_choice_survive_a_change_of_language(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, "haddad", "hwk-magdeburg")
    shown.filters.language.edited.emit("")
    office.settle()
    kept = as_found(office.shell.drafts.now())
    office.shell.stack._views.clear()
    assert office.shell.restore(kept)
    office.settle()
    again = office.shell.view
    assert isinstance(again, ContactsPage) and again is not shown
    assert again.filters.query.languages == () and again.filters.query.case == office.office.case("haddad")
    assert again.detail.office is not None and again.detail.office.id == "hwk-magdeburg"


def test_hours_say_what_they_mean_today(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, item="abh-15082")
    said = [label.text() for label in shown.detail.findChildren(Label)]
    assert "Heute geschlossen. Wieder offen am Dienstag, 24.11.2026, 09:00–12:00, 14:00–18:00" in said


def test_map_and_list_are_printed_with_numbers_and_no_name(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office("haddad")
    shown = page(office, "haddad")
    printed: list[tuple[bytes, str]] = []
    monkeypatch.setattr("welcomedesk.ui.printing.print_pdf", lambda _page, pdf, job, *_rest: printed.append((pdf, job)))
    assert shown.do("print")
    office.settle()
    text = " ".join(each.text for each in pages(printed[0][0]))
    number = cases.show(office.office.desk, office.office.case("haddad")).number
    assert f"für Fall {number}" in text and "Handwerkskammer Magdeburg" in text and "GeoBasis-DE" in text
    assert "Haddad" not in text and "Haddad" not in printed[0][1]


def test_the_directory_is_exported_from_the_menu(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = open_office("haddad")
    shown = page(office)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "list"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path))
    shown.menu.save_csv()
    shown.menu.save_documents()
    office.settle()
    assert (tmp_path / "list.csv").read_bytes().count(b"\r\n") >= 164
    assert len(list((tmp_path / "welcomedesk-hsds").rglob("*.json"))) == 3 * 163


def test_a_folder_that_cannot_be_written_is_said(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = open_office("haddad")
    shown = page(office)
    (tmp_path / "no").write_text("a file where a folder is wanted")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "no" / "list.csv"), ""))
    shown.menu.save_csv()
    office.settle()
    assert shown._notice is not None and "list.csv" in shown._notice.accessibleName()


def test_numbers_of_the_list_are_put_together_where_they_follow_each_other() -> None:
    assert spans([1, 2, 3, 5, 8, 9]) == "1–3, 5, 8–9"


def test_typed_words_leave_only_what_they_find_on_the_map(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    find(office, shown, "handwerkskammer")
    assert {mark.id for mark in shown.map.map._marks} == {"hwk-magdeburg", "hwk-halle"}


def test_searching_an_ended_office_by_name_opens_it_with_a_red_note(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    find(office, shown, "zemigra")
    assert shown.detail.office is not None and shown.detail.office.id == "zemigra"
    note = shown.detail.findChildren(Banner)[0]
    assert note.property("tone") == "danger" and "beendet" in note.accessibleName()


def test_a_topic_without_a_place_shows_on_the_map_where_it_is_helped(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, item="topic:health")
    marked = {mark.id for mark in shown.map.map._marks if mark.number}
    assert {"psz-magdeburg", "psz-stendal", "psz-halle"} <= marked
    assert marked < {mark.id for mark in shown.map.map._marks}


@pytest.mark.parametrize("contact", ["hwk-magdeburg", "psz-halle", "iq-nord", "fif"])
def test_details_hold_every_field_of_a_contact(open_office: OpenOffice, contact: str) -> None:
    """Whoever looks an office up by its name sees for what, for whom and where it works, too."""
    office = open_office("haddad")
    known = office.office.desk.library.directory().by_id
    contact = contact if contact in known else next(key for key in known if key.startswith(contact[:2]))
    found = known[contact]
    detail = one(office.office.desk, contact)
    words = "\n".join(words for _label, words, *_mark in detail.details)
    expected = [
        *found.address.lines(), found.phone, found.email, found.offer.de, found.notes.de, found.hours.de,
        *(label_of(TOPICS, each) for each in found.topics),
        *(label_of(TARGET_GROUPS, each) for each in found.target_groups),
        *(source.title for source in found.sources),
    ]  # fmt: skip
    if found.region.reach == "local":
        expected += office.office.desk.library.directory().regions.names(found.region.districts)
    assert not [each for each in expected if _(each) not in words]
    assert bool(detail.chips) == found.founding_network
