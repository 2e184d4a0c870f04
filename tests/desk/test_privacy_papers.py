"""Record of processing, catalogue and the report of a lost device come from the declaration and the file."""

from __future__ import annotations

import pytest

from tests.helpers.real import real_desk
from welcomedesk.desk import cases, lost_device, office, privacy_papers
from welcomedesk.domain import processing_record
from welcomedesk.domain.documents import to_markdown
from welcomedesk.domain.fields import FIELDS, PURPOSES
from welcomedesk.i18n import in_language


def test_every_field_stands_in_the_record_under_its_purpose() -> None:
    """A field that is added without an entry (a purpose that is declared) fails here."""
    recorded = {field.key for purpose in PURPOSES for field in processing_record.fields_of(purpose)}
    assert recorded == set(FIELDS)
    record = to_markdown(processing_record.record(processing_record.OfficeFacts(), "1", "today", str))
    for field in FIELDS.values():
        activity = record.split(f"## {PURPOSES[field.purpose]}\n")[1].split("\n## ")[0]
        assert field.label in activity, field.key


def test_every_level_of_protection_has_words() -> None:
    assert {field.sensitivity for field in FIELDS.values()} == set(processing_record.LEVELS)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_record_holds_office_law_and_bases(language: str) -> None:
    desk = real_desk("haddad").desk
    office.set_office(desk, {"name": "Musterberatung", "carrier_kind": "private", "officer": "D. Schutz"})
    record = to_markdown(privacy_papers.record(desk, in_language(language), language))
    for words in ("Musterberatung", "D. Schutz", "BDSG", "Art. 9 Abs. 2 Buchst. a DSGVO"):
        assert words in record
    empty = to_markdown(privacy_papers.record(real_desk("haddad").desk, in_language(language), language))
    assert in_language(language)("to be filled in") in empty and "Musterberatung" not in empty


def test_the_catalogue_names_every_field_once() -> None:
    page = to_markdown(privacy_papers.catalogue(real_desk("haddad").desk, in_language("de"), "de"))
    for key in FIELDS:
        assert page.count(f"({key})") == 1, key


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_catalogue_speaks_of_things_and_letters_in_words(language: str) -> None:
    desk = real_desk("haddad").desk
    titles = privacy_papers.sheets(desk, language)
    assert {each for field in FIELDS.values() for each in field.printable} <= set(titles)
    words = in_language(language)
    named = {field.entity: privacy_papers.entity_title(field.entity, words) for field in FIELDS.values()}
    assert words("Further entry") not in named.values()
    page = to_markdown(privacy_papers.catalogue(desk, words, language))
    assert "client_copy" not in page and "## contact_note" not in page


def test_papers_can_be_printed() -> None:
    desk = real_desk("haddad").desk
    page = privacy_papers.as_pdf(desk, privacy_papers.record(desk, in_language("de"), "de"), "de")
    assert page.startswith(b"%PDF")


def test_the_report_of_a_lost_device_names_persons_categories_and_the_authority() -> None:
    office_of = real_desk("haddad", "elbaue")
    desk = office_of.desk
    office.set_office(desk, {"carrier_kind": "protestant"})
    facts = {"person.citizenship": "SY", "person.address_protected": True}
    facts |= {"consultation:1.note": "x", "family_member:1.role": "Kind", "basis:counselling.ground": "consent"}
    opened = cases.open_case(desk, "person", "Amira Canary", facts)
    report = to_markdown(lost_device.of_this_workplace(desk, in_language("de"), "de"))
    line = next(line for line in report.splitlines() if "Amira Canary" in line)
    for words in ("Staatsangehörigkeit", "Familie", "Gespräch"):
        assert words in line, words
    assert opened.value.number in report.split("##")[4]
    assert "EKD" in report and "§§ 32 und 33" in report and "Argon2id" in report
    assert "Haddad" not in report, "sample cases are invented people"


def test_a_pipe_in_a_name_does_not_break_the_table() -> None:
    desk = real_desk("haddad").desk
    cases.open_case(desk, "person", "A | B\nC")
    report = to_markdown(lost_device.of_this_workplace(desk, str, "de"))
    assert "| A \\| B C |" in report
