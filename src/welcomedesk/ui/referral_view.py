"""Referrals and consents of a case in words: state, who acts next and by when, what may follow. Worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from welcomedesk.desk import cases, referrals
from welcomedesk.desk.core import Desk
from welcomedesk.domain import fields
from welcomedesk.domain.loops import SMALLEST
from welcomedesk.domain.referrals import OPEN, STATES, USUAL_REPLY_DAYS, times
from welcomedesk.i18n import N_, _
from welcomedesk.ui import offices
from welcomedesk.ui.components.timeline import Event
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import REFERRAL_ICONS, appointment_words, days_between, overdue
from welcomedesk.ui.letter_view import consent_second
from welcomedesk.ui.offices import Listing
from welcomedesk.ui.referral_events import events_of

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.loops import Loop
    from welcomedesk.domain.permission import Permission

STEP_WORDS = MappingProxyType(
    {
        "handed_over": N_("Enter as handed over"),
        "sent": N_("Enter as sent"),
        "received": N_("Enter as received there"),
        "accepted": N_("Enter as accepted"),
        "declined": N_("Enter as declined …"),
        "appointment": N_("Enter appointment …"),
        "done": N_("Enter outcome …"),
        "not_arrived": N_("Enter as not arrived"),
        "withdrawn": N_("Withdraw referral"),
    }
)
"""Words of the buttons that bring a referral to its next state."""

FIRST_STEPS = ("handed_over", "accepted", "appointment", "done")
"""Steps that stand as buttons; the others stand in a menu."""

_ACTS = MappingProxyType(
    {
        "adviser": N_("You act, by {date}"),
        "client": N_("The person acts, by {date}"),
        "contact": N_("The office acts, by {date}"),
    }
)


@dataclass(frozen=True, slots=True)
class ReferralView:
    """One referral as the tab shows it.

    Args:
        next_words: who acts next and by when, or how it ended.
        tone: of `next_words`: `danger` where it is overdue.
        steps: states that may follow.
        events: how it came here, newest first.
        consent_ok: whether something may go out; `consent_words` says so.
        times_words: the how many-th referral to this office it is, from the second on.
        due: ISO date of the reminder; `reply_days` the usual time of the office.
    """

    ref: str
    contact: str
    name: str
    about: str
    state: str
    state_words: str
    tone: str
    icon: str
    next_words: str
    late: bool
    code: str
    steps: tuple[str, ...]
    events: tuple[Event, ...]
    letter: str
    consent_words: str
    consent_ok: bool
    times_words: str = ""
    due: str = ""
    reply_days: int = USUAL_REPLY_DAYS

    @property
    def open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One consent or release.

    Args:
        kind: `consent`, `release` or `story_consent`, for telling a success story.
        about: ref of the story.
        valid: whether it holds today.
    """

    ref: str
    kind: str
    name: str
    title: str
    second: str
    valid: bool
    state_words: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class CaseOffices:
    """Everything the tab of contacts and referrals shows."""

    referrals: tuple[ReferralView, ...]
    consents: tuple[ConsentView, ...]
    listing: Listing
    offices: tuple[tuple[str, str], ...]


def read(desk: Desk, case_id: str) -> CaseOffices:
    """Referrals, consents and fitting offices of a case."""
    case = cases.show(desk, case_id)
    drawn = sorted(case.all("referral"), key=lambda each: each.text("state", "drafted") not in OPEN)
    listing = offices.listing(desk, offices.query_for(desk, case_id))
    known = {each.text("contact"): _name(desk, each.text("contact")) for each in case.all("referral")}
    for group in listing.groups[:1]:
        known |= {office.id: office.name for office in group.offices[:20] if office.id not in known}
    return CaseOffices(
        tuple(referral(desk, case, each) for each in drawn),
        tuple(
            sorted(
                (
                    _consent(desk, each, kind)
                    for kind in ("consent", "release", "story_consent")
                    for each in case.all(kind)
                ),
                key=lambda each: not each.valid,
            )
        ),
        listing,
        tuple(known.items()),
    )


def referral(desk: Desk, case: CaseFile, each: Entity) -> ReferralView:
    """One referral in words."""
    state, contact = each.text("state", "drafted"), each.text("contact")
    icon, tone = REFERRAL_ICONS.get(state, ("clock", "text2"))
    due = each.text("next_due")
    late = bool(due) and days_between(due, desk.today) > 0
    topic = _(fields.label_of(fields.TOPICS, each.text("topic"))) if each.text("topic") else ""
    allowed = referrals.permission(desk, case, each)
    began = _("begun on {date}").format(date=long_date(each.text("started"))) if each.text("started") else ""
    return ReferralView(
        ref=each.ref,
        contact=contact,
        name=each.text("contact_name") or _name(desk, contact),
        about=" · ".join(part for part in (topic, began) if part),
        state=state,
        state_words=state_words(state),
        tone=tone,
        icon=icon,
        next_words=_next(each, state, due, desk.today, late=late),
        late=late,
        code=each.text("code"),
        steps=STATES[state].then if state in STATES else (),
        events=events_of(desk, case, each),
        letter=each.text("letter"),
        consent_words=consent_words(allowed),
        consent_ok=allowed.ok,
        times_words=times_words(times(case).get(each.ref, 1)),
        due=due,
        reply_days=referrals.usual_reply_days(desk, contact),
    )


_TIMES = MappingProxyType(
    {
        2: N_("second time to this office"),
        3: N_("third time to this office"),
        4: N_("fourth time to this office"),
        5: N_("fifth time to this office"),
    }
)


def times_words(count: int) -> str:
    """`third time to this office`; nothing for the first."""
    if count < 2:
        return ""
    return _(_TIMES[count]) if count in _TIMES else _("referral no. {n} to this office").format(n=count)


def consent_words(allowed: Permission) -> str:
    """Until when it may leave, or what is missing."""
    if allowed.lacks == "release":
        return _("No release from secrecy for this office yet")
    record = allowed.consent.consent
    if not allowed.ok or record is None:
        return _("No consent for this contact yet")
    return _("Consent until {date}").format(date=long_date(record.text("expires_on")))


def loop_words(loop: Loop) -> str:
    """How many referrals left and came back, in one line; empty where none left. Small numbers are not told."""
    if loop.left == 0:
        return ""
    if loop.left is None:
        return _("Referrals by this office: fewer than {n}").format(n=SMALLEST)
    parts = [_("Referrals by this office: {n}").format(n=loop.left)]
    if loop.rate is not None:
        parts.append(_("{n} came back ({rate} %)").format(n=loop.came_back, rate=loop.rate))
    if loop.repeats:
        parts.append(_("{n} repeated").format(n=loop.repeats))
    if loop.days:
        parts.append(_("usually after {n} days").format(n=loop.days))
    return " · ".join(parts)


def state_words(state: str) -> str:
    return _(fields.label_of(fields.REFERRAL_STATES, state))


def _next(each: Entity, state: str, due: str, today: date, *, late: bool) -> str:
    if state == "done":
        return _("Outcome: {words}").format(words=each.text("outcome"))
    if state == "declined":
        return _("Reason: {words}").format(words=each.text("reason"))
    acts = _ACTS.get(STATES[state].acts, "") if state in STATES else ""
    if not acts or not due:
        return ""
    words = _(acts).format(date=long_date(due))
    if state == "appointment" and each.text("appointment"):
        words = appointment_words(each.text("appointment"), each.text("appointment_time"))
    return f"{words} · {overdue(days_between(due, today))}" if late else words


def _consent(desk: Desk, record: Entity, kind: str) -> ConsentView:
    today = desk.today.isoformat()
    withdrawn, expires = record.text("withdrawn_on"), record.text("expires_on")
    valid = not withdrawn and (not expires or expires >= today)
    if withdrawn:
        words = _("withdrawn on {date}").format(date=long_date(withdrawn))
    elif not valid:
        words = _("ended on {date}").format(date=long_date(expires))
    else:
        words = _("until {date}").format(date=long_date(expires))
    titles = {"consent": _("Consent"), "release": _("Release from secrecy"), "story_consent": _("Consent to tell it")}
    story = record.text("story")
    name = _("Success story") if story else _name(desk, record.text("contact"))
    return ConsentView(record.ref, kind, name, titles[kind], consent_second(record), valid, words, story)


def _name(desk: Desk, contact: str) -> str:
    from welcomedesk.desk import contacts
    from welcomedesk.domain.errors import DeskError

    try:
        return contacts.contact(desk, contact).name
    except DeskError:  # the office was taken out of the directory since
        return contact
