"""Imports of contacts that were taken over: which there were, and back again as a whole, also after a restart.

What an import replaced is kept with it; what it added is known by the checks that carry its reference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Desk, Done, Edit, office, write
from welcomedesk.domain.case import REMOVED
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.overlay import CHECK, IMPORT, OWN
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.log import EntryId, Json


@dataclass(frozen=True, slots=True)
class Import:
    """One import.

    Args:
        name: of the file or folder; `on` ISO date; `by` who took it over; `number` of contacts.
        undone_on: ISO date on which it was taken back, empty where it holds.
    """

    ref: str
    name: str
    on: str
    by: str
    number: int
    undone_on: str


def imports(desk: Desk) -> tuple[Import, ...]:
    """All imports, the newest first."""
    return tuple(_import(each) for each in reversed(office(desk).all(IMPORT)))


def replaced(here: CaseFile, wanted: Sequence[tuple[str, Mapping[str, Json]]]) -> list[Json]:
    """What an import is about to replace, as `[entity, field, value]`; nothing of contacts that it adds."""
    kept: list[Json] = []
    for contact, fields in wanted:
        known = here.one(f"{OWN}:{contact}")
        if known.fields:
            kept += [[known.ref, name, known.get(name)] for name, value in fields.items() if known.get(name) != value]
            kept += [[known.ref, REMOVED, True]] if known.removed else []
    return kept


def take_back(desk: Desk, ref: str) -> Done[tuple[EntryId, ...]]:
    """Take a whole import back: what it added goes, what it replaced stands there again.

    Raises:
        Refused: `import_undone`, where it was taken back before or never was.
    """
    here = office(desk)
    made = here.one(ref)
    if made.kind != IMPORT or not made.fields or made.removed or made.text("undone_on"):
        raise Refused(
            "import_undone", N_("This import was taken back already."), safe=N_("Nothing was changed."), ref=ref[:60]
        )
    changes = [Edit(ref, "undone_on", desk.today.isoformat())]
    before = made.get("before")
    kept = [tuple(each) for each in before if isinstance(each, list)] if isinstance(before, list) else []
    changes += [Edit(str(entity), str(name), value) for entity, name, value in kept]
    replaced_in = {entity for entity, _name, _value in kept}
    for check in (each for each in here.all(CHECK) if each.text("origin") == ref):
        changes.append(Edit(check.ref, REMOVED, True))
        own = here.one(f"{OWN}:{check.text('contact')}")
        if own.ref not in replaced_in and own.fields and not check.get("known"):
            changes.append(Edit(own.ref, REMOVED, True))
    return write(desk, here, changes, areas=("contacts", "today"))


def _import(each: Entity) -> Import:
    number = each.get("number")
    return Import(
        each.ref, each.text("name"), each.text("on"), each.text("by"),
        int(number) if isinstance(number, int | float) else 0, each.text("undone_on"),
    )  # fmt: skip
