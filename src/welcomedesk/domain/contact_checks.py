"""Everything that is wrong with a list of contacts, each with the contact, the field and a code.

The pack checker, the editor and the import ask the same questions. An error makes the entry unusable or misleading,
a warning asks somebody to look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from welcomedesk.domain.contacts import GROUP_IDS, KIND_IDS, TOPIC_IDS, Contact
from welcomedesk.domain.freshness import state_on
from welcomedesk.domain.personal_data import SIGNS, signs_of_person
from welcomedesk.domain.regions import FEDERATION, STATE, Regions
from welcomedesk.domain.words import N_

ERRORS = MappingProxyType(
    {
        "no_id": N_("The contact has no id."),
        "no_name": N_("The contact has no name."),
        "double_id": N_("There is more than one contact with this id."),
        "kind_unknown": N_("There is no kind {found}."),
        "topic_unknown": N_("There is no topic {found}."),
        "target_group_unknown": N_("There is no target group {found}."),
        "district_unknown": N_("There is no district {found}."),
        "no_district": N_("No district is given, so the contact can never match."),
        "date_unreadable": N_("{found} is not a date such as 2026, 2026-11 or 2026-11-21."),
        "period_backwards": N_("The period ends before it begins."),
        "ended_but_offered": N_("The contact has ended and is still offered in matching."),
        "ended_without_end": N_("The contact has ended, but no end date is given."),
        "successor_unknown": N_("The successor {found} is not in the list."),
        "successor_circle": N_("The successors point at each other: {found}."),
        "fallback_unknown": N_("The fall-back {found} is not in the list."),
        "markup": N_("Markup is not allowed here: {found}"),
        "status_unknown": N_("The status must be S or K, not {found}."),
        "no_source": N_("No source is given."),
        "words_missing": N_("The text in {found} is missing."),
    }
)

WARNINGS = MappingProxyType(
    {
        "no_route": N_("No phone, mailbox or address is known."),
        "no_topic": N_("No topic is given."),
        "no_target_group": N_("No target group is given."),
        "postal_code_unknown": N_("The postal code {found} is not in the list for Saxony-Anhalt."),
        "overlaps_successor": N_("The period overlaps with that of the successor {found}."),
        "overlaps_same_name": N_("The period overlaps with that of {found}, which has the same name."),
        "successor_ended": N_("The successor {found} has ended as well."),
        "fallback_ended": N_("The fall-back {found} has ended."),
        **SIGNS,
    }
)


@dataclass(frozen=True, slots=True)
class ContactProblem:
    """One thing that is wrong.

    Args:
        contact: id of the contact; `field`: name as in the pack.
        code: key of `ERRORS` or `WARNINGS`; `values` fill the placeholders of its sentence.
    """

    contact: str
    field: str
    code: str
    values: Mapping[str, str]

    @property
    def is_error(self) -> bool:
        return self.code in ERRORS

    @property
    def sentence(self) -> str:
        """English sentence for the catalogue, placeholders still in it."""
        return ERRORS.get(self.code) or WARNINGS[self.code]


def problems(contacts: Sequence[Contact], regions: Regions, on: date) -> tuple[ContactProblem, ...]:
    """Every problem of a list of contacts as it stands on a day, in the order of the list."""
    by_id = {contact.id: contact for contact in contacts}
    found = [problem for contact in contacts for problem in problems_of(contact, regions)]
    for contact in contacts:
        found += references_of(contact, by_id, on)
    found += [_problem(each, "id", "double_id") for each, n in Counter(c.id for c in contacts).items() if n > 1]
    found += _same_names(contacts)
    return tuple(found)


def problems_of(contact: Contact, regions: Regions) -> tuple[ContactProblem, ...]:
    """What is wrong with one contact, looked at alone; what the editor shows while typing."""
    return (*_codes(contact, regions), *_period(contact), *_texts(contact), *_gaps(contact, regions))


def _codes(contact: Contact, regions: Regions) -> Iterator[ContactProblem]:
    if not contact.id:
        yield _problem(contact.id, "id", "no_id")
    if not contact.name.strip():
        yield _problem(contact.id, "name", "no_name")
    if contact.kind not in KIND_IDS:
        yield _problem(contact.id, "kind", "kind_unknown", contact.kind)
    for topic in contact.topics:
        if topic not in TOPIC_IDS:
            yield _problem(contact.id, "topics", "topic_unknown", topic)
    for group in contact.target_groups:
        if group not in GROUP_IDS:
            yield _problem(contact.id, "target_groups", "target_group_unknown", group)
    for district in contact.region.districts:
        if district not in regions.districts and district not in (STATE, FEDERATION):
            yield _problem(contact.id, "region", "district_unknown", district)
    if contact.status not in ("S", "K"):
        yield _problem(contact.id, "status", "status_unknown", contact.status)
    if not contact.sources and not contact.office.own:
        yield _problem(contact.id, "source", "no_source")


def _period(contact: Contact) -> Iterator[ContactProblem]:
    for name, text in (("active_from", contact.period.begin), ("active_to", contact.period.end)):
        if not _is_date(text):
            yield _problem(contact.id, name, "date_unreadable", text)
            return
    begin, end = contact.period.first_day, contact.period.last_day
    if begin and end and end < begin:
        yield _problem(contact.id, "active_to", "period_backwards")
    if contact.lifecycle == "ended":
        if contact.referral and not contact.office.checks:
            yield _problem(contact.id, "referral", "ended_but_offered")
        if end is None:
            yield _problem(contact.id, "active_to", "ended_without_end")


def _texts(contact: Contact) -> Iterator[ContactProblem]:
    texts = {
        "name": contact.name,
        "short_name": contact.short_name,
        "phone": contact.phone,
        "email": contact.email,
        "address": " ".join(contact.address.lines()),
    }
    for name in ("offer", "notes", "hours", "cost", "bring", "access"):
        words = getattr(contact, name)
        texts[name] = f"{words.de} {words.en}"
        if words and not contact.office.own and name not in contact.office.edited:
            for language in ("de", "en"):
                if not getattr(words, language):
                    yield _problem(contact.id, name, "words_missing", language)
    for name, text in texts.items():
        if "<" in text or ">" in text:
            yield _problem(contact.id, name, "markup", text[:60])
        for code, found in signs_of_person(text):
            yield _problem(contact.id, name, code, found)


def _gaps(contact: Contact, regions: Regions) -> Iterator[ContactProblem]:
    if not contact.region.districts:
        yield _problem(contact.id, "region", "no_district")
    if not contact.topics:
        yield _problem(contact.id, "topics", "no_topic")
    if not contact.target_groups:
        yield _problem(contact.id, "target_groups", "no_target_group")
    if contact.referral and not contact.routes:
        yield _problem(contact.id, "phone", "no_route")
    code = contact.address.postal_code
    if code and contact.region.reach != "federal" and code not in regions.postal_codes:
        yield _problem(contact.id, "address", "postal_code_unknown", code)


def references_of(contact: Contact, by_id: Mapping[str, Contact], on: date) -> Iterator[ContactProblem]:
    """What is wrong with the contacts that a contact names: unknown, ended, in a circle, at the same time.

    Args:
        by_id: all contacts, this one included as it is judged.
    """
    successor = by_id.get(contact.successor_id)
    if contact.successor_id and successor is None:
        yield _problem(contact.id, "successor_id", "successor_unknown", contact.successor_id)
    if successor is not None:
        circle = _circle(contact, by_id)
        if circle:
            yield _problem(contact.id, "successor_id", "successor_circle", " → ".join(circle))
        elif state_on(successor, on) == "ended":
            yield _problem(contact.id, "successor_id", "successor_ended", successor.id)
        if contact.period.overlaps(successor.period) and successor.period.begin:
            yield _problem(contact.id, "active_to", "overlaps_successor", successor.id)
    for key in contact.fallback_ids:
        if key not in by_id:
            yield _problem(contact.id, "fallback_ids", "fallback_unknown", key)
        elif state_on(by_id[key], on) == "ended":
            yield _problem(contact.id, "fallback_ids", "fallback_ended", key)


def _circle(contact: Contact, by_id: Mapping[str, Contact]) -> tuple[str, ...]:
    chain = [contact.id]
    current = by_id.get(contact.successor_id)
    while current is not None:
        if current.id in chain:
            return (*chain[chain.index(current.id) :], current.id)
        chain.append(current.id)
        current = by_id.get(current.successor_id)
    return ()


def _same_names(contacts: Sequence[Contact]) -> Iterator[ContactProblem]:
    by_name: dict[str, list[Contact]] = {}
    for contact in contacts:
        for earlier in by_name.get(contact.name.casefold(), ()):
            if earlier.id != contact.id and earlier.period.overlaps(contact.period):
                yield _problem(contact.id, "name", "overlaps_same_name", earlier.id)
        by_name.setdefault(contact.name.casefold(), []).append(contact)


def _is_date(text: str) -> bool:
    try:
        return not text or (len(text) in (4, 7, 10) and date.fromisoformat((text + "-01-01")[:10]) is not None)
    except ValueError:
        return False


def _problem(contact: str, name: str, code: str, found: str = "") -> ContactProblem:
    return ContactProblem(contact, name, code, MappingProxyType({"found": found} if found else {}))
