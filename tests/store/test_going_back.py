"""Going back to a backup from the window: looked at first, put in place when the file is closed, told afterwards."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.helpers.vaults import CHEAP, NOON, PASSPHRASE, new_vault, person, places, vault
from tests.torture.kills import old_file
from welcomedesk import bootstrap, paths, settings
from welcomedesk.backend import RealBackend, RealSession
from welcomedesk.desk import office, privacy
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.backup_plan import LONGEST
from welcomedesk.domain.documents import to_markdown
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.vault import FileVault, Places
from welcomedesk.ui.backend import SetUp


class NoProgress:
    def step(self, done: int, total: int) -> None:
        """Nobody looks on."""


@pytest.fixture
def program(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> RealBackend:
    """The program over a real file whose keys cost next to nothing."""

    def cheap(home: paths.Home | None = None) -> FileVault:
        where = home or paths.home()
        return FileVault(Places(where.case_file, where.key_file, where.key_file_copy), cost=CHEAP, floor=CHEAP)

    monkeypatch.setattr(bootstrap, "vault", cheap)
    made = RealBackend()
    made.create(SetUp("Muster", "Musterstadt", "A. Beispiel", PASSPHRASE), NoProgress())  # type: ignore[arg-type]
    return made


def unlocked(program: RealBackend) -> RealSession:
    return program.unlock("A. Beispiel", PASSPHRASE)


def test_a_backup_takes_the_place_of_the_file_when_it_is_closed_and_that_is_told(program: RealBackend) -> None:
    session = unlocked(program)
    assert session.found() == ()
    session.desk.store.write(person("a", "Amira", "2026-0001"), actor="A", at=NOON)
    steps: list[tuple[int, int]] = []
    path = session.back_up("", lambda done, total: steps.append((done, total)))
    assert steps[-1] == (100, 100) and steps == sorted(steps)
    session.desk.store.write(person("b", "Bela", "2026-0002"), actor="A", at=NOON)
    assert session.look_at_backup(path).cases == 1
    session.restore_at_close(path)
    session.close()
    session = unlocked(program)
    assert session.desk.store.case("a") is not None and session.desk.store.case("b") is None
    assert [found.told.code for found in session.found()] == ["restored"]
    assert session.found() == (), "told once"
    session.close()


def test_a_backup_that_cannot_be_restored_leaves_the_file_and_is_told(program: RealBackend, tmp_path: Path) -> None:
    session = unlocked(program)
    session.desk.store.write(person("a", "Amira", "2026-0001"), actor="A", at=NOON)
    spoiled = tmp_path / "spoiled.wdbackup"
    spoiled.write_bytes(b"PK\x03\x04")
    with pytest.raises(DeskError, match="backup"):
        session.look_at_backup(str(spoiled))
    session.restore_at_close(str(spoiled))
    session.close()
    session = unlocked(program)
    assert session.desk.store.case("a") is not None
    (found,) = session.found()
    assert found.told.code == "backup_damaged" and not found.good
    assert "spoiled.wdbackup" in found.told.sentence()
    assert "not_restored" not in settings.read(paths.home().settings)
    session.close()


def test_a_backup_of_another_workplace_is_refused_when_it_is_looked_at(program: RealBackend, tmp_path: Path) -> None:
    other = bootstrap.vault(paths.Home(tmp_path / "other"))
    other.create(office="Muster", workplace="B", adviser="B", passphrase=PASSPHRASE)
    store = other.unlock(PASSPHRASE)
    path = bootstrap.backups(paths.Home(tmp_path / "other")).make(store)
    store.close()
    session = unlocked(program)
    with pytest.raises(DeskError) as refused:
        session.look_at_backup(path)
    assert refused.value.code == "backup_foreign"
    session.close()


def test_a_backup_of_the_first_format_restores_and_is_brought_up_to_date(tmp_path: Path) -> None:
    home = old_file(tmp_path / "old")
    vault(home).unlock(PASSPHRASE).close()
    (made_before,) = (home / "backups").glob("*-migration.wdbackup")
    FileBackups(places(home), home / "backups").restore(str(made_before))
    store = vault(home).unlock(PASSPHRASE)
    assert store.check().ok and len(store.register(RegisterQuery(states=())).rows) == 3
    store.close()


def test_what_a_restore_put_aside_goes_after_35_days(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = new_vault(home).unlock(PASSPHRASE)
    backups = FileBackups(places(home), home / "backups", lambda: NOON)
    path = backups.make(store)
    store.close()
    aside = Path(backups.restore(path))
    later = NOON.replace(tzinfo=None) + timedelta(days=36)
    backups.forget_aside(later - LONGEST)
    assert aside.exists(), "nobody unlocked the restored file yet: the ledger of the old one is still needed"
    vault(home).unlock(PASSPHRASE).close()
    backups.forget_aside(later - timedelta(days=2) - LONGEST)
    assert aside.exists()
    backups.forget_aside(later - LONGEST)
    assert not aside.exists()


def test_the_carrier_that_was_chosen_at_set_up_holds_from_the_first_day(program: RealBackend) -> None:
    """Law and authority follow it, and sensitive fields wait for a basis."""
    session = unlocked(program)
    assert privacy.of_office(session.desk).law == ""
    program.choose_carrier(session, "protestant")
    ours = privacy.of_office(session.desk)
    assert ours.law == "DSG-EKD" and ours.rule == "case"
    session.close()


def test_a_lost_device_is_reported_in_the_window_of_another(program: RealBackend, tmp_path: Path) -> None:
    """A passphrase of the lost device opens its backup, and so does its recovery sheet; nothing of it stays."""
    lost = bootstrap.vault(paths.Home(tmp_path / "lost"))
    sheet = lost.create(office="Muster", workplace="HAL-1", adviser="B", passphrase="ganz andere sechs Worte")
    store = lost.unlock("ganz andere sechs Worte")
    store.write(person("a", "Amira Canary", "2026-0007"), actor="B", at=NOON)
    backup = FileBackups(places(tmp_path / "lost"), tmp_path / "stick", lambda: NOON).make(store)
    store.close()
    session = unlocked(program)
    for secret in ("ganz andere sechs Worte", sheet.recovery_code.lower()):
        assert "Amira Canary" in to_markdown(session.lost_device(backup, secret))
    with pytest.raises(DeskError) as refused:
        session.lost_device(backup, PASSPHRASE)
    assert refused.value.code == "wrong_passphrase"
    assert not list(paths.home().root.glob("reading-*"))
    session.close()


def test_what_a_killed_reader_left_goes_at_the_next_start(program: RealBackend) -> None:
    left, read_now = (paths.home().root / name for name in ("reading-old", "reading-now"))
    for folder in (left, read_now):
        folder.mkdir()
        (folder / "cases.wdesk").write_bytes(b"x")
    os.utime(left, (0, 0))
    bootstrap.clear_outside(paths.home())
    assert not left.exists() and read_now.exists()


def test_whoever_gets_access_is_an_adviser_at_once(program: RealBackend) -> None:
    session = unlocked(program)
    session.add_key_holder(PASSPHRASE, "C. Neu", "sechs Worte für den Neuen")
    assert "C. Neu" in office.names(session.desk) and "C. Neu" in session.key_holders()
    session.close()
