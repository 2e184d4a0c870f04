"""What changed between two versions of a pack: by kind and id, with the words, conditions and figures before and after.

Compares compiled documents; order inside lists counts, order of rows in a file does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from welcomedesk.domain.guide_parts import rows_of

ADDED, REMOVED, CHANGED = "added", "removed", "changed"

CONDITIONS = frozenset(
    {"when", "if", "ask_when", "usual", "usual_when", "if_not_asked", "from", "value", "cases", "otherwise", "sum"}
    | {"behind", "group", "on"}
)
"""Fields that decide something, as opposed to words, values and sources."""

SOURCES = frozenset({"source", "status", "checked", "law", "page_date", "read", "url"})

_WHOLE = ("pack", "guide")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a statement.

    Args:
        aspect: `words`, `condition`, `rows` (of a figure), `source` or `value`.
        old, new: plain values, `None` where there was or is nothing.
    """

    name: str
    aspect: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PackChange:
    """One statement that differs.

    Args:
        kind: `question`, `result`, `figure`, `step`, `row`, `contact` … as the packs call it.
        id: for rows and steps with the table or checklist in front: `professions/koch`.
        change: `added`, `removed` or `changed`.
        title: German words of the newer version, of the older one where it was removed.
        fields: what changed, empty unless `change` is `changed`.
    """

    pack: str
    kind: str
    id: str
    change: str
    title: str
    fields: tuple[FieldChange, ...] = ()


def changes_between(pack: str, old: Row, new: Row) -> tuple[PackChange, ...]:
    """Every difference between two documents of one pack; an empty document is a pack that is not there."""
    before, after = dict(_statements(old)), dict(_statements(new))
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        kind, name = key
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            change = ADDED if was is None else REMOVED
            found.append(PackChange(pack, kind, name, change, _title(now or was or {}, name)))
        elif was != now:
            found.append(PackChange(pack, kind, name, CHANGED, _title(now, name), tuple(_fields(kind, was, now))))
    return tuple(found)


def _statements(doc: Row) -> Iterator[tuple[tuple[str, str], Row]]:
    """Kind and id of everything in a document with the row itself, without what counts on its own."""
    for part in _WHOLE:
        row = doc.get(part)
        if isinstance(row, Mapping):
            yield (part, str(row.get("id", ""))), row
    for part, rows in doc.items():
        if not isinstance(rows, list):
            continue
        for row in rows_of(doc, part):
            name = str(row.get("id", ""))
            yield (part, name), {key: value for key, value in row.items() if not _counts_alone(part, key)}
            yield from _inside(part, name, row)


def _counts_alone(part: str, key: str) -> bool:
    return (part, key) in (("table", "rows"), ("checklist", "steps"), ("checklist", "step"))


def _inside(part: str, name: str, row: Row) -> Iterator[tuple[tuple[str, str], Row]]:
    for key in row:
        if _counts_alone(part, key):
            kind = "row" if part == "table" else "step"
            for inner in rows_of(row, key):
                yield (kind, f"{name}/{inner.get('id', '')}"), inner


def _fields(kind: str, old: Row, new: Row) -> Iterator[FieldChange]:
    for name in [*old, *(name for name in new if name not in old)]:
        was, now = old.get(name), new.get(name)
        if was != now:
            yield FieldChange(name, _aspect(kind, name, was if now is None else now), was, now)


def _aspect(kind: str, name: str, value: Any) -> str:
    if kind == "figure" and name == "rows":
        return "rows"
    if name in CONDITIONS and kind != "row":
        return "condition"
    if name in SOURCES:
        return "source"
    if isinstance(value, Mapping) and set(value) <= {"de", "en"}:
        return "words"
    return "value"


def _title(row: Row, name: str) -> str:
    for key in ("title", "label", "text", "name"):
        words = row.get(key)
        if isinstance(words, Mapping) and words.get("de"):
            return str(words["de"])
        if isinstance(words, str) and words:
            return words
    return name
