"""Tables from outside are read as they are, or refused with the place."""

from __future__ import annotations

import io
import zipfile

import pytest

from welcomedesk.exchange.sheets import read_csv, read_xlsx

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Ort</t></is></c></row>'
    '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><f>HYPERLINK("x")</f><v>7</v></c></row>'
    "</sheetData></worksheet>"
)
TEXTS = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>Name</t></si><si><r><t>Muster</t></r><r><t>verein</t></r></si></sst>"
)


def workbook(sheet: str = SHEET, texts: str = TEXTS) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", sheet)
        book.writestr("xl/sharedStrings.xml", texts)
    return out.getvalue()


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_is_read_with_any_usual_delimiter(sign):
    sheet = read_csv(f"Name{sign}Ort\r\nVerein{sign}Köthen\r\n".encode())
    assert sheet.head == ("Name", "Ort")
    assert sheet.rows[0].cells == ("Verein", "Köthen")
    assert sheet.faults == ()


def test_byte_order_mark_is_no_part_of_the_head():
    assert read_csv("Name;Ort\nA;B\n".encode("utf-8-sig")).head == ("Name", "Ort")


def test_wrong_encoding_is_named_with_row_and_column():
    content = "Name;Ort\nVerein;Köthen\n".encode("cp1252")
    (fault,) = read_csv(content).faults
    assert (fault.code, fault.row, fault.column) == ("encoding", 2, 2)
    assert read_csv(content, "cp1252").rows[0].cells == ("Verein", "Köthen")


def test_formula_in_csv_is_named():
    (fault,) = read_csv(b"Name;Phone\n=1+1;+49 391 1\n").faults
    assert fault.sentence() == "Row 2, column 1 holds a formula: =1+1"


def test_empty_lines_keep_the_numbers_of_the_rows():
    assert [row.number for row in read_csv(b"Name\n\nA\n\nB\n").rows] == [3, 5]


def test_row_with_too_many_columns_is_named_and_a_short_one_filled():
    sheet = read_csv(b"a;b\n1\n1;2;3\n")
    assert sheet.rows[0].cells == ("1", "")
    assert [(fault.code, fault.row) for fault in sheet.faults] == [("columns", 3)]


@pytest.mark.parametrize("content", [b"", b"\n\n", b" ; \n"])
def test_empty_file_is_named(content):
    assert [fault.code for fault in read_csv(content).faults] == ["empty"]


@pytest.mark.parametrize("content", [b"a;b\n1;\x00\n", b'a;b\n"open'])
def test_what_is_no_table_is_refused(content):
    assert [fault.code for fault in read_csv(content).faults] == ["not_a_table"]


def test_workbook_is_read_with_its_formulas_named():
    sheet = read_xlsx(workbook())
    assert sheet.head == ("Name", "Ort")
    assert [(row.number, row.cells[0]) for row in sheet.rows] == [(3, "Musterverein")]
    assert [(fault.code, fault.row, fault.column) for fault in sheet.faults] == [("formula", 3, 2)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK no zip",
        workbook(sheet="<worksheet"),
        workbook(sheet='<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'),
        workbook(texts="<sst/>"),
    ],
    ids=["empty", "no zip", "cut", "entities", "texts missing"],
)
def test_broken_workbook_is_refused(content):
    assert [fault.code for fault in read_xlsx(content).faults] == ["not_a_table"]
