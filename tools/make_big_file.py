"""Make a big case file with invented cases, to measure with: real log entries, facts and views, written in bulk.

    python tools/make_big_file.py FOLDER [--cases 100000] [--entries 10]

The passphrase of the file is `PASSPHRASE` below; its keys cost next to nothing, so it is for measuring only.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from welcomedesk.domain.log import Change, Json
from welcomedesk.store.keys import KeyCost
from welcomedesk.store.vault import FileVault, Places

if TYPE_CHECKING:
    from welcomedesk.store.store import SqlCaseStore

PASSPHRASE = "only for measuring"
CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
START = date(2026, 1, 1)
_BATCH = 2_000

_SYLLABLES = (
    ("Ab", "Ha", "Mo", "Al", "Kh", "Na", "Sa", "Mi", "Ol", "Dm", "An", "Ta", "Tr", "Ng", "Le", "Ph", "Jo", "Fa", "Ze"),
    ("ma", "ri", "le", "no", "ha", "sa", "da", "mi", "ka", "ti", "lo", "ra", "be", "su", "vi", "go", "", "", ""),
    ("n", "d", "r", "l", "na", "ra", "wi", "ko", "va", "dze", "ez", "ić", "ow", "er", "ik", "am", "in", "ad"),
)
_PLACES = tuple(f"Musterort {letter}{number}" for letter in "ABCDEFGH" for number in range(1, 15))
_TOPICS = (
    "Anerkennung", "Visum", "Sprachkurs", "Wohnung", "Elektriker", "Pflege", "Zeugnis", "Antrag", "Beratung", "Termin",
    "Unterlagen", "Arbeit", "Familie", "Schule", "Dolmetscher", "Rückruf", "Nachweis", "Frist", "Übersetzung", "Kammer",
)  # fmt: skip


def invented_cases(count: int, entries: int, seed: int = 1) -> Iterator[tuple[str, list[Change]]]:
    """Cases with names that nobody bears, ten or more entries each.

    Args:
        entries: entries per case; six of them make the case, the others are tasks and notes.
    """
    chance = random.Random(seed)
    # In order, so that the tables grow at their end: the finished file is the same as after years, but made sooner.
    ids = sorted(f"{chance.getrandbits(64):016x}" for _ in range(count))
    for number, case_id in enumerate(ids, start=1):
        kind = "company" if chance.random() < 0.2 else "person"
        values: dict[str, Json] = {
            "case.kind": kind,
            "case.number": f"2026-{number:04d}",
            "case.state": "open" if number > count * 0.6 else "closed",
            "case.summary": " ".join(chance.choices(_TOPICS, k=6)),
            f"{kind}.name": _name(chance) + (" GmbH" if kind == "company" else ""),
            f"{kind}.place": chance.choice(_PLACES),
        }
        for more in range(max(0, entries - len(values)) // 2):
            due = START + timedelta(days=chance.randrange(700))
            values[f"task:{more}.what"] = " ".join(chance.choices(_TOPICS, k=3))
            values[f"task:{more}.due"] = due.isoformat()
        yield case_id, [_change(case_id, key, value) for key, value in values.items()]


def _change(case_id: str, key: str, value: Json) -> Change:
    entity, _dot, field = key.rpartition(".")
    return Change(case_id, entity, field, value)


def _name(chance: random.Random) -> str:
    return " ".join(
        "".join(chance.choice(part) for part in (_SYLLABLES[0], *_SYLLABLES[1:2] * chance.randint(1, 2), _SYLLABLES[2]))
        for _ in range(chance.choice((2, 2, 2, 3)))
    )


def vault_in(folder: Path) -> FileVault:
    """The vault of a file for measuring."""
    places = Places(folder / "cases.wdesk", folder / "cases.keys", folder / "keys" / "cases.keys")
    return FileVault(places, cost=CHEAP, floor=CHEAP)


def make(folder: Path, cases: int, entries: int = 10) -> FileVault:
    """Make a big file in a folder; an existing one is left as it is."""
    vault = vault_in(folder)
    if vault.state().state != "none":
        return vault
    vault.create(office="Measuring", workplace="Nowhere", adviser="Measure", passphrase=PASSPHRASE)
    store = vault.unlock(PASSPHRASE)
    try:
        _fill(store, cases, entries)
    finally:
        store.close()
    return vault


def _fill(store: SqlCaseStore, cases: int, entries: int) -> None:
    at, batch = datetime(2026, 11, 21, 12, tzinfo=UTC), list[Change]()
    for number, (_case_id, changes) in enumerate(invented_cases(cases, entries), start=1):
        batch.extend(changes)
        if number % _BATCH == 0 or number == cases:
            store.write(batch, actor="Measure", at=at)
            batch.clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=10)
    asked = parser.parse_args()
    started = time.perf_counter()
    make(asked.folder, asked.cases, asked.entries)
    print(f"{asked.cases} cases in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
