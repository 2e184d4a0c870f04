"""What every harness gives back. Each is run a second time with something known to be bad, and must fail there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Trials = Callable[[Path, int, int], "Outcome"]
"""Takes an empty folder, the number of trials and a seed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a number of trials.

    Args:
        trials: how often the fault was tried.
        bad: how often the promise did not hold.
        counts: further counts for the table, by what is counted; those of several pieces are added up.
    """

    trials: int
    bad: int
    counts: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Outcome) -> Outcome:
        both = Counter(self.counts)
        both.update(other.counts)
        return Outcome(self.trials + other.trials, self.bad + other.bad, dict(both))

    def counted(self) -> str:
        """The counts in one line."""
        return ", ".join(f"{number:,} {what}" for what, number in self.counts.items())


@dataclass(frozen=True, slots=True)
class Control:
    """Something known to be bad: the harness must find it broken.

    Args:
        trials: how many are enough to notice.
    """

    name: str
    run: Trials
    trials: int


@dataclass(frozen=True, slots=True)
class Harness:
    """A fault, tried on the program and on what is known to be bad.

    Args:
        key: short word for the command line.
        name: what is done, for the table.
        short, release: trials in the tests and for a release.
        piece: trials of one piece of work; the pieces of a long run get seeds that follow each other.
        whole: every piece has to run, however short the run: each looks at another part.
        needs: `mount`, `gcc`, `fork` or `memory` where the system must be able to do that.
    """

    key: str
    name: str
    run: Trials
    controls: tuple[Control, ...]
    short: int
    release: int
    piece: int
    whole: bool = False
    needs: frozenset[str] = frozenset()

    def pieces(self, times: float) -> list[int]:
        """Trials of each piece of a run; `times` 1 is a run for a release."""
        if self.whole:
            return [self.piece] * math.ceil(self.release / self.piece)
        wanted = max(self.short, round(self.release * times))
        count = math.ceil(wanted / self.piece)
        return [min(self.piece, wanted - each * self.piece) for each in range(count)]
