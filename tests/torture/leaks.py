"""Marked words that must be nowhere in the clear, and texts that must be taken as texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from random import Random

from tests.helpers.vaults import NOON, PASSPHRASE, changes, new_vault, person, vault
from tests.torture.frame import Harness, Outcome
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.backup import FileBackups

WORDS_EACH = 20
SIGNS = "\"'*^()+-:;%_\\/<>&{}[]|~ AZaz09äöüßéğışžАБв\u202e\u200d\u0000مح"
PARTS = ("AND", "OR ", "NOT", "NEAR(", "name:", "zzz:x", "a*", '"', "' OR 1=1", ";DROP TABLE fact", "((((", "\ud83d")


def _canary(person_number: int, word: int) -> str:
    return f"Kanarie{person_number:03d}x{word:02d}q"


def _found(files: Iterable[Path], words: list[str]) -> int:
    """How many marked words stand in the clear, as UTF-8 or UTF-16."""
    content = b"\0".join(path.read_bytes() for path in files if path.is_file())
    return sum(word.encode() in content or word.encode("utf-16-le") in content for word in words)


def canaries(folder: Path, trials: int, seed: int) -> Outcome:
    """Entered, found, kept as a draft, backed up, erased, left open as after a crash, and closed."""
    home, words = folder / "home", [_canary(who, word) for who in range(trials) for word in range(WORDS_EACH)]
    store = new_vault(home).unlock(PASSPHRASE)
    for who in range(trials):
        mine = words[who * WORDS_EACH : (who + 1) * WORDS_EACH]
        store.write([*person(f"c{who}", mine[0], f"2026-{who + 1:04d}", person__phone=mine[1]),
                     *changes(f"c{who}", {"consultation:1.note": " ".join(mine), "task:1.what": mine[2]})],
                    actor="A", at=NOON)  # fmt: skip
        store.put_blob(" ".join(mine).encode(), case=f"c{who}", media_type="text/plain")
        store.search(mine[3])
    FileBackups(vault(home).places, home / "backups").make(store)
    store.erase("c0", actor="A", at=NOON)
    bad = _found(folder.rglob("*"), words)
    store.close()
    bad += _found(folder.rglob("*"), words)
    return Outcome(len(words), bad, f"{trials} persons, open and closed, with journal and backup")


def canaries_in_the_clear(folder: Path, trials: int, seed: int) -> Outcome:
    words = [_canary(who, word) for who in range(trials) for word in range(WORDS_EACH)]
    with closing(sqlite3.connect(folder / "plain.db")) as plain:
        plain.execute("CREATE TABLE note (text TEXT)")
        plain.executemany("INSERT INTO note VALUES (?)", [(word,) for word in words])
        plain.commit()
    return Outcome(len(words), _found(folder.rglob("*"), words))


def _text(chance: Random) -> str:
    length = chance.randrange(1, 24)
    return "".join(chance.choice(PARTS) if chance.random() < 0.2 else chance.choice(SIGNS) for _sign in range(length))


def searches(folder: Path, trials: int, seed: int) -> Outcome:
    chance, bad = Random(seed), 0
    store = new_vault(folder).unlock(PASSPHRASE)
    store.write(person("a", "Amira", "2026-0001"), actor="A", at=NOON)
    for _trial in range(trials):
        text = _text(chance)
        try:
            store.search(text)
            store.doubles(text, "person")
        except (DeskError, sqlite3.Error, ValueError, RecursionError):
            bad += 1
    bad += int(store.search("amira") == ())
    store.close()
    return Outcome(trials, bad)


def raw_searches(folder: Path, trials: int, seed: int) -> Outcome:
    """The same texts given to the search engine as they are."""
    chance, bad = Random(seed), 0
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.execute("CREATE VIRTUAL TABLE found USING fts5(name)")
        for _trial in range(trials):
            try:
                plain.execute("SELECT * FROM found WHERE found MATCH ?", (_text(chance),)).fetchall()
            except (sqlite3.Error, UnicodeEncodeError):
                bad += 1
    return Outcome(trials, bad)


HARNESSES = (
    Harness("marked words in files", canaries, canaries_in_the_clear, "plain SQLite", 5, 50),
    Harness("nasty search texts", searches, raw_searches, "texts given to the engine raw", 100, 5_000),
)
