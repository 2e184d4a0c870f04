"""Tries hard to lose or to show something, and writes what came of it to docs/torture.md.

Usage:
    python tools/torture.py [--times N] [--seed N] [name …]

`--times 10` does ten times as many trials; without names every harness runs, and only then the page is written.
Each harness runs a second time on something known to be bad and must fail there, so that a toothless one is noticed.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("kills", "damage", "drives", "leaks", "letters")
HEAD = """# What held under torture

Written by `make torture`, from a real run; the short forms run with every `make test`. *Broken* counts promises that
did not hold and must be 0. *Known to be bad* is the same harness on something that must break; a 0 there would mean
that the harness notices nothing.

With 0 broken of n trials the true rate lies below 3/n with 95 % confidence. The goals for a release are higher than
what one short run reaches: 3,000 kills, 10,000 flipped bits, 500 full drives (`make torture TIMES=25`).

"""
MISSING = """
Not tried yet: power cuts of the encrypted engine (recorded writes replayed), kills during a migration, memory of the
locked process, a stick that is pulled, everything on Windows and macOS.
"""


def harnesses(names: list[str]) -> list[Any]:
    """The harnesses with these names, all where none is named."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    found = [each for room in ROOMS for each in importlib.import_module(f"tests.torture.{room}").HARNESSES]
    return [each for each in found if not names or each.name in names]


def run(harness: Any, times: float, seed: int) -> tuple[str, bool]:
    """One line of the table and whether it is as it must be."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = harness.run(Path(folder), max(1, round(harness.long * times)), seed)
    with tempfile.TemporaryDirectory() as folder:
        bad = harness.control(Path(folder), harness.short * 4, seed)
    took = time.monotonic() - started
    control = f"{harness.control_name}: {bad.bad} of {bad.trials}"
    line = f"| {harness.name} | {found.trials:,} | {found.bad} | {control} | {found.note or '–'} | {took:.0f} s |"
    return line, found.bad == 0 and bad.bad > 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=datetime.now(UTC).toordinal())
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    lines, good = [], True
    for harness in harnesses(asked.names):
        line, held = run(harness, asked.times, asked.seed)
        print(("ok   " if held else "BAD  ") + line, flush=True)
        lines.append(line)
        good = good and held
    if not asked.names:
        when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, seed {asked.seed}, {platform.system()}"
        machine = f"{when}, Python {platform.python_version()}\n\n"
        columns = "| what | trials | broken | known to be bad: broken | counts | took |\n|---|---|---|---|---|---|\n"
        page = HEAD + machine + columns + "\n".join(lines) + "\n" + MISSING
        (ROOT / "docs" / "torture.md").write_text(page, encoding="utf-8", newline="\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
