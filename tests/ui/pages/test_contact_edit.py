"""The editor of contacts in the window: own ones, own data on shipped ones, warnings while one types."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import contacts
from welcomedesk.desk.drafts import as_found
from welcomedesk.ui.pages.contact_edit import ContactEditPage
from welcomedesk.ui.pages.contacts import ContactsPage

CHAMBER = "hwk-magdeburg"


def page(office: Open, item: str = "") -> ContactEditPage:
    shown = office.go("contact-edit", item=item)
    assert isinstance(shown, ContactEditPage)
    return shown


def field(shown: ContactEditPage, name: str) -> Any:
    return shown._fields[name]


def fill(shown: ContactEditPage, office: Open, **values: Any) -> None:
    for name, value in values.items():
        field(shown, name).set_value(value)
    shown._look()
    office.settle()


def pressed(shown: QWidget, words: str) -> None:
    next(each for each in shown.findChildren(QPushButton) if each.text() == words and each.isVisible()).click()


def test_a_new_contact_is_entered_saved_and_shown(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    fill(
        shown,
        office,
        name="Treff am Markt",
        topics=["work"],
        target_groups=["refugee"],
        districts=["15003"],
        phone="+49 391 1",
    )
    shown.save()
    office.settle()
    directory = office.shell.view
    assert isinstance(directory, ContactsPage) and directory.detail.office is not None
    assert directory.detail.office.name == "Treff am Markt" and directory.detail.office.freshness == "checked"
    office.undo()
    assert not contacts.directory(office.office.desk).search("Treff am Markt")


def test_names_and_numbers_of_persons_are_warned_of_under_their_fields(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    fill(shown, office, name="Treff, Frau Schulz", phone="0176 12345678")
    assert "Frau Schulz" in field(shown, "name").accessibleDescription()
    assert "0176" in field(shown, "phone").accessibleDescription()
    assert "name" not in shown._wrong, "a warning does not keep anybody from saving"


def test_what_is_still_needed_keeps_the_page_and_says_where(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    fill(shown, office, name="")
    assert {"name", "districts"} <= set(shown._wrong)
    shown.save()
    office.settle()
    assert office.shell.view is shown and shown._notice is not None


def test_hours_say_how_they_were_understood(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    fill(shown, office, hours="Di 9–12 Uhr")
    assert "Wieder offen am Dienstag, 24.11.2026" in field(shown, "hours").accessibleDescription()
    fill(shown, office, hours="nach Absprache mit dem Pförtner")
    assert "Zum Beispiel" in field(shown, "hours").accessibleDescription()


def test_own_data_on_a_shipped_contact_show_what_the_directory_says_and_go_back(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, CHAMBER)
    before = field(shown, "phone").value()
    fill(shown, office, phone="+49 391 999")
    shown.save()
    office.settle()
    shown = page(office, CHAMBER)
    assert shown.shipped.isVisible() and field(shown, "phone").value() == "+49 391 999"
    pressed(shown.shipped, "Wieder so verwenden")
    assert field(shown, "phone").value() == before
    shown.save()
    office.settle()
    assert contacts.contact(office.office.desk, CHAMBER).office.edited == ()


def test_every_field_of_an_own_contact_can_be_edited(open_office: OpenOffice) -> None:
    from welcomedesk.domain.overlay import OWN_FIELDS

    shown = page(open_office("haddad"), CHAMBER)
    assert set(shown._fields) == set(OWN_FIELDS)
    assert all((each.focusProxy() or each).accessibleName() for each in shown._fields.values())


def test_what_was_typed_survives_a_change_of_language(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, CHAMBER)
    fill(shown, office, name="Kammer", topics=["work"])
    kept = as_found(office.shell.drafts.now())
    office.shell.stack._views.clear()
    assert office.shell.restore(kept)
    office.settle()
    again = office.shell.view
    assert isinstance(again, ContactEditPage) and again is not shown
    assert field(again, "name").value() == "Kammer" and field(again, "topics").value() == ["work"]


def test_a_contact_is_retired_and_used_again_from_its_detail(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    directory = office.go("contacts", item=CHAMBER)
    assert isinstance(directory, ContactsPage)
    pressed(directory.detail, "Nicht mehr verwenden")
    office.settle()
    assert contacts.contact(office.office.desk, CHAMBER).office.retired
    assert directory.detail.office is not None and directory.detail.office.retired
    pressed(directory.detail, "Wieder verwenden")
    office.settle()
    assert not contacts.contact(office.office.desk, CHAMBER).office.retired


def test_another_contact_gets_a_form_of_its_own(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    fill(page(office, CHAMBER), office, name="Kammer")
    shown = page(office, "hwk-halle")
    assert "Halle" in field(shown, "name").value() and shown._form.count() == 6


def test_what_was_typed_for_one_contact_never_appears_in_another(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    fill(page(office, CHAMBER), office, name="Kammer")
    kept = office.shell.view.keep() if office.shell.view else {}
    office.shell.stack._views.clear()
    shown = page(office, "hwk-halle")
    shown.restore(kept)
    shown._editing = None
    office.go("contacts")
    assert "Halle" in field(page(office, "hwk-halle"), "name").value()


def test_each_field_says_what_it_takes(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    fill(shown, office, name="Treff", districts=["15003"], topics=["work"], target_groups=["refugee"])
    wrong = {"phone": "abc", "email": "x(at)y", "url": "muster seite", "reply_days": "viele", "active_from": "gestern"}
    for name, words in wrong.items():
        field(shown, name).setText(words)
    shown._look()
    office.settle()
    assert set(shown._wrong) == set(wrong)
    assert "11/2026" in field(shown, "active_from").accessibleDescription()
    shown.save()
    office.settle()
    assert office.shell.view is shown and field(shown, "phone").text() == "abc"


def test_the_years_of_a_contact_are_typed_as_people_write_them(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    fill(shown, office, name="Treff", districts=["15003"], topics=["work"], phone="+49 391 1")
    field(shown, "active_from").setText("03/2024")
    field(shown, "active_to").setText("31.12.2027")
    shown.save()
    office.settle()
    made = contacts.directory(office.office.desk).search("Treff")[0]
    assert (made.period.begin, made.period.end) == ("2024-03", "2027-12-31")
