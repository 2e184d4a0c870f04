"""The states of a referral: what may follow what, and who looks again when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.case_files import case_with
from welcomedesk.domain import fields
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.referrals import (
    LEAVING,
    NOBODY,
    OPEN,
    STATES,
    USUAL_REPLY_DAYS,
    check_step,
    next_due,
    times,
    usual_reply_days,
)

DAY = date(2026, 11, 21)
FILLED = {"reason": "x", "outcome": "x", "appointment": "2026-12-01"}
NAMES = st.sampled_from(sorted(STATES))
DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


def walk(steps: list[str]) -> list[str]:
    """The states that a referral passes when somebody tries these steps one after the other."""
    passed = ["drafted"]
    for after in steps:
        try:
            check_step(passed[-1], after, FILLED, DAY)
        except Refused:
            continue
        passed.append(after)
    return passed


def test_states_and_the_choices_of_the_field_are_the_same() -> None:
    assert set(STATES) == {option.id for option in fields.REFERRAL_STATES}


def test_every_following_state_exists() -> None:
    assert all(after in STATES for state in STATES.values() for after in state.then)


def test_every_state_can_be_reached_from_the_draft() -> None:
    reached, waiting = set(), ["drafted"]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting.extend(STATES[state].then)
    assert reached == set(STATES)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_from_every_open_state_a_referral_can_end(state: str) -> None:
    assert {"withdrawn"} <= set(STATES[state].then)


@given(NAMES, DAYS, st.integers(1, 180))
def test_an_open_referral_always_has_a_next_date_and_it_lies_ahead(state: str, on: date, reply_days: int) -> None:
    due = next_due(state, on, reply_days=reply_days)
    assert (due is not None) == (state in OPEN)
    assert due is None or due > on


@given(st.lists(NAMES, max_size=12))
def test_whatever_is_tried_nothing_comes_back_that_never_left(steps: list[str]) -> None:
    passed = walk(steps)
    told = {"received", "accepted", "declined", "appointment", "done", "not_arrived"}
    for place, state in enumerate(passed):
        assert state not in told or LEAVING & set(passed[:place])
        assert place == len(passed) - 1 or not STATES[state].over


@given(st.lists(NAMES, max_size=12))
def test_who_acts_next_is_known_wherever_a_referral_stands(steps: list[str]) -> None:
    state = STATES[walk(steps)[-1]]
    assert state.over or state.acts != NOBODY


def test_after_an_appointment_somebody_asks_the_day_after() -> None:
    assert next_due("appointment", DAY, date(2026, 12, 1)) == date(2026, 12, 2)


@pytest.mark.parametrize(("state", "replies"), [("handed_over", 1), ("sent", 1), ("received", 1), ("accepted", 2)])
def test_reminders_follow_the_usual_time_of_the_contact(state: str, replies: int) -> None:
    assert next_due(state, DAY) == DAY + timedelta(days=USUAL_REPLY_DAYS * replies)
    assert next_due(state, DAY, reply_days=5) == DAY + timedelta(days=5 * replies)


@pytest.mark.parametrize(("noted", "days"), [(5, 5), (None, 14), (0, 14), (400, 14), ("soon", 14), (True, 14)])
def test_what_is_no_usual_time_counts_as_not_known(noted: object, days: int) -> None:
    assert usual_reply_days(noted) == days  # type: ignore[arg-type]


def test_a_draft_cannot_be_done() -> None:
    with pytest.raises(Refused) as refused:
        check_step("drafted", "done", FILLED, DAY)
    assert refused.value.code == "bad_step"


@pytest.mark.parametrize("over", ["withdrawn", "done", "declined"])
@pytest.mark.parametrize("after", sorted(STATES))
def test_what_is_over_takes_no_step_and_a_new_referral_is_proposed(over: str, after: str) -> None:
    with pytest.raises(Refused) as refused:
        check_step(over, after, FILLED, DAY)
    assert "over already" in refused.value.sentence() and "new referral" in refused.value.sentence()


@pytest.mark.parametrize(("after", "needs"), [("declined", "reason"), ("done", "outcome"), ("appointment", "date")])
@pytest.mark.parametrize("empty", ["", "  "])
def test_a_step_names_what_it_needs(after: str, needs: str, empty: str) -> None:
    with pytest.raises(Refused) as refused:
        check_step("sent", after, dict.fromkeys(FILLED, empty), DAY)
    assert refused.value.code == "step_needs" and needs in refused.value.sentence()


@pytest.mark.parametrize(("day", "code"), [("2026-11-20", "past_appointment"), ("31.2.2027", "bad_appointment")])
def test_an_appointment_is_a_day_that_is_still_to_come(day: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_step("sent", "appointment", {"appointment": day}, DAY)
    assert refused.value.code == code


def test_an_appointment_of_today_is_fine() -> None:
    check_step("sent", "appointment", {"appointment": DAY.isoformat()}, DAY)


def test_referrals_to_the_same_contact_are_counted() -> None:
    case = case_with(
        {
            "referral:1": {"contact": "hwk", "state": "declined"},
            "referral:2": {"contact": "ihk", "state": "sent"},
            "referral:3": {"contact": "hwk", "state": "withdrawn"},
            "referral:4": {"contact": "hwk", "state": "drafted"},
        }
    )
    assert dict(times(case)) == {"referral:1": 1, "referral:2": 1, "referral:3": 2, "referral:4": 2}
