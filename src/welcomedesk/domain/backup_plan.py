"""When a backup is due and which older ones go: rules only, no clock and no disk.

A file is named `welcomedesk-2026-11-21-140500-auto.wdbackup`; the last word says why it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WAIT = timedelta(minutes=10)
"""From the first change that no backup holds until the next backup."""

DAYS, WEEKS = 7, 4
LONGEST = timedelta(days=35)
"""No backup lives longer, so that what was erased is gone from backups as well."""

HELD = timedelta(days=7)
"""How long a backup is kept whatever else was made that day: by hand, or before what cannot be taken back."""

OTHER_MEDIUM = timedelta(days=7)
"""After how many days a copy on another medium is wished for again."""

AUTO, BY_HAND = "auto", ""
RISKS = ("import", "migration", "erase")
"""What a backup is made before."""

_NAME = re.compile(r"welcomedesk-(\d{4}-\d{2}-\d{2}-\d{6})(?:-([a-z]+))?(?:-[0-9a-f]{2})?\.wdbackup")


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup that was opened and compared when it was made.

    Args:
        path: where it lies.
        at: when it was made, without time zone, as its name says.
        reason: `auto`, one of `RISKS`, or empty where a person asked for it.
        size: bytes.
    """

    path: str
    at: datetime
    reason: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup holds, by its own note, after it was read to its end.

    Args:
        path: where it lies.
        made: when, ISO with seconds.
    """

    path: str
    made: str
    cases: int
    entries: int


def name_of(at: datetime, reason: str) -> str:
    """The file name of a backup."""
    return f"welcomedesk-{at:%Y-%m-%d-%H%M%S}{'-' + reason if reason else ''}.wdbackup"


def read_name(name: str) -> tuple[datetime, str] | None:
    """When and why a backup was made; `None` for a file that is none of ours and is left alone."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found.group(1), "%Y-%m-%d-%H%M%S"), found.group(2) or BY_HAND  # noqa: DTZ007
    except ValueError:
        return None


def is_due(first_change: datetime | None, now: datetime) -> bool:
    """Whether a backup is due.

    Args:
        first_change: when the first change was noticed that no backup holds.
    """
    return first_change is not None and not timedelta(0) <= now - first_change < WAIT


def to_remove(copies: Iterable[Copy], verified: str, now: datetime) -> tuple[Copy, ...]:
    """Which backups go now that a newer one was opened and compared.

    Kept are the newest of each of the last seven days and of each of the last four weeks that have one, and for a
    week what a person asked for or what was made before an erasure, an import or a migration; nothing older than
    35 days.

    Args:
        verified: path of the backup that was just made and compared; never removed. Without it nothing goes.
    """
    known = sorted(copies, key=lambda copy: copy.at, reverse=True)
    newest = next((copy for copy in known if copy.path == verified), None)
    if newest is None:
        return ()
    # A clock was or is wrong where one says it is from later: how old that one is cannot be told, so it stays. What
    # is older by both names is older whichever of the two clocks was right.
    older = [copy for copy in known if copy.at <= newest.at]
    kept = {verified} | _kept(older, now)
    return tuple(copy for copy in older if copy.path not in kept)


def outlived(copies: Iterable[Copy], now: datetime) -> bool:
    """Whether a backup is older than any may become, so that a new one is due even without a change."""
    return any(now - copy.at > LONGEST for copy in copies)


def _kept(known: Sequence[Copy], now: datetime) -> set[str]:
    young = [copy for copy in known if now - copy.at <= LONGEST]
    by_day: dict[object, str] = {}
    by_week: dict[object, str] = {}
    for copy in young:
        by_day.setdefault(copy.at.date(), copy.path)
        by_week.setdefault(copy.at.isocalendar()[:2], copy.path)
    held = {copy.path for copy in young if copy.reason in (BY_HAND, *RISKS) and now - copy.at <= HELD}
    return {*list(by_day.values())[:DAYS], *list(by_week.values())[:WEEKS], *held}


def wants_other_medium(last: datetime | None, now: datetime) -> bool:
    """Whether it is time to copy a backup to a stick again."""
    return last is None or now - last > OTHER_MEDIUM
