"""Runs inside a process with `failing.c` preloaded: fails the n-th write or sync for every n until nothing is hit.

python -m tests.torture.faulty FOLDER LIMIT [swallow]    prints trials, broken promises and the errors told
"""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from tests.helpers.vaults import ADVISER, NOON, PASSPHRASE, changes, new_vault, person, vault
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.store import SqlCaseStore

NEW = "ganz andere sechs Wörter"
NOTE = "Notiz " * 2000


def save(home: Path, store: SqlCaseStore) -> None:
    store.write([*person("b", "Bela", "2026-0002"), *changes("b", {"task:1.note": NOTE})], actor="A", at=NOON)


def erase(home: Path, store: SqlCaseStore) -> None:
    store.erase("a", actor="A", at=NOON)


def backup(home: Path, store: SqlCaseStore) -> None:
    FileBackups(vault(home).places, home / "backups").make(store, str(home / "made.wdbackup"))


def passphrase(home: Path, store: SqlCaseStore) -> None:
    vault(home).change_passphrase(ADVISER, PASSPHRASE, NEW)


def held(home: Path, operation: str, acknowledged: bool) -> bool:
    """Whether the promise holds: what was acknowledged is done, the file is sound, nothing is there by half."""
    passphrases = [NEW] if operation == "passphrase" and acknowledged else [PASSPHRASE, NEW]
    for each in passphrases:
        try:
            store = vault(home).unlock(each)
            break
        except DeskError:
            continue
    else:
        return False
    try:
        good = store.check().ok
        if operation == "save":
            good = good and len(store.history("b")) in ((5,) if acknowledged else (0, 5))
        if operation == "erase":
            good = good and (not acknowledged or store.case("a") is None)
    finally:
        store.close()
    return good and (operation != "backup" or not acknowledged or _restores(home))


def _restores(home: Path) -> bool:
    try:
        FileBackups(vault(home).places, home / "backups").restore(str(home / "made.wdbackup"))
        vault(home).unlock(PASSPHRASE).close()
    except DeskError:
        return False
    return True


def attempt(home: Path, work: Callable[[Path, SqlCaseStore], None], store: SqlCaseStore, swallow: bool) -> str:
    """What the adviser was told: `tick`, `told` or the name of an error that nobody translated."""
    try:
        work(home, store)
    except DeskError:
        return "tick" if swallow else "told"
    except Exception as error:
        return "tick" if swallow else type(error).__name__
    return "tick"


def main() -> None:
    folder, limit, swallow = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] == ["swallow"]
    shim = ctypes.CDLL(None)
    trials = bad = told = untold = 0
    for work in (save, erase, backup, passphrase):
        for number in range(limit):
            home = folder / f"{work.__name__}{number}"
            store = new_vault(home).unlock(PASSPHRASE)
            store.write(person("a", "Amira", "2026-0001"), actor="A", at=NOON)
            shim.wd_arm(ctypes.c_long(number))
            answer = attempt(home, work, store, swallow)
            hit = bool(shim.wd_hits())
            shim.wd_arm(ctypes.c_long(-1))
            store.close()
            if not hit:
                break
            trials += 1
            told += answer == "told"
            untold += answer not in ("told", "tick")
            if answer not in ("told", "tick"):
                print(f"{work.__name__} {number}: {answer}", file=sys.stderr)
            bad += answer not in ("told", "tick") or not held(home, work.__name__, answer == "tick")
            shutil.rmtree(home, ignore_errors=True)
    print(trials, bad, told, untold)


if __name__ == "__main__":
    main()
