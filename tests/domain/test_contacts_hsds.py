"""The directory in HSDS 3.0: accepted by the published schemas, and the same after the way there and back.

The schemas are read from the folder that WELCOMEDESK_HSDS_SCHEMAS names, or from `../shared/hsds` beside the checkout;
they are not part of this repository. Without them the same tests ask our own reading of the structure instead.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.directory import a_contact, shipped_contacts, shipped_regions
from welcomedesk.domain.contacts import OfficeCheck, OfficeView, Words
from welcomedesk.domain.hsds import PARTS, HsdsEntry, export, to_hsds
from welcomedesk.domain.hsds_reading import FAULTS, faults, from_hsds, kind_of_document

FOLDER = Path(os.environ.get("WELCOMEDESK_HSDS_SCHEMAS") or Path(__file__).resolve().parents[3] / "shared" / "hsds")


@cache
def complaints(part: str) -> Callable[[object], list[str]]:
    """What the published schema says against a document; where it is not at hand, what our own reading says."""
    schema = FOLDER / f"{part}.json"
    if not schema.is_file():
        return lambda doc: [fault.place for fault in faults(part, doc)]
    from jsonschema import Draft202012Validator, FormatChecker

    loaded = json.loads(schema.read_text(encoding="utf-8"))
    validator: Any = Draft202012Validator(loaded, format_checker=FormatChecker())
    return lambda doc: [error.message for error in validator.iter_errors(doc)]


def entry_of(contact_id: str) -> HsdsEntry:
    return to_hsds(next(each for each in shipped_contacts() if each.id == contact_id), shipped_regions())


FULL = replace(
    a_contact("full", short_name="Full", languages=("de", "ar"), email="info@example.org", url="https://example.org"),
    offer=Words("Berät.", "Advises."),
    hours=Words("Mo 9–12 Uhr", "Mon 9–12"),
    cost=Words("kostenfrei", "free"),
    bring=Words("Ausweis", "Identity card"),
    access=Words("Aufzug", "Lift"),
)

PLANTED = [
    ("service", ("name",), None),
    ("service", ("status",), "open"),
    ("service", ("id",), "fif"),
    ("service", ("phones", 0, "number"), None),
    ("service", ("attributes", 0, "taxonomy_term", "name"), None),
    ("service", ("languages",), "ar"),
    ("organization", ("description",), None),
    ("organization", ("name",), 7),
    ("service_at_location", ("id",), None),
    ("service_at_location", ("location", "location_type"), "house"),
    ("service_at_location", ("location", "latitude"), "52"),
    ("service_at_location", ("location", "addresses", 0, "postal_code"), None),
]


def with_fault(doc: Mapping[str, Any], path: tuple[str | int, ...], value: Any) -> Any:
    """The document with one place taken out (`None`) or replaced."""
    broken = deepcopy(dict(doc))
    place: Any = broken
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return broken


@pytest.mark.parametrize("part", PARTS)
def test_every_contact_is_accepted_by_the_published_schema(part):
    for contact in (*shipped_contacts(), FULL):
        assert not complaints(part)(to_hsds(contact, shipped_regions()).part(part)), contact.id


@pytest.mark.parametrize(("part", "path", "value"), PLANTED)
def test_planted_fault_is_rejected_by_the_published_schema(part, path, value):
    doc = entry_of("hwk-magdeburg" if path[0] != "languages" else "sisa").part(part)
    assert complaints(part)(with_fault(doc, path, value))


@pytest.mark.parametrize(("part", "path", "value"), PLANTED)
def test_planted_fault_is_named_with_its_place_without_the_schemas(part, path, value):
    doc = entry_of("hwk-magdeburg" if path[0] != "languages" else "sisa").part(part)
    found = faults(part, with_fault(doc, path, value))
    assert len(found) == 1
    assert str(path[-1]) in found[0].place
    assert found[0].sentence.format(place=found[0].place, wanted=found[0].wanted)
    assert found[0].code in FAULTS


def test_every_document_has_the_structure_of_the_standard():
    for path, doc in export(shipped_contacts(), shipped_regions()):
        part = path.partition("/")[0]
        assert faults(part, doc) == (), path
        assert kind_of_document(doc) == part
        json.dumps(doc)


def test_export_makes_one_file_per_part_and_contact():
    paths = [path for path, _ in export(shipped_contacts(), shipped_regions())]
    assert len(paths) == len(set(paths)) == 3 * 163


def test_way_there_and_back_changes_nothing():
    for contact in (*shipped_contacts(), FULL):
        entry = to_hsds(contact, shipped_regions())
        there = [json.loads(json.dumps(entry.part(part))) for part in PARTS]
        back = from_hsds(*there)
        assert back.faults == ()
        assert back.contact == contact, contact.id


def test_export_of_what_came_back_is_the_same():
    for path, doc in export(shipped_contacts(), shipped_regions()):
        if path.startswith("service/"):
            entry = entry_of(path.removeprefix("service/").removesuffix(".json"))
            back = from_hsds(entry.service, entry.organization, entry.service_at_location).contact
            assert back is not None
            assert to_hsds(back, shipped_regions()).service == doc


def test_ids_stay_the_same_from_export_to_export_and_never_meet():
    docs = [doc for _, doc in export(shipped_contacts(), shipped_regions())]
    assert docs == [doc for _, doc in export(shipped_contacts(), shipped_regions())]
    ids = [doc["id"] for doc in docs]
    assert len(ids) == len(set(ids))


def test_ended_contact_is_defunct():
    assert entry_of("zemigra").service["status"] == "defunct"
    assert entry_of("fif").service["status"] == "active"


def test_notes_and_names_of_the_office_stay_at_home():
    view = OfficeView(checks=(OfficeCheck("2026-11-02", "Erika Muster"),), note="Ruft nie zurück")
    entry = to_hsds(a_contact(office=view), shipped_regions())
    text = json.dumps([entry.part(part) for part in PARTS], ensure_ascii=False)
    assert "Muster" not in text and "Ruft" not in text
    assert entry.service["assured_date"] == "2026-11-02"


def test_service_of_another_program_is_read_as_far_as_it_goes():
    service = {
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Community Counselling",
        "status": "active",
        "description": "Counselling Services provided by trained professionals.",
        "phones": [{"id": "1554bc24-ea47-4b92-9b7d-8e9b3b6a1d0e", "number": "+44 1234 234567"}],
        "languages": [{"id": "d6d03d6f-0b4b-44c5-8d2a-0b0a1f7d6c11", "code": "ur"}],
        "service_areas": [{"id": "a2b6e5ae-5b0f-4a0a-9a3e-0b3f0e1ce9a5", "name": "Halle", "extent": "15002"}],
    }
    read = from_hsds(service)
    assert read.faults == ()
    assert read.contact is not None
    assert (read.contact.name, read.contact.phone) == ("Community Counselling", "+44 1234 234567")
    assert (read.contact.languages, read.contact.region.districts) == (("ur",), ("15002",))
    assert (read.contact.lifecycle, read.contact.topics) == ("unclear", ())


@pytest.mark.parametrize("service", [{}, {"id": 5}, {"name": "x"}])
def test_what_is_no_service_is_named_and_not_read(service):
    read = from_hsds(service)
    assert read.contact is None
    assert read.faults


@pytest.mark.parametrize("value", [[], {}, ["x"], None, 7])
@pytest.mark.parametrize("key", ["code", "taxonomy"])
def test_a_term_of_another_kind_than_text_is_read_without_breaking(key: str, value: object) -> None:
    service = {"name": "Muster", "attributes": [{"taxonomy_term": {"code": "x", "taxonomy": "y", key: value}}]}
    assert from_hsds(service, None, None) is not None
