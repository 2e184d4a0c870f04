"""The log of views: who looked at what and why; lines are added, never changed.

Each line is chained to the one before over a salted commitment of its reason, as in the log of changes: a line that is
altered or taken out is noticed, and a reason can be erased by law with its case.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from welcomedesk.desk.ports import Access
from welcomedesk.domain import log
from welcomedesk.store.words import well_formed

if TYPE_CHECKING:
    from sqlalchemy import Connection

ANCHOR = ""
"""What the first line says when older ones were taken out: only its place in the chain is left of it."""

_COLUMNS = "number, at, actor, case_id, what, coalesce(reason, '')"


def note(connection: Connection, case_id: str, what: str, reason: str, actor: str, at: str) -> int:
    """Add a line; returns its number."""
    last = connection.exec_driver_sql("SELECT number, hash FROM access ORDER BY number DESC LIMIT 1").first()
    before, previous = last or (0, log.FIRST_HASH)
    line = Access(before + 1, at, well_formed(actor), case_id, well_formed(what), well_formed(reason))
    salt = os.urandom(16)
    commitment = log.commitment(salt, line.reason)
    connection.exec_driver_sql(
        """INSERT INTO access (number, at, actor, case_id, what, reason, salt, commitment, hash)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (line.number, at, line.actor, case_id, line.what, line.reason, salt, commitment,
         _link(previous, line, commitment)),
    )  # fmt: skip
    return line.number


def _link(previous: bytes, line: Access, commitment: bytes) -> bytes:
    head = log.value_text([line.number, line.at, line.actor, line.case_id, line.what])
    return hashlib.sha256(previous + commitment + head.encode()).digest()


def lines(connection: Connection, case_id: str, after: int, limit: int) -> tuple[Access, ...]:
    """Lines in order; of one case where it is named."""
    query = f"""SELECT {_COLUMNS} FROM access
                WHERE number > ? AND (? = '' OR case_id = ?) AND what != ? ORDER BY number LIMIT ?"""
    rows = connection.exec_driver_sql(query, (after, case_id, case_id, ANCHOR, max(limit, 0)))
    return tuple(Access(*row) for row in rows)


def forget(connection: Connection, before: str) -> int:
    """Take out the lines from before a day; the last of them stays as an empty anchor, so that the chain holds on."""
    found = connection.exec_driver_sql("SELECT number FROM access WHERE at >= ? ORDER BY number LIMIT 1", (before,))
    first = found.scalar()
    if first is None:
        first = (connection.exec_driver_sql("SELECT max(number) FROM access").scalar() or 0) + 1
    gone = connection.exec_driver_sql("SELECT count(*) FROM access WHERE number < ? AND what != ?", (first, ANCHOR))
    count = int(gone.scalar_one())
    if count:
        connection.exec_driver_sql("DELETE FROM access WHERE number < ?", (first - 1,))
        connection.exec_driver_sql(
            """UPDATE access SET at = '', actor = '', case_id = '', what = ?, reason = NULL, salt = NULL
               WHERE number = ?""",
            (ANCHOR, first - 1),
        )
    return count


def problem(connection: Connection) -> str:
    """The numbers of lines that are missing or were altered, or whose reason is not the one that was typed."""
    query = f"SELECT {_COLUMNS}, salt, commitment, hash FROM access ORDER BY number"
    erased = set(connection.exec_driver_sql("SELECT case_id FROM erased").scalars())
    wrong: list[str] = []
    previous, expected = log.FIRST_HASH, 1
    for *said, salt, commitment, link in connection.exec_driver_sql(query):
        line = Access(*said)
        if line.what == ANCHOR and not wrong and previous == log.FIRST_HASH:
            previous, expected = link, line.number + 1
            continue
        kept = line.case_id in erased if salt is None else log.commitment(salt, line.reason) == commitment
        if line.number != expected or not kept or _link(previous, line, commitment) != link:
            wrong.append(str(line.number))
        previous, expected = link, line.number + 1
    return ", ".join(wrong[:5])
