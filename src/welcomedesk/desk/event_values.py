"""What the letters of an event say: day and place from the case, format and agenda from its plan, who comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welcomedesk.domain import fields
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.letter_situations import event_plan
from welcomedesk.domain.letters import CheckItem, TableRow, words
from welcomedesk.domain.plans import Plan, plan_from_row
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.letter_values import Wording
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.letter_kinds import Value


def plan_of(desk: Desk, case: CaseFile) -> Plan | None:
    """The format of the event of a case, `None` where it follows no plan of the packs."""
    wanted = event_plan(case)
    row = next((row for row in desk.library.rows("plan") if row.get("id") == wanted), None)
    return plan_from_row(row, "") if row is not None else None


def values(desk: Desk, case: CaseFile, guest: Entity | None, wording: Wording) -> dict[str, Value]:
    """Values for the kinds of the event set; what nobody entered is left out."""
    event, plan = case.one("event"), plan_of(desk, case)
    day = wording.day(str(case.value("company", "event_on") or ""))
    guests = case.all("participant")
    found: dict[str, Value] = {
        "place": event.text("place"),
        "title": event.text("title"),
        "participants": tuple(_guest(n, each, wording) for n, each in enumerate(guests, 1)),
        "guests": str(len(guests)) if guests else "",
        "preparation": tuple(_step(item, wording) for item in _steps(case)),
    }
    if guest is not None:
        found["participant"] = guest.text("name")
    if plan is not None:
        found |= _planned(plan, event.text("begins"), day, wording)
        found["title"] = event.text("title") or say(plan.title, wording.language)
    if event.text("title"):
        found["subject"] = event.text("title")
    return {key: value for key, value in found.items() if value}


def _planned(plan: Plan, begins: str, day: str, wording: Wording) -> dict[str, Value]:
    language = wording.language
    subject = say(plan.subject, language)
    minutes = wording.translate(N_("{n} minutes"))
    return {
        # Without a day the words around it go, too: "Invitation to … on {date}".
        "subject": subject.replace("{date}", day) if day else say(plan.title, language),
        "invitation": say(plan.invitation, language),
        "purpose": say(plan.purpose, language),
        "who": say(plan.who, language),
        "agenda": tuple(
            TableRow((_clock(begins, part.begins), say(part.words, language), minutes.format(n=part.minutes)))
            for part in plan.agenda
        ),
        "roles": tuple(TableRow((say(role.words, language), "")) for role in plan.roles),
        "materials": tuple(say(each, language) for each in plan.materials),
        "contents": tuple(say(part.words, language) for part in plan.agenda),
        "minutes": minutes.format(n=plan.minutes) if plan.minutes else "",
    }


def _clock(begins: str, after: int) -> str:
    """`10:30`, or `+30` minutes where nobody said yet when the event begins."""
    hours, _colon, minutes = begins.partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        return f"+{after}"
    whole = int(hours) * 60 + int(minutes) + after
    return f"{whole // 60 % 24:02}:{whole % 60:02}"


def _guest(number: int, guest: Entity, wording: Wording) -> TableRow:
    passes_on = fields.FIELDS["participant.passes_on"]
    return TableRow(
        (
            str(number),
            guest.text("name"),
            guest.text("organisation"),
            wording.value(passes_on, guest.get("passes_on")),
        )
    )


def _steps(case: CaseFile) -> list[Entity]:
    """The steps of the plan by day."""
    plan = f"plan_{event_plan(case)}"
    found = [item for item in case.all("item") if item.text("checklist") == plan and item.text("title")]
    return sorted(found, key=lambda item: item.text("due") or "9999")


def _step(item: Entity, wording: Wording) -> CheckItem:
    due = f"{wording.day(item.text('due'))}: " if item.text("due") else ""
    state = "done" if item.text("state") in ("done", "not_needed") else "open"
    return CheckItem(words(f"{due}{item.text('title')}", field="preparation"), state=state)
