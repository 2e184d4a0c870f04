"""Cases that belong together, in the window: family and company, doubles side by side."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, doubles, links, tasks
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.rows import Head, Row
from welcomedesk.ui.page import PageView
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.links import LinksTab
from welcomedesk.ui.pages.doubles_dialog import CompareDialog, OtherDialog
from welcomedesk.ui.pages.link_dialogs import EndDialog, LinkDialog
from welcomedesk.ui.text import Label

LONG = "Wolfeschlegelsteinhausen" * 13


def tab_of(view: PageView) -> LinksTab:
    assert isinstance(view, CasePage) and isinstance(view.tab, LinksTab)
    return view.tab


def rows(tab: LinksTab) -> list[Row]:
    return [line for line in tab.list.rows.lines if isinstance(line, Row)]


def new_person(office: Open, name: str) -> str:
    return cases.open_case(office.office.desk, "person", name).value.id


def test_a_case_without_links_says_so_and_offers_one(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = tab_of(office.go("case", "haddad", "links"))
    assert tab.empty.isVisible() and not tab.card.isVisible() and tab.first_stop() is tab._add_here


def test_a_link_with_role_and_day_shows_in_both_cases_and_is_undone_in_both(open_office: OpenOffice) -> None:
    office = open_office("haddad", "elbaue")
    tab = tab_of(office.go("case", "haddad", "links"))
    tab.new.click()
    (dialog,) = tab.findChildren(LinkDialog)
    dialog.keep_button.click()
    assert dialog.search.row.wrong() and dialog.role.wrong()
    dialog.search.row.field.setText("Elbaue")
    office.settle()
    offered = [dialog.role.field.itemData(at) for at in range(dialog.role.field.count())]
    assert offered == ["", "employer", "introduced", "other"]
    dialog.role.field.set_value("employer")
    dialog.since.field.setText("1.3.2026")
    dialog.keep_button.click()
    office.settle()
    (row,) = rows(tab)
    assert (row.second, row.right) == ("Arbeitgeber", "seit 01.03.2026")
    (back,) = rows(tab_of(office.go("case", "elbaue", "links")))
    assert back.second == "Beschäftigte Person"
    office.undo()
    assert rows(tab_of(office.go("case", "haddad", "links"))) == []


def test_a_link_that_is_over_says_until_when(open_office: OpenOffice) -> None:
    office = open_office("haddad", "elbaue")
    links.link(office.office.desk, office.office.case("haddad"), office.office.case("elbaue"), "employer")
    tab = tab_of(office.go("case", "haddad", "links"))
    tab.ended.click()
    (dialog,) = tab.findChildren(EndDialog)
    dialog.keep_button.click()
    office.settle()
    assert rows(tab)[0].right == "bis 23.11.2026" and not tab.ended.isVisible()
    tab.apart.click()
    office.settle()
    assert rows(tab) == []
    office.undo()
    assert len(rows(tab)) == 1


def test_a_family_stands_in_one_view_with_everyones_own_dates(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, father = office.office.desk, office.office.case("haddad")
    mother = new_person(office, "مريم حداد")
    links.link(desk, father, mother, "partner")
    cases.add(desk, mother, "residence_title", {"title": "§ 24 AufenthG", "valid_until": "2026-12-04"})
    tasks.add_task(desk, mother, "Schule anmelden", date(2026, 12, 1))
    tab = tab_of(office.go("case", "haddad", "links"))
    lines = tab.dates.rows.lines
    heads = [line for line in lines if isinstance(line, Head)]
    assert [head.words for head in heads] == ["Samir Haddad", "مريم حداد"]
    assert heads[1].note.endswith("Ehe- oder Lebenspartner")
    after = lines[lines.index(heads[1]) + 1 :]
    told = [(line.title, line.right, line.tone) for line in after if isinstance(line, Row)]
    assert told == [("Schule anmelden", "bis 01.12.2026", ""), ("§ 24 AufenthG", "04.12.2026", "caution")]
    tab._open_date(next(line.key for line in after if isinstance(line, Row)))
    office.settle()
    assert office.shell.place.case == mother


def test_doubles_are_offered_compared_linked_and_taken_apart(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    other = new_person(office, "Sameer Haddad")
    page = office.go("case", "haddad")
    assert isinstance(page, CasePage)
    page.compare()
    office.settle()
    (ask,) = page.findChildren(OtherDialog)
    assert ask.likely.current_key() == "" or ask.likely.current_key() == other
    ask._choose(other)
    office.settle()
    dialog = page.findChildren(CompareDialog)[-1]
    said = [label.text() for label in dialog.findChildren(Label)]
    assert "Samir Haddad" in said and "Sameer Haddad" in said
    dialog.link_button.click()
    office.settle()
    (banner,) = [each for each in page.findChildren(Banner) if "betreffen dieselbe Person" in each.accessibleName()]
    buttons = {each.text(): each for each in banner.findChildren(QPushButton)}
    buttons["Vergleichen"].click()
    office.settle()
    again = page.findChildren(CompareDialog)[-1]
    assert again.link_button.text() == "Verbindung lösen"
    again.link_button.click()
    office.settle()
    assert links.of_case(office.office.desk, cases.show(office.office.desk, other)) == ()
    office.undo()
    assert len(links.of_case(office.office.desk, cases.show(office.office.desk, other))) == 1


def test_names_of_300_letters_and_arabic_ones_fit_into_the_comparison(open_office: OpenOffice) -> None:
    office = open_office("none of them", width=853, height=480)
    one, other = new_person(office, LONG), new_person(office, "محمد الأحمد")
    page = office.go("case", one)
    from welcomedesk.ui.pages.doubles_dialog import show_both

    show_both(page, office.shell.context, one, other, page.show_error)
    office.settle()
    (dialog,) = page.findChildren(CompareDialog)
    assert dialog.width() <= 853 and dialog.height() <= 480
    assert dialog.link_button.isVisible() and dialog._scroll.horizontalScrollBar().maximum() == 0


def test_lists_that_hide_names_hide_them_here_too(open_office: OpenOffice) -> None:
    from welcomedesk.ui.backend import Preferences

    office = open_office("haddad", preferences=Preferences(numbers_only=True))
    other = new_person(office, "Maryam Haddad")
    links.link(office.office.desk, office.office.case("haddad"), other, "sibling")
    tab = tab_of(office.go("case", "haddad", "links"))
    assert "Maryam" not in rows(tab)[0].spoken()
    assert all("Haddad" not in line.words for line in tab.dates.rows.lines if isinstance(line, Head))


def test_enter_opens_the_other_case(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    other = new_person(office, "Maryam Haddad")
    links.link(office.office.desk, office.office.case("haddad"), other, "sibling")
    tab = tab_of(office.go("case", "haddad", "links"))
    office.press(Qt.Key.Key_Return, tab.list)
    assert office.shell.place.case == other


def test_a_case_with_two_thousand_entries_shows_its_links_and_compares(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, case = office.office.desk, office.office.case("haddad")
    entries = {f"task:n{number}.what": f"Aufgabe {number}" for number in range(2_000)}
    cases.set_fields(desk, case, entries)
    other = new_person(office, "Sameer Haddad")
    links.link(desk, case, other, "sibling")
    tab = tab_of(office.go("case", "haddad", "links"))
    assert [row.title for row in rows(tab)] == ["Sameer Haddad"] and tab.family.isVisible()
    (row,) = [each for each in doubles.compare(desk, case, other).differences if each.label == "Wiedervorlage"]
    assert row.left.startswith("2001: ") and row.left.endswith(", …")
