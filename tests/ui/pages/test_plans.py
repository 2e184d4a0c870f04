"""Formats and lists: read, begun for the office or in a case, printed; every row of the table of programmes opened."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.packs.test_network_programmes import PAGE, ROWS
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, plan_views
from welcomedesk.desk.core import office as office_case
from welcomedesk.domain.case import CaseFile
from welcomedesk.ui import everything
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.checklist import ChecklistTab
from welcomedesk.ui.pages.case_tabs.checklist_dialogs import HandoutDialog, StartListDialog
from welcomedesk.ui.pages.contacts import ContactsPage
from welcomedesk.ui.pages.knowledge import KnowledgePage
from welcomedesk.ui.pages.plans import PlansPage

D = TypeVar("D", bound=Dialog)


def opened(open_office: OpenOffice, item: str = "", **size: int) -> tuple[Open, PlansPage]:
    office = open_office("elbaue", **size)
    view = office.go("plans", item=item)
    assert isinstance(view, PlansPage)
    return office, view


def words_on(widget: QWidget) -> str:
    chips = [chip.text() for chip in widget.findChildren(Chip)]
    return " ".join([*(label.text() for label in widget.findChildren(QLabel)), *chips])


def dialog(kind: type[D]) -> D:
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def keys(rows: RowList) -> list[str]:
    return [each.key for each in rows.rows.lines if isinstance(each, Row)]


def type_day(office: Open, page: PlansPage, day: str) -> None:
    page.detail.day.setFocus()
    page.detail.day.setText(day)
    office.press(Qt.Key.Key_Return, page.detail.day)


def items(case: CaseFile) -> dict[str, str]:
    """Date by step."""
    return {item.text("step"): item.text("due") for item in case.all("item")}


def test_formats_and_lists_stand_below_their_programme(open_office: OpenOffice) -> None:
    _office, page = opened(open_office)
    heads = [each.words for each in page.list.rows.lines if isinstance(each, Head)]
    assert heads[0] == "WelKMU" and "Total Expat Care" in heads
    assert keys(page.list)[:5] == [f"plan_{row[4]}" for row in ROWS if row[2] == "plan"]
    assert "5 Veranstaltungsformate" in words_on(page.head)


def test_a_format_says_all_that_one_needs_to_run_it(open_office: OpenOffice) -> None:
    _office, page = opened(open_office, "career_workshop")
    text = words_on(page.detail)
    for words in (
        "Vorbereitung",
        "42 Tage vorher",
        "Ablauf",
        "0:20",
        "60 Min.",
        "Rollen",
        "Material",
        "Teilnahmeliste",
    ):
        assert words in text, words
    for words in ("Einladung zum Karriere-Workshop", "Nachgang", "7 Tage danach", "INQA", "noch zu prüfen"):
        assert words in text, words


def test_with_the_day_of_the_event_the_days_are_dates(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "career_workshop")
    type_day(office, page, "1.3.2027")
    text = words_on(page.detail)
    assert "18.01.2027" in text and "Karriere-Workshop am 01.03.2027" in text


def test_a_day_that_is_none_is_said_and_begins_nothing(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "career_workshop")
    type_day(office, page, "irgendwann")
    page.begin_for_office()
    office.settle()
    assert page.detail.day_line.wrong() and not office_case(office.office.desk).all("item")


def test_begun_for_the_office_its_steps_are_ticked_here(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "career_workshop")
    type_day(office, page, "1.3.2027")
    QTest.mouseClick(page.detail.begin_office, Qt.MouseButton.LeftButton)
    office.settle()
    assert items(office_case(office.office.desk))["cw_guests"] == "2027-01-18"
    assert page.detail.running.isVisible() and not page.detail.begin_office.isVisible()
    office.press(Qt.Key.Key_Space, page.detail.running.lines[0])
    assert "1 von 8 erledigt" in words_on(page.detail.running)
    office.undo()
    assert "0 von 8 erledigt" in words_on(page.detail.running)


def test_begun_in_a_case_one_goes_to_its_checklists(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "company_exploration")
    type_day(office, page, "1.3.2027")
    page.begin_in_case()
    office.settle()
    asked = dialog(Dialog)
    asked.findChildren(RowList)[0].opened.emit(office.office.case("elbaue"))
    office.settle()
    assert (office.shell.place.page, office.shell.place.tab) == ("case", "checklist")
    case = cases.show(office.office.desk, office.office.case("elbaue"))
    assert "plan_company_exploration" in {item.text("checklist") for item in case.all("item")}


def test_a_format_and_a_graduates_handout_are_printed(open_office: OpenOffice) -> None:
    office, page = opened(open_office)
    for name in ("career_workshop", "make_it_work", "welcome_im_kmu"):
        office.go("plans", item=name)
        assert office.shell.do("print")
        office.settle()
        sheet = dialog(HandoutDialog)
        sheet.language.set_value("de,en")
        sheet._make()
        office.settle()
        assert sheet.pdf.startswith(b"%PDF") and sheet.print.isEnabled() and sheet.preview.pages >= 1
        sheet.reject()
    made = plan_views.value(office.office.desk, "make_it_work", None, ("de", "en"))
    assert sum(row.kind == "step" for row in made.rows) == 7
    assert page.list.current_key() == "welcome_im_kmu"


def test_a_company_is_offered_modules_onboarding_and_needs_analysis(open_office: OpenOffice) -> None:
    office = open_office("elbaue")
    office.go("case", "elbaue", "checklist")
    view = office.shell.view
    assert isinstance(view, CasePage) and isinstance(view.tab, ChecklistTab)
    view.tab.begin_list()
    office.settle()
    asked = dialog(StartListDialog)
    offered = set(keys(asked.list))
    assert not offered & set(view.tab.lists)
    assert {"onboarding", "needs_analysis"} <= offered | set(view.tab.lists)
    assert len([name for name in offered if name.startswith("care_")]) == 12 and "make_it_work" not in offered
    asked.list.choose("care_language")
    asked._try()
    office.settle()
    assert "care_language" in view.tab.lists


def test_a_person_is_offered_what_is_for_persons_and_a_format_with_its_day(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.go("case", "haddad", "checklist")
    view = office.shell.view
    assert isinstance(view, CasePage) and isinstance(view.tab, ChecklistTab)
    view.tab.begin_list()
    office.settle()
    asked = dialog(StartListDialog)
    assert "make_it_work" in keys(asked.list) and "care_language" not in keys(asked.list)
    asked.list.choose("make_it_work")
    assert not asked.line.isVisible()
    asked.list.choose("plan_career_workshop")
    assert asked.line.isVisible()
    asked.day.setText("morgen oder so")
    asked._try()
    assert asked.isVisible() and asked.line.wrong()
    asked.day.setText("1.3.2027")
    asked._try()
    office.settle()
    case = cases.show(office.office.desk, office.office.case("haddad"))
    assert items(case)["cw_guests"] == "2027-01-18"


def test_knowledge_leads_here_and_the_search_box_finds_it(open_office: OpenOffice) -> None:
    office, _page = opened(open_office)
    knowledge = office.go("knowledge")
    assert isinstance(knowledge, KnowledgePage)
    QTest.mouseClick(knowledge.plans, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.shell.place.page == "plans"
    places = [hit.place for hit in everything.find(office.office.desk, "karriere-works")]
    assert Place("plans", item="plan_career_workshop") in places
    assert Place("plans") in [hit.place for hit in everything.find(office.office.desk, "formate")]


def test_narrow_windows_show_list_and_format_in_turn(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "make_it_work", width=900, height=600)
    assert page.detail.isVisible() and not page.list.isVisible()
    QTest.keyClick(page.detail.back, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    office.settle()
    assert page.detail.isVisible()


def test_choice_and_day_come_back(open_office: OpenOffice) -> None:
    office, page = opened(open_office, "career_workshop")
    type_day(office, page, "1.3.2027")
    kept = dict(page.keep())
    page.detail.forget_day()
    page.restore(kept)
    office.settle()
    assert page.detail.day.value() == "2027-03-01" and "18.01.2027" in words_on(page.detail)


def test_each_row_of_the_table_of_programmes_opens_in_the_window(open_office: OpenOffice) -> None:
    office, _page = opened(open_office)
    desk = office.office.desk
    assert "| Formats and lists;" in PAGE.read_text(encoding="utf-8")
    programmes = {offer.id: offer.programme for offer in plan_views.offers(desk)}
    for programme, offer, kind, pack, name in ROWS:
        if kind in ("plan", "checklist"):
            page = office.go("plans", item=name)
            assert isinstance(page, PlansPage)
            wanted = f"plan_{name}" if kind == "plan" else name
            assert page.list.current_key() == wanted and programmes[wanted] == programme, offer
            assert page.detail.title.text() == plan_views.view(desk, name).offer.title
        elif kind == "note":
            knowledge = office.go("knowledge", item=f"{pack}/note/{name}")
            assert isinstance(knowledge, KnowledgePage)
            title = next(each.title for each in desk.library.statements("note", "de") if each.id == name)
            assert title in words_on(knowledge.detail), offer
        elif kind == "contact":
            contacts = office.go("contacts", item=name)
            assert isinstance(contacts, ContactsPage)
            assert desk.library.contact(name).name in words_on(contacts), offer
        else:
            case = office.go("case", "elbaue", "guide")
            assert isinstance(case, CasePage)
            assert name in {guide.id for guide in desk.library.guides()}, offer
