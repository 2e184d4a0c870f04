"""One unlocked case file: the protocol `desk.ports.CaseStore` over the encrypted database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from welcomedesk.desk.ports import (
    Access,
    CaseHit,
    Check,
    CheckReport,
    DoubleHit,
    Draft,
    DueItem,
    Erasure,
    ErasureStep,
    HistoryLine,
    RegisterPage,
    RegisterQuery,
)
from welcomedesk.domain.case import OFFICE, CaseFile, Entity
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.log import Change, Entry, EntryId
from welcomedesk.store import (
    access,
    checking,
    drafts,
    erasing,
    facts,
    finding,
    scanning,
    troubles,
    view_tables,
    views,
    writing,
)
from welcomedesk.store.engine import Database
from welcomedesk.store.history import history
from welcomedesk.store.reserve import Reserve
from welcomedesk.store.watermark import Watermark

LARGEST_BLOB_MB = 20
T = TypeVar("T")


class SqlCaseStore:
    """The case file while it is unlocked. Any thread may call, one call at a time.

    Args:
        watermark: where the head of the log is remembered outside the file; it knows the keys as well.
        opened_by: name of the adviser whose passphrase opened the file; empty for the recovery sheet.
        notices: what was found when the file was opened (an older file, a repaired key file).
        release: lets go of the lock that keeps other processes out.
    """

    def __init__(
        self,
        database: Database,
        watermark: Watermark,
        declared: views.Declaration,
        opened_by: str = "",
        notices: tuple[Check, ...] = (),
        release: Callable[[], None] = lambda: None,
    ) -> None:
        self.database = database
        self.notices = notices
        self._opened_by = opened_by
        self._watermark = watermark
        self._declared = declared
        self._release = release
        self._reserve = Reserve(database.path.with_name(database.path.name + ".reserve"), database.path)
        self._written = 0

    @property
    def opened_by(self) -> str:
        return self._opened_by

    @property
    def identity(self) -> str:
        """The random name of this case file."""
        return self._watermark.identity

    @property
    def data_key(self) -> bytes:
        """The key of this case file, for its backups."""
        return self._watermark.data_key

    # --- writing ----------------------------------------------------------------------------------------------------

    def write(self, changes: Sequence[Change], *, actor: str, at: datetime) -> tuple[EntryId, ...]:
        """Write all changes in one transaction; on return they are durable."""
        if not changes:
            return ()
        stamp = at.isoformat(timespec="seconds")
        with self.database.transaction() as connection:
            ids, head = writing.write(connection, changes, self._declared, actor=actor, at=stamp)
        self._wrote(head)
        return ids

    def _wrote(self, head: writing.Head) -> None:
        self._written += 1
        self._watermark.put(head)

    def written(self) -> int:
        """A number that changes with everything written or erased since the file was unlocked; costs nothing."""
        return self._written

    def import_cases(self, cases: Iterable[tuple[str, Sequence[Change]]], *, actor: str, at: datetime) -> Iterator[str]:
        """Write many cases, each in a transaction of its own; gives the id of each once it is durable.

        Args:
            cases: id and changes of each case.
        """
        for case_id, changes in cases:
            self.write(changes, actor=actor, at=at)
            yield case_id

    def write_together(self, batches: Iterable[Sequence[Change]], *, actor: str, at: datetime) -> int:
        """Write many batches of changes in a single transaction: all of them or none; returns how many entries."""
        stamp, count = at.isoformat(timespec="seconds"), 0
        head = None
        with self.database.transaction() as connection:
            for changes in batches:
                ids, head = writing.write(connection, changes, self._declared, actor=actor, at=stamp)
                count += len(ids)
        if head:
            self._wrote(head)
        return count

    def receive(self, entries: Sequence[Entry]) -> int:
        """Take over entries of other devices, all or none; returns how many were new.

        Raises:
            ValueError: a gap, a changed duplicate or a broken chain.
        """
        with self.database.transaction() as connection:
            count = writing.receive(connection, entries, self._declared)
        self._written += count
        return count

    def entries_after(self, device: str, number: int) -> tuple[Entry, ...]:
        """The entries of a device that come after a number, in order."""
        query = f"SELECT {facts.ENTRY_COLUMNS} FROM entry WHERE device = ? AND number > ? ORDER BY number"
        with self.database.transaction() as connection:
            return tuple(map(facts.entry_of, connection.exec_driver_sql(query, (device, number))))

    def device(self) -> str:
        """The name under which this computer writes into the log."""
        with self.database.transaction() as connection:
            return writing.read_head(connection)[0].device

    # --- reading ----------------------------------------------------------------------------------------------------

    def case(self, case_id: str) -> CaseFile | None:
        with self.database.transaction() as connection:
            return facts.case_file(case_id, facts.load(connection, case_id))

    def next_number(self, year: int) -> str:
        """The next free case number of that year; numbers of erased cases do not come back."""
        with self.database.transaction() as connection:
            query = "SELECT last FROM number_used WHERE year = ?"
            last = connection.exec_driver_sql(query, (year,)).scalar() or 0
        return f"{year:04d}-{last + 1:04d}"

    def find_number(self, number: str) -> str | None:
        with self.database.transaction() as connection:
            return finding.find_number(connection, number)

    def register(self, query: RegisterQuery) -> RegisterPage:
        with self.database.transaction() as connection:
            return finding.register(connection, query)

    def search(self, text: str, limit: int = 50) -> tuple[CaseHit, ...]:
        with self.database.transaction() as connection:
            return finding.search(connection, text, limit, self._declared)

    def doubles(self, name: str, kind: str, birth_date: str = "", limit: int = 5) -> tuple[DoubleHit, ...]:
        with self.database.transaction() as connection:
            return finding.likely_doubles(connection, name, kind, birth_date, limit)

    def due(self, until: date, kinds: Sequence[str] = ()) -> tuple[DueItem, ...]:
        with self.database.transaction() as connection:
            return finding.due(connection, until.isoformat(), kinds)

    def entities(self, kind: str, fields: Sequence[str], *, samples: bool = False) -> tuple[tuple[str, Entity], ...]:
        """Id of the case and these fields of everything of a kind; see `CaseStore`."""
        with self.database.transaction() as connection:
            return finding.entities(connection, kind, fields, samples)

    def history(self, case_id: str, entity: str = "", field: str = "", limit: int = 500) -> tuple[HistoryLine, ...]:
        with self.database.transaction() as connection:
            return history(connection, case_id, entity, field, limit)

    def counts(self) -> dict[str, int]:
        with self.database.transaction() as connection:
            query = "SELECT state, kind, count(*) FROM register GROUP BY state, kind"
            rows = connection.exec_driver_sql(query).fetchall()
            entries = checking.count_entries(connection)
        return {
            "cases": sum(row[2] for row in rows),
            "open": sum(row[2] for row in rows if row[0] not in ("closed", views.RESTRICTED)),
            "entries": entries,
            "people": sum(row[2] for row in rows if row[1] == "person"),
            "companies": sum(row[2] for row in rows if row[1] == "company"),
        }

    # --- letters and attachments ------------------------------------------------------------------------------------

    def put_blob(self, content: bytes, *, case: str, media_type: str) -> str:
        """Keep a letter or attachment unchangeably; returns its SHA-256 as hex.

        Raises:
            DeskError: `too_big`, `unknown_case` for an erased case.
        """
        if len(content) > LARGEST_BLOB_MB * 1_048_576:
            raise troubles.too_big(LARGEST_BLOB_MB)
        sha = hashlib.sha256(content).hexdigest()
        with self.database.transaction() as connection:
            if writing.is_erased(connection, case):
                raise troubles.erased_case(case)
            connection.exec_driver_sql(
                """INSERT INTO blob (sha256, case_id, media_type, size, content) VALUES (?, ?, ?, ?, ?)
                   ON CONFLICT (sha256, case_id) DO NOTHING""",
                (sha, case, media_type, len(content), content),
            )
        self._written += 1
        return sha

    def blob(self, sha256: str) -> bytes | None:
        """The content kept under a hash.

        Raises:
            DeskError: `file_damaged`, where it does not have its hash any more.
        """
        with self.database.transaction() as connection:
            query = "SELECT content FROM blob WHERE sha256 = ?"
            content = connection.exec_driver_sql(query, (sha256,)).scalar()
        if content is not None and hashlib.sha256(content).hexdigest() != sha256:
            raise troubles.file_damaged(self.database.path)
        return content

    # --- drafts and the log of views --------------------------------------------------------------------------------

    def keep_drafts(self, adviser: str, changed: Sequence[Draft]) -> None:
        """Keep what somebody types; a draft without a value is forgotten. On return it is durable."""
        if changed:
            with self.database.transaction() as connection:
                drafts.keep(connection, adviser, changed)

    def drafts(self, adviser: str) -> tuple[Draft, ...]:
        with self.database.transaction() as connection:
            return drafts.of(connection, adviser)

    def note_access(self, case_id: str, what: str, reason: str = "", *, actor: str, at: datetime) -> int:
        """Note that somebody looked at something; returns the number of the line."""
        with self.database.transaction() as connection:
            return access.note(connection, case_id, what, reason, actor, at.isoformat(timespec="seconds"))

    def accesses(self, case_id: str = "", after: int = 0, limit: int = 1000) -> tuple[Access, ...]:
        with self.database.transaction() as connection:
            return access.lines(connection, case_id, after, limit)

    def forget_accesses(self, before: str) -> int:
        with self.database.transaction() as connection:
            return access.forget(connection, before)

    # --- care -------------------------------------------------------------------------------------------------------

    def erase(self, case_id: str, *, actor: str, at: datetime) -> Erasure:
        stamp = at.isoformat(timespec="seconds")

        def work() -> Erasure:
            with self.database.transaction() as connection:
                words = scanning.words_to_look_for(connection, case_id)
                head, steps = erasing.erase(connection, case_id, actor=actor, at=stamp)
            return self._erased(head, steps, words)

        return self._making_room(work)

    def erase_parts(self, case_id: str, refs: Sequence[str], *, actor: str, at: datetime) -> Erasure:
        stamp = at.isoformat(timespec="seconds")

        def work() -> Erasure:
            with self.database.transaction() as connection:
                words = scanning.words_to_look_for(connection, case_id, refs) if refs else ()
                head, steps = erasing.erase_parts(connection, case_id, refs, self._declared, actor=actor, at=stamp)
            return self._erased(head, steps, words)

        return self._making_room(work)

    def _making_room(self, work: Callable[[], T]) -> T:
        """Erase; on a full drive once more with the room that is set aside for it."""
        try:
            return work()
        except DeskError as error:
            if error.code != "disk_full" or not self._reserve.let_go():
                raise
        try:
            return work()
        finally:
            self._reserve.keep()

    def keep_reserve(self) -> bool:
        """Set room aside for erasing on a full drive, where it is not there; whether it is."""
        return self._reserve.keep()

    def _erased(self, head: writing.Head, steps: tuple[ErasureStep, ...], words: tuple[str, ...]) -> Erasure:
        """What follows every erasure: the journal is emptied, and the file itself is looked through."""
        self._making_room(self.database.empty_journal)
        if not steps:
            return Erasure()
        self._wrote(head)
        with troubles.told(self.database.path), self.database.transaction() as connection:
            seen = scanning.scan(connection, self.database.path, self.data_key, words)
        return Erasure((*steps, ErasureStep("journal", 1), ErasureStep("ledger", 1), seen))

    def erase_again(self, ledger: Sequence[erasing.Line]) -> None:
        """Erase after a restore what had been erased since the backup."""
        with self.database.transaction() as connection:
            head = erasing.erase_again(connection, ledger, self._declared)
        self._watermark.put(head)
        self.database.empty_journal()

    def check(self) -> CheckReport:
        return checking.check(self.database, self._declared, self.notices)

    def rebuild_views(self) -> None:
        """Make register, dates, index and sound keys again from the facts; rows keep their order of creation."""
        with self.database.transaction() as connection:
            # The facts alone do not tell: the first of them may have been replaced by a later one.
            query = """SELECT fact.case_id FROM fact LEFT JOIN register ON register.id = fact.case_id
                       GROUP BY fact.case_id ORDER BY min(register.no) IS NULL, min(register.no), min(fact.lamport)"""
            in_order = connection.exec_driver_sql(query).fetchall()
            view_tables.drop_all(connection)
            for (case_id,) in in_order:
                if case_id != OFFICE:
                    found = facts.load(connection, case_id)
                    writing.refresh(connection, case_id, {}, found, self._declared)

    def close(self) -> None:
        self.database.close()
        self._watermark.settle()
        self._release()
