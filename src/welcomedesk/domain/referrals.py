"""A referral from the first draft until it comes back: states, who acts next, and by when.

"Sent" never means "arrived": a referral stays open until somebody says how it ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from welcomedesk.domain.case import CaseFile
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.log import Json
from welcomedesk.domain.words import N_

ADVISER, CLIENT, CONTACT, NOBODY = "adviser", "client", "contact", "nobody"

USUAL_REPLY_DAYS = 14
"""How long a contact may take to answer where the office knows nothing else. Source: own rule of the product."""

LONGEST_REPLY_DAYS = 180
"""A reminder half a year away reminds nobody."""


@dataclass(frozen=True, slots=True)
class State:
    """One state of a referral.

    Args:
        acts: who acts next.
        days: after how many days somebody looks again; 0 where `replies` says so, or where it is over.
        replies: after how many usual times of the contact to answer somebody looks again.
        then: the states that may follow.
        needs: field that must be filled to enter the state, or empty.
    """

    acts: str
    then: tuple[str, ...] = ()
    days: int = 0
    replies: int = 0
    needs: str = ""

    @property
    def over(self) -> bool:
        return not self.days and not self.replies


_ENDS = ("done", "declined", "not_arrived", "withdrawn")
_ANSWERS = ("received", "accepted", "appointment", *_ENDS)

STATES = MappingProxyType(
    {
        "drafted": State(ADVISER, ("handed_over", "sent", "withdrawn"), days=7),
        "handed_over": State(CLIENT, _ANSWERS, replies=1),
        "sent": State(CONTACT, _ANSWERS, replies=1),
        "received": State(CONTACT, ("accepted", "appointment", *_ENDS), replies=1),
        "accepted": State(CONTACT, ("appointment", *_ENDS), replies=2),
        "appointment": State(CLIENT, ("appointment", *_ENDS), days=1, needs="appointment"),
        "declined": State(ADVISER, needs="reason"),
        "done": State(NOBODY, needs="outcome"),
        "not_arrived": State(
            ADVISER, ("handed_over", "sent", "received", "accepted", "appointment", "withdrawn"), days=7
        ),
        "withdrawn": State(NOBODY),
    }
)
"""The state machine. The days are proposals of the product; the adviser can move every date."""

OPEN = frozenset(name for name, state in STATES.items() if not state.over)

LEAVING = frozenset({"handed_over", "sent"})
"""Entering one of these, something about the person leaves the office: it needs their consent."""

ANSWERS = frozenset(_ANSWERS) - {"withdrawn"}
"""What an office can answer; a referral is withdrawn by the adviser."""

STEP_VALUES = ("reason", "outcome", "appointment", "appointment_time", "reply_way")
"""Fields of a referral that may be filled in together with a step."""


def usual_reply_days(given: Json) -> int:
    """The usual time to answer, in days, from what the office noted; the default where that is no such number."""
    if isinstance(given, int | float) and not isinstance(given, bool) and 1 <= given <= LONGEST_REPLY_DAYS:
        return int(given)
    return USUAL_REPLY_DAYS


def next_due(
    state: str, on: date, appointment: date | None = None, *, reply_days: int = USUAL_REPLY_DAYS
) -> date | None:
    """By when somebody should look at a referral again, `None` where it is over.

    Args:
        on: the day on which it came into the state.
        reply_days: the contact's usual time to answer.
    """
    known = STATES[state]
    if known.over:
        return None
    start = appointment if state == "appointment" and appointment else on
    return start + timedelta(days=known.days or known.replies * reply_days)


def check_step(before: str, after: str, values: Mapping[str, str], on: date) -> None:
    """Make sure that a referral may go from one state to another.

    Args:
        values: what is filled in with the step, see `STEP_VALUES`.
        on: today; an appointment must not lie before it.

    Raises:
        Refused: `bad_step`, `step_needs`, `bad_appointment` or `past_appointment`.
    """
    if after not in STATES or before not in STATES or after not in STATES[before].then:
        raise _bad_step(before, after)
    needs = STATES[after].needs
    if needs and not values.get(needs, "").strip():
        raise Refused(
            "step_needs",
            _NEEDS[needs],
            safe=N_("Nothing was changed."),
            next_step=N_("Fill it in and try again."),
            after=after,
            needs=needs,
        )
    if after == "appointment":
        _check_appointment(values["appointment"], on)


_NEEDS = MappingProxyType(
    {
        "reason": N_("A referral that is declined needs the reason."),
        "outcome": N_("A referral that is done needs its outcome."),
        "appointment": N_("An appointment needs its date."),
    }
)


def _bad_step(before: str, after: str) -> Refused:
    over = before in STATES and STATES[before].over
    return Refused(
        "bad_step",
        N_("This referral is over already.") if over else N_("A referral in this state cannot take this step."),
        safe=N_("Nothing was changed."),
        next_step=N_("Begin a new referral to this office.") if over else N_("Choose one of the steps that are shown."),
        before=before,
        after=after,
        possible=", ".join(STATES[before].then) if before in STATES else "",
    )


def _check_appointment(text: str, on: date) -> None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused(
            "bad_appointment",
            N_("{day} is no date."),
            safe=N_("Nothing was changed."),
            next_step=N_("Write it as 2026-11-23."),
            day=text[:40],
        ) from None
    if day < on:
        raise Refused(
            "past_appointment",
            N_("An appointment must not lie in the past."),
            safe=N_("Nothing was changed."),
            next_step=N_("If it has taken place, enter the outcome; otherwise that the person did not come."),
            day=text,
        )


def times(case: CaseFile) -> Mapping[str, int]:
    """How many times a case has been referred to the same contact, by ref of each referral: 1 for the first time.

    Withdrawn referrals do not count, unless they are the one that is asked about.
    """
    found: dict[str, int] = {}
    counted: dict[str, int] = {}
    for each in case.all("referral"):
        contact = each.text("contact")
        found[each.ref] = counted.get(contact, 0) + 1
        if each.text("state") != "withdrawn":
            counted[contact] = found[each.ref]
    return MappingProxyType(found)
