"""Erasing and the copy of all data through the window: what is said before, typed, and shown after."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from tests.helpers.pdf_pages import text_of
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, letters
from welcomedesk.ui import printing
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.talks import TalksTab
from welcomedesk.ui.pages.copy_dialog import CopyDialog
from welcomedesk.ui.pages.erase_dialogs import Confirm, Done

D = TypeVar("D", bound=QDialog)


def shown(office: Open, kind: type[D]) -> D:
    office.settle()
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def case_page(office: Open, tab: str = "") -> CasePage:
    page = office.go("case", "haddad", tab)
    assert isinstance(page, CasePage)
    return page


def refer(office: Open) -> None:
    """A letter left for the chamber."""
    desk, case, referral = office.office.desk, office.office.case("haddad"), office.office.referral("haddad")
    contact = cases.show(desk, case).one(referral).text("contact")
    letters.issue(desk, case, letters.Order("referral", contact=contact, referral=referral), override="So gewollt.")


def test_erasing_wants_the_number_typed_and_never_happens_by_enter(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    case_page(office).erase()
    dialog = shown(office, Confirm)
    assert not dialog.erase.isEnabled()
    dialog.number.setText("2026-0002")
    assert not dialog.erase.isEnabled()
    dialog.number.setText("2026-0001")
    office.press(Qt.Key.Key_Return, dialog.number)
    assert office.office.desk.store.case(office.office.case("haddad")) is not None
    dialog.erase.click()
    office.settle()
    assert office.office.desk.store.case(office.office.case("haddad")) is None
    assert office.shell.place.page == "cases"


def test_before_an_erasure_it_is_said_what_goes_what_stays_and_who_got_data(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    refer(office)
    case_page(office).erase()
    said = words(shown(office, Confirm))
    for part in ("Angaben mit früheren Ständen", "1 Schreiben", "Alle anderen Fälle", "28.12.2026", "Handwerkskammer"):
        assert part in said
    assert "Haddad" not in shown(office, Confirm).windowTitle()


def test_after_an_erasure_every_step_stands_there_in_words(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    refer(office)
    case_page(office).erase()
    dialog = shown(office, Confirm)
    dialog.number.setText("2026-0001")
    dialog.erase.click()
    said = words(shown(office, Done))
    for part in (
        "auch im Verlauf",
        "Suche entfernt",
        "Löschverzeichnis",
        "nichts mehr da",
        "Handwerkskammer",
        "28.12.",
    ):
        assert part in said


def test_a_single_note_is_erased_by_the_same_procedure(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = case_page(office, "talks").tab
    assert isinstance(tab, TalksTab)
    (talk,) = tab.case.all("consultation")
    tab._erase(talk.ref)
    dialog = shown(office, Confirm)
    dialog.number.setText("2026-0001")
    dialog.erase.click()
    assert "auch im Verlauf" in words(shown(office, Done))
    case = cases.show(office.office.desk, office.office.case("haddad"))
    assert case.all("consultation") == () and case.name == "Samir Haddad"


def test_the_copy_marks_what_is_about_others_and_keeps_it_here(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = open_office("haddad")
    case = office.office.case("haddad")
    cases.add(office.office.desk, case, "family_member", {"role": "Schwester", "name": "Lina Quastenfloss"})
    file = tmp_path / "copy"
    monkeypatch.setattr(printing.QFileDialog, "getSaveFileName", lambda *_said: (str(file), ""))
    case_page(office).copy_data()
    dialog = shown(office, CopyDialog)
    assert "Lina Quastenfloss" in words(dialog)
    assert any(not tick.value() for tick in dialog.ticks.values())
    dialog._out("pdf")
    office.settle()
    text = text_of(file.with_suffix(".pdf").read_bytes())
    assert "Samir Haddad" in text and "Quastenfloss" not in text
    assert "copy" in [line.what for line in office.office.desk.store.accesses(case)]
    toast = office.shell.toasts.shown
    assert toast is not None and "ausgegeben" in toast.words.text()


def test_a_copy_for_somebody_else_says_what_stays_here(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    case_page(office).copy_data()
    dialog = shown(office, CopyDialog)
    dialog.whom.set_value("other")
    dialog._chosen("other")
    assert not dialog.wanted().own and dialog.other.isVisibleTo(dialog)
    assert not dialog.own.isVisibleTo(dialog), "not everything goes, and nothing says so"
