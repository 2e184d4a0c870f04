"""Kills a working process at a random moment and gives what had been acknowledged until then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]


def ticks_until_killed(folder: Path, operation: str, chance: Random, longest: float = 0.12) -> list[str]:
    """Start the worker, let it work for a random time after its first tick, kill it without warning.

    Args:
        longest: seconds of work at most.

    Returns: the ticks that arrived through the pipe, oldest first.
    """
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.worker", str(folder), operation],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    assert worker.stdout and worker.stderr
    first = worker.stdout.readline()
    if first.strip() != b"ready":
        worker.kill()
        raise AssertionError(first + worker.stderr.read())
    try:
        worker.wait(chance.random() * longest)
    except subprocess.TimeoutExpired:
        worker.kill()
    rest, _complaints = worker.communicate()
    # The last line may be cut in the middle: then nobody saw it as a tick.
    return rest.decode().split("\n")[:-1]
