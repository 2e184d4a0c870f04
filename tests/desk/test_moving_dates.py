"""Dates of steps that start from a day in the case: named while it is missing, moved along when it is entered."""

from __future__ import annotations

from tests.helpers.real import RealDesk, real_desk
from welcomedesk.desk import cases, checklists, guides
from welcomedesk.desk.checklists import ItemView
from welcomedesk.desk.core import undo


def arriving() -> tuple[RealDesk, str]:
    """A person who has just come, with the steps of the integration guide."""
    real = real_desk("haddad")
    case = cases.open_case(real.desk, "person", "Mai Tran").value.id
    run = guides.start_run(real.desk, case, "integration").value
    for question, value in {"stage": "arrived", "origin": "VN", "status": "title_work"}.items():
        guides.answer(real.desk, case, run, question, value)
    checklists.adopt(real.desk, case, run)
    return real, case


def steps(real: RealDesk, case: str) -> dict[str, ItemView]:
    return {item.step: item for each in checklists.view(real.desk, case) for item in each.items}


def waiting(real: RealDesk, case: str, field: str) -> ItemView:
    return next(item for item in steps(real, case).values() if item.starts_in == field)


def test_a_step_names_the_day_that_it_waits_for() -> None:
    real, case = arriving()
    step = waiting(real, case, "person.arrived_on")
    assert step.due == "" and step.starts_with == "Einreise"


def test_entering_the_day_sets_the_dates_and_undo_takes_both_back() -> None:
    real, case = arriving()
    step = waiting(real, case, "person.arrived_on").step
    done = cases.set_fields(real.desk, case, {"person.arrived_on": "2026-11-16"})
    first = steps(real, case)[step].due
    assert first > "2026-11-16"
    cases.set_fields(real.desk, case, {"person.arrived_on": "2026-11-30"})
    assert steps(real, case)[step].due > first
    undo(real.desk, done)
    assert steps(real, case)[step].due == ""


def test_a_day_that_starts_nothing_moves_nothing() -> None:
    real, case = arriving()
    done = cases.set_fields(real.desk, case, {"person.phone": "0391 000"})
    assert {change.entity for change in done.undo} == {"person"}


def test_a_title_that_is_added_brings_the_dates_that_hang_on_it() -> None:
    real, case = arriving()
    step = waiting(real, case, "residence_title.valid_until").step
    cases.add(real.desk, case, "residence_title", {"title": "§ 18b", "valid_until": "2027-05-03"})
    assert steps(real, case)[step].due == "2027-03-08"
