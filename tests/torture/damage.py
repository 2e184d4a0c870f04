"""Flipped bits and cut files: noticed before a wrong value is shown. The bad twin is plain SQLite or plain JSON."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from tests.helpers.vaults import NOON, PASSPHRASE, new_vault, person, vault
from tests.torture.frame import Harness, Outcome
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import keys
from welcomedesk.store.backup import FileBackups

CASES = 30
BEGINNINGS = (0, 1, 15, 16, 100)


def _filled(home: Path) -> list[str]:
    store = new_vault(home).unlock(PASSPHRASE)
    for number in range(CASES):
        store.write(person(f"c{number:02d}", f"Amira {number}", f"2026-{number + 1:04d}"), actor="A", at=NOON)
    names = _names(home, store)
    store.close()
    return names


def _names(home: Path, store: object = None) -> list[str]:
    opened = store or vault(home).unlock(PASSPHRASE)
    try:
        return [row.name for row in opened.register(RegisterQuery(states=())).rows]  # type: ignore[attr-defined]
    finally:
        if store is None:
            opened.close()  # type: ignore[attr-defined]


def _unnoticed(home: Path) -> bool:
    """Whether the file opens, passes its check and gives values, as if nothing had happened."""
    try:
        store = vault(home).unlock(PASSPHRASE)
    except DeskError:
        return False
    try:
        return store.check().ok and bool(_names(home, store))
    except DeskError:
        return False
    finally:
        store.close()


def _flip(content: bytes, chance: Random) -> bytes:
    spoiled = bytearray(content)
    spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def flips(folder: Path, trials: int, seed: int) -> Outcome:
    chance, bad = Random(seed), 0
    _filled(folder)
    path = folder / "cases.wdesk"
    whole, mark = path.read_bytes(), (folder / "keys" / "cases.head").read_bytes()
    for _trial in range(trials):
        path.write_bytes(_flip(whole, chance))
        bad += int(_unnoticed(folder))
        (folder / "keys" / "cases.head").write_bytes(mark)
    return Outcome(trials, bad, f"file of {len(whole)} bytes")


def plain_flips(folder: Path, trials: int, seed: int) -> Outcome:
    """Plain SQLite says "ok" about values that changed."""
    chance, bad, path = Random(seed), 0, folder / "plain.db"
    _plain(path)
    whole = path.read_bytes()
    expected = _rows(path)
    for _trial in range(trials):
        path.write_bytes(_flip(whole, chance))
        found = _rows(path)
        bad += int(found is not None and found != expected)
    return Outcome(trials, bad)


def _plain(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE person (name TEXT)")
        plain.executemany("INSERT INTO person VALUES (?)", [(f"Amira {number}" * 20,) for number in range(200)])
        plain.commit()


def _rows(path: Path) -> list[object] | None:
    try:
        with closing(sqlite3.connect(path)) as plain:
            if plain.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return None
            return plain.execute("SELECT name FROM person").fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def cuts(folder: Path, trials: int, seed: int) -> Outcome:
    """Cut at every five percent, at the first bytes, and at random places."""
    chance, bad = Random(seed), 0
    _filled(folder)
    path = folder / "cases.wdesk"
    whole = path.read_bytes()
    lengths = [*BEGINNINGS, *(len(whole) * part // 20 for part in range(1, 20))]
    lengths += [chance.randrange(len(whole)) for _more in range(trials - len(lengths))]
    for length in lengths:
        path.write_bytes(whole[:length])
        bad += int(_unnoticed(folder)) + int(path.stat().st_size != length)
    return Outcome(len(lengths), bad)


def plain_cuts(folder: Path, trials: int, seed: int) -> Outcome:
    """The engine alone takes a file of no bytes for a new one and calls it ok."""
    path = folder / "empty.db"
    path.write_bytes(b"")
    with closing(sqlite3.connect(path)) as plain:
        return Outcome(1, int(plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)))


def backups(folder: Path, trials: int, seed: int) -> Outcome:
    """A spoiled backup is refused, or it brings exactly what was in it."""
    chance, bad, refused = Random(seed), 0, 0
    expected = _filled(folder)
    store = vault(folder).unlock(PASSPHRASE)
    files = FileBackups(vault(folder).places, folder / "backups")
    path = Path(files.make(store))
    store.close()
    whole = path.read_bytes()
    for _trial in range(trials):
        path.write_bytes(_flip(whole, chance))
        before = (folder / "cases.wdesk").read_bytes()
        try:
            files.restore(str(path))
        except DeskError:
            refused += 1
            bad += int((folder / "cases.wdesk").read_bytes() != before)
            continue
        bad += int(_names(folder) != expected)
        shutil.rmtree(folder / "aside", ignore_errors=True)
    return Outcome(trials, bad, f"{refused} refused, the others brought what was in it")


def key_files(folder: Path, trials: int, seed: int) -> Outcome:
    chance = Random(seed)
    new_vault(folder)
    whole = (folder / "cases.keys").read_bytes()
    return Outcome(trials, _taken(whole, trials, chance, lambda text: keys.dump(keys.load(text))))


def plain_json(folder: Path, trials: int, seed: int) -> Outcome:
    """JSON without a checksum is read with another value in it."""
    chance = Random(seed)
    new_vault(folder)
    whole = (folder / "cases.keys").read_bytes()
    return Outcome(trials, _taken(whole, trials, chance, lambda text: json.dumps(json.loads(text)).encode()))


def _taken(whole: bytes, trials: int, chance: Random, read: Callable[[bytes], bytes]) -> int:
    """How often a spoiled text was read, with something else in it than before."""
    expected, bad = read(whole), 0
    for _trial in range(trials):
        try:
            bad += int(read(_flip(whole, chance)) != expected)
        except ValueError:
            continue
    return bad


HARNESSES = (
    Harness("bit flipped in the case file", flips, plain_flips, "plain SQLite", 20, 400),
    Harness("case file cut", cuts, plain_cuts, "SQLite alone, 0 bytes", 24, 100),
    Harness("bit flipped in a backup", backups, plain_flips, "plain SQLite", 20, 300),
    Harness("bit flipped in a key file", key_files, plain_json, "JSON without a checksum", 50, 2_000),
)
