"""Dates as German law counts them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomedesk.domain import calendar

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 26)})


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 21), 3, date(2027, 2, 21)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(9999, 12, 1), 5, date.max),
    ],
)
def test_a_period_of_months_ends_on_the_same_number_or_the_last_day(start: date, months: int, end: date):
    assert calendar.add_months(start, months) == end


def test_weekends_and_holidays_are_no_working_days():
    friday = date(2026, 12, 25)
    assert not calendar.is_working_day(friday, CHRISTMAS)
    assert calendar.next_working_day(friday, CHRISTMAS) == date(2026, 12, 28)
    assert calendar.previous_working_day(friday, CHRISTMAS) == date(2026, 12, 24)
    assert calendar.is_working_day(friday)


@pytest.mark.parametrize(("days", "end"), [(0, 24), (1, 28), (3, 30), (-1, 23), (-3, 21)])
def test_working_days_are_counted_around_the_holidays(days: int, end: int):
    assert calendar.add_working_days(date(2026, 12, 24), days, CHRISTMAS) == date(2026, 12, end)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1999, 11, 21), date(2026, 11, 21), 27),
        (date(1999, 11, 22), date(2026, 11, 21), 26),
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(2026, 1, 1), date(2025, 1, 1), -1),
    ],
)
def test_an_age_is_completed_on_the_birthday(born: date, day: date, age: int):
    assert calendar.whole_years(born, day) == age


def test_whole_months_are_completed_months():
    assert calendar.whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert calendar.whole_months(date(2026, 1, 31), date(2026, 2, 27)) == 0
    assert calendar.whole_months(date(2026, 3, 1), date(2026, 1, 1)) == -2


def test_pauses_that_overlap_count_once():
    pauses = [(date(2026, 1, 5), date(2026, 1, 9)), (date(2026, 1, 8), date(2026, 1, 10))]
    assert calendar.paused_days(pauses, date(2026, 1, 1), date(2026, 1, 31)) == 6
    assert calendar.paused_days(pauses, date(2026, 1, 6), date(2026, 1, 7)) == 2
    assert calendar.paused_days(pauses, date(2026, 2, 1), date(2026, 2, 7)) == 0


days = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(days, st.integers(0, 400))
def test_months_added_are_months_counted(start: date, months: int):
    assert calendar.whole_months(start, calendar.add_months(start, months)) == months


@given(days, st.integers(-60, 60))
def test_working_days_there_and_back_do_not_drift(start: date, number: int):
    start = calendar.next_working_day(start)
    assert calendar.add_working_days(calendar.add_working_days(start, number), -number) == start
