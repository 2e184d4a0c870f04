"""Consent and release from secrecy: who agreed that what may go to whom, and until when.

Nothing leaves without one that names the recipient, is given, not withdrawn and not run out
(GDPR Art. 6 and 7; § 203 StGB for the release).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from welcomedesk.domain.bases import is_minor
from welcomedesk.domain.case import CaseFile, Entity

MISSING, EXPIRED, WITHDRAWN, OTHER_RECIPIENT, OTHER_TOPIC, GUARDIAN = (
    "missing",
    "expired",
    "withdrawn",
    "other_recipient",
    "other_topic",
    "guardian",
)

USUAL_MONTHS = 6
"""How long a consent is proposed to hold; the adviser may choose another date. Source: own rule of the product."""


def usual_end(given: date) -> date:
    """The day that is proposed as the end of a consent: `USUAL_MONTHS` later, the last day of a shorter month."""
    months = given.month - 1 + USUAL_MONTHS
    year, month = given.year + months // 12, months % 12 + 1
    return date(year, month, min(given.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether something may go to a recipient.

    Args:
        consent: the record that allows it, or the nearest one that does not any more.
        problem: empty where it is allowed, else one of the codes above.
    """

    consent: Entity | None
    problem: str

    @property
    def ok(self) -> bool:
        return not self.problem


_ORDER = (GUARDIAN, WITHDRAWN, EXPIRED, OTHER_TOPIC, OTHER_RECIPIENT)
"""When nothing allows it, the nearest miss is the most useful reason: one for this recipient goes first."""


def standing(case: CaseFile, contact: str, on: date, topic: str = "", kind: str = "consent") -> Standing:
    """Whether a case has a valid consent (or `release`) for a contact on a day.

    Args:
        contact: id of the recipient.
        topic: topic of the referral; a consent without topics covers all of them.

    For somebody under 18 it counts only where a guardian agreed as well (`GUARDIAN` otherwise).
    """
    unguarded = is_minor(case, on) and not any(each.text("agreed_on") for each in case.all("guardian"))
    misses: dict[str, Entity] = {}
    for entity in case.all(kind):
        problem = _problem(entity, contact, on, topic)
        if not problem and unguarded and not entity.get("guardian"):
            problem = GUARDIAN
        if not problem:
            return Standing(entity, "")
        misses.setdefault(problem, entity)
    for problem in _ORDER:
        if problem in misses:
            return Standing(misses[problem], problem)
    return Standing(None, MISSING)


def _problem(consent: Entity, contact: str, on: date, topic: str) -> str:
    day = on.isoformat()
    given, expires, withdrawn = (consent.text(name) for name in ("given_on", "expires_on", "withdrawn_on"))
    if consent.text("contact") != contact:
        return OTHER_RECIPIENT
    if withdrawn and withdrawn <= day:
        return WITHDRAWN
    if not given or given > day:
        return MISSING
    if expires and expires < day:
        return EXPIRED
    topics = consent.texts("topics")
    return OTHER_TOPIC if topic and topics and topic not in topics else ""
