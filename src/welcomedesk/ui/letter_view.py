"""A letter before it leaves, in words: what goes out, to whom, on which consent. Runs on the worker thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welcomedesk.desk import client_texts, contacts, letters, readers, referrals
from welcomedesk.desk.core import Desk, load
from welcomedesk.desk.core import office as workplace
from welcomedesk.desk.letters import ALWAYS_LEAVE, Draft, Order
from welcomedesk.domain import consent as consents
from welcomedesk.domain import fields
from welcomedesk.domain.errors import Refused
from welcomedesk.i18n import N_, _, language
from welcomedesk.ui import offices
from welcomedesk.ui.components.contact import FRESHNESS
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.text import one_line

if TYPE_CHECKING:
    from datetime import date

    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.letter_kinds import LetterKind
    from welcomedesk.domain.permission import Permission


@dataclass(frozen=True, slots=True)
class Tick:
    """One field that may leave.

    Args:
        placeholder: what `Order.leave_out` names.
        on: whether it leaves; `fixed` fields cannot be ticked and say why in `second`.
    """

    placeholder: str
    field: str
    title: str
    second: str
    on: bool
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An icon with words beside it."""

    icon: str
    tone: str
    words: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something the adviser enters for this letter alone; `kind` is `line`, `text`, `list`, `date` or `time`."""

    placeholder: str
    title: str
    kind: str
    value: str
    required: bool


@dataclass(frozen=True, slots=True)
class LetterView:
    """Everything the letter page shows.

    Args:
        title: what it is, for the head; `number` and `name` of the case.
        to_client: whether it goes to the person, so that nothing needs a consent.
        office: name of the contact, empty where there is none; `fresh` how old our knowledge is; `why_check` why
            somebody should call first.
        consent: lines about consent and release; `consent_ok` whether it may leave.
        problem: why there is no page.
        languages, copies: (code, name) of this letter and of the copy for the person.
        reading: how easy its words read, for letters to clients.
        head_lacks: what the letterhead of the office has not yet, of name and address.
        has_sheet: whether there is a form to sign for this kind of case.
        asks: what is entered for this letter alone; `to_fill` the titles of what is still missing of it.
        guests, offices: (ref, name) of participants and (id, name) of contacts it can be for; empty where it is clear.
    """

    order: Order
    draft: Draft
    case: str
    title: str
    number: str
    name: str
    closed: bool
    kind: str
    to_client: bool
    ticks: tuple[Tick, ...]
    stays: tuple[Line, ...]
    office: str = ""
    fresh: Line | None = None
    why_check: tuple[str, ...] = ()
    by_hand: bool = False
    consent: tuple[Line, ...] = ()
    consent_ok: bool = True
    problem: Refused | None = None
    topics: tuple[tuple[str, str], ...] = ()
    topic: str = ""
    question: str | None = None
    form: str = "B"
    salutations: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    reading: str = ""
    has_slip: bool = False
    has_large_print: bool = False
    due_days: int = 0
    referral_state: str = ""
    head_lacks: tuple[str, ...] = ()
    has_sheet: bool = False
    asks: tuple[Ask, ...] = ()
    to_fill: tuple[str, ...] = ()
    guests: tuple[tuple[str, str], ...] = ()
    offices: tuple[tuple[str, str], ...] = ()

    @property
    def serial(self) -> bool:
        """Whether it can go to many in one go."""
        return bool(self.draft.kind.serial)

    @property
    def ticked(self) -> bool:
        """Whether the adviser chooses what leaves, field by field: where it leaves to an office."""
        return self.draft.kind.consent

    @property
    def pdf(self) -> bytes:
        return self.draft.pdf

    @property
    def job(self) -> str:
        """Name of the print job: the case number, never a name."""
        return self.number


def begin(desk: Desk, case_id: str, kind: str, item: str) -> Order:
    """The order behind a place: a kind with a referral, a contact or a consultation."""
    case = load(desk, case_id)
    what = letters.kind(desk.library, kind)
    about = _about(case, item)
    names_office = what.recipient == "contact" or "contact" in what.placeholders
    contact = (about.text("contact") if about else item if ":" not in item else "") if names_office else ""
    order = Order(
        kind,
        contact=contact,
        referral=about.ref if about and contact else "",
        talk=item if item.startswith("consultation:") else "",
        participant=item if item.startswith("participant:") else _first_guest(case, what),
        language=_spoken(desk, case, what),
    )
    if what.recipient == "contact" and not order.contact:
        order = replace(order, contact=next((id for id, _name in _offices(desk, case)), ""))
    return _with_ticks(desk, order, what, about)


def _spoken(desk: Desk, case: CaseFile, what: LetterKind) -> str:
    """What a client reads, where the kind has words for it; empty for the usual language of the kind."""
    wanted = readers.language_of(desk.library, case)
    offered = (*what.languages, *(each.code for each in readers.readers_of(desk.library, what)))
    return wanted if what.recipient in ("client", "none") and wanted != "de" and wanted in offered else ""


def _first_guest(case: CaseFile, what: LetterKind) -> str:
    guests = case.all("participant") if "participants" in what.when else ()
    return guests[0].ref if guests else ""


def _offices(desk: Desk, case: CaseFile) -> tuple[tuple[str, str], ...]:
    """Contacts a letter of this case may go to: those its guides and steps name first, then those that fit."""
    named = contacts.named_for_case(desk, case)
    fitting = [match.contact.id for match in contacts.for_case(desk, case.id, named=named).matches]
    wanted = dict.fromkeys((*named, *fitting))
    return tuple((each, contacts.contact(desk, each).name) for each in wanted)


def asks_of(what: LetterKind, order: Order) -> tuple[Ask, ...]:
    """What is entered for one letter, with what was entered already."""
    typed = dict(order.typed)
    return tuple(
        Ask(each.id, each.title.get(language(), each.id), each.typed, typed.get(each.id, ""), each.required)
        for each in what.to_type()
    )


def _about(case: CaseFile, item: str) -> Entity | None:
    """The referral that is named, the newest one to a contact that is named, otherwise the newest of all."""
    drawn = case.all("referral")
    if item.startswith("referral:"):
        return next((each for each in drawn if each.ref == item), None)
    if item and ":" not in item:
        drawn = tuple(each for each in drawn if each.text("contact") == item)
    return drawn[-1] if drawn else None


def _with_ticks(desk: Desk, order: Order, what: LetterKind, about: Entity | None) -> Order:
    if what.consent and about is not None:
        return replace(order, leave_out=letters.leave_out_of(what, about))
    return order


def view(desk: Desk, case_id: str, order: Order) -> LetterView:
    """The letter as it would go out now, with the words around it."""
    case = load(desk, case_id)
    ready = letters.draft(desk, case_id, order)
    what = ready.kind
    about = case.one(order.referral) if order.referral else None
    ours = workplace(desk).one("office").text("form", "B")
    known = {each.id: each for each in letters.kinds(desk.library)}
    copy, sheet = known.get("client_copy"), known.get("consent")
    offers_copy = copy is not None and what.slip is not None and case.kind in copy.fits
    asks, wanted = asks_of(what, order), what.placeholders
    missing = {each.what for each in ready.problems}
    state = about.text("state", "drafted") if about else ""
    return LetterView(
        order=order,
        draft=ready,
        case=case_id,
        title=_title(ready),
        number=case.number,
        name=case.name,
        closed=case.closed,
        kind=what.title.get(language(), what.id),
        to_client=what.recipient not in ("contact", "anyone"),
        ticks=_ticks(ready),
        stays=_stays(case, ready),
        by_hand=bool(ready.recipient and ready.recipient.by_hand),
        problem=letters.problem_of(ready),
        topics=tuple((option.id, _(option.label)) for option in fields.TOPICS),
        topic=about.text("topic") if about else "",
        question=about.text("question") if about else None,
        form=order.form or ours,
        salutations=letters.salutations(what, case, order.language or what.languages[0]),
        languages=_languages(desk, what),
        copies=readers.letter_languages(desk.library, copy, language()) if offers_copy and copy is not None else (),
        reading=_reading(what, order.language or what.languages[0]),
        has_slip=what.slip is not None,
        has_large_print=what.has_large_print,
        due_days=referrals.usual_reply_days(desk, order.contact) if what.consent and state == "drafted" else 0,
        referral_state=state,
        head_lacks=_head_lacks(desk) if what.sender == "office" else (),
        has_sheet=sheet is not None and case.kind in sheet.fits,
        consent_ok=ready.permitted,
        asks=asks,
        to_fill=tuple(each.title for each in asks if each.placeholder in missing),
        guests=tuple((each.ref, each.text("name")) for each in case.all("participant") if "participant" in wanted),
        offices=_offices(desk, case) if what.recipient in ("contact", "anyone") and not order.referral else (),
        **_about_office(desk, case, ready, about),  # type: ignore[arg-type]
    )


def _head_lacks(desk: Desk) -> tuple[str, ...]:
    """Name and address of the office that nobody entered: no letter can be answered without them."""
    ours = workplace(desk).one("office")
    needed = ("name", "street", "postal_code", "place")
    return tuple(_(fields.FIELDS[f"office.{each}"].label) for each in needed if not ours.text(each).strip())


def _reading(what: LetterKind, spoken: str) -> str:
    found = client_texts.reading_of(what, spoken)
    if not client_texts.for_clients(what) or found.score is None:
        return ""
    words = _(_LEVELS[found.level])
    if found.language == "en":
        return _("Flesch Reading Ease {score}: {words}").format(score=round(found.score), words=words)
    # The formula begins with the fourth year of school; what is easier reads like it.
    grade = max(4, round(found.score))
    return _("Reading level {grade} by the Wiener Sachtextformel: {words}").format(grade=grade, words=words)


_LEVELS = {
    "easy": N_("easy to read"),
    "medium": N_("fairly easy to read"),
    "hard": N_("hard to read"),
}


def _languages(desk: Desk, what: LetterKind) -> tuple[tuple[str, str], ...]:
    """What there is to choose from; nothing where there is one language, as in letters to offices."""
    found = readers.letter_languages(desk.library, what, language()) if what.recipient != "contact" else ()
    return found if len(found) > 1 else ()


def _title(ready: Draft) -> str:
    if ready.kind.id == "referral" and ready.recipient is not None:
        return _("Referral: {contact}").format(contact=ready.recipient.name)
    return ready.kind.title.get(language(), ready.kind.id)


def _ticks(ready: Draft) -> tuple[Tick, ...]:
    leaving = {each.placeholder for each in ready.leaving}
    ticks = [
        Tick(each.placeholder, each.field, each.title, one_line(each.value, 240), each.placeholder in leaving)
        for each in ready.offered
        if each.field not in ALWAYS_LEAVE
    ]
    for key in ready.undecided:
        kind, _dot, name = key.partition(".")
        known = fields.FIELDS.get(f"{kind.partition(':')[0]}.{name}")
        label = _(known.label) if known else key
        ticks.append(Tick("", key, label, _("two values, not decided yet"), on=False, fixed=True))
    return tuple(ticks)


def _stays(case: CaseFile, ready: Draft) -> tuple[Line, ...]:
    """What never leaves with this letter, so that nobody has to ask."""
    stays = []
    if case.value("person", "address_protected"):
        stays.append(Line("shield", "text2", _("The address stays here"), _("protected on request, never printed")))
    if case.all("consultation"):
        stays.append(Line("shield", "text2", _("Notes of talks stay here"), _("they never leave with a letter")))
    return tuple(stays)


def _about_office(desk: Desk, case: CaseFile, ready: Draft, about: Entity | None) -> dict[str, object]:
    if not ready.order.contact:
        return {}
    contact = contacts.contact(desk, ready.order.contact)
    say = offices.speaker(desk)
    office = offices.office_of(desk, contact, say)
    icon, tone = FRESHNESS.get(office.freshness, FRESHNESS["undated"])
    topic = about.text("topic") if about else ""
    return {
        "office": contact.name,
        "fresh": Line(icon, tone or "text2", office.fresh_words),
        "why_check": offices.why_lines(desk, contact, say) if ready.kind.recipient == "contact" else (),
        "consent": consent_lines(case, contact.id, topic, desk.today, ready.permission),
    }


def consent_lines(
    case: CaseFile, contact: str, topic: str, today: date, permission: Permission | None
) -> tuple[Line, ...]:
    """What is recorded about consent and release from secrecy for a contact, or what is missing."""
    if permission is None:
        return ()
    needed = permission.release is not None
    release = permission.release or consents.standing(case, contact, today, topic, "release")
    missing = _NEEDS_RELEASE if needed else _NO_RELEASE
    return (
        _standing_line(permission.consent, _("Consent for this office"), _NO_CONSENT, must=True),
        _standing_line(release, _("Release from secrecy"), missing, must=needed),
    )


def _standing_line(standing: consents.Standing, title: str, words: Mapping[str, str], *, must: bool) -> Line:
    record = standing.consent
    if standing.ok and record is not None:
        return Line("check-circle", "good", title, consent_second(record))
    day = ""
    if record is not None:
        day = long_date(record.text("withdrawn_on" if standing.problem == consents.WITHDRAWN else "expires_on"))
    said = _(words.get(standing.problem, words[consents.MISSING])).format(date=day)
    return Line("triangle" if must else "open-circle", "danger" if must else "open", title, said)


def consent_second(record: Entity) -> str:
    """`in writing, 12.11.2026 to 12.05.2027 · Recognition`."""
    way = record.text("way")
    parts = [_(fields.label_of(fields.WAYS_GIVEN, way))] if way else []
    parts.append(
        _("{start} to {end}").format(start=long_date(record.text("given_on")), end=long_date(record.text("expires_on")))
    )
    words = ", ".join(parts)
    topics = ", ".join(_(fields.label_of(fields.TOPICS, each)) for each in record.texts("topics"))
    return f"{words} · {topics}" if topics else words


_NO_CONSENT = {
    consents.MISSING: N_("not recorded yet"),
    consents.EXPIRED: N_("ended on {date}"),
    consents.WITHDRAWN: N_("withdrawn on {date}"),
    consents.OTHER_RECIPIENT: N_("recorded for another recipient only"),
    consents.OTHER_TOPIC: N_("recorded for other topics only"),
    consents.GUARDIAN: N_("under 18: a guardian has to agree"),
}
_NO_RELEASE = _NO_CONSENT | {consents.MISSING: N_("not recorded; needed where a duty of secrecy binds you")}
_NEEDS_RELEASE = _NO_CONSENT | {consents.MISSING: N_("not recorded yet; this office advises under a duty of secrecy")}
