"""Writing: changes become log entries, facts and views, all in one transaction."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welcomedesk.domain import log
from welcomedesk.domain.case import ERASED, OFFICE, CaseFile
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.log import Change, Entry, EntryId
from welcomedesk.domain.words import N_
from welcomedesk.store import facts, troubles, view_tables, views
from welcomedesk.store.words import well_formed

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NUMBER_USED = """INSERT INTO number_used (year, last) VALUES (?, ?)
    ON CONFLICT (year) DO UPDATE SET last = max(last, excluded.last)"""
_HEAD = """INSERT INTO head (device, number, hash) VALUES (?, ?, ?)
    ON CONFLICT (device) DO UPDATE SET number = excluded.number, hash = excluded.hash"""
_HEX_YEAR = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain of a device stands: its last number and hash."""

    device: str
    number: int
    hash: bytes


@dataclass(slots=True)
class Pen:
    """Makes the entries of this device, one after the other; the state of the chain within one transaction."""

    head: Head
    lamport: int
    actor: str
    at: str

    def entry(self, change: Change, seen: tuple[EntryId, ...]) -> Entry:
        """The next entry of this device."""
        text, salt = _text_of(change), os.urandom(16)
        self.lamport += 1
        draft = Entry(
            device=self.head.device,
            number=self.head.number + 1,
            case=change.case,
            entity=well_formed(change.entity),
            field=well_formed(change.field),
            value=text,
            salt=salt,
            seen=seen,
            lamport=self.lamport,
            schema=log.SCHEMA,
            actor=self.actor,
            at=self.at,
            commitment=log.commitment(salt, text),
            hash=b"",
        )
        made = replace(draft, hash=log.entry_hash(self.head.hash, draft))
        self.head = Head(made.device, made.number, made.hash)
        return made


def _text_of(change: Change) -> str:
    try:
        return log.value_text(change.value)
    except (ValueError, TypeError, RecursionError) as error:
        raise DeskError(
            "bad_value",
            N_("The value of {field} cannot be kept."),
            safe=N_("Nothing was changed."),
            next_step=N_("Enter another value."),
            field=f"{change.entity}.{change.field}"[:80],
        ) from error


def read_head(connection: Connection) -> tuple[Head, int]:
    """The head of this device's chain and the logical clock."""
    device, lamport, number, link = connection.exec_driver_sql(
        """SELECT file.device, file.lamport, coalesce(head.number, 0), head.hash
           FROM file LEFT JOIN head ON head.device = file.device"""
    ).one()
    return Head(device, number, link or log.FIRST_HASH), lamport


def write(
    connection: Connection, changes: Sequence[Change], declared: views.Declaration, *, actor: str, at: str
) -> tuple[tuple[EntryId, ...], Head]:
    """Write changes; the caller's transaction makes them durable.

    Raises:
        DeskError: `unknown_case` for an erased case, `erased_part` for an erased thing of it, `bad_value` for a value
            that is no JSON.
    """
    head, lamport = read_head(connection)
    pen = Pen(head, lamport, well_formed(actor), at)
    before = {case: _facts_to_change(connection, case) for case in dict.fromkeys(c.case for c in changes)}
    after = {case: dict(found) for case, found in before.items()}
    entries = [_add(connection, pen, after[change.case], change) for change in changes]
    facts.insert_entries(connection, entries)
    for case_id, was in before.items():
        facts.replace(connection, case_id, was, after[case_id])
        refresh(connection, case_id, was, after[case_id], declared)
    save_head(connection, pen.head, pen.lamport)
    return tuple(entry.id for entry in entries), pen.head


def _facts_to_change(connection: Connection, case_id: str) -> facts.Facts:
    if is_erased(connection, case_id):
        raise troubles.erased_case(case_id)
    return facts.load(connection, case_id)


def _add(connection: Connection, pen: Pen, current: facts.Facts, change: Change) -> Entry:
    """Make the entry of a change and let it take the place of what it decides about."""
    key = (well_formed(change.entity), well_formed(change.field))
    if (key[0], ERASED) in current:
        raise troubles.erased_part(key[0])
    known = current.get(key, ())
    entry = pen.entry(change, tuple(fact.entry for fact in known))
    current[key] = log.supersede(known, facts.fact_of(entry), entry.seen)
    if key == ("case", "number"):
        use_number(connection, str(change.value))
    return entry


def refresh(
    connection: Connection, case_id: str, before: facts.Facts, after: facts.Facts, declared: views.Declaration
) -> None:
    """Bring the views of a case from its facts before to its facts after."""
    if case_id == OFFICE:
        return
    case, was = facts.case_file(case_id, after), facts.case_file(case_id, before)
    made = views.case_views(case, declared) if case else None
    if case is None or made is None:
        return
    known = views.case_views(was, declared) if was else None
    changed = [key for key in {**before, **after} if before.get(key) is not after.get(key)]
    words = views.search_words(case, declared) if _needs_words(known, changed, declared) else None
    view_tables.put(connection, known, made, words)


def _needs_words(
    known: views.CaseViews | None, changed: Iterable[tuple[str, str]], declared: views.Declaration
) -> bool:
    return known is None or views.touches_search(changed, declared)


def use_number(connection: Connection, number: str) -> None:
    """Remember a case number as given out, so that it never comes back, not even after an erasure."""
    order = views.number_order(number)
    if order:
        connection.exec_driver_sql(_NUMBER_USED, (order // _HEX_YEAR, order % _HEX_YEAR))


def save_head(connection: Connection, head: Head, lamport: int) -> None:
    connection.exec_driver_sql(_HEAD, (head.device, head.number, head.hash))
    connection.exec_driver_sql("UPDATE file SET lamport = ?", (lamport,))


def is_erased(connection: Connection, case_id: str) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM erased WHERE case_id = ?", (case_id,)).first() is not None


def receive(connection: Connection, entries: Sequence[Entry], declared: views.Declaration) -> int:
    """Take over entries of other devices; those that are known already change nothing.

    Args:
        entries: of any devices; those of one device in order and without a gap after what is known of it.

    Returns: how many were new.

    Raises:
        ValueError: a gap, a changed duplicate or a broken chain; nothing of it may be kept.
    """
    _mine, lamport = read_head(connection)
    new: list[Entry] = []
    for entry in entries:
        known = _head_of(connection, entry.device)
        if entry.number <= known.number:
            _refuse_changed(connection, entry)
            continue
        if entry.number != known.number + 1 or log.entry_hash(known.hash, entry) != entry.hash:
            raise ValueError(f"gap or broken chain at {entry.device} {entry.number}")
        facts.insert_entries(connection, [entry])
        lamport = max(lamport, entry.lamport)
        save_head(connection, Head(entry.device, entry.number, entry.hash), lamport)
        new.append(entry)
    for case_id in dict.fromkeys(entry.case for entry in new):
        fold_again(connection, case_id, declared)
    return len(new)


def _head_of(connection: Connection, device: str) -> Head:
    found = connection.exec_driver_sql("SELECT number, hash FROM head WHERE device = ?", (device,)).first()
    return Head(device, *found) if found else Head(device, 0, log.FIRST_HASH)


def _refuse_changed(connection: Connection, entry: Entry) -> None:
    query = "SELECT hash FROM entry WHERE device = ? AND number = ?"
    if connection.exec_driver_sql(query, entry.id).scalar() != entry.hash:
        raise ValueError(f"entry {entry.device} {entry.number} differs from the one at hand")


def fold_again(connection: Connection, case_id: str, declared: views.Declaration) -> CaseFile | None:
    """Make facts and views of a case again from its log."""
    if is_erased(connection, case_id):
        return None
    before = facts.load(connection, case_id)
    after = facts.fold_case(facts.entries_of_case(connection, case_id))
    facts.replace(connection, case_id, before, after)
    refresh(connection, case_id, before, after, declared)
    return facts.case_file(case_id, after)
