"""Flipped bits and cut files: noticed before a wrong value is shown. The bad twin is plain SQLite or plain JSON."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from tests.helpers.vaults import NOON, PASSPHRASE, changes, new_vault, person, vault
from tests.torture.frame import Control, Harness, Outcome
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import checking, engine, keys
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.store import SqlCaseStore

CASES = 30
PAGE = 4096
Shown = str | None
BEGINNINGS = (0, 1, 15, 16, 100)


def _filled(home: Path) -> list[Shown]:
    """A workplace with some cases; gives all that is shown of them."""
    store = new_vault(home).unlock(PASSPHRASE)
    for number in range(CASES):
        store.write(person(f"c{number:02d}", f"Amira {number}", f"2026-{number + 1:04d}"), actor="A", at=NOON)
    shown = _all_shown(store)
    store.close()
    return shown


def _shown(home: Path) -> list[Shown]:
    store = vault(home).unlock(PASSPHRASE)
    try:
        return _all_shown(store)
    finally:
        store.close()


def _shown_wrongly(home: Path, expected: list[Shown]) -> bool:
    """Whether anything but what was saved is shown, or the check calls the file whole."""
    try:
        store = vault(home).unlock(PASSPHRASE)
    except DeskError:
        return False
    try:
        return any(got not in (None, wanted) for got, wanted in zip(_all_shown(store), expected, strict=True)) or (
            # Reading every page against its seal is the quickest part of the check; the others only where it is silent.
            not _pages(store) and store.check().ok
        )
    finally:
        store.close()


def _pages(store: SqlCaseStore) -> str:
    try:
        with store.database.transaction() as connection:
            return checking.pages(connection)
    except DeskError as error:
        return error.code


def _all_shown(store: SqlCaseStore) -> list[Shown]:
    """Everything that the window reads of every case; `None` where the program refuses to show it."""
    asked: list[Callable[[], object]] = [
        lambda: store.register(RegisterQuery(states=())).rows,
        lambda: store.search("amira"),
        *(lambda case=f"c{number:02d}": (store.case(case), store.history(case)) for number in range(CASES)),  # type: ignore[misc]
    ]
    return [_told(ask) for ask in asked]


def _told(ask: Callable[[], object]) -> Shown:
    try:
        return repr(ask())
    except DeskError:
        return None


def _flip(content: bytes, chance: Random) -> bytes:
    spoiled = bytearray(content)
    spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def flips(folder: Path, trials: int, seed: int) -> Outcome:
    """Each flip meets a file at rest; then everything is opened and looked at."""
    chance, bad = Random(seed), 0
    expected = _filled(folder)
    whole, mark = (folder / "cases.wdesk").read_bytes(), (folder / "keys" / "cases.head").read_bytes()
    for _trial in range(trials):
        (folder / "cases.wdesk").write_bytes(_flip(whole, chance))
        bad += int(_shown_wrongly(folder, expected))
        (folder / "cases.wdesk-wal").unlink(missing_ok=True)
        (folder / "keys" / "cases.head").write_bytes(mark)
    return Outcome(trials, bad)


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
    expected = _filled(folder)
    path = folder / "cases.wdesk"
    whole = path.read_bytes()
    lengths = [*BEGINNINGS, *(len(whole) * part // 20 for part in range(1, 20))]
    lengths += [chance.randrange(len(whole)) for _more in range(trials - len(lengths))]
    for length in lengths:
        path.write_bytes(whole[:length])
        bad += int(_shown_wrongly(folder, expected)) + int(path.stat().st_size != length)
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
        bad += int(_shown(folder) != expected)
        shutil.rmtree(folder / "aside", ignore_errors=True)
    return Outcome(trials, bad, {"refused": refused, "brought what was in it": trials - refused})


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


def swapped(folder: Path, trials: int, seed: int) -> Outcome:
    """Missing, empty, plain SQLite, another workplace's, an older one: none is opened as if nothing had happened."""
    home, other = folder / "home", folder / "other"
    expected = _filled(home)
    whole = (home / "cases.wdesk").read_bytes()
    store = vault(home).unlock(PASSPHRASE)
    store.write(person("later", "Bela"), actor="A", at=NOON)
    store.close()
    _filled(other)
    _plain(folder / "plain.db")
    kinds: dict[str, bytes | None] = {
        "missing": None, "empty": b"", "older": whole, "foreign": (other / "cases.wdesk").read_bytes(),
        "plain": (folder / "plain.db").read_bytes(), "noise": Random(seed).randbytes(len(whole)),
    }  # fmt: skip
    path, mark, bad = home / "cases.wdesk", (home / "keys" / "cases.head").read_bytes(), 0
    for kind, content in kinds.items():
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        bad += int(_shown_wrongly(home, expected))
        # An older one is opened and called older; everything else is left as it is.
        bad += int(kind != "older" and (path.read_bytes() if path.exists() else None) != content)
        (home / "keys" / "cases.head").write_bytes(mark)
    return Outcome(len(kinds), bad)


def old_pages(folder: Path, trials: int, seed: int) -> Outcome:
    """Pages of an older state, each with a seal that holds, are put into the file of today."""
    chance, bad, harmless = Random(seed), 0, 0
    _filled(folder)
    path, mark = folder / "cases.wdesk", folder / "keys" / "cases.head"
    older = path.read_bytes()
    store = vault(folder).unlock(PASSPHRASE)
    for number in range(CASES):
        store.write(changes(f"c{number:02d}", {"person.name": f"Bela {number}"}), actor="A", at=NOON)
    store.close()
    today, kept, expected = path.read_bytes(), mark.read_bytes(), _shown(folder)
    differ = [at for at in range(0, len(older), PAGE) if older[at : at + PAGE] != today[at : at + PAGE]]
    for _trial in range(trials):
        spoiled = bytearray(today)
        for at in chance.sample(differ, min(len(differ), chance.choice((1, 1, 1, 2, 5)))):
            spoiled[at : at + PAGE] = older[at : at + PAGE]
        path.write_bytes(spoiled)
        noticed, same = _noticed(folder, expected)
        bad, harmless = bad + int(not noticed and not same), harmless + int(same and not noticed)
        (folder / "cases.wdesk-wal").unlink(missing_ok=True)
        mark.write_bytes(kept)
    return Outcome(trials, bad, {"pages that differ": len(differ), "without any effect": harmless})


def _noticed(home: Path, expected: list[Shown]) -> tuple[bool, bool]:
    """Whether opening or the check notices something, and whether everything shown is as it was saved."""
    try:
        store = vault(home).unlock(PASSPHRASE)
    except DeskError:
        return True, False
    try:
        return not store.check().ok, _all_shown(store) == expected
    finally:
        store.close()


def plain_old_pages(folder: Path, trials: int, seed: int) -> Outcome:
    """The encrypted engine alone: the seals of old pages hold, and nothing else is asked."""
    _filled(folder)
    path = folder / "cases.wdesk"
    older = path.read_bytes()
    store = vault(folder).unlock(PASSPHRASE)
    store.write(changes("c00", {"person.name": "Bela"}), actor="A", at=NOON)
    data_key, identity = store.data_key, store.identity
    store.close()
    today, bad = path.read_bytes(), 0
    for at in (at for at in range(PAGE, len(older), PAGE) if older[at : at + PAGE] != today[at : at + PAGE]):
        path.write_bytes(today[:at] + older[at : at + PAGE] + today[at + PAGE :])
        with suppress(DeskError):
            database = engine.open_existing(path, data_key, identity)
            with database.transaction() as connection:
                bad += int(not checking.pages(connection))
            database.close()
    return Outcome(trials, bad)


SQLITE = Control("plain SQLite", plain_flips, 80)
HARNESSES = (
    Harness("flips", "bit flipped in the case file", flips, (SQLITE,), 20, 10_000, 500),
    Harness("cuts", "case file cut", cuts, (Control("SQLite alone, 0 bytes", plain_cuts, 1),), 24, 200, 100),
    Harness("swaps", "case file swapped", swapped, (Control("SQLite alone, 0 bytes", plain_cuts, 1),), 6, 6, 6),
    Harness("pages", "old pages put back", old_pages, (Control("seals alone", plain_old_pages, 1),), 20, 2_000, 200),
    Harness("backups", "bit flipped in a backup", backups, (SQLITE,), 20, 2_000, 500),
    Harness(
        "keys", "bit flipped in a key file", key_files, (Control("JSON without a checksum", plain_json, 200),),
        50, 2_000, 2_000,
    ),
)  # fmt: skip
