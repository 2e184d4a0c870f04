"""A new enquiry in under half a minute: kind, name or none, what it is about, where, how to reach."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk import cases
from welcomedesk.domain import fields
from welcomedesk.domain.regions import UnknownPlace

if TYPE_CHECKING:
    from welcomedesk.desk.core import CaseRef, Desk, Done
    from welcomedesk.domain.log import Json


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What was said first.

    Args:
        kind: `person` or `company`.
        name: any text, empty for an anonymous contact.
        where: `39112`, `39112 Magdeburg` or `Magdeburg`.
        reach: a phone number or a mailbox.
        channel: of `fields.CHANNELS`, or empty.
        topics: of `fields.TOPICS`.
        district: key of the district, where a postal code lies in several.
        languages: codes of the languages a person speaks.
    """

    kind: str
    name: str = ""
    about: str = ""
    where: str = ""
    reach: str = ""
    channel: str = ""
    topics: tuple[str, ...] = ()
    district: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """What a typed place says.

    Args:
        district: key of the district, empty while it is open; `ask` holds key and name of those in question.
        known: whether the region knows the place at all.
    """

    postal_code: str = ""
    place: str = ""
    district: str = ""
    district_name: str = ""
    ask: tuple[tuple[str, str], ...] = ()
    known: bool = False


def where(desk: Desk, text: str, district: str = "") -> Where:
    """Postal code, place and district from one typed line; nothing is guessed."""
    code, place = _parts(text)
    if not code and not place:
        return Where()
    regions = desk.library.directory().regions
    try:
        found = regions.locate(postal_code=code, place=place, district=district)
    except UnknownPlace:
        return Where(code, place)
    if code and not place:
        towns = regions.postal_codes[code].towns if code in regions.postal_codes else ()
        place = towns[0] if len(towns) == 1 else ""
    if not found.district and not found.ask and not code:
        named = regions.town(place)
        keys = tuple(dict.fromkeys(town.ags5 for town in named))
        if len(keys) == 1:
            return Where(code, place, keys[0], regions.district(keys[0]).name, known=True)
        ask = tuple((key, regions.district(key).name) for key in keys)
        return Where(code, place, ask=ask, known=bool(keys))
    name = regions.district(found.district).name if found.district else ""
    ask = tuple((key, regions.district(key).name) for key in found.ask)
    return Where(code, place, found.district, name, ask, known=True)


def _parts(text: str) -> tuple[str, str]:
    match = re.match(r"\s*(\d{5})\b\s*(.*)", text, re.DOTALL)
    code, rest = (match[1], match[2]) if match else ("", text)
    return code, " ".join(rest.split())[:200]


def open_enquiry(desk: Desk, enquiry: Enquiry) -> Done[CaseRef]:
    """Open the case; everything but the kind may be unknown.

    Raises:
        DeskError: `bad_value`, which names the field; nothing is created then.
    """
    found = where(desk, enquiry.where, enquiry.district)
    who = enquiry.kind
    values: dict[str, Json] = {
        "case.summary": enquiry.about.strip() or None,
        "case.channel": enquiry.channel or None,
        "case.topics": list(enquiry.topics) or None,
        f"{who}.postal_code": found.postal_code or None,
        f"{who}.place": found.place or None,
        f"{who}.district": found.district or None,
        f"{who}.{reach_field(enquiry.reach)}": enquiry.reach.strip() or None,
    }
    if enquiry.languages and who == "person":
        values["person.languages"] = list(enquiry.languages)
    known = {key: value for key, value in values.items() if value is not None}
    return cases.open_case(desk, who, enquiry.name.strip(), known)


def reach_field(text: str) -> str:
    """Whether a typed way to reach somebody is a mailbox or a phone number."""
    return "email" if "@" in text else "phone"


def wrong_reach(text: str, kind: str = "person") -> fields.Misfit | None:
    """What keeps somebody from being reached like this; nothing typed is nothing wrong."""
    return fields.misfit(kind, reach_field(text), text.strip()) if text.strip() else None


def wrong_with(enquiry: Enquiry) -> dict[str, fields.Misfit]:
    """What does not fit, by name of the part: `name`, `about`, `reach`."""
    checks = {
        "name": (enquiry.kind, "name", enquiry.name.strip()),
        "about": ("case", "summary", enquiry.about.strip()),
        "reach": (enquiry.kind, reach_field(enquiry.reach), enquiry.reach.strip()),
    }
    found = {part: fields.misfit(*check) for part, check in checks.items() if check[2]}
    return {part: wrong for part, wrong in found.items() if wrong is not None}
