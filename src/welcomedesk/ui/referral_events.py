"""The timeline of a referral in words: its states, calls, and reasons for going on without consent. Worker thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from welcomedesk.desk import cases
from welcomedesk.desk.core import Desk
from welcomedesk.domain import fields
from welcomedesk.i18n import _
from welcomedesk.ui.components.timeline import Event
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import REFERRAL_ICONS, appointment_words

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile, Entity


def events_of(desk: Desk, case: CaseFile, each: Entity) -> tuple[Event, ...]:
    """Every state with its day and who entered it, calls and reasons among them, newest first."""
    found = [*_states(desk, case, each), *_overrides(desk, case, each), *_calls(case, each)]
    return tuple(event for _when, event in sorted(found, key=lambda pair: pair[0], reverse=True))


_Moment = tuple[str, int]
"""Time, and the number of the entry for what was written in one moment."""


def _states(desk: Desk, case: CaseFile, each: Entity) -> Iterator[tuple[_Moment, Event]]:
    lines = cases.history(desk, case.id, each.ref, "state")
    for number, line in enumerate(lines):
        state = str(line.value or "drafted")
        icon, tone = REFERRAL_ICONS.get(state, ("clock", "text2"))
        detail = _told(each, state) if number == 0 else ""
        yield (
            (line.at, line.entry[1]),
            Event(
                state, _(fields.label_of(fields.REFERRAL_STATES, state)), _when(line.at, line.actor), icon, tone, detail
            ),
        )


def _told(each: Entity, state: str) -> str:
    """What came with the newest state: appointment, and how we know."""
    parts = (
        [appointment_words(each.text("appointment"), each.text("appointment_time"))] if state == "appointment" else []
    )
    if each.text("reply_way"):
        way = _(fields.label_of(fields.REPLY_WAYS, each.text("reply_way")))
        parts.append(_("Told by: {way}").format(way=way))
    return " · ".join(part for part in parts if part)


def _overrides(desk: Desk, case: CaseFile, each: Entity) -> Iterator[tuple[_Moment, Event]]:
    for line in cases.history(desk, case.id, each.ref, "override"):
        if line.value:
            title = _("Sent without consent or release")
            why = _("Reason: {words}").format(words=line.value)
            yield (
                (line.at, line.entry[1]),
                Event("override", title, _when(line.at, line.actor), "triangle", "caution", why),
            )


def _calls(case: CaseFile, each: Entity) -> Iterator[tuple[_Moment, Event]]:
    for call in case.all("call_note"):
        if call.text("referral") != each.ref:
            continue
        fact = call.fact("on")
        until = call.text("until")
        agreed = call.text("agreed")
        if until:
            agreed = _("{agreed}, by {date}").format(agreed=agreed, date=long_date(until))
        title = _("Call with {role}").format(role=call.text("role"))
        if fact is not None:
            second = _when(call.text("on"), fact.actor)
            yield (fact.at, fact.entry[1]), Event(call.ref, title, second, "phone", "accent", agreed)


def _when(at: str, actor: str) -> str:
    return " · ".join(part for part in (long_date(at[:10]), actor) if part)
