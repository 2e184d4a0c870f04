from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import referrals, tasks
from welcomedesk.ui.backend import Preferences
from welcomedesk.ui.components.rows import Head, Row
from welcomedesk.ui.page import PageView
from welcomedesk.ui.pages.calendar_dialog import CalendarDialog
from welcomedesk.ui.pages.task_dialog import TaskDialog
from welcomedesk.ui.pages.today import MOST_LINES, TodayPage


def page_of(view: PageView) -> TodayPage:
    assert isinstance(view, TodayPage)
    return view


def heads(page: TodayPage) -> list[str]:
    return [line.words for line in page.list.rows.lines if isinstance(line, Head)]


def rows(page: TodayPage) -> list[Row]:
    return [line for line in page.list.rows.lines if isinstance(line, Row)]


def test_what_is_due_stands_in_its_groups_and_the_rail_counts_it(open_office: OpenOffice) -> None:
    office = open_office()
    referrals.step(office.office.desk, office.office.case("bondar"), office.office.referral("bondar"), "sent")
    page = page_of(office.go("today"))
    assert heads(page) == ["Überfällig", "Heute", "Wartet auf Antwort", "Nächste sieben Tage"]
    assert rows(page)[0].right == "seit 1 Tag"
    item = next(item for item in office.shell.rail.items if item.page.name == "today")
    assert "3 " in item.accessibleName()


def test_space_marks_a_task_as_done_and_undo_brings_it_back(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = page_of(office.go("today"))
    before = [row.title for row in rows(page)]
    office.press(Qt.Key.Key_Space, page.list)
    assert [row.title for row in rows(page)] == before[1:]
    office.undo()
    assert [row.title for row in rows(page)] == before


def test_enter_opens_the_case(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = page_of(office.go("today"))
    office.press(Qt.Key.Key_Return, page.list)
    assert office.shell.place.case == office.office.case("haddad")


def test_a_row_says_kind_content_and_state_to_a_screen_reader(open_office: OpenOffice) -> None:
    office = open_office("elbaue")
    said = rows(page_of(office.go("today")))[0].spoken()
    assert said.startswith("Wiedervorlage, Vollmacht")
    assert said.endswith("2026-0001 · Betrieb, Seit 1 Tag überfällig")


def test_with_nothing_due_one_sentence_and_the_main_button_stand_there(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    page = page_of(office.go("today"))
    assert page.empty.words.text() == "Heute ist nichts fällig."
    assert page.main_action() is not None
    assert page.card.isHidden()


def test_titles_that_end_and_figures_of_packs_stand_beside(open_office: OpenOffice) -> None:
    office = open_office("haddad", "bondar")
    page = page_of(office.go("today"))
    assert page.titles.isVisible()
    assert page.packs.isVisible()
    words = [label.text() for label in page.packs.findChildren(type(page.empty.words))]
    assert "Werte für 2027 fehlen noch." in words


def test_lists_may_hide_names(open_office: OpenOffice) -> None:
    office = open_office("haddad", preferences=Preferences(numbers_only=True))
    page = page_of(office.go("today"))
    assert all("Haddad" not in row.spoken() for row in rows(page))


def test_a_task_is_moved_to_another_day(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = page_of(office.go("today"))
    item = next(iter(page._items.values()))
    page._move(item, 7)
    office.settle()
    found = office.office.desk.store.due(date(2026, 12, 31), ("task",))
    assert [each.date for each in found] == ["2026-11-30"]


def test_tasks_of_others_show_for_the_whole_office(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, case = office.office.desk, office.office.case("haddad")
    from welcomedesk.desk import cases

    cases.set_fields(desk, case, {"case.adviser": "B. Muster"})
    page = page_of(office.go("today"))
    assert rows(page) == []
    page.whose.set_value("all")
    page.whose.chosen.emit("all")
    office.settle()
    assert len(rows(page)) == 1


def test_a_new_task_needs_a_case_and_words(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = page_of(office.go("today"))
    dialog = dialog_of(office, page)
    dialog.keep_button.click()
    assert dialog.search.row.wrong()
    assert dialog.what.wrong()
    dialog.search.row.field.setText("Haddad")
    office.settle()
    dialog.what.field.setText("Zeugnis anfordern")
    dialog.keep_button.click()
    office.settle()
    assert "Zeugnis anfordern" in [row.title for row in rows(page)]
    assert tasks.today(office.office.desk).today[-1].what in ("Zeugnis anfordern", rows(page)[0].title)


def test_the_number_in_the_rail_follows_from_every_page(open_office: OpenOffice) -> None:
    from welcomedesk.ui.acting import act

    office = open_office("haddad")
    office.go("today")
    page = office.go("case", "haddad")
    case = office.office.case("haddad")
    act(
        office.shell.context,
        page,
        lambda desk: tasks.add_task(desk, case, "Anrufen", date(2026, 11, 23)),
        failed=page.show_error,
    )
    office.settle()
    item = next(item for item in office.shell.rail.items if item.page.name == "today")
    assert "2 " in item.accessibleName()


def test_a_long_backlog_shows_its_first_hundred_and_the_rest_on_request(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    for number in range(130):
        tasks.add_task(office.office.desk, office.office.case("haddad"), f"Aufgabe {number}", date(2026, 11, 1))
    page = page_of(office.go("today"))
    assert len([row for row in rows(page) if row.tone == "danger"]) == 100
    assert "30 weitere anzeigen" in heads(page)
    page._fold("more:overdue", True)
    assert len([row for row in rows(page) if row.tone == "danger"]) == 130


def dialog_of(office: Open, page: TodayPage) -> TaskDialog:
    page.new_task.click()
    office.settle()
    found = page.findChildren(TaskDialog)[-1]
    assert isinstance(found, TaskDialog)
    return found


def test_a_task_of_the_whole_office_comes_back_every_week(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = page_of(office.go("today"))
    dialog = dialog_of(office, page)
    dialog.whose.set_value("office")
    dialog.whose.chosen.emit("office")
    assert dialog.search.isHidden() and not dialog.adviser.isHidden()
    dialog.what.field.setText("Papier bestellen")
    dialog.repeat.field.set_value("weekly")
    dialog.keep_button.click()
    office.settle()
    (row,) = [row for row in rows(page) if row.title == "Papier bestellen"]
    assert (row.second, row.middle) == ("jede Woche am Montag", "Ganzes Büro")
    page.list.choose(row.key)
    office.press(Qt.Key.Key_Space, page.list)
    assert "Papier bestellen" in [item.what for item in tasks.today(office.office.desk).next_seven]
    office.undo()
    assert "Papier bestellen" in [row.title for row in rows(page)]


def test_a_task_of_the_office_is_opened_and_given_to_somebody(open_office: OpenOffice) -> None:
    from welcomedesk.desk import office as own

    office = open_office("haddad")
    own.set_adviser(office.office.desk, "B. Muster", {})
    tasks.add_office_task(office.office.desk, "Papier bestellen")
    page = page_of(office.go("today"))
    (row,) = [row for row in rows(page) if row.title == "Papier bestellen"]
    page._open(row.key)
    office.settle()
    dialog = page.findChildren(TaskDialog)[-1]
    dialog.adviser.field.set_value("B. Muster")
    dialog.keep_button.click()
    office.settle()
    assert [item.case.adviser for item in tasks.today(office.office.desk).today if not item.case.number] == [
        "B. Muster"
    ]
    assert "Papier bestellen" not in [row.title for row in rows(page)]


def test_a_repeating_task_needs_a_date(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = page_of(office.go("today"))
    dialog = dialog_of(office, page)
    dialog.due.field.setText("")
    dialog.repeat.field.set_value("monthly")
    dialog.what.field.setText("Bericht")
    dialog.keep_button.click()
    assert dialog.due.wrong()


def test_tasks_are_saved_as_a_calendar_without_names(
    open_office: OpenOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office("haddad")
    page = page_of(office.go("today"))
    target = tmp_path / "termine.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_about: (str(target), ""))
    page.save_calendar()
    (dialog,) = page.findChildren(CalendarDialog)
    assert dialog.warning.isHidden() and not dialog.names.value()
    dialog.save.click()
    office.settle()
    content = target.read_text(encoding="utf-8")
    assert "BEGIN:VEVENT" in content and "Haddad" not in content


def test_names_in_a_calendar_are_warned_of_and_noted(
    open_office: OpenOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office("elbaue")
    page = page_of(office.go("today"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_about: (str(tmp_path / "x"), ""))
    page.save_calendar()
    (dialog,) = page.findChildren(CalendarDialog)
    dialog.names.click()
    assert not dialog.warning.isHidden()
    dialog.save.click()
    office.settle()
    assert b"Elbaue" in b"".join((tmp_path / "x.ics").read_bytes().split(b"\r\n "))
    assert "calendar" in [line.what for line in office.office.desk.store.accesses(office.office.case("elbaue"))]


def test_a_period_without_anything_or_turned_round_says_so_beside_the_field(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    page = page_of(office.go("today"))
    page.save_calendar()
    (dialog,) = page.findChildren(CalendarDialog)
    dialog.save.click()
    office.settle()
    assert dialog.last.wrong()
    dialog.first.field.set_value("2027-01-01")
    dialog.save.click()
    assert dialog.last.wrong()


def test_five_hundred_tasks_of_today_are_counted_and_shown_from_the_top(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    for number in range(500):
        tasks.add_task(office.office.desk, office.office.case("haddad"), f"Aufgabe {number}", date(2026, 11, 23))
    page = page_of(office.go("today"))
    assert len(rows(page)) <= 2 * MOST_LINES and "501 heute" in page.head.subtitle.text()
    page.list.choose_first()
    for _press in range(3):
        office.press(Qt.Key.Key_Space, page.list)
    assert "498 heute" in page.head.subtitle.text()
