"""Referrals for tests, with the consent that lets them leave."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from welcomedesk.desk import cases, referrals
from welcomedesk.desk.core import Desk

HWK = "hwk-magdeburg"
PSZ = "psz-magdeburg"
"""A contact that advises under a duty of secrecy."""


class Referral(NamedTuple):
    case: str
    ref: str


def drafted(desk: Desk, contact: str = HWK, *, topic: str = "recognition", case: str = "", name: str = "") -> Referral:
    """A draft to a contact, in a new case where none is named."""
    case = case or cases.open_case(desk, "person", name or "Muster").value.id
    return Referral(case, referrals.start_referral(desk, case, contact, topic=topic).value)


def allowed(desk: Desk, contact: str = HWK, *, topic: str = "recognition", case: str = "", name: str = "") -> Referral:
    """A draft with consent and release for its contact."""
    made = drafted(desk, contact, topic=topic, case=case, name=name)
    referrals.record_agreement(desk, made.case, contact, expires=date(2027, 5, 1), topics=(topic,))
    return made


def left(desk: Desk, contact: str = HWK, *, topic: str = "recognition", case: str = "", name: str = "") -> Referral:
    """A referral that was handed over."""
    made = allowed(desk, contact, topic=topic, case=case, name=name)
    referrals.step(desk, made.case, made.ref, "handed_over")
    return made


def settled(desk: Desk, contact: str = HWK, *, topic: str = "recognition", case: str = "") -> Referral:
    """A referral that came back."""
    made = left(desk, contact, topic=topic, case=case)
    referrals.step(desk, made.case, made.ref, "done", {"outcome": "beraten"})
    return made
