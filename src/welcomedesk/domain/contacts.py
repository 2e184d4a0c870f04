"""Contacts as values: who offers what to whom, where, in which languages, from when to when, and who says so.

A field that is not known is empty (`""`, `()` or `None`) and stays empty: the window writes "not known", a letter
leaves it out. Nothing here fills a gap.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType

from welcomedesk.domain.fields import TARGET_GROUPS, TOPICS, Option
from welcomedesk.domain.regions import FEDERATION, STATE, Point
from welcomedesk.domain.words import N_

Row = Mapping[str, object]

KINDS = (
    Option("welcome_service", N_("Welcome service")),
    Option("iq_recognition_counselling", N_("Recognition counselling (IQ)")),
    Option("iq_qualification", N_("Qualification (IQ)")),
    Option("migrant_organisation", N_("Migrant organisation")),
    Option("migration_counselling_mbe", N_("Migration counselling")),
    Option("youth_migration_service_jmd", N_("Youth migration service")),
    Option("foreigners_authority", N_("Foreigners authority")),
    Option("employment_agency", N_("Employment agency")),
    Option("jobcenter", N_("Jobcenter")),
    Option("chamber_ihk", N_("Chamber of industry and commerce")),
    Option("chamber_hwk", N_("Chamber of crafts")),
    Option("recognition_authority", N_("Recognition authority")),
    Option("university_international_office", N_("International office of a university")),
    Option("language_course_provider", N_("Language courses")),
    Option("labour_rights_counselling", N_("Counselling on labour rights")),
    Option("psychosocial_centre", N_("Psychosocial centre")),
    Option("welcome_network", N_("Coordination office or network")),
    Option("jobbridge", N_("Programme for refugees and work")),
    Option("business_association", N_("Business association")),
    Option("federal_hotline", N_("Federal hotline or portal")),
    Option("other", N_("Other contact")),
)
LIFECYCLES = (
    Option("presumed_active", N_("Presumably works")),
    Option("unclear", N_("Not clear whether it still exists")),
    Option("ended", N_("Has ended")),
)
KIND_IDS = frozenset(option.id for option in KINDS)
TOPIC_IDS = frozenset(option.id for option in TOPICS)
GROUP_IDS = frozenset(option.id for option in TARGET_GROUPS)

ALL_MIGRANTS = "all_migrants"
NOT_MIGRANTS = frozenset({"employer", "adviser"})
"""Target groups that "all migrants" does not speak of."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text in German and English."""

    de: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        """The text in this language, otherwise the German one."""
        return (self.en if language == "en" else self.de) or self.de or self.en

    def __bool__(self) -> bool:
        return bool(self.de or self.en)


@dataclass(frozen=True, slots=True)
class Address:
    """Where letters go; any part may be empty."""

    street: str = ""
    postal_code: str = ""
    town: str = ""

    def lines(self) -> tuple[str, ...]:
        """The lines of the address as they stand on an envelope, without empty ones."""
        return tuple(line for line in (self.street, f"{self.postal_code} {self.town}".strip()) if line)


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when a contact works, as exact as the source is.

    Args:
        begin, end: `2022`, `2022-10`, `2022-10-01`, or empty where not known.
    """

    begin: str = ""
    end: str = ""

    @property
    def first_day(self) -> date | None:
        """The earliest day that `begin` can mean, `None` where it is not known."""
        return _day(self.begin, last=False)

    @property
    def last_day(self) -> date | None:
        """The latest day that `end` can mean, `None` where no end is known."""
        return _day(self.end, last=True)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day; an unknown begin or end is open."""
        starts = (self.first_day or date.min, other.first_day or date.min)
        ends = (self.last_day or date.max, other.last_day or date.max)
        return max(starts) <= min(ends)


@dataclass(frozen=True, slots=True)
class Region:
    """Where a contact works.

    Args:
        districts: keys of districts, or `ST` for the state, `DE` for the federation.
        seat_town: empty where not known.
    """

    districts: tuple[str, ...] = ()
    seat_town: str = ""

    @property
    def reach(self) -> str:
        """`local`, `state` or `federal`."""
        if STATE in self.districts:
            return "state"
        return "federal" if FEDERATION in self.districts else "local"

    def covers(self, district: str) -> bool:
        """Whether it works in this district, state-wide and federal contacts included."""
        return self.reach != "local" or district in self.districts


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement is from.

    Args:
        page_date: date of the page, as exact as it is known; empty where it carries none.
        copy: read as a copy at another address: cite title and date in a letter, not the address.
    """

    id: str
    title: str
    url: str = ""
    page_date: str = ""
    read: str = ""
    copy: bool = False


@dataclass(frozen=True, slots=True)
class OfficeCheck:
    """What the office found out about a contact on one day.

    Args:
        result: `correct`, `wrong`, `phone_failed`, `email_failed`, `address_wrong` or `ended`.
        on: ISO date; `by`: initials or name of the adviser.
    """

    on: str
    by: str
    result: str = "correct"
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfficeView:
    """What the office of this workplace adds to a contact; empty for shipped data.

    Args:
        checks: newest last.
        edited: names of the fields in which the office's own data stand instead of the shipped ones.
        own: whether the office entered this contact itself.
        retired: whether the office no longer uses it.
    """

    checks: tuple[OfficeCheck, ...] = ()
    note: str = ""
    edited: tuple[str, ...] = ()
    own: bool = False
    retired: bool = False


NOTHING_ADDED = OfficeView()


@dataclass(frozen=True, slots=True)
class KeepsLists:
    """What current lists a contact keeps, so that an adviser can look up or check others of these kinds there."""

    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with everything that is known about it.

    Args:
        languages: codes of languages spoken there; `None` means not known, not "German only".
        contact_level: `full`, `partial`, `web_only` or `none`, as the editors judged the contact data.
        lifecycle: `presumed_active`, `unclear` or `ended`, as the editors judged it; for a date ask `state_on`.
        fallback_ids: our own proposal where no source shows a successor.
        referral: whether it may be offered in matching at all.
        newest_source: date of the newest source, empty where undated.
        freshness: class on the date of the pack: `recent`, `dated`, `old` or `undated`.
        status: `S` named by a source, `K` general knowledge; `field_status` marks single fields.
        hours, cost, bring, access: opening hours, cost, papers to bring, access; empty where not known.
        reply_days: after how many days it usually answers, `None` where not known.
    """

    id: str
    name: str
    kind: str = "other"
    short_name: str = ""
    target_groups: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    region: Region = Region()
    address: Address = Address()
    point: Point | None = None
    phone: str = ""
    email: str = ""
    url: str = ""
    contact_level: str = "none"
    languages: tuple[str, ...] | None = None
    offer: Words = Words()
    notes: Words = Words()
    hours: Words = Words()
    cost: Words = Words()
    bring: Words = Words()
    access: Words = Words()
    period: Period = Period()
    lifecycle: str = "presumed_active"
    successor_id: str = ""
    fallback_ids: tuple[str, ...] = ()
    referral: bool = True
    founding_network: bool = False
    sources: tuple[Source, ...] = ()
    newest_source: str = ""
    freshness: str = "undated"
    status: str = "S"
    field_status: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    keeps_lists: KeepsLists | None = None
    reply_days: int | None = None
    office: OfficeView = NOTHING_ADDED

    @property
    def title(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def routes(self) -> tuple[str, ...]:
        """Ways to reach it, of `phone`, `email`, `address`, `web`; empty where none is known."""
        known = (
            ("phone", self.phone),
            ("email", self.email),
            ("address", self.address.street and self.address.town),
            ("web", self.url),
        )
        return tuple(way for way, value in known if value)


@cache  # matching asks the same few texts thousands of times
def _day(text: str, *, last: bool) -> date | None:
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    if not parts or len(parts) != text.count("-") + 1:
        return None
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    whole_month = calendar.monthrange(year, month)[1] if last else 1
    return date(year, month, parts[2] if len(parts) > 2 else whole_month)


# --- from and to the rows of a pack ---------------------------------------------------------------------------------

_TEXTS = ("phone", "email", "url", "short_name", "newest_source", "successor_id")
_DEFAULTED = {"kind": "other", "contact_level": "none", "lifecycle": "presumed_active", "freshness": "undated"}
_WORDS = ("offer", "notes", "hours", "cost", "bring", "access")


def sources_from_rows(rows: Sequence[Row]) -> Mapping[str, Source]:
    """The sources of a pack by their id."""
    return {str(row["id"]): _source(row) for row in rows}


def contacts_from_rows(rows: Sequence[Row], sources: Mapping[str, Source] | None = None) -> tuple[Contact, ...]:
    """The contacts that the table `contact` of a pack describes, in the same order.

    Args:
        rows: as read from TOML; `source` holds ids of `sources`, an id without a source is left out.
    """
    return tuple(contact_from_row(row, sources or {}) for row in rows)


def contact_from_row(row: Row, sources: Mapping[str, Source]) -> Contact:
    """One contact from its row."""
    region, address, geo = _mapping(row, "region"), _mapping(row, "address"), _mapping(row, "geo")
    lists = _mapping(row, "keeps_lists")
    return Contact(
        id=str(row["id"]),
        name=str(row["name"]),
        target_groups=_texts(row.get("target_groups")),
        topics=_texts(row.get("topics")),
        region=Region(_texts(region.get("districts")), _text(region.get("seat_town"))),
        address=Address(*(_text(address.get(part)) for part in ("street", "postal_code", "town"))),
        point=_point(geo),
        languages=_texts(row["languages"]) if isinstance(row.get("languages"), list | tuple) else None,
        period=Period(_text(row.get("active_from")), _text(row.get("active_to"))),
        fallback_ids=_texts(row.get("fallback_ids")),
        referral=row.get("referral") is not False,
        founding_network=row.get("founding_network") is True,
        sources=tuple(sources[key] for key in _texts(row.get("source")) if key in sources),
        status=_text(row.get("status")) or "S",
        keeps_lists=KeepsLists(_texts(lists.get("kinds")), _texts(lists.get("topics"))) if lists else None,
        reply_days=days if isinstance(days := row.get("reply_days"), int) else None,
        field_status=MappingProxyType({key: str(value) for key, value in _mapping(row, "field_status").items()}),
        **{name: _text(row.get(name)) for name in _TEXTS},  # type: ignore[arg-type]
        **{name: _text(row.get(name)) or default for name, default in _DEFAULTED.items()},  # type: ignore[arg-type]
        **{name: _words(_mapping(row, name)) for name in _WORDS},  # type: ignore[arg-type]
    )


def row_of(contact: Contact) -> dict[str, object]:
    """The row of a pack that makes this contact again; empty fields are left out."""
    address, point, lists = contact.address, contact.point, contact.keeps_lists
    full: dict[str, object] = {
        "id": contact.id,
        "name": contact.name,
        "target_groups": list(contact.target_groups),
        "topics": list(contact.topics),
        "region": _filled({"districts": list(contact.region.districts), "seat_town": contact.region.seat_town}),
        "address": _filled({"street": address.street, "postal_code": address.postal_code, "town": address.town}),
        "geo": {"lat": point.lat, "lon": point.lon, "precision": point.precision} if point else None,
        "languages": None if contact.languages is None else list(contact.languages),
        "active_from": contact.period.begin,
        "active_to": contact.period.end,
        "fallback_ids": list(contact.fallback_ids),
        "reply_days": contact.reply_days,
        "referral": contact.referral,
        "founding_network": contact.founding_network,
        "source": [source.id for source in contact.sources],
        "status": contact.status,
        "field_status": dict(contact.field_status),
        "keeps_lists": {"kinds": list(lists.kinds), "topics": list(lists.topics)} if lists else None,
    }
    full |= {name: getattr(contact, name) for name in (*_TEXTS, *_DEFAULTED)}
    full |= {name: _filled({"de": words.de, "en": words.en}) for name in _WORDS if (words := getattr(contact, name))}
    kept_when_empty = {"languages", "referral"}
    return {key: value for key, value in full.items() if value is not None and (value or key in kept_when_empty)}


def source_row(source: Source) -> dict[str, object]:
    """The row of a pack that makes this source again."""
    row = {
        "id": source.id,
        "title": source.title,
        "url": source.url,
        "page_date": source.page_date,
        "read": source.read,
        "copy": source.copy,
    }
    return {key: value for key, value in row.items() if value}


def _source(row: Row) -> Source:
    return Source(
        id=str(row["id"]),
        title=str(row["title"]),
        url=_text(row.get("url")),
        page_date=_text(row.get("page_date")),
        read=_text(row.get("read")),
        copy=row.get("copy") is True,
    )


def _point(geo: Mapping[str, object]) -> Point | None:
    lat, lon = geo.get("lat"), geo.get("lon")
    if isinstance(lat, int | float) and isinstance(lon, int | float):
        return Point(float(lat), float(lon), str(geo.get("precision", "town")))
    return None


def _filled(row: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in row.items() if value}


def _mapping(row: Row, key: str) -> Mapping[str, object]:
    value = row.get(key)
    return value if isinstance(value, Mapping) else {}


def _words(value: Mapping[str, object]) -> Words:
    return Words(_text(value.get("de")), _text(value.get("en")))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()
