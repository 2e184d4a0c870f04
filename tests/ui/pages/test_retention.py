"""The erasure list in the window: a dry run, two steps before anything goes, postponing with a reason and a day."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, periods, retention
from welcomedesk.domain.log import Change
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.proof_dialog import ProofDialog
from welcomedesk.ui.pages.retention import ConfirmList, PeriodDialog, PostponeDialog, ProgrammeDialog, RetentionPage
from welcomedesk.ui.pages.today import TodayPage

D = TypeVar("D", bound=QDialog)


def shown(office: Open, kind: type[D]) -> D:
    office.settle()
    return next(each for each in QApplication.topLevelWidgets() if type(each) is kind and each.isVisible())


def words(widget: QWidget) -> str:
    chips = [chip.text() for chip in widget.findChildren(Chip)]
    return " ".join([*(label.text() for label in widget.findChildren(QLabel)), *chips])


def old_case(office: Open, name: str = "Amira") -> str:
    """A case whose last contact lies two years back."""
    desk = office.office.desk
    opened = cases.open_case(desk, "person", name).value
    desk.store.write([Change(opened.id, "case", "opened", "2024-11-01")], actor="A", at=desk.clock.now())
    return opened.id


def page(office: Open) -> RetentionPage:
    made = office.go("retention")
    assert isinstance(made, RetentionPage)
    office.settle()
    return made


def test_what_is_due_stands_there_with_its_class_and_nothing_is_gone(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    case = old_case(office)
    here = page(office)
    assert [each.case_id for each in here.found.values()] == [case]
    said = words(here)
    for part in ("Beratungsakte", "Seit 01.11.2024", "01.11.2025", "12 Monate ab dem letzten Kontakt", "zu prüfen"):
        assert part in said, part
    assert "Amira" not in said, "the list names numbers"
    assert not here.erase.isEnabled() and office.office.desk.store.case(case) is not None


def test_two_steps_and_a_typed_number_before_anything_goes(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    gone = [old_case(office, name) for name in ("Amira", "Bela")]
    kept = old_case(office, "Chidi")
    here = page(office)
    for key, tick in here.ticks.items():
        tick.set_value(not key.startswith(kept))
    here._ticked()
    here.confirm()
    dialog = shown(office, ConfirmList)
    assert not dialog.erase.isEnabled()
    dialog.number.setText("2")
    office.press(Qt.Key.Key_Return, dialog.number)
    assert office.office.desk.store.case(gone[0]) is not None, "never by Enter"
    dialog.erase.click()
    for _turn in range(3):
        office.settle()
    assert [office.office.desk.store.case(each) is None for each in (*gone, kept)] == [True, True, False]


def test_postponing_asks_for_day_and_reason(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    case = old_case(office)
    here = page(office)
    (key,) = here.found
    here.postpone(key)
    dialog = shown(office, PostponeDialog)
    dialog.later.click()
    assert dialog.isVisible(), "a day is missing"
    dialog.until.setText("01.03.2027")
    dialog.later.click()
    assert dialog.isVisible(), "a reason is missing"
    dialog.reason.setText("Klage")
    dialog.later.click()
    office.settle()
    office.settle()
    (each,) = retention.worklist(office.office.desk)
    assert (each.case_id, each.until, each.reason) == (case, "2027-03-01", "Klage")
    assert "2026-0002 bis 01.03.2027" in words(here) and "Klage" in words(here) and not here.ticks


def test_the_office_changes_a_period_and_goes_back(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    old_case(office)
    here = page(office)
    rule = here._rules["case"]
    here._change_period(rule)
    dialog = shown(office, PeriodDialog)
    dialog.number.setText("36")
    dialog._try()
    office.settle()
    office.settle()
    assert periods.rules_of(office.office.desk)["case"].months == 36 and here.found == {}
    assert "vom Büro festgelegt" in words(here)


def test_a_programme_waits_for_the_year_of_the_funder(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    here = page(office)
    here._enter_programme()
    dialog = shown(office, ProgrammeDialog)
    dialog.name.setText("IQ 2026")
    dialog._try()
    office.settle()
    office.settle()
    assert "noch nicht bekannt" in words(here)
    (programme,) = retention.programmes(office.office.desk)
    assert (programme.name, programme.paid_year) == ("IQ 2026", 0)


def test_today_says_how_much_has_to_go(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    old_case(office)
    today = office.go("today")
    office.settle()
    assert isinstance(today, TodayPage)
    assert "1 Eintrag ist zu löschen" in words(today.going) and today.going.isVisibleTo(today)


def test_a_proof_is_kept_from_the_case_and_its_code_is_shown(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    case = office.go("case", "haddad")
    assert isinstance(case, CasePage)
    case.keep_proof()
    missing = shown(office, Dialog)
    assert "Löschliste" in words(missing), "it says where a programme is entered"
    missing.reject()
    retention.set_programme(office.office.desk, {"name": "IQ 2026"})
    case.keep_proof()
    dialog = shown(office, ProofDialog)
    dialog.indicators.setText("B1 erreicht")
    dialog.keep_button.click()
    office.settle()
    (proof,) = cases.show(office.office.desk, "office").all("participation")
    assert proof.text("code") in words(shown(office, Dialog)) and proof.text("indicators") == "B1 erreicht"
