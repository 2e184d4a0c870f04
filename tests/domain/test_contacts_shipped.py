"""The contacts as shipped: complete, in both languages, without data of persons, never more than the sources say."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.helpers.directory import RESOURCES, pack_rows, shipped_contacts, shipped_regions
from welcomedesk.domain.contact_checks import problems
from welcomedesk.domain.contacts import KIND_IDS, Period, contact_from_row, row_of, sources_from_rows
from welcomedesk.domain.freshness import check_reasons, freshness_on, line
from welcomedesk.domain.personal_data import signs_of_person

AS_OF = date(2026, 11, 21)
BY_KIND = {
    "welcome_service": 4,
    "iq_recognition_counselling": 5,
    "iq_qualification": 2,
    "migrant_organisation": 6,
    "migration_counselling_mbe": 9,
    "youth_migration_service_jmd": 5,
    "foreigners_authority": 14,
    "employment_agency": 12,
    "jobcenter": 14,
    "chamber_ihk": 2,
    "chamber_hwk": 2,
    "recognition_authority": 11,
    "university_international_office": 7,
    "language_course_provider": 5,
    "labour_rights_counselling": 2,
    "psychosocial_centre": 3,
    "welcome_network": 9,
    "jobbridge": 2,
    "business_association": 5,
    "federal_hotline": 11,
    "other": 33,
}


def test_all_163_contacts_are_there_kind_by_kind():
    assert Counter(contact.kind for contact in shipped_contacts()) == BY_KIND
    assert len({contact.id for contact in shipped_contacts()}) == 163
    assert set(BY_KIND) == KIND_IDS


def test_what_is_known_is_as_much_as_the_sources_say():
    contacts = shipped_contacts()
    assert (
        sum(1 for each in contacts if each.address.street) == 55
    )  # 54 of the list and the teachers' office, see docs/content-notes.md
    assert sum(1 for each in contacts if each.phone) == 33
    assert sum(1 for each in contacts if each.email) == 14
    assert sum(1 for each in contacts if each.url) == 108
    assert sum(1 for each in contacts if each.point) == 117
    assert sum(1 for each in contacts if each.languages is not None) == 7
    assert Counter(each.status for each in contacts) == {"S": 141, "K": 22}
    assert Counter(each.contact_level for each in contacts) == {"full": 17, "partial": 57, "web_only": 49, "none": 40}
    assert Counter(each.lifecycle for each in contacts) == {"presumed_active": 129, "unclear": 22, "ended": 12}
    assert sum(each.founding_network for each in contacts) == 32


def test_class_of_freshness_on_the_day_of_the_pack_is_the_one_the_editors_gave():
    for contact in shipped_contacts():
        expected = "general_knowledge" if contact.status == "K" else contact.freshness
        assert freshness_on(contact, AS_OF).code == expected, contact.id


def test_list_has_no_errors_and_only_tells_of_missing_routes():
    found = problems(shipped_contacts(), shipped_regions(), AS_OF)
    assert {problem.code for problem in found} == {"no_route"}


def test_nothing_holds_a_personal_name_or_a_private_mailbox():
    for row in pack_rows("contacts-st")["contact"]:
        assert not signs_of_person(str(row)), row["id"]


def test_every_contact_is_described_in_both_languages():
    for contact in shipped_contacts():
        assert contact.offer.de and contact.offer.en, contact.id
        for words in (contact.notes, contact.hours):
            assert bool(words.de) == bool(words.en), contact.id


def test_every_contact_carries_its_sources_and_every_source_is_used():
    rows = pack_rows("contacts-st")
    known = set(sources_from_rows(rows["source"]))
    used = {source for row in rows["contact"] for source in row["source"]}  # type: ignore[attr-defined]
    assert used == known
    assert all(contact.sources for contact in shipped_contacts())


def test_newest_source_is_the_date_of_one_of_the_sources():
    for contact in shipped_contacts():
        if contact.newest_source:
            assert contact.newest_source in {source.page_date for source in contact.sources}, contact.id


def test_every_contact_has_a_line_about_its_age():
    for contact in shipped_contacts():
        assert line(contact, AS_OF).code.startswith("fresh_")


def test_unclear_contacts_ask_for_a_check_before_a_letter():
    unclear = [each for each in shipped_contacts() if each.lifecycle == "unclear"]
    assert len(unclear) == 22
    assert all("unclear" in check_reasons(each, AS_OF) for each in unclear)


def test_row_comes_back_as_it_was_written():
    sources = sources_from_rows(pack_rows("contacts-st")["source"])
    for contact in shipped_contacts():
        assert contact_from_row(row_of(contact), sources) == contact


def test_rows_hold_nothing_that_the_program_does_not_read():
    for row, contact in zip(pack_rows("contacts-st")["contact"], shipped_contacts(), strict=True):
        assert row_of(contact) == row


@pytest.mark.parametrize(
    ("begin", "end", "first", "last"),
    [
        ("2018", "2019-07", date(2018, 1, 1), date(2019, 7, 31)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("", "2025", None, date(2025, 12, 31)),
        ("2015-07-01", "", date(2015, 7, 1), None),
    ],
)
def test_period_means_the_whole_month_or_year_it_names(begin, end, first, last):
    period = Period(begin, end)
    assert (period.first_day, period.last_day) == (first, last)


def test_there_is_one_readable_file_per_kind():
    names = {file.stem for file in (RESOURCES / "packs" / "contacts-st").glob("*.toml")}
    assert names == KIND_IDS | {"pack", "sources"}
