"""Contacts as documents of the Human Services Data Specification 3.0 (Open Referral).

One contact gives one organization, one service and one service_at_location. What the standard has a place for stands
there; what it has none for (topics, target groups, sources, how old they are) stands in attributes with a taxonomy of
our own, so that nothing is lost on the way back (`hsds_reading`). What is not known is left out. Notes and checks of
the office stay at home; only the date of a good check goes along as `assured_date`.

Source: HSDS 3.0, docs.openreferral.org, compiled schemas of service, organization and service_at_location.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from welcomedesk.domain.contacts import KINDS, Contact, row_of, source_row
from welcomedesk.domain.fields import TARGET_GROUPS, TOPICS
from welcomedesk.domain.regions import FEDERATION, STATE, Regions

Doc = dict[str, object]

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://docs.openreferral.org/welcomedesk")
"""Ids are made from the contact's id, so that two exports of the same contact have the same ids."""

PARTS = ("service", "organization", "service_at_location")
"""The kinds of documents, and the folders of an export."""

TAXONOMIES = {"kind": KINDS, "topic": TOPICS, "target_group": TARGET_GROUPS}
FIELD_TAXONOMY = "welcomedesk-field"
"""Attributes of this taxonomy carry one field each: `code` names it, `value` is JSON."""

IN_STANDARD = frozenset(
    {"name", "short_name", "kind", "topics", "target_groups", "phone", "email", "url", "languages", "address", "source"}
)
"""Fields of a row that come back from the standard's own places."""

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_STATUS = {"ended": "defunct", "unclear": "active", "presumed_active": "active"}


@dataclass(frozen=True, slots=True)
class HsdsEntry:
    """One contact as three documents."""

    service: Doc
    organization: Doc
    service_at_location: Doc

    def part(self, name: str) -> Doc:
        """The document of one of `PARTS`."""
        return {"service": self.service, "organization": self.organization}.get(name, self.service_at_location)


def hsds_id(kind: str, contact_id: str, what: str = "") -> str:
    """The stable id of one part of one contact."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}:{contact_id}:{what}"))


def to_hsds(contact: Contact, regions: Regions) -> HsdsEntry:
    """One contact as documents that the schemas of HSDS 3.0 accept."""
    location = _location(contact)
    short = _filled({"id": hsds_id("service", contact.id), "name": contact.name, "status": _status(contact)})
    organization = _organization(contact)
    service = _filled(
        {
            **short,
            "organization_id": organization["id"],
            "alternate_name": contact.short_name,
            "description": contact.offer.de,
            "url": contact.url,
            "email": contact.email,
            "fees_description": contact.cost.de,
            "application_process": contact.access.de,
            "eligibility_description": "; ".join(_labels(TARGET_GROUPS, contact.target_groups)),
            "assured_date": _assured(contact),
            "phones": _phones(contact, "service"),
            "schedules": _schedules(contact),
            "service_areas": _areas(contact, regions),
            "languages": _languages(contact),
            "required_documents": _documents(contact),
            "attributes": _attributes(contact),
            "organization": organization,
        }
    )
    at_location = _filled(
        {
            "id": hsds_id("service_at_location", contact.id),
            "service_id": short["id"],
            "location_id": location["id"],
            "phones": _phones(contact, "service_at_location"),
            "location": location,
            "service": short,
        }
    )
    return HsdsEntry(service, organization, at_location)


def export(contacts: Sequence[Contact], regions: Regions) -> Iterator[tuple[str, Doc]]:
    """The whole directory as relative path and document, one file per part and contact: `service/fif.json`."""
    for contact in contacts:
        entry = to_hsds(contact, regions)
        name = contact.id if _FILE_NAME.fullmatch(contact.id) else hsds_id("service", contact.id)
        for part in PARTS:
            yield f"{part}/{name}.json", entry.part(part)


def _status(contact: Contact) -> str:
    return "inactive" if contact.office.retired else _STATUS.get(contact.lifecycle, "active")


def _organization(contact: Contact) -> Doc:
    return _filled(
        {
            "id": hsds_id("organization", contact.id),
            "name": contact.name,
            "alternate_name": contact.short_name,
            "description": contact.offer.de or contact.name,
            "email": contact.email,
            "website": contact.url,
            "phones": _phones(contact, "organization"),
        }
    )


def _location(contact: Contact) -> Doc:
    location_id = hsds_id("location", contact.id)
    address, point = contact.address, contact.point
    parts = (address.street, address.postal_code, address.town)
    # The schema wants every part of an address; an empty text stands for a part that is not known.
    home = _filled({"id": hsds_id("address", contact.id), "location_id": location_id}) | {
        "address_1": address.street,
        "city": address.town,
        "state_province": "Sachsen-Anhalt" if contact.region.reach != "federal" else "",
        "postal_code": address.postal_code,
        "country": "DE",
        "address_type": "physical" if address.street else "postal",
    }
    return _filled(
        {
            "id": location_id,
            "location_type": "physical" if any(parts) or point else "virtual",
            "name": contact.region.seat_town,
            "latitude": point.lat if point else None,
            "longitude": point.lon if point else None,
            "addresses": [home] if any(parts) else None,
        }
    )


def _phones(contact: Contact, owner: str) -> list[Doc]:
    if not contact.phone:
        return []
    return [
        {
            "id": hsds_id("phone", contact.id, owner),
            f"{owner}_id": hsds_id(owner, contact.id),
            "number": contact.phone,
            "type": "voice",
        }
    ]


def _schedules(contact: Contact) -> list[Doc]:
    if not contact.hours.de:
        return []
    ids = {"id": hsds_id("schedule", contact.id), "service_id": hsds_id("service", contact.id)}
    return [{**ids, "description": contact.hours.de}]


def _documents(contact: Contact) -> list[Doc]:
    if not contact.bring.de:
        return []
    ids = {"id": hsds_id("required_document", contact.id), "service_id": hsds_id("service", contact.id)}
    return [{**ids, "document": contact.bring.de}]


def _languages(contact: Contact) -> list[Doc]:
    service = hsds_id("service", contact.id)
    return [
        {"id": hsds_id("language", contact.id, code), "service_id": service, "code": code}
        for code in contact.languages or ()
    ]


def _areas(contact: Contact, regions: Regions) -> list[Doc]:
    names = {STATE: "Sachsen-Anhalt", FEDERATION: "Deutschland"}
    service = hsds_id("service", contact.id)
    return [
        {
            "id": hsds_id("service_area", contact.id, key),
            "service_id": service,
            "name": names.get(key) or regions.names((key,))[0],
            "extent": key,
            "extent_type": "text",
        }
        for key in contact.region.districts
    ]


def _attributes(contact: Contact) -> list[Doc]:
    terms = [("kind", contact.kind)]
    terms += [("topic", topic) for topic in contact.topics]
    terms += [("target_group", group) for group in contact.target_groups]
    found = [_attribute(contact, f"welcomedesk-{name}", code, _label(name, code), "") for name, code in terms]
    kept = {name: value for name, value in row_of(contact).items() if name not in IN_STANDARD}
    kept["sources"] = [source_row(source) for source in contact.sources]
    for name, value in kept.items():
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        found.append(_attribute(contact, FIELD_TAXONOMY, name, name, text))
    return found


def _attribute(contact: Contact, taxonomy: str, code: str, label: str, value: str) -> Doc:
    return _filled(
        {
            "id": hsds_id("attribute", contact.id, f"{taxonomy}:{code}"),
            "link_id": hsds_id("service", contact.id),
            "link_entity": "service",
            "value": value,
            "taxonomy_term": {
                "id": hsds_id("taxonomy_term", taxonomy, code),
                "code": code,
                "name": label,
                "description": label,
                "taxonomy": taxonomy,
            },
        }
    )


def _assured(contact: Contact) -> str:
    return next((check.on for check in reversed(contact.office.checks) if check.result == "correct"), "")


def _label(name: str, code: str) -> str:
    return _labels(TAXONOMIES[name], (code,))[0]


def _labels(options: Sequence[object], codes: Sequence[str]) -> tuple[str, ...]:
    known: Mapping[str, str] = {option.id: option.label for option in options}  # type: ignore[attr-defined]
    return tuple(known.get(code, code) for code in codes)


def _filled(doc: Mapping[str, object]) -> Doc:
    return {key: value for key, value in doc.items() if value is not None and value != "" and value != []}
