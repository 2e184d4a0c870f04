"""Guides in a case, driven like an adviser does: by keys, with answers, skips, ways back, and an end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, guides
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.pick import PickField
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.guide import GuideTab


def tab_of(office: Open) -> GuideTab:
    view = office.shell.view
    assert isinstance(view, CasePage) and isinstance(view.tab, GuideTab)
    return view.tab


def begun(open_office: OpenOffice, guide: str = "residence", **size: Any) -> tuple[Open, GuideTab]:
    """The window on a fresh run of the first sample."""
    office = open_office("haddad", **size)
    office.go("case", "haddad", "guide", f"begin:{guide}")
    return office, tab_of(office)


def asked(tab: GuideTab) -> str:
    assert tab.run.card.question is not None
    return tab.run.card.question.id


def ask(office: Open, tab: GuideTab, question: str) -> None:
    tab.ask_question(question)
    office.settle()


def told(office: Open, tab: GuideTab) -> dict[str, Any]:
    case = office.office.entered["haddad"].case
    return {each.question: each.value for each in guides.run(office.office.desk, case, tab._ref).answers}


def test_the_list_names_runs_and_guides_that_fit(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.go("case", "haddad", "guide", "list")
    tab = tab_of(office)
    assert [line.title for line in tab.list.runs.rows.lines] == ["Leitfaden Anerkennung"]  # type: ignore[union-attr]
    assert {"recognition", "residence"} <= set(tab.list.starts)


def test_a_run_asks_one_question_with_its_reason(open_office: OpenOffice) -> None:
    _office, tab = begun(open_office)
    question = tab.run.card.question
    assert question is not None and question.text and question.why
    assert tab.run.card.focus_stop().hasFocus()  # type: ignore[union-attr]


def test_what_the_case_knows_says_so(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    assert any(line.right == "aus der Fallakte" for line in tab.run.answers.rows.lines)  # type: ignore[union-attr]
    ask(office, tab, "german")
    assert tab.run.card.question is not None and "A. Beispiel" in tab.run.card.question.source


def test_an_answer_is_kept_and_the_next_question_comes(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    ask(office, tab, "german")
    before = told(office, tab)
    tab.run.card.answered.emit("german", "C1")
    office.settle()
    assert told(office, tab) == before | {"german": "C1"}
    assert asked(tab) != "german"
    assert cases.show(office.office.desk, office.office.entered["haddad"].case).value("person", "german_level") == "C1"


def test_not_known_yet_is_an_answer(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    name = asked(tab)
    tab.run.card._unknown.click()
    tab.run.card.next_button.click()
    office.settle()
    assert told(office, tab)[name] == guides.NOT_KNOWN
    assert asked(tab) != name


def test_skipping_passes_over_and_back_returns(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    first = asked(tab)
    tab.run.card.skip_button.click()
    office.settle()
    assert asked(tab) != first and first not in told(office, tab)
    tab.run.card.back_button.click()
    office.settle()
    assert asked(tab) == first


def test_verdicts_follow_while_an_answer_is_being_given(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    for question, value in {"purpose": ["work"], "job_offer": ["qualified"], "qual_kind": "academic_foreign"}.items():
        guides.answer(office.office.desk, tab.case.id, tab._ref, question, value)
    ask(office, tab, "salary_year")
    before = {line.result.id: line.result.reason for line in tab.run.results.verdicts.rows}
    field = tab.run.card.focus_stop()
    assert field is not None
    QTest.keyClicks(field, "30000")
    office.settle()
    assert {line.result.id: line.result.reason for line in tab.run.results.verdicts.rows} != before
    assert "salary_year" not in told(office, tab)


def test_the_figures_of_the_day_stand_beside_the_question(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    ask(office, tab, "salary_year")
    question = tab.run.card.question
    assert question is not None
    assert question.figures_head == "Werte vom 01.01. bis 31.12.2026"
    assert "45.934,20\u00a0€" in [line.value for line in question.figures]


def test_a_day_without_figures_names_what_is_missing(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    guides.answer(office.office.desk, tab.case.id, tab._ref, "purpose", ["work"])
    tab.move_date("2027-02-01")
    office.settle()
    ask(office, tab, "salary_year")
    assert tab.run.card.question is not None
    assert tab.run.card.question.figures_head == "Werte für 2027 fehlen noch."


def test_a_country_is_found_by_typing(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    ask(office, tab, "nat_country")
    field = tab.run.card.focus_stop()
    assert field is not None
    field.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "vietn")
    office.press(Qt.Key.Key_Return, field)
    assert tab.run.card.value() == "VN"
    assert "nat_country" in told(office, tab) and told(office, tab)["nat_country"] == "SY"
    office.press(Qt.Key.Key_Return, field)
    assert told(office, tab)["nat_country"] == "VN"


def test_an_occupation_is_found_by_another_word(open_office: OpenOffice) -> None:
    office, tab = begun(open_office, "recognition")
    ask(office, tab, "profession")
    field = tab.run.card.focus_stop()
    assert field is not None and isinstance(field.parent(), PickField)
    field.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "arzthelfer")
    office.press(Qt.Key.Key_Return, field)
    assert tab.run.card.value() == "mfa"


def test_a_word_that_is_not_in_the_list_is_refused_in_place(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    ask(office, tab, "nat_country")
    field = tab.run.card.focus_stop()
    assert field is not None
    field.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "Atlantis")
    tab.run.card.next_button.click()
    office.settle()
    assert asked(tab) == "nat_country" and tab.run.card._answer_row.wrong()


def test_the_main_key_answers(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    ask(office, tab, "german")
    office.shell.do("main")
    office.settle()
    assert asked(tab) != "german"


def test_changing_an_answer_keeps_the_rest(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    before = told(office, tab)
    tab.run.answers.opened.emit("german")
    office.settle()
    assert asked(tab) == "german"
    tab.run.card.answered.emit("german", "A1")
    office.settle()
    assert told(office, tab) == before | {"german": "A1"}


def test_the_trace_of_a_result_opens_and_names_conditions(open_office: OpenOffice) -> None:
    _office, tab = begun(open_office)
    verdicts = tab.run.results.verdicts
    line = verdicts.rows[0]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert verdicts.open_id == line.result.id and line.result.trace
    assert all(condition.source for condition in line.result.trace)


def test_long_groups_show_their_first_rows_and_then_all(open_office: OpenOffice) -> None:
    _office, tab = begun(open_office)
    verdicts = tab.run.results.verdicts
    few = len(verdicts.rows)
    verdicts._show_all("open")
    assert len(verdicts.rows) > few


def test_a_finished_run_is_read_only_and_offers_its_checklists(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.go("case", "haddad", "guide")
    tab = tab_of(office)
    shown = tab.run.shown
    assert shown is not None and shown.finished and shown.question is None
    assert shown.offered and all(have for _name, _title, have in shown.offered)
    assert not tab.run.answers.isEnabled() and not tab.run.day.isEnabled()


def test_finishing_and_taking_over_brings_steps(open_office: OpenOffice) -> None:
    office = open_office("bondar")
    case = office.office.entered["bondar"].case
    run = office.office.entered["bondar"].run
    desk = office.office.desk
    for item in cases.show(desk, case).all("item"):
        cases.remove(desk, case, item.ref)
    office.go("case", "bondar", "guide", run)
    tab = tab_of(office)
    assert tab.run.ticks
    main = tab.run.main_button()
    assert main is not None
    main.click()
    office.settle()
    assert cases.show(desk, case).all("item")
    assert not tab.run.ticks


def test_a_run_of_an_older_pack_can_be_judged_again(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, entered = office.office.desk, office.office.entered["haddad"]
    results = dict(cases.show(desk, entered.case).one(entered.run).get("results"))  # type: ignore[arg-type]
    cases.set_fields(desk, entered.case, {f"{entered.run}.results": results | {"pack": "2025.1"}})
    office.go("case", "haddad", "guide", entered.run)
    tab = tab_of(office)
    assert tab.run.shown is not None and tab.run.shown.older_pack == "2025.1"
    assert tab.run.banners.isVisibleTo(tab.run)
    tab.judge_again()
    office.settle()
    assert tab._ref != entered.run
    assert cases.show(desk, entered.case).one(entered.run).get("state") == "done"


def test_two_runs_stand_side_by_side(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, entered = office.office.desk, office.office.entered["haddad"]
    again = guides.continue_run(desk, entered.case, entered.run).value
    guides.answer(desk, entered.case, again, "german", "C1")
    office.go("case", "haddad", "guide", "compare")
    page = tab_of(office)._compare
    assert page is not None
    cells = [row.cells["what"].text for table in page.tables for row in table.model().lines]  # type: ignore[attr-defined]
    assert "Deutsch" in " ".join(cells)


def test_a_third_run_stands_in_a_column_of_its_own(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, entered = office.office.desk, office.office.entered["haddad"]
    _again, third = (guides.continue_run(desk, entered.case, entered.run).value for _run in range(2))
    guides.answer(desk, entered.case, third, "german", "A2")
    office.go("case", "haddad", "guide", "compare")
    page = tab_of(office)._compare
    assert page is not None and page.third.value() == ""
    page.third.setCurrentIndex(1)
    page.third.edited.emit(page.third.value())
    office.settle()
    assert len({page.one.value(), page.other.value(), page.third.value()}) == 3
    (row,) = [row for table in page.tables for row in table.lines.lines if row.cells["what"].text == "Deutsch"]
    # Runs that are still open follow the fact of the case; the finished one keeps what was said then.
    assert sorted(row.cells[str(n)].text for n in range(3)) == ["A2", "A2", "B1"]


def test_contradictions_stand_above_the_question(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    for name, value in {"job_offer": ["none", "qualified"], "purpose": ["work"]}.items():
        guides.answer(office.office.desk, tab.case.id, tab._ref, name, value)
    ask(office, tab, "german")
    assert tab.run.shown is not None and tab.run.shown.clashes
    assert tab.run.banners.isVisibleTo(tab.run)


def test_a_draft_comes_back_after_locking(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    ask(office, tab, "salary_year")
    field = tab.run.card.focus_stop()
    assert field is not None
    QTest.keyClicks(field, "48000")
    office.settle()
    state = dict(tab.keep())
    assert state["draft"] == {"salary_year": 48000}
    fresh = GuideTab(tab.host)
    office.qtbot.addWidget(fresh)
    fresh.case = tab.case
    fresh.show_case(tab.case)
    fresh.restore(state)
    office.settle()
    assert fresh.run.card.question is not None and fresh.run.card.question.id == "salary_year"
    assert fresh.run.card.value() == 48000


def test_a_closed_case_shows_its_guides_and_asks_nothing(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, case = office.office.desk, office.office.entered["haddad"].case
    guides.start_run(desk, case, "residence")
    cases.close_case(desk, case, "reached")
    office.go("case", "haddad", "guide")
    tab = tab_of(office)
    assert not tab.run.card.isVisibleTo(tab.run)


def test_narrow_windows_stand_the_verdicts_below(open_office: OpenOffice) -> None:
    _office, tab = begun(open_office, width=900, height=600)
    assert tab.run.results.geometry().top() > tab.run.card.geometry().top()


def test_tab_goes_from_the_answer_down_to_the_answers_and_then_to_the_results(open_office: OpenOffice) -> None:
    office, tab = begun(open_office)
    ask(office, tab, "purpose")
    card = tab.run.card
    answer = card.focus_stop()
    assert answer is not None
    answer.setFocus()
    seen = []
    for _step in range(60):
        QTest.keyClick(office.shell.focusWidget(), Qt.Key.Key_Tab)
        seen.append(office.shell.focusWidget())
    order = [card._unknown, card.back_button, card.skip_button, card.next_button, tab.run.answers]
    places = [seen.index(widget) for widget in (*order, tab.run.results.verdicts.rows[0])]
    assert places == sorted(places) and places[0] == 15


def test_a_step_of_a_guide_that_lists_steps_opens_with_its_reasons(open_office: OpenOffice) -> None:
    _office, tab = begun(open_office, "integration")
    results = tab.run.results
    assert results.steps_card.isVisibleTo(results) and not results.verdicts.isVisibleTo(results)
    name, step = next(iter(results._step_lines.items()))
    assert step.verdict.text and step.verdict.source
    results.show_step(name)
    shown = [each for each in results.findChildren(Dialog) if each.isVisible()]
    assert shown and shown[0].title.text() == step.title
    shown[0].close()
