"""The history of a case: who changed what when, and what stood there before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from welcomedesk.desk.ports import HistoryLine
from welcomedesk.domain.log import Entry, EntryId, Json
from welcomedesk.store import facts

if TYPE_CHECKING:
    from sqlalchemy import Connection


def history(connection: Connection, case_id: str, entity: str, field: str, limit: int) -> tuple[HistoryLine, ...]:
    """The changes of a case, newest first; of one entity or field where it is named."""
    entries = facts.entries_of_case(connection, case_id)
    by_id = {entry.id: entry for entry in entries}
    wanted = (e for e in reversed(entries) if entity in ("", e.entity) and field in ("", e.field))
    return tuple(_line(entry, by_id) for entry, _ in zip(wanted, range(max(limit, 0)), strict=False))


def _line(entry: Entry, by_id: dict[EntryId, Entry]) -> HistoryLine:
    seen = (by_id[key] for key in entry.seen if key in by_id)
    before = max(seen, key=lambda seen: (seen.lamport, seen.id), default=None)
    return HistoryLine(
        entry=entry.id,
        entity=entry.entity,
        field=entry.field,
        value=_value(entry),
        before=_value(before) if before else None,
        actor=entry.actor,
        at=entry.at,
        erased=entry.salt is None,
    )


def _value(entry: Entry) -> Json:
    value: Json = json.loads(entry.value) if entry.value is not None else None
    return value
