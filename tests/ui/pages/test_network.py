"""The network page: partners, events and agreements entered, changed and taken back; stories told and withdrawn."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.pages.conftest import Open, OpenOffice
from tests.ui.pages.test_case_contacts import contacts_tab, dialog, press
from welcomedesk.desk import cases, network, stories
from welcomedesk.domain.network import AGREEMENT, EVENT, PARTNER
from welcomedesk.ui.components.rows import Row
from welcomedesk.ui.pages.network import STORY, NetworkPage
from welcomedesk.ui.pages.network_dialogs import RecordDialog, StoryDialog
from welcomedesk.ui.pages.sheet_dialog import SheetDialog
from welcomedesk.ui.pages.today import TodayPage


def page(office: Open, item: str = "") -> NetworkPage:
    found = office.go("network", item=item)
    assert isinstance(found, NetworkPage)
    return found


def titles(shown: NetworkPage, kind: str) -> list[str]:
    return [row.title for row in shown.lists[kind].rows.lines if isinstance(row, Row)]


def form(shown: NetworkPage) -> RecordDialog:
    found = dialog(shown)
    assert isinstance(found, RecordDialog)
    return found


def partner(office: Open, name: str = "Kammer Muster", **values: str) -> str:
    return network.save(office.office.desk, PARTNER, {"name": name, **values}).value


def test_a_partner_is_entered_by_keyboard_and_taken_back(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    new = next(each for each in shown.cards[PARTNER].findChildren(QPushButton) if each.text() == "Neuer Partner")
    office.press(Qt.Key.Key_Space, new)
    asked = form(shown)
    office.press(Qt.Key.Key_Return, asked.record)
    assert asked.isVisible() and asked.rows["name"].wrong()
    asked.rows["name"].field.setText("Kammer Muster")
    asked.rows["role"].field.setText("Anerkennung")
    asked.rows["contact"].field.set_value("hwk-magdeburg")
    office.press(Qt.Key.Key_Space, asked.record)
    (row,) = (each for each in shown.lists[PARTNER].rows.lines if isinstance(each, Row))
    assert (row.title, row.second) == ("Kammer Muster", "Anerkennung · Handwerkskammer Magdeburg")
    office.undo()
    assert titles(page(office), PARTNER) == []


def test_names_of_persons_are_warned_of_and_dates_checked(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    shown.edit(PARTNER)
    asked = form(shown)
    asked.rows["name"].field.setText("Frau Holle")
    asked.rows["next_talk"].field.setText("bald")
    press(asked, "Eintragen")
    assert asked.isVisible() and asked.rows["next_talk"].wrong()


def test_an_agreement_that_ends_stands_on_today_and_leads_here(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    ref = network.save(
        office.office.desk,
        AGREEMENT,
        {"what": "Sprechtag", "partner": partner(office), "valid_until": "2026-12-31"},
    ).value
    today = office.go("today")
    assert isinstance(today, TodayPage)
    go = next(each for each in today.network.findChildren(QPushButton))
    assert go.accessibleName() == "Sprechtag · Kammer Muster zeigen"
    office.press(Qt.Key.Key_Space, go)
    office.settle()
    shown = office.shell.view
    assert isinstance(shown, NetworkPage) and shown.lists[AGREEMENT].current_key() == ref


def test_an_event_names_its_partners_and_can_be_removed(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    values = {"title": "Speeddating", "on": "2026-11-20", "partners": [partner(office)], "topic": "Pflege"}
    ref = network.save(office.office.desk, EVENT, values).value
    shown = page(office)
    (row,) = (each for each in shown.lists[EVENT].rows.lines if isinstance(each, Row))
    assert row.second == "Kammer Muster · Pflege"
    office.press(Qt.Key.Key_Return, _focused(shown, EVENT, ref))
    press(form(shown), "Entfernen")
    office.settle()
    assert titles(shown, EVENT) == []


def _focused(shown: NetworkPage, kind: str, ref: str):
    shown.lists[kind].choose(ref)
    shown.lists[kind].setFocus()
    return shown.lists[kind]


def told(office: Open) -> str:
    return cases.open_case(office.office.desk, "person", "Amina Rahimi").value.id


def test_a_story_warns_of_names_and_wants_consent(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    case = told(office)
    shown = page(office)
    shown._tell(case)
    asked = dialog(shown)
    assert isinstance(asked, StoryDialog)
    asked.name.field.setText("Zurück im Beruf")
    asked.text.field.setPlainText("Amina arbeitet wieder in Stendal.")
    office.qtbot.waitUntil(lambda: asked.text._words is not None and "Stendal" in asked.text._words.text())
    assert asked.text._words is not None and "Amina" in asked.text._words.text()
    asked.text.field.setPlainText("Eine Fachkraft arbeitet wieder im Beruf.")
    press(asked, "Geschichte behalten")
    assert asked.isVisible() and asked._trouble.isVisible()
    asked.agreed.click()
    press(asked, "Geschichte behalten")
    office.settle()
    assert titles(shown, STORY) == ["Zurück im Beruf"]
    shown._show_story(f"{case}/{cases.show(office.office.desk, case).all('story')[0].ref}")
    office.settle()
    sheet = dialog(shown)
    assert isinstance(sheet, SheetDialog) and sheet.pdf.startswith(b"%PDF")


def test_a_story_is_withdrawn_from_the_case_like_any_consent(open_office: OpenOffice) -> None:
    from datetime import date

    office = open_office("haddad")
    desk, case = office.office.desk, office.office.case("haddad")
    stories.keep(desk, case, "Zurück im Beruf", "Text", expires=date(2027, 1, 1), agreed=True)
    tab = contacts_tab(office)
    assert tab.shown is not None
    told_of = next(each for each in tab.shown.consents if each.about)
    assert (told_of.name, told_of.title) == ("Erfolgsgeschichte", "Einwilligung zum Erzählen")
    tab._withdraw(told_of)
    press(dialog(tab), "Zurücknehmen")
    office.settle()
    tab = contacts_tab(office)
    assert tab.shown is not None
    assert [each.valid for each in tab.shown.consents if each.about] == [False]
    assert not cases.show(desk, case).all("story")
