"""The short form of `make torture`: each harness holds on the program and fails on what is known to be bad."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.torture import damage, drives, kills, leaks, letters
from tests.torture.frame import Harness

ALL = [*kills.HARNESSES, *damage.HARNESSES, *drives.HARNESSES, *leaks.HARNESSES, *letters.HARNESSES]
MAY_MOUNT = sys.platform.startswith("linux") and os.geteuid() == 0
CAN_FAIL = sys.platform.startswith("linux") and shutil.which("gcc") is not None
HERE = [
    each for each in ALL if (MAY_MOUNT or "drive full" not in each.name) and (CAN_FAIL or "n-th write" not in each.name)
]


@pytest.mark.parametrize("harness", HERE, ids=lambda each: each.name)
def test_the_promise_holds(harness: Harness, tmp_path: Path) -> None:
    found = harness.run(tmp_path, harness.short, 11)
    assert found.trials and found.bad == 0, found


@pytest.mark.parametrize("harness", HERE, ids=lambda each: each.name)
def test_what_is_known_to_be_bad_is_noticed(harness: Harness, tmp_path: Path) -> None:
    assert harness.control(tmp_path, harness.short * 4, 11).bad > 0
