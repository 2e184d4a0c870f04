"""Tries hard to lose or to show something, and writes what came of it to docs/torture.md.

Usage:
    python tools/torture.py [--times N] [--jobs N] [--seed N] [--folder DIR] [--page FILE] [name …]
    python tools/torture.py --list

`--times 10` reaches the counts for a release, `--times 1` a tenth of them. Names choose single harnesses; the lines of
the others stay as they are. The page is written anew after every piece of work: what ran until a run is cut is kept.
Each harness runs as well on something known to be bad and must fail there, so that a toothless one is noticed.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import os
import platform
import shutil
import sys
import tempfile
import time
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "torture.md"
ROOMS = ("kills", "cuts", "drives", "damage", "intake", "leaks", "memories", "texts")
COLUMNS = (
    "| harness | what | trials | broken | known to be bad: broken | counts | took | when |\n"
    "|---|---|---|---|---|---|---|---|\n"
)
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"


def harnesses(names: list[str]) -> list[Any]:
    """The harnesses with these names, or whose name begins with one of them; all where none is named."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    found = [each for room in ROOMS for each in importlib.import_module(f"tests.torture.{room}").HARNESSES]
    return [each for each in found if not names or any(f"{each.key}-".startswith(f"{name}-") for name in names)]


def run_piece(key: str, control: int, trials: int, seed: int, folder: str) -> tuple[Any, float]:
    """One piece of work in a process of its own; gives its outcome and the seconds it took.

    Args:
        control: which of the known-bad things is tried; -1 for the program itself.
    """
    (harness,) = (each for each in harnesses([]) if each.key == key)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=folder or None, prefix="torture-") as below:
        work = harness.run if control < 0 else harness.controls[control].run
        return work(Path(below), trials, seed), time.monotonic() - started


class Row:
    """What came of one harness so far."""

    def __init__(self, harness: Any, seed: int) -> None:
        self.harness, self.seed = harness, seed
        self.found: Any = None
        self.controls: dict[int, Any] = {}
        self.seconds = 0.0

    def add(self, control: int, outcome: Any, seconds: float) -> None:
        if control >= 0:
            self.controls[control] = outcome
            return
        self.seconds += seconds
        self.found = outcome if self.found is None else self.found + outcome

    @property
    def good(self) -> bool:
        """Nothing broken, and everything known to be bad noticed."""
        noticed = all(each.bad > 0 for each in self.controls.values())
        return noticed and (self.found is None or self.found.bad == 0)

    def line(self) -> str:
        names = [each.name for each in self.harness.controls]
        bad = "; ".join(f"{names[n]}: {each.bad} of {each.trials}" for n, each in sorted(self.controls.items()))
        when = f"{datetime.now(UTC):%Y-%m-%d %H:%M}, seed {self.seed}, {platform.system()}"
        counts, found = self.found.counted() or "–", self.found
        return (
            f"| `{self.harness.key}` | {self.harness.name} | {found.trials:,} | {found.bad} | {bad or '–'} | {counts} "
            f"| {self.seconds:.0f} s | {when} |"
        )


def write_page(page: Path, rows: list[Row]) -> None:
    """Put the lines of these harnesses into the table of the page; lines of others stay."""
    before, _begin, rest = page.read_text("utf-8").partition(BEGIN)
    table, _end, after = rest.partition(END)
    lines = {line.split("`")[1]: line for line in table.splitlines() if line.startswith("| `")}
    lines.update({row.harness.key: row.line() for row in rows if row.found is not None})
    order = {each.key: place for place, each in enumerate(harnesses([]))}
    kept = [lines[key] for key in sorted(lines, key=lambda key: order.get(key, 0)) if key in order]
    text = before + BEGIN + "\n" + COLUMNS + "\n".join(kept) + "\n\n" + END + after
    beside = page.with_name(page.name + ".new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(page)


def run(asked: argparse.Namespace) -> bool:
    """Run what was asked for, piece by piece; whether everything is as it must be."""
    found = harnesses(asked.names)
    from tests.torture import drive

    chosen = [each for each in found if drive.can(each.needs)]
    rows = {each.key: Row(each, asked.seed) for each in chosen}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(asked.jobs, mp_context=context) as pool:
        waiting: dict[Future[Any], tuple[str, int]] = {}

        def begin(key: str, control: int, trials: int, seed: int) -> None:
            waiting[pool.submit(run_piece, key, control, trials, seed, asked.folder)] = (key, control)

        for each in chosen:
            for number, control in enumerate(each.controls):
                begin(each.key, number, control.trials, asked.seed)
            for number, trials in enumerate(each.pieces(asked.times / 10)):
                begin(each.key, -1, trials, asked.seed + number)
        for done in as_completed(waiting):
            key, number = waiting[done]
            outcome, seconds = done.result()
            rows[key].add(number, outcome, seconds)
            broken = outcome.bad if number < 0 else f"known to be bad, {outcome.bad}"
            print(f"{key}: {outcome.trials} trials, {broken} broken, {seconds:.0f} s", flush=True)
            write_page(asked.page, [rows[key]])
    for row in rows.values():
        print(("ok   " if row.good else "BAD  ") + row.line(), flush=True)
    return all(row.good for row in rows.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=float, default=1.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=datetime.now(UTC).toordinal())
    parser.add_argument("--folder", default="", help="where the files of the trials lie; memory is quickest")
    parser.add_argument("--page", type=Path, default=PAGE)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    if asked.list:
        for each in harnesses(asked.names):
            print(f"{each.key:16} {each.name}; for a release {each.release:,}")
        return 0
    memory = Path("/dev/shm")
    if not asked.folder and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30:
        # None of the faults needs a real drive: power cuts are replayed, kills and flips do not wait for one.
        asked.folder = str(memory)
    return 0 if run(asked) else 1


if __name__ == "__main__":
    sys.exit(main())
