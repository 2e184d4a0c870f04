"""Who looked at what: the log of views, for the data protection officer; kept twelve months, no ranking of advisers."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.case import OFFICE
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.fields import LOOKED_AT
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.ports import Access

OPENED, READ_LOG, LOCKED = "opened", "log", "locked"
KINDS = {
    OPENED: N_("Case opened"),
    **{option.id: option.label for option in LOOKED_AT},
    READ_LOG: N_("Log of views read"),
    LOCKED: N_("Window locked or closed"),
}
KEPT_DAYS = 365
"""Source: own deletion class of the product, twelve months, to be confirmed by the data protection officer."""
_ONCE_IN = timedelta(hours=1)
_EVERY_STATE = ("open", "waiting", "closed", "restricted")


def note_reading(desk: Desk) -> None:
    """Note that somebody read the log itself."""
    desk.store.note_access("", READ_LOG, actor=desk.actor, at=desk.clock.now())


def note_lock(desk: Desk) -> None:
    """Note that the window locks or closes: the report of a lost device names the last time."""
    with contextlib.suppress(DeskError):
        desk.store.note_access("", LOCKED, actor=desk.actor, at=desk.clock.now())


class Openings:
    """Which openings were noted in this session, so that one that comes back within the hour is not noted again."""

    def __init__(self) -> None:
        self._noted: dict[str, datetime] = {}

    def note(self, desk: Desk, case_id: str) -> bool:
        """Note that a case was opened; gives whether a line was written."""
        now = desk.clock.now()
        before = self._noted.get(case_id)
        if case_id == OFFICE or (before is not None and now - before < _ONCE_IN):
            return False
        # Reading goes on where nothing can be written, on a full drive for example.
        with contextlib.suppress(DeskError):
            desk.store.note_access(case_id, OPENED, actor=desk.actor, at=now)
            self._noted[case_id] = now
        return case_id in self._noted


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log with the number of its case; empty where the case was erased."""

    access: Access
    number: str


@dataclass(frozen=True, slots=True)
class Page:
    """The newest lines first, and how many there are."""

    lines: tuple[Line, ...]
    total: int


def page(desk: Desk, *, case_number: str = "", what: str = "", most: int = 200) -> Page:
    """What the data protection officer reads: of one case or one kind where it is named."""
    case_id = desk.store.find_number(case_number.strip()) if case_number.strip() else ""
    if case_id is None:
        return Page((), 0)
    found = [each for each in desk.store.accesses(case_id, limit=1_000_000) if what in ("", each.what)]
    newest = found[::-1][:most]
    return Page(tuple(_numbered(desk, newest)), len(found))


def _numbered(desk: Desk, newest: list[Access]) -> list[Line]:
    wanted = {each.case_id for each in newest}
    rows = desk.store.register(RegisterQuery(states=_EVERY_STATE, limit=1_000_000)).rows if wanted else ()
    numbers = {row.id: row.number for row in rows if row.id in wanted}
    return [Line(each, numbers.get(each.case_id, "")) for each in newest]


def tidy(desk: Desk) -> int:
    """Take out lines that are older than twelve months; gives how many."""
    before = desk.clock.now() - timedelta(days=KEPT_DAYS)
    return desk.store.forget_accesses(before.isoformat(timespec="seconds"))
