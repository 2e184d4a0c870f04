"""Counts about the work of the office, without anybody's name and without small numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welcomedesk.domain.loops import Loop, Referred, loop_of, loops

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk


def referred(desk: Desk) -> tuple[Referred, ...]:
    """Every referral as it is counted; samples and restricted cases are left out."""
    return tuple(
        Referred(case, each.text("contact"), each.text("topic"), each.text("state", "drafted"))
        for case, each in desk.store.entities("referral", ("contact", "topic", "state"))
    )


def referral_loops(desk: Desk) -> tuple[Loop, ...]:
    """How many referrals came back, per contact and topic, per contact, and per topic."""
    return loops(referred(desk))


def of_contact(desk: Desk, contact: str) -> Loop:
    """How many referrals to one contact came back."""
    return loop_of((each for each in referred(desk) if each.contact == contact), contact)
