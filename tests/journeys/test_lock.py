"""The lock as it really is: another process shows the locked window, and the one that knew the key is gone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import memory
from tests.helpers.vaults import ADVISER, PASSPHRASE, vault
from tests.helpers.working_window import CASE, NAME, NOTE, TYPED
from welcomedesk.store import keys
from welcomedesk.store.keyfiles import KeyFiles
from welcomedesk.ui import door

ROOT = Path(__file__).resolve().parents[2]


class Program:
    """The program in a process of its own, told what to do line by line."""

    def __init__(self, home: Path) -> None:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "WELCOMEDESK_HOME": str(home)}
        paths = os.pathsep.join((str(ROOT), str(ROOT / "src")))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.working_window", str(home)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={**environment, "PYTHONPATH": paths},
        )  # fmt: skip
        self.others: list[int] = []

    def hear(self, what: str) -> dict[str, Any]:
        assert self.process.stdout is not None
        told: dict[str, Any] = json.loads(self.process.stdout.readline() or "{}")
        assert told.get("what") == what, told
        return told

    def say(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n".encode())
        self.process.stdin.flush()

    def lock(self) -> int:
        """Lock; gives the process that took over, once the first one has ended."""
        self.say("lock")
        after = int(self.hear("locked")["successor"])
        self.others.append(after)
        assert self.process.wait(20) == 0
        return after

    def end(self) -> None:
        for other in self.others:
            with suppress(ProcessLookupError):
                os.kill(other, signal.SIGTERM)
            with suppress(ChildProcessError):
                os.waitpid(other, 0)
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def program(home: Path) -> Iterator[Program]:
    memory.adopt()
    made = Program(home)
    yield made
    made.end()


def data_key(home: Path) -> bytes:
    places = vault(home).places
    file = KeyFiles(places.key_file, places.key_copy).read()
    found = keys.unlock(file.slots[0], file.identity, keys.normal(PASSPHRASE), file.slots[0].cost)
    assert found is not None
    return found


def test_the_process_that_shows_the_locked_window_holds_neither_key_nor_data(program: Program, home: Path) -> None:
    program.hear("works")
    wanted = memory.forms((NAME, NOTE, TYPED, PASSPHRASE)) | {
        "key": data_key(home),
        "hex": data_key(home).hex().encode(),
    }
    before = memory.found(program.process.pid, wanted)
    assert {"key", f"{NAME} utf-16-le", f"{TYPED} utf-16-le"} <= before, "the search must be able to find them"

    after = program.lock()
    assert after != program.process.pid
    assert Path(f"/proc/{after}/cmdline").read_bytes(), "the locked window lives"
    assert memory.found(after, wanted) == set()


def test_what_was_typed_survives_the_lock_inside_the_encrypted_file(program: Program, home: Path) -> None:
    program.hear("works")
    program.lock()
    drafts = {(each.case_id, each.field): each.value for each in kept(home)}
    assert drafts[CASE, "page/case/talks"]["values"]["note"] == f"{TYPED} weiter"
    assert drafts["", "window"]["places"][-1][:3] == ["case", CASE, "talks"]
    assert not any(TYPED.encode() in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_a_killed_process_loses_at_most_what_was_typed_since_the_last_look(program: Program, home: Path) -> None:
    """The timer is driven here; that it comes every three seconds is tested where it lives."""
    program.hear("works")
    program.say("tick")
    program.hear("ticked")
    program.process.kill()
    program.process.wait()
    second = Program(home)
    try:
        found = second.hear("works")
        assert (found["before"], found["place"]) == (f"{TYPED} weiter", "talks")
    finally:
        second.end()


def test_a_second_start_raises_the_first_window_and_says_so(program: Program, home: Path) -> None:
    program.hear("works")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "WELCOMEDESK_HOME": str(home)}
    second = subprocess.run(
        [sys.executable, "-m", "welcomedesk"], env=environment, capture_output=True, text=True, timeout=20, check=False
    )
    assert second.returncode == 0
    assert "open already" in second.stderr
    program.say("raised")
    assert program.hear("raised")["toast"]


def test_after_a_crash_the_next_start_is_the_first_one(program: Program, home: Path) -> None:
    program.hear("works")
    program.process.kill()
    program.process.wait()
    assert not door.knock(door.address(home))
    second = Program(home)
    try:
        second.hear("works")
    finally:
        second.end()


def kept(home: Path) -> tuple[Any, ...]:
    store = vault(home).unlock(PASSPHRASE)
    try:
        return store.drafts(ADVISER)
    finally:
        store.close()
