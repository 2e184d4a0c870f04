from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from tests.ui.pages.conftest import OpenOffice
from welcomedesk.desk import referrals, tasks
from welcomedesk.ui.backend import Preferences
from welcomedesk.ui.components.rows import Head, Row
from welcomedesk.ui.page import PageView
from welcomedesk.ui.pages.today import TodayPage


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
    from welcomedesk.ui.pages.task_dialog import TaskDialog

    office = open_office("haddad")
    page = page_of(office.go("today"))
    page.new_task.click()
    dialog = page.findChild(TaskDialog)
    assert isinstance(dialog, TaskDialog)
    dialog.keep_button.click()
    assert dialog.search.wrong()
    assert dialog.what.wrong()
    dialog.search.field.setText("Haddad")
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
