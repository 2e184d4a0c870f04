"""How quick the case file is with 100,000 cases and a million entries, beside the bare engine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from measures import workplaces
from measures.frame import Measure, Samples, Workbench, each_once
from welcomedesk.domain.log import Change
from welcomedesk.store.store import SqlCaseStore

CASES = 100_000
TYPED = 60
"""So many names are typed letter by letter, in each of the runs."""


@contextmanager
def full_file(bench: Workbench) -> Iterator[SqlCaseStore]:
    store = workplaces.open_store(workplaces.workplace(bench.kept / "large", CASES))
    try:
        yield store
    finally:
        store.close()


def typed_letters(seed: int) -> list[str]:
    """What the search box sees while names are typed: `s`, `sa`, `sam`, … and words of the summaries."""
    dice, name = random.Random(seed), workplaces.names(seed)
    words = [next(name) if turn % 3 else dice.choice(workplaces.WORDS) for turn in range(TYPED)]
    return [word[:length] for word in words for length in range(1, min(len(word), 9) + 1)]


def search(bench: Workbench) -> Samples:
    """Every letter typed is one sample; the baseline is the same beginning in a bare index, unencrypted, in memory."""
    bare = bare_index()

    def ask(typed: str) -> Callable[[], object]:
        query = " AND ".join(f'"{word}"*' for word in typed.split())
        return lambda: bare.execute("SELECT rowid FROM names WHERE names MATCH ? LIMIT 50", (query,)).fetchall()

    with full_file(bench) as store:
        store.search("warm")
        ours: tuple[float, ...] = ()
        base: tuple[float, ...] = ()
        for run in range(bench.runs):
            letters = typed_letters(run)
            ours += each_once([lambda typed=typed: store.search(typed) for typed in letters])  # type: ignore[misc]
            base += each_once([ask(typed) for typed in letters])
    bare.close()
    return Samples(ours, base)


def bare_index() -> Any:
    """The searched words of all cases in the engine's own full-text index, and nothing else."""
    dice, name = random.Random(11), workplaces.names()
    rows = ((" ".join(str(c.value) for c in workplaces.case_changes(n, next(name), dice)),) for n in range(CASES))
    bare = sqlcipher.connect(":memory:")
    bare.execute("CREATE VIRTUAL TABLE names USING fts5 (words, detail=full)")
    bare.executemany("INSERT INTO names VALUES (?)", rows)
    bare.commit()
    return bare


def some_cases(seed: int, count: int = 200) -> list[str]:
    dice = random.Random(seed)
    return [workplaces.case_id(dice.randrange(CASES)) for _ in range(count)]


def open_case(bench: Workbench) -> Samples:
    """A case with its history, in no order; the baseline reads the same log rows through the bare engine."""
    query = "SELECT * FROM entry WHERE case_id = ?"
    ours: tuple[float, ...] = ()
    base: tuple[float, ...] = ()
    with full_file(bench) as store:
        raw = store.database.raw

        def open_one(case_id: str) -> Callable[[], object]:
            return lambda: (store.case(case_id), store.history(case_id))

        def read_one(case_id: str) -> Callable[[], object]:
            return lambda: raw.execute(query, (case_id,)).fetchall()

        for run in range(bench.runs):
            ours += each_once(map(open_one, some_cases(run)))
            base += each_once(map(read_one, some_cases(run + 100)))
    return Samples(ours, base)


def save(bench: Workbench) -> Samples:
    """One field of one case, durable on return; the baseline is one row in a bare file with the same promise."""
    ours: tuple[float, ...] = ()
    base: tuple[float, ...] = ()
    bare = bare_file(bench.folder / "bare.db")
    with full_file(bench) as store:

        def save_one(case_id: str) -> Callable[[], object]:
            change = Change(case_id, "person", "phone", f"0391 {case_id}")
            return lambda: store.write([change], actor=workplaces.ADVISER, at=workplaces.AT)

        def insert_one(text: str) -> Callable[[], object]:
            return lambda: bare.execute("INSERT INTO line VALUES (?)", (text,))

        for run in range(bench.runs):
            # In turns, so that a disk that is busy is busy for both.
            for case_id in some_cases(run, 40):
                ours += each_once([save_one(case_id)])
                base += each_once([insert_one(case_id)])
    bare.close()
    return Samples(ours, base)


def bare_file(path: Path) -> Any:
    """An encrypted file with one table and the journal settings of the case file; every statement commits."""
    path.unlink(missing_ok=True)
    bare = sqlcipher.connect(str(path), isolation_level=None)
    bare.execute(f"PRAGMA key = \"x'{'00' * 32}'\"")
    bare.execute("PRAGMA locking_mode = EXCLUSIVE")
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE line (text TEXT)")
    return bare


MEASURES = (
    Measure("search", "search as you type, 100,000 cases", "a bare index in memory", 0.030, "p95", search),
    Measure("open", "open a case with history", "its log rows read bare", 0.060, "p95", open_case),
    Measure("save", "save one field, durable", "one row saved bare", 0.025, "p95", save),
)
