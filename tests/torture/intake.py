"""Spoiled inputs of every kind the program reads: refused in our words, quickly, in little memory, nothing changed."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest import mock

from tests.exchange.test_sheets import workbook
from tests.helpers.directory import shipped_directory
from tests.helpers.guides import result
from tests.helpers.pack_folders import pack
from tests.helpers.vaults import NOON, PASSPHRASE, changes, new_vault, person, vault
from tests.torture.frame import Control, Harness, Outcome
from tests.torture.mutate import spoil_bytes, spoil_json, spoil_lines, spoil_zip
from welcomedesk import bootstrap
from welcomedesk.cli import case as cli_case
from welcomedesk.desk import directory
from welcomedesk.domain import contact_import
from welcomedesk.domain.errors import DeskError
from welcomedesk.exchange import contact_files, sheets
from welcomedesk.packs import shelf
from welcomedesk.packs.compiler import compile_folder
from welcomedesk.store import engine, keys
from welcomedesk.store.backup import FileBackups

LONGEST, MOST_MEMORY = 30.0, 300
"""Seconds for one input, and megabytes that all of them together may add."""

Spoil = Callable[[bytes, Random], bytes]
Take = Callable[[bytes], bool]
"""Gives one input to the program; whether it was taken. Raises `DeskError` where it was refused."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of input.

    Args:
        sample: a good input.
        spoil: changes it.
        take: how the program reads it.
        unchanged: a fingerprint of what must be the same after a refusal.
    """

    sample: bytes
    spoil: Spoil
    take: Take
    unchanged: Callable[[], object] = lambda: None


def try_all(made: Format, trials: int, seed: int) -> Outcome:
    """Give spoiled inputs to the program, one after the other."""
    chance, bad, refused = Random(seed), 0, 0
    made.take(made.sample)
    peak = _memory()
    for _trial in range(trials):
        spoiled, before, started = made.spoil(made.sample, chance), made.unchanged(), time.monotonic()
        try:
            taken = made.take(spoiled)
        except DeskError:
            taken = False
        except Exception as error:
            print(f"{type(error).__name__}: {error}: {spoiled[:300]!r}", file=sys.stderr)
            bad += 1
            continue
        refused += not taken
        bad += int((not taken and made.unchanged() != before) or time.monotonic() - started > LONGEST)
    bad += int(_memory() - peak > MOST_MEMORY)
    return Outcome(trials, bad, {"refused": refused, "taken as they were": trials - bad - refused})


def _memory() -> int:
    """Megabytes at most so far; what the inputs themselves need is in it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _digest(home: Path) -> str:
    """The files of a workplace that must not change; the journal and the lock come and go."""
    kept = sorted(
        path for path in home.rglob("cases*") if path.is_file() and path.suffix in (".wdesk", ".keys", ".head")
    )
    return hashlib.sha256(b"".join(path.read_bytes() for path in kept)).hexdigest()


# --- cases ----------------------------------------------------------------------------------------------------------

LINES = [
    {"kind": "person", "name": "Amira", "fields": {"person.phone": "0391 1", "case.topics": ["recognition"]}},
    {"kind": "company", "name": "Muster GmbH", "fields": {"company.place": "Halle", "task:1.due": "2026-12-01"}},
]  # fmt: skip


@contextmanager
def cases(folder: Path) -> Iterator[Format]:
    """A line of the import file between two good ones, by the command itself: those are taken whatever it is."""
    store = new_vault(folder).unlock(PASSPHRASE)
    desk = bootstrap.desk(store, "A")
    good = json.dumps(LINES[1]).encode()
    path = folder / "cases.jsonl"

    def take(line: bytes) -> bool:
        before = store.counts()["cases"]
        path.write_bytes(good + b"\n" + line + b"\n" + good)
        at_desk, nowhere = mock.patch.object(cli_case, "unlocked", lambda parsed: desk), io.StringIO()
        with at_desk, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            done = cli_case.import_cases(argparse.Namespace(file=str(path), json=False))
        added = store.counts()["cases"] - before
        assert added in (0, 2) if done else added >= 2, added
        return not done

    def spoil(content: bytes, chance: Random) -> bytes:
        return spoil_json(content, chance).replace(b"\n", b" ")

    yield Format(json.dumps(LINES[0]).encode(), spoil, take)
    assert store.check().ok
    store.close()


# --- backups and keys -------------------------------------------------------------------------------------------------


@contextmanager
def backups(folder: Path) -> Iterator[Format]:
    """A container as a backup: refused without a trace, or the workplace opens with what was in it."""
    home = folder / "home"
    store = new_vault(home).unlock(PASSPHRASE)
    store.write(person("a", "Amira", "2026-0001"), actor="A", at=NOON)
    made = FileBackups(vault(home).places, folder / "backups")
    sample = Path(made.make(store)).read_bytes()
    store.close()
    path = folder / "spoiled.wdbackup"

    def take(content: bytes) -> bool:
        path.write_bytes(content)
        made.restore(str(path))
        opened = vault(home).unlock(PASSPHRASE)
        assert opened.case("a") is not None and opened.check().ok
        opened.close()
        shutil.rmtree(home / "aside")
        return True

    def spoil(content: bytes, chance: Random) -> bytes:
        return spoil_zip(
            content, chance, lambda part, dice: (spoil_json if part[:1] == b"{" else spoil_bytes)(part, dice)
        )

    yield Format(sample, spoil, take, lambda: _digest(home))
    assert not list(folder.rglob("evil*"))


@contextmanager
def key_file(folder: Path) -> Iterator[Format]:
    """A key file: its reader refuses it or reads what was written."""
    new_vault(folder)
    sample = (folder / "cases.keys").read_bytes()
    whole = keys.load(sample)

    def take(content: bytes) -> bool:
        try:
            return keys.load(content) == whole
        except keys.BadKeyFileError:
            return False

    yield Format(sample, spoil_json, take)


# --- contacts ---------------------------------------------------------------------------------------------------------


def _review(sheet: sheets.Sheet) -> bool:
    found = shipped_directory()
    reviewed = contact_import.review(sheet, contact_import.columns_of(sheet), found)
    return bool(reviewed.rows)


@contextmanager
def csv_table(folder: Path) -> Iterator[Format]:
    sample = contact_files.csv_bytes(directory.table(shipped_directory())[:12])
    yield Format(sample, spoil_lines, lambda content: _review(sheets.read_csv(content)))


@contextmanager
def xlsx_table(folder: Path) -> Iterator[Format]:
    yield Format(workbook(), spoil_zip, lambda content: _review(sheets.read_xlsx(content)))


@contextmanager
def hsds(folder: Path) -> Iterator[Format]:
    """One of the documents of a contact; the others are good."""
    documents = [(name, doc) for name, doc in directory.documents(shipped_directory())][:9]
    contact_files.write_documents(folder, documents)
    path = folder / documents[0][0]
    sample = path.read_bytes()

    def take(content: bytes) -> bool:
        path.write_bytes(content)
        reviewed = contact_import.review_documents(contact_files.read_documents(folder), shipped_directory())
        return not any(row.has_error for row in reviewed.rows)

    yield Format(sample, spoil_json, take)


# --- packs ------------------------------------------------------------------------------------------------------------


@contextmanager
def pack_text(folder: Path) -> Iterator[Format]:
    """A file of a pack; the pack beside it goes on."""
    pack(folder, "good", guide=True, rules=result("a", "goal = work"))
    path = pack(folder, "other", guide=True, rules=result("b", "goal = work")) / "rules.toml"
    sample = path.read_bytes()

    def take(content: bytes) -> bool:
        path.write_bytes(content)
        compiled = {made.id: made for made in compile_folder(folder)}
        assert not [problem for problem in compiled["good"].problems if problem.level != "hint"]
        return "other" in compiled and not [each for each in compiled["other"].problems if each.level != "hint"]

    yield Format(sample, spoil_lines, take)


@contextmanager
def compiled_packs(folder: Path) -> Iterator[Format]:
    """The compiled file that is read instead of the packs: a broken one is made again."""
    source, kept = folder / "packs", folder / "compiled.json"
    pack(source, "good", guide=True, rules=result("a", "goal = work"))
    expected = shelf._stored(source, [kept]).packs
    sample = kept.read_bytes()

    def take(content: bytes) -> bool:
        kept.write_bytes(content)
        return shelf._stored(source, [kept]).packs == expected

    yield Format(sample, spoil_json, take)


FORMATS: dict[str, Callable[[Path], contextlib.AbstractContextManager[Format]]] = {
    "cases": cases,
    "backup": backups,
    "keys": key_file,
    "csv": csv_table,
    "xlsx": xlsx_table,
    "hsds": hsds,
    "pack": pack_text,
    "compiled": compiled_packs,
}


def _trials(name: str) -> Callable[[Path, int, int], Outcome]:
    def trials(folder: Path, count: int, seed: int) -> Outcome:
        with FORMATS[name](folder) as made:
            return try_all(made, count, seed)

    return trials


def careless(folder: Path, trials: int, seed: int) -> Outcome:
    """A reader that takes what it gets: JSON by the standard library, and the first field of it."""
    made = Format(
        json.dumps(LINES[0]).encode(), spoil_json, lambda content: bool(json.loads(content)["fields"]["person.phone"])
    )
    with contextlib.redirect_stderr(io.StringIO()):
        return try_all(made, trials, seed)


# --- a case file that somebody with the key prepared ----------------------------------------------------------------

PREPARED = (
    "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM fact; END",
    "CREATE VIEW v AS SELECT * FROM entry",
    "CREATE TABLE more (x)",
    "CREATE INDEX strange ON entry (actor)",
    "DROP TABLE head",
    "DROP TABLE register",
    "CREATE TEMP TABLE x (y); CREATE VIRTUAL TABLE z USING fts5 (w)",
    "ALTER TABLE fact RENAME TO facts; CREATE VIEW fact AS SELECT * FROM facts",
    "PRAGMA application_id = 7",
    "PRAGMA user_version = 99",
    "PRAGMA user_version = -1",
    "UPDATE file SET identity = 'x'",
    "DELETE FROM file",
)  # fmt: skip


def prepared(folder: Path, trials: int, seed: int) -> Outcome:
    """Case files with triggers, views, other tables, lost tables, other marks, made with the right key."""
    chance, bad = Random(seed), 0
    store = new_vault(folder).unlock(PASSPHRASE)
    store.write([*person("a", "Amira", "2026-0001"), *changes("a", {"task:1.what": "x"})], actor="A", at=NOON)
    key = store.data_key
    store.close()
    whole = (folder / "cases.wdesk").read_bytes()
    for trial in range(trials):
        (folder / "cases.wdesk").write_bytes(whole)
        raw = engine._connect(folder / "cases.wdesk", key, "rw")
        words = PREPARED[trial % len(PREPARED)].replace(" t ", f" t{chance.randrange(10**6)} ")
        raw.executescript(words)
        raw.close()
        try:
            vault(folder).unlock(PASSPHRASE).close()
            bad += 1
        except DeskError as error:
            bad += int(error.code not in ("file_foreign", "file_damaged", "newer_format"))
        except Exception:
            bad += 1
    return Outcome(trials, bad)


def unasked(folder: Path, trials: int, seed: int) -> Outcome:
    """The same files where nobody asks what is in them."""
    with mock.patch.object(engine, "_identify", lambda raw, path, identity: None):
        return prepared(folder, trials, seed)


CARELESS = Control("reader without checks", careless, 60)
HARNESSES = (
    *(
        Harness(f"intake-{name}", f"spoiled input: {name}", _trials(name), (CARELESS,), 40, 10_000, 1_000)
        for name in FORMATS
    ),
    Harness(
        "prepared", "prepared case file", prepared, (Control("nobody asks what is in it", unasked, 13),), 13, 1_000, 250
    ),
)
