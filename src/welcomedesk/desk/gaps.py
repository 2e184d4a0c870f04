"""What was looked for in vain: noted with one key, told to the editors of the packs without anybody's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Desk, Done, edits, office, write
from welcomedesk.domain.case import REMOVED
from welcomedesk.domain.log import Change
from welcomedesk.domain.sheets import as_csv
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.log import Json

LONGEST = 80


@dataclass(frozen=True, slots=True)
class Gap:
    """A term that was looked for in vain.

    Args:
        times: how often it was noted.
        may_leave: whether it may be told outside: no digits, no mailbox, nothing that sounds like a name of a case.
    """

    term: str
    times: int
    may_leave: bool


def note(desk: Desk, text: str) -> Done[str]:
    """Note a term as missing."""
    term = " ".join(text.split())[:LONGEST]
    ref = f"search_gap:{desk.new_id(4)}"
    values: dict[str, Json] = {"term": term, "on": desk.today.isoformat()}
    case = office(desk)
    done = write(desk, case, edits(ref, values), areas=("counts",))
    return Done(ref, done.changed, (Change(case.id, ref, REMOVED, True),))


def noted(desk: Desk) -> tuple[Gap, ...]:
    """Everything that was noted, most often first."""
    found = Counter(each.text("term").casefold() for each in office(desk).all("search_gap"))
    in_order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Gap(term, times, _may_leave(desk, term)) for term, times in in_order)


def csv_bytes(desk: Desk) -> bytes:
    """The terms that may leave, with how often each was noted."""
    translate = desk.words(desk.language)
    rows = [[translate(N_("Term that was not found")), translate(N_("Number"))]]
    rows += [[gap.term, str(gap.times)] for gap in noted(desk) if gap.may_leave]
    return as_csv(rows)


def _may_leave(desk: Desk, term: str) -> bool:
    if any(sign.isdigit() or sign == "@" for sign in term):
        return False
    # A name that is typed alone is found by its sound too, so what finds a case may be somebody's name.
    return not any(desk.store.search(word, 1) for word in term.split() if len(word) > 2)
