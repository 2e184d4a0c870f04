"""A full drive and a drive whose n-th call fails: told in our words, nothing lost, reading goes on."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from unittest import mock

from tests.helpers.vaults import NOON, PASSPHRASE, changes, new_vault, person, vault
from tests.torture.drive import run_behind, small_drive
from tests.torture.frame import Control, Harness, Outcome, Trials
from welcomedesk import bootstrap, drives
from welcomedesk.cli import case as cli_case
from welcomedesk.cli import contact_files
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.store import SqlCaseStore

TEXT = "Notiz " * 3000
KNOWN = 5
"""Cases that are there before the drive becomes full."""


def fill(drive: Path, chance: Random, spare: int) -> None:
    """Leave at most so many bytes of a drive free, at random."""
    found = os.statvfs(drive)
    free = found.f_bavail * found.f_frsize
    with (drive / "ballast").open("ab") as ballast:
        ballast.write(bytes(max(0, free - chance.randrange(spare))))


def save(drive: Path, store: SqlCaseStore, seen: list[str]) -> None:
    """Save until the drive is full."""
    for number in range(400):
        case = f"s{number}"
        store.write([*person(case, f"Bela {number}"), *changes(case, {"task:1.note": TEXT})], actor="A", at=NOON)
        seen.append(case)


def backup(drive: Path, store: SqlCaseStore, seen: list[str]) -> None:
    FileBackups(vault(drive / "home").places, drive / "backups").make(store)


def backup_underway(drive: Path, store: SqlCaseStore, seen: list[str]) -> None:
    """There is room when the backup begins, and somebody else takes it while it is made."""
    (drive / "ballast").unlink()
    backups = FileBackups(vault(drive / "home").places, drive / "backups")
    backups.make(store, between=lambda: fill(drive, Random(len(seen)), 60_000))


def letter(drive: Path, store: SqlCaseStore, seen: list[str]) -> None:
    """What the window does when a letter is saved as PDF."""
    drives.write_whole(drive / "out" / "letter.pdf", b"%PDF" + bytes(60_000))


def tables(drive: Path, store: SqlCaseStore, seen: list[str]) -> None:
    """The directory as CSV, then as HSDS documents, by the command itself."""
    out = argparse.Namespace(
        csv=str(drive / "out.csv"), hsds=str(drive / "hsds"), pdf="", passphrase_file="", json=True
    )
    with contextlib.redirect_stdout(io.StringIO()):
        contact_files.run_export(out)


def case(drive: Path, store: SqlCaseStore, seen: list[str]) -> None:
    """The export of one case, by the command itself."""
    asked = argparse.Namespace(case="known0", out=str(drive / "case.json"), json=True)
    at_desk = mock.patch.object(cli_case, "unlocked", lambda parsed: bootstrap.desk(store, "A"))
    with at_desk, contextlib.redirect_stdout(io.StringIO()):
        cli_case.export_case(asked)


def import_(drive: Path, store: SqlCaseStore, seen: list[str]) -> None:
    batch = ((f"i{n}", [*person(f"i{n}", "Bela"), *changes(f"i{n}", {"task:1.note": TEXT})]) for n in range(400))
    for case_id in store.import_cases(batch, actor="A", at=NOON):
        seen.append(case_id)


Work = Callable[[Path, SqlCaseStore, list[str]], None]
FULL: dict[str, tuple[Work, int]] = {
    "save": (save, 1_500_000),
    "import": (import_, 1_500_000),
    "backup": (backup, 500_000),
    "backup underway": (backup_underway, 1),
    "letter": (letter, 60_000),
    "tables": (tables, 100_000),
    "case": (case, 4_000),
}
"""What is done, and how many bytes the drive has left at most when it begins; the rest is too little for it."""


def full(name: str, *, swallow: bool = False) -> Trials:
    """Trials of one thing on drives without room for it."""
    work, spare = FULL[name]

    def trials(folder: Path, count: int, seed: int) -> Outcome:
        chance, bad, saved = Random(seed), 0, 0
        template = _template(folder / "template")
        with small_drive(folder / "drive") as drive:
            for _trial in range(count):
                for left in drive.iterdir():
                    shutil.rmtree(left) if left.is_dir() else left.unlink()
                shutil.copytree(template, drive / "home")
                seen, broken = _one(drive, work, chance, spare, swallow=swallow)
                saved, bad = saved + seen, bad + broken
        return Outcome(count, bad, {"saved before it was full": saved} if name in ("save", "import") else {})

    return trials


def _template(home: Path) -> Path:
    """A workplace with some cases, made once and copied for each trial."""
    store = new_vault(home).unlock(PASSPHRASE)
    for number in range(KNOWN):
        store.write(person(f"known{number}", f"Amira {number}", f"2026-{number + 1:04d}"), actor="A", at=NOON)
    store.close()
    return home


def _one(drive: Path, work: Work, chance: Random, spare: int, *, swallow: bool) -> tuple[int, int]:
    """How many cases were acknowledged, and whether a promise was broken."""
    store = vault(drive / "home").unlock(PASSPHRASE)
    fill(drive, chance, spare)
    seen, told = [f"known{number}" for number in range(KNOWN)], False
    before = len(seen)
    try:
        work(drive, store, seen)
    except DeskError as error:
        told = (
            error.code == "disk_full"
            and error.details["drive"] == str(drive)
            and int(str(error.details["missing"])) > 0
        )
        if swallow:
            seen.append("never saved")
    readable = len(store.register(RegisterQuery()).rows) > 0 and store.case("known0") is not None
    store.close()
    store = vault(drive / "home").unlock(PASSPHRASE)
    lost = any(store.case(each) is None for each in seen) or store.counts()["cases"] != len(seen)
    half = any(path.name.endswith((".part", ".pack", ".new")) for path in drive.rglob("*"))
    whole = store.check().ok
    store.close()
    return len(seen) - before, int(not told or not readable or lost or half or not whole)


def erase_full(folder: Path, trials: int, seed: int, *, reserved: bool = True) -> Outcome:
    """Not one byte is free, and a case is erased all the same; the room set aside comes back when there is some."""
    chance, bad = Random(seed), 0
    template = _template(folder / "template")
    with small_drive(folder / "drive", "48m") as drive:
        for _trial in range(trials):
            for left in drive.iterdir():
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            shutil.copytree(template, drive / "home")
            bad += int(not _erased_on_full(drive, chance, reserved))
    return Outcome(trials, bad)


def _erased_on_full(drive: Path, chance: Random, reserved: bool) -> bool:
    store = vault(drive / "home").unlock(PASSPHRASE)
    seen: list[str] = []
    if reserved:
        store.keep_reserve()
    fill(drive, chance, 1_000_000)
    with contextlib.suppress(DeskError):
        save(drive, store, seen)
    fill(drive, chance, 1)
    case = chance.choice([*seen, "known0"])
    try:
        store.erase(case, actor="A", at=NOON)
    except DeskError:
        return False
    finally:
        (drive / "ballast").unlink()
    good = store.case(case) is None and store.check().ok and (store.keep_reserve() or not reserved)
    good = good and all(store.case(each) is not None for each in seen if each != case)
    store.close()
    return good


def erase_unreserved(folder: Path, trials: int, seed: int) -> Outcome:
    """Nothing was set aside."""
    return erase_full(folder, trials, seed, reserved=False)


FAULTS = ("save", "import", "erase", "backup", "passphrase", "restore", "unlock")


def faults(folder: Path, trials: int, seed: int, *more: str) -> Outcome:
    """Every call of one thing fails once, reads and writes; the seed says which thing."""
    work = folder / "work"
    work.mkdir()
    done = run_behind(
        folder, work, "tests.torture.faulty", str(work), FAULTS[seed % len(FAULTS)], str(trials), *more
    )  # fmt: skip
    hit, bad, told = map(int, done.split())
    return Outcome(hit, bad, {"told": told, "went on all the same": hit - told - bad})


def faults_swallowed(folder: Path, trials: int, seed: int) -> Outcome:
    """A tick although a call failed."""
    return faults(folder, trials, 0, "swallow")


SWALLOWED = {name: Control("failure swallowed", full(name, swallow=True), 2) for name in FULL}
HARNESSES = (
    *(
        Harness(
            f"full-{name.replace(' ', '-')}", f"drive full: {name}", full(name), (SWALLOWED[name],), 4, 500, 100,
            needs=frozenset({"mount"}),
        )
        for name in FULL
    ),
    Harness(
        "full-erase",
        "drive full: erase",
        erase_full,
        (Control("nothing set aside", erase_unreserved, 3),),
        3,
        500,
        100,
        needs=frozenset({"mount"}),
    ),
    Harness(
        "faults", "n-th call of the drive fails", faults, (Control("failure swallowed", faults_swallowed, 12),),
        8, 700 * len(FAULTS), 700, whole=True, needs=frozenset({"gcc"}),
    ),
)  # fmt: skip
