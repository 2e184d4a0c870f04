"""The report of a quarter: counts of cases, talks and referrals, without names and without small numbers."""

from __future__ import annotations

import pytest

from tests.helpers.desks import FixedClock
from tests.helpers.real import real_desk
from welcomedesk.desk import cases, outreach, reports
from welcomedesk.desk.core import Desk
from welcomedesk.domain.reports import Period, Report


@pytest.fixture
def desk() -> Desk:
    return real_desk("none of them").desk


def now(desk: Desk) -> Period:
    return reports.reportable(desk)[0]


def totals(made: Report) -> dict[str, int | None]:
    return {total.name: total.count for total in made.totals}


def lines(made: Report, name: str) -> dict[str, int | None]:
    found = next((each for each in made.tables if each.name == name), None)
    return {line.label: line.count for line in found.lines} if found else {}


def open_some(desk: Desk, number: int, kind: str = "person", **facts: object) -> list[str]:
    values = {key.replace("__", "."): value for key, value in facts.items()}
    return [cases.open_case(desk, kind, f"Muster {kind} {n}", values).value.id for n in range(number)]  # type: ignore[arg-type]


def test_an_empty_quarter_says_zero_and_has_no_tables(desk: Desk) -> None:
    made = reports.report(desk, now(desk))
    assert set(totals(made).values()) <= {0, None}
    assert made.tables == ()


def test_new_enquiries_are_counted_by_kind_topic_and_district(desk: Desk) -> None:
    open_some(desk, 7, case__topics=["work"], person__district="15003", person__citizenship="SY")
    open_some(desk, 6, "company", case__topics=["work", "recognition"], company__district="15002")
    made = reports.report(desk, now(desk))
    assert totals(made) | {"cases": 13, "persons": 7, "companies": 6} == totals(made)
    assert lines(made, "topics") == {"Arbeit": 13, "Anerkennung": 6}
    assert lines(made, "district") == {"Magdeburg": 7, "Halle (Saale)": 6}
    assert lines(made, "citizenship") == {"Syrien": 7}


def test_a_number_opens_its_cases(desk: Desk) -> None:
    opened = open_some(desk, 5, case__topics=["work"])
    made = reports.report(desk, now(desk))
    line = next(each for each in made.tables if each.name == "topics").lines[0]
    assert set(line.cases) == set(opened)
    assert [each.name for each in reports.cases_behind(desk, line.cases[:1])] == ["Muster person 0"]


def test_few_persons_among_many_enquiries_are_told_by_neither_part_of_the_sum(desk: Desk) -> None:
    open_some(desk, 3)
    open_some(desk, 9, "company")
    found = totals(reports.report(desk, now(desk)))
    assert (found["cases"], found["persons"], found["companies"]) == (12, None, None)


def test_sample_cases_and_restricted_cases_are_not_counted(desk: Desk) -> None:
    open_some(desk, 5, case__sample=True)
    (restricted, *_others) = open_some(desk, 6)
    cases.set_fields(desk, restricted, {"case.restricted": True})
    assert totals(reports.report(desk, now(desk)))["cases"] == 5


def test_talks_count_by_their_own_day(desk: Desk) -> None:
    (case,) = open_some(desk, 1)
    for day in ("2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06", "2026-09-30"):
        cases.add(desk, case, "consultation", {"at": day, "channel": "phone", "minutes": 20, "topics": ["work"]})
    made = reports.report(desk, now(desk))
    assert (totals(made)["talks"], totals(made)["minutes"]) == (5, 100)
    assert lines(made, "talk_channel") == {"Telefon": 5}


def test_contacts_counted_without_a_name_stand_apart(desk: Desk) -> None:
    for _person in range(6):
        outreach.record(desk, outreach.Visit(("language",), "uk", "39576"))
    made = reports.report(desk, now(desk))
    assert (totals(made)["counted"], totals(made)["cases"]) == (6, 0)
    assert lines(made, "counted_language") == {"Ukrainisch": 6}
    assert lines(made, "counted_district") == {"Stendal": 6}


def test_a_quarter_that_is_over_keeps_its_numbers(desk: Desk) -> None:
    open_some(desk, 8)
    before = now(desk)
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.forward(days=60)
    open_some(desk, 5)
    assert now(desk).id == "2027-Q1"
    assert totals(reports.report(desk, before))["cases"] == 8


def test_what_leaves_the_house_is_rounded_and_names_no_case(desk: Desk) -> None:
    open_some(desk, 13, case__topics=["work"])
    made = reports.report(desk, now(desk), leaving=True)
    assert lines(made, "topics") == {"Arbeit": 15}
    assert all(not line.cases for each in made.tables for line in each.lines)
    assert all(not total.cases for total in made.totals)
    text = reports.csv_bytes(desk, now(desk)).decode("utf-8-sig")
    assert "Themen der neuen Anfragen;Arbeit;15" in text
    assert "Muster person" not in text
    assert reports.sheet(desk, now(desk)).startswith(b"%PDF")


def test_a_branch_that_looks_like_a_formula_is_no_formula_in_the_table(desk: Desk) -> None:
    open_some(desk, 5, "company", company__branch="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in reports.csv_bytes(desk, now(desk)).decode("utf-8-sig")


def test_every_table_and_total_has_its_words_and_every_field_exists(desk: Desk) -> None:
    open_some(desk, 5, case__topics=["work"])
    made = reports.report(desk, now(desk))
    assert [total.name for total in made.totals] == list(reports.TOTALS)
    assert {each.name for each in made.tables} <= set(reports.TABLES)
