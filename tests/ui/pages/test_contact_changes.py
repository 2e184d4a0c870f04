"""What an update of the packs changed stands in the window, field by field, until somebody has noted it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import contact_updates, contacts
from welcomedesk.domain.directory import directory
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.pages.contact_changes import ContactChangesPage
from welcomedesk.ui.pages.contacts import ContactsPage
from welcomedesk.ui.text import Label

CHAMBER = "hwk-magdeburg"


@pytest.fixture
def office(open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch) -> Open:
    """A workplace that has seen the list; then an update changed two contacts, added one and took one away."""
    made = open_office("haddad")
    desk = made.office.desk
    contact_updates.mark_seen(desk)
    contacts.record_check(desk, CHAMBER, "phone_failed", phone="+49 391 777")
    before = desk.library.directory()
    chamber = before.contact(CHAMBER)
    changed = replace(chamber, phone="+49 391 0", topics=("recognition",))
    found = [changed if each.id == CHAMBER else each for each in before.contacts if each.id != "sisa"]
    update = directory([*found, replace(chamber, id="new", name="<b>Neue</b> Stelle", short_name="")], before.regions)
    monkeypatch.setattr(type(desk.library), "directory", lambda _self: update)
    return made


def words(shown: ContactChangesPage) -> list[str]:
    return [label.text() for label in shown.findChildren(Label) if label.isVisibleTo(shown)]


def test_the_directory_says_once_that_an_update_changed_something(office: Open) -> None:
    shown = office.go("contacts")
    assert isinstance(shown, ContactsPage)
    assert isinstance(shown._notice, Banner) and "3 Stellen geändert" in shown._notice.accessibleName()


def test_every_field_stands_there_before_and_now_and_own_entries_are_named(office: Open) -> None:
    shown = office.go("contact-changes")
    assert isinstance(shown, ContactChangesPage)
    said = words(shown)
    assert "vorher: +49 391 62680" in said and "jetzt: +49 391 0" in said
    assert any(line.startswith("vorher: Anerkennung, ") for line in said) and "jetzt: Anerkennung" in said
    names = [shown._cards.itemAt(n).widget().accessibleName() for n in range(shown._cards.count())]
    assert names == ["SiSA", "HWK Magdeburg", "<b>Neue</b> Stelle"]
    hidden = {label for _id, _name, _what, rows in shown._changes for label, _was, _now, own in rows if own}
    assert hidden == {"Telefon"}


def test_noted_changes_go_and_come_back_with_undo(office: Open) -> None:
    shown = office.go("contact-changes")
    assert isinstance(shown, ContactChangesPage)
    button = shown.main_action()
    assert button is not None
    button.click()
    office.settle()
    assert shown.empty.isVisible() and shown.main_action() is None
    office.undo()
    assert not shown.empty.isVisible()
