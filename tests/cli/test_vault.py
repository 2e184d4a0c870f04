"""`welcomedesk vault …`: the case file as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Command


def test_a_new_workplace_hands_out_a_recovery_code_once(command: Command) -> None:
    made = command("vault", "new", "--office", "Musterberatung", "--json").json
    assert made["recovery_code"] and made["recovery_id"]


def test_a_second_set_up_is_refused_and_changes_nothing(desk_command: Command, workplace: Path) -> None:
    before = (workplace / "cases.keys").read_bytes()
    done = desk_command("vault", "new")
    assert done.code == 1 and (workplace / "cases.keys").read_bytes() == before


def test_the_check_names_every_check(desk_command: Command) -> None:
    report = desk_command("vault", "check", "--json").json
    assert report["ok"] and len(report["checks"]) >= 5


def test_a_backup_brings_a_lost_case_back(desk_command: Command, tmp_path: Path) -> None:
    made = desk_command("case", "new", "--kind", "person", "--name=Samir", "--json").json
    copy = tmp_path / "copy.wdbackup"
    saved = desk_command("vault", "backup", str(copy))
    assert saved.code == 0, saved.err
    desk_command("case", "set", made["id"], "person.name=Anders")
    restored = desk_command("vault", "restore", str(copy))
    assert restored.code == 0, restored.err
    assert desk_command("case", "show", made["id"], "--json").json["name"] == "Samir"


def test_restoring_nonsense_changes_nothing(desk_command: Command, tmp_path: Path, workplace: Path) -> None:
    nonsense = tmp_path / "nonsense"
    nonsense.write_bytes(b"PK\x03\x04 not a backup")
    before = (workplace / "cases.wdesk").read_bytes()
    done = desk_command("vault", "restore", str(nonsense))
    assert done.code == 1 and (workplace / "cases.wdesk").read_bytes() == before


def test_a_changed_passphrase_opens_and_the_old_one_does_not(desk_command: Command, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.write_text("ein anderer langer Satz\n", encoding="utf-8")
    assert desk_command("vault", "passphrase", "--new-passphrase-file", str(new)).code == 0
    assert desk_command("case", "list").code == 1
    assert desk_command("case", "list", "--passphrase-file", str(new)).code == 0


def test_the_recovery_sheet_gives_a_new_passphrase(command: Command, tmp_path: Path) -> None:
    code = command("vault", "new", "--adviser", "A. Beispiel", "--json").json["recovery_code"]
    sheet, new = tmp_path / "sheet", tmp_path / "new"
    sheet.write_text(code + "\n", encoding="utf-8")
    new.write_text("ein anderer langer Satz\n", encoding="utf-8")
    done = command(
        "vault",
        "recovery",
        "--adviser",
        "A. Beispiel",
        "--recovery-file",
        str(sheet),
        "--new-passphrase-file",
        str(new),
    )
    assert done.code == 0, done.err
    assert command("case", "list", "--passphrase-file", str(new)).code == 0


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\x00" + bytes(4080), bytes(5000)])
def test_a_damaged_case_file_is_one_sentence_and_stays_as_it_is(
    desk_command: Command, workplace: Path, damage: bytes
) -> None:
    file = workplace / "cases.wdesk"
    file.write_bytes(damage)
    done = desk_command("case", "list")
    assert done.code == 1 and done.err.count("\n") == 1 and "Traceback" not in done.err
    assert file.read_bytes() == damage


@pytest.mark.parametrize("gone", ["cases.wdesk", "cases.keys"])
def test_a_missing_file_is_not_made_anew(desk_command: Command, workplace: Path, gone: str) -> None:
    (workplace / gone).unlink()
    if gone == "cases.keys":
        (workplace / "keys" / "cases.keys").unlink()
    done = desk_command("case", "list")
    assert done.code == 1 and done.err.count("\n") == 1 and not (workplace / gone).exists()


def test_the_passphrase_is_read_from_standard_input(desk_command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((PASSPHRASE + "\nrest").encode())))
    assert desk_command("case", "list", "--passphrase-file", "-").code == 0


def test_a_lost_device_is_reported_from_its_backup_on_another_laptop(
    desk_command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other laptop has no case file of its own; nothing of the lost one stays on it."""
    desk_command("privacy", "office", "--set", "carrier_kind=public")
    facts = ("person.citizenship=SY", "basis:counselling.ground=consent", "person.address_protected=true")
    sets = [part for each in facts for part in ("--set", each)]
    desk_command("case", "new", "--kind", "person", "--name", "Amira Canary", *sets)
    backup, other, report = tmp_path / "lost.wdbackup", tmp_path / "other", tmp_path / "report.md"
    assert desk_command("vault", "backup", str(backup)).code == 0
    monkeypatch.setenv("WELCOMEDESK_HOME", str(other))
    done = desk_command("vault", "lost-device", "--backup", str(backup), "--out", str(report), "--lang", "de")
    assert done.code == 0, done.err
    text = report.read_text(encoding="utf-8")
    assert "Amira Canary" in text and "Landesbeauftragte" in text and "Art. 33" in text
    assert not list(other.rglob("*.wdesk"))
