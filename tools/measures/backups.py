"""A backup of 50,000 cases while somebody goes on saving, and how such a file opens."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from measures import workplaces
from measures.frame import Measure, Samples, Workbench, timed
from welcomedesk.domain.log import Change
from welcomedesk.store import engine
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.store import SqlCaseStore

CASES = 50_000
RUNS = 3
BETWEEN_SAVES = 0.05
"""Seconds between two saves: more than anybody types."""


def _home(bench: Workbench) -> Path:
    return workplaces.workplace(bench.kept / "many", CASES)


def _back_up(home: Path, store: SqlCaseStore) -> None:
    Path(FileBackups(workplaces.vault(home).places, home / "backups").make(store)).unlink()


def _save(store: SqlCaseStore, number: int) -> float:
    change = Change(workplaces.case_id(number * 7 % CASES), "person", "phone", f"0391 {number}")
    start = time.perf_counter()
    store.write([change], actor=workplaces.ADVISER, at=workplaces.AT)
    return time.perf_counter() - start


def backup(bench: Workbench) -> Samples:
    """From the click to the compared file; the baseline copies the bytes and waits for the drive."""
    home = _home(bench)
    store = workplaces.open_store(home)
    try:
        ours = timed(lambda: _back_up(home, store), RUNS)
        base = timed(lambda: _copy(home / "cases.wdesk", bench.folder / "copy"), RUNS)
        size = (home / "cases.wdesk").stat().st_size
    finally:
        store.close()
    return Samples(ours, base, f"case file of {size / 1e6:.0f} MB")


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    handle = os.open(target, os.O_RDWR)
    os.fsync(handle)
    os.close(handle)


def save_meanwhile(bench: Workbench) -> Samples:
    """One field, durable, while a backup is made on another thread; the baseline is the same without a backup."""
    home = _home(bench)
    store = workplaces.open_store(home)
    try:
        base = []
        for number in range(200):
            base.append(_save(store, number))
            time.sleep(BETWEEN_SAVES)
        ours: list[float] = []
        maker = threading.Thread(target=_back_up, args=(home, store))
        maker.start()
        while maker.is_alive():
            ours.append(_save(store, len(ours)))
            maker.join(BETWEEN_SAVES)
    finally:
        store.close()
    return Samples(tuple(ours), tuple(base), f"{len(ours)} saves during one backup")


def unlock(bench: Workbench) -> Samples:
    """Opening the file after the key is known; the baseline is the bare engine with its first page."""
    home = _home(bench)
    store = workplaces.open_store(home)
    key, identity = store.data_key, store.identity
    store.close()

    def ours() -> None:
        opened = workplaces.open_store(home)
        opened.due(workplaces.TODAY)
        opened.close()

    bare: Callable[[], None] = lambda: engine.open_existing(home / "cases.wdesk", key, identity).close()  # noqa: E731
    return Samples(timed(ours, bench.runs), timed(bare, bench.runs))


MEASURES = (
    Measure("backup", "backup of 50,000 cases, compared", "copying the file", 30.0, "median", backup),
    Measure("meanwhile", "save one field during a backup", "without a backup", 0.025, "p95", save_meanwhile),
    Measure("opening", "open 50,000 cases, key known", "the bare engine", 2.0, "median", unlock),
)
