"""Help without a network: the chapter of the page one is on, the tour, and what is new."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.pages.conftest import OpenOffice
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.greeting import tell_news
from welcomedesk.ui.pages.help import HelpPage
from welcomedesk.ui.tour import STOPS, Tour


def test_f1_opens_the_chapter_of_the_page_one_is_on(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    for page, case, tab, chapter in (
        ("contacts", "", "", "contacts"),
        ("case", "haddad", "guide", "guide"),
        ("case", "haddad", "", "case"),
        ("calls", "", "", "contacts"),
    ):
        office.go(page, case, tab)
        office.shell.do("help")
        office.settle()
        assert (office.shell.place.page, office.shell.place.item) == ("help", chapter)


def test_where_a_page_stands_alone_f1_shows_the_keys_and_nothing_else(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.go("outreach")
    office.shell.do("help")
    assert office.shell.place.page == "outreach"


def test_the_manual_is_searched_by_its_words(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = office.go("help")
    assert isinstance(page, HelpPage)
    page.search.setText("wiederherstellungsblatt")
    titles = [line.title for line in page.list.rows.lines]  # type: ignore[union-attr]
    assert titles == ["Der erste Tag", "Wenn etwas nicht stimmt"]


def test_the_tour_walks_through_the_window_and_ends_with_escape(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.go("today")
    office.shell.tour()
    office.settle()
    tour = office.shell.findChild(Tour)
    assert tour is not None
    seen = []
    for _stop in STOPS[:-1]:
        seen.append((office.shell.place.page, office.shell.place.tab))
        tour.after.click()
        office.settle()
    assert seen[1] == ("case", "overview") and seen[2] == ("case", "guide")
    assert tour.after.text() == "Fertig"
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert tour.isHidden()


def test_without_a_sample_case_the_tour_leaves_its_stops_out(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    office.shell.tour()
    office.settle()
    tour = office.shell.findChild(Tour)
    assert tour is not None and tour.count.text() == "Halt 1 von 4"


def test_after_an_update_a_notice_leads_to_what_is_new(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = office.go("today")
    tell_news(office.shell, "0.2.0")
    banner = page.findChild(Banner)
    assert banner is not None
    next(each for each in banner.findChildren(QPushButton) if each.text() == "Was ist neu").click()
    assert (office.shell.place.page, office.shell.place.item) == ("help", "news")
