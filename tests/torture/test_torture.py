"""The short form of `make torture`: each harness holds on the program and fails on what is known to be bad."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import cuts, damage, drive, drives, intake, kills, leaks, memories, texts
from tests.torture.frame import Control, Harness

ROOMS = (kills, cuts, drives, damage, intake, leaks, memories, texts)
HERE = [each for room in ROOMS for each in room.HARNESSES if drive.can(each.needs)]
# Two harnesses may share what is known to be bad; once is enough here.
BAD = list({(control.name, control.run): control for each in HERE for control in each.controls}.values())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """An empty folder in memory where there is one: no fault tried here needs a real drive, and none waits for one."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.mark.parametrize("harness", HERE, ids=lambda each: each.key)
def test_the_promise_holds(harness: Harness, place: Path) -> None:
    found = harness.run(place, harness.short, 11)
    assert found.trials and found.bad == 0, found


@pytest.mark.parametrize("control", BAD, ids=lambda each: each.name)
def test_what_is_known_to_be_bad_is_noticed(control: Control, place: Path) -> None:
    assert control.run(place, control.trials, 11).bad > 0
