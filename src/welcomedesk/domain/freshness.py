"""How sure we are of a contact on a given day: does it still work, how old is what we know, must somebody call?

What the office checked itself counts more than any source. A class never stands alone: `line` gives the sentence
that goes with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from welcomedesk.domain.contacts import Contact, OfficeCheck
from welcomedesk.domain.saying import Said

RECENT_YEARS = 1
DATED_YEARS = 5
"""A source of this or last year is recent, up to five years back it is dated, before that it is old."""

CHECK_HOLDS = timedelta(days=365)
"""How long a check by the office is good enough for a letter."""

CLASSES = ("checked", "recent", "dated", "old", "undated", "general_knowledge")
"""Classes, freshest first."""

STATES = ("presumed_active", "unclear", "not_started", "ended", "retired")

FAILURES = frozenset({"wrong", "phone_failed", "email_failed", "address_wrong"})


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old our knowledge is.

    Args:
        code: one of `CLASSES`.
        since: date of the check or of the newest source, as exact as known; empty where undated.
        by: who checked.
    """

    code: str
    since: str = ""
    by: str = ""

    @property
    def rank(self) -> int:
        """0 for the freshest class."""
        return CLASSES.index(self.code)


def state_on(contact: Contact, on: date) -> str:
    """What a contact is on this day, one of `STATES`."""
    end, begin = contact.period.last_day, contact.period.first_day
    if (end is not None and on > end) or (contact.lifecycle == "ended" and end is None) or _found_ended(contact, on):
        return "ended"
    if contact.office.retired:
        return "retired"
    if begin is not None and on < begin:
        return "not_started"
    return "unclear" if contact.lifecycle == "unclear" else "presumed_active"


def _found_ended(contact: Contact, on: date) -> bool:
    """Whether the office heard that it has ended: that counts on the same day."""
    last = contact.office.checks[-1] if contact.office.checks else None
    return last is not None and last.result == "ended" and last.on <= on.isoformat()


def last_good_check(contact: Contact, on: date) -> OfficeCheck | None:
    """The newest check up to this day that found the data correct, unless a failure was reported after it."""
    for check in reversed(contact.office.checks):
        if check.on <= on.isoformat():
            return check if check.result == "correct" else None
    return None


def failures(contact: Contact, on: date) -> tuple[OfficeCheck, ...]:
    """What did not work since the data were last found correct, oldest first."""
    found: list[OfficeCheck] = []
    for check in contact.office.checks:
        if check.on > on.isoformat():
            break
        if check.result == "correct":
            found.clear()
        elif check.result in FAILURES:
            found.append(check)
    return tuple(found)


def freshness_on(contact: Contact, on: date) -> Freshness:
    """How old our knowledge of a contact is on this day."""
    check = last_good_check(contact, on)
    if check is not None:
        return Freshness("checked", check.on, check.by)
    code = class_of(source_year(contact), on)
    return Freshness(code, "" if code == "undated" else contact.newest_source)


UNDATED, UNCONFIRMED = 0, -1


def source_year(contact: Contact) -> int:
    """The year of the newest source, `UNDATED`, or `UNCONFIRMED` for general knowledge."""
    if contact.status == "K":
        return UNCONFIRMED
    year = contact.newest_source[:4]
    return int(year) if year.isdigit() else UNDATED


def class_of(year: int, on: date) -> str:
    """The class of a source of this year (`source_year`) on a day."""
    if year <= 0:
        return "undated" if year == UNDATED else "general_knowledge"
    age = on.year - year
    return "recent" if age <= RECENT_YEARS else "dated" if age <= DATED_YEARS else "old"


def check_reasons(contact: Contact, on: date) -> tuple[str, ...]:
    """Why somebody should call or look up before a letter goes out; empty where nobody needs to.

    Returns:
        Codes of `old`, `undated`, `general_knowledge`, `unclear`, `check_too_old`, `phone_failed`, `email_failed`,
        `address_wrong`, `wrong`.
    """
    failed = tuple(dict.fromkeys(check.result for check in failures(contact, on)))
    fresh = freshness_on(contact, on)
    if fresh.code == "checked":
        too_old = on - date.fromisoformat(fresh.since) > CHECK_HOLDS
        return ("check_too_old",) if too_old else ()
    reasons = (fresh.code,) if fresh.code in ("old", "undated", "general_knowledge") else ()
    unclear = ("unclear",) if state_on(contact, on) == "unclear" else ()
    return failed + reasons + unclear


def line(contact: Contact, on: date) -> Said:
    """The one sentence about the age of what we know; every contact is shown with it."""
    fresh = freshness_on(contact, on)
    if fresh.code == "checked":
        return Said("fresh_checked", {"date": fresh.since, "by": fresh.by})
    unclear = "_unclear" if state_on(contact, on) == "unclear" else ""
    if fresh.code == "general_knowledge":
        return Said(f"fresh_general{unclear}")
    if not fresh.since:
        return Said(f"fresh_undated{unclear}")
    exact = "day" if len(fresh.since) == 10 else "month"
    return Said(f"fresh_{exact}{unclear}", {"date": fresh.since})


def ending(contact: Contact) -> Said:
    """The sentence that opens an ended contact."""
    end = contact.period.end
    if not end:
        return Said("ended")
    return Said("ended_day" if len(end) == 10 else "ended_month", {"date": end})
