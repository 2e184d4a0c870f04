"""The welcome network as one office keeps it: partners, joint events, agreements; organisations and roles, no names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from welcomedesk.domain.case import CaseFile, Entity

PARTNER, EVENT, AGREEMENT = "partner", "network_event", "agreement"
KINDS = (PARTNER, EVENT, AGREEMENT)

REMIND_DAYS = 60
"""How long before its end an agreement comes up on *Today*: time for a talk and a signature. Source: own rule."""

TALK_DAYS = 14
"""How long before a talk with a partner it comes up."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something of the network that needs somebody: an agreement that ends, or a talk that is due.

    Args:
        ref: of the agreement or the partner; `kind` says which.
        what: words of the agreement, or name of the partner; `partner` the name of the organisation.
        day: the last day of the agreement, or the day of the talk.
    """

    ref: str
    kind: str
    what: str
    partner: str
    day: date


def reminders(office: CaseFile, on: date) -> tuple[Reminder, ...]:
    """What of the network comes up on a day, earliest first; what has passed stays until somebody changes it."""
    names = {each.ref: each.text("name") for each in office.all(PARTNER)}
    found = [
        *_coming(office.all(AGREEMENT), "valid_until", on + timedelta(days=REMIND_DAYS)),
        *_coming(office.all(PARTNER), "next_talk", on + timedelta(days=TALK_DAYS)),
    ]
    return tuple(
        Reminder(
            each.ref,
            each.kind,
            each.text("what") or each.text("name"),
            names.get(each.text("partner"), "") or each.text("name"),
            day,
        )
        for day, each in sorted(found, key=lambda pair: (pair[0], pair[1].ref))
    )


def _coming(entities: Iterable[Entity], field: str, until: date) -> Iterator[tuple[date, Entity]]:
    for each in entities:
        try:
            day = date.fromisoformat(each.text(field))
        except ValueError:
            continue
        if day <= until:
            yield day, each
