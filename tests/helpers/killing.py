"""Kills a working process at a random moment and gives what had been acknowledged until then.

Starting Python for each kill takes longer than the work that is killed. So one process loads everything and forks a
worker for each kill; that needs a system that can fork.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]


class Nursery:
    """Where workers are born and killed; one lives at a time."""

    def __init__(self) -> None:
        paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, bufsize=0,
        )  # fmt: skip
        self._rest = b""

    def ticks_until_killed(self, folder: Path, operation: str, chance: Random, longest: float = 0.12) -> list[str]:
        """Let a worker work for a random time, then kill it without warning.

        Args:
            longest: seconds of work at most.

        Returns: the ticks that arrived through the pipe, oldest first.
        """
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(folder), operation]).encode() + b"\n")
        ticks: list[str] = []
        worker = int(self._line(60.0).removeprefix("ready "))
        end = time.monotonic() + chance.random() * longest
        while (line := self._line(end - time.monotonic())) not in ("", "gone"):
            ticks.append(line)
        if line != "gone":
            os.kill(worker, signal.SIGKILL)
            while (line := self._line(60.0)) not in ("", "gone"):
                ticks.append(line)
        assert line == "gone", "the worker does not go away"
        # The last word may be cut in the middle: then nobody saw it as a tick.
        return [tick[:-1] for tick in ticks if tick.endswith(";")]

    def _line(self, seconds: float) -> str:
        """The next line, or empty where none came in time."""
        assert self._process.stdout is not None
        end = time.monotonic() + seconds
        while b"\n" not in self._rest:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
                return ""
            piece = os.read(self._process.stdout.fileno(), 65_536)
            assert piece, "the process that forks the workers ended"
            self._rest += piece
        line, _newline, self._rest = self._rest.partition(b"\n")
        return line.decode()

    def close(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery that is closed in the end."""
    made = Nursery()
    try:
        yield made
    finally:
        made.close()
