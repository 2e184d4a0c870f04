"""Referrals over all cases, those that are due first."""

from __future__ import annotations

from dataclasses import dataclass

from welcomedesk.desk.core import Desk, load
from welcomedesk.domain import referrals
from welcomedesk.domain.case import CaseFile, Entity


@dataclass(frozen=True, slots=True)
class Listed:
    """One referral in a list over all cases.

    Args:
        acts: who acts next, see `domain.referrals`; `due` by when, ISO date or empty.
        times: the how many-th referral of the case to this contact it is.
    """

    case: str
    number: str
    ref: str
    contact: str
    name: str
    topic: str
    state: str
    acts: str
    due: str
    left_on: str
    code: str
    times: int


def listed(desk: Desk, case_id: str = "", *, open_only: bool = True) -> tuple[Listed, ...]:
    """Referrals of one case or of all, those that are due first; restricted cases only where one is named.

    Args:
        open_only: leave out those that are over.
    """
    if case_id:
        wanted = [case_id]
    else:
        wanted = list(dict.fromkeys(case for case, _each in desk.store.entities("referral", ("state",), samples=True)))
    found: list[Listed] = []
    for each in wanted:
        case = load(desk, each)
        counted = referrals.times(case)
        found += [_listed(case, about, counted[about.ref]) for about in case.all("referral")]
    shown = (each for each in found if not open_only or each.state in referrals.OPEN)
    return tuple(sorted(shown, key=lambda each: (not each.due, each.due, each.number, each.ref)))


def _listed(case: CaseFile, about: Entity, times: int) -> Listed:
    state = about.text("state", "drafted")
    return Listed(
        case.id,
        case.number,
        about.ref,
        about.text("contact"),
        about.text("contact_name"),
        about.text("topic"),
        state,
        referrals.STATES[state].acts if state in referrals.STATES else "",
        about.text("next_due"),
        about.text("left_on"),
        about.text("code"),
        times,
    )
