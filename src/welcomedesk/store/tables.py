"""The tables of a case file, format 2. STRICT: a column holds the type it says, whatever is handed in.

file       marker row: which program, whose file, which device writes, the logical clock
entry      the log, the truth; one row per change of a field, never altered except to take a value out by law
head       last number and hash of every device's chain
fact       current values, made from the log
register, due, sound, search        views, made from the facts, may be made again at any time
blob       letters as sent and attachments, unchangeable
number_used, erased                 what must outlive the cases: numbers given out, ledger of erasures
draft      what somebody types and has not saved yet, per adviser, case and field (format 2)
access     who looked at what and why, append only and chained; filled by `store/access.py` (format 2)
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from sqlalchemy import BLOB, INTEGER, TEXT, CheckConstraint, Column, Connection, Index, MetaData, Table

APPLICATION_ID = 0x57_44_53_4B
"""`WDSK`, in the header of the file (PRAGMA application_id)."""

FORMAT = 2
"""Number of this layout (PRAGMA user_version). A new one comes with a step in `migrations/`."""

metadata = MetaData()
_FILTERS = ("state", "kind", "adviser", "sample")
_STRICT: dict[str, Any] = {"sqlite_strict": True}
_CLUSTERED: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, TEXT, primary_key=key, nullable=False)


def _int(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, INTEGER, primary_key=key, nullable=False, autoincrement=False)


file = Table(
    "file",
    metadata,
    _int("id", key=True),
    _text("program"),
    _text("identity"),
    _text("device"),
    _int("lamport"),
    CheckConstraint("id = 1"),
    **_STRICT,
)

entry = Table(
    "entry",
    metadata,
    _text("device", key=True),
    _int("number", key=True),
    _text("case_id"),
    _text("entity"),
    _text("field"),
    Column("value", TEXT),
    Column("salt", BLOB),
    _text("seen"),
    _int("lamport"),
    _int("schema"),
    _text("actor"),
    _text("at"),
    Column("commitment", BLOB, nullable=False),
    Column("hash", BLOB, nullable=False),
    Index("entry_case", "case_id", "entity", "field"),
    **_CLUSTERED,
)

head = Table(
    "head",
    metadata,
    _text("device", key=True),
    _int("number"),
    Column("hash", BLOB, nullable=False),
    **_CLUSTERED,
)

fact = Table(
    "fact",
    metadata,
    _text("case_id", key=True),
    _text("entity", key=True),
    _text("field", key=True),
    _text("device", key=True),
    _int("number", key=True),
    _text("value"),
    _text("actor"),
    _text("at"),
    _int("lamport"),
    **_CLUSTERED,
)

register = Table(
    "register",
    metadata,
    Column("no", INTEGER, primary_key=True),
    Column("id", TEXT, nullable=False, unique=True),
    _text("number"),
    _text("kind"),
    _text("name"),
    _text("state"),
    _text("place"),
    _text("adviser"),
    _text("opened"),
    _text("changed"),
    _text("next_step"),
    _text("next_date"),
    _int("sample"),
    _int("protected"),
    _int("has_conflict"),
    _int("sort_number"),
    _text("sort_name"),
    _int("sort_changed"),
    _text("birth_date"),
    _text("sort_next"),
    Index("register_number", "number"),
    Index("register_count", *_FILTERS),
    # Lists walk one of these in order and stop when a page is full; the filters lie inside, so few rows are read.
    Index("register_by_number", "sort_number", "number", "id", *_FILTERS),
    Index("register_by_name", "sort_name", "id", *_FILTERS),
    Index("register_by_change", "sort_changed", "id", *_FILTERS),
    Index("register_by_next", "sort_next", "id", *_FILTERS),
    **_STRICT,
)

due = Table(
    "due",
    metadata,
    _text("id", key=True),
    _text("ref", key=True),
    _text("kind"),
    _text("date"),
    _text("time"),
    _text("state"),
    _text("what"),
    _text("note"),
    Index("due_by_date", "date", "time", "id", "ref"),
    **_CLUSTERED,
)

sound = Table(
    "sound",
    metadata,
    _text("key", key=True),
    _int("no", key=True),
    Index("sound_by_case", "no"),
    **_CLUSTERED,
)

blob = Table(
    "blob",
    metadata,
    Column("no", INTEGER, primary_key=True),
    _text("sha256"),
    _text("case_id"),
    _text("media_type"),
    _int("size"),
    Column("content", BLOB, nullable=False),
    Index("blob_sha", "sha256", "case_id", unique=True),
    Index("blob_case", "case_id"),
    **_STRICT,
)

number_used = Table("number_used", metadata, _int("year", key=True), _int("last"), **_STRICT)

erased = Table("erased", metadata, _text("case_id", key=True), _text("at"), _text("actor"), **_CLUSTERED)

draft = Table(
    "draft",
    metadata,
    _text("adviser", key=True),
    _text("case_id", key=True),
    _text("field", key=True),
    _text("value"),
    _text("at"),
    **_CLUSTERED,
)

access = Table(
    "access",
    metadata,
    _int("number", key=True),
    _text("at"),
    _text("actor"),
    _text("case_id"),
    _text("what"),
    Column("reason", TEXT),
    Column("salt", BLOB),
    Column("commitment", BLOB, nullable=False),
    Column("hash", BLOB, nullable=False),
    Index("access_case", "case_id"),
    **_STRICT,
)

SINCE = MappingProxyType({"draft": 2, "access": 2})
"""The format that brought a table; the others are there since the first."""

SEARCH = """CREATE VIRTUAL TABLE search USING fts5(
    name, number, rest, tokenize='ascii', prefix='1 2 3', detail='column', columnsize=0
)"""
# The words come folded and split from `words.py`, so the plainest tokenizer is the right one: it leaves them alone.
# Its own secure-delete costs 20 to 80 ms at every save; so it is used where it matters, in `erasing.py`.


def create(connection: Connection) -> None:
    """Make all tables in an empty file."""
    metadata.create_all(connection)
    connection.exec_driver_sql(SEARCH)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def expected_names(version: int = FORMAT) -> frozenset[str]:
    """Names of everything that a file of this format holds, tables and indexes."""
    known = [table for name, table in metadata.tables.items() if SINCE.get(name, 1) <= version]
    indexes = {str(index.name) for table in known for index in table.indexes}
    parts = {f"search_{part}" for part in ("data", "idx", "content", "config")}
    return frozenset({*(table.name for table in known), *indexes, "search", *parts})
