"""The page of numbers: periods, small numbers, and the list behind a number."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.page import PageView
from welcomedesk.ui.pages.reports import ReportsPage


def page_of(view: PageView) -> ReportsPage:
    assert isinstance(view, ReportsPage)
    return view


def filled(open_office: OpenOffice) -> Open:
    office = open_office("haddad")
    for number in range(6):
        cases.open_case(office.office.desk, "person", f"Muster {number}", {"case.topics": ["work"]})
    for number in range(2):
        cases.open_case(office.office.desk, "person", f"Rar {number}", {"case.topics": ["health"]})
    return office


def rows(shown: RowList) -> dict[str, Row]:
    return {each.title: each for each in shown.rows.lines if isinstance(each, Row)}


def lists(page: ReportsPage) -> dict[str, RowList]:
    return {each.accessibleName(): each for each in page.content_box.findChildren(RowList)}


def test_the_quarter_of_today_is_shown_first(open_office: OpenOffice) -> None:
    page = page_of(filled(open_office).go("reports"))
    assert page.period.currentText() == "4. Quartal 2026"
    assert rows(lists(page)["Alle Zahlen"])["Neue Anfragen"].right == "8"


def test_small_numbers_are_words(open_office: OpenOffice) -> None:
    page = page_of(filled(open_office).go("reports"))
    topics = rows(lists(page)["Themen der neuen Anfragen"])
    assert (topics["Arbeit"].right, topics["Gesundheit"].right) == ("6", "nicht genannt")


def test_a_number_opens_the_list_of_its_cases_and_a_case_opens_from_it(open_office: OpenOffice) -> None:
    office = filled(open_office)
    page = page_of(office.go("reports"))
    page._open_list("topics/work")
    office.settle()
    behind = page.behind.findChild(RowList)
    assert behind is not None
    assert list(rows(behind)) == [f"Muster {number}" for number in range(6)]
    behind.opened.emit(next(iter(rows(behind).values())).key)
    assert office.shell.place.page == "case"


def test_a_number_that_is_not_told_opens_no_list(open_office: OpenOffice) -> None:
    office = filled(open_office)
    page = page_of(office.go("reports"))
    page._open_list("topics/health")
    office.settle()
    assert page.behind.findChild(RowList) is None


def test_a_period_without_anything_says_so(open_office: OpenOffice) -> None:
    office = filled(open_office)
    page = page_of(office.go("reports"))
    page.period.set_value("2025-Q4")
    page.period.edited.emit("2025-Q4")
    office.settle()
    assert page.empty.isVisible() and not page.print.isEnabled()


def test_the_table_is_saved_where_the_person_says(
    open_office: OpenOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = filled(open_office)
    page = page_of(office.go("reports"))
    proposed: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kind: str) -> tuple[str, str]:
        proposed.append(name)
        return str(tmp_path / "zahlen"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    page.save_csv()
    office.settle()
    assert proposed == ["Auswertung-2026-Q4.csv"]
    assert "Neue Anfragen;;8" in (tmp_path / "zahlen.csv").read_text(encoding="utf-8-sig")
