"""The shipped packs as one library: guides, offices, papers, names and the search."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from welcomedesk import paths
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guides import evaluate
from welcomedesk.packs.reader import PackLibrary
from welcomedesk.packs.shelf import open_shelf

DAY = date(2026, 11, 21)


@cache
def library() -> PackLibrary:
    return open_shelf(paths.resources() / "packs")


def test_no_shipped_pack_is_broken():
    assert [(pack.id, pack.problem) for pack in library().packs() if pack.problem] == []


def test_every_guide_answers_without_any_answer_in_both_languages():
    for info in library().guides():
        for lang in ("de", "en"):
            found = evaluate(library().guide(info.id), {}, DAY, lang=lang).to_json()
            assert found["next_questions"] or not library().guide(info.id).results
            assert all(outcome["title"] for outcome in found["results"])


def test_a_guide_is_made_once():
    info = library().guides()[0]
    assert library().guide(info.id) is library().guide(info.id)


def test_every_checklist_and_paper_can_be_read():
    for checklist in library().checklists():
        for step in checklist.steps:
            for entry in step.papers:
                assert not entry.id or library().paper(checklist.pack, entry.id), (checklist.id, step.id, entry.id)
    assert library().paper("recognition-st", "nowhere") is None
    assert library().paper("nowhere", "D1") is None


def test_offices_of_the_guides_lead_to_contacts():
    assert library().contact(library().authority_contact("hwk_md")).name
    assert library().authority_name("hwk_md", "de")
    assert library().authority_contact("nowhere") == ""
    assert library().authority_name("nowhere", "de") == "nowhere"


def test_an_office_of_the_district_is_found_by_the_district():
    assert library().authority_contact("abh", "15003") == "abh-15003"


def test_names_of_occupations_countries_and_languages():
    assert library().occupation_name("koch", "en") == "Cook"
    assert library().occupation_name("nowhere", "en") == "nowhere"
    assert library().country_name("SY", "de") == library().country_name("SYR", "de") == "Syrien"
    assert library().language_name("uk", "de") == "Ukrainisch"
    assert library().language_name("nowhere", "de") == "nowhere"


def test_the_search_finds_words_in_any_order_and_without_accents():
    hits = library().search("BLAUE karte", "de")
    assert any(hit.id.startswith("T_18G") for hit in hits)
    assert {hit.id for hit in library().search("karte blaue", "de")} == {hit.id for hit in hits}
    assert library().search("arztin", "de")
    assert library().search("nothingofthesort", "de") == ()


@pytest.mark.parametrize("text", ["", "   ", "%", "'\"; DROP", "<b>", "{0}", "*", "\x00", "§" * 500, "ß", "١٢"])
def test_any_text_whatever_is_a_search(text: str):
    library().search(text, "de")


def test_a_hit_carries_its_source():
    hit = next(hit for hit in library().search("Gebühr", "de") if hit.status == "S")
    assert hit.source
    assert hit.as_of


def test_what_is_not_there_is_said_calmly():
    with pytest.raises(DeskError, match="recognition"):
        library().guide("nowhere")
    with pytest.raises(DeskError):
        library().contact("nowhere")
    assert library().figure("residence", "BC_STD") is not None
    assert library().figure("residence", "nowhere") is None
    assert library().rows("nowhere") == []
    assert library().table("nowhere") == {}
