"""What stands on a letter: values for its placeholders, from the case, the contact, the office and the event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welcomedesk.desk import checklists, event_values, periods, privacy, readers, referrals
from welcomedesk.desk.core import office
from welcomedesk.desk.letter_values import ALWAYS_LEAVE, Wording, case_values
from welcomedesk.domain import bases, fields
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.consent import usual_end
from welcomedesk.domain.letter_kinds import LetterKind, Value
from welcomedesk.domain.letter_reading import read_kind
from welcomedesk.domain.letter_situations import steps_of
from welcomedesk.domain.letters import CheckItem, Letterhead, letterhead, vcard, words
from welcomedesk.domain.privacy import MINOR
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.checklists import ItemView
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.letters import Order
    from welcomedesk.domain.consent import Standing
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.library import Library
    from welcomedesk.domain.reader_words import ReaderLanguage


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what a letter is about.

    Args:
        referral: the referral it belongs to, empty where there is none.
        standing: the consent it rests on; `None` where the kind needs none.
        guest: the participant of an event it is for.
        reader: the language of the reader, where it is set beside German.
    """

    kind: LetterKind
    order: Order
    contact: Contact | None
    referral: Entity
    standing: Standing | None
    guest: Entity | None = None
    reader: ReaderLanguage | None = None


def values(desk: Desk, case: CaseFile, about: About) -> dict[str, Value]:
    """Values by placeholder; what the adviser typed comes before what the program knows."""
    kind, order = about.kind, about.order
    language = order.language or kind.languages[0]
    wording = _wording(desk, language, about.reader)
    by_field: dict[str, Value] = dict(case_values(case, wording))
    by_field["case.adviser"] = case.root.text("adviser") or desk.actor
    by_field |= _consent(about, wording)
    found: dict[str, Value] = {
        placeholder.id: by_field[placeholder.field]
        for placeholder in kind.placeholders.values()
        if placeholder.field in by_field
    }
    known = _ours(desk, wording) | _theirs(about, wording) | _referred(case, about, wording)
    # What a kind takes from the case stays empty where the case has nothing: `place` is the person's, not ours.
    found |= {name: value for name, value in known.items() if not _from_case(kind, name)}
    if "told" in kind.placeholders or "valid_until" in kind.placeholders:
        found["told"] = _told(desk, case, about, wording)
        found["consent_until"] = found.get("consent_until") or _until(desk, case, about, wording)
        found["valid_until"] = wording.day(order.until or usual_end(desk.today).isoformat())
    if "talk_date" in kind.placeholders:
        found |= _talk(case, order, wording)
    if kind.lists:
        found["steps"] = _steps(desk, case, kind, wording)
    if "controller" in kind.placeholders:
        found |= _notice(desk, wording)
    if "minor" in kind.placeholders and bases.is_minor(case, desk.today):
        found |= _for_minors(desk, wording)
    if "consent_law" in kind.placeholders:
        found["consent_law"] = privacy.consent_law(desk)
    if "title" in kind.placeholders:
        found |= event_values.values(desk, case, about.guest, wording)
    return found | _typed(kind, order, wording)


def _from_case(kind: LetterKind, name: str) -> bool:
    placeholder = kind.placeholders.get(name)
    return placeholder is not None and bool(placeholder.field)


def _wording(desk: Desk, language: str, reader: ReaderLanguage | None) -> Wording:
    words = desk.words(language)
    return Wording(desk.library, language, readers.spoken(reader, words) if reader else words, reader)


def _consent(about: About, wording: Wording) -> dict[str, Value]:
    standing = about.standing
    if standing is None or not standing.ok or standing.consent is None:
        return {}
    return {f"consent.{name}": wording.day(standing.consent.text(name)) for name in ("given_on", "expires_on")}


def _typed(kind: LetterKind, order: Order, wording: Wording) -> dict[str, Value]:
    """What was typed for this letter alone; placeholders that take nothing typed are not looked at."""
    found: dict[str, Value] = {}
    for name, text in order.typed:
        placeholder = kind.placeholders.get(name)
        if placeholder is None or not placeholder.typed or not text.strip():
            continue
        if placeholder.typed == "list":
            found[name] = tuple(line.strip() for line in text.splitlines() if line.strip())
        else:
            found[name] = wording.day(text.strip()) if placeholder.typed == "date" else text.strip()
    return found


def _ours(desk: Desk, wording: Wording) -> dict[str, Value]:
    ours = office(desk).one("office")
    town = " ".join(part for part in (ours.text("postal_code"), ours.text("place")) if part)
    return {
        "date": wording.day(desk.today.isoformat()),
        "office": ours.text("name"),
        "office_phone": ours.text("phone"),
        "office_email": ours.text("email"),
        "office_web": ours.text("website"),
        "office_place": ours.text("place"),
        "place": ", ".join(part for part in (ours.text("street"), town) if part),
    }


def _theirs(about: About, wording: Wording) -> dict[str, Value]:
    contact = about.contact
    if contact is None:
        return {}
    return {
        "contact": contact.name,
        "contact_address": ", ".join(contact.address.lines()),
        "contact_phone": contact.phone,
        "contact_web": contact.url,
        "contact_card": _card(contact),
    }


def _card(contact: Contact) -> tuple[str, ...]:
    """What the 2D code holds, then latitude and longitude where they are known."""
    address, point = contact.address, contact.point
    code = vcard(
        name=contact.name,
        street=address.street,
        postal_code=address.postal_code,
        town=address.town,
        phone=contact.phone,
        web=contact.url,
    )
    return (code, str(point.lat), str(point.lon)) if point else (code,)


def _referred(case: CaseFile, about: About, wording: Wording) -> dict[str, Value]:
    drawn = about.referral
    sent = case.one(drawn.text("letter")).text("sent_on") if drawn.text("letter") else ""
    return {
        "code": drawn.text("code"),
        "sent_on": wording.day(sent) if sent else "",
        "topic": _topic(case, about, wording),
        "questions": tuple(line.strip() for line in drawn.text("question").splitlines() if line.strip()),
        "take": tuple(
            wording.own(paper.text("title"))
            for paper in case.all("paper")
            if paper.text("title") and not paper.get("missing")
        ),
    }


def _topic(case: CaseFile, about: About, wording: Wording) -> str:
    """The topic of the referral, else one that case and contact share, else what the contact is there for."""
    offered = about.contact.topics if about.contact else ()
    wanted = case.root.texts("topics")
    shared = [topic for topic in wanted if topic in offered]
    topic = about.referral.text("topic") or next(iter((*shared, *wanted, *offered)), "")
    return wording.translate(fields.label_of(fields.TOPICS, topic)) if topic else ""


# --- what a referral tells -------------------------------------------------------------------------------------------


def _told(desk: Desk, case: CaseFile, about: About, wording: Wording) -> tuple[str, ...]:
    """What the referral tells the contact, in the words of the client's language."""
    referral = kind_of(desk.library, "referral")
    if referral is None:
        return ()
    by_field = case_values(case, wording)
    unticked = leave_out_of(referral, about.referral)
    return tuple(
        f"{wording.label(placeholder.title) or placeholder.id}: {_one_line(by_field[placeholder.field])}"
        for placeholder in referral.placeholders.values()
        if placeholder.field in by_field and placeholder.field not in ALWAYS_LEAVE and placeholder.id not in unticked
    )


def kind_of(library: Library, kind_id: str) -> LetterKind | None:
    """One kind of letter, `None` where the packs hold no sound one of that name."""
    row = next((row for row in library.rows("letter") if row.get("id") == kind_id), None)
    return read_kind(row)[0] if row is not None else None


def _one_line(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _until(desk: Desk, case: CaseFile, about: About, wording: Wording) -> str:
    if about.contact is None:
        return ""
    standing = referrals.standing(desk, case, about.contact.id, about.referral.text("topic"))
    return wording.day(standing.consent.text("expires_on")) if standing.ok and standing.consent else ""


def leave_out_of(kind: LetterKind, about: Entity) -> tuple[str, ...]:
    """Placeholders that a referral does not pass on, from the list of fields that the adviser ticked.

    An empty list means that nothing was chosen yet; then only what a referral usually needs is ticked.
    """
    ticked = set(about.texts("fields")) or USUALLY_TOLD
    return tuple(
        placeholder.id
        for placeholder in kind.placeholders.values()
        if placeholder.field and placeholder.field not in ALWAYS_LEAVE and placeholder.field not in ticked
    )


USUALLY_TOLD = frozenset(
    {
        "person.name",
        "person.german_level",
        "person.work_experience",
        "qualification.title",
        "paper.title",
        "paper.missing",
        "company.name",
        "company.branch",
        "company.place",
        "vacancy.title",
        "vacancy.number",
        "vacancy.occupation",
    }
)
"""What is ticked at first: what a contact needs to answer, and nothing that only describes the person."""


def _talk(case: CaseFile, order: Order, wording: Wording) -> dict[str, Value]:
    """The consultation that is confirmed: when, how long and on which way, never what was said."""
    talks = case.all("consultation")
    talk = next((each for each in talks if each.ref == order.talk), talks[-1] if talks else Entity("consultation:"))
    minutes = talk.get("minutes")
    length = wording.translate(N_("{n} minutes")).format(n=f"{minutes:g}") if isinstance(minutes, int | float) else ""
    return {
        "talk_date": wording.day(talk.text("at")),
        "talk_time": talk.text("time"),
        "talk_minutes": length,
        "talk_channel": wording.value(fields.FIELDS["consultation.channel"], talk.get("channel")),
    }


# --- steps of a plan -------------------------------------------------------------------------------------------------

_STEP_WORDS = {
    "office": {"de": "Stelle", "en": "Office"},
    "due": {"de": "Bis", "en": "By"},
    "cost": {"de": "Kosten", "en": "Cost"},
    "verify": {"de": "Noch zu prüfen.", "en": "Still to be verified."},
}


def _steps(desk: Desk, case: CaseFile, kind: LetterKind, wording: Wording) -> tuple[CheckItem, ...]:
    """The steps of the case that belong on this letter, in its language; steps not needed are left out."""
    there = {
        item.ref: item
        for each in checklists.lists_of(replace(desk, language=wording.language), case)
        for item in each.items
    }
    wanted = (there[item.ref] for item in steps_of(kind, case) if item.ref in there)
    return tuple(_step(item, wording) for item in wanted if item.state != "not_needed")


def _step(item: ItemView, wording: Wording) -> CheckItem:
    said = {name: wording.label(each) or each["de"] for name, each in _STEP_WORDS.items()}
    facts = (("office", item.office), ("due", wording.day(item.due) if item.due else ""), ("cost", item.cost))
    return CheckItem(
        words(wording.own(item.title), field="steps"),
        words(wording.own(item.text)) if item.text else (),
        tuple(words(wording.own(paper)) for paper in item.papers),
        tuple((said[name], words(value)) for name, value in facts if value),
        "done" if item.finished else "open",
        "" if item.status == "S" else said["verify"],
    )


# --- sender and salutation -------------------------------------------------------------------------------------------


def _notice(desk: Desk, wording: Wording) -> dict[str, Value]:
    """Who is responsible and how long things are kept, as settings and the declaration of fields say."""
    ours = office(desk).one("office")
    town = " ".join(part for part in (ours.text("postal_code"), ours.text("place")) if part)
    used = {field.purpose for field in fields.FIELDS.values()}
    kept = dict.fromkeys(field.retention for field in fields.FIELDS.values() if field.retention != "office")
    words = periods.kept(desk, wording.translate)
    return {
        "controller": ", ".join(part for part in (ours.text("carrier"), ours.text("name")) if part),
        **_from_carrier(desk, wording.language),
        "controller_address": ", ".join(part for part in (ours.text("street"), town, ours.text("email")) if part),
        "purposes": tuple(wording.translate(label) for key, label in fields.PURPOSES.items() if key in used),
        "periods": tuple(words[key] for key in words if key in kept),
    }


def _from_carrier(desk: Desk, language: str) -> dict[str, Value]:
    """What the carrier of the office decides; empty while none is chosen."""
    known = privacy.notice_values(desk, language)
    authority = " · ".join(part for part in (known["supervisor"], known.get("complain", "")) if part)
    basis = ": ".join(part for part in (known["law"], known["bases"]) if part)
    inform = known.get("inform", "")
    return {"officer": known["officer"], "authority": authority, "legal_basis": basis, "inform": inform}


def _for_minors(desk: Desk, wording: Wording) -> dict[str, Value]:
    """The section of the notice that speaks to whoever is under 18."""
    section = next((each for each in privacy.texts(desk).notice if each.form == MINOR), None)
    if section is None:
        return {}
    return {"minor_title": wording.label(section.title), "minor": wording.label(section.text)}


def office_letterhead(desk: Desk) -> Letterhead:
    """The letterhead from the settings; what the office did not enter stays empty."""
    ours = office(desk).one("office")
    names = ("name", "carrier", "street", "postal_code", "place", "phone", "email", "footer", "color",
             "column_1", "column_2", "column_3")  # fmt: skip
    logo = desk.store.blob(ours.text("logo")) if ours.text("logo") else None
    return letterhead({name: ours.text(name) for name in names} | {"web": ours.text("website")}, logo or b"")


def sender(desk: Desk, case: CaseFile, kind: LetterKind) -> Letterhead:
    """Who writes: the office, or the company itself for what it sends under its own name."""
    if kind.sender == "none":
        return Letterhead()
    if kind.sender == "office":
        return office_letterhead(desk)
    company = case.one("company")
    names = ("name", "street", "postal_code", "place", "phone", "email")
    return letterhead({name: company.text(name) for name in names})


def salutations(kind: LetterKind, case: CaseFile, language: str) -> tuple[str, ...]:
    """Salutations to choose from, the neutral one first; a form of address is never guessed from a name."""
    neutral = kind.salutation.get(language, "")
    if not neutral:
        return ()
    formal = "Sehr geehrte Damen und Herren," if language == "de" else "Dear Sir or Madam,"
    if kind.recipient == "contact":
        return tuple(dict.fromkeys((neutral, formal)))
    if kind.recipient != "client" or case.kind != "person" or not case.name:
        return tuple(dict.fromkeys((neutral, formal))) if kind.recipient == "anyone" else (neutral,)
    return (neutral, *_by_name(case.name, language).values())


def _by_name(name: str, language: str) -> dict[str, str]:
    if language == "de":
        return {
            "neutral": f"Guten Tag {name},",
            "woman": f"Sehr geehrte Frau {name},",
            "man": f"Sehr geehrter Herr {name},",
        }
    return {"neutral": f"Dear {name},", "woman": f"Dear Ms {name},", "man": f"Dear Mr {name},"}


def recorded_salutation(kind: LetterKind, case: CaseFile, language: str) -> str:
    """The salutation that the person asked for, where the case knows one; else empty, which is the neutral one."""
    wanted = case.one("person").text("salutation")
    if kind.recipient != "client" or case.kind != "person" or not case.name or not kind.salutation:
        return ""
    return _by_name(case.name, language or kind.languages[0]).get(wanted, "")
