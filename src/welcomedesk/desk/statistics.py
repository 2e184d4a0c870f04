"""Counts about the work of the office, without anybody's name and without small numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welcomedesk.domain.loops import Loop, Referred, loop_of, loops

if TYPE_CHECKING:
    from datetime import date

    from welcomedesk.desk.core import Desk

_COUNTED = ("contact", "topic", "state", "left_on", "started", "ended_on")


def referred(desk: Desk, begin: date | None = None, end: date | None = None) -> tuple[Referred, ...]:
    """Every referral that left in a period, as it is counted; samples and restricted cases are left out.

    Args:
        begin, end: first and last day of the period; left out, everything counts.
    """
    found = (
        Referred(
            case,
            each.text("contact"),
            each.text("topic"),
            each.text("state", "drafted"),
            # Files of older versions know only when a referral was begun.
            each.text("left_on") or each.text("started"),
            each.text("ended_on"),
        )
        for case, each in desk.store.entities("referral", _COUNTED)
    )
    return tuple(each for each in found if each.within(begin, end))


def referral_loops(desk: Desk, begin: date | None = None, end: date | None = None) -> tuple[Loop, ...]:
    """How many referrals of a period came back, per contact and topic, per contact, and per topic."""
    return loops(referred(desk, begin, end))


def of_contact(desk: Desk, contact: str, begin: date | None = None, end: date | None = None) -> Loop:
    """How many referrals of a period to one contact came back."""
    return loop_of((each for each in referred(desk, begin, end) if each.contact == contact), contact)
