"""An import comes in as one action and goes away as one; nothing is ever half imported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers.desks import make_desk
from tests.helpers.directory import shipped_directory
from tests.helpers.real import real_desk
from welcomedesk.desk import contact_editing, contact_imports, contacts, directory
from welcomedesk.desk.core import Desk, office, undo
from welcomedesk.domain.contact_import import Review, columns_of, review
from welcomedesk.domain.directory import Directory
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.sheets import Sheet, SheetRow

HEAD = ("id", "Name", "Ort", "Telefon", "Themen", "Kreis")


class Shelf:
    """Stands for the packs: only the shipped directory."""

    def directory(self) -> Directory:
        return shipped_directory()


@pytest.fixture
def desk() -> Desk:
    return make_desk(library=Shelf())


def reviewed(desk: Desk, *rows: tuple[str, ...]) -> Review:
    sheet = Sheet(HEAD, tuple(SheetRow(number, row) for number, row in enumerate(rows, start=2)))
    return review(sheet, columns_of(sheet), contacts.directory(desk))


NEW = ("", "Musterverein", "Halle (Saale)", "+49 345 123456", "work", "15002")
OTHER = ("", "Zweiter Verein", "Halle (Saale)", "+49 345 223456", "work", "15002")
CHANGED = ("hwk-magdeburg", "", "", "+49 391 999999", "", "")


def test_rows_become_own_contacts_checked_today(desk: Desk):
    done = directory.take_over(desk, reviewed(desk, NEW, CHANGED), origin="list.csv")
    assert done.value == 2
    found = contacts.directory(desk)
    (own,) = found.search("Musterverein")
    assert own.office.own
    assert own.office.checks[0].on == "2026-11-23"
    assert own.office.checks[0].note == "list.csv"
    assert found.contact("hwk-magdeburg").phone == "+49 391 999999"
    assert found.contact("hwk-magdeburg").name == shipped_directory().contact("hwk-magdeburg").name


def test_undo_takes_the_whole_import_back_and_it_can_come_again(desk: Desk):
    done = directory.take_over(desk, reviewed(desk, NEW, OTHER, CHANGED))
    undo(desk, done)
    assert contacts.directory(desk).contacts == shipped_directory().contacts
    directory.take_over(desk, reviewed(desk, NEW, OTHER, CHANGED))
    assert len(contacts.directory(desk).contacts) == len(shipped_directory().contacts) + 2


def test_undo_of_a_second_import_leaves_the_first(desk: Desk):
    directory.take_over(desk, reviewed(desk, NEW))
    (own,) = contacts.directory(desk).search("Musterverein")
    done = directory.take_over(desk, reviewed(desk, (own.id, "Musterverein", "", "+49 345 777777", "", "")))
    undo(desk, done)
    again = contacts.contact(desk, own.id)
    assert (again.phone, len(again.office.checks)) == ("+49 345 123456", 1)


def test_an_import_can_be_taken_back_as_a_whole_later_too(desk: Desk):
    """Nothing but the case file remembers it: no toast, no window."""
    directory.take_over(desk, reviewed(desk, NEW, CHANGED), origin="a.csv")
    (own,) = contacts.directory(desk).search("Musterverein")
    first = contacts.directory(desk).contacts
    again = (own.id, "Musterverein", "", "+49 345 777777", "", "")
    directory.take_over(desk, reviewed(desk, again, OTHER), origin="b.csv")
    newest, oldest = contact_imports.imports(desk)
    assert [(each.name, each.number, each.by, each.on) for each in (newest, oldest)] == [
        ("b.csv", 2, desk.actor, "2026-11-23"),
        ("a.csv", 2, desk.actor, "2026-11-23"),
    ]
    contact_imports.take_back(desk, newest.ref)
    assert contacts.directory(desk).contacts == first
    done = contact_imports.take_back(desk, oldest.ref)
    assert contacts.directory(desk).contacts == shipped_directory().contacts
    assert [each.undone_on for each in contact_imports.imports(desk)] == ["2026-11-23"] * 2
    undo(desk, done)
    assert contacts.directory(desk).contacts == first


def test_a_backup_is_made_before_an_import_and_none_before_nothing(desk: Desk):
    asked: list[str] = []
    careful = replace(desk, before_risk=asked.append)
    directory.take_over(careful, reviewed(careful, NEW), leave_out=frozenset({2}))
    assert asked == []
    directory.take_over(careful, reviewed(careful, NEW))
    assert asked == ["import"]


def test_an_import_is_taken_back_once(desk: Desk):
    directory.take_over(desk, reviewed(desk, NEW))
    (made,) = contact_imports.imports(desk)
    contact_imports.take_back(desk, made.ref)
    with pytest.raises(Refused, match="already"):
        contact_imports.take_back(desk, made.ref)
    with pytest.raises(Refused):
        contact_imports.take_back(desk, "contact_import:nothing")


def test_undo_right_after_an_import_leaves_no_import_to_take_back(desk: Desk):
    undo(desk, directory.take_over(desk, reviewed(desk, NEW)))
    assert contact_imports.imports(desk) == ()


def test_a_contact_that_was_changed_by_hand_before_an_import_keeps_that_when_it_is_taken_back(desk: Desk):
    contact_editing.save(desk, "hwk-magdeburg", {"phone": "+49 391 111111"})
    before = contacts.contact(desk, "hwk-magdeburg")
    directory.take_over(desk, reviewed(desk, CHANGED))
    contact_imports.take_back(desk, contact_imports.imports(desk)[0].ref)
    assert contacts.contact(desk, "hwk-magdeburg") == before


def test_row_with_an_error_keeps_everything_out(desk: Desk):
    with pytest.raises(Refused):
        directory.take_over(desk, reviewed(desk, NEW, ("", "<b>x</b>", "", "", "work", "15002")))
    assert not office(desk).entities


def test_the_same_list_twice_makes_no_doubles_unless_the_adviser_says_so(desk: Desk):
    directory.take_over(desk, reviewed(desk, NEW))
    with pytest.raises(Refused, match="row 2"):
        directory.take_over(desk, reviewed(desk, NEW))
    assert directory.take_over(desk, reviewed(desk, NEW), leave_out=frozenset({2})).value == 0
    assert directory.take_over(desk, reviewed(desk, NEW), doubles=True).value == 1
    assert len(contacts.directory(desk).search("Musterverein")) == 2


def test_id_that_leads_out_of_a_folder_is_refused(desk: Desk):
    (row,) = reviewed(desk, ("../../x", *NEW[1:])).rows
    assert row.has_error


def test_formula_in_a_name_is_harmless_in_a_table_and_comes_back_as_it_was(desk: Desk):
    directory.take_over(desk, reviewed(desk, ("", "=Verein", "Halle (Saale)", "", "work", "15002")))
    rows = directory.table(contacts.directory(desk))
    line = rows[-1]
    assert line[rows[0].index("name")] == "'=Verein"
    sheet = Sheet(rows[0], (SheetRow(2, line),))
    (again,) = review(sheet, columns_of(sheet), contacts.directory(desk)).rows
    assert again.what == "same"


def test_the_directory_is_made_once_and_anew_after_something_was_written() -> None:
    desk = real_desk("none of them").desk
    first = contacts.directory(desk)
    assert contacts.directory(replace(desk, language="en")) is first
    contacts.record_check(desk, "hwk-magdeburg")
    second = contacts.directory(desk)
    assert second is not first and contacts.directory(desk) is second
