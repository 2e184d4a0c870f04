"""Whether a referral may leave now: consent, release from secrecy, and an office that still exists."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from welcomedesk.desk import contacts
from welcomedesk.desk.core import Desk, office
from welcomedesk.domain.consent import EXPIRED, GUARDIAN, MISSING, OTHER_RECIPIENT, OTHER_TOPIC, WITHDRAWN
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.freshness import state_on
from welcomedesk.domain.letter_reading import read_kind
from welcomedesk.domain.permission import Permission, permission
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.contacts import Contact

REFERRAL = "referral"


def needs_release(desk: Desk, contact: Contact) -> bool:
    """Whether a contact needs a release from secrecy: by its kind, or because our own advisers are bound."""
    return contact.kind in _kinds_with_release(desk) or office(desk).one("office").get("secrecy") is True


def _kinds_with_release(desk: Desk) -> frozenset[str]:
    for row in desk.library.rows("letter"):
        if row.get("id") == REFERRAL:
            kind, _problems = read_kind(row)
            return kind.release if kind else frozenset()
    return frozenset()


def of(desk: Desk, case: CaseFile, contact: Contact, topic: str = "") -> Permission:
    """What is recorded today for a referral of a case to a contact."""
    return permission(case, contact.id, desk.today, topic, release=needs_release(desk, contact))


def check(desk: Desk, case: CaseFile, contact_id: str, topic: str = "", *, override: str = "") -> None:
    """Make sure that something about a case may go to a contact now.

    Args:
        override: reason to go on without consent or release; it is for the caller to record.

    Raises:
        Refused: `contact_ended`, `no_consent` or `no_release`.
    """
    contact = contacts.contact(desk, contact_id)
    refuse_if_ended(desk, contact)
    found = of(desk, case, contact, topic)
    if not found.ok and not override.strip():
        raise refusal(found, contact.name)


def refuse_if_ended(desk: Desk, contact: Contact) -> None:
    """Nobody is sent to an office that is gone, or that this workplace no longer uses.

    Raises:
        Refused: `contact_ended`.
    """
    state = state_on(contact, desk.today)
    if state in ("ended", "retired"):
        raise Refused(
            "contact_ended",
            N_("{contact} has ended.") if state == "ended" else N_("{contact} is no longer used by this office."),
            safe=N_("Nothing was sent; the draft is kept."),
            next_step=N_("Look at the contact: it names a successor or another way, where one is known."),
            contact=contact.name,
        )


_WHY = MappingProxyType(
    {
        ("consent", MISSING): N_("No consent for {contact} is recorded."),
        ("consent", EXPIRED): N_("The consent for {contact} ended on {date}."),
        ("consent", WITHDRAWN): N_("The consent for {contact} was withdrawn on {date}."),
        ("consent", OTHER_RECIPIENT): N_("The recorded consent is for another recipient than {contact}."),
        ("consent", GUARDIAN): N_("The person is under 18; a guardian has to agree to the consent for {contact}."),
        ("consent", OTHER_TOPIC): N_("The consent for {contact} covers other topics."),
        ("release", MISSING): N_("{contact} needs a release from secrecy; none is recorded."),
        ("release", EXPIRED): N_("The release from secrecy towards {contact} ended on {date}."),
        ("release", WITHDRAWN): N_("The release from secrecy towards {contact} was withdrawn on {date}."),
        ("release", OTHER_RECIPIENT): N_("The recorded release from secrecy is for another recipient than {contact}."),
        ("release", GUARDIAN): N_("The person is under 18; a guardian has to agree to the release for {contact}."),
        ("release", OTHER_TOPIC): N_("The release from secrecy towards {contact} covers other topics."),
    }
)


def refusal(found: Permission, contact: str) -> Refused:
    """Why something may not leave, as the sentence that names the next step."""
    lacks = found.lacks
    standing = found.release if lacks == "release" and found.release is not None else found.consent
    dates = {EXPIRED: "expires_on", WITHDRAWN: "withdrawn_on"}
    record, name = standing.consent, dates.get(standing.problem, "")
    return Refused(
        f"no_{lacks}",
        _WHY[(lacks, standing.problem)],
        safe=N_("Nothing was sent; the draft is kept."),
        next_step=N_("Record a consent for this recipient, or give a reason to send without one.")
        if lacks == "consent"
        else N_("Record a release for this recipient, or give a reason to send without one."),
        contact=contact,
        date=record.text(name) if record is not None and name else "",
        problem=standing.problem,
    )
