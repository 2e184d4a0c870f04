"""All contacts with the index that keeps matching quick, and the way from an ended contact to its successor."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from welcomedesk.domain.contacts import Contact, Row, contacts_from_rows, sources_from_rows
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.freshness import source_year, state_on
from welcomedesk.domain.match_values import language_key
from welcomedesk.domain.regions import Regions, on_sphere, regions_from_rows
from welcomedesk.domain.slips import nearly
from welcomedesk.domain.words import N_


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact with what the ranking asks of it again and again, worked out once.

    Args:
        number, by_name: position in the directory, and among all names.
        profile: the same number for contacts that every question of fit answers alike.
        always: neither begins nor ends nor is kept out of matching, so the day need not be asked.
    """

    contact: Contact
    number: int
    by_name: int
    profile: int
    reach: str
    districts: frozenset[str]
    groups: frozenset[str]
    topics: frozenset[str]
    languages: frozenset[str] | None
    has_checks: bool
    unclear: bool
    nothing_known: bool
    source_year: int
    where: tuple[float, float, float] | None
    always: bool


@dataclass(frozen=True, slots=True)
class Directory:
    """All contacts, indexed once so that matching stays quick; make it with `directory`."""

    regions: Regions
    entries: tuple[Entry, ...]
    by_id: Mapping[str, Contact]
    by_topic: Mapping[str, frozenset[int]] = field(repr=False)
    by_region: Mapping[str, frozenset[int]] = field(repr=False)
    numbers: Mapping[str, int] = field(repr=False)
    list_keepers: tuple[Contact, ...] = field(repr=False)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        return tuple(entry.contact for entry in self.entries)

    def contact(self, contact_id: str) -> Contact:
        """The contact with this id. Raises `DeskError`."""
        found = self.by_id.get(contact_id)
        if found is None:
            raise DeskError(
                "unknown_contact",
                N_("There is no contact with the id {contact}."),
                next_step=N_("Search for the contact by its name."),
                contact=contact_id,
            )
        return found

    def named(self, text: str) -> tuple[Contact, ...]:
        """Contacts whose own name holds all words, ended ones included, in order of their names."""
        words = text.casefold().split()
        hits = (entry for entry in self.entries if words and all(word in _names(entry.contact) for word in words))
        return tuple(entry.contact for entry in sorted(hits, key=lambda entry: entry.by_name))

    def search(self, text: str, limit: int = 50) -> tuple[Contact, ...]:
        """Contacts whose name, town or offer holds all words, ended ones included.

        First who is called so for short, then names that begin like it, then other names, then offers.
        Where nothing holds them, a word with one slip in it finds the right one.
        """
        words = text.casefold().split()
        if not words:
            return ()
        return self._holding(words, limit, _written) or self._holding(words, limit, _nearly_written)

    def _holding(self, words: Sequence[str], limit: int, holds: Callable[[str, str], bool]) -> tuple[Contact, ...]:
        hits = []
        for entry in self.entries:
            contact = entry.contact
            names = _names(contact)
            rest = f"{contact.region.seat_town} {contact.address.town} {contact.offer.de} {contact.offer.en}".casefold()
            if all(holds(names, word) for word in words):
                hits.append((_rank(contact, words), entry.by_name, contact))
            elif all(holds(names, word) or holds(rest, word) for word in words):
                hits.append((3, entry.by_name, contact))
        return tuple(contact for _, _, contact in sorted(hits, key=lambda hit: hit[:2])[:limit])


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def _written(text: str, word: str) -> bool:
    return word in text


def _nearly_written(text: str, word: str) -> bool:
    """Whether a word stands in a text with ae for ä, or begins one of its words but for one slip."""
    return word in text.translate(_UMLAUTS) or any(nearly(_words_of(text), word))


@lru_cache(maxsize=2048)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"\w+", text)))


def _names(contact: Contact) -> str:
    return f"{contact.name} {contact.short_name} {contact.id}".casefold()


def _rank(contact: Contact, words: Sequence[str]) -> int:
    """How well a name fits that holds all words: called so for short, beginning like it, holding it."""
    if contact.short_name.casefold() == " ".join(words):
        return 0
    begins = any(name.casefold().startswith(words[0]) for name in (contact.name, contact.short_name))
    return 1 if begins else 2


def directory(contacts: Sequence[Contact], regions: Regions) -> Directory:
    """The contacts with their index; a second contact with the same id is left out."""
    by_id: dict[str, Contact] = {}
    for contact in contacts:
        by_id.setdefault(contact.id, contact)
    alphabetical = sorted(by_id.values(), key=lambda contact: (contact.name.casefold(), contact.id))
    place = {contact.id: position for position, contact in enumerate(alphabetical)}
    profiles: dict[object, int] = {}
    entries = tuple(
        _entry(contact, number, place[contact.id], profiles.setdefault(_profile(contact), len(profiles)))
        for number, contact in enumerate(by_id.values())
    )
    by_topic: dict[str, set[int]] = {}
    by_region: dict[str, set[int]] = {}
    for entry in entries:
        for topic in entry.topics:
            by_topic.setdefault(topic, set()).add(entry.number)
        for key in (entry.reach,) if entry.reach != "local" else entry.districts:
            by_region.setdefault(key, set()).add(entry.number)
    return Directory(
        regions,
        entries,
        by_id,
        {key: frozenset(value) for key, value in by_topic.items()},
        {key: frozenset(value) for key, value in by_region.items()},
        {entry.contact.id: entry.number for entry in entries},
        tuple(entry.contact for entry in entries if entry.contact.keeps_lists),
    )


def directory_from_rows(
    *,
    contact: Sequence[Row],
    source: Sequence[Row] = (),
    district: Sequence[Row] = (),
    town: Sequence[Row] = (),
    postal_code: Sequence[Row] = (),
) -> Directory:
    """The directory that these tables of the packs describe; `source` holds those of the pack with the contacts."""
    contacts = contacts_from_rows(contact, sources_from_rows(source))
    return directory(contacts, regions_from_rows(district, town, postal_code))


def turned_down(contact: Contact, on: date) -> str:
    """Why a contact is not offered on this day: `ended`, `not_started`, `retired`, `not_for_referral`; else empty."""
    state = state_on(contact, on)
    if state in ("ended", "not_started", "retired"):
        return state
    return "" if contact.referral else "not_for_referral"


def successor_of(contacts: Directory, contact: Contact, on: date) -> tuple[Contact | None, bool]:
    """The first successor that works on this day, and whether the chain runs in a circle."""
    seen = {contact.id}
    current: Contact | None = contact
    while current is not None and current.successor_id:
        if current.successor_id in seen:
            return None, True
        seen.add(current.successor_id)
        current = contacts.by_id.get(current.successor_id)
        if current is not None and not turned_down(current, on):
            return current, False
    return None, False


def _profile(contact: Contact) -> object:
    return contact.kind, contact.region.districts, contact.target_groups, contact.topics, contact.languages


def _entry(contact: Contact, number: int, by_name: int, profile: int) -> Entry:
    dated = contact.period.begin or contact.period.end or contact.lifecycle == "ended"
    always = contact.referral and not dated and not contact.office.retired
    return Entry(
        contact=contact,
        number=number,
        by_name=by_name,
        profile=profile,
        reach=contact.region.reach,
        districts=frozenset(contact.region.districts),
        groups=frozenset(contact.target_groups),
        topics=frozenset(contact.topics),
        languages=None if contact.languages is None else frozenset(language_key(code) for code in contact.languages),
        has_checks=bool(contact.office.checks),
        unclear=contact.lifecycle == "unclear",
        nothing_known=not contact.routes,
        source_year=source_year(contact),
        where=on_sphere(contact.point),
        always=always,
    )
