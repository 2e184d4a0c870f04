"""Letters: shown exactly as they will be, then printed or saved, and kept unchangeably with what left.

No letter to a contact goes out without a recorded consent for that contact; sending without one needs a reason, which
is recorded. The preview of such a letter is marked as a draft.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welcomedesk.desk import contacts, letter_contents, permissions, readers, referrals
from welcomedesk.desk.core import Changed, Desk, Done, Edit, edits, load, office, write
from welcomedesk.desk.letter_contents import About
from welcomedesk.desk.letter_contents import leave_out_of as leave_out_of
from welcomedesk.desk.letter_contents import salutations as salutations
from welcomedesk.desk.letter_values import ALWAYS_LEAVE as ALWAYS_LEAVE
from welcomedesk.desk.letter_values import not_decided
from welcomedesk.desk.privacy import NOTICE, handed_over, refuse_if_objected
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.consent import Standing
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.letter_kinds import Composed, Leaving, LetterKind, LetterProblem, compose, offers
from welcomedesk.domain.letter_reading import read_kind
from welcomedesk.domain.letters import Letterhead, Recipient
from welcomedesk.domain.log import Json
from welcomedesk.domain.reader_words import beside
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.library import Library
    from welcomedesk.domain.permission import Permission


@dataclass(frozen=True, slots=True)
class Order:
    """What letter is wanted.

    Args:
        kind: id of the kind, `referral` for example.
        contact: id of the contact it is about or for; empty for kinds without one.
        language: of the letter; empty for the usual one of the kind.
        form: `A`, `B`, or empty for the office's own.
        leave_out: placeholders that the adviser has unticked.
        referral: ref of the referral it belongs to, or empty.
        salutation: words of the salutation, empty for the usual ones.
        slip: whether the reply slip stands at the foot.
        large: large print (16 points), for kinds that a person reads, see `LetterKind.has_large_print`.
        talk: ref of the consultation that is confirmed; the last one where left out.
        until: ISO date that a consent shall be valid until; six months from today where left out.
        typed: what the adviser entered for this letter alone, by placeholder; dates in ISO.
        participant: ref of the participant of the event it is for.
        to_case: id of the company it goes to, where that is another case than the one it belongs to.
    """

    kind: str
    contact: str = ""
    language: str = ""
    form: str = ""
    leave_out: tuple[str, ...] = ()
    referral: str = ""
    salutation: str = ""
    slip: bool = True
    large: bool = False
    talk: str = ""
    until: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    participant: str = ""
    to_case: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it would go out now.

    Args:
        pdf: the exact page, empty where something is missing.
        problems: why there is no page, each with its words.
        offered: every field of the case that could leave; `leaving` those that do.
        permission: consent and release it rests on; `None` where the kind needs none.
        check: reasons to call the contact first, see `freshness.check_reasons`.
        undecided: fields with two values, left out of the page.
        regions: where words of the case stand, for the tint of the preview.
        refused: why there is no page although nothing is missing: a character without a glyph, an address that does
            not fit, an office that has ended.
    """

    order: Order
    kind: LetterKind
    recipient: Recipient | None
    pdf: bytes
    problems: tuple[LetterProblem, ...]
    offered: tuple[Leaving, ...]
    leaving: tuple[Leaving, ...]
    check: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    regions: tuple[object, ...] = ()
    refused: Refused | None = None
    permission: Permission | None = None

    @property
    def standing(self) -> Standing | None:
        return self.permission.consent if self.permission else None

    @property
    def permitted(self) -> bool:
        """Whether the person agreed to this letter, or need not."""
        return self.permission is None or self.permission.ok

    @property
    def may_leave(self) -> bool:
        return bool(self.pdf) and self.permitted


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter that left: ref in the case, SHA-256 of the page, and the page."""

    ref: str
    sha256: str
    pdf: bytes


def kinds(library: Library) -> tuple[LetterKind, ...]:
    """All kinds of letters that the packs hold and that can be used."""
    found = (read_kind(row)[0] for row in library.rows("letter"))
    return tuple(kind for kind in found if kind is not None)


def kind(library: Library, kind_id: str) -> LetterKind:
    """One kind of letter.

    Raises:
        DeskError: `unknown_letter`, which names the kinds there are.
    """
    found = letter_contents.kind_of(library, kind_id)
    if found is None:
        raise DeskError(
            "unknown_letter",
            N_("There is no kind of letter called {kind}."),
            next_step=N_("There are: {known}."),
            kind=kind_id[:60],
            known=", ".join(sorted(each.id for each in kinds(library))),
        )
    return found


def draft(desk: Desk, case_id: str, order: Order) -> Draft:
    """The letter as it would go out now, with everything that leaves; nothing is written."""
    return _draft(desk, load(desk, case_id), order)


def _draft(desk: Desk, case: CaseFile, order: Order, *, overridden: bool = False) -> Draft:
    what = kind(desk.library, order.kind)
    tongue = readers.reader(desk.library, order.language) if order.language not in what.languages else None
    spoken = replace(order, language="de") if tongue else order
    contact = contacts.contact(desk, order.contact) if order.contact else None
    about = _referral(case, order)
    permission = permissions.of(desk, case, contact, about.text("topic")) if what.consent and contact else None
    standing = permission.consent if permission else None
    guest = case.one(order.participant) if order.participant else None
    facts = About(what, spoken, contact, about, standing, guest)
    values = letter_contents.values(desk, case, facts)
    undecided = not_decided(case, what.field_ids())
    to = load(desk, order.to_case) if order.to_case else case
    recipient = _recipient(what, to, contact, guest)
    composed = compose(
        what,
        values,
        language=spoken.language,
        letterhead=letter_contents.sender(desk, case, what),
        recipient=recipient,
        form=order.form or office(desk).one("office").text("form", "B"),
        salutation=order.salutation or letter_contents.recorded_salutation(what, case, spoken.language),
        leave_out=order.leave_out,
        draft=permission is not None and not permission.ok and not overridden,
        slip=order.slip,
        large=order.large and what.has_large_print,
    )
    if tongue is not None and composed.letter is not None:
        theirs = letter_contents.values(desk, case, replace(facts, reader=tongue))
        composed = replace(composed, letter=beside(composed.letter, what, theirs, tongue, order.leave_out))
    never = _never(desk, what, contact, guest, to)
    pdf, regions, refused = (b"", (), never) if never else _printed(desk, composed)
    return Draft(
        order,
        what,
        recipient,
        pdf,
        composed.problems,
        tuple(each for each in offers(what, values, desk.language) if each.field not in ALWAYS_LEAVE),
        composed.leaving,
        _check(desk, contact),
        undecided,
        regions,
        refused,
        permission,
    )


def issue(desk: Desk, case_id: str, order: Order, *, way: str = "printed", override: str = "") -> Done[Issued]:
    """Let a letter leave: keep the exact page with its hash, recipient and the list of fields.

    Args:
        way: `printed` or `saved`.
        override: reason for sending without a consent; it is recorded with the letter and the referral.

    Raises:
        Refused: `no_consent`, `no_release`, `contact_ended`, `no_address`, `missing_value` …; nothing is kept then.
    """
    case = load(desk, case_id)
    done = _file(desk, case, (_ready(desk, case, order, override),), way, override)
    return Done(done.value[0], done.changed)


def issue_all(desk: Desk, case_id: str, orders: Sequence[Order], *, way: str, series: str) -> Done[tuple[Issued, ...]]:
    """Let many letters leave in one step: all are kept or, where one cannot go out or the disk is full, none.

    Args:
        series: id that they share.

    Raises:
        Refused: the reason of the first letter that cannot go out.
    """
    case = load(desk, case_id)
    return _file(desk, case, tuple(_ready(desk, case, order, "") for order in orders), way, "", series)


def _ready(desk: Desk, case: CaseFile, order: Order, override: str) -> Draft:
    """The letter as it goes out; raises why it cannot."""
    if kind(desk.library, order.kind).recipient == "client":
        refuse_if_objected(case)
    ready = _draft(desk, case, order, overridden=bool(override))
    if ready.problems:
        raise _refusal(ready.problems[0], ready)
    if ready.refused is not None:
        raise ready.refused
    if ready.permission is not None:
        about = _referral(case, order)
        permissions.check(desk, case, order.contact, about.text("topic"), override=override)
    return ready


def _file(
    desk: Desk, case: CaseFile, drafts: Sequence[Draft], way: str, override: str, series: str = ""
) -> Done[tuple[Issued, ...]]:
    made: list[Issued] = []
    wanted: list[Edit] = []
    for ready in drafts:
        ref = f"letter:{desk.new_id(4)}"
        made.append(Issued(ref, hashlib.sha256(ready.pdf).hexdigest(), ready.pdf))
        wanted += _letter_edits(desk, case, ready, made[-1], way, series)
        if ready.order.referral and ready.kind.consent:
            wanted += _referral_edits(desk, case, ready.order, ref, override)
        if ready.order.kind == NOTICE:
            language = ready.order.language or ready.kind.languages[0]
            wanted += edits(f"notice:{desk.new_id(4)}", handed_over(desk, language=language, form="long"))
        # The page goes in first: an entry must never name a page that is not there.
        desk.store.put_blob(ready.pdf, case=case.id, media_type="application/pdf")
    write(desk, case, wanted)
    return Done(tuple(made), Changed(frozenset({"cases", "today", "letters"}), (case.id,)))


def _letter_edits(desk: Desk, case: CaseFile, ready: Draft, made: Issued, way: str, series: str) -> list[Edit]:
    order = ready.order
    guest = case.one(order.participant).text("name") if order.participant else ""
    values: dict[str, Json] = {
        "kind": order.kind,
        "title": ready.kind.title.get("de", order.kind),
        "contact": order.contact or None,
        "recipient": ready.recipient.name if ready.recipient else guest or None,
        "language": order.language or ready.kind.languages[0],
        "form": order.form or "B",
        "blob": made.sha256,
        "sent_on": desk.today.isoformat(),
        "fields": [each.field for each in ready.leaving],
        "way": way,
        "series": series or None,
    }
    return [edit for edit in edits(made.ref, values) if edit.value is not None]


def _referral_edits(desk: Desk, case: CaseFile, order: Order, letter: str, override: str) -> list[Edit]:
    about = referrals.referral(case, order.referral)
    wanted = [Edit(order.referral, "letter", letter)]
    if override:
        wanted.append(Edit(order.referral, "override", override))
    if about.text("state", "drafted") == "drafted":
        wanted += edits(order.referral, referrals.entering(desk, about, "handed_over"))
    return wanted


def kept(desk: Desk, case_id: str, ref: str) -> bytes:
    """The page of a letter exactly as it left.

    Raises:
        DeskError: `unknown_letter`.
    """
    letter = load(desk, case_id).one(ref)
    page = desk.store.blob(letter.text("blob")) if letter.text("blob") else None
    if page is None:
        raise DeskError("unknown_letter", N_("There is no letter {ref} in this case."), ref=ref[:40])
    return page


def issued(desk: Desk, case_id: str, ref: str) -> Issued:
    """A letter that left, to print it once more.

    Raises:
        DeskError: `unknown_letter`.
    """
    pdf = kept(desk, case_id, ref)
    return Issued(ref, hashlib.sha256(pdf).hexdigest(), pdf)


def note_printed(desk: Desk, case_id: str, ref: str) -> None:
    """Record that a letter that left before went to the printer once more."""
    desk.store.note_access(load(desk, case_id).id, "printed", ref, actor=desk.actor, at=desk.clock.now())


def office_letterhead(desk: Desk) -> Letterhead:
    """The letterhead from the settings; what the office did not enter stays empty."""
    return letter_contents.office_letterhead(desk)


def _referral(case: CaseFile, order: Order) -> Entity:
    if order.referral:
        return referrals.referral(case, order.referral)
    for each in reversed(case.all("referral")):
        if order.contact and each.text("contact") == order.contact:
            return each
    return Entity("referral:")


def _recipient(what: LetterKind, case: CaseFile, contact: Contact | None, guest: Entity | None) -> Recipient | None:
    if what.recipient == "none":
        return None
    if what.recipient in ("contact", "anyone") and contact is not None:
        # Without a street no envelope arrives; the person then carries the letter.
        lines = contact.address.lines() if contact.address.street else ()
        return Recipient(contact.name, lines, by_hand=not lines)
    if what.recipient == "contact":
        return None
    if what.recipient == "anyone" and guest is not None:
        return _addressed(guest.text("name"), guest)
    return _addressed(case.name or case.number, case.one(case.kind))


def _addressed(name: str, who: Entity) -> Recipient:
    """Name and postal address of a person, company or participant; a protected address is never printed."""
    town = " ".join(part for part in (who.text("postal_code"), who.text("place")) if part)
    hidden = bool(who.get("address_protected")) or not who.text("street")
    lines = tuple(line for line in (who.text("street"), town) if line)
    return Recipient(name, () if hidden else lines, by_hand=hidden)


def _never(desk: Desk, what: LetterKind, contact: Contact | None, guest: Entity | None, to: CaseFile) -> Refused | None:
    """Why nobody writes there any more: the contact has ended, or the company objected."""
    try:
        if what.recipient in ("contact", "anyone") and contact is not None:
            permissions.refuse_if_ended(desk, contact)
        elif what.recipient == "anyone" and guest is None:
            refuse_if_objected(to)
    except Refused as refused:
        return refused
    return None


def _printed(desk: Desk, composed: Composed) -> tuple[bytes, tuple[object, ...], Refused | None]:
    if composed.letter is None:
        return b"", (), None
    try:
        return *desk.printer().letter_with_regions(composed.letter), None
    except Refused as refused:
        return b"", (), refused


def problem_of(ready: Draft) -> Refused | None:
    """Why a draft cannot go out yet, as the sentence that names the next step; consent is not asked about."""
    return _refusal(ready.problems[0], ready) if ready.problems else ready.refused


def _check(desk: Desk, contact: Contact | None) -> tuple[str, ...]:
    from welcomedesk.domain.freshness import check_reasons

    return check_reasons(contact, desk.today) if contact is not None else ()


_PROBLEMS = {
    "missing_value": N_("The letter needs: {missing}."),
    "no_address": N_("No address is known for {missing}."),
    "no_recipient": N_("The letter has no recipient."),
    "no_words": N_("This letter does not exist in the language {missing}."),
}


def _refusal(problem: LetterProblem, ready: Draft) -> Refused:
    return Refused(
        problem.code,
        _PROBLEMS[problem.code],
        safe=N_("Nothing was sent; the draft is kept."),
        next_step=N_("Fill it in and try again."),
        missing=problem.title or problem.what,
        kind=ready.order.kind,
    )
