"""Saved lists of cases: a name and the filters behind it, for the whole office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Desk, Done, Edit, edits, office, write
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.case import REMOVED

if TYPE_CHECKING:
    from welcomedesk.domain.log import EntryId, Json

AREAS = ("lists",)


@dataclass(frozen=True, slots=True)
class SavedList:
    ref: str
    name: str
    query: RegisterQuery


def saved(desk: Desk) -> tuple[SavedList, ...]:
    """All saved lists by name; a filter that this version does not know is left out."""
    entities = office(desk).all("saved_list")
    found = [SavedList(each.ref, each.text("name"), _query(each.get("filters"))) for each in entities]
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def save(desk: Desk, name: str, query: RegisterQuery) -> Done[str]:
    """Keep these filters under a name; the same name again replaces them."""
    same = next((each.ref for each in saved(desk) if each.name == name), "")
    ref = same or f"saved_list:{desk.new_id(4)}"
    filters: dict[str, Json] = {
        "states": list(query.states),
        "kind": query.kind,
        "mine": query.adviser == desk.actor,
        "text": query.text,
        "order": query.order,
        "sample": query.sample,
    }
    done = write(desk, office(desk), edits(ref, {"name": name, "filters": filters}), areas=AREAS)
    return Done(ref, done.changed, done.undo)


def drop(desk: Desk, ref: str) -> Done[tuple[EntryId, ...]]:
    """Take a saved list away; the cases in it stay as they are."""
    return write(desk, office(desk), [Edit(ref, REMOVED, True)], areas=AREAS)


ME = "me"
"""Stands in a saved list for whoever opens it."""


def _query(filters: Json) -> RegisterQuery:
    known = filters if isinstance(filters, dict) else {}
    states, sample = known.get("states"), known.get("sample")
    return RegisterQuery(
        states=tuple(str(state) for state in states) if isinstance(states, list) else (),
        kind=str(known.get("kind") or ""),
        adviser=ME if known.get("mine") else "",
        text=str(known.get("text") or ""),
        order=str(known.get("order") or "number"),
        sample=sample if isinstance(sample, bool) else None,
    )
