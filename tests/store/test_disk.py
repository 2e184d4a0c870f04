"""A full or faulty drive: a clear sentence, nothing lost, reading goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.vaults import NOON, PASSPHRASE, changes, new_vault, person
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import files, troubles
from welcomedesk.store.backup import FileBackups

TEXT = "Notiz " * 3000


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """A drive of 3 MB; only where this machine lets us mount one."""
    drive = tmp_path / "drive"
    drive.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting needs Linux and the rights of root")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(drive)], check=False)
    if done.returncode:
        pytest.skip("no drive can be mounted here")
    yield drive
    subprocess.run(["umount", "-l", str(drive)], check=True)


def test_a_full_drive_loses_nothing_and_is_named(small_drive: Path) -> None:
    made = new_vault(small_drive / "home")
    store = made.unlock(PASSPHRASE)
    acknowledged = []
    with pytest.raises(DeskError) as met:
        for number in range(1000):
            store.write([*person(f"c{number}", f"Amira {number}"), *changes(f"c{number}", {"task:1.note": TEXT})],
                        actor="A", at=NOON)  # fmt: skip
            acknowledged.append(f"c{number}")
    error = met.value
    assert error.code == "disk_full"
    assert str(small_drive) in error.sentence()
    assert isinstance(error.details["missing"], int)
    assert len(acknowledged) > 5
    assert store.case(acknowledged[-1]) is not None, "reading goes on"
    assert store.search("amira")
    with pytest.raises(DeskError):
        FileBackups(made.places, small_drive / "backups").make(store)
    store.close()
    store = made.unlock(PASSPHRASE)
    assert store.check().ok
    assert store.counts()["entries"] == 4 * len(acknowledged)
    store.close()


def test_after_room_was_made_saving_works_again(small_drive: Path) -> None:
    made = new_vault(small_drive / "home")
    store = made.unlock(PASSPHRASE)
    ballast = small_drive / "ballast"
    free = os.statvfs(small_drive).f_bavail * os.statvfs(small_drive).f_frsize
    ballast.write_bytes(b"x" * (free - 40_000))
    with pytest.raises(DeskError):
        store.write([*person("a", "Amira"), *changes("a", {"task:1.note": TEXT * 4})], actor="A", at=NOON)
    ballast.unlink()
    store.write(person("a", "Amira"), actor="A", at=NOON)
    assert store.check().ok
    store.close()


@pytest.mark.skipif(os.name == "nt", reason="limits of this kind are a matter of Unix")
def test_a_file_that_may_not_grow_is_told_and_the_last_state_stays(tmp_path: Path) -> None:
    """The engine's writes fail at a limit of the system, as they do at a quota."""
    import signal

    made = new_vault(tmp_path / "home")
    store = made.unlock(PASSPHRASE)
    store.write(person("a", "Amira"), actor="A", at=NOON)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (made.places.case_file.stat().st_size + 60_000, before[1]))
        with pytest.raises(DeskError) as met:
            for number in range(200):
                store.write(changes("a", {f"consultation:{number}.note": TEXT}), actor="A", at=NOON)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert met.value.code in ("disk_full", "disk_error")
    case = store.case("a")
    assert case is not None
    assert case.name == "Amira"
    store.write(changes("a", {"person.name": "Amira Muster"}), actor="A", at=NOON)
    store.close()
    store = made.unlock(PASSPHRASE)
    assert store.check().ok
    store.close()


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    files.replace(path, b"old")
    path.parent.joinpath("x").mkdir()
    with pytest.raises(DeskError):
        files.replace(tmp_path / "x", b"new")
    assert path.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "x"], "nothing is left beside"


def test_a_full_drive_is_asked_for_at_least_twenty_megabytes(tmp_path: Path) -> None:
    error = troubles.disk_full(tmp_path, 10**15)
    assert isinstance(error.details["missing"], int)
    assert error.details["missing"] > 1000
    assert "MB" in error.sentence()


def test_an_error_while_copying_is_told_although_the_engine_gives_it_no_code(tmp_path: Path) -> None:
    told = troubles.from_sqlite(RuntimeError("disk I/O error"), tmp_path)
    assert told is not None and told.code == "disk_error"
    assert troubles.from_sqlite(RuntimeError("something of ours"), tmp_path) is None
