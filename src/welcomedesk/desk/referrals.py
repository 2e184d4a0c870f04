"""Referrals and the consent they need: begin, hand over, hear back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from welcomedesk.desk import contacts
from welcomedesk.desk.cases import add
from welcomedesk.desk.core import Changed, Desk, Done, Edit, edits, load, write
from welcomedesk.domain import consent as consents
from welcomedesk.domain import referrals
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.log import EntryId, Json
from welcomedesk.domain.words import N_


def start_referral(
    desk: Desk, case_id: str, contact: str, *, topic: str = "", question: str = "", fields: tuple[str, ...] = ()
) -> Done[str]:
    """Draft a referral to a contact and give its ref.

    Args:
        contact: id of the contact.
        fields: keys of the case fields that shall leave.
    """
    from welcomedesk.domain.letters import reply_code

    name = contacts.contact(desk, contact).name
    due = referrals.next_due("drafted", desk.today)
    return add(
        desk,
        case_id,
        "referral",
        {
            "contact": contact,
            "contact_name": name,
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
    desk: Desk, case_id: str, ref: str, state: str, values: Mapping[str, str] | None = None
) -> Done[tuple[EntryId, ...]]:
    """Bring a referral to its next state.

    Args:
        values: `reason` for declined, `outcome` for done, `appointment` (ISO date) for an appointment.

    Raises:
        Refused: where the step is not possible or something is missing.
    """
    case = load(desk, case_id)
    given = dict(values or {})
    referrals.check_step(referral(case, ref).text("state", "drafted"), state, given)
    appointment = date.fromisoformat(given["appointment"]) if given.get("appointment") else None
    due = referrals.next_due(state, desk.today, appointment)
    changes: dict[str, Json] = {**given, "state": state, "next_due": due.isoformat() if due else None}
    return write(desk, case, edits(ref, changes))


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
        DeskError: `unknown_code`.
    """
    from welcomedesk.domain.letters import read_reply_code

    wanted = read_reply_code(code)
    for hit in desk.store.search(wanted, 20) if wanted else ():
        for entity in load(desk, hit.row.id).all("referral"):
            if entity.text("code") == wanted:
                return Found(hit.row.id, entity.ref)
    raise DeskError(
        "unknown_code",
        N_("There is no referral with the code {typed}."),
        safe=N_("Nothing was changed."),
        next_step=N_("Compare the code with the slip, letter by letter."),
        typed=code[:20],
    )


def record_consent(
    desk: Desk,
    case_id: str,
    contact: str,
    *,
    expires: date,
    topics: tuple[str, ...] = (),
    way: str = "written",
    language: str = "de",
    text_version: str = "",
    kind: str = "consent",
) -> Done[str]:
    """Record that the person agreed that something may go to a contact; `release` for the release from secrecy."""
    values: dict[str, Json] = {
        "contact": contact,
        "topics": list(topics) or None,
        "given_on": desk.today.isoformat(),
        "expires_on": expires.isoformat(),
    }
    if kind == "consent":
        values |= {"way": way, "language": language, "text_version": text_version or None}
    return add(desk, case_id, kind, values)


def record_agreement(
    desk: Desk,
    case_id: str,
    contact: str,
    *,
    expires: date,
    topics: tuple[str, ...] = (),
    way: str = "written",
    language: str = "de",
    release: bool = True,
) -> Done[str]:
    """Record a consent and, where it was given too, the release from secrecy; one step to take back.

    Args:
        release: whether the person released the adviser from secrecy towards this contact.
    """
    given = record_consent(desk, case_id, contact, expires=expires, topics=topics, way=way, language=language)
    if not release:
        return given
    also = record_consent(desk, case_id, contact, expires=expires, topics=topics, kind="release")
    return Done(given.value, given.changed, (*given.undo, *also.undo))


def withdraw_consent(desk: Desk, case_id: str, ref: str) -> Done[tuple[EntryId, ...]]:
    """Record a withdrawal; from this moment nothing leaves on that consent."""
    return write(desk, load(desk, case_id), [Edit(ref, "withdrawn_on", desk.today.isoformat())])


def standing(desk: Desk, case: CaseFile, contact: str, topic: str = "") -> consents.Standing:
    """Whether something may go to a contact today."""
    return consents.standing(case, contact, desk.today, topic)
