"""Documents of HSDS 3.0 read back as contacts: our own without loss, others as far as they say what we ask.

A reader returns what it could read *and* everything that is wrong, with its place; it does not stop at the first.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from welcomedesk.domain.contacts import Address, Contact, contact_from_row, sources_from_rows
from welcomedesk.domain.hsds import FIELD_TAXONOMY
from welcomedesk.domain.regions import FEDERATION, STATE
from welcomedesk.domain.words import N_

FAULTS = MappingProxyType(
    {
        "not_an_object": N_("{place} is not an object."),
        "missing": N_("{place} is missing."),
        "wrong_type": N_("{place} must be {wanted}."),
        "not_an_id": N_("{place} is not a UUID."),
        "not_an_option": N_("{place} is not one of: {wanted}."),
        "not_readable": N_("{place} cannot be read."),
        "kind_unknown": N_("{place} is no service, organization or service_at_location."),
    }
)

_REQUIRED = {
    "service": ("id", "name", "status"),
    "organization": ("id", "name", "description"),
    "service_at_location": ("id",),
    "phones": ("id", "number"),
    "location": ("id", "location_type"),
    "locations": ("id", "location_type"),
    "addresses": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "taxonomy_term": ("id", "name", "description"),
}
_LISTS = frozenset(
    {"phones", "schedules", "service_areas", "service_at_locations", "languages", "funding", "cost_options"}
    | {"required_documents", "contacts", "attributes", "metadata", "locations", "programs"}
    | {"organization_identifiers", "addresses", "accessibility"}
)
_OBJECTS = frozenset({"organization", "location", "service", "program", "taxonomy_term"})
_NUMBERS = frozenset({"latitude", "longitude", "minimum_age", "maximum_age", "amount", "year_incorporated"})
_OPTIONS = {
    "status": ("active", "inactive", "defunct", "temporarily closed"),
    "location_type": ("physical", "postal", "virtual"),
    "address_type": ("physical", "postal", "virtual"),
}


@dataclass(frozen=True, slots=True)
class HsdsFault:
    """One thing that is wrong with a document.

    Args:
        place: path inside the document, `phones[0].number`.
        code: key of `FAULTS`; `wanted` fills its placeholder.
    """

    place: str
    code: str
    wanted: str = ""

    @property
    def sentence(self) -> str:
        """English sentence for the catalogue."""
        return FAULTS[self.code]


def kind_of_document(doc: Mapping[str, object]) -> str:
    """`service`, `organization`, `service_at_location`, or empty where the document shows none of them."""
    if "status" in doc and "name" in doc:
        return "service"
    if "description" in doc and "name" in doc:
        return "organization"
    return "service_at_location" if "location" in doc or "location_id" in doc else ""


def faults(kind: str, doc: object) -> tuple[HsdsFault, ...]:
    """What the structure of a document breaks: required parts, types, ids and options, as deep as it goes.

    The compiled schemas of the standard say the same and more; this works without them.
    """
    return tuple(_faults(kind, doc, ""))


def _faults(kind: str, doc: object, place: str) -> Iterator[HsdsFault]:
    if not isinstance(doc, Mapping):
        yield HsdsFault(place or kind, "not_an_object")
        return
    for name in _REQUIRED.get(kind, ("id",)):
        if name not in doc:
            yield HsdsFault(_at(place, name), "missing")
    for name, value in doc.items():
        yield from _value_faults(str(name), value, _at(place, str(name)))


def _value_faults(name: str, value: object, place: str) -> Iterator[HsdsFault]:
    if name in _LISTS:
        if not isinstance(value, list):
            yield HsdsFault(place, "wrong_type", "a list")
            return
        for index, item in enumerate(value):
            yield from _faults(name, item, f"{place}[{index}]")
    elif name in _OBJECTS:
        yield from _faults(name, value, place)
    elif name in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield HsdsFault(place, "wrong_type", "a number")
    elif not isinstance(value, str | int | float | list | Mapping) or isinstance(value, bool):
        yield HsdsFault(place, "wrong_type", "a text")
    elif name == "id" or name.endswith("_id"):
        if not _is_uuid(value) and name != "tax_id":
            yield HsdsFault(place, "not_an_id")
    elif name in _OPTIONS:
        if value not in _OPTIONS[name]:
            yield HsdsFault(place, "not_an_option", ", ".join(_OPTIONS[name]))
    elif name in ("name", "description", "number", "email", "url", "code") and not isinstance(value, str):
        yield HsdsFault(place, "wrong_type", "a text")


@dataclass(frozen=True, slots=True)
class HsdsContact:
    """A contact that was read, with what was wrong or left out."""

    contact: Contact | None
    faults: tuple[HsdsFault, ...] = ()


def from_hsds(
    service: Mapping[str, object],
    organization: Mapping[str, object] | None = None,
    at_location: Mapping[str, object] | None = None,
) -> HsdsContact:
    """A contact from a service and, where they are at hand, its organization and its place.

    Our own attributes win; what other programs exported is taken from the standard's places. A foreign service
    without topics of ours gets none: the review of the import asks for them.
    """
    wrong = list(faults("service", service))
    organization = organization or _map(service.get("organization"))
    at_location = at_location or next(iter(_maps(service.get("service_at_locations"))), {})
    wrong += faults("organization", organization) if organization else ()
    wrong += faults("service_at_location", at_location) if at_location else ()
    if any(fault.place in ("id", "name", "service") for fault in wrong):
        return HsdsContact(None, tuple(wrong))
    location = _map(at_location.get("location"))
    row, sources, unread = _row(service)
    wrong += unread
    known = sources_from_rows(sources)
    row.setdefault("id", str(service["id"]))
    row["source"] = list(known)
    row |= _standard(service, organization, at_location, location)
    try:
        contact = contact_from_row(row, known)
    except (KeyError, TypeError, ValueError):
        return HsdsContact(None, (*wrong, HsdsFault("service", "not_readable")))
    return HsdsContact(replace(contact, address=_address(location)), tuple(wrong))


def _standard(
    service: Mapping[str, object],
    organization: Mapping[str, object],
    at_location: Mapping[str, object],
    location: Mapping[str, object],
) -> dict[str, object]:
    own = {str(_term(each).get("code")): each for each in _maps(service.get("attributes"))}
    phones = [*_maps(service.get("phones")), *_maps(at_location.get("phones")), *_maps(organization.get("phones"))]
    found: dict[str, object] = {
        "name": service["name"],
        "short_name": service.get("alternate_name", ""),
        "url": service.get("url") or organization.get("website") or "",
        "email": service.get("email") or organization.get("email") or "",
        "phone": next((each.get("number") for each in phones if each.get("number")), ""),
        "kind": next(iter(_codes(service, "welcomedesk-kind")), "other"),
        "topics": _codes(service, "welcomedesk-topic"),
        "target_groups": _codes(service, "welcomedesk-target_group"),
    }
    spoken = [str(each["code"]) for each in _maps(service.get("languages")) if each.get("code")]
    if spoken:
        found["languages"] = spoken
    elif "languages" in own:
        found["languages"] = []
    if FIELD_TAXONOMY not in {str(_term(each).get("taxonomy")) for each in _maps(service.get("attributes"))}:
        found |= _foreign(service, organization, location)
    return found


def _foreign(
    service: Mapping[str, object], organization: Mapping[str, object], location: Mapping[str, object]
) -> dict[str, object]:
    """What another program's export says in the standard's own places."""
    areas = [str(each.get("extent", "")) for each in _maps(service.get("service_areas"))]
    offer = service.get("description") or organization.get("description") or ""
    found: dict[str, object] = {
        "offer": {"de": offer},
        "region": {
            "districts": [key for key in areas if key in (STATE, FEDERATION) or (len(key) == 5 and key.isdigit())],
            "seat_town": location.get("name", ""),
        },
        "hours": {"de": "; ".join(str(e.get("description", "")) for e in _maps(service.get("schedules"))).strip("; ")},
        "cost": {"de": service.get("fees_description", "")},
        "access": {"de": service.get("application_process", "")},
        "bring": {"de": "; ".join(str(e.get("document", "")) for e in _maps(service.get("required_documents")))},
        "lifecycle": "ended" if service.get("status") == "defunct" else "unclear",
        "referral": service.get("status") == "active",
    }
    if isinstance(location.get("latitude"), int | float) and isinstance(location.get("longitude"), int | float):
        found["geo"] = {"lat": location["latitude"], "lon": location["longitude"], "precision": "town"}
    return found


def _row(service: Mapping[str, object]) -> tuple[dict[str, object], Sequence[Mapping[str, object]], list[HsdsFault]]:
    row: dict[str, object] = {}
    wrong = []
    for index, attribute in enumerate(_maps(service.get("attributes"))):
        term = _term(attribute)
        if term.get("taxonomy") != FIELD_TAXONOMY:
            continue
        try:
            row[str(term.get("code"))] = json.loads(str(attribute.get("value", "")))
        except ValueError:
            wrong.append(HsdsFault(f"attributes[{index}].value", "not_readable"))
    sources = row.pop("sources", [])
    return row, [each for each in _maps(sources) if "id" in each and "title" in each], wrong


def _address(location: Mapping[str, object]) -> Address:
    home = next(iter(_maps(location.get("addresses"))), {})
    return Address(*(str(home.get(name, "")) for name in ("address_1", "postal_code", "city")))


def _codes(service: Mapping[str, object], taxonomy: str) -> list[str]:
    terms = (_term(each) for each in _maps(service.get("attributes")))
    return [str(term["code"]) for term in terms if term.get("taxonomy") == taxonomy and term.get("code")]


def _term(attribute: Mapping[str, object]) -> Mapping[str, object]:
    return _map(attribute.get("taxonomy_term"))


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _maps(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _at(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and str(uuid.UUID(value)) == value.lower()
    except ValueError:
        return False
