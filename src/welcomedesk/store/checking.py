"""Checking a case file: every promise about it looked at one by one; nothing is repaired behind anybody's back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.ports import Check, CheckReport
from welcomedesk.domain import log
from welcomedesk.domain.case import OFFICE
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.log import Entry
from welcomedesk.store import access, drafts, erasing, facts, view_tables, views
from welcomedesk.store.engine import SETTINGS, Database
from welcomedesk.store.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

CODES = ("settings", "pages", "structure", "chain", "head", "facts", "views", "search", "blobs", "drafts", "access")
"""The checks in their order; `watermark` and `key_file` are added by whoever holds those files."""


def check(database: Database, declared: views.Declaration, more: tuple[Check, ...] = ()) -> CheckReport:
    """Look at the whole file.

    Args:
        more: checks of the files around it, found when it was opened.
    """
    parts: tuple[tuple[str, Callable[[Connection], str]], ...] = (
        ("settings", lambda connection: _settings(database)),
        ("pages", pages),
        ("structure", structure),
        ("chain", _chain),
        ("head", _head),
        ("facts", _facts),
        ("views", lambda connection: _views(connection, declared)),
        ("search", _search),
        ("blobs", _blobs),
        ("drafts", drafts.problem),
        ("access", access.problem),
    )
    # The seals are read past the journal: after a crash the pages that it will mend look broken there.
    with suppress(DeskError):
        database.empty_journal()
    checks = tuple(_one(database, code, part) for code, part in parts)
    cases, entries = _sizes(database)
    return CheckReport((*checks, *more), cases, entries)


def _one(database: Database, code: str, part: Callable[[Connection], str]) -> Check:
    """One check; a page that cannot be read fails the check that met it and not the report."""
    try:
        with database.transaction() as connection:
            problem = part(connection)
    except DeskError as error:
        problem = error.code
    except (ValueError, TypeError) as error:
        problem = type(error).__name__
    return Check(code, not problem, problem)


def _sizes(database: Database) -> tuple[int, int]:
    try:
        with database.transaction() as connection:
            cases = connection.exec_driver_sql("SELECT count(*) FROM register").scalar_one()
            return int(cases), count_entries(connection)
    except DeskError:
        return 0, 0


def count_entries(connection: Connection) -> int:
    """Entries in the log; numbers are contiguous, so the heads know."""
    return int(connection.exec_driver_sql("SELECT coalesce(sum(number), 0) FROM head").scalar_one())


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has; of the tables that a file of this format holds."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
    known = sorted(set(names) & metadata.tables.keys())
    return {name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()) for name in known}


def summary(connection: Connection) -> tuple[int, int, dict[str, list[Any]]]:
    """Cases, entries, and the head of every device: what two copies of a file are compared by."""
    heads = connection.exec_driver_sql("SELECT device, number, hash FROM head ORDER BY device").fetchall()
    cases = connection.exec_driver_sql("SELECT count(*) FROM register").scalar_one()
    return int(cases), count_entries(connection), {row[0]: [row[1], row[2].hex()] for row in heads}


def _settings(database: Database) -> str:
    found = database.settings()
    return ", ".join(name for name, _set, expected in SETTINGS if found[name] != expected)


def pages(connection: Connection) -> str:
    """Every page against its seal."""
    return "; ".join(str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchmany(5))


def structure(connection: Connection) -> str:
    rows = connection.exec_driver_sql("PRAGMA integrity_check(5)").fetchall()
    return "" if [row[0] for row in rows] == ["ok"] else "; ".join(str(row[0]) for row in rows)


def entries_by_device(connection: Connection) -> Iterator[tuple[str, Iterator[Entry]]]:
    """All entries, device by device, ordered by number; read as they are asked for."""
    query = f"SELECT {facts.ENTRY_COLUMNS} FROM entry ORDER BY device, number"
    rows = connection.execution_options(stream_results=True).exec_driver_sql(query)
    return groupby(map(facts.entry_of, rows), key=lambda entry: entry.device)


def _chain(connection: Connection) -> str:
    found: list[log.ChainProblem] = []
    erased = {(line.case_id, line.ref) for line in erasing.ledger(connection)}
    for _device, entries in entries_by_device(connection):
        emptied: list[Entry] = []
        found.extend(log.check_chain(_noting_empty(entries, erased, emptied)))
        found.extend(log.ChainProblem(entry.device, entry.number, "erased") for entry in emptied)
    return ", ".join(f"{p.device} {p.number} {p.kind}" for p in found[:5])


def _noting_empty(entries: Iterator[Entry], erased: set[tuple[str, str]], emptied: list[Entry]) -> Iterator[Entry]:
    """Pass entries on; note those without a value although nobody erased their case or the thing they tell of."""
    for entry in entries:
        # What format 1 kept as drafts was taken out of the log by the step to format 2.
        old_draft = (entry.case, entry.entity) == (OFFICE, "draft")
        if entry.value is None and not old_draft and not _lawful(entry, erased):
            emptied.append(entry)
        yield entry


def _lawful(entry: Entry, erased: set[tuple[str, str]]) -> bool:
    """Whether an erasure of its case, its thing or its field accounts for an entry without a value."""
    places = ("", entry.entity, f"{entry.entity}.{entry.field}")
    return any((entry.case, place) in erased for place in places)


def _head(connection: Connection) -> str:
    heads = {row[0]: (row[1], row[2]) for row in connection.exec_driver_sql("SELECT device, number, hash FROM head")}
    last = connection.exec_driver_sql(
        """SELECT entry.device, entry.number, entry.hash FROM entry JOIN (
               SELECT device, max(number) AS number FROM entry GROUP BY device
           ) AS top ON top.device = entry.device AND top.number = entry.number"""
    )
    newest = {row[0]: (row[1], row[2]) for row in last}
    clock = connection.exec_driver_sql("SELECT (SELECT lamport FROM file) >= coalesce(max(lamport), 0) FROM entry")
    wrong = sorted(device for device in heads.keys() | newest.keys() if heads.get(device) != newest.get(device))
    return ", ".join(wrong) or ("" if clock.scalar_one() else "clock")


def _case_ids(connection: Connection) -> set[str]:
    return {row[0] for row in connection.exec_driver_sql("SELECT DISTINCT case_id FROM fact")}


_DECIDED = """INSERT OR IGNORE INTO temp.decided
    SELECT json_extract(pair.value, '$[0]'), json_extract(pair.value, '$[1]')
    FROM entry, json_each(entry.seen) AS pair WHERE entry.seen <> '[]'"""
_LEAVES = """SELECT case_id, entity, field, device, number, value, actor, at, lamport FROM entry
    WHERE value IS NOT NULL AND case_id NOT IN (SELECT case_id FROM erased)
    AND NOT EXISTS (SELECT 1 FROM temp.decided AS d WHERE d.device = entry.device AND d.number = entry.number)"""
_SAME = """known.case_id = other.case_id AND known.entity = other.entity AND known.field = other.field
    AND known.device = other.device AND known.number = other.number AND known.value = other.value
    AND known.actor = other.actor AND known.at = other.at AND known.lamport = other.lamport"""


def _facts(connection: Connection) -> str:
    """The facts must be what the log gives: every entry that nobody decided about, and nothing else.

    Said in SQL, because going through a million entries one by one takes minutes; `facts.fold` says the same in words.
    """
    connection.exec_driver_sql(
        "CREATE TEMP TABLE decided (device TEXT, number INTEGER, PRIMARY KEY (device, number)) WITHOUT ROWID"
    )
    try:
        connection.exec_driver_sql(_DECIDED)
        lost = connection.exec_driver_sql(
            f"""SELECT other.case_id FROM ({_LEAVES}) AS other
                WHERE NOT EXISTS (SELECT 1 FROM fact AS known WHERE {_SAME}) LIMIT 5"""
        ).scalars()
        wrong = sorted(set(lost))
        leaves = connection.exec_driver_sql(f"SELECT count(*) FROM ({_LEAVES})").scalar_one()
        known = connection.exec_driver_sql("SELECT count(*) FROM fact").scalar_one()
    finally:
        connection.exec_driver_sql("DROP TABLE temp.decided")
    return ", ".join(wrong) or ("" if leaves == known else f"{known - leaves} too many")


def _views(connection: Connection, declared: views.Declaration) -> str:
    """The views must be what the facts give."""
    wrong, expected = [], set[str]()
    for case_id in sorted(_case_ids(connection) - {OFFICE}):
        case = facts.case_file(case_id, facts.load(connection, case_id))
        made = views.case_views(case, declared) if case else None
        if case and made:
            expected.add(case_id)
            if view_tables.read(connection, case_id) != view_tables.expected(made, views.search_words(case, declared)):
                wrong.append(case_id)
    listed = {row[0] for row in connection.exec_driver_sql("SELECT id FROM register")}
    dated = {row[0] for row in connection.exec_driver_sql("SELECT DISTINCT id FROM due")}
    wrong.extend(sorted((listed | dated) - expected))
    return ", ".join(wrong[:5])


def _search(connection: Connection) -> str:
    """The index must be what its own texts give; the engine raises where it is not."""
    connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
    stray = connection.exec_driver_sql(
        "SELECT count(*) FROM search WHERE rowid NOT IN (SELECT no FROM register)"
    ).scalar_one()
    return f"{stray} stray" if stray else ""


def _blobs(connection: Connection) -> str:
    """Letters and attachments must still have the hash they were kept under."""
    wrong = []
    for place, sha in connection.exec_driver_sql("SELECT no, sha256 FROM blob").fetchall():
        content = connection.exec_driver_sql("SELECT content FROM blob WHERE no = ?", (place,)).scalar_one()
        if hashlib.sha256(content).hexdigest() != sha:
            wrong.append(sha)
    return ", ".join(wrong[:5])
