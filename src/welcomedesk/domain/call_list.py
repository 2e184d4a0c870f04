"""Whom to call next: contacts of which nobody can be sure any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from welcomedesk.domain.contacts import Contact
from welcomedesk.domain.directory import turned_down
from welcomedesk.domain.freshness import FAILURES, check_reasons, freshness_on


@dataclass(frozen=True, slots=True)
class CheckDue:
    """One line of the call list.

    Args:
        reasons: codes of `freshness.check_reasons`; `saying.SENTENCES` has their words under `check_<code>`.
        used: how often the office refers to it.
    """

    contact: Contact
    reasons: tuple[str, ...]
    used: int


def call_list(contacts: Iterable[Contact], on: date, used: Mapping[str, int] | None = None) -> tuple[CheckDue, ...]:
    """Contacts that are due for a check: failures first, then those the office uses most, then the oldest knowledge.

    Args:
        used: number of referrals per id of contact.
    """
    counts = used or {}
    due = [
        CheckDue(contact, reasons, counts.get(contact.id, 0))
        for contact in contacts
        if not turned_down(contact, on) and (reasons := check_reasons(contact, on))
    ]

    def order(each: CheckDue) -> tuple[bool, int, bool, int, str]:
        failed = bool(FAILURES & set(each.reasons))
        fresh = freshness_on(each.contact, on)
        return not failed, -each.used, "unclear" not in each.reasons, -fresh.rank, each.contact.name.casefold()

    return tuple(sorted(due, key=order))
