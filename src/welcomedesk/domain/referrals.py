"""A referral from the first draft until it comes back: states, who acts next, and by when.

"Sent" never means "arrived": a referral stays open until somebody says how it ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from welcomedesk.domain.errors import Refused
from welcomedesk.domain.words import N_

ADVISER, CLIENT, CONTACT, NOBODY = "adviser", "client", "contact", "nobody"


@dataclass(frozen=True, slots=True)
class State:
    """One state of a referral.

    Args:
        acts: who acts next.
        days: after how many days somebody looks again; 0 for a state that is over.
        then: the states that may follow.
        needs: field that must be filled to enter the state, or empty.
    """

    acts: str
    days: int
    then: tuple[str, ...]
    needs: str = ""


_ANSWERS = ("received", "accepted", "declined", "appointment", "done", "not_arrived", "withdrawn")

STATES = MappingProxyType(
    {
        "drafted": State(ADVISER, 7, ("handed_over", "sent", "withdrawn")),
        "handed_over": State(CLIENT, 14, _ANSWERS),
        "sent": State(CONTACT, 14, _ANSWERS),
        "received": State(CONTACT, 14, ("accepted", "declined", "appointment", "done", "not_arrived", "withdrawn")),
        "accepted": State(CONTACT, 28, ("appointment", "done", "declined", "not_arrived", "withdrawn")),
        "appointment": State(CLIENT, 1, ("appointment", "done", "declined", "not_arrived", "withdrawn"), "appointment"),
        "declined": State(ADVISER, 0, (), "reason"),
        "done": State(NOBODY, 0, (), "outcome"),
        "not_arrived": State(ADVISER, 7, ("handed_over", "sent", "withdrawn", "received", "accepted", "appointment")),
        "withdrawn": State(NOBODY, 0, ()),
    }
)
"""The state machine. The days are proposals of the product; the adviser can move every date."""

OPEN = frozenset(name for name, state in STATES.items() if state.days)


def next_due(state: str, on: date, appointment: date | None = None) -> date | None:
    """By when somebody should look at a referral again, `None` where it is over."""
    known = STATES[state]
    if not known.days:
        return None
    start = appointment if state == "appointment" and appointment else on
    return start + timedelta(days=known.days)


def check_step(before: str, after: str, values: dict[str, str]) -> None:
    """Make sure that a referral may go from one state to another.

    Args:
        values: what is filled in with the step: `reason`, `outcome`, `appointment`.

    Raises:
        Refused: `bad_step` or `step_needs`.
    """
    if after not in STATES or after not in STATES[before].then:
        raise Refused(
            "bad_step",
            N_("A referral that is {before} cannot become {after}."),
            safe=N_("Nothing was changed."),
            next_step=N_("Possible now: {possible}."),
            before=before,
            after=after,
            possible=", ".join(STATES[before].then) or "-",
        )
    needs = STATES[after].needs
    if needs and not values.get(needs):
        raise Refused(
            "step_needs",
            N_("To become {after}, the referral needs: {needs}."),
            safe=N_("Nothing was changed."),
            next_step=N_("Fill it in and try again."),
            after=after,
            needs=needs,
        )
