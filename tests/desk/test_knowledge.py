"""What the packs say: searched, browsed, and one statement with what belongs to it."""

from __future__ import annotations

from dataclasses import replace

from tests.helpers.real import real_desk
from welcomedesk.desk import knowledge
from welcomedesk.desk.core import Desk


def desk() -> Desk:
    return real_desk("haddad").desk


def test_all_words_must_occur_and_any_text_is_a_search() -> None:
    assert knowledge.search(desk(), "blaue karte regelgrenze")
    for text in ("", "   ", "<b>", "'; drop", "x" * 5000):
        assert isinstance(knowledge.search(desk(), text), tuple)


def test_a_kind_narrows() -> None:
    assert {item.kind for item in knowledge.search(desk(), "pflege", "step")} == {"step"}


def test_rows_of_bare_numbers_stand_last() -> None:
    found = knowledge.search(desk(), "elektronik")
    bare = [not (item.text or item.law) for item in found]
    assert bare == sorted(bare) and not bare[0] and bare[-1]


def test_notes_stand_under_their_topics_and_figures_besides() -> None:
    shelf = knowledge.shelf(desk())
    assert {"basics", "countries"} <= {topic.id for topic in shelf.topics}
    assert all(topic.items for topic in shelf.topics) and len(shelf.figures) > 100


def test_an_occupation_says_its_offices_in_words() -> None:
    item = knowledge.find(desk(), "recognition-st", "row", "elektroniker_bt")
    assert item is not None
    detail = knowledge.detail(desk(), item)
    facts = dict(detail.facts)
    assert detail.table == "Berufe" and facts["Zuständige Stelle"].startswith("IHK FOSA")
    assert facts["Reglementierung"] == "nicht reglementiert"


def test_a_figure_has_its_years_newest_first_and_what_rests_on_it() -> None:
    item = knowledge.find(desk(), "residence", "figure", "BC_STD")
    assert item is not None
    detail = knowledge.detail(desk(), item)
    years = [line.row.valid_from.year for line in detail.figure if line.row.valid_from]
    assert years == sorted(years, reverse=True) and len(years) >= 3
    assert detail.used_by and all(line.sources for line in detail.figure)


def test_words_come_in_the_language_of_the_desk() -> None:
    english = replace(desk(), language="en")
    item = knowledge.find(english, "recognition-st", "note", "basics_right")
    assert item is not None and item.title == "Right to a procedure"


def test_a_statement_that_is_gone_is_not_found() -> None:
    assert knowledge.find(desk(), "recognition-st", "note", "nothing") is None


def test_a_row_is_found_by_its_id_with_or_without_its_table() -> None:
    office = desk()
    item = knowledge.find(office, "recognition-st", "row", "professions/koch")
    assert item is not None and item.key == "recognition-st/row/professions/koch"
    assert knowledge.find(office, "recognition-st", "row", "koch") == item
    assert knowledge.find(office, "recognition-st", "row", "nothing") is None
