"""CSV and XLSX from outside, read as tables of texts; nothing is guessed and no formula is worked out."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from xml.etree import ElementTree

from welcomedesk.domain.sheets import Sheet, SheetFault, SheetRow, is_formula

MOST_ROWS = 20_000
MOST_BYTES = 60_000_000
"""Largest table that is read, unpacked: a review of more would be no review."""


_BROKEN = (
    zipfile.BadZipFile, zlib.error, ElementTree.ParseError, ValueError, KeyError, IndexError, EOFError,
    NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip
"""What the reader of containers and XML raises about broken, encrypted or strangely packed ones."""


def read_csv(content: bytes, encoding: str = "utf-8-sig") -> Sheet:
    """A table from CSV with comma, semicolon or tab.

    Args:
        encoding: `utf-8-sig`, `cp1252`, … as the adviser chose; nothing is guessed.
    """
    if len(content) > MOST_BYTES:
        return _failed("too_large", most=f"{MOST_BYTES // 1_000_000} MB")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace")
        row, line = before.count("\n") + 1, before.rpartition("\n")[2]
        column = len(re.findall(r"[;,\t]", line)) + 1
        return Sheet(faults=(SheetFault("encoding", row, column),))
    if "\0" in text:
        return _failed("not_a_table", reason="NUL")
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        return _failed("not_a_table", reason=str(error))
    return _sheet(lines, set())


def read_xlsx(content: bytes) -> Sheet:
    """The first sheet of an XLSX workbook, values as texts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if sum(part.file_size for part in book.infolist()) > MOST_BYTES:
                return _failed("too_large", most=f"{MOST_BYTES // 1_000_000} MB")
            names = book.namelist()
            first = min(n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))
            shared = _shared_texts(book.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
            return _sheet(*_cells(book.read(first), shared))
    except _BROKEN as error:
        return _failed("not_a_table", reason=type(error).__name__)


def _failed(code: str, **values: str) -> Sheet:
    return Sheet(faults=(SheetFault(code, values=tuple(values.items())),))


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(";,\t", key=lambda sign: (head.count(sign), sign == ";"))


def _sheet(lines: Sequence[Sequence[str]], formulas: set[tuple[int, int]]) -> Sheet:
    filled = [(number, line) for number, line in enumerate(lines, start=1) if any(cell.strip() for cell in line)]
    if not filled:
        return _failed("empty")
    if len(filled) > MOST_ROWS:
        return _failed("too_large", most=f"{MOST_ROWS:,} rows")
    head = tuple(cell.strip() for cell in filled[0][1])
    found: list[SheetFault] = []
    rows: list[SheetRow] = []
    for number, line in filled[1:]:
        if len(line) > len(head) and any(cell.strip() for cell in line[len(head) :]):
            found.append(SheetFault("columns", number, 0, (("found", str(len(line))), ("wanted", str(len(head))))))
        cells = tuple(cell.strip() for cell in (*line, *("",) * len(head))[: len(head)])
        rows.append(SheetRow(number, cells))
        formulas |= {(number, column) for column, cell in enumerate(line, start=1) if is_formula(cell)}
    for row, column in sorted(formulas):
        text = lines[row - 1][column - 1][:40]
        found.append(SheetFault("formula", row, column, (("text", text),)))
    return Sheet(head, tuple(rows), tuple(found))


_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _shared_texts(xml: bytes) -> list[str]:
    return ["".join(part.text or "" for part in each.iter(f"{_NS}t")) for each in _parse(xml).iter(f"{_NS}si")]


def _cells(xml: bytes, shared: Sequence[str]) -> tuple[list[list[str]], set[tuple[int, int]]]:
    lines: list[list[str]] = []
    formulas: set[tuple[int, int]] = set()
    for position, row in enumerate(_parse(xml).iter(f"{_NS}row"), start=1):
        number = int(row.get("r", position))
        if number > MOST_ROWS + 1:
            raise ValueError(number)
        lines += [[] for _ in range(number - len(lines))]
        line = lines[number - 1]
        for cell in row.iter(f"{_NS}c"):
            column = _column(cell.get("r", "")) or len(line) + 1
            line += [""] * (column - len(line))
            line[column - 1] = _text(cell, shared)
            formula = cell.find(f"{_NS}f")
            if formula is not None:
                formulas.add((number, column))
                line[column - 1] = f"={formula.text or ''}"
    return lines, formulas


def _text(cell: ElementTree.Element, shared: Sequence[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_NS}t"))
    value = cell.findtext(f"{_NS}v") or ""
    return shared[int(value)] if cell.get("t") == "s" and value else value


def _column(ref: str) -> int:
    letters = re.match(r"[A-Z]{1,3}", ref)
    number = 0
    for letter in letters.group() if letters else "":
        number = number * 26 + ord(letter) - 64
    return number


def _parse(xml: bytes) -> ElementTree.Element:
    # A workbook needs no document type; without one there are no entities to blow up.
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml:
        raise ValueError("document type")
    return ElementTree.fromstring(xml)
