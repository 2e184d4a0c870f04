"""Event plans and lists without a guide run: listed, started with dates from the event, printed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.desks import make_desk
from welcomedesk import bootstrap
from welcomedesk.desk import cases, checklists, guides, plans
from welcomedesk.desk.core import Desk, undo
from welcomedesk.domain.case import OFFICE
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.log import Json

EVENT = date(2027, 3, 10)
FORMATS = ["application_workshop", "career_workshop", "career_consultation", "company_exploration", "fair_career_walk"]


@pytest.fixture
def desk() -> Desk:
    return make_desk(library=bootstrap.library(), printer=bootstrap.printer)


@pytest.fixture
def company(desk: Desk) -> str:
    return cases.open_case(desk, "company", "Beispiel GmbH").value.id


def test_the_five_formats_are_listed(desk: Desk) -> None:
    assert [plan.id for plan in plans.plans(desk)] == FORMATS


def test_a_started_plan_has_dates_that_count_from_the_event(desk: Desk, company: str) -> None:
    made = plans.start(desk, company, "company_exploration", EVENT)
    (shown,) = checklists.view(desk, company)
    due = {item.step: item.due for item in shown.items}
    assert made.value == len(shown.items) == 9
    assert due["ce_company"] == "2027-01-13"
    assert due["company_exploration_hold"] == "2027-03-10"
    assert due["ce_thanks"] == "2027-03-12"


def test_starting_twice_doubles_nothing_and_a_new_day_moves_the_dates(desk: Desk, company: str) -> None:
    plans.start(desk, company, "fair_career_walk")
    assert plans.start(desk, company, "plan_fair_career_walk", EVENT).value == 0
    cases.set_fields(desk, company, {plans.EVENT_FIELD: "2027-04-14"})
    (shown,) = checklists.view(desk, company)
    assert next(item.due for item in shown.items if item.step == "fair_career_walk_hold") == "2027-04-14"


def test_without_a_day_the_plan_says_which_day_is_missing(desk: Desk, company: str) -> None:
    plans.start(desk, company, "career_workshop")
    (shown,) = checklists.view(desk, company)
    assert {item.starts_with for item in shown.items} == {"Veranstaltung"}
    assert {item.due for item in shown.items} == {""}


def test_a_list_can_be_started_for_the_office_itself(desk: Desk) -> None:
    assert plans.start(desk, OFFICE, "fif_partner").value == 6
    (shown,) = checklists.view(desk, OFFICE)
    assert shown.items[0].due == "2026-11-23"


def test_a_second_event_keeps_its_own_day_and_leaves_the_first_where_it_is(desk: Desk) -> None:
    plans.start(desk, OFFICE, "company_exploration", EVENT)
    made = plans.start(desk, OFFICE, "career_workshop", date(2027, 5, 3))
    due = {item.step: item.due for each in checklists.view(desk, OFFICE) for item in each.items}
    assert (due["company_exploration_hold"], due["career_workshop_hold"]) == ("2027-03-10", "2027-05-03")
    assert due["cw_invite"] == "2027-04-05"
    undo(desk, made)
    assert [each.id for each in checklists.view(desk, OFFICE)] == ["plan_company_exploration"]


def test_a_start_taken_back_leaves_nothing(desk: Desk, company: str) -> None:
    undo(desk, plans.start(desk, company, "care_social_insurance"))
    undo(desk, plans.start(desk, company, "career_workshop", EVENT))
    undo(desk, plans.start(desk, OFFICE, "fif_partner"))
    assert checklists.view(desk, company) == () == checklists.view(desk, OFFICE)


def test_a_company_list_brings_its_papers(desk: Desk, company: str) -> None:
    plans.start(desk, company, "care_social_insurance")
    assert {"a1", "health_fund"} <= {paper.text("code") for paper in cases.show(desk, company).all("paper")}


def test_the_sheet_of_a_plan_says_agenda_roles_materials_invitation_and_follow_up(desk: Desk) -> None:
    sheet = plans.value(desk, "application_workshop", EVENT, ("de", "en"))
    german = [" ".join(span.text for span in row.words[0]) for row in sheet.rows]
    english = [" ".join(span.text for span in row.words[1]) for row in sheet.rows]
    for heading in ("Rollen", "Vorbereitung", "Ablauf", "Material", "Einladung", "Nachgang"):
        assert heading in german
    assert any("0:00–0:20" in line for line in german)
    assert any("27.01.2027" in line for line in german)
    assert "Agenda" in english and len(german) == len(english)
    assert plans.handout(desk, "application_workshop", EVENT).startswith(b"%PDF")


def test_without_a_day_the_sheet_counts_days_and_leaves_a_gap(desk: Desk) -> None:
    sheet = plans.value(desk, "fair_career_walk")
    german = [" ".join(span.text for span in row.words[0]) for row in sheet.rows]
    assert any(line.startswith("84 Tage vorher") for line in german)
    assert any("____" in line for line in german)


def test_the_invitation_names_the_day(desk: Desk) -> None:
    assert "10.03.2027" in plans.invitation(desk, "company_exploration", EVENT).subject


def test_an_unknown_plan_or_list_is_named_with_the_way_out(desk: Desk, company: str) -> None:
    with pytest.raises(DeskError, match="no plan"):
        plans.handout(desk, "tea_party")
    with pytest.raises(DeskError, match="no checklist"):
        plans.start(desk, company, "tea_party")


def test_the_steps_of_the_company_guide_come_into_the_case_with_their_deadlines(desk: Desk, company: str) -> None:
    cases.add(desk, company, "vacancy", {"title": "Mechatroniker", "from_date": "2027-06-01", "offer_on": "2026-12-01"})
    run = guides.start_run(desk, company, "employers").value
    answers: dict[str, Json] = {
        "enquiry": ["hire"],
        "candidate": "abroad",
        "origin": "third",
        "job": "skilled",
        "recognition": "open",
    }
    for question, answer in {**answers, "timing": "3_6m", "size": "10_49", "works_council": "no"}.items():
        guides.answer(desk, company, run, question, answer)
    checklists.adopt(desk, company, run, ("employers_steps", "onboarding"))
    lists = {each.id: {item.step: item for item in each.items} for each in checklists.view(desk, company)}
    steps = lists["employers_steps"]
    assert {"EMP-13", "EMP-19", "EMP-20"} <= set(steps) and "EMP-53" not in steps
    assert (steps["EMP-20"].due, steps["EMP-20"].legal) == ("2027-06-01", True)
    assert steps["EMP-15"].due == "2026-12-08"
    assert lists["onboarding"]["ob_housing"].due == "2027-04-30"
    assert cases.show(desk, company).value("company", "size_class") == "10_49"
