"""What each table of a pack may hold: names, kinds and what is required. Content editors find the same in
`docs/how-to/pack-format.md`.

How to add a field: one line here, one line on that page, and read it in `domain/guide_parts.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from welcomedesk.domain.guide_parts import day_from, number_from
from welcomedesk.domain.words import N_


@dataclass(frozen=True, slots=True)
class Part:
    """One table.

    Args:
        required: fields that must be there.
        fields: kind of each field: `id`, `text`, `words`, `flag` (true/false), `number`, `day`, `ids`, `expr`, `any`,
            `conditions`, `entries`, or the name of another part in brackets for a list of rows: `[option]`.
        open: further fields are allowed (rows of tables, for their columns).
    """

    fields: Mapping[str, str]
    required: tuple[str, ...] = ()
    open: bool = False


_STATEMENT = {"source": "ids", "status": "status", "checked": "day", "law": "any", "note": "any", "notes": "any"}

_STEP = {
    "id": "id",
    "title": "words",
    "text": "words",
    "plain": "words",
    "phase": "text",
    "who": "text",
    "needs": "ids",
    "papers": "entries",
    "office": "any",
    "authorities": "entries",
    "contact_topic": "any",
    "due": "due",
    "cost": "any",
    "if": "expr",
    "warn": "words",
    "figures": "ids",
    "link": "text",
    "next": "ids",
    **_STATEMENT,
}

PARTS: Mapping[str, Part] = {
    "pack": Part(
        {
            "id": "id",
            "version": "text",
            "title": "words",
            "as_of": "day",
            "region": "text",
            "uses": "ids",
            "review_months": "number",
            "text": "words",
        },
        ("id", "version", "title"),
    ),
    "guide": Part(
        {
            "id": "id",
            "title": "words",
            "intro": "words",
            "for": "ids",
            "phases": "[option]",
            "basics": "any",
            "flags": "ids",
            "notice": "words",
        },
        ("id", "title"),
    ),
    "source": Part(
        {
            "id": "id",
            "title": "any",
            "url": "text",
            "page_date": "text",
            "read": "text",
            "copy": "flag",
            "note": "any",
            "date_note": "any",
        },
        ("id", "title"),
    ),
    "note": Part(
        {
            "id": "id",
            "title": "words",
            "text": "words",
            "plain": "words",
            "topics": "ids",
            "figures": "ids",
            **_STATEMENT,
        },
        ("id", "title", "text"),
    ),
    "figure": Part(
        {"id": "id", "title": "words", "unit": "text", "rows": "[figure_row]", **_STATEMENT},
        ("id", "title", "unit", "rows"),
    ),
    "figure_row": Part(
        {"value": "amount", "value_max": "amount", "valid_from": "day", "valid_to": "day", **_STATEMENT}, ("value",)
    ),
    "option": Part(
        {"id": "id", "de": "text", "en": "text", "title": "words", "also": "ids", "help": "words", "note": "any"},
        ("id",),
    ),
    "question": Part(
        {
            "id": "id",
            "kind": "text",
            "text": "words",
            "label": "words",
            "why": "words",
            "help": "words",
            "plain": "words",
            "options": "[option]",
            "options_from": "text",
            "ordered": "flag",
            "ask_when": "expr",
            "if_not_asked": "any",
            "from": "expr",
            "usual": "any",
            "usual_when": "expr",
            "lives_in": "text",
            "lives_map": "any",
            "figures": "ids",
            "unit": "text",
            "min": "number",
            "max": "number",
            "pattern": "text",
            "topic": "text",
            **_STATEMENT,
        },
        ("id", "kind", "text"),
    ),
    "table": Part(
        {"id": "id", "title": "words", "columns": "[column]", "rows": "[row]", **_STATEMENT}, ("id", "title")
    ),
    "column": Part({"id": "id", "title": "words", "values": "[option]"}, ("id", "title")),
    "row": Part(
        {"id": "id", "title": "words", "also": "ids", "search": "ids", **_STATEMENT}, ("id", "title"), open=True
    ),
    "derived": Part(
        {
            "id": "id",
            "kind": "text",
            "title": "words",
            "options": "[option]",
            "value": "expr",
            "cases": "[case]",
            "otherwise": "any",
            "sum": "[case]",
            "unit": "text",
            **_STATEMENT,
        },
        ("id", "kind", "title"),
    ),
    "case": Part({"when": "expr", "then": "any", "title": "words", "best_of": "text", **_STATEMENT}, ("when", "then")),
    "result": Part(
        {
            **_STEP,
            "kind": "text",
            "summary": "words",
            "group": "text",
            "behind": "ids",
            "when": "conditions",
            "flags": "ids",
            "on": "ids",
            "level": "text",
            "checklist": "text",
            "grant": "text",
            "ba": "any",
            "topics": "ids",
            "valid_until": "words",
            "duration": "any",
            "outcome": "words",
            "contact": "any",
            "duty": "flag",
        },
        ("id", "kind", "title"),
    ),
    "contradiction": Part(
        {"id": "id", "when": "expr", "text": "words", "way_out": "words", **_STATEMENT},
        ("id", "when", "text", "way_out"),
    ),
    "checklist": Part(
        {
            "id": "id",
            "title": "words",
            "programme": "text",
            "text": "words",
            "for": "ids",
            "steps": "[step]",
            "step": "[step]",
            "phases": "[option]",
            "audience": "ids",
            "topics": "ids",
            **_STATEMENT,
        },
        ("id", "title"),
    ),
    "step": Part(_STEP, ("id", "title")),
    "due": Part(
        {
            "after": "text",
            "fixed": "day",
            "days": "number",
            "weeks": "number",
            "months": "number",
            "years": "number",
            "working_days": "number",
            "kind": "text",
            "note": "words",
        }
    ),
    "event": Part({"id": "id", "title": "words", "lives_in": "text", "note": "any"}, ("id", "title")),
    "paper": Part(
        {"id": "id", "title": "words", "needs": "ids", "text": "words", "plain": "words", **_STATEMENT}, ("id", "title")
    ),
}

LISTS = (
    "source",
    "note",
    "figure",
    "question",
    "table",
    "row",
    "derived",
    "result",
    "contradiction",
    "checklist",
    "event",
    "paper",
)
"""Tables that a pack holds as lists of rows (`row` belongs to the table it names)."""

RAW = (
    "contact",
    "district",
    "town",
    "postal_code",
    "letter",
    "plan",
    "story",
    "sample",
    "place_to_check",
    "template",
    "page",
    "first_steps",
    "carrier",
    "legal_basis",
    "notice_text",
    "deletion_class",
    "reader_language",
)
"""Tables that other rooms read and check themselves."""

QUESTION_KINDS = ("choice", "several", "yes_no", "number", "money", "date", "country", "occupation", "code")
RESULT_KINDS = ("path", "title", "authority", "flag", "step", "advice")
DERIVED_KINDS = ("yes_no", "number", "money", "choice", "date")
STATUSES = ("S", "K", "S+K", "S*")
PAPER_NEEDS = ("seen", "copy", "original", "translated", "certified")
WHO = ("person", "company", "adviser")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A field that does not fit its part; `what` has `{…}` placeholders."""

    key: str
    what: str
    details: Mapping[str, str]
    level: str = "wrong"


def misfits(part_name: str, row: Mapping[str, Any], where: str = "") -> Iterator[Misfit]:
    """Everything in a row that does not fit: missing, unknown and wrongly typed fields, missing words."""
    part = PARTS[part_name]
    for name in part.required:
        if row.get(name) in (None, "", [], {}):
            yield Misfit(where + name, N_("“{field}” is missing."), {"field": name})
    for name, value in row.items():
        kind = part.fields.get(name)
        if kind is None:
            if not part.open:
                yield Misfit(where + name, N_("“{field}” is not a field here."), {"field": name})
            elif isinstance(value, Mapping):
                yield from _words(where + name, value)
        elif kind.startswith("["):
            yield from _rows(kind[1:-1], where + name, value)
        else:
            yield from _field(kind, where + name, value)


def _rows(part_name: str, where: str, value: Any) -> Iterator[Misfit]:
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        yield Misfit(where, N_("“{field}” must be a list of tables."), {"field": where}, "broken")
        return
    for index, row in enumerate(value):
        yield from misfits(part_name, row, f"{where}[{index}].")
        if part_name == "option" and "title" not in row:
            yield from _words(f"{where}[{index}]", {lang: row.get(lang, "") for lang in ("de", "en")})


def _words(where: str, value: Mapping[str, Any]) -> Iterator[Misfit]:
    if not set(value) <= {"de", "en"}:
        return
    for lang in ("de", "en"):
        text = value.get(lang)
        if not isinstance(text, str) or not text.strip():
            yield Misfit(where, N_("The words for “{lang}” are missing."), {"lang": lang})


def _field(kind: str, where: str, value: Any) -> Iterator[Misfit]:
    wrong = N_("“{field}” holds “{value}”, which does not fit here.")
    details = {"field": where, "value": str(value)[:60]}
    match kind:
        case "words":
            if not isinstance(value, Mapping):
                yield Misfit(where, N_("“{field}” needs words as {{de=…, en=…}}."), {"field": where})
            else:
                yield from _words(where, {lang: value.get(lang, "") for lang in ("de", "en")})
        case "due":
            if isinstance(value, Mapping):
                yield from misfits("due", value, f"{where}.")
            else:
                yield Misfit(where, wrong, details)
        case "conditions":
            yield from _conditions(where, value)
        case "any":
            if isinstance(value, Mapping):
                yield from _words(where, value)
        case _:
            if not _CHECKS[kind](value):
                yield Misfit(where, wrong, details, "broken" if kind in ("id", "expr") else "wrong")


def _conditions(where: str, value: Any) -> Iterator[Misfit]:
    for index, item in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(item, Mapping):
            if not isinstance(item.get("if"), str):
                yield Misfit(f"{where}[{index}]", N_("“{field}” is missing."), {"field": "if"}, "broken")
            own = {lang: item[lang] for lang in ("de", "en") if lang in item}
            if own:
                yield from _words(f"{where}[{index}]", own | {lang: own.get(lang, "") for lang in ("de", "en")})
        elif not isinstance(item, str):
            yield Misfit(f"{where}[{index}]", N_("A condition must be a text."), {}, "broken")


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(value) and all(sign.isalnum() or sign in "_-" for sign in value)


def _is_ids(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))


def _is_entries(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str | Mapping) for item in value)


_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "id": _is_id,
    "text": lambda value: isinstance(value, str),
    "expr": lambda value: isinstance(value, str),
    "flag": lambda value: isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "amount": lambda value: day_from(value) is not None or (isinstance(value, str) and number_from(value) is not None),
    "day": lambda value: day_from(value) is not None or not isinstance(value, str) or _is_part_of_date(value),
    "ids": _is_ids,
    "entries": _is_entries,
    "status": lambda value: value in STATUSES,
}


def _is_part_of_date(value: str) -> bool:
    """A year or month where the day is not known."""
    return day_from(f"{value}-01") is not None or day_from(f"{value}-01-01") is not None
