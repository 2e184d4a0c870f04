"""The states of a referral: what may follow what, and who looks again when."""

from __future__ import annotations

from datetime import date

import pytest

from welcomedesk.domain import fields
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.referrals import OPEN, STATES, check_step, next_due

DAY = date(2026, 11, 21)


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


def test_an_open_referral_always_has_a_next_date() -> None:
    assert all((next_due(state, DAY) is not None) == (state in OPEN) for state in STATES)


def test_after_an_appointment_somebody_asks_the_day_after() -> None:
    assert next_due("appointment", DAY, date(2026, 12, 1)) == date(2026, 12, 2)


def test_a_draft_cannot_be_done() -> None:
    with pytest.raises(Refused) as refused:
        check_step("drafted", "done", {"outcome": "x"})
    assert refused.value.code == "bad_step"


def test_declining_needs_a_reason() -> None:
    with pytest.raises(Refused) as refused:
        check_step("sent", "declined", {})
    assert "reason" in refused.value.sentence()
