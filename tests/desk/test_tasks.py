"""The page *Today*: what is due, overdue, waiting, and which titles end."""

from __future__ import annotations

from datetime import date

from tests.helpers.desks import make_desk
from welcomedesk.desk import cases, tasks
from welcomedesk.desk.core import Desk


def case_in(desk: Desk) -> str:
    return cases.open_case(desk, "person", "Samir Haddad").value.id


def test_nothing_is_due_in_an_empty_file() -> None:
    assert tasks.today(make_desk()).urgent == 0


def test_tasks_fall_into_overdue_today_and_the_next_seven_days() -> None:
    desk = make_desk()
    case = case_in(desk)
    for day in (19, 23, 30):
        tasks.add_task(desk, case, f"on the {day}th", date(2026, 11, day))
    tasks.add_task(desk, case, "later", date(2026, 12, 24))
    page = tasks.today(desk)
    found = [[item.what for item in group] for group in (page.overdue, page.today, page.next_seven)]
    assert found == [["on the 19th"], ["on the 23th"], ["on the 30th"]] and page.urgent == 2


def test_a_finished_task_is_gone_from_today() -> None:
    desk = make_desk()
    case = case_in(desk)
    ref = tasks.add_task(desk, case, "call", date(2026, 11, 23)).value
    tasks.finish_task(desk, case, ref)
    assert tasks.today(desk).today == ()


def test_a_task_without_a_date_stays_in_its_case() -> None:
    desk = make_desk()
    tasks.add_task(desk, case_in(desk), "some day")
    assert tasks.today(desk).urgent == 0


def test_a_referral_that_was_handed_over_waits_and_becomes_ours_when_late() -> None:
    desk = make_desk()
    case = case_in(desk)
    cases.add(desk, case, "referral", {"contact_name": "HWK", "state": "sent", "next_due": "2026-11-30"})
    assert [item.kind for item in tasks.today(desk).waiting] == ["referral"]
    assert [item.kind for item in tasks.today(desk, date(2026, 12, 1)).overdue] == ["referral"]


def test_a_residence_title_that_ends_is_named_beside_the_tasks() -> None:
    desk = make_desk()
    cases.add(desk, case_in(desk), "residence_title", {"title": "§ 24", "valid_until": "2027-03-04"})
    page = tasks.today(desk)
    assert [item.date for item in page.ending_titles] == ["2027-03-04"] and page.urgent == 0


def test_closed_cases_have_nothing_due() -> None:
    desk = make_desk()
    case = case_in(desk)
    tasks.add_task(desk, case, "call", date(2026, 11, 23))
    cases.close_case(desk, case, "reached")
    assert tasks.today(desk).urgent == 0
