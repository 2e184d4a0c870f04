from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from tests.helpers.referred import drafted
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases
from welcomedesk.domain.case import Entity
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import DateField, LineField, TextField
from welcomedesk.ui.components.rows import Row
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.contacts import ContactsTab
from welcomedesk.ui.pages.case_tabs.letters import LettersTab
from welcomedesk.ui.text import Label


def contacts_tab(office: Open, sample: str = "haddad", item: str = "") -> ContactsTab:
    page = office.go("case", sample, "contacts", item)
    assert isinstance(page, CasePage)
    tab = page._views["contacts"]
    assert isinstance(tab, ContactsTab)
    return tab


def letters_tab(office: Open) -> LettersTab:
    page = office.go("case", "haddad", "letters")
    assert isinstance(page, CasePage)
    tab = page._views["letters"]
    assert isinstance(tab, LettersTab)
    return tab


def referral(office: Open) -> Entity:
    desk, case = office.office.desk, office.office.case("haddad")
    return cases.show(desk, case).one(office.office.referral("haddad"))


def press(root: QWidget, words: str) -> None:
    next(each for each in root.findChildren(QPushButton) if each.text() == words and not each.isHidden()).click()


def dialog(root: QWidget) -> Dialog:
    return next(each for each in root.findChildren(QDialog) if isinstance(each, Dialog) and each.isVisible())


def step(office: Open, state: str) -> None:
    contacts_tab(office)._step(office.office.referral("haddad"), state)
    office.settle()


def test_a_referral_says_who_acts_next_and_by_when(open_office: OpenOffice) -> None:
    tab = contacts_tab(open_office("haddad"))
    assert tab.shown is not None
    (shown,) = tab.shown.referrals
    assert (shown.state_words, shown.next_words) == ("Entwurf", "Sie handeln, bis 30.11.2026")
    main = tab.main_action()
    assert main is not None and main.text() == "Schreiben prüfen" and shown.consent_ok


def test_somebody_from_elsewhere_still_finds_offices(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, case = office.office.desk, office.office.case("haddad")
    cases.set_fields(desk, case, {"person.district": None, "person.postal_code": "10115"})
    tab = contacts_tab(office)
    assert tab.shown is not None
    assert tab.shown.listing.groups[0].offices


def test_the_loop_from_handing_over_to_the_outcome(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    press(contacts_tab(office), "Als übergeben eintragen")
    office.settle()
    assert referral(office).text("state") == "handed_over"
    step(office, "appointment")
    asked = dialog(contacts_tab(office))
    press(asked, "Eintragen")
    assert asked.isVisible(), "an appointment needs its date"
    asked.findChildren(DateField)[0].setText("1.12.2026")
    press(asked, "Eintragen")
    office.settle()
    assert referral(office).text("appointment") == "2026-12-01"
    step(office, "done")
    asked = dialog(contacts_tab(office))
    asked.findChildren(TextField)[0].setPlainText("Beratung hat stattgefunden")
    press(asked, "Eintragen")
    office.settle()
    tab = contacts_tab(office)
    assert tab.shown is not None and tab.shown.referrals[0].next_words == "Ergebnis: Beratung hat stattgefunden"
    assert [event.key for event in tab.shown.referrals[0].events] == ["done", "appointment", "handed_over", "drafted"]


def test_a_step_can_be_taken_back(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    step(office, "sent")
    assert referral(office).text("state") == "sent"
    office.undo()
    assert referral(office).text("state") == "drafted"


def test_a_withdrawn_consent_stays_in_the_list_and_allows_nothing_more(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = contacts_tab(office)
    assert tab.shown is not None and tab.shown.consents[0].valid
    tab._withdraw(tab.shown.consents[0])
    press(dialog(tab), "Zurücknehmen")
    office.settle()
    tab = contacts_tab(office)
    assert tab.shown is not None and not tab.shown.consents[0].valid
    assert tab.shown.consents[0].state_words == "am 23.11.2026 zurückgenommen"
    assert not tab.shown.referrals[0].consent_ok


def test_enter_on_an_office_shows_it_in_the_directory_and_the_key_begins_a_referral(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = contacts_tab(office)
    rows = [line for line in tab.rows.rows.lines if isinstance(line, Row)]
    assert rows and rows[0].badge == "1" and rows[0].third
    tab.rows.setFocus()
    tab.rows.choose(rows[2].key)
    office.shell.do("referral")
    office.settle()
    assert office.shell.place.page == "letter"
    office.shell.back()
    office.settle()
    office.press(Qt.Key.Key_Return, contacts_tab(office).rows)
    assert office.shell.place.page == "contacts" and office.shell.place.item == rows[2].key


def test_a_typed_code_leads_to_its_referral_and_a_wrong_one_is_said_in_place(open_office: OpenOffice) -> None:
    office = open_office("haddad", "bondar")
    code = referral(office).text("code")
    tab = contacts_tab(office, "bondar")
    tab.code.setText("K7M-4QX")
    press(tab.beside, "Verweis suchen")
    office.settle()
    assert tab._code_row.wrong()
    tab.code.setText(code.lower().replace("-", " "))
    press(tab.beside, "Verweis suchen")
    office.settle()
    assert office.shell.place.item in (office.office.referral("haddad"), office.office.referral("bondar"))


def test_a_closed_case_offers_no_steps(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    cases.close_case(office.office.desk, office.office.case("haddad"), "reached")
    tab = contacts_tab(office)
    assert tab.main_action() is None and not tab.refer.isEnabled()
    assert letters_tab(office)._offered == {}


def test_letters_list_drafts_first_and_offers_what_fits(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    tab = letters_tab(office)
    rows = [line for line in tab.rows.rows.lines if isinstance(line, Row)]
    assert [row.title for row in rows] == ["Verweis: Handwerkskammer Magdeburg"]
    kinds = [each.kind for each in tab._offered.values()]
    assert kinds[:3] == ["referral", "client_copy", "consent"]
    assert {"release", "confirmation", "checklist"} <= set(kinds)
    tab.rows.setFocus()
    office.press(Qt.Key.Key_Return, tab.rows)
    assert (office.shell.place.page, office.shell.place.item) == ("letter", office.office.referral("haddad"))


def test_the_key_for_a_new_letter_leads_to_the_kinds(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.go("case", "haddad")
    office.shell.do("letter")
    office.settle()
    tab = letters_tab(office)
    key = next(key for key, each in tab._offered.items() if each.kind == "confirmation")
    tab._write(key)
    office.settle()
    assert (office.shell.place.page, office.shell.place.tab) == ("letter", "confirmation")


def draft(office: Open, contact: str = "ihk-magdeburg") -> str:
    return drafted(office.office.desk, contact, case=office.office.case("haddad")).ref


def test_without_consent_the_window_leads_to_it_or_asks_for_a_reason(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    ref = draft(office)
    tab = contacts_tab(office)
    tab._step(ref, "handed_over")
    office.settle()
    asked = dialog(tab)
    assert "Einwilligung" in asked.windowTitle()
    press(asked, "Grund angeben …")
    reason = dialog(tab)
    reason.findChildren(LineField)[0].setText("Gefahr im Verzug")
    press(reason, "Mit diesem Grund hinausgeben")
    office.settle()
    shown = contacts_tab(office)._shown(ref)
    assert shown is not None and shown.state == "handed_over"
    assert [event.third for event in shown.events if event.key == "override"] == ["Grund: Gefahr im Verzug"]


def test_consent_recorded_from_there_lets_it_leave(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    ref = draft(office)
    tab = contacts_tab(office)
    tab._step(ref, "sent")
    office.settle()
    press(dialog(tab), "Einwilligung eintragen")
    press(dialog(tab), "Einwilligung eintragen")
    office.settle()
    tab = contacts_tab(office)
    tab._step(ref, "sent")
    office.settle()
    shown = contacts_tab(office)._shown(ref)
    assert shown is not None and shown.state == "sent"


def test_a_call_stands_in_the_timeline_and_moves_the_reminder(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    ref = office.office.referral("haddad")
    tab = contacts_tab(office)
    tab._call(ref)
    asked = dialog(tab)
    role, _until = (each for each in asked.findChildren(LineField))
    role.setText("Frau Holle")
    assert any("Holle" in each.text() for each in asked.findChildren(Label)), "names are warned of"
    role.setText("Anerkennungsberatung")
    asked.findChildren(TextField)[0].setPlainText("Ruft zurück")
    asked.findChildren(DateField)[0].setText("27.11.2026")
    press(asked, "Eintragen")
    office.settle()
    shown = contacts_tab(office)._shown(ref)
    assert shown is not None and shown.due == "2026-11-27"
    assert (shown.events[0].title, shown.events[0].third) == (
        "Anruf bei: Anerkennungsberatung",
        "Ruft zurück, bis 27.11.2026",
    )
    office.undo()
    shown = contacts_tab(office)._shown(ref)
    assert shown is not None and shown.due == "2026-11-30" and len(shown.events) == 1


def test_the_reminder_and_the_usual_time_of_an_office_are_set_together(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    ref = office.office.referral("haddad")
    tab = contacts_tab(office)
    tab._remind(ref)
    asked = dialog(tab)
    day, usual = asked.findChildren(LineField)
    day.setText("1.1.2020")
    usual.setText("0")
    press(asked, "Eintragen")
    assert asked.isVisible()
    day.setText("4.12.2026")
    usual.setText("5")
    press(asked, "Eintragen")
    office.settle()
    shown = contacts_tab(office)._shown(ref)
    assert shown is not None and (shown.due, shown.reply_days) == ("2026-12-04", 5)
    office.undo()
    shown = contacts_tab(office)._shown(ref)
    assert shown is not None and (shown.due, shown.reply_days) == ("2026-11-30", 14)


def test_a_second_referral_to_the_same_office_says_so(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    ref = draft(office, "hwk-magdeburg")
    shown = contacts_tab(office)._shown(ref)
    assert shown is not None and shown.times_words == "zum zweiten Mal an diese Stelle"
