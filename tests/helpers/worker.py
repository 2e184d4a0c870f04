"""Forks a process for each line on standard input that works on a case file until it is killed.

A line is `[folder, operation]` as JSON; a line on standard output is the tick an adviser would see, and `gone` says
that the worker is dead. Everything heavy is loaded once, before the first fork.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

# Loaded here, so that a worker finds it loaded.
from alembic import migration, operations  # noqa: F401
from cryptography.hazmat.primitives.kdf import argon2  # noqa: F401

from tests.helpers.vaults import ADVISER, NOON, PASSPHRASE, changes, person, vault
from welcomedesk.store import migrations, opening  # noqa: F401
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.keyfiles import KeyFiles
from welcomedesk.store.store import SqlCaseStore
from welcomedesk.store.vault import FileVault

NOTE = "Eine längere Notiz über das Gespräch. " * 40
NEXT = "another passphrase {}"


def save(made: FileVault, store: SqlCaseStore) -> Iterator[str]:
    """One case after the other; all fields of a case belong together."""
    for number in count(store.counts()["entries"]):
        case_id = f"s{number:06d}"
        store.write(
            [*person(case_id, f"Amira {number}", f"2026-{number + 1:04d}"), *changes(case_id, {"task:1.note": NOTE})],
            actor="A",
            at=NOON,
        )
        yield case_id


def save_early(made: FileVault, store: SqlCaseStore) -> Iterator[str]:
    """Known to be bad: the tick is shown before anything is saved."""
    saving = save(made, store)
    for number in count(store.counts()["entries"], 5):
        yield f"s{number:06d}"
        next(saving)


def import_(made: FileVault, store: SqlCaseStore) -> Iterator[str]:
    start = store.counts()["cases"]
    cases = ((f"i{n:06d}", person(f"i{n:06d}", f"Bela {n}", f"2025-{n + 1:04d}")) for n in count(start))
    yield from store.import_cases(cases, actor="A", at=NOON)


def erase(made: FileVault, store: SqlCaseStore) -> Iterator[str]:
    for case_id in save(made, store):
        store.erase(case_id, actor="A", at=NOON)
        yield case_id


def backup(made: FileVault, store: SqlCaseStore) -> Iterator[str]:
    """After each case a backup with it; its tick is the name of the file."""
    backups = FileBackups(made.places, made.places.case_file.parent / "backups")
    for case_id in save(made, store):
        yield case_id
        yield Path(backups.make(store, str(made.places.case_file.parent / f"{case_id}.wdbackup"))).name


def passphrase(made: FileVault, store: SqlCaseStore) -> Iterator[str]:
    """One passphrase after the other; a tick names the one that is valid from now on."""
    start, current = valid_passphrase(made)
    store.close()
    for number in count(start + 1):
        made.change_passphrase(ADVISER, current, NEXT.format(number))
        current = NEXT.format(number)
        yield str(number)


def valid_passphrase(made: FileVault) -> tuple[int, str]:
    """Which of the passphrases opens the file, by looking at the revision of the key file, and that passphrase."""
    number = KeyFiles(made.places.key_file, made.places.key_copy).read().revision - 2
    return number, NEXT.format(number) if number >= 0 else PASSPHRASE


def restore(made: FileVault, store: SqlCaseStore) -> Iterator[str]:
    """A case, a backup, another case, and back to the backup; a tick counts the restores."""
    home = made.places.case_file.parent
    backups = FileBackups(made.places, home / "backups")
    path = home / "kept.wdbackup"
    if not path.exists():
        store.write(person("kept", "Amira", "2026-0001"), actor="A", at=NOON)
        backups.make(store, str(path))
    for number in count():
        store.write(person(f"later{os.getpid()}x{number}", "Bela"), actor="A", at=NOON)
        store.close()
        backups.restore(str(path))
        yield str(number)
        store = made.unlock(PASSPHRASE)


def migrate(folder: Path) -> Iterator[str]:
    """One file of an older format after the other, each in a folder of its own; a tick names it once it is open."""
    for home in sorted(folder.iterdir()):
        vault(home).unlock(PASSPHRASE).close()
        yield home.name


OPERATIONS: dict[str, Callable[[FileVault, SqlCaseStore], Iterator[str]]] = {
    "save": save,
    "save_early": save_early,
    "import": import_,
    "erase": erase,
    "backup": backup,
    "passphrase": passphrase,
    "restore": restore,
}


def work(folder: str, operation: str) -> None:
    """Work until killed."""
    say(f"ready {os.getpid()}")
    if operation == "migrate":
        ticks = migrate(Path(folder))
    else:
        made = vault(Path(folder))
        ticks = OPERATIONS[operation](made, made.unlock(valid_passphrase(made)[1]))
    for tick in ticks:
        say(f"{tick};")


def say(line: str) -> None:
    # One call of the system for each line: it arrives whole or not at all.
    os.write(1, line.encode() + b"\n")


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                work(*json.loads(line))
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
