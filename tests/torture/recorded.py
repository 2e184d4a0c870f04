"""Runs inside a process with `drive.c` preloaded: works on a case file while every call to the drive is recorded.

python -m tests.torture.recorded FOLDER OPERATION TIMES [SETTING=VALUE …]
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.vaults import ADVISER, NOON, PASSPHRASE, changes, person, vault
from tests.helpers.worker import NEXT
from welcomedesk.store import engine
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.store import SqlCaseStore

LEVELS = ("OFF", "NORMAL", "FULL", "EXTRA")


def save(home: Path, store: SqlCaseStore, times: int) -> Iterator[str]:
    for number in range(times):
        case = f"s{number:04d}"
        store.write(person(case, f"Amira {number}"), actor="A", at=NOON)
        # As large as a scanned page gets the journal moved into the file on the way.
        store.put_blob(os.urandom(40_000), case=case, media_type="image/jpeg")
        yield case


def import_(home: Path, store: SqlCaseStore, times: int) -> Iterator[str]:
    cases = ((f"i{n:04d}", person(f"i{n:04d}", f"Bela {n}", person__phone=f"0391 {n}")) for n in range(times))
    yield from store.import_cases(cases, actor="A", at=NOON)


def erase(home: Path, store: SqlCaseStore, times: int) -> Iterator[str]:
    for number in range(times):
        case = f"e{number:04d}"
        store.write([*person(case, f"Amira {number}"), *changes(case, {"task:1.note": "Notiz"})], actor="A", at=NOON)
        yield case
        store.erase(case, actor="A", at=NOON)
        yield f"-{case}"


def backup(home: Path, store: SqlCaseStore, times: int) -> Iterator[str]:
    backups = FileBackups(vault(home).places, home / "backups")
    for case in save(home, store, times):
        yield case
        yield Path(backups.make(store, f"welcomedesk-2026-01-01-{case[1:]:0>6}.wdbackup")).name


def passphrase(home: Path, store: SqlCaseStore, times: int) -> Iterator[str]:
    store.close()
    current = PASSPHRASE
    for number in range(times):
        vault(home).change_passphrase(ADVISER, current, NEXT.format(number))
        current = NEXT.format(number)
        yield current


def restore(home: Path, store: SqlCaseStore, times: int) -> Iterator[str]:
    backups = FileBackups(vault(home).places, home / "backups")
    store.write(person("kept", "Amira"), actor="A", at=NOON)
    yield "kept"
    path = backups.make(store)
    for number in range(times):
        store.write(person(f"later{number}", "Bela"), actor="A", at=NOON)
        store.close()
        backups.restore(path)
        yield "kept"
        store = vault(home).unlock(PASSPHRASE)


OPERATIONS = {
    "save": save,
    "import": import_,
    "erase": erase,
    "backup": backup,
    "passphrase": passphrase,
    "restore": restore,
}


def use(settings: list[str]) -> None:
    """Work with other settings of the engine than the program asserts: they are known to lose what was saved."""
    for name, value in (each.split("=") for each in settings):
        back: object = LEVELS.index(value) if name == "synchronous" else value.lower()
        engine.SETTINGS = tuple((name, value, back) if each[0] == name else each for each in engine.SETTINGS)


def main() -> None:
    home, operation, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    use(sys.argv[4:])
    mark = ctypes.CDLL(None).wd_mark
    store = vault(home).unlock(PASSPHRASE)
    for tick in OPERATIONS[operation](home, store, times):
        mark(tick.encode())


if __name__ == "__main__":
    main()
