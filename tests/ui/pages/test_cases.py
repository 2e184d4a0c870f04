from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.pages.conftest import OpenOffice
from welcomedesk.desk import cases
from welcomedesk.ui.backend import Preferences
from welcomedesk.ui.page import PageView
from welcomedesk.ui.pages.cases import CasesPage
from welcomedesk.ui.pages.new_enquiry import NewEnquiry


def page_of(view: PageView) -> CasesPage:
    assert isinstance(view, CasesPage)
    return view


def names(page: CasesPage) -> list[str]:
    return [line.cells["name"].text for line in page.table.lines.lines]


def form_of(view: PageView) -> NewEnquiry:
    page = page_of(view)
    assert page.new is not None
    return page.new


def test_open_cases_stand_in_the_order_of_their_numbers(open_office: OpenOffice) -> None:
    page = page_of(open_office().go("cases"))
    assert names(page)[0] == "Samir Haddad"
    assert "Musterfall" in page.table.lines.lines[0].cells["name"].second


def test_typing_narrows_the_list_and_enter_opens_the_only_one(open_office: OpenOffice) -> None:
    office = open_office()
    page = page_of(office.go("cases"))
    page.search.setText("elbaue")
    page._ask_anew()
    office.settle()
    assert names(page) == ["Seniorenzentrum Elbaue gGmbH"]
    office.press(Qt.Key.Key_Return, page.search)
    assert office.shell.place.case == office.office.case("elbaue")


def test_an_empty_list_names_its_filters_and_takes_them_away(open_office: OpenOffice) -> None:
    office = open_office()
    page = page_of(office.go("cases"))
    page.search.setText("Xylophon")
    page._ask_anew()
    office.settle()
    assert "Xylophon" in page.empty.words.text()
    page.clear_filters()
    office.settle()
    assert len(names(page)) == 4


def test_closed_cases_show_when_asked_for(open_office: OpenOffice) -> None:
    office = open_office()
    cases.close_case(office.office.desk, office.office.case("haddad"), "reached")
    page = page_of(office.go("cases"))
    assert "Samir Haddad" not in names(page)
    page.state.set_value("closed")
    page._ask_anew()
    office.settle()
    assert names(page) == ["Samir Haddad"]


def test_the_order_is_kept_for_the_next_time(open_office: OpenOffice) -> None:
    office = open_office()
    page = page_of(office.go("cases"))
    page.order.set_value("name")
    page.order.edited.emit("name")
    office.settle()
    assert names(page) == sorted(names(page), key=str.casefold)
    assert office.shell.context.preferences().case_order == "name"


def test_filters_are_saved_as_a_list(open_office: OpenOffice) -> None:
    from welcomedesk.desk import lists

    office = open_office()
    page = page_of(office.go("cases"))
    page.kind.set_value("company")
    lists.save(office.office.desk, "Betriebe", page.query())
    page.clear_filters()
    office.settle()
    assert [each.name for each in page._saved] == ["Betriebe"]
    page._use(page._saved[0].query)
    office.settle()
    assert set(names(page)) == {"Seniorenzentrum Elbaue gGmbH", "Muster IT Börde GmbH"}


def test_names_may_be_hidden(open_office: OpenOffice) -> None:
    page = page_of(open_office(preferences=Preferences(numbers_only=True)).go("cases"))
    assert names(page)[0] == "2026-0001"


def test_five_hundred_cases_are_read_in_parts(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    for number in range(500):
        cases.open_case(office.office.desk, "person", f"Muster {number}")
    page = page_of(office.go("cases"))
    assert len(names(page)) == 300
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    office.settle()
    assert len(names(page)) == 500


def test_a_new_enquiry_takes_the_search_text_and_shows_likely_doubles_with_the_reason(open_office: OpenOffice) -> None:
    office = open_office()
    office.go("today")
    office.shell.header.search.field.setText("Samir Hadad")
    office.shell.do("new")
    office.settle()
    assert office.shell.view is not None
    form = form_of(office.shell.view)
    assert form.name.field.value() == "Samir Hadad"
    hit = form.hits.rows.lines[0]
    assert (hit.title, hit.right) == ("Samir Haddad", "ähnlicher Name")  # type: ignore[union-attr]
    assert form.doubles.isVisible()
    form.hits.opened.emit(hit.key)
    assert office.shell.place.case == office.office.case("haddad")


def test_a_case_is_created_from_a_name_and_three_facts_by_keyboard(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    form = form_of(office.go("cases", tab="new"))
    form.name.field.setText("Anh Nguyễn")
    form.about.field.setPlainText("Schweißer aus Vietnam, möchte arbeiten")
    form.where.field.setText("39112")
    form.reach.field.setText("0391 123456")
    office.shell.do("main")
    office.settle()
    case = cases.show(office.office.desk, office.shell.place.case)
    assert case.name == "Anh Nguyễn"
    assert case.value("person", "district") == "15003"
    assert case.value("person", "place") == "Magdeburg"
    assert case.value("person", "phone") == "0391 123456"
    assert form.values() == {}


def test_an_enquiry_may_stay_anonymous_but_says_what_it_is_about(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    form = form_of(office.go("cases", tab="new"))
    form.enter()
    assert form.about.wrong()
    form.about.field.setPlainText("Frage zum Sprachkurs")
    form.enter(guide=True)
    office.settle()
    assert office.shell.place.tab == "guide"
    assert cases.show(office.office.desk, office.shell.place.case).name == ""


def test_a_name_takes_back_that_the_reason_is_missing(open_office: OpenOffice) -> None:
    form = form_of(open_office("none of them").go("cases", tab="new"))
    form.enter()
    assert form.about.wrong()
    form.name.field.setText("Muster")
    assert not form.about.wrong()


def test_begin_guide_leads_to_the_first_guide_that_can_begin(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    form = form_of(office.go("cases", tab="new"))
    form.name.field.setText("Muster")
    form.enter(guide=True)
    office.settle()
    focused = office.shell.focusWidget()
    assert focused is not None and focused.accessibleName().endswith(" beginnen")


def test_a_mailbox_that_is_none_is_refused_beside_the_field(open_office: OpenOffice) -> None:
    form = form_of(open_office("none of them").go("cases", tab="new"))
    form.name.field.setText("Muster")
    form.reach.field.setText("muster@")
    form.enter()
    assert form.reach.wrong()


def test_a_half_typed_enquiry_survives_locking(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    page = page_of(office.go("cases", tab="new"))
    form_of(page).name.field.setText("Halb getippt")
    kept = page.keep()
    other = CasesPage(office.shell.context)
    other.restore(kept)
    assert other._form().name.field.value() == "Halb getippt"
    other.deleteLater()
