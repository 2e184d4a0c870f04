"""Tasks and deadlines of a period as a calendar file, by case number; names only where somebody decides so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.desk import agenda, tasks
from welcomedesk.domain import fields
from welcomedesk.domain.calendar_file import CalendarEntry, calendar_file, uid_of
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from welcomedesk.desk.agenda import Detail
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.ports import DueItem

KINDS = {
    "item": N_("Step"),
    "referral": N_("Answer to a referral"),
    "residence_title": N_("Residence title ends"),
}
"""Kinds of things with a date; tasks say their own kind."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The file, how many entries it has, and the ids of the cases whose names stand in it."""

    content: bytes
    entries: int
    named: tuple[str, ...] = ()


def export(desk: Desk, first: date, last: date, *, mine: bool = True, names: bool = False) -> Exported:
    """The calendar file of a period, both days included.

    Args:
        mine: only what concerns this adviser.
        names: with names and what is to be done; a person with a protected address keeps to the number.
    """
    found = [
        item
        for item in tasks.due(desk, last, adviser=desk.actor if mine else "")
        if first.isoformat() <= item.date <= last.isoformat()
    ]
    details = agenda.details(desk, found)
    named = {item.case.id for item in found if names and item.case.name and not item.case.protected}
    translate = desk.words(desk.language)
    made = [_entry(item, details.get(agenda.key_of(item)), translate, named, names=names) for item in found]
    content = calendar_file(made, made=desk.clock.now(), name=translate(N_("Tasks and deadlines")))
    return Exported(content, len(made), tuple(sorted(named)))


def note(desk: Desk, exported: Exported) -> None:
    """Note in the log of views whose names left, once the file is written."""
    for case_id in exported.named:
        desk.store.note_access(case_id, "calendar", actor=desk.actor, at=desk.clock.now())


def _entry(
    item: DueItem, detail: Detail | None, translate: Callable[[str], str], named: set[str], *, names: bool
) -> CalendarEntry:
    kind = _kind(item, detail, translate)
    of_office = item.case.kind == tasks.OFFICE_KIND
    whose = translate(N_("whole office")) if of_office else translate(N_("case {number}"))
    whose = whose.format(number=item.case.number)
    if item.case.id in named:
        whose = f"{item.case.name}, {whose}"
    what = f"{kind}: {_what(item, detail)}" if item.case.id in named or (names and of_office) else kind
    return CalendarEntry(uid_of(agenda.key_of(item)), date.fromisoformat(item.date), f"{what} ({whose})", item.time)


def _kind(item: DueItem, detail: Detail | None, translate: Callable[[str], str]) -> str:
    if item.kind != "task":
        return translate(KINDS.get(item.kind, item.kind))
    kind = detail.kind if detail and detail.kind else "task"
    return translate(fields.label_of(fields.FIELDS["task.kind"].options, kind))


def _what(item: DueItem, detail: Detail | None) -> str:
    """What is to be done, in the words of the page *Today*."""
    if item.kind == "item":
        return detail.title if detail and detail.title else item.note or item.what
    return item.note or item.what if item.kind == "referral" else item.what
