"""A process that works on a case file until it is killed; a line on standard output is the tick an adviser would see.

python -m tests.helpers.worker FOLDER OPERATION
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.helpers.vaults import ADVISER, NOON, PASSPHRASE, changes, person, vault
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.store import SqlCaseStore
from welcomedesk.store.vault import FileVault

NOTE = "Eine längere Notiz über das Gespräch. " * 40


def save(made: FileVault, store: SqlCaseStore) -> Iterator[str]:
    """One case after the other; all fields of a case belong together."""
    for number in count(store.counts()["cases"]):
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
    for number in count(store.counts()["cases"]):
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
    backups = FileBackups(made.places, made.places.case_file.parent / "backups")
    for number, case_id in enumerate(save(made, store)):
        yield case_id
        yield backups.make(store, str(made.places.case_file.parent / "backups" / f"{case_id}-{number}.wdbackup"))


def passphrase(made: FileVault, store: SqlCaseStore) -> Iterator[str]:
    """The passphrase goes back and forth; a tick names the one that is valid from now on."""
    current = PASSPHRASE
    for number in count():
        new = f"another passphrase {number}"
        made.change_passphrase(ADVISER, current, new)
        current = new
        yield new


def restore(made: FileVault, store: SqlCaseStore) -> Iterator[str]:
    backups = FileBackups(made.places, made.places.case_file.parent / "backups")
    store.write(person("kept", "Amira", "2026-0001"), actor="A", at=NOON)
    path = backups.make(store)
    store.close()
    for number in count():
        backups.restore(path)
        yield str(number)


OPERATIONS = {
    "save": save,
    "save_early": save_early,
    "import": import_,
    "erase": erase,
    "backup": backup,
    "passphrase": passphrase,
    "restore": restore,
}


def main() -> None:
    made = vault(Path(sys.argv[1]))
    store = made.unlock(PASSPHRASE)
    print("ready", flush=True)
    for tick in OPERATIONS[sys.argv[2]](made, store):
        print(tick, flush=True)


if __name__ == "__main__":
    main()
