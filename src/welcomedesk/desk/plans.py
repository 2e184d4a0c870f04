"""Plans of events and checklists that need no guide run: list them, start one in a case, print it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.desk import cases, checklists, letters
from welcomedesk.desk.core import Desk, Done, Edit, edits, load, office, write
from welcomedesk.desk.letter_values import Wording
from welcomedesk.domain.case import OFFICE, CaseFile
from welcomedesk.domain.checklists import due_date
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guide_parts import Words, say
from welcomedesk.domain.plan_handouts import plan_handout, subject_on
from welcomedesk.domain.plans import Plan, plan_from_row
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.handouts import Handout
    from welcomedesk.domain.log import EntryId

EVENT_FIELD = "company.event_on"
"""Where a case keeps the day of its event; see the event `event` of the employer pack."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """The letter of invitation in one language."""

    subject: str
    text: str


def plans(desk: Desk) -> tuple[Plan, ...]:
    """All event plans of the packs, in their order."""
    packs = {each.id: each.pack for each in desk.library.checklists()}
    return tuple(plan_from_row(row, packs.get(f"plan_{row.get('id', '')}", "")) for row in desk.library.rows("plan"))


def plan(desk: Desk, plan_id: str) -> Plan:
    """One plan.

    Raises:
        DeskError: `unknown_plan`, which names those there are.
    """
    there = {each.id: each for each in plans(desk)}
    if plan_id in there:
        return there[plan_id]
    raise DeskError(
        "unknown_plan",
        N_("There is no plan {name}."),
        next_step=N_("Choose one of these: {there}."),
        name=plan_id[:60],
        there=", ".join(there) or "–",
    )


def start(desk: Desk, case_id: str, checklist_id: str, event_day: date | None = None) -> Done[int]:
    """Start a plan or list in a case (`office` for the workplace itself); gives the number of new steps.

    Args:
        checklist_id: id of a checklist, or of a plan.
        event_day: the day that the dates of a plan count from; entered later, the dates follow then. Where the case has
            the day of another event already, that one stays and the dates of this plan are fixed.
    """
    by_plan = {each.id: each for each in plans(desk)} | {each.checklist_id: each for each in plans(desk)}
    plan_of = by_plan.get(checklist_id)
    list_id = plan_of.checklist_id if plan_of else checklist_id
    before = office(desk) if case_id == OFFICE else load(desk, case_id)
    done = checklists.start(desk, case_id, list_id)
    if event_day is None:
        return done
    if plan_of is not None and _other_event(before, list_id, event_day):
        fixed = _fix_days(desk, load(desk, case_id), plan_of, event_day)
        return Done(done.value, fixed.changed, (*fixed.undo, *done.undo))
    moved = cases.set_fields(desk, case_id, {EVENT_FIELD: event_day.isoformat()})
    return Done(done.value, moved.changed, (*moved.undo, *done.undo))


def _other_event(case: CaseFile, list_id: str, event_day: date) -> bool:
    """Whether the day in the case belongs to another plan that still runs."""
    kind, _dot, name = EVENT_FIELD.partition(".")
    standing = case.value(kind, name)
    others = {item.text("checklist") for item in case.all("item") if item.text("state") in ("open", "in_progress")}
    running = any(each.startswith("plan_") and each != list_id for each in others)
    return running and bool(standing) and standing != event_day.isoformat()


def _fix_days(desk: Desk, case: CaseFile, plan_of: Plan, event_day: date) -> Done[tuple[EntryId, ...]]:
    days = step_days(desk, plan_of, event_day) | {f"{plan_of.id}_hold": event_day}
    changes: list[Edit] = []
    for item in case.all("item"):
        if item.text("checklist") == plan_of.checklist_id and item.text("step") in days:
            changes += edits(item.ref, {"due": days[item.text("step")].isoformat(), "due_fixed": True})
    return write(desk, case, changes)


def invitation(desk: Desk, plan_id: str, event_day: date | None = None) -> Invitation:
    """The invitation to an event in the desk's language; without a day its subject keeps a gap."""
    found, language = plan(desk, plan_id), desk.language
    subject = subject_on(found, (language,), _written(desk, (language,), event_day))
    return Invitation(subject[language], say(found.invitation, language))


def handout(desk: Desk, plan_id: str, event_day: date | None = None, languages: tuple[str, ...] = ("de",)) -> bytes:
    """The PDF of a plan: preparation, agenda, roles, materials, participants, invitation, follow-up.

    Args:
        event_day: the day of the event, where it is known; else the sheet counts days before and after.
    """
    return desk.printer().handout(value(desk, plan_id, event_day, languages))


def value(desk: Desk, plan_id: str, event_day: date | None = None, languages: tuple[str, ...] = ("de",)) -> Handout:
    """The same as a value, for preview and tests."""
    found = plan(desk, plan_id)
    words = Wording(desk.library, languages[0], desk.words(languages[0]))
    return plan_handout(
        found,
        languages=languages,
        letterhead=letters.office_letterhead(desk),
        head=(words.day(desk.today.isoformat()),),
        days=_days(desk, found, languages, event_day),
        event_day=_written(desk, languages, event_day),
    )


def step_days(desk: Desk, found: Plan, event_day: date | None) -> dict[str, date]:
    """The day of each step of a plan by its id; empty while the day of the event is not known."""
    if event_day is None:
        return {}
    holidays = desk.library.holidays(range(event_day.year - 1, event_day.year + 2))
    steps = (*found.prepare, *found.follow_up)
    return {step.id: due_date(step.due, event_day, holidays) for step in steps if step.due is not None}


def _days(desk: Desk, found: Plan, languages: tuple[str, ...], event_day: date | None) -> Mapping[str, Words]:
    return {step: _written(desk, languages, day) for step, day in step_days(desk, found, event_day).items()}


def _written(desk: Desk, languages: tuple[str, ...], day: date | None) -> Words:
    if day is None:
        return {}
    return {each: Wording(desk.library, each, desk.words(each)).day(day.isoformat()) for each in languages}
