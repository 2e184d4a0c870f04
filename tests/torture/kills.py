"""Killed without warning while it works: what showed the tick is there, and nothing is there by half."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from random import Random

from tests.helpers.killing import Nursery, nursery
from tests.helpers.vaults import ADVISER, PASSPHRASE, new_vault, places, vault
from tests.helpers.worker import NEXT, valid_passphrase
from tests.torture.frame import Control, Harness, Outcome
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.store import SqlCaseStore

OPERATIONS = {
    "save": 0.06,
    "import": 0.06,
    "erase": 0.08,
    "backup": 0.25,
    "passphrase": 0.06,
    "restore": 0.2,
    "migrate": 0.25,
}
"""What is killed, and after how many seconds of work at most."""

ENTRIES = {"save": 5, "import": 4}
ROUNDS = 10
"""So many kills meet the same file, one after the other."""


OLD = Path(__file__).resolve().parents[1] / "old_files" / "format-1"
OLD_CASES = {"1f00000000000001", "1f00000000000002", "1f00000000000003"}
OLD_FILES = 3
"""So many files of the first format wait for a worker that brings them up to date."""


def trial(workers: Nursery, home: Path, operation: str, chance: Random) -> tuple[int, int]:
    """One kill; how many ticks were seen and how many promises were broken."""
    if operation == "migrate":
        return _migration(workers, home, chance)
    ticks = workers.ticks_until_killed(home, operation, chance, OPERATIONS.get(operation, 0.06))
    try:
        store = vault(home).unlock(_passphrase(home, operation, ticks))
    except DeskError:
        return len(ticks), 1
    try:
        return len(ticks), int(not store.check().ok) + _broken(home, store, operation, ticks)
    finally:
        store.close()


def old_file(home: Path) -> Path:
    """The real file of the first format, with a key that costs next to nothing."""
    shutil.copytree(OLD, home)
    vault(home).change_passphrase(ADVISER, PASSPHRASE, PASSPHRASE)
    return home


def _migration(workers: Nursery, home: Path, chance: Random) -> tuple[int, int]:
    """Each file has the old format or the new one, and holds what it held."""
    template = home.with_name("old")
    if not template.exists():
        old_file(template)
    shutil.rmtree(home, ignore_errors=True)
    for number in range(OLD_FILES):
        shutil.copytree(template, home / str(number))
    ticks = workers.ticks_until_killed(home, "migrate", chance, OPERATIONS["migrate"])
    return len(ticks), sum(not _migrated(home / str(number), str(number) in ticks) for number in range(OLD_FILES))


def _migrated(home: Path, acknowledged: bool) -> bool:
    try:
        if acknowledged and not (home / "backups").exists():
            return False
        store = vault(home).unlock(PASSPHRASE)
        try:
            cases = {row.id for row in store.register(RegisterQuery(states=())).rows}
            return cases == OLD_CASES and store.check().ok
        finally:
            store.close()
    except DeskError:
        return False


def _passphrase(home: Path, operation: str, ticks: list[str]) -> str:
    """The passphrase that has to open the file: the last acknowledged, or the next one if it was already there."""
    if operation != "passphrase" or not ticks:
        return valid_passphrase(vault(home))[1]
    last = int(ticks[-1])
    return NEXT.format(max(last, min(last + 1, valid_passphrase(vault(home))[0])))


def _broken(home: Path, store: SqlCaseStore, operation: str, ticks: list[str]) -> int:
    if operation in ("save", "save_early", "import"):
        whole = ENTRIES.get(operation, 5)
        found = _entries(store)
        return sum(found[case] != whole for case in ticks) + sum(count != whole for count in found.values())
    if operation == "erase":
        found = _entries(store)
        half = sum(count not in (5, 6) for count in found.values())
        return half + sum(store.case(case) is not None for case in ticks)
    if operation == "backup":
        return _backups(home, [tick for tick in ticks if tick.endswith(".wdbackup")])
    if operation == "restore":
        return int((home / "kept.wdbackup").exists() and store.case("kept") is None)
    return 0


def _entries(store: SqlCaseStore) -> Counter[str]:
    with store.database.transaction() as connection:
        rows = connection.exec_driver_sql("SELECT case_id, count(*) FROM entry GROUP BY case_id")
        return Counter(dict(map(tuple, rows)))


def _backups(home: Path, ticks: list[str]) -> int:
    """All that were acknowledged are there; the newest of them and the newest file with a name open and are whole."""
    named = sorted(path.name for path in home.glob("*.wdbackup"))
    bad = sum(tick not in named for tick in ticks)
    for name in dict.fromkeys((*ticks[-1:], *named[-1:])):
        bad += int(not restores(home / name, home.with_name("elsewhere"), name.removesuffix(".wdbackup")))
    return bad


def restores(backup: Path, folder: Path, case: str) -> bool:
    """Whether a backup opens on an empty computer, is whole, and holds a case."""
    try:
        FileBackups(places(folder), folder / "backups").restore(str(backup))
        store = vault(folder).unlock(PASSPHRASE)
        try:
            return store.check().ok and store.case(case) is not None
        finally:
            store.close()
    except DeskError:
        return False
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(folder: Path, trials: int, seed: int) -> Outcome:
    """Each operation in its turn, ten kills on one file."""
    chance, seen, bad = Random(seed), 0, 0
    with nursery() as workers:
        for number in range(trials):
            home = folder / f"{number // len(OPERATIONS) // ROUNDS}-{list(OPERATIONS)[number % len(OPERATIONS)]}"
            if not home.exists() and not home.name.endswith("migrate"):
                new_vault(home)
            ticks, broken = trial(workers, home, list(OPERATIONS)[number % len(OPERATIONS)], chance)
            seen, bad = seen + ticks, bad + broken
    return Outcome(trials, bad, {"ticks": seen})


def early(folder: Path, trials: int, seed: int) -> Outcome:
    """A worker that shows the tick before it saves."""
    chance, bad = Random(seed), 0
    with nursery() as workers:
        for number in range(trials):
            new_vault(folder / str(number))
            bad += int(trial(workers, folder / str(number), "save_early", chance)[1] > 0)
    return Outcome(trials, bad)


HARNESSES = (
    Harness(
        "kills", "killed at a random moment", run, (Control("tick before saving", early, 12),),
        14, 3_000, 140, needs=frozenset({"fork"}),
    ),
)  # fmt: skip
