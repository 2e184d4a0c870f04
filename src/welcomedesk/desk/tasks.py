"""Tasks with a date, and the page *Today*: what is due, overdue, waiting, and which titles end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from welcomedesk.desk.cases import add
from welcomedesk.desk.core import Desk, Done, Edit, load, write
from welcomedesk.desk.ports import DueItem
from welcomedesk.domain.log import EntryId

WAITING_STATES = frozenset({"handed_over", "sent", "received", "accepted", "appointment"})
"""Referral states in which somebody else acts next."""

TITLE_WARNING_DAYS = 120
"""How long before its end a residence title shows on *Today*."""


def add_task(
    desk: Desk, case_id: str, what: str, due: date | None = None, *, time: str = "", kind: str = "task", note: str = ""
) -> Done[str]:
    """Put a task into a case; without a date it shows in the case only."""
    return add(
        desk,
        case_id,
        "task",
        {
            "what": what,
            "due": due.isoformat() if due else None,
            "time": time or None,
            "note": note or None,
            "kind": kind,
            "state": "open",
            "adviser": desk.actor,
        },
    )


def finish_task(desk: Desk, case_id: str, ref: str) -> Done[tuple[EntryId, ...]]:
    """Mark a task as done."""
    return write(desk, load(desk, case_id), [Edit(ref, "state", "done")])


def move_task(desk: Desk, case_id: str, ref: str, due: date | None) -> Done[tuple[EntryId, ...]]:
    """Give a task another date, or none."""
    return write(desk, load(desk, case_id), [Edit(ref, "due", due.isoformat() if due else None)])


@dataclass(frozen=True, slots=True)
class Today:
    """The first page after unlocking.

    Args:
        overdue, today, waiting, next_seven: each ordered by date and time.
        ending_titles: residence titles that end within `TITLE_WARNING_DAYS`, or ended while nothing newer is known.
    """

    on: date
    overdue: tuple[DueItem, ...]
    today: tuple[DueItem, ...]
    waiting: tuple[DueItem, ...]
    next_seven: tuple[DueItem, ...]
    ending_titles: tuple[DueItem, ...]

    @property
    def urgent(self) -> int:
        """How many things the rail counts beside *Today*."""
        return len(self.overdue) + len(self.today)


def today(desk: Desk, on: date | None = None, *, adviser: str = "") -> Today:
    """What needs the adviser on a day.

    Args:
        on: the day, today when left out.
        adviser: only cases of this adviser; empty for the whole office.
    """
    day = on or desk.today
    items = [
        item
        for item in desk.store.due(day + timedelta(days=TITLE_WARNING_DAYS))
        if not adviser or item.case.adviser == adviser
    ]
    titles = tuple(item for item in items if item.kind == "residence_title")
    work = [item for item in items if item.kind != "residence_title"]
    waiting = tuple(item for item in work if _waits(item, day))
    own = [item for item in work if item not in waiting]
    return Today(
        on=day,
        overdue=tuple(item for item in own if item.date < day.isoformat()),
        today=tuple(item for item in own if item.date == day.isoformat()),
        waiting=waiting,
        next_seven=tuple(item for item in own if day.isoformat() < item.date <= (day + timedelta(days=7)).isoformat()),
        ending_titles=titles,
    )


def _waits(item: DueItem, day: date) -> bool:
    """Whether somebody else acts next; once the answer is late the reminder is ours."""
    return item.kind == "referral" and item.state in WAITING_STATES and item.date >= day.isoformat()
