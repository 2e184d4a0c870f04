"""What the shipped pack says about data protection is complete, and the notice is filled without guessing."""

from __future__ import annotations

import pytest

from welcomedesk import bootstrap
from welcomedesk.domain import privacy
from welcomedesk.domain.fields import CARRIERS

TABLES = ("carrier", "legal_basis", "notice_text", "deletion_class")
TEXTS = privacy.read(*(bootstrap.library().rows(table) for table in TABLES))
KNOWN = {
    "controller": "Beratung, Musterweg 1, 39104 Magdeburg",
    "officer": "D. Schutz",
    "law": "DSGVO",
    "bases": "Art. 6",
    "supervisor": "Aufsicht",
    "months": "12",
    "rights": "Art. 15 bis 21",
    "complain": "Art. 77",
}


def test_the_shipped_texts_have_no_problem() -> None:
    assert list(privacy.problems(TEXTS)) == []


def test_every_carrier_has_its_own_law() -> None:
    laws = {TEXTS.carriers[option.id].law["de"] for option in CARRIERS}
    assert len(laws) == 4 and {"DSG-EKD", "KDG"} < laws


def test_only_what_a_source_says_counts_as_confirmed() -> None:
    confirmed = {carrier.id for carrier in TEXTS.carriers.values() if carrier.confirmed}
    assert confirmed == {"private", "public"}
    assert all(each.status != privacy.CONFIRMED for each in (*TEXTS.bases.values(), *TEXTS.notice))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_notice_names_the_right_to_complain_and_the_authority(language: str) -> None:
    sections = {each.id: each.text for each in privacy.notice(TEXTS, KNOWN, language)}
    assert (
        "Aufsicht" in sections["complain"] and "Art. 77" in sections["complain"] and "D. Schutz" in sections["officer"]
    )
    assert not any("{" in text for text in sections.values())


def test_a_section_without_its_values_is_left_out() -> None:
    known = {**KNOWN, "officer": ""}
    assert "officer" not in {each.id for each in privacy.notice(TEXTS, known, "de")}
    assert privacy.holes(TEXTS, known) == ("officer",)


def test_the_short_form_is_shorter_and_minors_get_a_section_of_their_own() -> None:
    short = [each.id for each in privacy.notice(TEXTS, KNOWN, "de", form=privacy.SHORT)]
    minor = [each.id for each in privacy.notice(TEXTS, KNOWN, "de", minor=True)]
    assert "basis" not in short and "complain" in short and "minor" not in short and "minor" in minor


def test_braces_in_a_value_stay_what_they_are() -> None:
    assert privacy.fill("An {controller}.", {"controller": "{officer} {0}"}) == "An {officer} {0}."
