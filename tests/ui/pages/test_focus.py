"""Where the focus is while pages, tabs and the tour come and go; `test_accessibility` looks at each page by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.helpers.faces import focused, what
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.layout import clear, column, holding
from welcomedesk.ui.components.tabs import TabBar
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.tour import STOPS, Tour


@pytest.fixture
def office(open_office: OpenOffice) -> Open:
    return open_office("haddad", "elbaue")


@pytest.mark.parametrize("case", ["haddad", "elbaue"])
def test_from_tab_to_tab_the_focus_stays_inside_the_tab(office: Open, case: str) -> None:
    page = office.go("case", case, "overview")
    assert isinstance(page, CasePage) and page.face is not None
    seen = []
    while page.tab is not None and office.shell.place.tab not in seen:
        seen.append(office.shell.place.tab)
        inside = page.tab.isAncestorOf(focused()) or focused() in page.tab.head_actions()
        assert inside, f"{seen[-1]}: {what(focused())}"
        QTest.keyClick(focused(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        office.settle()
    assert len(seen) == len(page.tabs._buttons)


def test_whoever_stands_in_the_bar_of_tabs_stays_there(office: Open) -> None:
    page = office.go("case", "haddad", "overview")
    assert isinstance(page, CasePage)
    page.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in page.tabs._buttons:
        QTest.keyClick(page.tabs, Qt.Key.Key_Right)
        office.settle()
        assert isinstance(focused(), TabBar), what(focused())


def test_the_focus_of_whoever_moved_on_is_not_taken_back(office: Open) -> None:
    office.shell.do("help")  # a page that is not the case
    office.settle()
    office.shell.go(Place("case", case=office.office.case("haddad"), tab="checklist"))
    search = office.shell.header.search.field
    search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    office.settle()
    assert focused() is search


def test_the_tour_keeps_the_focus_on_its_own_button(office: Open) -> None:
    office.go("today")
    tour = Tour(office.shell, office.shell.go, office.office.case("haddad"))
    for _stop in STOPS:
        office.settle()
        QApplication.processEvents()
        assert focused() is tour.after, what(focused())
        QTest.keyClick(tour.after, Qt.Key.Key_Space)
    office.settle()
    assert QApplication.focusWidget() is not None


def test_after_a_card_was_made_anew_the_focus_is_where_it_was(office: Open) -> None:
    page = office.go("case", "haddad", "contacts")
    assert isinstance(page, CasePage) and page.tab is not None
    buttons = page.tab.findChildren(QPushButton)
    before = next(each for each in buttons if each.text() == "Als übergeben eintragen")
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Space)
    office.settle()
    assert before not in page.tab.findChildren(QPushButton)
    assert page.tab.isAncestorOf(focused()) and focused().isVisible(), what(focused())


def test_a_control_that_comes_back_under_its_name_gets_the_focus_back(office: Open) -> None:
    view = office.go("help")
    place = column()
    view.content.addWidget(holding(place))
    for _again in range(2):
        for words in ("Eins", "Zwei", "Drei"):
            place.addWidget(button(words))
        office.settle()
        if not _again:
            place.itemAt(1).widget().setFocus()
            clear(place)
    assert what(focused()) == "QPushButton 'Zwei'"


def test_where_nothing_comes_back_the_nearest_control_gets_the_focus_but_no_dangerous_one(office: Open) -> None:
    view = office.go("help")
    place = column()
    view.content.addWidget(holding(place))
    for words, kind in (("Fern", ""), ("Löschen", "danger"), ("Geht", "")):
        place.addWidget(button(words, kind=kind))
    office.settle()
    going = place.itemAt(2).widget()
    going.setFocus()
    going.hide()
    office.settle()
    assert focused().isVisible() and focused().property("kind") != "danger"
