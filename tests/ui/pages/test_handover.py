"""Handing over a caseload through the window: choose, say why, print the sheet, take it back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.pages.conftest import Open, OpenOffice
from tests.ui.pages.test_case_contacts import dialog, press
from welcomedesk.desk import cases, office
from welcomedesk.ui.pages.cases import CasesPage
from welcomedesk.ui.pages.handover import HandoverPage
from welcomedesk.ui.pages.sheet_dialog import SheetDialog


def page(opened: Open) -> HandoverPage:
    office.set_adviser(opened.office.desk, "B. Beispiel", {})
    found = opened.go("handover")
    assert isinstance(found, HandoverPage)
    return found


def adviser(opened: Open, sample: str) -> str:
    return cases.show(opened.office.desk, opened.office.case(sample)).root.text("adviser")


def test_chosen_cases_go_and_come_back_with_one_step(open_office: OpenOffice) -> None:
    opened = open_office("haddad", "bondar")
    shown = page(opened)
    assert shown.go.text() == "2 Fälle übergeben" and shown.before.value() == "A. Beispiel"
    shown.rows.setFocus()
    shown.rows.choose(opened.office.case("bondar"))
    opened.press(Qt.Key.Key_Space, shown.rows)
    assert shown.go.text() == "1 Fall übergeben"
    shown.to.set_value("B. Beispiel")
    shown.reason.setText("Elternzeit")
    opened.press(Qt.Key.Key_Space, shown.go)
    assert (adviser(opened, "haddad"), adviser(opened, "bondar")) == ("B. Beispiel", "A. Beispiel")
    sheet = dialog(shown)
    assert isinstance(sheet, SheetDialog) and sheet.pdf.startswith(b"%PDF") and sheet.print.isEnabled()
    press(sheet, "Schließen")
    opened.undo()
    assert adviser(opened, "haddad") == "A. Beispiel"


def test_what_is_missing_is_said_at_its_field(open_office: OpenOffice) -> None:
    opened = open_office("haddad")
    shown = page(opened)
    shown.hand_over()
    assert shown._to_row.wrong() and shown._reason_row.wrong() and adviser(opened, "haddad") == "A. Beispiel"


def test_none_chosen_leaves_nothing_to_hand_over(open_office: OpenOffice) -> None:
    opened = open_office("haddad")
    shown = page(opened)
    press(shown.card, "Keine")
    assert not shown.go.isEnabled()
    press(shown.card, "Alle")
    assert shown.go.isEnabled()


def test_an_adviser_without_cases_is_said(open_office: OpenOffice) -> None:
    opened = open_office("haddad")
    shown = page(opened)
    shown.before.set_value("B. Beispiel")
    shown.before.edited.emit("B. Beispiel")
    opened.settle()
    assert shown.empty.isVisible() and not shown.card.isVisible()


def test_the_register_leads_here(open_office: OpenOffice) -> None:
    opened = open_office("haddad")
    register = opened.go("cases")
    assert isinstance(register, CasesPage)
    press(register, "Übergeben …")
    opened.settle()
    assert opened.shell.place.page == "handover"
