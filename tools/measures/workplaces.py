"""Invented workplaces for measuring: any number of cases, ten entries each, the same at every run."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from welcomedesk import paths
from welcomedesk.domain.log import Change, Json
from welcomedesk.store.keys import KeyCost
from welcomedesk.store.store import SqlCaseStore
from welcomedesk.store.vault import FileVault, Places

PASSPHRASE = "sechs ganz zufällige Wörter"
ADVISER = "A. Beispiel"
CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = AT.date()
PER_TRANSACTION = 2_000

_FIRST = (
    "Amir Anh Anna Bahar Daryna Elena Fatma Hassan Ivan Jamal Jonas Karim Lan Leila Maria Minh Nadia Olena Samir Wei"
)
_START = "Ab Al Ba Be Bo Da De El Fa Ha Ho Ib Ja Ka Ko Le Ma Mu Na Ng Ol Pe Ra Sa Sch Ta Tr Wa Ya Za"
_END = (
    "bauer berger bi cenko dad dar din ek enko fi gar hani jan ko laoui li mann mi nov oglu pour rani ri san stein wa"
)
_PLACES = "Magdeburg Halle Dessau-Roßlau Stendal Wernigerode Halberstadt Bernburg Naumburg Merseburg Salzwedel"
_WORDS = "Anerkennung Arbeit Ausbildung Aufenthalt Sprachkurs Familie Wohnung Zeugnis Bescheid Termin Antrag Gebühr"
PLACES, WORDS = tuple(_PLACES.split()), tuple(_WORDS.split())


def names(seed: int = 7) -> Iterator[str]:
    """Invented names without end; many share a part, as real ones do."""
    dice = random.Random(seed)
    firsts, starts, ends = _FIRST.split(), _START.split(), _END.split()
    while True:
        yield f"{dice.choice(firsts)} {dice.choice(starts)}{dice.choice(ends)}{dice.choice(('', '', 'er', 's'))}"


def case_id(number: int) -> str:
    return f"{number:016x}"


def case_changes(number: int, name: str, dice: random.Random) -> list[Change]:
    """The ten entries of one case; every tenth case has something due in the next two weeks."""
    due = TODAY + timedelta(days=dice.randint(-3, 10)) if number % 10 == 0 else date(2027, 6, 1)
    words = dice.sample(WORDS, 3)
    values: dict[tuple[str, str], Json] = {
        ("case", "kind"): "person",
        ("case", "number"): f"2026-{number + 1:04d}",
        ("case", "state"): "open",
        ("case", "topics"): ["recognition"],
        ("case", "summary"): f"{words[0]} und {words[1]} klären, danach {words[2]}",
        ("person", "name"): name,
        ("person", "place"): dice.choice(PLACES),
        ("person", "phone"): f"0391 {dice.randint(1000000, 9999999)}",
        ("task:1", "what"): f"{words[2]} nachfragen",
        ("task:1", "due"): due.isoformat(),
    }
    return [Change(case_id(number), entity, field, value) for (entity, field), value in values.items()]


def vault(home: Path) -> FileVault:
    """The vault of a workplace for measuring: its keys cost next to nothing, so that no key derivation is measured."""
    at = paths.Home(home)
    return FileVault(Places(at.case_file, at.key_file, at.key_file_copy), cost=CHEAP, floor=CHEAP)


def open_store(home: Path) -> SqlCaseStore:
    return vault(home).unlock(PASSPHRASE, ADVISER)


def workplace(home: Path, cases: int) -> Path:
    """Make a workplace with so many cases in this folder, unless it is there already; returns the folder."""
    if (home / "complete").exists():
        return home
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    vault(home).create(office="Beratungsstelle Muster", workplace="Messplatz", adviser=ADVISER, passphrase=PASSPHRASE)
    fill(home, cases)
    (home / "complete").touch()
    return home


def fill(home: Path, cases: int) -> None:
    dice, name = random.Random(11), names()
    store = open_store(home)
    try:
        for start in range(0, cases, PER_TRANSACTION):
            numbers = range(start, min(start + PER_TRANSACTION, cases))
            batches = (case_changes(number, next(name), dice) for number in numbers)
            store.write_together(batches, actor=ADVISER, at=AT)
    finally:
        store.close()
