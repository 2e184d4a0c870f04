"""Facts: the current values of a case, made from the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from welcomedesk.domain import log
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.log import Entry, EntryId, Fact

if TYPE_CHECKING:
    from sqlalchemy import Connection

Facts: TypeAlias = dict[tuple[str, str], tuple[Fact, ...]]
"""Facts of one case by entity and field; several facts of a field are ordered by clock."""

_LOAD = "SELECT entity, field, device, number, value, actor, at, lamport FROM fact WHERE case_id = ?"
_LOAD_MANY = "SELECT case_id, entity, field, device, number, value, actor, at, lamport FROM fact WHERE case_id"
_INSERT = """INSERT INTO fact (case_id, entity, field, device, number, value, actor, at, lamport)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_DELETE = "DELETE FROM fact WHERE case_id = ? AND entity = ? AND field = ? AND device = ? AND number = ?"


def column(text: str) -> str:
    """Canonical JSON text as a column can hold it: lone surrogates, which no database takes, are written as escapes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(json.loads(text), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text


def canonical(text: str) -> str:
    """The canonical JSON text again, from what `column` gave."""
    return log.value_text(json.loads(text)) if "\\ud" in text else text


def load(connection: Connection, case_id: str) -> Facts:
    """All facts of a case."""
    found: dict[tuple[str, str], list[Fact]] = {}
    rows = connection.exec_driver_sql(_LOAD, (case_id,)).fetchall()
    for entity, field, device, number, value, actor, at, lamport in rows:
        fact = Fact(json.loads(value), (device, number), actor, at, lamport)
        found.setdefault((entity, field), []).append(fact)
    return {key: ordered(facts) for key, facts in found.items()}


def load_many(connection: Connection, case_ids: Sequence[str]) -> dict[str, Facts]:
    """All facts of several cases, read together; a few hundred cases at most."""
    marks = ", ".join("?" * len(case_ids))
    rows = connection.exec_driver_sql(f"{_LOAD_MANY} IN ({marks})", tuple(case_ids)).fetchall()
    found: dict[str, dict[tuple[str, str], list[Fact]]] = {}
    for case_id, entity, field, device, number, value, actor, at, lamport in rows:
        fact = Fact(json.loads(value), (device, number), actor, at, lamport)
        found.setdefault(case_id, {}).setdefault((entity, field), []).append(fact)
    return {case_id: {key: ordered(facts) for key, facts in of.items()} for case_id, of in found.items()}


def ordered(facts: list[Fact]) -> tuple[Fact, ...]:
    """Facts of one field by clock, the newest last."""
    return tuple(facts) if len(facts) == 1 else tuple(sorted(facts, key=lambda fact: (fact.lamport, fact.entry)))


def case_file(case_id: str, facts: Mapping[tuple[str, str], tuple[Fact, ...]]) -> CaseFile | None:
    """The case behind its facts; `None` where there are none. The same value said twice shows once, the earlier one."""
    if not facts:
        return None
    by_ref: dict[str, dict[str, tuple[Fact, ...]]] = {}
    for (ref, name), values in facts.items():
        by_ref.setdefault(ref, {})[name] = values if len(values) == 1 else _joined(values)
    entities = {ref: Entity(ref, MappingProxyType(names)) for ref, names in by_ref.items()}
    return CaseFile(case_id, MappingProxyType(entities))


def _joined(values: tuple[Fact, ...]) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for fact in values:
        found.setdefault(log.value_text(fact.value), fact)
    return tuple(found.values())


def fold(entries: Iterable[Entry]) -> tuple[Fact, ...]:
    """The facts of one field from all its entries, the same in whatever order they arrived.

    Every entry that nobody has decided about stays a fact, also beside one with the same value: joining them here would
    lose the one that was joined as soon as somebody decides about the other. `case_file` joins them for the eye.
    """
    known = tuple(entries)
    decided = {key for entry in known for key in entry.seen}
    return ordered([fact_of(entry) for entry in known if entry.value is not None and entry.id not in decided])


def fact_of(entry: Entry) -> Fact:
    return Fact(json.loads(entry.value or "null"), entry.id, entry.actor, entry.at, entry.lamport)


def fold_case(entries: Iterable[Entry]) -> Facts:
    """The facts of one case from all its entries."""
    by_field: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_field.setdefault((entry.entity, entry.field), []).append(entry)
    folded = {key: fold(found) for key, found in by_field.items()}
    return {key: facts for key, facts in folded.items() if facts}


def replace(connection: Connection, case_id: str, before: Facts, after: Facts) -> None:
    """Write what differs between the facts of a case before and after."""
    gone: list[tuple[Any, ...]] = []
    new: list[tuple[Any, ...]] = []
    for key in {**before, **after}:
        old, now = before.get(key, ()), after.get(key, ())
        if old is now:
            continue
        kept = {fact.entry for fact in old} & {fact.entry for fact in now}
        gone.extend((case_id, *key, *fact.entry) for fact in old if fact.entry not in kept)
        new.extend(row(case_id, key, fact) for fact in now if fact.entry not in kept)
    if gone:
        connection.exec_driver_sql(_DELETE, gone)
    if new:
        connection.exec_driver_sql(_INSERT, new)


def row(case_id: str, key: tuple[str, str], fact: Fact) -> tuple[Any, ...]:
    return (case_id, *key, *fact.entry, column(log.value_text(fact.value)), fact.actor, fact.at, fact.lamport)


# --- the log --------------------------------------------------------------------------------------------------------

ENTRY_COLUMNS = (
    "device, number, case_id, entity, field, value, salt, seen, lamport, schema, actor, at, commitment, hash"
)
_INSERT_ENTRY = f"INSERT INTO entry ({ENTRY_COLUMNS}) VALUES ({', '.join('?' * 14)})"


def insert_entries(connection: Connection, entries: Iterable[Entry]) -> None:
    connection.exec_driver_sql(_INSERT_ENTRY, [entry_row(entry) for entry in entries])


def entry_row(entry: Entry) -> tuple[Any, ...]:
    return (
        entry.device, entry.number, entry.case, entry.entity, entry.field,
        None if entry.value is None else column(entry.value), entry.salt,
        json.dumps(entry.seen, separators=(",", ":")), entry.lamport, entry.schema, entry.actor, entry.at,
        entry.commitment, entry.hash,
    )  # fmt: skip


def entry_of(row: Any) -> Entry:
    """The entry behind a row with `ENTRY_COLUMNS`."""
    (device, number, case, entity, field, value, salt, seen, lamport, schema, actor, at, commitment, link) = row
    return Entry(
        device, number, case, entity, field, None if value is None else canonical(value), salt, _seen(seen),
        lamport, schema, actor, at, commitment, link,
    )  # fmt: skip


def _seen(text: str) -> tuple[EntryId, ...]:
    return tuple((str(device), int(number)) for device, number in json.loads(text)) if text != "[]" else ()


def entries_of_case(connection: Connection, case_id: str) -> list[Entry]:
    """All entries of a case, oldest first by clock."""
    rows = connection.exec_driver_sql(f"SELECT {ENTRY_COLUMNS} FROM entry WHERE case_id = ?", (case_id,))
    return sorted(map(entry_of, rows), key=lambda entry: (entry.lamport, entry.id))
