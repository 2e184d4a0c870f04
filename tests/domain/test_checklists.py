"""Checklists: what waits for what, when each step is due, and what moves when a date moves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.guides import ask, guide, result
from welcomedesk.domain.checklists import (
    Due,
    Step,
    checklist_from_row,
    circle,
    due_date,
    due_from,
    for_run,
    in_order,
    moved,
    plan,
    steps_of,
)

MONDAY = date(2026, 11, 2)
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 26)})


def step(name: str, *needs: str, **due: Any) -> Step:
    return Step(name, {"de": name, "en": name}, needs=needs, due=due_from(due) if due else None)


def dates(*steps: Step, events: dict[str, date] | None = None, **more: Any) -> dict[str, date | None]:
    return {each.step.id: each.due for each in plan(steps, events or {"start": MONDAY}, **more)}


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ({"days": 14}, date(2026, 11, 16)),
        ({"weeks": 2}, date(2026, 11, 16)),
        ({"days": 5}, date(2026, 11, 9)),  # the 7th is a Saturday
        ({"months": 3}, date(2027, 2, 2)),
        ({"years": 1}, date(2027, 11, 2)),
        ({"working_days": 3}, date(2026, 11, 5)),
        ({"days": -1}, date(2026, 10, 30)),  # Sunday goes back to Friday
        ({"days": 0}, MONDAY),
        ({"days": 53}, date(2026, 12, 28)),  # 25 December is a holiday
        ({"fixed": "2027-03-04"}, date(2027, 3, 4)),
        ({"fixed": "2027-03-04", "days": -120}, date(2026, 11, 4)),
    ],
)
def test_a_deadline_from_the_start(due: dict[str, Any], expected: date):
    assert dates(step("a", **due), holidays=CHRISTMAS) == {"a": expected}


def test_a_step_without_a_deadline_has_no_date():
    assert dates(step("a")) == {"a": None}


def test_an_event_without_a_date_is_named():
    (planned,) = plan([step("a", after="move_in", days=14)], {"start": MONDAY})
    assert (planned.due, planned.missing) == (None, "move_in")
    assert dates(step("a", after="move_in", days=14), events={"move_in": MONDAY}) == {"a": date(2026, 11, 16)}


def test_a_deadline_after_a_step_is_an_estimate_until_that_step_is_done():
    steps = [step("b", after="a", days=7), step("a", days=7)]
    first = plan(steps, {"start": MONDAY})
    assert [(each.step.id, each.due, each.estimated) for each in first] == [
        ("b", date(2026, 11, 16), True),
        ("a", date(2026, 11, 9), False),
    ]
    then = plan(steps, {"start": MONDAY}, done={"a": date(2026, 11, 4)})
    assert (then[0].due, then[0].estimated) == (date(2026, 11, 11), False)
    assert [(change.step, change.before, change.after) for change in moved(first, then)] == [
        ("b", date(2026, 11, 16), date(2026, 11, 11))
    ]


def test_moving_an_event_moves_everything_that_hangs_on_it():
    steps = [step("a", after="entry", days=3), step("b", after="a", months=1), step("c", days=1)]
    before = plan(steps, {"start": MONDAY, "entry": MONDAY})
    after = plan(steps, {"start": MONDAY, "entry": date(2026, 11, 9)})
    assert [change.step for change in moved(before, after)] == ["a", "b"]


def test_a_date_set_by_hand_goes_first_and_later_steps_follow_it():
    steps = [step("a", days=7), step("b", after="a", days=7)]
    assert dates(*steps, set_by_hand={"a": date(2026, 12, 1)}) == {"a": date(2026, 12, 1), "b": date(2026, 12, 8)}


def test_a_pause_lengthens_a_deadline_also_where_it_runs_into_the_next_pause():
    one = (date(2026, 11, 4), date(2026, 11, 8))
    two = (date(2026, 11, 18), date(2026, 11, 19))
    assert dates(step("a", days=14), pauses=[one]) == {"a": date(2026, 11, 23)}
    assert dates(step("a", days=14), pauses=[one, two]) == {"a": date(2026, 11, 23)}
    assert dates(step("a", days=14), pauses=[two]) == {"a": date(2026, 11, 16)}


def test_a_step_waits_for_the_ones_it_needs():
    steps = [step("a"), step("b", "a", "gone")]
    assert [(each.waits_for, each.ready) for each in plan(steps, {})] == [((), True), (("a",), False)]
    done = plan(steps, {}, done={"a": MONDAY})
    assert [(each.waits_for, each.ready) for each in done] == [((), False), ((), True)]


def test_steps_that_wait_for_each_other_are_found_and_get_no_date():
    steps = [step("a", after="b", days=1), step("b", "c"), step("c", after="a", days=1)]
    assert circle(steps) == ("a", "b", "c", "a")
    assert circle([step("a"), step("b", "a")]) == ()
    looped = [step("a", after="b", days=1), step("b", after="a", days=1)]
    assert dates(*looped) == {"a": None, "b": None}


def test_steps_can_be_put_so_that_each_stands_after_what_it_needs():
    steps = [step("a", "b"), step("b"), step("c", "a")]
    assert [each.id for each in in_order(steps)] == ["b", "a", "c"]


def test_the_same_rule_serves_a_single_deadline():
    assert due_date(Due(months=1, kind="legal"), date(2026, 10, 25), CHRISTMAS) == date(2026, 11, 25)
    assert due_date(Due(months=2, kind="legal"), date(2026, 10, 25), CHRISTMAS) == date(2026, 12, 28)


ROW: dict[str, Any] = {
    "id": "list",
    "title": {"de": "Liste", "en": "List"},
    "for": ["a"],
    "steps": [
        {"id": "one", "title": {"de": "Eins", "en": "One"}, "papers": ["D1", {"id": "D2", "if": "licence"}]},
        {
            "id": "two",
            "title": {"de": "Zwei", "en": "Two"},
            "if": "licence",
            "office": "abh",
            "cost": {"figure": "FEE"},
        },
        {
            "id": "three",
            "title": {"de": "Drei", "en": "Three"},
            "if": "not licence",
            "office": {"de": "Amt", "en": "Office"},
        },
    ],
}


def test_a_checklist_is_read_from_its_row():
    checklist = checklist_from_row(ROW, "small")
    assert (checklist.pack, checklist.results) == ("small", ("a",))
    one, two, three = checklist.steps
    assert [paper.id for paper in one.papers] == ["D1", "D2"]
    assert (two.office, two.cost_figures) == ("abh", ("FEE",))
    assert three.office_words["de"] == "Amt"
    assert checklist.step("nowhere") is None


def test_steps_that_the_answers_rule_out_are_left_away():
    checklist = checklist_from_row(ROW, "small")
    made = guide()
    assert [each.id for each in for_run(checklist, ask(made, {"licence": True}))] == ["one", "two"]
    assert [each.id for each in for_run(checklist, ask(made))] == ["one", "two", "three"]


def test_a_guide_that_lists_steps_gives_them_as_steps():
    more = 'due = {after = "start", days = 3, kind = "legal"}\nphase = "P1"'
    made = guide(result("s1", kind="step", more=more) + result("s2", "licence", kind="step"))
    (only,) = steps_of(ask(made, {"licence": False}))
    assert (only.id, only.phase) == ("s1", "P1")
    assert only.due is not None
    assert (only.due.days, only.due.kind) == (3, "legal")


@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from(["start", *"abcde"]), st.integers(-40, 40)), max_size=8
    )
)
def test_no_set_of_steps_makes_planning_fail(raw: list[tuple[str, str, int]]):
    steps = list({name: step(name, after, after=after, days=days) for name, after, days in raw}.values())
    planned = plan(steps, {"start": MONDAY})
    assert [each.step.id for each in planned] == [each.id for each in steps]
    assert (circle(steps) != ()) or all(each.due for each in planned if each.missing == "")
