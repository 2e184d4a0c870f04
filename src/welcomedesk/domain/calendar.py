"""Dates as German law counts them. Holidays come in as a set of days; nothing here looks at a clock.

Source: BGB §§ 187 to 193 (periods and dates): the day of the event does not count, a period of months ends on the
day with the same number or on the last day of the month, and a period that ends on a Saturday, Sunday or holiday ends
on the next working day.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Set
from datetime import date, timedelta

_SATURDAY = 5


def clamp(ordinal: int) -> date:
    """The day with this number, or the first or last day that a calendar can name."""
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def add_days(day: date, days: int) -> date:
    """`days` after `day`, negative for before."""
    return clamp(day.toordinal() + days)


def add_months(day: date, months: int) -> date:
    """The same day number `months` later, or the last day of a shorter month (BGB § 188 (2), (3))."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_working_day(day: date, holidays: Set[date] = frozenset()) -> bool:
    """Monday to Friday and no holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def next_working_day(day: date, holidays: Set[date] = frozenset()) -> date:
    """`day` itself or the first working day after it (BGB § 193)."""
    while not is_working_day(day, holidays) and day < date.max:
        day += timedelta(days=1)
    return day


def previous_working_day(day: date, holidays: Set[date] = frozenset()) -> date:
    """`day` itself or the last working day before it, for things to be done beforehand."""
    while not is_working_day(day, holidays) and day > date.min:
        day -= timedelta(days=1)
    return day


def add_working_days(day: date, days: int, holidays: Set[date] = frozenset()) -> date:
    """The `days`-th working day after `day`, negative for before; 0 is `day` itself."""
    step = 1 if days > 0 else -1
    left = abs(days)
    while left and date.min < day < date.max:
        day += timedelta(days=step)
        if is_working_day(day, holidays):
            left -= 1
    return day


def whole_months(start: date, end: date) -> int:
    """Completed months from `start` to `end`, negative where `end` comes first."""
    if end < start:
        return -whole_months(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def whole_years(start: date, end: date) -> int:
    """Completed years from `start` to `end`, as an age is counted (BGB § 187 (2) sentence 2)."""
    if end < start:
        return -whole_years(end, start)
    years = end.year - start.year
    return years if (end.month, end.day) >= (start.month, start.day) else years - 1


def days_between(start: date, end: date) -> int:
    """Days from `start` to `end`, negative where `end` comes first."""
    return (end - start).days


def paused_days(pauses: Iterable[tuple[date, date]], start: date, end: date) -> int:
    """Days of `pauses` (first and last day, both included) between `start` and `end`; overlaps count once."""
    days: set[int] = set()
    for first, last in pauses:
        low = max(first, start).toordinal()
        high = min(last, end).toordinal()
        days.update(range(low, high + 1))
    return len(days)
