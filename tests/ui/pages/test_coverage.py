"""The districts by how well they are served: list, map and gaps say the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.helpers.pdf_pages import pages
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.ui.components import map_shapes
from welcomedesk.ui.components.map_paint import FILLS
from welcomedesk.ui.components.rows import Row
from welcomedesk.ui.pages.contacts import ContactsPage
from welcomedesk.ui.pages.coverage import CoveragePage
from welcomedesk.ui.text import Label


def page(office: Open, item: str = "") -> CoveragePage:
    shown = office.go("coverage", item=item)
    assert isinstance(shown, CoveragePage)
    return shown


def said(shown: CoveragePage) -> str:
    return " ".join(label.text() for label in shown._scroll.body.findChildren(Label))


def test_every_district_is_a_row_and_filled_on_the_map(open_office: OpenOffice) -> None:
    shown = page(open_office("haddad"))
    rows = [line for line in shown.list.rows.lines if isinstance(line, Row)]
    assert len(rows) == 14 and rows[0].title == "Altmarkkreis Salzwedel" and "von 12 Themen" in rows[0].second
    fills = shown.map.map._ground.fills
    assert len(fills) == 14 and set(fills.values()) <= FILLS.keys()
    patterns = {FILLS[grade] for grade in fills.values()}
    assert len({pattern for _ground, pattern in patterns}) == len(patterns), "hatching alone tells them apart"


def test_a_click_on_a_district_shows_its_gaps(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    view = shown.map.map
    stendal = next(shape for shape in map_shapes.districts() if shape.key == "15090")
    at = view._transform().map(QPointF(stendal.middle))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x()), round(at.y())))
    office.settle()
    assert shown.list.current_key() == "15090"
    assert "Stendal" in said(shown) and "Jugendmigrationsdienst" in said(shown) and "Familie" in said(shown)


def test_page_down_goes_through_the_districts_and_says_them(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    first = shown.list.current_key()
    office.press(Qt.Key.Key_PageDown, shown.map.map)
    assert shown.list.current_key() != first
    assert "Gewählt" in shown.map.map.accessibleDescription()


def test_one_topic_is_told_in_words_and_in_the_legend(open_office: OpenOffice) -> None:
    shown = page(open_office("haddad"), "language")
    assert shown.topic.value() == "language"
    rows = [line for line in shown.list.rows.lines if isinstance(line, Row)]
    assert not any("von 12" in row.second for row in rows)
    legend = [label.text() for label in shown.map.findChildren(Label)]
    assert {"erreichbar", "unsicher", "keine Stelle im Kreis"} <= set(legend)


def test_a_gap_leads_to_who_helps_instead(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    shown.list.choose("15090")
    office.settle()
    next(
        each for each in shown._scroll.body.findChildren(QPushButton) if each.text() == "Wer stattdessen hilft"
    ).click()
    office.settle()
    directory = office.shell.view
    assert isinstance(directory, ContactsPage)
    assert directory.filters.query.district == "15090" and len(directory.filters.query.topics) == 1


def test_map_and_gaps_are_printed_on_a4(open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    office = open_office("haddad")
    printed: list[bytes] = []
    monkeypatch.setattr("welcomedesk.ui.printing.print_pdf", lambda _page, pdf, *_rest: printed.append(pdf))
    assert page(office).do("print")
    office.settle()
    text = " ".join(each.text for each in pages(printed[0]))
    assert "10 bis 12 von 12 Themen" in text and "GeoBasis-DE" in text
    assert all(shape.name in text for shape in map_shapes.districts())
