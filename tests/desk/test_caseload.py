"""Cases go to a colleague with what is open in them, all or none, and one step takes it back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.desk.test_letters import text_of
from tests.helpers.real import RealDesk, real_desk
from tests.helpers.referred import left
from welcomedesk.desk import caseload, cases, tasks
from welcomedesk.desk.core import Desk, undo
from welcomedesk.domain.errors import Refused

OLD, NEW = "A. Beispiel", "B. Beispiel"


@pytest.fixture
def real() -> RealDesk:
    return real_desk("no sample")


@pytest.fixture
def desk(real: RealDesk) -> Desk:
    return real.desk


def case_with_work(desk: Desk, name: str = "Amina Rahimi") -> str:
    case = left(desk, name=name).case
    tasks.add_task(desk, case, "Jobcenter anrufen", date(2026, 11, 24))
    done = tasks.add_task(desk, case, "erledigt", date(2026, 11, 20)).value
    tasks.finish_task(desk, case, done)
    return case


def adviser_of(desk: Desk, case: str) -> str:
    return cases.show(desk, case).root.text("adviser")


def test_open_tasks_and_waiting_referrals_move_along(desk: Desk) -> None:
    case = case_with_work(desk)
    caseload.hand_over(desk, [case], NEW, "Elternzeit")
    shown = cases.show(desk, case)
    assert [each.text("adviser") for each in shown.all("task")] == [NEW, OLD]
    today = tasks.today(desk, date(2026, 11, 24), adviser=NEW)
    assert [item.kind for item in (*today.today, *today.waiting)] == ["task", "referral"]
    assert not tasks.today(desk, date(2026, 11, 24), adviser=OLD).waiting
    (note,) = shown.all("handover")
    assert (note.text("from"), note.text("to"), note.text("reason")) == (OLD, NEW, "Elternzeit")


def test_one_step_takes_everything_back(desk: Desk) -> None:
    several = [case_with_work(desk), case_with_work(desk)]
    undo(desk, caseload.hand_over(desk, several, NEW, "Urlaub"))
    for case in several:
        shown = cases.show(desk, case)
        assert shown.root.text("adviser") == OLD and not shown.all("handover")
        assert {each.text("adviser") for each in shown.all("task")} == {OLD}


def test_the_list_says_what_goes_along_and_leaves_closed_cases_out(desk: Desk) -> None:
    case = case_with_work(desk)
    closed = cases.open_case(desk, "person", "Zu").value.id
    cases.close_case(desk, closed, "reached")
    (held,) = caseload.held_by(desk, OLD)
    assert (held.id, held.tasks, held.waiting, held.next_date) == (case, 1, 1, "2026-11-24")
    assert caseload.held_by(desk, NEW) == ()


def test_a_restricted_case_goes_along_without_its_next_step(desk: Desk) -> None:
    case = case_with_work(desk)
    cases.set_fields(desk, case, {"case.restricted": True})
    (held,) = caseload.held_by(desk, OLD)
    assert held.restricted and held.next_step == ""
    caseload.hand_over(desk, [case], NEW, "Vertretung")
    assert adviser_of(desk, case) == NEW


@pytest.mark.parametrize(("to", "reason", "some"), [("", "x", True), (NEW, " ", True), (NEW, "x", False)])
def test_a_handover_names_what_it_needs(desk: Desk, to: str, reason: str, some: bool) -> None:
    with pytest.raises(Refused) as refused:
        caseload.hand_over(desk, [case_with_work(desk)] if some else [], to, reason)
    assert refused.value.code == "handover_needs"


def test_all_or_none_where_one_case_cannot_go(desk: Desk) -> None:
    good, closed = case_with_work(desk), case_with_work(desk)
    cases.close_case(desk, closed, "reached")
    with pytest.raises(Refused) as refused:
        caseload.hand_over(desk, [good, closed], NEW, "Urlaub")
    assert refused.value.code == "case_closed" and adviser_of(desk, good) == OLD
    with pytest.raises(Refused) as refused:
        caseload.hand_over(desk, [good], OLD, "Urlaub")
    assert refused.value.code == "same_adviser"


def test_the_sheet_has_numbers_steps_and_dates_but_no_client(desk: Desk) -> None:
    case = case_with_work(desk)
    number = cases.show(desk, case).number
    page = text_of(caseload.sheet(desk, caseload.hand_over(desk, [case], NEW, "Elternzeit").value))
    for words in (
        number,
        "Jobcenter anrufen (24.11.2026)",
        "offene Aufgaben: 1",
        "offene Verweise: 1",
        NEW,
        "Elternzeit",
    ):
        assert words in page, words
    assert "Rahimi" not in page


def test_whoever_holds_a_case_is_an_adviser_to_choose(desk: Desk) -> None:
    case = case_with_work(desk)
    caseload.hand_over(desk, [case], "Zoë Muster", "Urlaub")
    assert "Zoë Muster" in caseload.advisers(desk)
