"""Referrals and the consent they need: begin, hand over, hear back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from welcomedesk.desk import contacts, permissions
from welcomedesk.desk.cases import add
from welcomedesk.desk.core import Changed, Desk, Done, Edit, edits, load, office, write
from welcomedesk.domain import consent as consents
from welcomedesk.domain import permission as domain_permission
from welcomedesk.domain import referrals
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.log import EntryId, Json
from welcomedesk.domain.overlay import NOTE
from welcomedesk.domain.permission import Permission
from welcomedesk.domain.reply_codes import nearest_codes, read_reply_code, reply_code
from welcomedesk.domain.words import N_


def start_referral(
    desk: Desk, case_id: str, contact: str, *, topic: str = "", question: str = "", fields: tuple[str, ...] = ()
) -> Done[str]:
    """Draft a referral to a contact and give its ref.

    Args:
        contact: id of the contact.
        fields: keys of the case fields that shall leave.

    Raises:
        Refused: `contact_ended`.
    """
    found = contacts.contact(desk, contact)
    permissions.refuse_if_ended(desk, found)
    due = referrals.next_due("drafted", desk.today)
    return add(
        desk,
        case_id,
        "referral",
        {
            "contact": contact,
            "contact_name": found.name,
            "topic": topic or None,
            "question": question or None,
            "state": "drafted",
            "code": reply_code(desk.random_bytes(8)),
            "fields": list(fields) or None,
            "started": desk.today.isoformat(),
            "next_due": due.isoformat() if due else None,
        },
    )


def begin(desk: Desk, case_id: str, contact: str, topic: str = "") -> Done[str]:
    """The referral to a contact that is drafted already, otherwise a new draft about a topic that both share."""
    case = load(desk, case_id)
    for each in case.all("referral"):
        if each.text("contact") == contact and each.text("state") == "drafted" and topic in ("", each.text("topic")):
            return Done(each.ref, Changed(frozenset({"cases"}), (case.id,)))
    wanted = case.root.texts("topics")
    offered = desk.library.directory().by_id
    shared = [each for each in wanted if contact in offered and each in offered[contact].topics]
    return start_referral(desk, case_id, contact, topic=topic or next(iter((*shared, *wanted)), ""))


def step(
    desk: Desk, case_id: str, ref: str, state: str, values: Mapping[str, str] | None = None, *, override: str = ""
) -> Done[tuple[EntryId, ...]]:
    """Bring a referral to its next state.

    Args:
        values: see `domain.referrals.STEP_VALUES`: `reason` for declined, `outcome` for done, `appointment` (ISO date).
        override: reason to hand it over without consent or release; it is recorded.

    Raises:
        Refused: where the step is not possible, something is missing, or the referral may not leave.
    """
    case = load(desk, case_id)
    about = referral(case, ref)
    given = {name: value.strip() for name, value in (values or {}).items()}
    referrals.check_step(about.text("state", "drafted"), state, given, desk.today)
    if state in referrals.LEAVING:
        permissions.check(desk, case, about.text("contact"), about.text("topic"), override=override)
        if override.strip() and not permission(desk, case, about).ok:
            given["override"] = override.strip()
    changes: dict[str, Json] = {name: value or None for name, value in given.items()}
    return write(desk, case, edits(ref, changes | entering(desk, about, state, given)))


def entering(desk: Desk, about: Entity, state: str, given: Mapping[str, str] | None = None) -> dict[str, Json]:
    """What is set when a referral comes into a state today: the state, the next date, when it left or ended.

    Args:
        given: values of the step; an `appointment` moves the next date.
    """
    appointment = (given or {}).get("appointment", "")
    reply_days = usual_reply_days(desk, about.text("contact"))
    due = referrals.next_due(
        state, desk.today, date.fromisoformat(appointment) if appointment else None, reply_days=reply_days
    )
    values: dict[str, Json] = {"state": state, "next_due": due.isoformat() if due else None}
    if state in referrals.LEAVING and not about.text("left_on"):
        values["left_on"] = desk.today.isoformat()
    if due is None:
        values["ended_on"] = desk.today.isoformat()
    return values


def permission(desk: Desk, case: CaseFile, about: Entity) -> Permission:
    """What is recorded today for a referral; a contact that left the directory needs no release any more."""
    contact, topic = about.text("contact"), about.text("topic")
    found = contacts.directory(desk).by_id.get(contact)
    if found is None:
        return domain_permission.permission(case, contact, desk.today, topic, release=False)
    return permissions.of(desk, case, found, topic)


def usual_reply_days(desk: Desk, contact: str) -> int:
    """How many days this contact usually takes to answer, as the office noted it; the default where it did not."""
    return referrals.usual_reply_days(office(desk).one(f"{NOTE}:{contact}").get("reply_days"))


def set_usual_reply(desk: Desk, contact: str, days: int | None) -> Done[tuple[EntryId, ...]]:
    """Note how many days a contact usually takes to answer; `None` goes back to the default."""
    return contacts.set_note(desk, contact, {"reply_days": days})


def move_reminder(desk: Desk, case_id: str, ref: str, due: date) -> Done[tuple[EntryId, ...]]:
    """Look at a referral again on another day."""
    case = load(desk, case_id)
    if referral(case, ref).text("state", "drafted") not in referrals.OPEN:
        raise Refused("bad_step", N_("This referral is over already."), safe=N_("Nothing was changed."))
    return write(desk, case, [Edit(ref, "next_due", due.isoformat())])


def referral(case: CaseFile, ref: str) -> Entity:
    """One referral of a case.

    Raises:
        DeskError: `unknown_referral`.
    """
    found = case.one(ref)
    if found.kind != "referral" or not found.fields or found.removed:
        raise DeskError("unknown_referral", N_("Case {case} has no referral {ref}."), case=case.number, ref=ref[:40])
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """A referral found by its short code."""

    case: str
    ref: str


def by_code(desk: Desk, code: str) -> Found:
    """The referral that a reply slip belongs to.

    Raises:
        DeskError: `unknown_code`; its detail `near` holds the one code that was probably meant, or is empty.
    """
    wanted = read_reply_code(code)
    for hit in desk.store.search(wanted, 20) if wanted else ():
        for entity in load(desk, hit.row.id).all("referral"):
            if entity.text("code") == wanted:
                return Found(hit.row.id, entity.ref)
    known = (each.text("code") for _case, each in desk.store.entities("referral", ("code",), samples=True))
    near = nearest_codes(code, known)
    raise _unknown_code(code, near[0] if len(near) == 1 else "", whole=bool(wanted))


def _unknown_code(typed: str, near: str, *, whole: bool) -> DeskError:
    if near:
        what, next_step = N_("There is no referral with the code {typed}, but one with {near}."), _COMPARE
    elif whole:
        what = N_("The code {typed} is complete, but belongs to no referral here.")
        next_step = N_("It may be the slip of another office, or its case was erased or restricted.")
    else:
        what, next_step = N_("There is no referral with the code {typed}."), _COMPARE
    nothing = N_("Nothing was changed.")
    return DeskError("unknown_code", what, safe=nothing, next_step=next_step, typed=typed.strip()[:20], near=near)


_COMPARE = N_("Compare the code with the slip, letter by letter.")


def record_consent(
    desk: Desk,
    case_id: str,
    contact: str,
    *,
    expires: date,
    topics: tuple[str, ...] = (),
    way: str = "written",
    language: str = "de",
    witness: str = "",
    guardian: bool = False,
    kind: str = "consent",
) -> Done[str]:
    """Record that the person agreed that something may go to a contact; `release` for the release from secrecy.

    Args:
        language: in which the text was read; its version is kept with it.
        witness: who was there where it was given by word of mouth; a role is enough.
        guardian: whether the guardian of a minor agreed too.
    """
    values: dict[str, Json] = {
        "contact": contact,
        "topics": list(topics) or None,
        "given_on": desk.today.isoformat(),
        "expires_on": expires.isoformat(),
        "way": way,
        "language": language,
        "text_version": _text_version(desk) or None,
        "witness": witness.strip() or None,
        "guardian": guardian or None,
    }
    return add(desk, case_id, kind, values)


def _text_version(desk: Desk) -> str:
    """The version of the sheet that was signed or read out: that of the letters of the packs."""
    return next((pack.version for pack in desk.library.packs() if pack.id == "letters"), "")


def record_agreement(
    desk: Desk,
    case_id: str,
    contact: str,
    *,
    expires: date,
    topics: tuple[str, ...] = (),
    way: str = "written",
    language: str = "de",
    witness: str = "",
    guardian: bool = False,
    release: bool = True,
) -> Done[str]:
    """Record a consent and, where it was given too, the release from secrecy; one step to take back.

    Args:
        release: whether the person released the adviser from secrecy towards this contact.
    """
    record = partial(
        record_consent, desk, case_id, contact, expires=expires, topics=topics, way=way, language=language,
        witness=witness, guardian=guardian,
    )  # fmt: skip
    given = record()
    if not release:
        return given
    also = record(kind="release")
    return Done(given.value, given.changed, (*given.undo, *also.undo))


def withdraw_consent(desk: Desk, case_id: str, ref: str) -> Done[tuple[EntryId, ...]]:
    """Record a withdrawal; from this moment nothing leaves on that consent."""
    return write(desk, load(desk, case_id), [Edit(ref, "withdrawn_on", desk.today.isoformat())])


def standing(desk: Desk, case: CaseFile, contact: str, topic: str = "") -> consents.Standing:
    """Whether something may go to a contact today."""
    return consents.standing(case, contact, desk.today, topic)
