"""How many referrals came back: counts of what was settled, with small numbers kept out of sight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

SMALLEST = 5
"""Smaller counts are not shown: one would know who it was. The limit is the product's own."""

LEFT = frozenset({"handed_over", "sent", "received", "accepted", "declined", "appointment", "done", "not_arrived"})
"""States of a referral that left the office; drafts and withdrawn ones are not counted."""

CAME_BACK = frozenset({"declined", "done"})
"""States in which somebody said how it ended."""


@dataclass(frozen=True, slots=True)
class Referred:
    """One referral as it is counted.

    Args:
        left, ended: ISO dates on which it left the office and on which somebody told the end, or empty.
    """

    case: str
    contact: str
    topic: str
    state: str
    left: str = ""
    ended: str = ""

    def within(self, begin: date | None, end: date | None) -> bool:
        """Whether it left in a period, both days included; without a known day only in an open one."""
        if begin is None and end is None:
            return True
        return bool(self.left) and (begin or date.min).isoformat() <= self.left <= (end or date.max).isoformat()

    @property
    def days(self) -> int | None:
        """Days until somebody told the end."""
        try:
            return (date.fromisoformat(self.ended) - date.fromisoformat(self.left)).days
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Loop:
    """Counts about one contact, one topic, or both; `None` stands for a number from 1 to 4.

    Args:
        left: referrals that left; `came_back`: those that somebody told the end of.
        repeats: referrals of a case to a contact where it had been referred to about the same topic before.
        rate: share that came back, in per cent; `None` where one of the numbers is not shown, or nothing left.
        days: middle number of days until they came back; `None` where fewer than `SMALLEST` say so.
    """

    contact: str
    topic: str
    left: int | None
    came_back: int | None
    repeats: int | None
    rate: int | None
    days: int | None = None


def loop_of(referred: Iterable[Referred], contact: str = "", topic: str = "") -> Loop:
    """The counts over these referrals."""
    left = [each for each in referred if each.state in LEFT]
    came_back = sum(1 for each in left if each.state in CAME_BACK)
    repeats = sum(n - 1 for n in Counter((each.case, each.contact, each.topic) for each in left).values())
    # What did not come back must not be small either, where the rate would tell it.
    told = all(shown(count) is not None for count in (len(left), came_back, len(left) - came_back))
    rate = round(100 * came_back / len(left)) if told and left else None
    return Loop(contact, topic, shown(len(left)), shown(came_back) if told else None, shown(repeats), rate, _wait(left))


def _wait(left: Iterable[Referred]) -> int | None:
    waits = [each.days for each in left if each.state in CAME_BACK and each.days is not None]
    return round(median(waits)) if len(waits) >= SMALLEST else None


def loops(referred: Iterable[Referred]) -> tuple[Loop, ...]:
    """Counts per contact and topic, then per contact (topic empty), then per topic (contact empty); most first."""
    everything = tuple(referred)
    found: list[Loop] = []
    for keys in (("contact", "topic"), ("contact",), ("topic",)):
        groups: dict[tuple[str, str], list[Referred]] = {}
        for each in everything:
            # Without a topic it counts for its contact only: an empty topic stands for all of them.
            if each.state in LEFT and all(getattr(each, name) for name in keys):
                key = (each.contact if "contact" in keys else "", each.topic if "topic" in keys else "")
                groups.setdefault(key, []).append(each)
        made = [loop_of(group, *key) for key, group in groups.items()]
        found += sorted(made, key=lambda loop: (-(loop.left or 0), loop.contact, loop.topic))
    return tuple(found)


def shown(count: int) -> int | None:
    """A count that may be shown, `None` for one from 1 to 4."""
    return count if count == 0 or count >= SMALLEST else None
