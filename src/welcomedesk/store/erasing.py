"""Erasing by law, a whole case or single things: values, salts, facts, views, index, files and drafts go.

What stays is a random id, who erased it when, and the bare entries without values (in the log of views: the lines
without their reasons), so that a gap can be told from a lawful erasure; the chains verify. Freed pages are overwritten
by the engine (`secure_delete`, for the index as well). The ledger is what a restored backup is brought up to: rows of
`erased` for cases, marked entries for single things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk.ports import ErasureStep
from welcomedesk.domain.case import ERASED
from welcomedesk.domain.log import Change
from welcomedesk.store import facts, view_tables, views, writing
from welcomedesk.store.writing import Head, Pen, is_erased, read_head, save_head

if TYPE_CHECKING:
    from sqlalchemy import Connection

_BLOB_FIELD = "blob"
"""Letters and attachments name their content in a field of this name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger of erasures.

    Args:
        ref: of the thing inside the case, or `person.phone` for one field; empty for the whole case.
        at: ISO date and time; `actor` who did it.
    """

    case_id: str
    ref: str
    at: str
    actor: str


def erase(connection: Connection, case_id: str, *, actor: str, at: str) -> tuple[Head, tuple[ErasureStep, ...]]:
    """Take everything about a case out of the file; done twice it changes nothing.

    Returns: the head of the chain afterwards, and what was done.
    """
    head, lamport = read_head(connection)
    if is_erased(connection, case_id):
        return head, ()
    values = _empty(connection, "case_id = ?", (case_id,))
    pen = Pen(head, lamport, actor, at)
    facts.insert_entries(connection, [pen.entry(Change(case_id, "case", ERASED, True), ())])
    save_head(connection, pen.head, pen.lamport)
    connection.exec_driver_sql("DELETE FROM fact WHERE case_id = ?", (case_id,))
    files = connection.exec_driver_sql("DELETE FROM blob WHERE case_id = ?", (case_id,)).rowcount
    drafts = _drop_drafts(connection, case_id)
    connection.exec_driver_sql("UPDATE access SET reason = NULL, salt = NULL WHERE case_id = ?", (case_id,))
    with_words = view_tables.place_of(connection, case_id) is not None
    with _forgetting_words(connection):
        view_tables.drop_case(connection, case_id)
    connection.exec_driver_sql("INSERT INTO erased (case_id, at, actor) VALUES (?, ?, ?)", (case_id, at, actor))
    return pen.head, _steps(values, int(with_words), files, drafts)


def erase_parts(
    connection: Connection, case_id: str, refs: Iterable[str], declared: views.Declaration, *, actor: str, at: str
) -> tuple[Head, tuple[ErasureStep, ...]]:
    """Take single things of a case out of the file; what is erased already is left alone.

    Args:
        refs: of things, `consultation:3fa9`, or of single fields, `person.phone`.

    Returns: the head of the chain afterwards, and what was done.
    """
    head, lamport = read_head(connection)
    before = facts.load(connection, case_id)
    gone = [each for each in map(split, dict.fromkeys(refs)) if (each[0], ERASED) not in before]
    if not gone or is_erased(connection, case_id):
        return head, ()
    values = sum(_empty_part(connection, case_id, *each) for each in gone)
    taken = {*gone}
    after = {key: found for key, found in before.items() if not {(key[0], ""), key} & taken}
    files = _drop_files(connection, case_id, before, after)
    pen = Pen(head, lamport, actor, at)
    marks = [(ref, mark(name)) for ref, name in gone]
    seen = {key: tuple(fact.entry for fact in before.get(key, ())) for key in marks}
    entries = [pen.entry(Change(case_id, *key, True), seen[key]) for key in marks]
    facts.insert_entries(connection, entries)
    save_head(connection, pen.head, pen.lamport)
    after |= {(entry.entity, entry.field): (facts.fact_of(entry),) for entry in entries}
    facts.replace(connection, case_id, before, after)
    with _forgetting_words(connection):
        writing.refresh(connection, case_id, before, after, declared)
    # What somebody types in this case right now may repeat what has just been erased.
    return pen.head, _steps(values, 1, files, _drop_drafts(connection, case_id))


def _drop_drafts(connection: Connection, case_id: str) -> int:
    """Drop the drafts of a case, and those of the whole window that name it."""
    query = "DELETE FROM draft WHERE case_id = ? OR instr(value, ?)"
    return int(connection.exec_driver_sql(query, (case_id, case_id)).rowcount)


def split(ref: str) -> tuple[str, str]:
    """Entity and field of what is to be erased: `consultation:3fa9` as a whole, `person.phone` one field."""
    entity, _dot, name = ref.partition(".")
    return entity, name


def mark(field: str) -> str:
    """The field of the entry that says that a field was erased, or the whole thing where none is named."""
    return f"{ERASED}.{field}" if field else ERASED


def _empty_part(connection: Connection, case_id: str, entity: str, field: str) -> int:
    if field:
        return _empty(connection, "case_id = ? AND entity = ? AND field = ?", (case_id, entity, field))
    return _empty(connection, "case_id = ? AND entity = ?", (case_id, entity))


def _empty(connection: Connection, where: str, values: tuple[str, ...]) -> int:
    """Take values and salts out of entries; returns how many there were."""
    done = connection.exec_driver_sql(
        f"UPDATE entry SET value = NULL, salt = NULL WHERE {where} AND salt IS NOT NULL", values
    )
    return int(done.rowcount)


def _drop_files(connection: Connection, case_id: str, before: facts.Facts, after: facts.Facts) -> int:
    """Drop the letters and attachments that nothing of the case names any more, not even an earlier value."""
    kept = files_of(after)
    gone = files_of(before) - kept
    done = 0
    for sha in sorted(gone):
        where = "DELETE FROM blob WHERE case_id = ? AND sha256 = ?"
        done += connection.exec_driver_sql(where, (case_id, sha)).rowcount
    return done


def files_of(found: facts.Facts) -> set[str]:
    """Hashes of the letters and attachments that these facts name."""
    return {str(fact.value) for (_ref, name), values in found.items() if name == _BLOB_FIELD for fact in values}


@contextmanager
def _forgetting_words(connection: Connection) -> Iterator[None]:
    """Let the index forget words for good while views change.

    A plain delete leaves the words in the index until parts of it are merged; `optimize` merges all parts at once and
    the engine overwrites the pages that become free.
    """
    connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('secure-delete', 1)")
    yield
    connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")
    connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('secure-delete', 0)")


def _steps(values: int, search: int, files: int, drafts: int) -> tuple[ErasureStep, ...]:
    counts = (("values", values), ("search", search), ("files", files), ("drafts", drafts))
    return tuple(ErasureStep(what, count) for what, count in counts)


def ledger(connection: Connection) -> tuple[Line, ...]:
    """Everything that was erased: whole cases first, then single things."""
    cases = connection.exec_driver_sql("SELECT case_id, '', at, actor FROM erased").fetchall()
    parts = connection.exec_driver_sql(
        """SELECT case_id, entity || substr(field, ?), at, actor FROM entry
           WHERE (field = ? OR field LIKE ? || '.%') AND case_id NOT IN (SELECT case_id FROM erased)""",
        (len(ERASED) + 1, ERASED, ERASED),
    ).fetchall()
    return tuple(Line(*row) for row in (*cases, *parts))


def erase_again(connection: Connection, lines: Sequence[Line], declared: views.Declaration) -> Head:
    """Do what the ledger says, in a file that does not know of it yet."""
    head, _lamport = read_head(connection)
    for line in lines:
        if line.ref:
            entity, field = split(line.ref)
            done = facts.load(connection, line.case_id).get((entity, mark(field)), ())
            if any(each.at >= line.at for each in done):
                # The backup knows of it; what was entered there since is another value.
                continue
            head, _ = erase_parts(connection, line.case_id, [line.ref], declared, actor=line.actor, at=line.at)
        else:
            head, _ = erase(connection, line.case_id, actor=line.actor, at=line.at)
    return head
