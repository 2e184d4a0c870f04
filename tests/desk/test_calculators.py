"""Calculators against the statute: at the limit, just below it, and across the change of year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from welcomedesk import bootstrap
from welcomedesk.desk import calculators
from welcomedesk.domain.errors import DeskError

DAY = date(2026, 11, 21)


def values(name: str, given: dict[str, Any], day: date = DAY) -> dict[str, Any]:
    return dict(calculators.calculate(bootstrap.library(), name, given, day).values)


@pytest.mark.parametrize(
    ("salary", "met"),
    [(50700, [True, True, True, False]), (50699.99, [False, True, True, False]), (45934.20, [False, True, True, False]),
     (45934.19, [False, False, True, False]), (45630, [False, False, True, False]), (55770, [True] * 4)],
)  # fmt: skip
def test_a_salary_is_compared_with_the_floors_of_its_year(salary: float, met: list[bool]) -> None:
    floors = values("salary-floors", {"salary_year": salary})["floors"]
    assert [floors[name]["met"] for name in ("BC_STD", "BC_RED", "EXP_19C2", "AGE45")] == met


def test_floors_of_2025_are_those_of_2025() -> None:
    floors = values("salary-floors", {"salary_year": 48300}, date(2025, 12, 31))["floors"]
    assert (floors["BC_STD"]["amount"], floors["BC_STD"]["met"]) == (48300, True)


def test_a_year_without_figures_is_named_and_nothing_is_guessed() -> None:
    answer = calculators.calculate(bootstrap.library(), "salary-floors", {"salary_year": 1}, date(2027, 1, 1))
    assert "residence BC_STD" in answer.missing and answer.values["floors"]["BC_STD"]["met"] is None


def test_points_of_the_statute_add_up() -> None:
    answers = {"german": "B2", "age": 30}
    parts = values("points", {"answers": answers})["parts"]
    assert (parts["german"], parts["age"]) == (3, 2)


@pytest.mark.parametrize(
    ("days", "term", "used"),
    [
        ([("2026-03-02", 4)], False, 0.5),
        ([("2026-03-02", 4.5)], False, 1),
        ([(f"2026-03-0{day}", 8) for day in range(2, 7)], False, 2.5),
        ([(f"2026-03-0{day}", 8) for day in range(2, 7)], True, 5),
        ([(f"2026-03-0{day}", 4) for day in range(2, 7)], True, 2.5),
        ([("2026-03-02", 10), ("2026-03-03", 10)], True, 2),
    ],
)
def test_each_week_of_the_work_account_counts_the_better_way(days: list, term: bool, used: float) -> None:
    given = {"year": 2026, "days": [{"date": day, "hours": hours} for day, hours in days]}
    if term:
        given["term"] = [["2026-03-01", "2026-07-15"]]
    assert values("student-days", given)["used"] == used


@pytest.mark.parametrize(
    ("given", "way", "missing"),
    [
        ({"permit_months": 60, "pension_months": 60}, "T_9", 0),
        ({"permit_months": 48, "study_months": 24, "pension_months": 60}, "T_9", 0),
        ({"skilled_permit_months": 30, "pension_months": 36}, "T_18C1", 6),
        ({"skilled_permit_months": 24, "pension_months": 24, "de_degree": True}, "T_18C1_DE", 0),
        ({"bluecard_months": 21, "pension_months": 21}, "T_18C2_B1", 0),
        ({"bluecard_months": 21, "pension_months": 21}, "T_18C2", 6),
    ],
)
def test_months_until_settlement(given: dict, way: str, missing: int) -> None:
    ways = {each["id"]: each for each in values("settlement-months", given)["ways"]}
    assert ways[way]["months_missing"] == missing


def test_deadlines_of_a_recognition_procedure_end_on_working_days() -> None:
    found = values("bqfg-deadlines", {"received": "2026-11-02", "complete": "2026-11-20"})
    assert (found["receipt_by"], found["decision_by"]) == ("2026-12-02", "2027-02-22")


def test_time_in_which_the_clock_stood_still_is_added() -> None:
    pause = {"received": "2026-11-02", "complete": "2026-11-20", "pauses": [["2026-12-01", "2026-12-10"]]}
    assert values("bqfg-deadlines", pause)["decision_by"] == "2027-03-02"


def test_the_fast_track_takes_two_months_and_two_weeks() -> None:
    found = values("bqfg-deadlines", {"received": "2026-11-02", "complete": "2026-11-02", "fast_track": True})
    assert (found["receipt_by"], found["decision_by"]) == ("2026-11-16", "2027-01-04")


@pytest.mark.parametrize(("practice", "enough"), [(54, True), (53, False)])
def test_validation_asks_for_one_and_a_half_times_the_training(practice: int, enough: bool) -> None:
    found = values("validation-practice", {"training_months": 36, "practice_months": practice, "age": 25})
    assert (found["needed"], found["enough"], found["old_enough"]) == (54, enough, True)


@pytest.mark.parametrize(
    ("given", "ways"),
    [
        ({"self_employed_years": 6}, ["1"]),
        ({"self_employed_years": 6, "ended_years_ago": 11}, []),
        ({"leading_years": 3, "training_years": 3}, ["2"]),
        ({"self_employed_years": 4, "training_years": 2}, ["3"]),
        ({"self_employed_years": 3, "employed_years": 5}, ["4"]),
        ({"leading_years": 5, "technical_years": 3, "training_years": 3}, ["2", "3", "5"]),
        ({"leading_years": 5, "technical_years": 3, "training_years": 3, "hairdresser": True}, ["2", "3"]),
        ({"self_employed_years": 9, "health_craft": True}, []),
    ],
)
def test_five_ways_of_experience_lead_into_the_crafts_register(given: dict, ways: list[str]) -> None:
    assert values("craft-practice", given)["ways"] == ways


@pytest.mark.parametrize(
    ("income", "joint", "within"), [(32000, False, True), (32000.01, False, False), (50000, True, True)]
)
def test_the_grant_has_two_limits(income: float, joint: bool, within: bool) -> None:
    assert values("grant-income", {"taxable_income": income, "joint": joint})["within"] is within


def test_funds_are_counted_after_own_income() -> None:
    found = values("funds", {"purpose": "FUNDS_16B", "months": 12, "income_month": 192})
    assert (found["monthly"], found["total"]) == (992, 9600)


def test_fees_of_minors_are_half() -> None:
    found = values("fees", {"items": ["FEE_VISA", "FEE_81A"], "adults": 1, "minors": 1})
    assert found["total"] == 75 + 37.5 + 411 * 2


@pytest.mark.parametrize(
    ("given", "name", "expected"),
    [
        ({"kind": "stay_90", "on": "2026-06-30", "stays": [["2026-01-01", "2026-03-01"]]}, "used", 60 - 1),
        ({"kind": "apply_90", "entered": "2026-09-01"}, "last_day", "2026-11-30"),
        ({"kind": "identity_16g", "entered": "2020-01-01"}, "last_day", "2020-07-01"),
        ({"kind": "identity_16g", "entered": "2019-12-31"}, "last_day", "2020-06-30"),
        ({"kind": "identity_60c", "entered": "2016-12-31", "applied": "2024-05-02"}, "last_day", "2024-05-02"),
        ({"kind": "identity_60d", "entered": "2022-12-31"}, "last_day", "2024-12-31"),
        ({"kind": "identity_60d", "entered": "2023-01-01"}, "covered", False),
        ({"kind": "notice_employee", "started": "2010-01-01", "notice_on": "2026-11-02"}, "ends", "2026-11-30"),
        ({"kind": "notice_employee", "started": "2010-01-01", "notice_on": "2026-11-10"}, "ends", "2026-12-15"),
        ({"kind": "notice_employer", "started": "2016-11-01", "notice_on": "2026-11-10"}, "ends", "2027-03-31"),
        (
            {"kind": "notice_employer", "started": "2026-09-01", "notice_on": "2026-11-10", "probation": True},
            "ends",
            "2026-11-24",
        ),
    ],
)
def test_dates(given: dict, name: str, expected: object) -> None:
    assert values("dates", given)[name] == expected


@pytest.mark.parametrize(
    ("name", "given", "named"),
    [
        ("nonsense", {}, "salary-floors"),
        ("salary-floors", {"wage": 1}, "wage"),
        ("salary-floors", {"salary_year": "much"}, "salary_year"),
        ("salary-floors", {"salary_year": float("nan")}, "salary_year"),
        ("bqfg-deadlines", {}, "received"),
        ("bqfg-deadlines", {"received": "2026-02-30"}, "received"),
        ("dates", {"kind": "identity_16g"}, "entered"),
        ("student-days", {"year": 2026, "days": [{"date": "2026-01-01", "hours": 25}]}, "days"),
        ("funds", {"purpose": "holiday"}, "purpose"),
    ],
)
def test_what_does_not_fit_is_named(name: str, given: dict, named: str) -> None:
    with pytest.raises(DeskError, match=named):
        values(name, given)


@pytest.mark.parametrize("name", [each.id for each in calculators.ALL])
def test_every_calculator_of_the_contract_names_its_source(name: str) -> None:
    assert calculators.calculator(name).source
