"""What every harness gives back. Each is run a second time with something known to be bad, and must fail there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a number of trials.

    Args:
        trials: how often the fault was tried.
        bad: how often the promise did not hold.
        note: further counts, for the table.
    """

    trials: int
    bad: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Harness:
    """A fault, tried on the program and on something known to be bad.

    Args:
        run: takes an empty folder, the number of trials and a seed.
        control: the same on the known-bad thing; its `bad` must not be 0.
        control_name: what the known-bad thing is.
        short, long: trials in the tests and under `make torture`.
    """

    name: str
    run: Callable[[Path, int, int], Outcome]
    control: Callable[[Path, int, int], Outcome]
    control_name: str
    short: int
    long: int
