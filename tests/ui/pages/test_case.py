from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases
from welcomedesk.domain.log import Fact
from welcomedesk.ui.components.facts import FactRow
from welcomedesk.ui.components.fields import ChoiceField, LineField
from welcomedesk.ui.components.rows import Row
from welcomedesk.ui.page import PageView
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.facts import FactsTab
from welcomedesk.ui.pages.case_tabs.history import HistoryTab
from welcomedesk.ui.pages.case_tabs.overview import OverviewTab
from welcomedesk.ui.pages.case_tabs.tab import Tab
from welcomedesk.ui.pages.case_tabs.talks import TalksTab
from welcomedesk.ui.pages.case_tabs.vacancies import VacanciesTab

T = TypeVar("T", bound=Tab)


def tab_of(view: PageView | None, kind: type[T]) -> T:
    assert isinstance(view, CasePage)
    assert isinstance(view.tab, kind)
    return view.tab


def fact_of(tab: FactsTab | OverviewTab, key: str) -> FactRow:
    tables = tab.tables.values() if isinstance(tab, FactsTab) else [tab.facts]
    return next(fact for table in tables for fact in table.facts if fact.key == key)


def two_phones(office: Open, case: str) -> None:
    """As if two laptops had entered a phone number apart from each other."""
    store = office.office.desk.store
    cases.set_fields(office.office.desk, case, {"person.phone": "0391 111"})
    (first,) = store.facts[case]["person", "phone"]  # type: ignore[attr-defined]
    second = Fact("0391 222", ("vor-ort", 1), "B. Muster", "2026-11-21T10:00:00+01:00", 9999)
    store.facts[case]["person", "phone"] = (first, second)  # type: ignore[attr-defined]


# --- head and tabs --------------------------------------------------------------------------------------------------


def test_the_window_title_holds_the_number_and_no_name(open_office: OpenOffice) -> None:
    page = open_office("haddad").go("case", "haddad")
    assert page.window_title() == "Fall 2026-0001"


def test_tabs_are_made_when_first_shown_and_say_how_much_they_hold(open_office: OpenOffice) -> None:
    page = open_office("haddad").go("case", "haddad")
    assert isinstance(page, CasePage)
    assert set(page._views) == {"overview"}
    counts = {button.tab.name: button.tab.count for button in page.tabs._buttons}
    assert counts["talks"] == 1
    assert counts["contacts"] == 1
    assert "vacancies" not in counts


def test_a_company_has_vacancies(open_office: OpenOffice) -> None:
    tab = tab_of(open_office("elbaue").go("case", "elbaue", "vacancies"), VacanciesTab)
    assert tab.tables[0].title.text() == "Pflegefachperson"


def test_keys_step_through_the_tabs(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.go("case", "haddad")
    office.shell.do("tab_after")
    office.settle()
    assert office.shell.place.tab == "facts"
    office.shell.do("tab_before")
    assert office.shell.place.tab == "overview"


def test_nothing_typed_in_one_case_shows_up_in_another(open_office: OpenOffice) -> None:
    office = open_office("haddad", "bondar")
    talks = tab_of(office.go("case", "haddad", "talks", "new"), TalksTab)
    talks.form.said.field.setPlainText("nur für Haddad")
    other = tab_of(office.go("case", "bondar", "talks", "new"), TalksTab)
    assert other.form.said.field.value() == ""
    back = tab_of(office.go("case", "haddad", "talks"), TalksTab)
    assert back.form.said.field.value() == "nur für Haddad"


def test_an_unknown_case_says_so_and_leads_back(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    page = office.go("case", "ffff")
    assert page._notice is not None
    assert "ffff" in page._notice.accessibleName()


# --- overview -------------------------------------------------------------------------------------------------------


def test_the_overview_shows_what_is_next_and_what_leaves_next(open_office: OpenOffice) -> None:
    tab = tab_of(open_office("haddad").go("case", "haddad"), OverviewTab)
    first = tab.steps.rows.lines[0]
    assert isinstance(first, Row)
    assert first.title.startswith("Förderung")
    assert first.right == "heute"
    assert tab.main_action() is not None


def test_space_ticks_a_step_and_undo_brings_it_back(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = tab_of(office.go("case", "haddad"), OverviewTab)
    tab.steps.choose_first()
    office.press(Qt.Key.Key_Space, tab.steps)
    assert all("Förderung beim" not in line.title for line in tab.steps.rows.lines if isinstance(line, Row))
    office.undo()
    assert any("Förderung beim" in line.title for line in tab.steps.rows.lines if isinstance(line, Row))


def test_what_it_is_about_is_edited_in_place(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = tab_of(office.go("case", "haddad"), OverviewTab)
    tab.about.setFocus()
    office.press(Qt.Key.Key_F2, tab.about)
    assert tab.about.editor is not None
    tab.about.editor.setPlainText("Möchte Meister werden")
    tab.steps.setFocus()
    office.settle()
    case = cases.show(office.office.desk, office.office.case("haddad"))
    assert case.root.text("summary") == "Möchte Meister werden"


def test_a_stub_lists_what_is_still_to_be_added(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    made = cases.open_case(office.office.desk, "person", "Nur ein Name").value
    tab = tab_of(office.go("case", made.id), OverviewTab)
    words = [button.text() for button in tab.missing.findChildren(QPushButton)]
    assert "Staatsangehörigkeit" in words
    assert tab.missing.isVisible()


def test_a_protected_address_is_dots_until_it_is_asked_for_and_that_is_recorded(open_office: OpenOffice) -> None:
    from welcomedesk.ui.pages.case_tabs.address import AddressRow

    office = open_office("haddad")
    tab = tab_of(office.go("case", "haddad"), OverviewTab)
    address = next(fact for fact in tab.facts.facts if isinstance(fact, AddressRow))
    assert "Musterweg" not in address.value.text()
    assert "Magdeburg" not in address.value.text()
    address.show_button.click()
    office.settle()
    assert "Musterweg 3" in address.value.text()
    lines = office.office.desk.store.accesses(office.office.case("haddad"))
    assert [line.what for line in lines] == ["opened", "address"]
    address._hide_again()
    assert "Musterweg" not in address.value.text()


# --- facts ----------------------------------------------------------------------------------------------------------


def test_every_declared_field_of_a_person_stands_on_the_page(open_office: OpenOffice) -> None:
    from welcomedesk.domain import fields

    tab = tab_of(open_office("haddad").go("case", "haddad", "facts"), FactsTab)
    keys = {fact.key for table in tab.tables.values() for fact in table.facts}
    assert {field.key for field in fields.of_entity("person") if field.typed} <= keys


def test_f2_edits_a_fact_and_enter_keeps_it(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = tab_of(office.go("case", "haddad", "facts"), FactsTab)
    fact = fact_of(tab, "person.email")
    fact.setFocus()
    office.press(Qt.Key.Key_F2, fact)
    assert isinstance(fact.editor, LineField)
    fact.editor.setText("samir@example.org")
    office.press(Qt.Key.Key_Return, fact.editor)
    assert fact_of(tab, "person.email").value.text() == "samir@example.org"


def test_what_does_not_fit_is_said_beside_the_field_and_nothing_is_written(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = tab_of(office.go("case", "haddad", "facts"), FactsTab)
    fact = fact_of(tab, "person.birth_date")
    fact.edit()
    assert isinstance(fact.editor, LineField)
    fact.editor.setText("gestern")
    office.press(Qt.Key.Key_Return, fact.editor)
    assert fact.editor is not None
    assert "Datum" in fact.editor.accessibleDescription()
    office.press(Qt.Key.Key_Escape, fact.editor)
    assert cases.show(office.office.desk, office.office.case("haddad")).value("person", "birth_date") is None


def test_choices_stand_in_words_and_are_kept_by_code(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = tab_of(office.go("case", "haddad", "facts"), FactsTab)
    fact = fact_of(tab, "person.citizenship")
    assert fact.value.text() == "Syrien"
    fact.edit()
    assert isinstance(fact.editor, ChoiceField)
    fact.editor.set_value("VN")
    fact.editor.edited.emit("VN")
    office.settle()
    assert cases.show(office.office.desk, office.office.case("haddad")).value("person", "citizenship") == "VN"


def test_two_values_stand_side_by_side_and_one_is_kept(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    case = office.office.case("haddad")
    two_phones(office, case)
    tab = tab_of(office.go("case", "haddad", "facts", "two"), FactsTab)
    keep = [b for b in tab.findChildren(QPushButton) if b.text() == "Diese gilt"]
    assert len(keep) == 2
    keep[1].click()
    office.settle()
    assert cases.show(office.office.desk, case).value("person", "phone") == "0391 222"
    assert not cases.show(office.office.desk, case).one("person").has_two_values("phone")


def test_a_qualification_is_added_and_taken_out_again(open_office: OpenOffice) -> None:
    from welcomedesk.ui.pages.case_tabs.add_dialog import AddDialog

    office = open_office("haddad")
    tab = tab_of(office.go("case", "haddad", "facts"), FactsTab)
    tab._add("qualification")
    dialog = tab.findChild(AddDialog)
    assert isinstance(dialog, AddDialog)
    title = dialog.rows["title"].field
    assert isinstance(title, LineField)
    title.setText("Schweißer")
    dialog.keep_button.click()
    office.settle()
    found = cases.show(office.office.desk, office.office.case("haddad")).all("qualification")
    assert [each.text("title") for each in found] == ["Elektrotechnik", "Schweißer"]
    tab._remove(found[1].ref)
    office.settle()
    assert len(cases.show(office.office.desk, office.office.case("haddad")).all("qualification")) == 1


@pytest.mark.parametrize("name", ["<img src=x><b>fett</b>", "{{x}}", "مُحمد الأحمد", "A" * 5000])
def test_any_name_is_shown_as_it_is(open_office: OpenOffice, name: str) -> None:
    office = open_office("none of them")
    made = cases.open_case(office.office.desk, "person", name[:2000]).value
    page = office.go("case", made.id, "facts")
    assert isinstance(page, CasePage)
    assert page.head.title.text().startswith(name[:100])


# --- consultations, history, closing --------------------------------------------------------------------------------


def test_one_key_records_a_consultation(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.go("case", "haddad")
    office.shell.do("consultation")
    office.settle()
    tab = tab_of(office.shell.view, TalksTab)
    tab.form.said.field.setPlainText("Termin vereinbart")
    tab.form.minutes.field.setText("zwanzig")
    office.shell.do("main")
    assert tab.form.minutes.wrong()
    tab.form.minutes.field.setText("20")
    office.shell.do("main")
    office.settle()
    talks = cases.show(office.office.desk, office.office.case("haddad")).all("consultation")
    assert (talks[-1].text("note"), talks[-1].get("minutes")) == ("Termin vereinbart", 20)
    assert tab.form.isHidden()


def test_the_history_says_who_changed_what_when_before_and_after(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    case = office.office.case("haddad")
    cases.set_fields(office.office.desk, case, {"person.german_level": "B2"})
    tab = tab_of(office.go("case", "haddad", "history", "person.german_level"), HistoryTab)
    lines = [line for line in tab.list.rows.lines if isinstance(line, Row)]
    assert [(line.title, line.middle, line.middle_second) for line in lines] == [
        ("Deutsch", "B2", "vorher: B1"),
        ("Deutsch", "B1", ""),
    ]


def test_history_of_a_fact_opens_from_the_fact(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = tab_of(office.go("case", "haddad", "facts"), FactsTab)
    fact_of(tab, "person.goal").setFocus()
    office.shell.do("history")
    assert (office.shell.place.tab, office.shell.place.item) == ("history", "person.goal")


def test_closing_wants_a_reason_and_reopening_takes_the_banner_away(open_office: OpenOffice) -> None:
    from welcomedesk.ui.pages.case_dialogs import CloseDialog

    office = open_office("haddad")
    page = office.go("case", "haddad")
    assert isinstance(page, CasePage)
    page.close_case()
    dialog = page.findChild(CloseDialog)
    assert isinstance(dialog, CloseDialog)
    dialog.close_button.click()
    assert dialog.reason.wrong()
    dialog.reason.field.set_value("reached")
    dialog.close_button.click()
    office.settle()
    assert cases.show(office.office.desk, page.case_id).closed
    assert page._above.count() == 1
    fact = fact_of(tab_of(page, OverviewTab), "person.goal")
    assert not fact.editable
    page.reopen()
    office.settle()
    assert page._above.count() == 0


def test_a_restricted_case_is_read_with_a_reason_only(open_office: OpenOffice) -> None:
    from welcomedesk.ui.pages.case_dialogs import RestrictedView

    office = open_office("haddad")
    case = office.office.case("haddad")
    cases.set_fields(office.office.desk, case, {"case.restricted": True})
    page = office.go("case", "haddad")
    assert isinstance(page, CasePage)
    view = page.findChild(RestrictedView)
    assert isinstance(view, RestrictedView)
    assert page._views == {}
    view.field.setText("Auskunft an die Person")
    office.press(Qt.Key.Key_Return, view.field)
    assert page.tab is not None
    lines = office.office.desk.store.accesses(case)
    assert [line.reason for line in lines if line.what == "restricted"] == ["Auskunft an die Person"]


def test_the_panel_becomes_a_drawer_where_the_window_is_narrow(open_office: OpenOffice) -> None:
    page = open_office("haddad", width=1280, height=720).go("case", "haddad")
    assert page.beside.isVisible()
    assert not page._drawer.isVisible()


class _Windows(QObject):
    """Notes every widget that comes up as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_flashes_up_as_a_window(open_office: OpenOffice, qapp: QApplication) -> None:
    """A widget that is shown before it has a parent takes the focus away from the window."""
    office = open_office("haddad", "elbaue")
    watch = _Windows()
    qapp.installEventFilter(watch)
    for place in (("today",), ("cases",), ("cases", "", "new")):
        office.go(*place)
    for tab in ("facts", "overview", "talks", "history", "vacancies"):
        office.go("case", "elbaue", tab)
    qapp.removeEventFilter(watch)
    assert watch.seen == []


def test_focus_follows_into_the_tab_that_is_opened(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = tab_of(office.go("case", "haddad"), OverviewTab)
    assert tab.steps.hasFocus()
    office.shell.do("tab_after")
    office.settle()
    page = office.shell.view
    assert isinstance(page, CasePage)
    focused = office.shell.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
