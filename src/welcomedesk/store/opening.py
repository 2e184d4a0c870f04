"""Opening an existing case file: engine, migration, watermark, and what a restore left to do."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from welcomedesk.desk.ports import Check
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import engine, erasing, migrations, views
from welcomedesk.store.store import SqlCaseStore
from welcomedesk.store.watermark import Watermark
from welcomedesk.store.writing import read_head

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from welcomedesk.store.vault import Places
    from welcomedesk.store.writing import Head


def open_store(
    places: Places,
    identity: str,
    data_key: bytes,
    declared: views.Declaration,
    opened_by: str,
    notices: tuple[Check, ...],
    release: Callable[[], None],
) -> SqlCaseStore:
    """The case store over an existing file.

    Raises:
        DeskError: whatever is wrong with the file.
    """
    database = engine.open_existing(places.case_file, data_key, identity)
    try:
        watermark = Watermark(places.watermark, places.session_mark, data_key, identity)
        store = SqlCaseStore(database, watermark, declared, opened_by, (), release)
        migrations.bring_up_to_date(database, before=lambda: _back_up(store, places))
        noticed = _compare(store, watermark, restored=places.restored.exists())
        noticed += _finish_restore(store, places, data_key, identity)
        store.notices = (*notices, *noticed)
        return store
    except BaseException:
        database.close()
        raise


def _back_up(store: SqlCaseStore, places: Places) -> None:
    """A backup, opened and compared, before the first step: an older program can still read what is in it."""
    from datetime import UTC, datetime

    from welcomedesk.domain import backup_plan
    from welcomedesk.store.backup import FileBackups

    name = backup_plan.name_of(datetime.now(UTC).astimezone(), "migration")
    FileBackups(places, places.backups).make(store, name)


def _compare(store: SqlCaseStore, watermark: Watermark, *, restored: bool) -> tuple[Check, ...]:
    """Notice a file that is older than what was saved on this computer.

    Where it is, or where nobody can tell, this computer goes on under a new name in the log: numbers that it gave out
    after the older state may already be known elsewhere and must not be given out twice.
    """
    marks = watermark.get()
    with store.database.transaction() as connection:
        head, _lamport = read_head(connection)
        lost = [mark for mark in marks if mark.number and not _holds(connection, mark)]
        known = bool(marks) and not lost
        fresh = not marks and head.number == 0
        if not known and not fresh:
            connection.exec_driver_sql("UPDATE file SET device = ?", (secrets.token_hex(4),))
    if restored and not marks:
        # A lasting mark before anything is saved, so that a crash right after the first save is not taken for an old
        # file. Where the mark is missing without a restore it stays so: the notice is to come again.
        watermark.put(head)
    if known:
        return (Check("watermark", True),)
    if fresh:
        # Now, not with the first save: a kill between that save and its mark would look like a mark taken away.
        watermark.put(head)
        return ()
    if not lost:
        return (Check("watermark", restored, "restored" if restored else "missing"),)
    return (Check("watermark", False, f"older {max(mark.number for mark in lost)}"),)


def _holds(connection: Connection, mark: Head) -> bool:
    if not mark.number:
        # From the set-up: nothing had been saved yet, so no file is older.
        return True
    query = "SELECT hash FROM entry WHERE device = ? AND number = ?"
    return bool(connection.exec_driver_sql(query, (mark.device, mark.number)).scalar() == mark.hash)


def _finish_restore(store: SqlCaseStore, places: Places, data_key: bytes, identity: str) -> tuple[Check, ...]:
    """After a restore: erase again what had been erased since the backup, before anything is shown."""
    if not places.restored.exists():
        return ()
    try:
        told = json.loads(places.restored.read_text("utf-8"))
        aside = places.restored.parent / str(told["aside"]) / places.case_file.name
        ledger = _ledger(aside, data_key, identity)
    except (OSError, ValueError, KeyError, TypeError, DeskError, DBAPIError):
        # The file that was put aside may be the damaged one; then its ledger cannot be read and the notice says so.
        places.restored.unlink(missing_ok=True)
        return (Check("restored", False, "ledger unknown"),)
    store.erase_again(ledger)
    places.restored.unlink(missing_ok=True)
    return (Check("restored", True, str(len(ledger))),)


def _ledger(aside: Path, data_key: bytes, identity: str) -> tuple[erasing.Line, ...]:
    if not aside.exists():
        return ()
    database = engine.open_existing(aside, data_key, identity)
    try:
        with database.transaction() as connection:
            return erasing.ledger(connection)
    finally:
        database.close()
