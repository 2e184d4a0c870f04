"""The views of cases as tables: written in the transaction that changed the facts, and made again on request."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.ports import RegisterRow
from welcomedesk.store.views import CaseViews, SearchTexts

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROW_NAMES = tuple(field.name for field in fields(RegisterRow))
ROW_COLUMNS = ", ".join(f"register.{name}" for name in ROW_NAMES)
_SORTS = ("sort_number", "sort_name", "sort_changed", "sort_next", "birth_date")
_COLUMNS = (*ROW_NAMES, *_SORTS)
_INSERT = f"INSERT INTO register ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_UPDATE = f"UPDATE register SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE no = ?"
_DUE = "INSERT INTO due (id, ref, kind, date, time, state, what, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_SOUND = "INSERT INTO sound (key, no) VALUES (?, ?)"
_SEARCH = "INSERT INTO search (rowid, name, number, rest) VALUES (?, ?, ?, ?)"
_SEARCH_AGAIN = "UPDATE search SET name = ?, number = ?, rest = ? WHERE rowid = ?"
_BOOLEANS = slice(ROW_NAMES.index("sample"), ROW_NAMES.index("has_conflict") + 1)


def register_row(values: Any) -> RegisterRow:
    """The line of the register behind a row with `ROW_COLUMNS`."""
    values = tuple(values)
    return RegisterRow(*values[: _BOOLEANS.start], *map(bool, values[_BOOLEANS]))


def place_of(connection: Connection, case_id: str) -> int | None:
    """The number under which a case stands in the register."""
    found = connection.exec_driver_sql("SELECT no FROM register WHERE id = ?", (case_id,)).first()
    return int(found[0]) if found else None


def put(connection: Connection, before: CaseViews | None, after: CaseViews, words: SearchTexts | None) -> None:
    """Bring the tables from the views before to the views after.

    Args:
        before: `None` for a case that no list knows yet.
        words: `None` where nothing the search finds has changed.
    """
    place = place_of(connection, after.row.id)
    values = _values(after)
    if place is None:
        done = connection.exec_driver_sql(_INSERT, values)
        place = int(done.lastrowid)
        before = None
    elif before != after:
        connection.exec_driver_sql(_UPDATE, (*values, place))
    _put_due(connection, before, after)
    if before is None or before.sounds != after.sounds:
        if before is not None:
            connection.exec_driver_sql("DELETE FROM sound WHERE no = ?", (place,))
        if after.sounds:
            connection.exec_driver_sql(_SOUND, [(key, place) for key in after.sounds])
    if words is not None:
        put_words(connection, place, words, known=before is not None)


def put_words(connection: Connection, place: int, words: SearchTexts, *, known: bool) -> None:
    texts = (words.name, words.number, words.rest)
    if known:
        connection.exec_driver_sql(_SEARCH_AGAIN, (*texts, place))
    else:
        connection.exec_driver_sql(_SEARCH, (place, *texts))


def _put_due(connection: Connection, before: CaseViews | None, after: CaseViews) -> None:
    old = set(due_rows(before)) if before else set()
    new = set(due_rows(after))
    if gone := old - new:
        connection.exec_driver_sql("DELETE FROM due WHERE id = ? AND ref = ?", [row[:2] for row in gone])
    if fresh := new - old:
        connection.exec_driver_sql(_DUE, sorted(fresh))


def due_rows(views: CaseViews) -> list[tuple[str, ...]]:
    return [(i.case.id, i.ref, i.kind, i.date, i.time, i.state, i.what, i.note) for i in views.due]


def _values(views: CaseViews) -> tuple[Any, ...]:
    row = astuple(views.row)
    return (
        *row[: _BOOLEANS.start],
        *map(int, row[_BOOLEANS]),
        views.sort_number,
        views.sort_name,
        views.sort_changed,
        views.row.next_date or "9999",
        views.birth_date,
    )


def drop_case(connection: Connection, case_id: str) -> None:
    """Take a case out of all views."""
    place = place_of(connection, case_id)
    if place is not None:
        connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", (place,))
        connection.exec_driver_sql("DELETE FROM sound WHERE no = ?", (place,))
        connection.exec_driver_sql("DELETE FROM register WHERE no = ?", (place,))
    connection.exec_driver_sql("DELETE FROM due WHERE id = ?", (case_id,))


def drop_all(connection: Connection) -> None:
    for table in ("search", "sound", "register", "due"):
        connection.exec_driver_sql(f"DELETE FROM {table}")


def read(connection: Connection, case_id: str) -> tuple[Any, ...] | None:
    """Everything that the tables hold of a case, in a form that can be compared."""
    names = ", ".join(_COLUMNS)
    found = connection.exec_driver_sql(f"SELECT no, {names} FROM register WHERE id = ?", (case_id,)).first()
    if found is None:
        return None
    place, *values = found
    query = "SELECT id, ref, kind, date, time, state, what, note FROM due WHERE id = ?"
    due = frozenset(tuple(row) for row in connection.exec_driver_sql(query, (case_id,)))
    sounds = frozenset(row[0] for row in connection.exec_driver_sql("SELECT key FROM sound WHERE no = ?", (place,)))
    words = connection.exec_driver_sql("SELECT name, number, rest FROM search WHERE rowid = ?", (place,)).first()
    return (tuple(values), due, sounds, tuple(words) if words else None)


def expected(views: CaseViews, words: SearchTexts) -> tuple[Any, ...]:
    """What `read` must give for these views."""
    texts = (words.name, words.number, words.rest)
    return (_values(views), frozenset(due_rows(views)), frozenset(views.sounds), texts)
