"""What the office knows better lies over the shipped list and survives its updates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.helpers.directory import a_contact, shipped_contacts, shipped_directory, shipped_regions
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.contacts import OfficeCheck
from welcomedesk.domain.directory import directory
from welcomedesk.domain.fields import of_entity
from welcomedesk.domain.freshness import check_reasons, freshness_on, line
from welcomedesk.domain.log import Fact, Json
from welcomedesk.domain.matching import Need, find
from welcomedesk.domain.overlay import (
    OWN,
    OWN_FIELDS,
    LocalRecords,
    changes,
    hidden_by_office,
    overlay,
    overlay_contacts,
)
from welcomedesk.domain.saying import Said, date_words

TODAY = date(2026, 11, 21)


def office(entities: dict[str, dict[str, Json]]) -> LocalRecords:
    """The office's own case with these entities, in the order given."""
    made = {}
    for lamport, (ref, values) in enumerate(entities.items(), start=1):
        facts = {name: (a_fact(value, lamport),) for name, value in values.items()}
        made[ref] = Entity(ref, facts)
    return LocalRecords.of(CaseFile("office", made))


def a_fact(value: Json, lamport: int) -> Fact:
    return Fact(value=value, entry=("d", lamport), lamport=lamport, actor="AB", at="2026-11-21T09:00:00+01:00")


def test_without_records_the_directory_stays_the_same():
    assert overlay(shipped_directory(), office({})) is shipped_directory()


def test_check_replaces_the_class_of_the_source():
    local = office({"contact_check:1": {"contact": "hwk-halle", "on": "2026-11-20", "by": "AB", "result": "correct"}})
    checked = overlay(shipped_directory(), local).contact("hwk-halle")
    assert freshness_on(shipped_directory().contact("hwk-halle"), TODAY).code == "undated"
    assert freshness_on(checked, TODAY).code == "checked"
    assert line(checked, TODAY) == Said("fresh_checked", {"date": "2026-11-20", "by": "AB"})
    assert check_reasons(checked, TODAY) == ()
    assert freshness_on(checked, date(2026, 11, 19)).code == "undated", "not yet on the day before"


def test_check_older_than_a_year_asks_for_the_next():
    contact = overlay_contacts([a_contact()], records(OfficeCheck("2025-01-10", "AB")))[0]
    assert check_reasons(contact, TODAY) == ("check_too_old",)


def records(*checks: OfficeCheck) -> LocalRecords:
    return LocalRecords(checks={"a": checks})


def test_number_that_did_not_work_ends_the_check_until_the_next_good_one():
    failed = overlay_contacts(
        [a_contact()], records(OfficeCheck("2026-10-01", "AB"), OfficeCheck("2026-11-01", "CD", "phone_failed"))
    )[0]
    assert freshness_on(failed, TODAY).code == "recent"
    assert check_reasons(failed, TODAY) == ("phone_failed",)
    again = records(OfficeCheck("2026-11-01", "CD", "phone_failed"), OfficeCheck("2026-11-02", "AB"))
    assert check_reasons(overlay_contacts([a_contact()], again)[0], TODAY) == ()


def test_contact_that_the_office_found_ended_is_no_longer_offered():
    local = office({"contact_check:1": {"contact": "jc-15003", "on": "2026-11-20", "by": "AB", "result": "ended"}})
    contacts = overlay(shipped_directory(), local)
    need = Need(topics=("work",), district="15003")
    assert "jc-15003" not in {match.id for match in find(contacts, need, TODAY).matches}
    assert "jc-15003" in {each.contact.id for each in find(contacts, need, TODAY).not_suggested}


def test_own_data_win_over_shipped_ones_and_survive_an_update():
    local = office({"own_contact:fif": {"phone": "+49 391 000000", "street": "Musterweg 1", "town": "Magdeburg"}})
    before = overlay(shipped_directory(), local).contact("fif")
    updated = [replace(each, phone="+49 391 1", url="https://example.org") for each in shipped_contacts()]
    after = overlay(directory(updated, shipped_regions()), local).contact("fif")
    assert before.phone == after.phone == "+49 391 000000"
    assert after.url == "https://example.org"
    assert after.address.lines() == ("Musterweg 1", "Magdeburg")
    assert set(after.office.edited) == {"phone", "street", "town"}


def test_own_contact_is_matched_like_a_shipped_one():
    local = office(
        {
            "own_contact:verein": {
                "name": "Musterverein",
                "topics": ["housing"],
                "target_groups": ["refugee"],
                "districts": ["15090"],
                "languages": ["ar"],
                "phone": "+49 3931 0000",
            }
        }
    )
    contacts = overlay(shipped_directory(), local)
    found = find(contacts, Need(("housing",), ("refugee",), "15090", languages=("ar",)), TODAY)
    assert found.matches[0].id == "verein"
    assert contacts.contact("verein").office.own


def test_retired_contact_is_named_but_not_offered():
    local = office({"contact_note:entknoten": {"retired": True, "note": "Rufen nicht zurück"}})
    found = find(overlay(shipped_directory(), local), Need(topics=("housing",), district="15003"), TODAY)
    assert "entknoten" not in {match.id for match in found.matches}
    assert [each.reason for each in found.not_suggested if each.contact.id == "entknoten"] == ["retired"]


def test_note_and_noted_number_stand_beside_the_contact():
    local = office({"contact_note:fif": {"note": "Montags anrufen", "phone": "+49 391 22"}})
    contact = overlay(shipped_directory(), local).contact("fif")
    assert (contact.office.note, contact.phone) == ("Montags anrufen", "+49 391 22")


def test_update_tells_what_is_new_gone_and_changed():
    old = [a_contact("a"), a_contact("gone"), a_contact("same")]
    new = [a_contact("a", phone="+49 1"), a_contact("same"), a_contact("new")]
    found = {change.id: change for change in changes(old, new)}
    assert {key: change.what for key, change in found.items()} == {"gone": "removed", "a": "changed", "new": "added"}
    assert found["a"].fields == (("phone", "+49 391 0000", "+49 1"),)


def test_change_under_an_own_value_is_named_as_hidden():
    local = office({"own_contact:a": {"phone": "+49 2"}})
    (change,) = changes([a_contact("a")], [a_contact("a", phone="+49 1", url="https://example.org")])
    assert hidden_by_office(change, local) == ("phone",)


def test_dates_are_said_as_exactly_as_they_are_known():
    assert [date_words(text, "de") for text in ("2025-03-21", "2024-01", "2019")] == [
        "21.03.2025",
        "Januar 2024",
        "2019",
    ]
    assert [date_words(text, "en") for text in ("2025-03-21", "2024-01", "2019")] == [
        "21 March 2025",
        "January 2024",
        "2019",
    ]


def test_every_own_field_is_declared_for_forms():
    assert {field.name for field in of_entity(OWN)} == set(OWN_FIELDS)
