"""Backups: verified when made, refused when spoiled, and a restore that loses nothing."""

from __future__ import annotations

import json
import os
import shutil
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.helpers.vaults import ADVISER, NOON, PASSPHRASE, new_vault, person, vault
from welcomedesk.desk.ports import Check, RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import keys, restoring
from welcomedesk.store.backup import FileBackups, Note, _read_back
from welcomedesk.store.keyfiles import KeyFiles
from welcomedesk.store.store import SqlCaseStore
from welcomedesk.store.vault import FileVault


def clock() -> datetime:
    return NOON


def backups(made: FileVault) -> FileBackups:
    return FileBackups(made.places, made.places.case_file.parent / "backups", clock)


def names(store: SqlCaseStore) -> list[str]:
    return [row.name for row in store.register(RegisterQuery(states=())).rows]


@pytest.fixture
def backup(vault: FileVault) -> str:
    """A backup with Amira in it; Bela came later."""
    store = vault.unlock(PASSPHRASE)
    store.write(person("a", "Amira", "2026-0001"), actor="A", at=NOON)
    path = backups(vault).make(store)
    store.write(person("b", "Bela", "2026-0002"), actor="A", at=NOON)
    store.close()
    return path


def test_a_backup_is_one_file_named_by_its_date(backup: str) -> None:
    assert Path(backup).name == "welcomedesk-2026-11-21-120000.wdbackup"
    assert [path.name for path in Path(backup).parent.iterdir()] == [Path(backup).name]
    with zipfile.ZipFile(backup) as container:
        assert container.namelist() == ["backup.json", "cases.keys", "cases.wdesk"]


def test_a_restore_brings_the_state_of_the_backup_and_puts_the_current_one_aside(vault: FileVault, backup: str) -> None:
    current = vault.places.case_file.read_bytes()
    aside = Path(backups(vault).restore(backup))
    assert (aside / "cases.wdesk").read_bytes() == current
    store = vault.unlock(PASSPHRASE)
    assert names(store) == ["Amira"]
    assert store.check().ok
    assert Check("watermark", True, "restored") in store.notices
    store.close()


def test_after_a_restore_this_computer_writes_under_a_new_name(vault: FileVault, backup: str) -> None:
    store = vault.unlock(PASSPHRASE)
    before = store.device()
    store.close()
    backups(vault).restore(backup)
    store = vault.unlock(PASSPHRASE)
    assert store.device() != before
    store.write(person("c", "Cem", "2026-0003"), actor="A", at=NOON)
    assert store.check().ok
    store.close()


def test_a_backup_restores_on_an_empty_computer(backup: str, tmp_path: Path) -> None:
    fresh = vault(tmp_path / "fresh")
    backups(fresh).restore(backup)
    assert fresh.state().state == "ready"
    store = fresh.unlock(PASSPHRASE)
    assert names(store) == ["Amira"]
    store.close()


def test_backup_and_printed_sheet_are_enough_on_an_empty_computer(workplace: Path, tmp_path: Path) -> None:
    """Nobody knows a passphrase any more, the laptop is gone: a backup and the sheet of the office open the cases."""
    old = vault(workplace)
    sheet = old.create(office="Büro", workplace="", adviser=ADVISER, passphrase=PASSPHRASE)
    store = old.unlock(PASSPHRASE)
    store.write(person("a", "Amira"), actor="A", at=NOON)
    made = backups(old).make(store)
    store.close()
    fresh = vault(tmp_path / "fresh")
    backups(fresh).restore(made)
    with pytest.raises(DeskError):
        fresh.set_passphrase(sheet.recovery_code[:-1] + "0", ADVISER, "ein ganz neuer Satz")
    fresh.set_passphrase(sheet.recovery_code.lower(), ADVISER, "ein ganz neuer Satz")
    again = fresh.unlock("ein ganz neuer Satz")
    assert names(again) == ["Amira"]
    again.close()
    store = fresh.unlock_with_recovery(sheet.recovery_code)
    assert store.opened_by == ""
    store.close()


def test_what_was_erased_since_the_backup_stays_erased(vault: FileVault, backup: str) -> None:
    store = vault.unlock(PASSPHRASE)
    store.erase("a", actor="A", at=NOON)
    store.close()
    backups(vault).restore(backup)
    store = vault.unlock(PASSPHRASE)
    assert names(store) == []
    assert store.case("a") is None
    assert Check("restored", True, "1") in store.notices
    store.close()
    assert not vault.places.restored.exists()


def test_a_newer_passphrase_still_opens_an_older_backup(vault: FileVault, backup: str) -> None:
    vault.change_passphrase(ADVISER, PASSPHRASE, "a new passphrase")
    backups(vault).restore(backup)
    vault.unlock("a new passphrase").close()


def test_a_damaged_current_file_can_be_replaced(vault: FileVault, backup: str) -> None:
    vault.places.case_file.write_bytes(b"")
    backups(vault).restore(backup)
    store = vault.unlock(PASSPHRASE)
    assert names(store) == ["Amira"]
    assert Check("restored", False, "ledger unknown") in store.notices
    store.close()


@pytest.mark.parametrize("percent", [0, 1, 10, 50, 95, 99])
def test_a_cut_backup_is_refused_and_nothing_is_changed(vault: FileVault, backup: str, percent: int) -> None:
    os.truncate(backup, Path(backup).stat().st_size * percent // 100)
    refused(vault, backup, "backup_damaged")


@pytest.mark.parametrize("number", range(12))
def test_a_flipped_bit_in_a_backup_is_noticed(vault: FileVault, backup: str, number: int) -> None:
    content = bytearray(Path(backup).read_bytes())
    place = len(content) * (2 * number + 1) // 24
    content[place] ^= 1 << number % 8
    Path(backup).write_bytes(content)
    refused(vault, backup, "backup_damaged")


def test_a_backup_of_another_workplace_is_refused(vault: FileVault, tmp_path: Path) -> None:
    other = new_vault(tmp_path / "other")
    store = other.unlock(PASSPHRASE)
    path = backups(other).make(store)
    store.close()
    refused(vault, path, "backup_foreign")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"SQLite format 3\0" * 300])
def test_what_is_no_backup_is_refused(vault: FileVault, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.wdbackup"
    path.write_bytes(content)
    refused(vault, str(path), "backup_damaged")


def test_a_container_with_other_names_is_refused(vault: FileVault, tmp_path: Path) -> None:
    path = tmp_path / "x.wdbackup"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("../evil", "x")
    refused(vault, str(path), "backup_damaged")
    assert not (tmp_path / "evil").exists()


def test_a_backup_that_is_not_there_is_refused(vault: FileVault, tmp_path: Path) -> None:
    refused(vault, str(tmp_path / "none.wdbackup"), "backup_damaged")


def test_a_restore_waits_until_the_file_is_closed(vault: FileVault, backup: str) -> None:
    store = vault.unlock(PASSPHRASE)
    refused(vault, backup, "file_in_use")
    store.close()


def refused(made: FileVault, path: str, code: str) -> None:
    home = made.places.case_file.parent
    before = {p: p.read_bytes() for p in home.rglob("cases*") if p.is_file()}
    with pytest.raises(DeskError) as error:
        backups(made).restore(path)
    assert error.value.code == code
    assert {p: p.read_bytes() for p in home.rglob("cases*") if p.is_file()} == before


def test_a_restore_that_was_interrupted_goes_on_at_the_next_unlocking(
    vault: FileVault, backup: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "finish", lambda places: None)
    backups(vault).restore(backup)
    monkeypatch.undo()
    store = vault.unlock(PASSPHRASE)
    assert names(store) == ["Amira"]
    store.close()


def test_a_backup_goes_on_while_somebody_saves(vault: FileVault) -> None:
    """Whatever was acknowledged before the backup ended is in it, and the saves are all kept."""
    store = vault.unlock(PASSPHRASE)
    for number in range(60):
        store.write(person(f"a{number}", "Amira " + "x" * 3000), actor="A", at=NOON)
    stop, saved = threading.Event(), list[int]()

    def save() -> None:
        number = 0
        while not stop.is_set():
            store.write(person(f"s{number}", f"Saved {number}"), actor="A", at=NOON)
            saved.append(number)
            number += 1

    saver = threading.Thread(target=save)
    saver.start()
    try:
        path = backups(vault).make(store)
    finally:
        stop.set()
        saver.join()
    assert store.counts()["cases"] == 60 + len(saved)
    assert store.check().ok
    store.close()
    shutil.copy(path, vault.places.case_file.parent / "kept")
    backups(vault).restore(path)
    store = vault.unlock(PASSPHRASE)
    assert store.counts()["cases"] >= 60
    assert store.check().ok
    store.close()


def test_reading_back_notices_every_part_that_differs(vault: FileVault, backup: str) -> None:
    """A backup whose keys went wrong opens nothing, however good its case file is."""
    with zipfile.ZipFile(backup) as container:
        note, key_text = Note(**json.loads(container.read("backup.json"))), container.read("cases.keys")
    _read_back(Path(backup), note, key_text)
    for other, text in (
        (note, key_text[:-2]),
        (replace(note, cases=99), key_text),
        (replace(note, sha256=""), key_text),
    ):
        with pytest.raises(DeskError) as refused:
            _read_back(Path(backup), other, text)
        assert refused.value.code == "backup_differs"


def test_backups_open_with_the_passphrases_of_today_only(vault: FileVault, backup: str, tmp_path: Path) -> None:
    """Whose access was taken away opens no backup in the folder either; nothing else of a backup changes."""
    vault.add_adviser(PASSPHRASE, ADVISER, "B. Gegangen", "die Worte von damals")
    store = vault.unlock(PASSPHRASE)
    second = backups(vault).make(store, "welcomedesk-2026-11-20-120000-auto.wdbackup")
    vault.remove_adviser(PASSPHRASE, ADVISER, "B. Gegangen")
    vault.change_passphrase(ADVISER, PASSPHRASE, "die Worte von heute")
    assert backups(vault).renew_keys(store) == 2
    assert backups(vault).renew_keys(store) == 0, "once is enough"
    store.close()
    for number, path in enumerate((backup, second)):
        fresh = new_place(tmp_path / str(number), path)
        for old in (PASSPHRASE, "die Worte von damals"):
            with pytest.raises(DeskError):
                fresh.unlock(old)
        again = fresh.unlock("die Worte von heute")
        assert "Amira" in names(again) and again.check().ok
        again.close()
    assert not list(Path(backup).parent.glob(".*")), "nothing half-written is left"


def new_place(home: Path, backup: str) -> FileVault:
    """An empty computer onto which a backup was brought."""
    fresh = vault(home)
    backups(fresh).restore(backup)
    return fresh


def test_a_key_file_that_somebody_changed_does_not_spread_into_the_backups(vault: FileVault, backup: str) -> None:
    store = vault.unlock(PASSPHRASE)
    before = Path(backup).read_bytes()
    files = KeyFiles(vault.places.key_file, vault.places.key_copy)
    forged = keys.dump(replace(files.read(), revision=99))
    vault.places.key_file.write_bytes(forged)
    vault.places.key_copy.write_bytes(forged)
    assert backups(vault).renew_keys(store) == 0
    store.close()
    assert Path(backup).read_bytes() == before


@pytest.mark.parametrize(
    "spoil", [lambda raw: raw[: len(raw) // 2], lambda raw: b"", lambda raw: raw[:-40] + b"x" * 40]
)
def test_a_spoiled_backup_is_left_as_it_is_and_the_others_get_the_new_keys(
    vault: FileVault, backup: str, spoil: Callable[[bytes], bytes]
) -> None:
    store = vault.unlock(PASSPHRASE)
    good = backups(vault).make(store, "welcomedesk-2026-11-20-120000-auto.wdbackup")
    spoiled = spoil(Path(backup).read_bytes())
    Path(backup).write_bytes(spoiled)
    vault.change_passphrase(ADVISER, PASSPHRASE, "die Worte von heute")
    assert backups(vault).renew_keys(store) == 1
    store.close()
    assert Path(backup).read_bytes() == spoiled and good != backup


def test_what_a_killed_backup_or_restore_left_goes(vault: FileVault, backup: str) -> None:
    """It holds the cases of that day, and nobody would count its 35 days."""
    folder, mine = Path(backup).parent, Path(backup).with_name(".notes.part")
    for name in (f".{Path(backup).name}.0a1b2c3d.part", f".{Path(backup).name}.0a1b2c3d.part-wal", ".x.0a1b2c3d.pack"):
        (folder / name).write_bytes(b"x")
    mine.write_bytes(b"mine")
    unpacking = vault.places.case_file.with_name("cases.wdesk.unpacking")
    unpacking.write_bytes(b"x")
    backups(vault).forget_aside(NOON.replace(tzinfo=None))
    assert {path.name for path in folder.iterdir()} == {Path(backup).name, ".x.0a1b2c3d.pack", ".notes.part"}
    vault.unlock(PASSPHRASE).close()
    assert not unpacking.exists()
