"""Drafts: what somebody types and has not saved yet, inside the encrypted file and past the log.

They are no facts: nobody else sees them, no entry is written for them, and a saved or discarded one leaves nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from welcomedesk.desk.ports import Draft
from welcomedesk.domain import log
from welcomedesk.store import facts
from welcomedesk.store.words import well_formed

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PUT = """INSERT INTO draft (adviser, case_id, field, value, at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (adviser, case_id, field) DO UPDATE SET value = excluded.value, at = excluded.at"""
_DELETE = "DELETE FROM draft WHERE adviser = ? AND case_id = ? AND field = ?"


def keep(connection: Connection, adviser: str, changed: Sequence[Draft]) -> None:
    """Keep or forget drafts; one of a case that was erased meanwhile is not kept."""
    erased = set(connection.exec_driver_sql("SELECT case_id FROM erased").scalars())
    who = well_formed(adviser)
    for draft in changed:
        key = (who, draft.case_id, well_formed(draft.field))
        if draft.value is None or draft.case_id in erased:
            connection.exec_driver_sql(_DELETE, key)
        else:
            connection.exec_driver_sql(_PUT, (*key, facts.column(log.value_text(draft.value)), draft.at))


def of(connection: Connection, adviser: str) -> tuple[Draft, ...]:
    """The drafts of an adviser, oldest first."""
    query = "SELECT case_id, field, value, at FROM draft WHERE adviser = ? ORDER BY at, case_id, field"
    rows = connection.exec_driver_sql(query, (well_formed(adviser),)).fetchall()
    return tuple(Draft(case_id, field, json.loads(value), at) for case_id, field, value, at in rows)


def problem(connection: Connection) -> str:
    """What is wrong with the drafts: unreadable ones, or drafts of a case that was erased."""
    rows = connection.exec_driver_sql("SELECT field, value FROM draft").fetchall()
    unread = [field for field, value in rows if not _readable(value)]
    left = connection.exec_driver_sql("SELECT count(*) FROM draft WHERE case_id IN (SELECT case_id FROM erased)")
    count = left.scalar_one()
    return ", ".join(sorted(unread)[:5]) or (f"{count} of erased cases" if count else "")


def _readable(value: str) -> bool:
    try:
        json.loads(value)
    except ValueError:
        return False
    return True
