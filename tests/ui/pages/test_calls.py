from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from tests.helpers.referred import settled
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import calls, contacts, referrals
from welcomedesk.ui.components.rows import Row
from welcomedesk.ui.pages.calls import CallsPage
from welcomedesk.ui.pages.contacts import ContactsPage
from welcomedesk.ui.pages.today import TodayPage
from welcomedesk.ui.text import Label


def calls_page(office: Open) -> CallsPage:
    page = office.go("calls")
    assert isinstance(page, CallsPage)
    return page


def rows(page: CallsPage) -> list[Row]:
    return [line for line in page.list.rows.lines if isinstance(line, Row)]


def test_the_card_of_today_leads_to_the_list(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = office.go("today")
    assert isinstance(page, TodayPage)
    next(each for each in page.check.findChildren(QPushButton) if each.text() == "Anrufliste öffnen").click()
    office.settle()
    assert office.shell.place.page == "calls"


def test_space_enters_a_good_call_and_undo_brings_the_office_back(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = calls_page(office)
    first = rows(page)[0]
    office.press(Qt.Key.Key_Space, page.list)
    assert first.key not in [row.key for row in rows(page)]
    assert contacts.contact(office.office.desk, first.key).office.checks[-1].result == "correct"
    office.undo()
    assert rows(page)[0].key == first.key
    assert contacts.contact(office.office.desk, first.key).office.checks == ()


def test_a_wrong_number_in_one_step_stands_first_then(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = calls_page(office)
    chosen = rows(page)[3].key
    page.list.choose(chosen)
    page.number_failed(chosen)
    office.settle()
    assert (rows(page)[0].key, rows(page)[0].icon) == (chosen, "triangle")


def test_offices_that_open_referrals_wait_for_come_first(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk = office.office.desk
    last = calls.due(desk)[-1].contact.id
    referrals.start_referral(desk, office.office.case("haddad"), last)
    page = calls_page(office)
    row = next(row for row in rows(page) if row.key == last)
    assert row.right_second == "1 offener Verweis"
    assert rows(page).index(row) <= 1


def test_number_and_reasons_stand_beside(open_office: OpenOffice) -> None:
    page = calls_page(open_office("haddad"))
    main = page.main_action()
    assert main is not None and main.text() == "Stimmt, heute geprüft"
    said = " ".join(label.text() for label in page.chosen.findChildren(Label))
    assert rows(page)[0].title in said


def test_the_right_number_is_kept_and_goes_with_the_same_undo(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk = office.office.desk
    before = contacts.contact(desk, "hwk-magdeburg").phone
    page = calls_page(office)
    page._due["hwk-magdeburg"] = page._due[rows(page)[0].key]
    page._record("hwk-magdeburg", "phone_failed", phone="+49 391 555555")
    office.settle()
    assert contacts.contact(desk, "hwk-magdeburg").phone == "+49 391 555555"
    office.undo()
    assert contacts.contact(desk, "hwk-magdeburg").phone == before


def test_what_came_back_from_an_office_stands_below_it(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk = office.office.desk
    for _each in range(6):
        settled(desk)
    page = office.go("contacts", item="hwk-magdeburg")
    assert isinstance(page, ContactsPage)
    said = [label.text() for label in page.detail.findChildren(Label)]
    assert "Verweise unseres Büros: 6 · 6 mit Rückmeldung (100 %)" in said


def test_the_contacts_page_leads_to_list_slip_and_print(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office("haddad")
    page = office.go("contacts")
    assert isinstance(page, ContactsPage)
    page.more.click()
    (menu,) = page.more.findChildren(QMenu)
    assert [action.text() for action in menu.actions()][:3] == ["Anrufliste", "Netzwerk", "Rückmeldung eintragen"]
    printed: list[bytes] = []
    monkeypatch.setattr("welcomedesk.ui.printing.print_pdf", lambda _page, pdf, *_rest: printed.append(pdf))
    page.menu.print_guide()
    office.settle()
    assert printed[0].startswith(b"%PDF")
