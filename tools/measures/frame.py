"""What a measure is, how it is timed, and the table that shows it."""

from __future__ import annotations

import gc
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEAST_RUNS = 5

Run = Callable[[], object]


class NotInstalled(Exception):
    """What a measure compares with is not on this machine; the table says so."""


@dataclass(frozen=True, slots=True)
class Samples:
    """What one measure took and what its baseline took, in seconds, both from the same run.

    Args:
        notes: further figures in words, for example the peak memory.
        failed: promises that are no times, for example a memory limit that was passed; empty where all was kept.
    """

    ours: tuple[float, ...]
    baseline: tuple[float, ...]
    notes: str = ""
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table.

    Args:
        name: short word to ask for it on the command line.
        what: what is timed, for people.
        against: what the baseline is, for people.
        limit: seconds (for `median` and `p95`) or a factor (for `ratio`).
        by: which figure the limit is for: `median`, `p95` or `ratio`.
    """

    name: str
    what: str
    against: str
    limit: float
    by: str
    take: Callable[[Workbench], Samples]


@dataclass(frozen=True, slots=True)
class Workbench:
    """Where measures work.

    Args:
        folder: for what they make; gone afterwards.
        kept: for what is dear to make; stays until the code that made it changes.
        runs: how many runs are wanted.
    """

    folder: Path
    kept: Path
    runs: int = LEAST_RUNS


@dataclass(frozen=True, slots=True)
class Result:
    """A measure with what came out."""

    measure: Measure
    samples: Samples
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def kept(self) -> bool:
        """Whether the promise was kept."""
        return self.figures[self.measure.by] <= self.measure.limit and not self.samples.failed


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all values do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def weigh(measure: Measure, samples: Samples) -> Result:
    """Median, 95th percentile and ratio of medians."""
    median = statistics.median(samples.ours)
    base = statistics.median(samples.baseline)
    figures = {"median": median, "p95": percentile(samples.ours, 0.95), "base": base, "ratio": median / base}
    return Result(measure, samples, figures)


def timed(run: Run, times: int, *, each: int = 1) -> tuple[float, ...]:
    """Seconds of `times` runs after one that warms up; each run repeats `each` times and counts one of them."""
    run()
    taken = []
    gc.disable()
    try:
        for _ in range(times):
            start = time.perf_counter()
            for _ in range(each):
                run()
            taken.append((time.perf_counter() - start) / each)
    finally:
        gc.enable()
    return tuple(taken)


def side_by_side(ours: Run, baseline: Run, times: int, *, each: int = 1) -> Samples:
    """Time both in turns, so that a machine that slows down slows both."""
    gc.collect()
    rounds = [(timed(ours, 1, each=each), timed(baseline, 1, each=each)) for _ in range(times)]
    return Samples(tuple(o for pair in rounds for o in pair[0]), tuple(b for pair in rounds for b in pair[1]))


def each_once(runs: Iterable[Run]) -> tuple[float, ...]:
    """Seconds of each run, once: for many different inputs."""
    taken = []
    for run in runs:
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return tuple(taken)


def child(script: str, *arguments: str, home: Path | None = None) -> list[float]:
    """Run a script in a fresh process; it prints figures, and `{START}` in it stands for the time of its birth.

    Returns:
        The figures of its last line. The clock is the machine's monotonic one, the same for parent and child.
    """
    environment = dict(os.environ, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPATH"] = str(ROOT / "tools")
    if home is not None:
        environment["WELCOMEDESK_HOME"] = str(home)
    born = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script.replace("{START}", repr(born)), *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "a child process failed")
    return [float(word) for word in done.stdout.split("\n")[-2].split()]


def shown(seconds: float) -> str:
    """A time with three figures and its unit."""
    for unit, factor in (("s", 1.0), ("ms", 1e3)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def row(result: Result) -> tuple[str, ...]:
    """One line of the table as texts."""
    figures, measure = result.figures, result.measure
    target = f"ratio ≤ {measure.limit:g}" if measure.by == "ratio" else f"{measure.by} ≤ {shown(measure.limit)}"
    return (
        measure.what,
        shown(figures["median"]),
        shown(figures["p95"]),
        target,
        "yes" if result.kept else "NO",
        f"{figures['ratio']:.2f} × {measure.against} ({shown(figures['base'])})",
        str(len(result.samples.ours)),
    )


HEAD = ("measure", "median", "p95", "target", "kept", "ratio × baseline (its median)", "runs")


def table(results: Sequence[Result]) -> str:
    """All results as one table in plain text."""
    rows = [HEAD, *map(row, results)]
    widths = [max(len(line[column]) for line in rows) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    for result in results:
        extra = [result.samples.notes, *result.samples.failed]
        lines += [f"{result.measure.what}: {text}" for text in extra if text]
    return "\n".join(lines)
