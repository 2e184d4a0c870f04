"""Leading through a guide in a case: nothing is asked twice, half-done runs stay, finished ones do not move."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.desks import FixedClock, make_desk
from tests.helpers.real import real_desk
from welcomedesk import bootstrap
from welcomedesk.desk import cases, guides
from welcomedesk.desk.core import Desk
from welcomedesk.domain.answers import AnswersRefused
from welcomedesk.domain.errors import DeskError


def begun(facts: dict | None = None, kind: str = "person") -> tuple[Desk, str, str]:
    desk = make_desk(library=bootstrap.library(), clock=FixedClock())
    case = cases.open_case(desk, kind, "Samir Haddad", facts or {}).value.id
    return desk, case, guides.start_run(desk, case, "recognition").value


def test_what_the_case_knows_is_not_asked_again() -> None:
    desk, case, run = begun({"person.german_level": "B1", "person.citizenship": "SY"})
    view = guides.run(desk, case, run)
    assert {each.question for each in view.answers if each.from_case} >= {"german", "citizenship"}
    assert not {"german", "citizenship"} & set(view.asking)


def test_an_answer_given_in_the_run_is_not_said_to_come_from_the_case_file() -> None:
    desk, case, run = begun({"person.citizenship": "SY"})
    guides.answer(desk, case, run, "german", "B2")
    came_along = {each.question: each.from_case for each in guides.run(desk, case, run).answers}
    assert came_along["citizenship"] and not came_along["german"]
    later = guides.start_run(desk, case, "recognition").value
    assert next(each for each in guides.run(desk, case, later).answers if each.question == "german").from_case


def test_an_answer_with_a_place_in_the_case_is_kept_there() -> None:
    desk, case, run = begun()
    guides.answer(desk, case, run, "german", "B2")
    assert cases.show(desk, case).value("person", "german_level") == "B2"
    other = guides.start_run(desk, case, "recognition").value
    assert "german" not in guides.run(desk, case, other).asking


def test_an_answer_about_training_makes_a_qualification() -> None:
    desk, case, run = begun()
    guides.answer(desk, case, run, "qual_kind", "vocational")
    guides.answer(desk, case, run, "country", "SY")
    qualifications = cases.show(desk, case).all("qualification")
    assert [(each.get("kind"), each.get("country")) for each in qualifications] == [("vocational", "SY")]


def test_a_group_of_countries_never_replaces_a_country() -> None:
    desk, case, run = begun({"person.citizenship": "SY"})
    guides.answer(desk, case, run, "citizenship", "third")
    assert cases.show(desk, case).value("person", "citizenship") == "SY"


def test_an_answer_that_stands_for_several_values_of_a_field_names_none_of_them() -> None:
    """§ 21 must not stand in a case because somebody said that there is a title for work."""
    desk, case, _run = begun()
    run = guides.start_run(desk, case, "integration").value
    guides.answer(desk, case, run, "status", "title_work")
    assert cases.show(desk, case).all("residence_title") == ()
    assert {each.question: each.value for each in guides.run(desk, case, run).answers}["status"] == "title_work"


def test_a_company_asks_about_somebody_else() -> None:
    desk, case, run = begun(kind="company")
    guides.answer(desk, case, run, "german", "B1")
    found = cases.show(desk, case)
    assert found.value("person", "german_level") is None
    assert [each.value for each in guides.run(desk, case, run).answers] == ["B1"]


def test_an_answer_that_does_not_fit_writes_nothing() -> None:
    desk, case, run = begun()
    with pytest.raises(AnswersRefused):
        guides.answer(desk, case, run, "german", "Z9")
    assert guides.run(desk, case, run).answers == ()


def test_not_known_stays_open_and_is_not_asked_again() -> None:
    desk, case, run = begun()
    guides.answer(desk, case, run, "german", guides.NOT_KNOWN)
    assert "german" not in guides.run(desk, case, run).asking


def test_an_answer_can_be_taken_back_and_the_others_stay() -> None:
    desk, case, run = begun()
    guides.answer(desk, case, run, "goal", "study")
    guides.answer(desk, case, run, "german", "B2")
    guides.answer(desk, case, run, "goal", None)
    assert [each.question for each in guides.run(desk, case, run).answers] == ["german"]


def test_a_finished_run_stays_when_the_case_goes_on() -> None:
    real = real_desk("haddad")
    case, run = real.case("haddad"), real.entered["haddad"].run
    before = guides.run(real.desk, case, run).evaluation.applying()
    cases.set_fields(real.desk, case, {"person.german_level": "C1", "person.prior_decision": "full"})
    assert guides.run(real.desk, case, run).evaluation.applying() == before


def test_a_new_run_starts_from_the_answers_of_an_old_one() -> None:
    real = real_desk("elbaue")
    case, run = real.case("elbaue"), real.entered["elbaue"].run
    again = guides.continue_run(real.desk, case, run).value
    old, new = guides.run(real.desk, case, run), guides.run(real.desk, case, again)
    assert again != run and old.evaluation.verdicts == new.evaluation.verdicts and new.finished == ""


def test_two_values_in_the_case_are_an_open_question() -> None:
    """A guide never chooses between two values."""
    real = real_desk("haddad")
    case = cases.show(real.desk, real.case("haddad"))
    fact = case.one("person").fields["german_level"][0]
    from dataclasses import replace

    from welcomedesk.domain.case import CaseFile, Entity

    both = (fact, replace(fact, value="C1", entry=("hal", 1)))
    person = Entity("person", dict(case.one("person").fields) | {"german_level": both})
    torn = CaseFile(case.id, dict(case.entities) | {"person": person})
    run = guides.start_run(real.desk, case.id, "recognition").value
    again = CaseFile(torn.id, dict(torn.entities) | {run: cases.show(real.desk, case.id).one(run)})
    assert "german" not in {each.question for each in guides.view_of(real.desk, again, run).answers}


def test_the_date_can_be_moved() -> None:
    desk, case, run = begun()
    guides.move_date(desk, case, run, date(2027, 3, 1))
    assert guides.run(desk, case, run).as_of == date(2027, 3, 1)


def test_an_unknown_run_is_named() -> None:
    desk, case, _ = begun()
    with pytest.raises(DeskError, match="run:nothing"):
        guides.run(desk, case, "run:nothing")


def test_the_age_group_is_not_asked_where_the_date_of_birth_says_it() -> None:
    real = real_desk("haddad")
    case = real.case("haddad")
    run = guides.start_run(real.desk, case, "integration").value
    assert "age" in guides.run(real.desk, case, run).asking
    guides.answer(real.desk, case, run, "birth_date", "1990-05-05")
    assert not {"age", "birth_date"} & set(guides.run(real.desk, case, run).asking)
