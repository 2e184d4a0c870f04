"""Linking two cases and taking the link apart again. Both keep their own facts and history; nothing is merged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Desk, Done, Edit, edits, load, write_together
from welcomedesk.domain import links
from welcomedesk.domain.case import REMOVED
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.log import Change
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.log import EntryId, Json


@dataclass(frozen=True, slots=True)
class Linked:
    """One link as this case shows it.

    Args:
        role: what the other case is to this one, a key of `links.ROLES`.
        since, until: ISO dates or empty; with `until` it is over.
        case: id of the other case.
        number: empty where the other case was erased.
        name: empty where it is anonymous or restricted.
    """

    ref: str
    role: str
    since: str
    until: str
    case: str
    number: str = ""
    name: str = ""
    kind: str = ""
    closed: bool = False
    restricted: bool = False


def of_case(desk: Desk, case: CaseFile) -> tuple[Linked, ...]:
    """Every link of a case, those that are over last."""
    found = [_linked(desk, each) for each in case.all("link") if each.text("case")]
    return tuple(sorted(found, key=lambda each: (bool(each.until), each.since)))


def _linked(desk: Desk, link: Entity) -> Linked:
    values = (link.ref, link.text("role"), link.text("since"), link.text("until"), link.text("case"))
    other = desk.store.case(link.text("case"))
    if other is None:
        return Linked(*values)
    restricted = bool(other.root.get("restricted"))
    name = "" if restricted else other.name
    return Linked(*values, other.number, name, other.kind, other.closed, restricted)


def doubles(desk: Desk, case: CaseFile) -> tuple[Linked, ...]:
    """The cases that are about the same person or company."""
    return tuple(each for each in of_case(desk, case) if each.role == "double" and not each.until)


def link(desk: Desk, case_id: str, other_id: str, role: str, *, since: date | None = None) -> Done[str]:
    """Link two cases in one step; both show it.

    Args:
        role: what the other case is to this one, a key of `links.ROLES`.

    Raises:
        Refused: `link_to_itself`, `role_does_not_fit`, `linked_already`; `case_restricted` where one is restricted.
    """
    case, other = load(desk, case_id), load(desk, other_id)
    _refuse_unfit(case, other, role)
    ref = f"link:{desk.new_id(4)}"
    day = since.isoformat() if since else None
    done = write_together(
        desk,
        [
            (case, _edits(ref, other, role, day)),
            (other, _edits(ref, case, links.ROLES[role].back, day)),
        ],
    )
    return Done(ref, done.changed, tuple(Change(each.id, ref, REMOVED, True) for each in (case, other)))


def _edits(ref: str, to: CaseFile, role: str, since: str | None) -> list[Edit]:
    values: dict[str, Json] = {"case": to.id, "role": role, "since": since}
    return edits(ref, {name: value for name, value in values.items() if value is not None})


def _refuse_unfit(case: CaseFile, other: CaseFile, role: str) -> None:
    safe = N_("Nothing was linked.")
    if case.id == other.id:
        raise Refused("link_to_itself", N_("A case cannot be linked to itself."), safe=safe)
    known = links.ROLES.get(role)
    if known is None or not known.fits(case.kind, other.kind):
        raise Refused(
            "role_does_not_fit", N_("This role does not fit these two cases."), safe=safe,
            next_step=N_("Choose another role."),
        )  # fmt: skip
    if case.root.get("restricted") or other.root.get("restricted"):
        raise Refused(
            "case_restricted", N_("One of the cases is restricted."), safe=safe,
            next_step=N_("Lift the restriction first."),
        )  # fmt: skip
    if any(each.text("case") == other.id and each.text("role") == role and not each.text("until")
           for each in case.all("link")):  # fmt: skip
        raise Refused("linked_already", N_("These two cases are linked in this way already."), safe=safe)


def unlink(desk: Desk, case_id: str, ref: str) -> Done[tuple[EntryId, ...]]:
    """Take a link apart in both cases; both histories keep that it was there."""
    return write_together(desk, [(case, [Edit(each, REMOVED, True)]) for case, each in _both_sides(desk, case_id, ref)])


def end(desk: Desk, case_id: str, ref: str, until: date) -> Done[tuple[EntryId, ...]]:
    """Say since when a link no longer holds, for example the last day at the company."""
    day = until.isoformat()
    return write_together(desk, [(case, [Edit(each, "until", day)]) for case, each in _both_sides(desk, case_id, ref)])


def _both_sides(desk: Desk, case_id: str, ref: str) -> list[tuple[CaseFile, str]]:
    """The link in this case and in the other, as far as the other is still there."""
    case = load(desk, case_id)
    this = case.one(ref)
    sides = [(case, ref)]
    other = desk.store.case(this.text("case"))
    if other is not None:
        back = links.ROLES[this.text("role")].back if this.text("role") in links.ROLES else ""
        same = [each.ref for each in other.all("link") if each.ref == ref]
        alike = [each.ref for each in other.all("link") if (each.text("case"), each.text("role")) == (case.id, back)]
        sides += [(other, each) for each in (same or alike)[:1]]
    return sides
