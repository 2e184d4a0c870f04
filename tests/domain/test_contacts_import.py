"""An import is reviewed row by row and column by column, and taken over whole or not at all."""

from __future__ import annotations

import pytest

from tests.helpers.directory import a_contact, shipped_directory, shipped_regions
from welcomedesk.domain.contact_import import Review, accepted, columns_of, looks, review
from welcomedesk.domain.directory import directory
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.overlay import LocalRecords, overlay
from welcomedesk.domain.sheets import Sheet, SheetFault, SheetRow, is_formula

HEAD = ("Name", "Straße", "PLZ", "Ort", "Telefon", "Themen", "Zielgruppe", "Kreis", "Bemerkung")
GOOD = (
    "Musterverein",
    "Musterweg 1",
    "39104",
    "Magdeburg",
    "+49 391 123456",
    "work; housing",
    "refugee",
    "Magdeburg",
    "x",
)


def reviewed(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD, faults: tuple[SheetFault, ...] = ()) -> Review:
    sheet = Sheet(head, tuple(SheetRow(number, row) for number, row in enumerate(rows, start=2)), faults)
    return review(sheet, columns_of(sheet), shipped_directory())


def with_cell(column: str, text: str) -> tuple[str, ...]:
    return tuple(text if head == column else cell for head, cell in zip(HEAD, GOOD, strict=True))


def test_heads_lead_to_fields_and_what_nobody_knows_stays_open():
    fields = [column.field for column in columns_of(Sheet(HEAD))]
    assert fields == ["name", "street", "postal_code", "town", "phone", "topics", "target_groups", "districts", ""]


def test_a_field_is_filled_from_one_column_only():
    assert [column.field for column in columns_of(Sheet(("Telefon", "Phone", "Tel")))] == ["phone", "", ""]


def test_good_row_becomes_an_own_contact_that_is_matched():
    (row,) = reviewed(GOOD).rows
    assert (row.what, row.faults, row.has_error) == ("new", (), False)
    ((contact_id, fields),) = accepted(reviewed(GOOD))
    contact = overlay(shipped_directory(), LocalRecords(own={contact_id: fields})).contact(contact_id)
    assert contact.name == "Musterverein"
    assert contact.topics == ("work", "housing")
    assert contact.region.districts == ("15003",)
    assert contact.address.lines() == ("Musterweg 1", "39104 Magdeburg")


@pytest.mark.parametrize(
    ("column", "text", "named"),
    [
        ("Themen", "Kochen", "column 6: Kochen"),
        ("Zielgruppe", "alle", "column 7: alle"),
        ("Kreis", "Gera", "column 8: Gera"),
        ("Name", "", "Row 2 has no name"),
    ],
)
def test_fault_is_named_with_row_and_column(column, text, named):
    found = reviewed(with_cell(column, text))
    (fault,) = found.rows[0].faults
    assert named in fault.problem.format(**fault.values)
    with pytest.raises(Refused, match="Nothing was imported"):
        accepted(found)


def test_markup_in_a_name_is_an_error_and_a_persons_name_a_warning():
    assert reviewed(with_cell("Name", "<img src=x>")).rows[0].has_error
    (row,) = reviewed(with_cell("Name", "Beratung Frau Muster")).rows
    assert not row.has_error
    assert [problem.code for problem in row.problems] == ["name_of_person"]


def test_formula_stops_the_import_until_the_row_is_left_out():
    fault = SheetFault("formula", 3, 2, (("text", "=cmd()"),))
    found = reviewed(GOOD, with_cell("Name", "Zweiter Verein"), faults=(fault,))
    with pytest.raises(Refused):
        accepted(found)
    assert len(accepted(found, leave_out=frozenset({3}))) == 1


def test_the_same_organisation_twice_in_a_file_is_an_error():
    found = reviewed(GOOD, with_cell("Telefon", ""))
    assert not found.rows[0].has_error
    assert [fault.values for fault in found.rows[1].faults] == [{"row": "3", "other": "2"}]
    assert found.rows[1].has_error


@pytest.mark.parametrize(
    ("name", "town", "phone"),
    [("handwerkskammer MAGDEBURG", "Magdeburg", ""), ("Andere", "Halle", "0391 / 62680"), ("X", "Y", "0049 391 62680")],
)
def test_organisation_of_the_directory_is_recognised(name, town, phone):
    (row,) = reviewed((name, "", "", town, phone, "work", "refugee", "15003", "")).rows
    assert row.doubles == ("hwk-magdeburg",)
    assert not row.has_error


def test_row_with_a_known_id_changes_that_contact_and_says_when_nothing_is_new():
    contacts = directory([a_contact("a", name="Verein")], shipped_regions())
    sheet = Sheet(("id", "Name", "Telefon"), (SheetRow(2, ("a", "Verein", "+49 1")), SheetRow(3, ("a", "Verein", ""))))
    rows = review(sheet, columns_of(sheet), contacts).rows
    assert [row.what for row in rows] == ["change", "same"]
    assert rows[0].fields == {"phone": "+49 1"}
    assert not rows[0].has_error
    assert rows[1].has_error  # the same contact twice in one file


def test_ten_thousand_rows_are_reviewed():
    rows = tuple(
        (f"Verein {n}", "", "39104", f"Ort {n}", f"+49 391 {100_000 + n}", "work", "refugee", "15003", "")
        for n in range(10_000)
    )
    assert len(accepted(reviewed(*rows))) == 10_000


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-A1", "  =HYPERLINK()"])
def test_formula_is_recognised(text):
    assert is_formula(text)


@pytest.mark.parametrize("text", ["+49 391 1", "-5", "- keine Angabe", "a=b", ""])
def test_number_or_text_is_no_formula(text):
    assert not is_formula(text)


def test_successors_in_a_circle_and_periods_at_the_same_time_are_named_with_their_rows():
    head = ("id", *HEAD, "Works since", "Works until", "Successor")
    first = ("own-a", *with_cell("Name", "Verein A"), "2020", "2024", "own-b")
    second = ("own-b", *with_cell("Name", "Verein B"), "2023", "2025", "own-a")
    rows = reviewed(first, second, head=head).rows
    codes = {row.row: {problem.code for problem in row.problems} for row in rows}
    assert "successor_circle" in codes[2] & codes[3]
    assert "overlaps_successor" in codes[2]
    assert all(row.has_error for row in rows)


def test_unknown_successor_is_an_error():
    head = ("id", *HEAD, "Successor")
    (row,) = reviewed(("own-a", *GOOD, "nobody"), head=head).rows
    assert "successor_unknown" in {problem.code for problem in row.problems}


def test_adviser_can_say_that_a_row_is_a_contact_that_is_here():
    sheet = Sheet(HEAD, (SheetRow(2, with_cell("Name", "Handwerkskammer Magdeburg")),))
    again = review(sheet, columns_of(sheet), shipped_directory(), same={2: "hwk-magdeburg"})
    assert (again.rows[0].what, again.rows[0].same_as, again.rows[0].doubles) == ("change", "hwk-magdeburg", ())


def test_number_of_days_must_be_a_number():
    head = (*HEAD, "Usually answers within days")
    assert reviewed((*GOOD, "14"), head=head).rows[0].fields["reply_days"] == 14
    (row,) = reviewed((*GOOD, "bald"), head=head).rows
    assert row.has_error and row.faults[0].values["text"] == "bald"


def test_everything_to_look_at_in_a_row_is_said_with_its_column():
    sheet = Sheet(HEAD, (SheetRow(2, with_cell("PLZ", "10115")),), (SheetFault("formula", 2, 9, (("text", "=1"),)),))
    found = review(sheet, columns_of(sheet), shipped_directory())
    said = looks(found, found.rows[0])
    assert [(look.row, look.column, look.error) for look in said] == [(2, 9, True), (2, 3, False)]
    assert "10115" in said[1].words and "=1" in said[0].words
