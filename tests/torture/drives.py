"""A full drive and a drive whose n-th write or sync fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.helpers.vaults import NOON, PASSPHRASE, changes, new_vault, person, vault
from tests.torture.frame import Harness, Outcome
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.backup import FileBackups

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Notiz " * 3000
SHIM = Path(__file__).with_name("failing.c")


@contextmanager
def small_drive(folder: Path) -> Iterator[Path]:
    """A drive of 4 MB; needs Linux and the right to mount."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _fill(home: Path, chance: Random, swallow: bool) -> tuple[list[str], bool]:
    """Save until the drive is full; what was acknowledged, and whether the failure was told as one."""
    ballast = home.parent / "ballast"
    ballast.write_bytes(bytes(chance.randrange(1_500_000)))
    store = new_vault(home).unlock(PASSPHRASE)
    seen: list[str] = []
    told = False
    for number in range(400):
        case = f"c{number}"
        try:
            store.write([*person(case, f"Amira {number}"), *changes(case, {"task:1.note": TEXT})], actor="A", at=NOON)
        except DeskError as error:
            told = error.code == "disk_full" and str(home.parent) in error.sentence()
            if swallow:
                seen.append(case)
            break
        seen.append(case)
    try:
        FileBackups(vault(home).places, home.parent / "backups").make(store)
        told = False
    except DeskError as error:
        told = told and error.code == "disk_full"
    store.close()
    return seen, told


def _full(folder: Path, trials: int, seed: int, *, swallow: bool) -> Outcome:
    chance, bad, saved = Random(seed), 0, 0
    for number in range(trials):
        with small_drive(folder / f"drive{number}") as drive:
            seen, told = _fill(drive / "home", chance, swallow)
            saved += len(seen)
            store = vault(drive / "home").unlock(PASSPHRASE)
            lost = sum(store.case(case) is None for case in seen)
            bad += int(lost > 0 or not told or not store.check().ok or store.counts()["cases"] != len(seen))
            store.close()
    return Outcome(trials, bad, f"{saved} saved, then the drive was full; a backup was refused as well")


def full(folder: Path, trials: int, seed: int) -> Outcome:
    return _full(folder, trials, seed, swallow=False)


def swallowed(folder: Path, trials: int, seed: int) -> Outcome:
    """A tick although the drive said that it is full."""
    return _full(folder, 1, seed, swallow=True)


def _faults(folder: Path, trials: int, *more: str) -> Outcome:
    library = folder / "failing.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SHIM), "-ldl"], check=True)
    work = folder / "work"
    work.mkdir()
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    added = {"PYTHONPATH": paths, "LD_PRELOAD": str(library), "WD_FAIL_BELOW": str(work.resolve())}
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.faulty", str(work), str(trials), *more],
        cwd=ROOT, env={**os.environ, **added}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    hit, bad, told, untold = map(int, done.stdout.split())
    return Outcome(hit, bad, f"save, erase, backup, passphrase; {told} told, {untold} without our words")


def faults(folder: Path, trials: int, seed: int) -> Outcome:
    return _faults(folder, trials)


def faults_swallowed(folder: Path, trials: int, seed: int) -> Outcome:
    """A tick although a write or a sync failed."""
    return _faults(folder, min(trials, 12), "swallow")


HARNESSES = (
    Harness("drive full while saving and backing up", full, swallowed, "failure swallowed", 1, 40),
    Harness("n-th write or sync fails", faults, faults_swallowed, "failure swallowed", 6, 400),
)
