"""Erasing a case by law: values and salts leave the log, facts, views, index, letters and drafts go; the chains verify.

What stays is a random case id, who erased it when, and the bare entries without values (in the log of views: the lines
without their reasons), so that a gap can be told from a lawful erasure. Freed pages are overwritten by the engine
(`secure_delete`, for the index as well).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from welcomedesk.domain.log import Change
from welcomedesk.store import facts, view_tables
from welcomedesk.store.writing import Head, Pen, is_erased, read_head, save_head

if TYPE_CHECKING:
    from sqlalchemy import Connection

MARK = "_erased"
"""Field of the entry that says that a case was erased; other laptops learn of it through their copy of the log."""


def erase(connection: Connection, case_id: str, *, actor: str, at: str) -> Head:
    """Take everything about a case out of the file; done twice it changes nothing.

    Returns: the head of the chain afterwards.
    """
    head, lamport = read_head(connection)
    if is_erased(connection, case_id):
        return head
    connection.exec_driver_sql("UPDATE entry SET value = NULL, salt = NULL WHERE case_id = ?", (case_id,))
    pen = Pen(head, lamport, actor, at)
    facts.insert_entries(connection, [pen.entry(Change(case_id, "case", MARK, True), ())])
    save_head(connection, pen.head, pen.lamport)
    connection.exec_driver_sql("DELETE FROM fact WHERE case_id = ?", (case_id,))
    connection.exec_driver_sql("DELETE FROM blob WHERE case_id = ?", (case_id,))
    connection.exec_driver_sql("DELETE FROM draft WHERE case_id = ?", (case_id,))
    connection.exec_driver_sql("UPDATE access SET reason = NULL, salt = NULL WHERE case_id = ?", (case_id,))
    _forget_words(connection, case_id)
    connection.exec_driver_sql("INSERT INTO erased (case_id, at, actor) VALUES (?, ?, ?)", (case_id, at, actor))
    return pen.head


def _forget_words(connection: Connection, case_id: str) -> None:
    """Take the case out of all views, and its words, old and new ones, out of every page of the index.

    A plain delete leaves the words in the index until parts of it are merged; `optimize` merges all parts at once and
    the engine overwrites the pages that become free.
    """
    connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('secure-delete', 1)")
    view_tables.drop_case(connection, case_id)
    connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")
    connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('secure-delete', 0)")


def erased_cases(connection: Connection) -> dict[str, tuple[str, str]]:
    """The ledger: when and by whom each case was erased."""
    rows = connection.exec_driver_sql("SELECT case_id, at, actor FROM erased")
    return {case_id: (at, actor) for case_id, at, actor in rows}
