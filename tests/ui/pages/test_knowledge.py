"""Knowledge: found by words, browsed by topic, each statement with its source and whether it is confirmed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.rows import Head, Row
from welcomedesk.ui.pages.knowledge import KnowledgePage


def opened(open_office: OpenOffice, item: str = "", **size: int) -> tuple[Open, KnowledgePage]:
    office = open_office("haddad", **size)
    view = office.go("knowledge", item=item)
    assert isinstance(view, KnowledgePage)
    return office, view


def type_words(office: Open, page: KnowledgePage, words: str) -> None:
    page.field.setFocus()
    page.field.clear()
    QTest.keyClicks(page.field, words)
    page.look_up()
    office.settle()


def rows(page: KnowledgePage) -> list[Row]:
    return [line for line in page.list.rows.lines if isinstance(line, Row)]


def heads(page: KnowledgePage) -> list[str]:
    return [line.words for line in page.list.rows.lines if isinstance(line, Head)]


def words_on(page: KnowledgePage) -> str:
    return " ".join(label.text() for label in page.detail.findChildren(QLabel))


def test_one_can_browse_without_a_search(open_office: OpenOffice) -> None:
    _office, page = opened(open_office)
    assert heads(page)[0] == "Grundlagen der Anerkennung"
    assert heads(page)[-1] == "Werte und Fristen"
    assert "Recht auf ein Verfahren" in [row.title for row in rows(page)]


def test_a_group_unfolds(open_office: OpenOffice) -> None:
    _office, page = opened(open_office)
    before = len(rows(page))
    page.list.folded.emit("countries", True)
    assert len(rows(page)) > before


def test_a_search_finds_in_all_packs_under_the_kind(open_office: OpenOffice) -> None:
    office, page = opened(open_office)
    type_words(office, page, "elektroniker")
    assert "Beruf oder Tabelle" in heads(page)
    assert "Elektroniker/in Betriebstechnik" in [row.title for row in rows(page)]
    assert "Zuständige Stelle" in words_on(page)


def test_a_kind_narrows_the_search(open_office: OpenOffice) -> None:
    office, page = opened(open_office)
    type_words(office, page, "pflege")
    page.kind.set_value("figure")
    page.look_up()
    office.settle()
    assert set(heads(page)) <= {"Wert"}


def test_nothing_found_says_so_and_offers_the_way_back(open_office: OpenOffice) -> None:
    office, page = opened(open_office)
    type_words(office, page, "qwertz <img src=x>")
    assert page.nothing.isVisibleTo(page) and not rows(page)
    page.clear_search()
    office.settle()
    assert rows(page)


def test_a_figure_shows_its_years_and_sources(open_office: OpenOffice) -> None:
    _office, page = opened(open_office, "residence/figure/BC_STD")
    text = words_on(page)
    assert "50.700\u00a0€ pro Jahr" in text and "2026" in text and "2024" in text
    assert "Blaue Karte EU, Regelgrenze" in text


def test_what_is_not_confirmed_says_so(open_office: OpenOffice) -> None:
    _office, page = opened(open_office, "recognition-st/note/country_ukraine_level")
    assert any(getattr(chip, "text", lambda: "")() == "noch zu prüfen" for chip in page.detail.findChildren(object))


def test_a_place_opens_a_search(open_office: OpenOffice) -> None:
    _office, page = opened(open_office, "?approbation")
    assert page.field.text() == "approbation" and rows(page)


def test_narrow_windows_show_list_and_statement_in_turn(open_office: OpenOffice) -> None:
    office, page = opened(open_office, width=900, height=600)
    page.list.choose("recognition-st/note/basics_right")
    office.settle()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert not page._left.isVisible() and page.detail.isVisible()
    QTest.keyClick(page.detail.back, Qt.Key.Key_Escape)
    assert page._left.isVisible()


def test_search_and_choice_come_back(open_office: OpenOffice) -> None:
    office, page = opened(open_office)
    type_words(office, page, "approbation")
    kept = dict(page.keep())
    page.field.clear()
    page.restore(kept)
    office.settle()
    assert page.field.text() == "approbation"


def test_one_click_says_that_a_statement_still_holds(open_office: OpenOffice) -> None:
    office, page = opened(open_office, item="residence/figure/BC_STD")
    assert page.detail.valid_button is not None
    assert page.detail.valid_button.text() == "Gilt noch, heute geprüft"
    page.detail.valid_button.click()
    office.settle()
    said = [chip.accessibleName() for chip in page.detail.findChildren(Chip)]
    assert "geprüft am 23.11.2026 von A. Beispiel" in [words.replace("\xa0", " ") for words in said]
    assert page.detail.valid_button is None
    office.undo()
    page._wanted("residence/figure/BC_STD")
    office.settle()
    assert page.detail.valid_button is not None


def test_what_is_due_for_review_can_be_listed(open_office: OpenOffice) -> None:
    office, page = opened(open_office)
    page.kind.set_value("due")
    page.look_up()
    office.settle()
    assert rows(page) == []
    office.office.clock.forward(days=400)
    page.look_up()
    office.settle()
    assert len(rows(page)) > 100
