"""The directory from the command line: out as files, and back in whole, reviewed, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from welcomedesk.domain.hsds import PARTS
from welcomedesk.domain.hsds_reading import faults

HEAD = "Name;Straße;PLZ;Ort;Telefon;Themen;Zielgruppe;Kreis\r\n"
GOOD = "Musterverein;Musterweg 1;39104;Magdeburg;+49 391 123456;work;refugee;Magdeburg\r\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "kontakte.csv"
    file.write_text(HEAD + GOOD, encoding="utf-8")
    return file


def test_every_contact_comes_out_as_three_documents(command: Command, tmp_path: Path):
    assert command("contacts", "export", "--hsds", str(tmp_path / "out"), "--json").json["documents"] == 3 * 163
    for part in PARTS:
        files = list((tmp_path / "out" / part).glob("*.json"))
        assert len(files) == 163
        assert [faults(part, json.loads(file.read_text(encoding="utf-8"))) for file in files] == [()] * 163


@pytest.mark.parametrize("way", ["hsds", "csv"])
def test_the_way_out_and_in_changes_nothing(command: Command, tmp_path: Path, way: str):
    target = str(tmp_path / "out")
    assert command("contacts", "export", f"--{way}", target).code == 0
    back = command("contacts", "import", target, "--json")
    assert back.json["rows"] == {"new": 0, "change": 0, "same": 163}
    assert [each for each in back.json["problems"] if each["error"]] == []
    assert back.code == 0


def test_export_wants_to_know_where_to(command: Command):
    assert command("contacts", "export").code == 2


def test_accepted_rows_are_found_and_exported(desk_command: Command, passphrase_file: str, table: Path, tmp_path: Path):
    opens = ("--passphrase-file", passphrase_file)
    assert desk_command("contacts", "import", str(table), "--accept", "--json", *opens).json["written"] == 1
    target = tmp_path / "all.csv"
    assert desk_command("contacts", "export", "--csv", str(target), *opens).out.strip() == "164"
    assert "Musterverein" in target.read_text(encoding="utf-8-sig")
    again = desk_command("contacts", "import", str(target), "--json", *opens)
    assert again.json["rows"] == {"new": 0, "change": 0, "same": 164}


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ("<b>Verein</b>;;;Ort;+49 1;work;refugee;Magdeburg", "2:1", "<b>Verein</b>"),
        ("Verein;;;Ort;=cmd();work;refugee;Magdeburg", "2:5", "=cmd()"),
        ("Verein;;;Ort;+49 1;cooking;refugee;Magdeburg", "2:6", "cooking"),
        (GOOD + GOOD.strip(), "3:0", "2"),
        ("Verein;;;Ort;+49 1;work;refugee;Magdeburg;more", "2:0", "9"),
    ],
)
def test_a_fault_names_row_and_column_and_nothing_comes_in(
    desk_command: Command, passphrase_file: str, table: Path, row: str, place: str, words: str
):
    table.write_text(HEAD + row + "\r\n", encoding="utf-8")
    found = desk_command("contacts", "import", str(table))
    assert found.code == 1
    assert any(line.startswith(f"{table}:{place}: ") and words in line for line in found.out.splitlines())
    refused = desk_command("contacts", "import", str(table), "--accept", "--passphrase-file", passphrase_file)
    assert refused.code == 1
    export = desk_command(
        "contacts", "export", "--csv", str(table) + ".out", "--json", "--passphrase-file", passphrase_file
    )
    assert export.json["contacts"] == 163


def test_another_encoding_is_named_and_read_when_it_is_given(command: Command, table: Path):
    table.write_bytes((HEAD + GOOD.replace("Musterweg", "Ölweg")).encode("cp1252"))
    found = command("contacts", "import", str(table))
    assert found.code == 1
    assert f"{table}:1:2: " in found.out
    assert command("contacts", "import", str(table), "--encoding", "cp1252").code == 0
    assert command("contacts", "import", str(table), "--encoding", "klingon").code == 1


def test_row_can_be_left_out(desk_command: Command, passphrase_file: str, table: Path):
    table.write_text(HEAD + GOOD + "=x();;;;;;;\r\n", encoding="utf-8")
    arguments = ("contacts", "import", str(table), "--accept", "--leave-out", "3", "--json")
    assert desk_command(*arguments, "--passphrase-file", passphrase_file).json["written"] == 1


def test_broken_documents_are_named_with_their_file(command: Command, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_text("{", encoding="utf-8")
    (folder / "b.json").write_text('{"status": "open", "name": "B"}', encoding="utf-8")
    (folder / "c.json").write_text('{"x": 1}', encoding="utf-8")
    found = command("contacts", "import", str(folder))
    assert found.code == 1
    for words in ("a.json", "b.json: id", "b.json: status", "c.json"):
        assert words in found.out


def test_printed_guide_comes_out_without_a_case_file(command: Command, tmp_path: Path):
    target = tmp_path / "guide.pdf"
    assert command("contacts", "export", "--pdf", str(target), "--lang", "en").code == 0
    assert target.read_bytes().startswith(b"%PDF")
