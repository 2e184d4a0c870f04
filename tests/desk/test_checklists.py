"""Checklists in a case: taken over once, ticked off, dates that move along."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.real import RealDesk, real_desk
from welcomedesk.desk import cases, checklists, tasks
from welcomedesk.desk.checklists import ItemView
from welcomedesk.domain.errors import Refused


@pytest.fixture
def real() -> RealDesk:
    return real_desk("haddad")


def items(real: RealDesk) -> list[ItemView]:
    return [item for each in checklists.view(real.desk, real.case("haddad")) for item in each.items]


def test_a_run_brings_steps_offices_papers_and_costs(real: RealDesk) -> None:
    found = items(real)
    assert len(found) > 5
    assert "Handwerkskammer Magdeburg" in {item.office for item in found}
    assert any(item.papers for item in found) and any(item.cost for item in found) and any(item.law for item in found)


def test_taking_over_twice_doubles_nothing(real: RealDesk) -> None:
    before = len(items(real))
    again = checklists.adopt(real.desk, real.case("haddad"), real.entered["haddad"].run)
    assert again.value == 0 and len(items(real)) == before


def test_papers_of_the_steps_stand_in_the_register_once(real: RealDesk) -> None:
    codes = [paper.text("code") for paper in cases.show(real.desk, real.case("haddad")).all("paper")]
    known = [code for code in codes if code]
    assert len(known) == len(set(known)) and "D5" in known


def test_a_finished_step_says_when(real: RealDesk) -> None:
    first = items(real)[0]
    checklists.set_state(real.desk, real.case("haddad"), first.ref, "done")
    assert (items(real)[0].state, items(real)[0].done_on) == ("done", "2026-11-23")


def test_not_needed_wants_a_reason(real: RealDesk) -> None:
    with pytest.raises(Refused):
        checklists.set_state(real.desk, real.case("haddad"), items(real)[0].ref, "not_needed")


def test_a_date_set_by_hand_shows_on_today_and_stays(real: RealDesk) -> None:
    first = items(real)[0]
    checklists.set_due(real.desk, real.case("haddad"), first.ref, date(2026, 11, 23))
    assert first.ref in [item.ref for item in tasks.today(real.desk).today]


def test_dates_move_with_the_step_they_hang_on(real: RealDesk) -> None:
    case = real.case("haddad")
    lists = checklists.view(real.desk, case)
    before = {item.ref: item.due for each in lists for item in each.items}
    for item in items(real)[:4]:
        real.clock.forward(days=10)
        checklists.set_state(real.desk, case, item.ref, "done")
    after = {item.ref: item.due for item in items(real)}
    assert any(after[ref] != due for ref, due in before.items())


def test_a_paper_that_was_seen_is_no_longer_missing(real: RealDesk) -> None:
    case = real.case("haddad")
    missing = next(paper for paper in cases.show(real.desk, case).all("paper") if paper.get("missing"))
    checklists.mark_paper(real.desk, case, missing.ref, "seen", True)
    paper = cases.show(real.desk, case).one(missing.ref)
    assert paper.texts("marks") == ("seen",) and not paper.get("missing") and paper.get("seen_on") == "2026-11-23"
