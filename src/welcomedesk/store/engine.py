"""The encrypted database: opened only where it exists, with settings that are asserted, in one process at a time.

Source of the settings: measured for this project. WAL with `synchronous=FULL` lost no acknowledged commit in simulated
power cuts, nor did DELETE with EXTRA; the defaults and the popular WAL with NORMAL did. WAL waits once for the drive at
every save where DELETE waits five times: `docs/decisions/0006-save-waits-for-the-drive-once.md`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from welcomedesk.store import files, headers, tables, troubles

BUSY_MS = 10_000
CACHE_KIB = 24_576

SETTINGS: tuple[tuple[str, str, object], ...] = (
    # Wipes freed memory of the engine; searching takes two thirds longer with it and is still quick enough.
    ("cipher_memory_security", "ON", "1"),
    # One process has the file for itself; so no shared index of the journal lies beside it.
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("wal_autocheckpoint", "1000", 1000),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("mmap_size", "0", 0),
    ("cache_size", str(-CACHE_KIB), -CACHE_KIB),
    ("busy_timeout", str(BUSY_MS), BUSY_MS),
)
"""Name, value to set, value that must be read back."""


class Database:
    """One open case file; any thread may use it, one at a time.

    Args:
        raw: the connection of the engine, for what SQLAlchemy has no words for (backup).
        path: where the file lies, for messages.
    """

    def __init__(self, raw: Any, path: Path) -> None:
        self.raw = raw
        self.path = path
        self.lock = threading.RLock()
        self._closed = False
        self._engine = _engine(raw)
        # The words of the index as a table, to ask which words begin as typed; it lives in memory only.
        raw.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search, row)")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Work in one transaction: everything inside becomes durable together at the end, or nothing does.

        Raises:
            DeskError: disk full, no right to write, damaged page, closed file.
        """
        with self.lock:
            if self._closed:
                raise troubles.locked()
            try:
                with self._engine.begin() as connection:
                    yield connection
            except DBAPIError as error:
                self._leave()
                raise troubles.from_sqlite(error.orig or error, self.path) or error from error
            except BaseException:
                self._leave()
                raise

    def _leave(self) -> None:
        """Some failures end the transaction in the engine and some do not; afterwards none is open."""
        if self.raw.in_transaction:
            self.raw.rollback()

    def settings(self) -> dict[str, object]:
        """The settings as the engine reports them."""
        with self.lock:
            return {name: _pragma(self.raw, name) for name, _set, _expected in SETTINGS}

    def close(self) -> None:
        """Close the file; later calls answer `locked`. At rest it is one file: the journal goes into it."""
        with self.lock:
            if not self._closed:
                self._closed = True
                self._engine.dispose()
                self.raw.close()

    def empty_journal(self) -> None:
        """Move everything from the journal into the file and overwrite the journal's end."""
        with self.lock:
            try:
                self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlcipher.Error as error:
                raise troubles.from_sqlite(error, self.path) or error from error


def _engine(raw: Any) -> Engine:
    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=lambda: raw, poolclass=StaticPool, pool_reset_on_return=None
    )

    # The engine's own driver would begin transactions late and commit behind our back; so we say when one begins.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def open_existing(path: Path, key: bytes, identity: str) -> Database:
    """Open the case file of a workplace; it is never created here.

    Args:
        identity: the name of the file according to the key file.

    Raises:
        DeskError: file_missing, file_empty, file_cut, file_foreign, file_damaged, newer_format, no_write.
    """
    trouble = headers.trouble_without_key(path)
    if trouble:
        raise trouble
    raw = _connect(path, key, "rw")
    try:
        _identify(raw, path, identity)
        _set(raw, path)
        return Database(raw, path)
    except BaseException:
        raw.close()
        raise


def create(path: Path, key: bytes, identity: str, device: str) -> None:
    """Make an empty case file; refuses where a file exists."""
    try:
        files.private_new(path).close()
    except FileExistsError as error:
        raise troubles.exists(path) from error
    except OSError as error:
        raise troubles.from_os(error, path) from error
    database = Database(_set(_connect(path, key, "rw"), path), path)
    try:
        with database.transaction() as connection:
            tables.create(connection)
            connection.execute(
                tables.file.insert().values(id=1, program="welcomedesk", identity=identity, device=device, lamport=0)
            )
    finally:
        database.close()
    files.sync_folder(path.parent)


def _connect(path: Path, key: bytes, mode: str) -> Any:
    try:
        raw = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False,
            timeout=BUSY_MS / 1000, cached_statements=256,
        )  # fmt: skip
    except sqlcipher.Error as error:
        raise troubles.from_sqlite(error, path) or error from error
    # The engine writes its log to standard error unless told otherwise, and that before the key is known.
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return raw


def _set(raw: Any, path: Path) -> Any:
    try:
        for name, value, expected in SETTINGS:
            raw.execute(f"PRAGMA {name} = {value}")
            found = _pragma(raw, name)
            if found != expected:
                raise RuntimeError(f"the engine refused {name} = {value}: {found!r}")
    except sqlcipher.Error as error:
        raise troubles.from_sqlite(error, path) or error from error
    return raw


def _pragma(raw: Any, name: str) -> object:
    return raw.execute(f"PRAGMA {name}").fetchone()[0]


def _identify(raw: Any, path: Path, identity: str) -> None:
    """Refuse a file that is not this workplace's, or that holds what we never put into one."""
    try:
        application, version = _pragma(raw, "application_id"), _pragma(raw, "user_version")
        if application != tables.APPLICATION_ID:
            raise troubles.file_foreign(path)
        if not isinstance(version, int) or version > tables.FORMAT:
            raise troubles.newer_format(int(str(version)), tables.FORMAT)
        marker = raw.execute("SELECT program, identity FROM file WHERE id = 1").fetchone()
        if marker != ("welcomedesk", identity):
            raise troubles.file_foreign(path)
        names = raw.execute("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
        found = {(kind, name) for kind, name in names}
    except sqlcipher.Error as error:
        raise _at_open(error, path) from error
    strange = {name for kind, name in found if kind not in ("table", "index")}
    if strange or {name for _, name in found} != tables.expected_names(version):
        raise troubles.file_foreign(path)


def _at_open(error: BaseException, path: Path) -> BaseException:
    """The first page tells whether the key fits; what fails later is damage."""
    if (getattr(error, "sqlite_errorcode", 0) & 0xFF) == 26:
        return troubles.file_foreign(path)
    return troubles.from_sqlite(error, path) or error


def copy_into(database: Database, path: Path, key: bytes, pages: int, between: Callable[[int, int], None]) -> None:
    """Copy an open case file into a new encrypted file, slice by slice.

    Args:
        pages: pages per slice.
        between: called between two slices with the pages done and all pages, never after the last: what follows sees
            the state that was copied.
    """

    def progress(_status: int, left: int, total: int) -> None:
        if left:
            between(total - left, total)

    files.private_new(path).close()
    target = _connect(path, key, "rw")
    try:
        database.raw.backup(target, pages=pages, progress=progress, sleep=0)
    except sqlcipher.Error as error:
        raise troubles.from_sqlite(error, path) or error from error
    finally:
        target.close()
