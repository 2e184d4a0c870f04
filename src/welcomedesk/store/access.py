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
    query = f"SELECT {_COLUMNS} FROM access WHERE number > ? AND (? = '' OR case_id = ?) ORDER BY number LIMIT ?"
    rows = connection.exec_driver_sql(query, (after, case_id, case_id, max(limit, 0)))
    return tuple(Access(*row) for row in rows)


def problem(connection: Connection) -> str:
    """The numbers of lines that are missing or were altered, or whose reason is not the one that was typed."""
    query = f"SELECT {_COLUMNS}, salt, commitment, hash FROM access ORDER BY number"
    erased = set(connection.exec_driver_sql("SELECT case_id FROM erased").scalars())
    wrong, previous, expected = [], log.FIRST_HASH, 1
    for *said, salt, commitment, link in connection.exec_driver_sql(query):
        line = Access(*said)
        kept = line.case_id in erased if salt is None else log.commitment(salt, line.reason) == commitment
        if line.number != expected or not kept or _link(previous, line, commitment) != link:
            wrong.append(str(line.number))
        previous, expected = link, line.number + 1
    return ", ".join(wrong[:5])
