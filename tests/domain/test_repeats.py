"""When a repeating task comes back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomedesk.domain import fields
from welcomedesk.domain.repeats import next_day

MONDAY = date(2026, 11, 23)
CASES = [
    # rhythm, counts from, after, comes back on, why
    ("daily", MONDAY, MONDAY, date(2026, 11, 24), "the next day"),
    ("daily", MONDAY, date(2026, 11, 27), date(2026, 11, 30), "Friday is followed by Monday"),
    ("weekly", MONDAY, MONDAY, date(2026, 11, 30), "a week later"),
    ("weekly", MONDAY, date(2026, 12, 9), date(2026, 12, 14), "done late: the next Monday, missed ones stay missed"),
    ("weekly", MONDAY, date(2026, 11, 20), MONDAY, "done early counts as the one that was due"),
    ("monthly", date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 28), "a short month"),
    ("monthly", date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), "the 31st comes back after February"),
    ("monthly", MONDAY, date(2027, 2, 24), date(2027, 3, 23), "over the turn of the year"),
    ("yearly", date(2024, 2, 29), date(2024, 2, 29), date(2025, 2, 28), "no leap year"),
    ("yearly", date(2024, 2, 29), date(2027, 3, 1), date(2028, 2, 29), "the next leap year"),
]


@pytest.mark.parametrize(("repeat", "first", "after", "expected", "why"), CASES, ids=[case[-1] for case in CASES])
def test_the_next_day_of_a_rhythm(repeat: str, first: date, after: date, expected: date, why: str) -> None:
    assert next_day(repeat, first, after) == expected, why


def test_a_holiday_is_no_working_day() -> None:
    assert next_day("daily", MONDAY, date(2026, 12, 24), {date(2026, 12, 25)}) == date(2026, 12, 28)


DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@given(st.sampled_from([option.id for option in fields.REPEATS]), DAYS, DAYS)
def test_the_next_day_always_lies_ahead_and_near(repeat: str, first: date, after: date) -> None:
    day = next_day(repeat, first, after)
    assert day > after or day == first
    longest = {"daily": 3, "weekly": 7, "monthly": 31, "yearly": 366}[repeat]
    assert (day - max(after, first)).days <= longest


def test_an_unknown_rhythm_is_an_error() -> None:
    with pytest.raises(ValueError, match="hourly"):
        next_day("hourly", MONDAY, MONDAY)
