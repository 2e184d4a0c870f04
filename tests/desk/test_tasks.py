"""The page *Today*: what is due, overdue, waiting, and which titles end."""

from __future__ import annotations

from datetime import date, datetime

from tests.helpers.desks import BERLIN_WINTER, FixedClock, make_desk
from welcomedesk import bootstrap
from welcomedesk.desk import cases, tasks
from welcomedesk.desk.core import Desk, undo
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.case import OFFICE_TASKS


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


# --- tasks that come back -----------------------------------------------------------------------------------------


def open_tasks(desk: Desk, case: str) -> list[tuple[str, str]]:
    found = cases.show(desk, case).all("task")
    return [(each.text("what"), each.text("due")) for each in found if each.text("state") == "open"]


def test_when_a_repeating_task_is_done_the_next_one_is_there() -> None:
    desk = make_desk()
    case = case_in(desk)
    ref = tasks.add_task(desk, case, "post", date(2026, 11, 23), time="10:30", note="n", repeat="weekly").value
    tasks.finish_task(desk, case, ref)
    assert open_tasks(desk, case) == [("post", "2026-11-30")]
    (following,) = tasks.timed(desk) or tasks.today(desk).next_seven
    assert (following.time, following.note) == ("10:30", "n")


def test_undo_takes_the_next_one_away_and_doing_it_again_brings_it_back() -> None:
    desk = make_desk()
    case = case_in(desk)
    ref = tasks.add_task(desk, case, "post", date(2026, 11, 23), repeat="weekly").value
    done = tasks.finish_task(desk, case, ref)
    undo(desk, done)
    assert open_tasks(desk, case) == [("post", "2026-11-23")]
    tasks.finish_task(desk, case, ref)
    assert open_tasks(desk, case) == [("post", "2026-11-30")]


def test_finishing_twice_makes_one_next_task() -> None:
    desk = make_desk()
    case = case_in(desk)
    ref = tasks.add_task(desk, case, "post", date(2026, 11, 23), repeat="monthly").value
    for _click in range(2):
        tasks.finish_task(desk, case, ref)
    assert open_tasks(desk, case) == [("post", "2026-12-23")]


def test_the_last_of_the_month_stays_the_last_over_a_whole_year() -> None:
    clock = FixedClock()
    desk = make_desk(clock=clock)
    case = case_in(desk)
    tasks.add_task(desk, case, "report", date(2026, 12, 31), repeat="monthly")
    days = []
    for _month in range(4):
        (task,) = [each for each in cases.show(desk, case).all("task") if each.text("state") == "open"]
        days.append(task.text("due"))
        clock.at = clock.at.replace(year=int(days[-1][:4]), month=int(days[-1][5:7]), day=int(days[-1][8:]))
        tasks.finish_task(desk, case, task.ref)
    assert days == ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]


def test_a_task_moved_once_goes_back_to_its_rhythm_and_one_changed_takes_a_new_one() -> None:
    desk = make_desk()
    case = case_in(desk)
    moved = tasks.add_task(desk, case, "moved", date(2026, 11, 23), repeat="weekly").value
    tasks.move_task(desk, case, moved, date(2026, 11, 25))
    tasks.finish_task(desk, case, moved)
    changed = tasks.add_task(desk, case, "changed", date(2026, 11, 23), repeat="weekly").value
    tasks.change_task(desk, case, changed, {"due": "2026-11-25"})
    tasks.finish_task(desk, case, changed)
    assert sorted(open_tasks(desk, case)) == [("changed", "2026-12-02"), ("moved", "2026-11-30")]


def test_a_daily_task_rests_on_weekends_and_holidays() -> None:
    desk = make_desk(library=bootstrap.library(), clock=FixedClock(datetime(2026, 12, 24, 9, 0, tzinfo=BERLIN_WINTER)))
    case = case_in(desk)
    ref = tasks.add_task(desk, case, "mail", date(2026, 12, 24), repeat="daily").value
    tasks.finish_task(desk, case, ref)
    assert open_tasks(desk, case) == [("mail", "2026-12-28")]


# --- tasks of the office ------------------------------------------------------------------------------------------


def test_a_task_of_the_office_stands_on_today_of_whom_it_concerns() -> None:
    desk = make_desk()
    tasks.add_office_task(desk, "order paper", adviser="B. Muster")
    tasks.add_office_task(desk, "close the window")
    mine = [item.what for item in tasks.today(desk, adviser="A. Beispiel").today]
    everybody = [item.what for item in tasks.today(desk).today]
    assert mine == ["close the window"] and sorted(everybody) == ["close the window", "order paper"]


def test_a_task_of_the_office_is_no_case_and_stands_in_no_list() -> None:
    desk = make_desk()
    tasks.add_office_task(desk, "order paper")
    assert cases.register(desk, RegisterQuery(states=())).total == 0
    assert cases.search(desk, "paper") == ()


def test_a_task_of_the_office_comes_back_and_is_taken_back() -> None:
    desk = make_desk()
    entered = tasks.add_office_task(desk, "water the plants", repeat="weekly")
    tasks.finish_task(desk, OFFICE_TASKS, entered.value)
    assert [item.date for item in tasks.today(desk).next_seven] == ["2026-11-30"]
    other = tasks.add_office_task(desk, "a slip")
    undo(desk, other)
    assert [item.what for item in tasks.today(desk).today] == []


def test_only_tasks_of_today_with_a_time_are_reminded_of() -> None:
    desk = make_desk()
    case = case_in(desk)
    tasks.add_task(desk, case, "call", date(2026, 11, 23), time="10:30")
    tasks.add_task(desk, case, "no time", date(2026, 11, 23))
    tasks.add_task(desk, case, "yesterday", date(2026, 11, 22), time="10:30")
    tasks.add_office_task(desk, "door", time="08:00")
    assert [item.what for item in tasks.timed(desk)] == ["door", "call"]
