"""A family in one view: everybody who is linked as family, each with the own dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk.case_view import entity_title
from welcomedesk.desk.core import Desk, load
from welcomedesk.domain import links

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile, Entity

MOST_MEMBERS = 20
"""So many cases are followed; a mistaken link must not pull in half the town."""

DATED = {"residence_title": "valid_until", "task": "due", "item": "due", "referral": "next_due"}
"""Kinds of things with a date, and the field that holds it."""

_OVER = frozenset({"done", "not_needed", "declined", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of a member.

    Args:
        kind: a key of `DATED`; `what` is its title in words.
    """

    ref: str
    kind: str
    date: str
    time: str
    what: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the family.

    Args:
        role: what the person is to the case one looks from; empty for that person and for those linked further away.
        via: number of the case over which somebody further away is linked.
        dates: soonest first; empty for a restricted case.
    """

    case: str
    number: str
    name: str
    role: str
    via: str
    closed: bool
    restricted: bool
    dates: tuple[Dated, ...]


def family(desk: Desk, case_id: str) -> tuple[Member, ...]:
    """The person of the case first, then everybody linked as family, near ones before those further away.

    Empty where nobody is linked as family.
    """
    first = load(desk, case_id)
    members = [_member(desk, first, "", "")]
    seen, waiting = {first.id}, [first]
    while waiting and len(members) < MOST_MEMBERS:
        case = waiting.pop(0)
        for link in _family_links(case):
            other = desk.store.case(link.text("case"))
            if other is None or other.id in seen or len(members) == MOST_MEMBERS:
                continue
            seen.add(other.id)
            near = case.id == first.id
            members.append(_member(desk, other, link.text("role") if near else "", "" if near else case.number))
            if not other.root.get("restricted"):
                waiting.append(other)
    return tuple(members) if len(members) > 1 else ()


def _family_links(case: CaseFile) -> list[Entity]:
    return [each for each in case.all("link") if links.is_family(each.text("role")) and not each.text("until")]


def _member(desk: Desk, case: CaseFile, role: str, via: str) -> Member:
    restricted = bool(case.root.get("restricted"))
    dates = () if restricted else tuple(sorted(_dates(desk, case), key=lambda each: (each.date, each.time, each.ref)))
    return Member(case.id, case.number, "" if restricted else case.name, role, via, case.closed, restricted, dates)


def _dates(desk: Desk, case: CaseFile) -> list[Dated]:
    kinds = ("residence_title",) if case.closed else tuple(DATED)
    return [
        Dated(each.ref, kind, day, each.text("time"), entity_title(desk, case, each.ref))
        for kind in kinds
        for each in case.all(kind)
        if (day := each.text(DATED[kind])) and each.text("state") not in _OVER
    ]
