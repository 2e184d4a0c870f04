"""How well the districts are served: per topic whether somebody can be reached on the spot, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from welcomedesk.domain.contacts import ALL_MIGRANTS, NOT_MIGRANTS, Contact
from welcomedesk.domain.directory import Directory, turned_down
from welcomedesk.domain.fields import TOPICS
from welcomedesk.domain.freshness import last_good_check, state_on
from welcomedesk.domain.match_values import language_key

HERE, UNSURE, WIDE, NONE = "here", "unsure", "wide", "none"
LEVELS = (HERE, UNSURE, WIDE, NONE)
"""Of one topic in one district, best first: an office of the district can be reached; there is one, but it may have
ended or only its web address is known; only state-wide or federal offices; nobody."""

GOOD, FAIR, THIN = "good", "fair", "thin"
GRADES = (GOOD, FAIR, THIN)
"""Of a whole district, best first."""

GOOD_SHARE, FAIR_SHARE = 5 / 6, 7 / 12
"""A district is good where this share of the topics asked for has an office that can be reached, fair from the second
share on. Our own scale: it orders districts for the eye and decides nothing."""

EVERYWHERE = (
    "foreigners_authority",
    "jobcenter",
    "employment_agency",
    "migration_counselling_mbe",
    "youth_migration_service_jmd",
    "language_course_provider",
)
"""Kinds of offices that one expects in every district; where none is known the list is incomplete, or there is none."""


@dataclass(frozen=True, slots=True)
class MissingKind:
    """A kind of office of which the directory knows none in a district, or none that can be reached.

    Args:
        known: whether there is one that cannot be reached by phone, mailbox or address.
        keepers: contacts that hold the current list.
    """

    kind: str
    known: bool
    keepers: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class DistrictCoverage:
    """One district.

    Args:
        topics: topic to one of `LEVELS`, the topics asked for in their order.
        offices: topic to the offices of the district that can be reached, in order of their names.
        missing: kinds of offices that are missing here.
    """

    district: str
    topics: Mapping[str, str]
    offices: Mapping[str, tuple[Contact, ...]]
    missing: tuple[MissingKind, ...]

    @property
    def here(self) -> int:
        """How many topics have an office that can be reached."""
        return sum(level == HERE for level in self.topics.values())

    @property
    def gaps(self) -> tuple[str, ...]:
        """Topics without an office that can be reached here."""
        return tuple(topic for topic, level in self.topics.items() if level != HERE)

    @property
    def grade(self) -> str:
        """One of `GRADES`. Of a single topic: good here, fair where unsure, else thin."""
        if len(self.topics) == 1:
            (level,) = self.topics.values()
            return {HERE: GOOD, UNSURE: FAIR}.get(level, THIN)
        share = self.here / max(1, len(self.topics))
        return GOOD if share >= GOOD_SHARE else FAIR if share >= FAIR_SHARE else THIN


def coverage(
    contacts: Directory, on: date, *, topics: tuple[str, ...] = (), group: str = "", language: str = ""
) -> tuple[DistrictCoverage, ...]:
    """All districts in the order of their names.

    Args:
        topics: of `fields.TOPICS`; all where none is named.
        group: only offices for this target group.
        language: only offices where this language is known to be spoken.
    """
    asked = topics or tuple(option.id for option in TOPICS)
    fitting = [
        contact
        for contact in contacts.contacts
        if not turned_down(contact, on) and _for_group(contact, group) and _speaks(contact, language)
    ]
    wide = {topic for contact in fitting if contact.region.reach != "local" for topic in contact.topics}
    districts = sorted(contacts.regions.districts.values(), key=lambda each: each.name.casefold())
    return tuple(_of_district(contacts, each.ags5, fitting, asked, wide, on) for each in districts)


def reachable(contact: Contact, on: date) -> bool:
    """Whether somebody can be phoned, written to or visited there, and it is not doubtful that it still exists."""
    known = {"phone", "email", "address"} & set(contact.routes)
    return bool(known) and (state_on(contact, on) != "unclear" or last_good_check(contact, on) is not None)


def _of_district(
    contacts: Directory, district: str, fitting: list[Contact], asked: tuple[str, ...], wide: set[str], on: date
) -> DistrictCoverage:
    local = [each for each in fitting if each.region.reach == "local" and district in each.region.districts]
    levels: dict[str, str] = {}
    offices: dict[str, tuple[Contact, ...]] = {}
    for topic in asked:
        named = [each for each in local if topic in each.topics]
        good = sorted((each for each in named if reachable(each, on)), key=lambda each: each.name.casefold())
        offices[topic] = tuple(good)
        levels[topic] = HERE if good else UNSURE if named else WIDE if topic in wide else NONE
    missing = []
    for kind in EVERYWHERE:
        known = [each for each in local if each.kind == kind]
        if not any(reachable(each, on) for each in known):
            missing.append(MissingKind(kind, bool(known), _keepers(contacts, kind, on)))
    return DistrictCoverage(district, levels, offices, tuple(missing))


def _keepers(contacts: Directory, kind: str, on: date) -> tuple[Contact, ...]:
    return tuple(
        each
        for each in contacts.list_keepers
        if each.keeps_lists and kind in each.keeps_lists.kinds and not turned_down(each, on)
    )


def _for_group(contact: Contact, group: str) -> bool:
    return (
        not group
        or group in contact.target_groups
        or (group not in NOT_MIGRANTS and ALL_MIGRANTS in contact.target_groups)
    )


def _speaks(contact: Contact, language: str) -> bool:
    return not language or language_key(language) in {language_key(code) for code in contact.languages or ()}
