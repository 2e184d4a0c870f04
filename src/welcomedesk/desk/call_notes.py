"""Warm hand-overs by telephone: which role was spoken to, what was agreed, by when; noted with the referral."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from welcomedesk.desk import permissions, referrals
from welcomedesk.desk.core import Desk, Done, Edit, edits, load, write
from welcomedesk.domain.case import REMOVED
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.log import Change, Json
from welcomedesk.domain.referrals import OPEN
from welcomedesk.domain.words import N_


@dataclass(frozen=True, slots=True)
class Call:
    """A warm hand-over by telephone, as it is noted.

    Args:
        role: of the one who was spoken to, never a name.
        until: by when the office does what was agreed.
        unnamed: whether nothing was said that shows who the person is.
    """

    role: str
    agreed: str
    until: date | None = None
    unnamed: bool = False


def note_call(desk: Desk, case_id: str, ref: str, call: Call, *, override: str = "") -> Done[str]:
    """Note a call about a referral and give its ref; the agreed day becomes the next date.

    Raises:
        Refused: `call_needs`, or where the person was named without consent or release, see `permissions.check`.
    """
    case = load(desk, case_id)
    about = referrals.referral(case, ref)
    contact = about.text("contact")
    if not call.role.strip() or not call.agreed.strip():
        raise Refused(
            "call_needs",
            N_("A call note needs the role that was spoken to and what was agreed."),
            safe=N_("Nothing was changed."),
            next_step=N_("Fill it in and try again."),
        )
    if not call.unnamed:
        permissions.check(desk, case, contact, about.text("topic"), override=override)
    note = f"call_note:{desk.new_id(4)}"
    said: dict[str, Json] = {"role": call.role.strip(), "agreed": call.agreed.strip(), "unnamed": call.unnamed}
    wanted = edits(note, {"referral": ref, "contact": contact, "on": desk.today.isoformat(), **said})
    if call.until is not None:
        wanted.append(Edit(note, "until", call.until.isoformat()))
        if about.text("state", "drafted") in OPEN:
            wanted.append(Edit(ref, "next_due", call.until.isoformat()))
    if override.strip() and not call.unnamed and not referrals.permission(desk, case, about).ok:
        wanted.append(Edit(ref, "override", override.strip()))
    done = write(desk, case, wanted)
    earlier = (change for change in done.undo if change.entity != note)
    return Done(note, done.changed, (Change(case.id, note, REMOVED, True), *earlier))
