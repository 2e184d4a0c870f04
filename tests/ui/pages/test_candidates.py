"""The candidates of a company: by number, with words for every reason, introduced after consent."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton

from tests.ui.pages.conftest import OpenOffice
from welcomedesk.desk import candidates, cases, referrals
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.candidates import CandidatesTab
from welcomedesk.ui.text import Label


def test_a_released_nurse_appears_by_number_and_is_introduced_after_consent(open_office: OpenOffice) -> None:
    office = open_office("elbaue", "haddad")
    desk, company, person = office.office.desk, office.office.case("elbaue"), office.office.case("haddad")
    cases.set_fields(desk, person, {"person.occupation": "pflege", "person.german_level": "B2"})
    candidates.release(desk, person, date(2027, 5, 1), would_move="yes")
    page = office.go("case", "elbaue", "candidates")
    assert isinstance(page, CasePage) and isinstance(page.tab, CandidatesTab)
    (table,) = page.tab.tables.values()
    assert "Samir" not in table.accessibleDescription() + str([each.text() for each in page.findChildren(QPushButton)])

    referrals.record_consent(desk, person, company, expires=date(2027, 1, 1))
    page.tab.show_case(page.tab.case)
    office.settle()
    button = next(each for each in page.tab.findChildren(QPushButton) if each.text() == "2026-0001 vorstellen")
    button.click()
    office.settle()
    assert cases.show(desk, company).all("link")[0].get("case") == person


def test_a_company_without_a_vacancy_is_led_to_enter_one(open_office: OpenOffice) -> None:
    office = open_office("elbaue")
    desk, company = office.office.desk, office.office.case("elbaue")
    for vacancy in cases.show(desk, company).all("vacancy"):
        cases.remove(desk, company, vacancy.ref)
    page = office.go("case", "elbaue", "candidates")
    assert any(each.text() == "Offene Stelle hinzufügen" for each in page.findChildren(QPushButton))


def test_what_is_looked_for_stands_above_and_whom_to_call_beside(open_office: OpenOffice) -> None:
    office = open_office("elbaue")
    desk, company = office.office.desk, office.office.case("elbaue")
    nurse = cases.open_case(
        desk,
        "person",
        "Mai Nguyen",
        {"person.occupation": "pflege", "person.german_level": "B1", "case.sample": True},
    ).value.id
    candidates.release(desk, nurse, date(2027, 5, 1))
    cases.set_fields(desk, company, {"company.contact_role": "Personalleitung"})
    page = office.go("case", "elbaue", "candidates")
    assert isinstance(page, CasePage) and isinstance(page.tab, CandidatesTab)
    said = [label.text() for label in (*page.tab.findChildren(Label), *page.panel.parentWidget().findChildren(Label))]
    assert "Personalleitung" in said
    (table,) = page.tab.tables.values()
    german = table.lines.lines[0].cells["german"]
    assert (german.text, german.second) == ("B1", "B2 fehlt noch")


def test_who_objected_to_contact_is_not_named_beside(open_office: OpenOffice) -> None:
    office = open_office("elbaue")
    desk, company = office.office.desk, office.office.case("elbaue")
    cases.set_fields(desk, company, {"company.contact_person": "Erika Muster", "company.phone": "0391 99"})
    cases.set_fields(desk, company, {"company.objection": True})
    page = office.go("case", "elbaue", "candidates")
    said = [label.text() for label in page.panel.parentWidget().findChildren(Label)]
    assert "Erika Muster" not in said and "0391 99" not in said
