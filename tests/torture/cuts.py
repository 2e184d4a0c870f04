"""The power goes: what the encrypted engine wrote and synced is replayed, the rest of it is dropped or torn."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

from tests.helpers.vaults import PASSPHRASE, new_vault, vault
from tests.helpers.worker import NEXT
from tests.torture.drive import run_behind
from tests.torture.drive_model import Call, Drive, read_record
from tests.torture.frame import Control, Harness, Outcome, Trials
from tests.torture.kills import restores
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.store import SqlCaseStore

TIMES = {"save": 70, "import": 110, "erase": 30, "backup": 8, "passphrase": 30, "restore": 6}
"""How often each is done while it is recorded; saving often enough that the journal is moved into the file."""


def record(folder: Path, operation: str, *settings: str) -> tuple[Drive, list[Call]]:
    """A workplace as it was and all calls of one session that worked on it."""
    home, log = folder / "home", folder / "record"
    new_vault(home)
    drive = Drive(home)
    times = str(TIMES[operation])
    run_behind(folder, home, "tests.torture.recorded", str(home), operation, times, *settings, record=log)
    return drive, read_record(log)


def trials_of(operation: str, *settings: str) -> Trials:
    """Cuts at random places of one recorded session."""

    def trials(folder: Path, count: int, seed: int) -> Outcome:
        drive, calls = record(folder, operation, *settings)
        chance, done, ticks = Random(seed), 0, list[str]()
        lost = corrupt = 0
        for number, place in enumerate(sorted(chance.randint(0, len(calls)) for _cut in range(count))):
            for call in calls[done:place]:
                if call.kind == "M":
                    ticks.append(call.first.decode())
                else:
                    drive.does(call)
            done = place
            after = folder / f"after{number}"
            drive.after_cut(chance, after)
            found = look(after, operation, ticks)
            lost, corrupt = lost + (found == "lost"), corrupt + (found == "corrupt")
            shutil.rmtree(after)
        return Outcome(count, lost + corrupt, {"lost": lost, "corrupt": corrupt, "calls recorded": len(calls)})

    return trials


def look(home: Path, operation: str, ticks: list[str]) -> str:
    """What a person finds: `whole`, `lost` where something acknowledged is gone, `corrupt` where it does not open."""
    for passphrase in _passphrases(ticks) if operation == "passphrase" else (PASSPHRASE,):
        try:
            store = vault(home).unlock(passphrase)
        except DeskError as error:
            if error.code == "wrong_passphrase":
                continue
            return "corrupt"
        try:
            # First what was acknowledged: a file that lost something may fail its check as well.
            if not HOLDS[operation](home, store, ticks):
                return "lost"
            return "whole" if store.check().ok else "corrupt"
        except DeskError:
            return "corrupt"
        finally:
            store.close()
    return "lost"


def _passphrases(ticks: list[str]) -> tuple[str, str]:
    """The last acknowledged, and the one that was under way."""
    return ticks[-1] if ticks else PASSPHRASE, NEXT.format(len(ticks))


def _all_there(home: Path, store: SqlCaseStore, ticks: list[str]) -> bool:
    return all(store.case(case) is not None for case in ticks if not case.endswith(".wdbackup"))


def _erased(home: Path, store: SqlCaseStore, ticks: list[str]) -> bool:
    gone = {tick[1:] for tick in ticks if tick.startswith("-")}
    kept = {tick for tick in ticks if not tick.startswith("-")} - gone
    # The one that was acknowledged last may already be erased: its own tick was under way.
    newest = ticks[-1:] if ticks and not ticks[-1].startswith("-") else []
    return all(store.case(case) is None for case in gone) and all(store.case(case) for case in kept - set(newest))


def _backups(home: Path, store: SqlCaseStore, ticks: list[str]) -> bool:
    made = [(case, name) for case, name in pairwise(ticks) if name.endswith(".wdbackup")]
    if not all((home / "backups" / name).exists() for _case, name in made):
        return False
    newest = all(restores(home / "backups" / name, home / "elsewhere", case) for case, name in made[-1:])
    return newest and _all_there(home, store, ticks)


HOLDS: dict[str, Callable[[Path, SqlCaseStore, list[str]], bool]] = {
    "save": _all_there,
    "import": _all_there,
    "erase": _erased,
    "backup": _backups,
    "passphrase": lambda home, store, ticks: True,
    "restore": _all_there,
}

WAL_NORMAL = trials_of("save", "synchronous=NORMAL")
DELETE_FULL = trials_of("save", "locking_mode=NORMAL", "journal_mode=DELETE")
OFF = trials_of("save", "locking_mode=NORMAL", "journal_mode=DELETE", "synchronous=OFF")
CONTROLS = (Control("WAL and NORMAL", WAL_NORMAL, 60), Control("DELETE and FULL", DELETE_FULL, 60))


def _harness(operation: str, *controls: Control) -> Harness:
    name = f"power cut: {operation}"
    return Harness(
        f"cut-{operation}", name, trials_of(operation), controls or CONTROLS[:1], 12, 3_000, 300,
        needs=frozenset({"gcc"}),
    )  # fmt: skip


HARNESSES = (
    _harness("save", *CONTROLS, Control("synchronous OFF", OFF, 60)),
    *(_harness(operation) for operation in TIMES if operation != "save"),
)
