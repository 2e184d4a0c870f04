"""Killed without warning while it works: what showed the tick is there, and nothing is there by half."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

from tests.helpers.killing import ticks_until_killed
from tests.helpers.vaults import PASSPHRASE, new_vault, vault
from tests.torture.frame import Harness, Outcome
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.backup import FileBackups

OPERATIONS = ("save", "import", "erase", "backup", "passphrase", "restore")
ENTRIES = {"save": 5, "import": 4}


def trial(home: Path, operation: str, chance: Random) -> tuple[int, int]:
    """One kill; how many ticks were seen and how many promises were broken."""
    new_vault(home)
    longest = 0.5 if operation in ("backup", "restore") else 0.15
    ticks = ticks_until_killed(home, operation, chance, longest)
    if operation == "passphrase":
        return len(ticks), _passphrases(home, ticks)
    return len(ticks), _cases(home, operation, ticks)


def _passphrases(home: Path, ticks: list[str]) -> int:
    last = int(ticks[-1].rsplit(" ", 1)[1]) if ticks else -1
    opened = 0
    for passphrase in (f"another passphrase {last}" if ticks else PASSPHRASE, f"another passphrase {last + 1}"):
        try:
            vault(home).unlock(passphrase).close()
            opened += 1
        except DeskError:
            continue
    return int(opened != 1)


def _cases(home: Path, operation: str, ticks: list[str]) -> int:
    try:
        store = vault(home).unlock(PASSPHRASE)
    except DeskError:
        return 1
    bad = int(not store.check().ok)
    if operation in ENTRIES:
        bad += sum(len(store.history(case)) != ENTRIES[operation] for case in ticks)
        bad += int(store.counts()["entries"] % ENTRIES[operation] != 0)
    elif operation == "erase":
        bad += sum(store.case(case) is not None for case in ticks)
    elif operation == "restore":
        bad += int(store.counts()["cases"] > 1)
    store.close()
    if operation == "backup":
        bad += _backups(home, [tick for tick in ticks if tick.endswith(".wdbackup")])
    return bad


def _backups(home: Path, ticks: list[str]) -> int:
    """The newest that was acknowledged, and one that has its name without a tick, both open."""
    named = sorted(map(str, (home / "backups").glob("*.wdbackup")))
    bad = sum(tick not in named for tick in ticks)
    for path in dict.fromkeys((*ticks[-1:], *named[-1:])):
        try:
            FileBackups(vault(home).places, home / "backups").restore(path)
            store = vault(home).unlock(PASSPHRASE)
            bad += int(not store.check().ok)
            store.close()
        except DeskError:
            bad += 1
    return bad


def run(folder: Path, trials: int, seed: int) -> Outcome:
    chance = Random(seed)
    seen = bad = 0
    for number in range(trials):
        home = folder / f"kill{number}"
        ticks, broken = trial(home, OPERATIONS[number % len(OPERATIONS)], chance)
        seen, bad = seen + ticks, bad + broken
        shutil.rmtree(home, ignore_errors=True)
    return Outcome(trials, bad, f"{seen} ticks, {len(OPERATIONS)} operations")


def control(folder: Path, trials: int, seed: int) -> Outcome:
    """A worker that shows the tick before it saves."""
    chance, bad = Random(seed), 0
    for number in range(trials):
        home = folder / f"early{number}"
        new_vault(home)
        bad += int(_cases(home, "save", ticks_until_killed(home, "save_early", chance, 0.15)) > 0)
        shutil.rmtree(home, ignore_errors=True)
        if bad:
            return Outcome(number + 1, bad)
    return Outcome(trials, bad)


HARNESSES = (Harness("killed at a random moment", run, control, "tick before saving", 6, 120),)
