"""When a repeating task comes back. The next one is made when one is done, so no list fills up with future ones."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from welcomedesk.domain.calendar import add_days, add_months, next_working_day

DAILY, WEEKLY, MONTHLY, YEARLY = "daily", "weekly", "monthly", "yearly"
"""Ids of `fields.REPEATS`."""


def next_day(repeat: str, first: date, after: date, holidays: Set[date] = frozenset()) -> date:
    """The first day of a rhythm that comes after a day.

    Args:
        repeat: an id of `fields.REPEATS`.
        first: the day the rhythm counts from, so that the 31st does not wander to the 28th for good.
        after: usually the later of the day it was due and the day it was done; nobody catches up on missed ones.
        holidays: for `DAILY`, which means working days.

    Raises:
        ValueError: another rhythm.
    """
    if repeat == DAILY:
        return next_working_day(add_days(max(after, add_days(first, -1)), 1), holidays)
    if after < first:
        return first
    if repeat == WEEKLY:
        return add_days(after, 7 - (after - first).days % 7)
    if repeat not in (MONTHLY, YEARLY):
        raise ValueError(f"unknown rhythm {repeat!r}")
    months = (after.year - first.year) * 12 + after.month - first.month
    step = 12 if repeat == YEARLY else 1
    months -= months % step
    day = add_months(first, months)
    return day if day > after else add_months(first, months + step)
