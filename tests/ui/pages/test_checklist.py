"""The checklist of a case: tick, say why not, move a date, note papers, take the sheet home."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, checklists
from welcomedesk.domain.case import Entity
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.checklist import ChecklistTab
from welcomedesk.ui.pages.case_tabs.checklist_dialogs import DueDialog, HandoutDialog, PaperDialog, ReasonDialog

D = TypeVar("D", bound=Dialog)


def opened(open_office: OpenOffice, *, item: str = "", sample: str = "haddad") -> tuple[Open, ChecklistTab]:
    office = open_office(sample)
    office.go("case", sample, "checklist", item)
    view = office.shell.view
    assert isinstance(view, CasePage) and isinstance(view.tab, ChecklistTab)
    return office, view.tab


def dialog(kind: type[D]) -> D:
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def first_item(office: Open, step: int = 0) -> Entity:
    case = cases.show(office.office.desk, office.office.entered["haddad"].case)
    return sorted(case.all("item"), key=lambda item: float(str(item.get("order"))))[step]


def test_every_checklist_stands_with_its_steps_and_how_far_it_is(open_office: OpenOffice) -> None:
    _office, tab = opened(open_office)
    first = tab.lists["bqfg_dual_steps"]
    assert first.title.text() == "Antrag auf Gleichwertigkeit: Ausbildungsberuf"
    assert first.note.text() == "0 von 8 erledigt"
    assert len(tab.lists) == 4


def test_space_ticks_a_step_and_undo_brings_it_back(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    office.press(Qt.Key.Key_Space, tab.lists["bqfg_dual_steps"].lines[0])
    assert first_item(office).get("state") == "done"
    assert tab.lists["bqfg_dual_steps"].note.text() == "1 von 8 erledigt"
    office.undo()
    assert first_item(office).get("state") == "open"


def test_a_step_opens_in_place_and_says_office_papers_cost_and_basis(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    line = tab.lists["bqfg_dual_steps"].lines[3]
    office.press(Qt.Key.Key_Return, line)
    step = line.step
    assert step.office == "hwk-magdeburg" and step.office_words == "Handwerkskammer Magdeburg"
    assert {"Unterlagen", "Kosten", "Grundlage"} <= {label for label, _words in step.facts}


def test_only_one_step_of_the_tab_is_open(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    one, other = tab.lists["bqfg_dual_steps"], tab.lists["qual_analysis_steps"]
    office.press(Qt.Key.Key_Return, one.lines[0])
    office.press(Qt.Key.Key_Return, other.lines[0])
    assert one._open == "" and other._open == other.lines[0].step.id


def test_not_needed_asks_for_a_reason(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    ref = tab.lists["bqfg_dual_steps"].lines[0].step.id
    tab.set_state(ref, "not_needed")
    asked = dialog(ReasonDialog)
    asked._try()
    assert asked.isVisible() and asked.line.wrong()
    asked.reason.setText("Der Referenzberuf steht fest.")
    asked._try()
    office.settle()
    item = first_item(office)
    assert (item.get("state"), item.get("reason")) == ("not_needed", "Der Referenzberuf steht fest.")
    assert "Der Referenzberuf steht fest." in tab.lists["bqfg_dual_steps"].lines[0].step.note


def test_a_moved_date_moves_those_that_hang_on_it(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    apply_step = tab.lists["bqfg_dual_steps"].lines[3].step.id
    tab.change_date(apply_step)
    asked = dialog(DueDialog)
    asked.day.setText("5.1.2027")
    asked._try()
    office.settle()
    assert tab.shown is not None and tab.shown.due[apply_step] == "2027-01-05"
    confirmation = tab.lists["bqfg_dual_steps"].lines[4].step
    assert tab.shown.due[confirmation.id] == "2027-02-05"
    assert confirmation.due == "voraussichtlich bis 05.02.2027"


def test_a_date_set_by_hand_can_follow_the_rule_again(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    desk, case = office.office.desk, tab.case.id
    ref = tab.lists["bqfg_dual_steps"].lines[0].step.id
    checklists.set_due(desk, case, ref, date(2026, 12, 1))
    office.shell.refresh.tell(checklists.set_due(desk, case, ref, date(2026, 12, 2)).changed)
    office.settle()
    tab.change_date(ref)
    dialog(DueDialog)._buttons.itemAt(2).widget().click()  # type: ignore[union-attr]
    office.settle()
    assert not first_item(office).get("due_fixed")


def test_an_overdue_step_says_since_when_with_its_sign(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    ref = tab.lists["bqfg_dual_steps"].lines[0].step.id
    done = checklists.set_due(office.office.desk, tab.case.id, ref, date(2026, 11, 19))
    office.shell.refresh.tell(done.changed)
    office.settle()
    step = tab.lists["bqfg_dual_steps"].lines[0].step
    assert (step.due, step.due_tone) == ("seit 4 Tagen", "danger")


def test_a_mark_of_a_paper_is_noted(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    assert tab.shown is not None
    diploma = next(paper for paper in tab.shown.papers if paper.name == "Abschlusszeugnis")
    assert diploma.marks["translated"] == "open"
    tab.papers.toggled.emit(diploma.id, "translated", "yes")
    office.settle()
    case = cases.show(office.office.desk, tab.case.id)
    assert "translated" in case.one(diploma.id).texts("marks")


def test_a_missing_paper_says_so_in_words(open_office: OpenOffice) -> None:
    _office, tab = opened(open_office)
    assert tab.shown is not None
    missing = [paper for paper in tab.shown.papers if paper.missing]
    assert [(paper.missing, paper.note) for paper in missing] == [("fehlt", "im Krieg verloren, nicht beschaffbar")]


def test_a_paper_is_entered_changed_and_taken_out(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    assert tab.shown is not None
    before = len(tab.shown.papers)
    tab.enter_paper()
    form = dialog(PaperDialog)
    form._try()
    assert form.line.wrong()
    form.name.setText("Arbeitszeugnis <b>fett</b>")
    form._try()
    office.settle()
    made = next(paper for paper in tab.shown.papers if paper.name == "Arbeitszeugnis <b>fett</b>")
    tab.papers.opened.emit(made.id)
    change = dialog(PaperDialog)
    change.missing.setChecked(True)
    change._try()
    office.settle()
    assert next(paper for paper in tab.shown.papers if paper.id == made.id).missing == "fehlt"
    tab.papers.opened.emit(made.id)
    dialog(PaperDialog)._buttons.itemAt(1).widget().click()  # type: ignore[union-attr]
    office.settle()
    assert len(tab.shown.papers) == before


def test_costs_are_added_up_without_grants(open_office: OpenOffice) -> None:
    _office, tab = opened(open_office)
    assert tab.shown is not None
    assert tab.shown.total == "1.284\u00a0€ bis 1.784\u00a0€"
    assert [grant.amount for grant in tab.shown.grants] == ["1.200\u00a0€"]


def test_the_handout_shows_the_exact_page_before_it_is_printed(open_office: OpenOffice) -> None:
    office, _tab = opened(open_office)
    assert office.shell.do("print")
    sheet = dialog(HandoutDialog)
    office.settle()
    assert sheet.pdf.startswith(b"%PDF") and sheet.print.isEnabled()
    sheet.language.set_value("de+en")
    sheet._make()
    office.settle()
    assert "Your reference" not in sheet.preview.accessibleDescription() and sheet.preview.pages >= 1
    usual = sheet.preview.pages
    sheet.language.set_value("de+uk")
    sheet.large.set_value(True)
    sheet._make()
    office.settle()
    assert "Подати заяву" in sheet.preview.accessibleDescription().replace("\r\n", " ")
    assert sheet.preview.pages > usual


def test_a_referral_begins_from_the_office_of_a_step(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    before = len(tab.case.all("referral"))
    tab.begin_referral("iq-aqb-nord")
    office.settle()
    assert len(cases.show(office.office.desk, tab.case.id).all("referral")) == before + 1
    assert (office.shell.place.page, office.shell.place.tab) == ("letter", "referral")


def test_an_item_of_the_place_is_open_when_one_arrives(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    ref = first_item(office, 3).ref
    office.go("case", "haddad", "checklist", ref)
    assert tab.lists["bqfg_dual_steps"]._open == ref


def test_without_a_checklist_the_way_to_one_is_named(open_office: OpenOffice) -> None:
    office = open_office()
    opened_case = cases.open_case(office.office.desk, "person", "محمد علي").value
    office.go("case", opened_case.id, "checklist")
    view = office.shell.view
    assert isinstance(view, CasePage) and isinstance(view.tab, ChecklistTab)
    assert view.tab.empty.isVisibleTo(view.tab) and view.tab.head_actions() == (view.tab.begin,)


def test_a_closed_case_changes_nothing(open_office: OpenOffice) -> None:
    office, tab = opened(open_office)
    office.shell.refresh.tell(cases.close_case(office.office.desk, tab.case.id, "reached").changed)
    office.settle()
    assert not tab.lists["bqfg_dual_steps"].isEnabled() and not tab.add_paper.isEnabled()


def test_marks_of_papers_are_reached_by_arrows(open_office: OpenOffice) -> None:
    _office, tab = opened(open_office)
    marks = tab.papers._marks
    marks[0][0].setFocus()
    QTest.keyClick(marks[0][0], Qt.Key.Key_Right)
    assert marks[0][1].hasFocus()
    QTest.keyClick(marks[0][1], Qt.Key.Key_Down)
    assert marks[1][1].hasFocus()


@pytest.mark.parametrize(("typed", "hint"), [("22.11.2026", "überfällig"), ("24.11.2026", "verschieben")])
def test_a_day_that_has_passed_is_said_before_the_step_is_overdue(
    open_office: OpenOffice, typed: str, hint: str
) -> None:
    _office, tab = opened(open_office)
    asked = DueDialog(tab, "Schritt", "", fixed=False, today=date(2026, 11, 23), then=lambda day: None)
    asked.day.setText(typed)
    assert hint in asked.day.accessibleDescription()
    asked.reject()
