"""The memory of the process that shows the locked window: neither the key nor a word of a case is in it."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import memory
from tests.helpers.vaults import PASSPHRASE
from tests.helpers.working_window import NAME, NOTE, TYPED
from tests.journeys.test_lock import Program, data_key
from tests.torture.frame import Control, Harness, Outcome


def locked(folder: Path, trials: int, seed: int) -> Outcome:
    """Each trial unlocks, types, locks, and searches the process that took over."""
    return _searched(folder, trials, lock=True)


def unlocked(folder: Path, trials: int, seed: int) -> Outcome:
    """The process before the lock: key and words are there, and the search finds them."""
    return _searched(folder, trials, lock=False)


def _searched(folder: Path, trials: int, *, lock: bool) -> Outcome:
    memory.adopt()
    bad = looked_for = 0
    for number in range(trials):
        program = Program(folder / str(number))
        try:
            program.hear("works")
            key = data_key(folder / str(number))
            wanted = memory.forms((NAME, NOTE, TYPED, PASSPHRASE)) | {"key": key, "hex": key.hex().encode()}
            process = program.lock() if lock else program.process.pid
            bad += len(memory.found(process, wanted))
            looked_for += len(wanted)
        finally:
            program.end()
    return Outcome(trials, bad, {"byte strings looked for": looked_for})


HARNESSES = (
    Harness(
        "memory", "memory of the locked window", locked, (Control("before the lock", unlocked, 1),), 1, 20, 5,
        needs=frozenset({"memory"}),
    ),
)  # fmt: skip
