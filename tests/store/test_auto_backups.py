"""Backups that nobody has to think of, over the real case file."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.helpers.vaults import NOON, PASSPHRASE, person
from welcomedesk.desk.backups import AutoBackups, StoppedError
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.store import SqlCaseStore
from welcomedesk.store.vault import FileVault


@dataclass
class Clock:
    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def files(vault: FileVault, clock: Clock) -> FileBackups:
    return FileBackups(vault.places, vault.places.case_file.parent / "backups", clock.now)


@pytest.fixture
def auto(files: FileBackups, sql: SqlCaseStore, clock: Clock) -> AutoBackups:
    return AutoBackups(files, sql, clock)


def save(store: SqlCaseStore, case: str) -> None:
    store.write(person(case, "Amira"), actor="A", at=NOON)


def settle(auto: AutoBackups, clock: Clock) -> None:
    """The first backup of a workplace."""
    auto.tend()
    clock.pass_by(minutes=10)
    assert auto.tend()


def test_ten_minutes_after_a_change_there_is_a_backup_and_without_a_change_there_is_none(
    auto: AutoBackups, sql: SqlCaseStore, clock: Clock
) -> None:
    settle(auto, clock)
    clock.pass_by(hours=1)
    assert auto.tend() == ""
    save(sql, "a")
    assert auto.tend() == "" and auto.seen().waiting
    clock.pass_by(minutes=9)
    assert auto.tend() == ""
    save(sql, "b")
    clock.pass_by(minutes=1)
    assert Path(auto.tend()).exists() and not auto.seen().waiting


def test_after_unlocking_a_backup_that_holds_everything_is_enough(
    auto: AutoBackups, files: FileBackups, sql: SqlCaseStore, clock: Clock
) -> None:
    save(sql, "a")
    auto.by_hand()
    again = AutoBackups(files, sql, clock)
    again.tend()
    clock.pass_by(hours=1)
    assert again.tend() == ""


def test_an_older_one_goes_only_after_the_newer_one_was_compared(
    auto: AutoBackups, sql: SqlCaseStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from welcomedesk.store import backup, troubles

    settle(auto, clock)
    first = auto.seen().copies
    save(sql, "a")
    auto.tend()
    clock.pass_by(minutes=10)

    def differs(packed: Path, note: object, key_text: bytes) -> None:
        raise troubles.backup_differs(packed)

    with monkeypatch.context() as patched, pytest.raises(DeskError, match="backup"):
        patched.setattr(backup, "_read_back", differs)
        auto.tend()
    assert auto.seen().copies == first
    assert auto.tend()
    assert len(auto.seen().copies) == 1 and auto.seen().copies != first


def test_two_months_of_work_leaves_at_most_eleven_backups_and_none_older_than_35_days(
    auto: AutoBackups, sql: SqlCaseStore, clock: Clock
) -> None:
    for day in range(60):
        save(sql, f"case{day}")
        auto.tend()
        clock.pass_by(days=1)
        assert auto.tend()
    copies = auto.seen().copies
    assert 8 <= len(copies) <= 11
    assert all(clock.at.replace(tzinfo=None) - copy.at <= timedelta(days=35) for copy in copies)


def test_after_five_quiet_weeks_the_old_backup_goes_although_nothing_changed(
    auto: AutoBackups, sql: SqlCaseStore, clock: Clock, files: FileBackups
) -> None:
    """Nobody saved anything: whoever was erased must not stay in a backup because the office was closed."""
    save(sql, "a")
    settle(auto, clock)
    (old,) = auto.seen().copies
    clock.pass_by(days=35)
    assert auto.tend() == ""
    clock.pass_by(days=1)
    again = AutoBackups(files, sql, clock)
    assert again.tend()
    (new,) = again.seen().copies
    assert new.path != old.path and not Path(old.path).exists()
    assert again.tend() == "", "once a day is enough"


def test_a_backup_is_made_before_an_erasure_and_kept_beside_the_next_one(
    auto: AutoBackups, sql: SqlCaseStore, clock: Clock, vault: FileVault, files: FileBackups
) -> None:
    save(sql, "a")
    auto.before("erase")
    sql.erase("a", actor="A", at=NOON)
    auto.tend()
    clock.pass_by(minutes=10)
    assert auto.tend()
    assert [copy.reason for copy in auto.seen().copies] == ["auto", "erase"]


def test_two_backups_within_a_second_do_not_overwrite_each_other(auto: AutoBackups) -> None:
    auto.before("import")
    auto.before("import")
    assert len(auto.seen().copies) == 2


def test_closing_ends_a_backup_under_way_and_leaves_nothing_of_it(
    files: FileBackups, sql: SqlCaseStore, clock: Clock, vault: FileVault
) -> None:
    for number in range(40):
        sql.write(person(f"c{number}", "x" * 20_000), actor="A", at=NOON)
    auto = AutoBackups(files, sql, clock)
    begun, go_on = threading.Event(), threading.Event()
    real = auto._go_on

    def held() -> None:
        begun.set()
        go_on.wait(10)
        real()

    auto._go_on = held  # type: ignore[method-assign]
    ended: list[type[BaseException]] = []

    def work() -> None:
        try:
            auto.by_hand()
        except StoppedError:
            ended.append(StoppedError)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(10)
    save(sql, "saved-meanwhile")
    stopping = threading.Thread(target=auto.stop)
    stopping.start()
    auto._stopped.wait(10)
    go_on.set()
    thread.join(10)
    stopping.join(10)
    assert ended == [StoppedError]
    assert list((vault.places.case_file.parent / "backups").iterdir()) == []
    assert sql.case("saved-meanwhile") is not None


def test_a_copy_on_the_same_drive_is_no_copy_on_another_medium(
    files: FileBackups, sql: SqlCaseStore, clock: Clock, tmp_path: Path
) -> None:
    kept: list[str] = []
    auto = AutoBackups(files, sql, clock, lambda: kept[-1] if kept else "", kept.append)
    (tmp_path / "beside").mkdir()
    assert Path(auto.by_hand(str(tmp_path / "beside"))).exists()
    assert kept == [] and auto.seen().other_wanted
    files.elsewhere = lambda path: True  # type: ignore[method-assign]
    clock.pass_by(seconds=5)
    auto.by_hand(str(tmp_path / "beside"))
    assert kept == [auto.seen().other_medium] and not auto.seen().other_wanted


def test_an_unlocked_workplace_opens_from_its_automatic_backup(
    auto: AutoBackups, sql: SqlCaseStore, clock: Clock, files: FileBackups, vault: FileVault
) -> None:
    save(sql, "a")
    settle(auto, clock)
    save(sql, "b")
    path = auto.seen().copies[0].path
    sql.close()
    files.restore(path)
    store = vault.unlock(PASSPHRASE)
    assert store.case("a") is not None and store.case("b") is None
    store.close()
