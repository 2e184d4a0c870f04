"""Runs inside a process with `drive.c` preloaded: fails the n-th call for every n until nothing is hit.

python -m tests.torture.faulty FOLDER OPERATION LIMIT [swallow]    prints trials, broken promises and errors told
"""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.helpers.vaults import ADVISER, NOON, PASSPHRASE, changes, new_vault, person, vault
from tests.torture.kills import restores
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.store import SqlCaseStore

NEW = "ganz andere sechs Wörter"
NOTE = "Notiz " * 2000


def save(home: Path, store: SqlCaseStore) -> None:
    store.write([*person("b", "Bela", "2026-0002"), *changes("b", {"task:1.note": NOTE})], actor="A", at=NOON)


def import_(home: Path, store: SqlCaseStore) -> None:
    cases = ((f"i{n}", person(f"i{n}", f"Cem {n}")) for n in range(3))
    list(store.import_cases(cases, actor="A", at=NOON))


def erase(home: Path, store: SqlCaseStore) -> None:
    store.erase("a", actor="A", at=NOON)


def backup(home: Path, store: SqlCaseStore) -> None:
    FileBackups(vault(home).places, home / "backups").make(store, str(home / "made.wdbackup"))


def passphrase(home: Path, store: SqlCaseStore) -> None:
    store.close()
    vault(home).change_passphrase(ADVISER, PASSPHRASE, NEW)


def restore(home: Path, store: SqlCaseStore) -> None:
    store.close()
    FileBackups(vault(home).places, home / "backups").restore(str(home / "kept.wdbackup"))


def unlock(home: Path, store: SqlCaseStore) -> None:
    store.close()
    vault(home).unlock(PASSPHRASE).close()


OPERATIONS: dict[str, Callable[[Path, SqlCaseStore], None]] = {
    "save": save,
    "import": import_,
    "erase": erase,
    "backup": backup,
    "passphrase": passphrase,
    "restore": restore,
    "unlock": unlock,
}


def held(home: Path, operation: str, acknowledged: bool) -> bool:
    """Whether the promise holds: what was acknowledged is done, the file is sound, nothing is there by half."""
    store = None
    for each in [NEW] if operation == "passphrase" and acknowledged else [PASSPHRASE, NEW]:
        with suppress(DeskError):
            store = vault(home).unlock(each)
            break
    if store is None:
        return False
    try:
        good = store.check().ok
        if operation == "save":
            good = good and len(store.history("b")) in ((5,) if acknowledged else (0, 5))
        if operation == "import":
            good = good and all(len(store.history(f"i{n}")) in ((3,) if acknowledged else (0, 3)) for n in range(3))
        if operation == "erase":
            good = good and (not acknowledged or store.case("a") is None)
    finally:
        store.close()
    return good and (operation != "backup" or not acknowledged or restores(home / "made.wdbackup", home / "new", "a"))


def attempt(home: Path, work: Callable[[Path, SqlCaseStore], None], store: SqlCaseStore, swallow: bool) -> str:
    """What the adviser was told: `tick`, `told` or the name of an error that nobody translated."""
    try:
        work(home, store)
    except DeskError:
        return "tick" if swallow else "told"
    except Exception as error:
        return "tick" if swallow else repr(error)
    return "tick"


def main() -> None:
    folder, operation, limit, swallow = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4:] == ["swallow"]
    shim = ctypes.CDLL(None)
    template = folder / "template"
    first = new_vault(template).unlock(PASSPHRASE)
    first.write(person("a", "Amira", "2026-0001"), actor="A", at=NOON)
    FileBackups(vault(template).places, template).make(first, str(template / "kept.wdbackup"))
    first.close()
    trials = bad = told = 0
    for number in range(limit):
        home = folder / f"{operation}{number}"
        shutil.copytree(template, home)
        store = vault(home).unlock(PASSPHRASE)
        shim.wd_arm(ctypes.c_long(number))
        answer = attempt(home, OPERATIONS[operation], store, swallow)
        hit = bool(shim.wd_hits())
        shim.wd_arm(ctypes.c_long(-1))
        store.close()
        if not hit:
            break
        trials += 1
        told += answer == "told"
        broken = answer not in ("told", "tick") or not held(home, operation, answer == "tick")
        if broken and not swallow:
            print(f"{operation} {number}: {answer}", file=sys.stderr)
        bad += broken
        shutil.rmtree(home, ignore_errors=True)
    print(trials, bad, told)


if __name__ == "__main__":
    main()
