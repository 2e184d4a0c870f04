"""What matching is asked and what it answers, with the reasons for and against every contact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from welcomedesk.domain.contacts import Contact
from welcomedesk.domain.freshness import (
    Freshness,
    check_reasons,
    ending,
    failures,
    freshness_on,
    last_good_check,
    line,
    state_on,
)
from welcomedesk.domain.regions import Point
from welcomedesk.domain.saying import Said

GROUPS = ("named", "local", "state", "federal", "by_district", "partly")
"""Groups of matches in the order in which they are offered."""

SAME_LANGUAGE = {
    "kmr": "ku", "ckb": "ku", "prs": "fa", "hr": "bs", "sr": "bs", "sh": "bs", "zh-hans": "zh", "uk-ua": "uk",
}  # fmt: skip


def language_key(code: str) -> str:
    """The code under which a language is compared: those meet whose speakers understand each other in a talk."""
    code = code.casefold()
    return SAME_LANGUAGE.get(code, code)


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody needs; every part may stay open.

    Args:
        topics, target_groups: ids of `fields.TOPICS` and `fields.TARGET_GROUPS`.
        district: key of a district, `ST` or `DE`; `postal_code` may be given instead or as well.
        place: name of a town.
        point: where to measure distances from; found from postal code, place or district when not given.
        languages: codes of languages that the person speaks; German asks nothing of anybody.
        named: ids of contacts that the guide or a checklist step named; they come first where they work.
    """

    topics: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    district: str = ""
    postal_code: str = ""
    place: str = ""
    point: Point | None = None
    languages: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Fit(NamedTuple):
    """The questions of fit, most important first; more is better.

    `named` by the guide, `responsible` by law, `general`: open to every occupation, as opposed to an authority that
    decides about some only, number of `topics` covered, `group` (2 named, 1 for all migrants or not asked, 0 meant
    for others), `language` (2 spoken, 1 not known or not asked, 0 others spoken), `own`: works in this one district
    only.
    """

    named: int
    responsible: int
    general: int
    topics: int
    group: int
    language: int
    own: int


@dataclass(frozen=True, slots=True)
class Match:
    """One contact that fits.

    Args:
        group: one of `GROUPS`.
        distance_km: from the person's place to the contact's point, `None` where either is not known.
        because: why it fits, most important first.
        misfits: what does not fit or is not known.
        check: reasons to call before a letter goes out, see `freshness.check_reasons`.
    """

    contact: Contact
    group: str
    fit: Fit
    distance_km: float | None
    need: Need
    on: date
    district: str
    ask: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.contact.id

    # Reasons are worked out when they are looked at: a list of hundreds is ranked without them.
    @property
    def because(self) -> tuple[Said, ...]:
        return tuple(_because(self))

    @property
    def misfits(self) -> tuple[Said, ...]:
        return tuple(_misfits(self))

    @property
    def check(self) -> tuple[str, ...]:
        return check_reasons(self.contact, self.on)

    @property
    def freshness(self) -> Freshness:
        """How old our knowledge of the contact is."""
        return freshness_on(self.contact, self.on)

    @property
    def freshness_line(self) -> Said:
        return line(self.contact, self.on)


@dataclass(frozen=True, slots=True)
class NotSuggested:
    """A contact that would fit but is not offered, with the way on.

    Args:
        reason: `ended`, `not_started`, `retired` or `not_for_referral`.
        end: date of the end as exact as known, or of the begin for `not_started`; empty where not known.
        successor: the first successor that still works, `None` where no source shows one.
        fallbacks: our own proposals that still work; only where there is no successor.
        circle: whether the successors point at each other.
    """

    contact: Contact
    reason: str
    end: str = ""
    successor: Contact | None = None
    fallbacks: tuple[Contact, ...] = ()
    circle: bool = False

    @property
    def lines(self) -> tuple[Said, ...]:
        """The sentences to show."""
        if self.reason == "ended":
            return (ending(self.contact), *self._way_on())
        if self.reason == "not_started":
            return (Said("not_started", {"date": self.end}),)
        return (Said(self.reason),)

    def _way_on(self) -> tuple[Said, ...]:
        circle = (Said("successor_circle"),) if self.circle else ()
        if self.successor:
            return (Said("successor", {"name": self.successor.title}),)
        if self.fallbacks:
            return (*circle, Said("no_successor_try", {"names": tuple(each.title for each in self.fallbacks)}))
        return circle or (Said("no_successor"),)


@dataclass(frozen=True, slots=True)
class Matches:
    """The answer to a need.

    Args:
        matches: all that fit, group by group in the order of `GROUPS`, inside a group in order of fit.
        ask_district: districts of which one applies, because the postal code crosses a border. What depends on the
            answer stands in the group `by_district` until it is given.
        district: key of the district that was found, empty where open.
        places_to_check: contacts that hold current lists of kinds of which no local contact was found.
    """

    matches: tuple[Match, ...] = ()
    not_suggested: tuple[NotSuggested, ...] = ()
    ask_district: tuple[str, ...] = ()
    district: str = ""
    places_to_check: tuple[Contact, ...] = ()

    def group(self, *names: str) -> tuple[Match, ...]:
        return tuple(match for match in self.matches if match.group in names)

    @property
    def fitting(self) -> tuple[Match, ...]:
        """What the window lists first: named, local and state-wide contacts."""
        return self.group("named", "local", "state")

    @property
    def federal(self) -> tuple[Match, ...]:
        return self.group("federal")

    def __len__(self) -> int:
        return len(self.matches)


# --- the reasons ----------------------------------------------------------------------------------------------------


def _because(match: Match) -> Iterable[Said]:
    contact, need, fit = match.contact, match.need, match.fit
    if fit.named:
        yield Said("named")
    if fit.responsible:
        yield Said("responsible", {"district": match.district})
    if fit.topics:
        yield Said("topics", {"topics": tuple(each for each in need.topics if each in contact.topics)})
    if fit.group == 2:
        yield Said("groups", {"groups": tuple(each for each in need.target_groups if each in contact.target_groups)})
    elif fit.group == 1 and need.target_groups:
        yield Said("all_migrants")
    if fit.language == 2:
        spoken = {language_key(code) for code in contact.languages or ()}
        yield Said("language", {"languages": tuple(each for each in need.languages if language_key(each) in spoken)})
    reach = contact.region.reach
    if reach != "local":
        yield Said("state_wide" if reach == "state" else "federal")
    elif match.group in ("local", "named") and not fit.responsible:
        yield Said("district_own" if fit.own else "district_among", {"district": match.district or match.ask})
    if match.distance_km is not None and reach != "federal":
        yield Said("near", {"km": round(match.distance_km)}) if match.distance_km >= 1 else Said("same_place")


def _misfits(match: Match) -> Iterable[Said]:
    contact, need, fit = match.contact, match.need, match.fit
    missing = tuple(each for each in need.topics if each not in contact.topics)
    if missing:
        yield Said("topics_missing", {"topics": missing})
    if fit.group == 0:
        yield Said("groups_other", {"groups": contact.target_groups})
    asked = tuple(each for each in need.languages if language_key(each) != "de")
    if fit.language == 0:
        yield Said("language_other", {"languages": contact.languages or ()})
    elif asked and contact.languages is None:
        yield Said("language_unknown", {"languages": asked})
    if not fit.general and not fit.named:
        yield Said("some_occupations")
    open_district = match.group == "by_district" or (match.group == "partly" and not match.district and not match.ask)
    if open_district and contact.region.reach == "local":
        yield Said("district_only", {"districts": contact.region.districts})
    for check in failures(contact, match.on):
        yield Said(check.result, {"date": check.on, "by": check.by})
    if state_on(contact, match.on) == "unclear" and not last_good_check(contact, match.on):
        yield Said("unclear")
    if not contact.routes:
        yield Said("no_route")
    elif contact.routes == ("web",):
        yield Said("web_only")
