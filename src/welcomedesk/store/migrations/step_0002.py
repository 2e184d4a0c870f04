"""To format 2: drafts and the log of views get tables of their own.

Format 1 kept the state of the window, drafts included, as entries of the log under the office. A log is no place for
them: it never forgets. So what is there moves into the new table, and its values leave the log as after an erasure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BLOB, INTEGER, TEXT, Column

if TYPE_CHECKING:
    from alembic.operations import Operations

_MOVE = """INSERT OR REPLACE INTO draft (adviser, case_id, field, value, at)
    SELECT field, '', 'window', value, at FROM fact
    WHERE case_id = 'office' AND entity = 'draft' AND value <> 'null' ORDER BY lamport"""
_FORGET = (
    "DELETE FROM fact WHERE case_id = 'office' AND entity = 'draft'",
    "UPDATE entry SET value = NULL, salt = NULL WHERE case_id = 'office' AND entity = 'draft'",
)


def upgrade(operations: Operations) -> None:
    """Make the two tables, move the drafts, empty their entries."""
    _draft(operations)
    _access(operations)
    operations.execute(_MOVE)
    for statement in _FORGET:
        operations.execute(statement)


def _draft(operations: Operations) -> None:
    operations.create_table(
        "draft",
        _text("adviser", primary_key=True),
        _text("case_id", primary_key=True),
        _text("field", primary_key=True),
        _text("value"),
        _text("at"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _access(operations: Operations) -> None:
    operations.create_table(
        "access",
        Column("number", INTEGER, primary_key=True, nullable=False, autoincrement=False),
        _text("at"),
        _text("actor"),
        _text("case_id"),
        _text("what"),
        Column("reason", TEXT),
        Column("salt", BLOB),
        Column("commitment", BLOB, nullable=False),
        Column("hash", BLOB, nullable=False),
        sqlite_strict=True,
    )
    operations.create_index("access_case", "access", ["case_id"])


def _text(name: str, **more: Any) -> Column[str]:
    return Column(name, TEXT, nullable=False, **more)
