"""A case store in memory for tests of the rooms above: real log entries, real views, no disk and no cipher.

It keeps the promises of `desk.ports.CaseStore` and passes the same contract tests as the real one.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

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
    RegisterRow,
)
from welcomedesk.domain import log
from welcomedesk.domain.case import ERASED, OFFICE, REMOVED, CaseFile, Entity
from welcomedesk.domain.log import Change, Entry, EntryId, Fact
from welcomedesk.domain.slips import begins_nearly
from welcomedesk.store import alike, doubles, erasing, troubles, views, words
from welcomedesk.store.views import CaseViews, SearchTexts

Facts = dict[tuple[str, str], tuple[Fact, ...]]


@dataclass
class MemoryStore:
    """An unlocked case file that forgets everything when it goes."""

    device: str = "memory"
    opened_by: str = "A. Beispiel"
    declared: views.Declaration = field(default_factory=views.standard)
    entries: list[Entry] = field(default_factory=list)
    facts: dict[str, Facts] = field(default_factory=dict)
    views: dict[str, CaseViews] = field(default_factory=dict)
    words: dict[str, SearchTexts] = field(default_factory=dict)
    blobs: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    numbers: dict[int, int] = field(default_factory=dict)
    drafted: dict[str, dict[tuple[str, str], Draft]] = field(default_factory=dict)
    looked: list[Access] = field(default_factory=list)
    last_look: int = 0
    closed: bool = False

    def write(self, changes: Sequence[Change], *, actor: str, at: datetime) -> tuple[EntryId, ...]:
        gone = next((change.case for change in changes if change.case in self.erased), None)
        if gone is not None:
            raise troubles.erased_case(gone)
        for change in changes:
            if (change.entity, ERASED) in self.facts.get(change.case, {}):
                raise troubles.erased_part(change.entity)
        made = tuple(self._append(change, actor, at.isoformat(timespec="seconds")) for change in changes)
        for case_id in dict.fromkeys(change.case for change in changes):
            self._refresh(case_id)
        return made

    def _append(self, change: Change, actor: str, at: str) -> EntryId:
        text, salt = log.value_text(change.value), os.urandom(16)
        facts = self.facts.setdefault(change.case, {})
        current = facts.get((change.entity, change.field), ())
        seen = tuple(fact.entry for fact in current)
        number = len(self.entries) + 1
        entry = Entry(
            device=self.device,
            number=number,
            case=change.case,
            entity=change.entity,
            field=change.field,
            value=text,
            salt=salt,
            seen=seen,
            lamport=number,
            schema=log.SCHEMA,
            actor=actor,
            at=at,
            commitment=log.commitment(salt, text),
            hash=b"",
        )
        previous = self.entries[-1].hash if self.entries else log.FIRST_HASH
        self.entries.append(_with(entry, hash=log.entry_hash(previous, entry)))
        fact = Fact(change.value, entry.id, actor, at, number)
        facts[change.entity, change.field] = log.supersede(current, fact, seen)
        if (change.entity, change.field) == ("case", "number"):
            order = views.number_order(str(change.value))
            if order:
                year = order // 1_000_000_000
                self.numbers[year] = max(self.numbers.get(year, 0), order % 1_000_000_000)
        return entry.id

    def _refresh(self, case_id: str) -> None:
        found = self.case(case_id)
        made = views.case_views(found, self.declared) if found else None
        if found and made:
            self.views[case_id] = made
            self.words[case_id] = views.search_words(found, self.declared)

    def case(self, case_id: str) -> CaseFile | None:
        facts = self.facts.get(case_id)
        if not facts or case_id in self.erased:
            return None
        by_ref: dict[str, dict[str, tuple[Fact, ...]]] = {}
        for (ref, name), values in facts.items():
            by_ref.setdefault(ref, {})[name] = values
        return CaseFile(case_id, MappingProxyType({ref: Entity(ref, names) for ref, names in by_ref.items()}))

    def next_number(self, year: int) -> str:
        return f"{year:04d}-{self.numbers.get(year, 0) + 1:04d}"

    def find_number(self, number: str) -> str | None:
        return next((view.row.id for view in self.views.values() if number and view.row.number == number), None)

    def register(self, query: RegisterQuery) -> RegisterPage:
        wanted = words.query_words(query.text)
        found = [view for view in self.views.values() if self._matches(view, query, wanted)]
        found.sort(key=_ORDERS.get(query.order, _ORDERS["number"]))
        rows = tuple(view.row for view in found)
        return RegisterPage(rows[query.offset : query.offset + query.limit], len(rows))

    def _matches(self, view: CaseViews, query: RegisterQuery, wanted: tuple[tuple[str, ...], ...]) -> bool:
        row = view.row
        if row.state == views.RESTRICTED and views.RESTRICTED not in query.states:
            return False
        return (
            (not query.states or row.state in query.states)
            and query.kind in ("", row.kind)
            and query.adviser in ("", row.adviser)
            and query.sample in (None, row.sample)
            and (not query.text.strip() or (bool(wanted) and _holds(_head_words(self.words[row.id]), wanted)))
        )

    def search(self, text: str, limit: int = 50) -> tuple[CaseHit, ...]:
        wanted = words.query_words(text)
        newest = reversed(self.views.values())
        found = [view for view in newest if wanted and _holds(_all_words(self.words[view.row.id]), wanted)]
        found.sort(key=lambda view: not _holds(_head_words(self.words[view.row.id]), wanted))
        written = [self._hit(view.row, text) for view in found]
        ids = {hit.row.id for hit in written}
        keys = alike.sound_groups(text)
        heard = [
            CaseHit(view.row, "", "", (), "sound")
            for view in reversed(self.views.values())
            if keys and view.row.id not in ids and all(set(group) & set(view.sounds) for group in keys)
        ]
        slipped = [] if written or heard else [CaseHit(row, "", "", (), "slip") for row in self._slipped(wanted)]
        return tuple((*written, *heard, *slipped)[:limit])

    def _slipped(self, wanted: tuple[tuple[str, ...], ...]) -> list[RegisterRow]:
        return [
            view.row
            for view in reversed(self.views.values())
            if wanted
            and all(
                any(begins_nearly(word, form) for form in forms for word in _all_words(self.words[view.row.id]))
                for forms in wanted
            )
        ]

    def _hit(self, row: RegisterRow, text: str) -> CaseHit:
        case = self.case(row.id)
        assert case is not None
        return CaseHit(row, *views.best_field(views.search_texts(case, self.declared), words.query_words(text)))

    def doubles(self, name: str, kind: str, birth_date: str = "", limit: int = 5) -> tuple[DoubleHit, ...]:
        found, likeness = [], doubles.Likeness(name, kind, birth_date)
        for view in self.views.values():
            if view.row.kind == kind and view.sounds:
                why = likeness.reasons(view.row.name, view.birth_date)
                if why:
                    found.append(DoubleHit(view.row, why))
        found.sort(key=lambda hit: (*doubles.rank(hit.reasons), hit.row.number, hit.row.id))
        return tuple(found[:limit])

    def due(self, until: date, kinds: Sequence[str] = ()) -> tuple[DueItem, ...]:
        items = (item for view in self.views.values() for item in view.due)
        wanted = (i for i in items if i.date <= until.isoformat() and (not kinds or i.kind in kinds))
        return tuple(sorted(wanted, key=views.due_order))

    def entities(self, kind: str, fields: Sequence[str], *, samples: bool = False) -> tuple[tuple[str, Entity], ...]:
        wanted = {*fields, REMOVED}
        rows = [view.row for view in self.views.values()]
        shown = [row for row in rows if (samples or not row.sample) and row.state != views.RESTRICTED]
        found = [(row.id, self.case(row.id)) for row in shown]
        return tuple(
            (case_id, Entity(each.ref, {name: each.fields[name] for name in wanted & each.fields.keys()}))
            for case_id, case in found
            if case
            for each in case.all(kind)
        )

    def history(self, case_id: str, entity: str = "", field: str = "", limit: int = 500) -> tuple[HistoryLine, ...]:
        by_id = {entry.id: entry for entry in self.entries}
        mine = [
            e
            for e in reversed(self.entries)
            if e.case == case_id and entity in ("", e.entity) and field in ("", e.field)
        ]
        return tuple(_line(entry, by_id) for entry in mine[:limit])

    def put_blob(self, content: bytes, *, case: str, media_type: str) -> str:
        sha = hashlib.sha256(content).hexdigest()
        self.blobs.setdefault(sha, (content, case))
        return sha

    def blob(self, sha256: str) -> bytes | None:
        found = self.blobs.get(sha256)
        return found[0] if found else None

    def keep_drafts(self, adviser: str, changed: Sequence[Draft]) -> None:
        kept = self.drafted.setdefault(adviser, {})
        for draft in changed:
            kept.pop((draft.case_id, draft.field), None)
            if draft.value is not None and draft.case_id not in self.erased:
                kept[draft.case_id, draft.field] = draft

    def drafts(self, adviser: str) -> tuple[Draft, ...]:
        kept = self.drafted.get(adviser, {}).values()
        return tuple(sorted(kept, key=lambda draft: (draft.at, draft.case_id, draft.field)))

    def note_access(self, case_id: str, what: str, reason: str = "", *, actor: str, at: datetime) -> int:
        self.last_look = number = self.last_look + 1
        line = Access(number, at.isoformat(timespec="seconds"), actor, case_id, what, reason)
        self.looked.append(line)
        return line.number

    def accesses(self, case_id: str = "", after: int = 0, limit: int = 1000) -> tuple[Access, ...]:
        wanted = [line for line in self.looked if line.number > after and case_id in ("", line.case_id)]
        return tuple(wanted[:limit])

    def forget_accesses(self, before: str) -> int:
        kept = [line for line in self.looked if line.at >= before]
        gone, self.looked = len(self.looked) - len(kept), kept
        return gone

    def erase(self, case_id: str, *, actor: str, at: datetime) -> Erasure:
        self.write([Change(case_id, "case", ERASED, True)], actor=actor, at=at)
        values = self._empty(case_id, {(entry.entity, "") for entry in self.entries if entry.case == case_id})
        gone = [sha for sha, kept in self.blobs.items() if kept[1] == case_id]
        self.erased.add(case_id)
        for kept in self.drafted.values():
            for key in [key for key in kept if key[0] == case_id]:
                del kept[key]
        self.looked = [
            dataclasses.replace(each, reason="") if each.case_id == case_id else each for each in self.looked
        ]
        self.facts.pop(case_id, None)
        self.views.pop(case_id, None)
        self.words.pop(case_id, None)
        return self._erased(values, gone)

    def erase_parts(self, case_id: str, refs: Sequence[str], *, actor: str, at: datetime) -> Erasure:
        facts = self.facts[case_id]
        wanted = [each for each in map(erasing.split, refs) if (each[0], ERASED) not in facts]
        taken = {key for key in facts if {(key[0], ""), key} & set(wanted)}
        gone = [str(fact.value) for key in taken if key[1] == "blob" for fact in facts[key]]
        values = self._empty(case_id, wanted)
        self.facts[case_id] = {key: found for key, found in facts.items() if key not in taken}
        for ref, name in wanted:
            self._append(Change(case_id, ref, erasing.mark(name), True), actor, at.isoformat(timespec="seconds"))
        self._refresh(case_id)
        return self._erased(values, gone)

    def _empty(self, case_id: str, taken: Iterable[tuple[str, str]]) -> int:
        """Empty entries of these things, or of single fields of them."""
        gone = set(taken)
        mine = [
            entry
            for entry in self.entries
            if entry.case == case_id
            and {(entry.entity, ""), (entry.entity, entry.field)} & gone
            and not entry.field.startswith(ERASED)
            and entry.salt is not None
        ]
        ids = {entry.id for entry in mine}
        self.entries = [_with(e, value=None, salt=None) if e.id in ids else e for e in self.entries]
        return len(mine)

    def _erased(self, values: int, files: list[str]) -> Erasure:
        for sha in files:
            self.blobs.pop(sha, None)
        counts = (("values", values), ("search", 1), ("files", len(files)), ("journal", 1), ("ledger", 1), ("scan", 1))
        return Erasure(tuple(ErasureStep(what, count) for what, count in counts))

    def check(self) -> CheckReport:
        ok = not log.check_chain(self.entries)
        return CheckReport((Check("chain", ok),), len(self.views), len(self.entries))

    def rebuild_views(self) -> None:
        self.views.clear()
        self.words.clear()
        for case_id in self.facts:
            self._refresh(case_id)

    def written(self) -> int:
        return len(self.entries) + len(self.erased)

    @property
    def notices(self) -> tuple[Check, ...]:
        return ()

    def keep_reserve(self) -> bool:
        return False

    def counts(self) -> dict[str, int]:
        rows = [view.row for view in self.views.values()]
        return {
            "cases": len(rows),
            "open": sum(row.state not in ("closed", views.RESTRICTED) for row in rows),
            "entries": len(self.entries),
            "people": sum(row.kind == "person" for row in rows),
            "companies": sum(row.kind == "company" for row in rows),
        }

    def close(self) -> None:
        self.closed = True


def office_case(store: MemoryStore) -> CaseFile:
    """The office's own records, empty before anything was entered."""
    return store.case(OFFICE) or CaseFile(OFFICE)


def _with(entry: Entry, **changed: object) -> Entry:
    return dataclasses.replace(entry, **changed)  # type: ignore[arg-type]


_ORDERS = {
    "number": lambda view: (view.sort_number, view.row.number, view.row.id),
    "name": lambda view: (view.sort_name, view.row.id),
    "changed": lambda view: (-view.sort_changed, view.row.id),
    "next": lambda view: (view.row.next_date or "9999", view.row.id),
}


def _head_words(texts: SearchTexts) -> list[str]:
    return [*texts.name.split(), *texts.number.split()]


def _all_words(texts: SearchTexts) -> list[str]:
    return [*_head_words(texts), *texts.rest.split()]


def _holds(have: list[str], wanted: tuple[tuple[str, ...], ...]) -> bool:
    return all(any(word.startswith(form) for word in have for form in forms) for forms in wanted)


def _line(entry: Entry, by_id: dict[EntryId, Entry]) -> HistoryLine:
    import json

    seen = [by_id[key] for key in entry.seen if key in by_id]
    before = max(seen, key=lambda e: e.lamport, default=None)
    return HistoryLine(
        entry=entry.id,
        entity=entry.entity,
        field=entry.field,
        value=json.loads(entry.value) if entry.value is not None else None,
        before=json.loads(before.value) if before and before.value is not None else None,
        actor=entry.actor,
        at=entry.at,
        erased=entry.salt is None,
    )
