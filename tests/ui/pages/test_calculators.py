"""Calculators in the window: chosen from a list, reckoned while one types, filled from a case."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import calculators
from welcomedesk.desk.cases import set_fields
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.pages.calculators import CalculatorsPage


def opened(open_office: OpenOffice, item: str, case: str = "", **size: int) -> tuple[Open, CalculatorsPage]:
    office = open_office("haddad", **size)
    page = office.go("calculators", case=case, item=item)
    assert isinstance(page, CalculatorsPage)
    return office, page


def type_in(office: Open, page: CalculatorsPage, name: str, text: str) -> None:
    assert page.form is not None
    page.form.answers[name].focus.setText(text)  # type: ignore[attr-defined]
    page.reckon()
    office.settle()


def answer(page: CalculatorsPage) -> str:
    words = " ".join(label.text() for label in page.answer.findChildren(QLabel))
    return words.replace("\xa0", " ").replace("\u200b", "").strip()


@pytest.mark.parametrize("name", [each.id for each in calculators.ALL])
def test_every_calculator_opens_with_a_row_per_input_and_german_words(open_office: OpenOffice, name: str) -> None:
    office, page = opened(open_office, name)
    chosen = calculators.calculator(name)
    assert page.form is not None and set(page.form.answers) | {"answers"} >= {each.id for each in chosen.inputs}
    assert bool(page.points) == (name == "points")
    for each in chosen.inputs:
        for option, words in calculators.options(office.office.desk, each):
            assert words and words != option, f"{option} has no words"


def test_knowledge_leads_to_the_calculators(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.go("knowledge")
    view = office.shell.view
    assert view is not None
    next(each for each in view.findChildren(QPushButton) if each.text() == "Rechner").click()
    office.settle()
    assert isinstance(office.shell.view, CalculatorsPage)


def test_an_answer_shows_what_is_met_with_its_figure_and_source(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "salary-floors")
    type_in(office, page, "salary_year", "50.000")
    assert "Blaue Karte EU, Regelfall: 50.700 € im Jahr" in answer(page)
    assert "Aufenthaltsgesetz (AufenthG)" in answer(page) and "BeschV § 6" in answer(page)
    named = [label.accessibleName() for label in page.answer.findChildren(QLabel)]
    assert any(words.endswith("(nicht erfüllt)") for words in named)
    assert any(words.endswith("(erfüllt)") for words in named)


def test_another_day_takes_the_figures_of_that_day(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "salary-floors")
    page.day.setText("01.06.2025")
    page.reckon()
    office.settle()
    assert "48.300 €" in answer(page)
    page.day.setText("01.06.2099")
    page.reckon()
    office.settle()
    chips = [chip.accessibleName() for chip in page.answer.findChildren(Chip)]
    assert len(chips) == 4 and "Blaue Karte EU: Regelgrenze" in chips[0]
    page.day.setText("31.02.2026")
    page.reckon()
    assert page.day_row.wrong()


def test_what_is_missing_is_named_instead_of_an_answer(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "validation-practice")
    assert answer(page).startswith("Noch auszufüllen: Dauer")
    type_in(office, page, "training_months", "36")
    type_in(office, page, "practice_months", "keine")
    assert "eine Zahl ein" in answer(page)
    type_in(office, page, "practice_months", "60")
    assert "54" in answer(page)


def test_dates_ask_only_what_belongs_to_what_is_wanted(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "dates")
    form = page.form
    assert form is not None and not form.rows["entered"].isVisible()
    assert "Resttage eines Kurzaufenthalts (90 in 180)" in " ".join(
        each[1] for each in calculators.options(office.office.desk, calculators.calculator("dates").inputs[0])
    )
    form.answers["kind"].widget.findChildren(QRadioButton)[1].click()
    assert form.rows["entered"].isVisible() and not form.rows["stays"].isVisible()
    page.reckon()
    office.settle()
    assert answer(page).startswith("Noch auszufüllen: ")
    type_in(office, page, "entered", "01.11.2026")
    assert "30.01.2027" in answer(page)


def test_days_and_periods_are_typed_line_by_line(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "student-days")
    type_in(office, page, "year", "2026")
    form = page.form
    assert form is not None
    days = form.answers["days"].widget
    days.add("2026-03-02", 8)  # type: ignore[attr-defined]
    days.add("2026-03-03", 4)  # type: ignore[attr-defined]
    page.reckon()
    office.settle()
    assert form.values()["days"] == [{"date": "2026-03-02", "hours": 8}, {"date": "2026-03-03", "hours": 4}]
    assert "1,5 von 140" in answer(page)
    term = form.answers["term"].widget
    term.add("2026-04-01", "2026-03-01")  # type: ignore[attr-defined]
    page.reckon()
    assert "vor dem ersten" in answer(page)


def test_points_are_asked_in_a_compact_form_and_counted_at_once(open_office: OpenOffice) -> None:
    _office, page = opened(open_office, "points", case="haddad")
    assert page.values()["answers"]["german"] == "B1"
    assert "Punkte für Deutschkenntnisse: 2" in answer(page)


def test_a_case_fills_in_what_it_knows(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    case = office.office.case("haddad")
    set_fields(office.office.desk, case, {"person.arrived_on": "2026-10-01"})
    page = office.go("calculators", case=case, item="dates")
    assert isinstance(page, CalculatorsPage) and page.form is not None
    assert page.form.answers["entered"].value() == "2026-10-01"


def test_a_narrow_window_has_a_choice_instead_of_the_list(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "fees", width=853, height=480)
    assert not page.list.isVisible() and page.choice.isVisible()
    page.choice.setCurrentIndex(page.choice.findData("funds"))
    page.choice.edited.emit("funds")
    office.settle()
    assert page.chosen == "funds" and page.form is not None and set(page.form.answers) >= {"purpose", "months"}
    assert page.first_stop() is page.choice
