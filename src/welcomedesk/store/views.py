"""What lists need of one case, made from its facts: register line, dated things, words for the search, sound keys.

Pure functions over `CaseFile`. The store keeps their results in tables so that lists are quick; made again from the
facts they come out the same, and a test says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from welcomedesk.desk.ports import DueItem, RegisterRow
from welcomedesk.domain import fields
from welcomedesk.domain.case import OFFICE, REMOVED, CaseFile, Entity, kind_of
from welcomedesk.domain.log import Json
from welcomedesk.store.doubles import sound_keys
from welcomedesk.store.words import begins, fold, index_words, spans, well_formed

RESTRICTED = "restricted"
"""State of a case in the register while its processing is restricted (Art. 18 GDPR): no list shows it unasked."""

EXCERPT = 120
"""Characters of the text around the first word that was found."""


@dataclass(frozen=True, slots=True)
class DueRule:
    """Which fields of a kind of entity make a dated thing, and when it is over.

    Args:
        what, note: names of fields; the first one that is filled counts.
        over: states in which nothing is due any more.
        step: whether it may stand as the next step in the register.
    """

    date: str
    what: tuple[str, ...]
    note: tuple[str, ...] = ()
    time: str = ""
    state: str = ""
    over: frozenset[str] = frozenset()
    step: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declaration:
    """Which fields the search finds and which entities carry dates.

    Args:
        searched: keys of fields, `person.name`, in the order of forms.
        hidden_address: fields that a protected address takes out of lists and search.
        hidden_contact: fields that the objection of a contact person takes out of the search.
        due: rule by kind of entity.
    """

    searched: tuple[str, ...]
    hidden_address: frozenset[str]
    due: Mapping[str, DueRule] = field(default_factory=lambda: MappingProxyType({}))
    hidden_contact: frozenset[str] = frozenset()


_ALSO_SEARCHED = ("person.birth_date", "person.postal_code", "company.postal_code", "task.note", "item.title")
_OVER = frozenset(("done", "not_needed"))
_DUE = MappingProxyType(
    {
        "task": DueRule("due", ("what",), ("note",), "time", "state", _OVER, step=("what",)),
        "item": DueRule("due", ("step",), ("title",), "", "state", _OVER, step=("title", "step")),
        "referral": DueRule(
            "next_due",
            ("contact",),
            ("contact_name",),
            "",
            "state",
            frozenset(("done", "declined", "withdrawn")),
            step=("contact_name", "contact"),
        ),
        "residence_title": DueRule("valid_until", ("title",), ("kind",)),
    }
)


def standard() -> Declaration:
    """The declaration of the shipped fields."""
    searched = [field.key for field in fields.FIELDS.values() if field.search]
    return Declaration(
        searched=tuple(dict.fromkeys((*searched, *_ALSO_SEARCHED))),
        hidden_address=fields.telling_where(fields.PLACE, fields.REACH),
        due=_DUE,
        hidden_contact=fields.telling_where(fields.CONTACT),
    )


@dataclass(frozen=True, slots=True)
class SearchTexts:
    """Folded words of a case, apart by where a hit counts more."""

    name: str
    number: str
    rest: str


@dataclass(frozen=True, slots=True)
class CaseViews:
    """Everything that lists keep of one case."""

    row: RegisterRow
    sort_number: int
    sort_name: str
    sort_changed: int
    birth_date: str
    due: tuple[DueItem, ...]
    sounds: tuple[str, ...]


def case_views(case: CaseFile, declared: Declaration) -> CaseViews | None:
    """The views of a case; `None` for the office's own records, which no list shows."""
    if case.id == OFFICE or "case" not in case.entities:
        return None
    row = _row(case, declared)
    return CaseViews(
        row=row,
        sort_number=number_order(row.number),
        sort_name=fold(row.name)[:200],
        sort_changed=max(f.lamport for e in case.entities.values() for facts in e.fields.values() for f in facts),
        birth_date=_text(case.one(case.kind).get("birth_date")),
        due=() if case.closed or row.state == RESTRICTED else _due(case, row, declared),
        sounds=() if row.state == RESTRICTED else sound_keys(row.name, row.kind),
    )


def is_protected(case: CaseFile) -> bool:
    """Whether nobody may learn from a list where this person lives."""
    return bool(case.one("person").get("address_protected"))


def number_order(number: str) -> int:
    """A case number as a number that sorts: `2026-0012` comes before `2026-10000`; 0 where it has no such form."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{4,9})", number)
    return int(match[1]) * 1_000_000_000 + int(match[2]) if match else 0


def _row(case: CaseFile, declared: Declaration) -> RegisterRow:
    root, main = case.root, case.one(case.kind)
    protected = is_protected(case)
    newest = max(
        (fact for entity in case.entities.values() for facts in entity.fields.values() for fact in facts),
        key=lambda fact: (fact.lamport, fact.entry),
    )
    next_date, next_step = _next(case, declared)
    return RegisterRow(
        id=case.id,
        number=_text(root.get("number")),
        kind=_text(root.get("kind")) or "person",
        name=_text(main.get("name")),
        state=RESTRICTED if root.get("restricted") else _text(root.get("state")) or "open",
        place="" if protected else _text(main.get("place")),
        adviser=_text(root.get("adviser")),
        opened=_text(root.get("opened")),
        changed=newest.at,
        next_step=next_step,
        next_date=next_date,
        sample=bool(root.get("sample")),
        protected=protected,
        has_conflict=any(True for _conflict in case.conflicts()),
    )


def _next(case: CaseFile, declared: Declaration) -> tuple[str, str]:
    """Date and words of the next step; a step without a date comes after all dated ones."""
    steps = []
    for kind, rule in declared.due.items():
        for entity in case.all(kind) if rule.step and not case.closed else ():
            if _text(entity.get(rule.state)) not in rule.over:
                steps.append((_date(entity, rule), _first(entity, rule.step)))
    if kinds_dated := [step for step in steps if step[0]]:
        return min(kinds_dated)
    undated = [step for step in steps if step[1]]
    return undated[0] if undated else ("", "")


def _due(case: CaseFile, row: RegisterRow, declared: Declaration) -> tuple[DueItem, ...]:
    found = []
    for kind, rule in declared.due.items():
        for entity in case.all(kind):
            state = _text(entity.get(rule.state)) if rule.state else ""
            date = _date(entity, rule)
            if not date or state in rule.over:
                continue
            time = _text(entity.get(rule.time)) if rule.time else ""
            what, note = _first(entity, rule.what), _first(entity, rule.note)
            found.append(DueItem(row, entity.ref, kind, date, time, state or "open", what, note))
    return tuple(sorted(found, key=due_order))


def due_order(item: DueItem) -> tuple[str, str, str, str]:
    """Earliest first; on one day those with a time after those without."""
    return (item.date, item.time, item.case.id, item.ref)


def _date(entity: Entity, rule: DueRule) -> str:
    """The ISO date, or nothing where the field holds something else."""
    text = _text(entity.get(rule.date))
    return text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else ""


def _first(entity: Entity, names: tuple[str, ...]) -> str:
    return next((text for text in (_text(entity.get(name)) for name in names) if text), "")


def _text(value: Json) -> str:
    """A value as one text that any table can hold."""
    if value is None or isinstance(value, bool | dict):
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    return well_formed(str(value))


# --- search ---------------------------------------------------------------------------------------------------------


def touches_search(changed: Iterable[tuple[str, str]], declared: Declaration) -> bool:
    """Whether a change of these fields (entity ref and name) can change what the search finds.

    Long notes are expensive to split into words, and most saves do not touch a searched field.
    """
    deciding = {"case.kind", "case.restricted", "person.address_protected", "company.objection"}
    return any(
        name == REMOVED or (key := f"{kind_of(ref)}.{name}") in deciding or key in declared.searched
        for ref, name in changed
    )


def search_texts(case: CaseFile, declared: Declaration) -> tuple[tuple[str, str], ...]:
    """Key and text of every field of a case that the search finds, in the order of forms."""
    if case.root.get("restricted"):
        return ()
    hidden = declared.hidden_address if is_protected(case) else frozenset[str]()
    if case.one("company").get("objection"):
        hidden |= declared.hidden_contact
    by_kind: dict[str, list[Entity]] = {}
    for entity in case.entities.values():
        if not entity.removed:
            by_kind.setdefault(entity.kind, []).append(entity)
    found: list[tuple[str, str]] = []
    for key in declared.searched:
        kind, _dot, name = key.partition(".")
        for entity in by_kind.get(kind, ()) if key not in hidden else ():
            texts = (_text(fact.value) for fact in entity.fields.get(name, ()))
            found.extend((key, text) for text in texts if text)
    return tuple(found)


def search_words(case: CaseFile, declared: Declaration) -> SearchTexts:
    """The words under which the search finds a case."""
    parts: dict[str, dict[str, None]] = {"name": {}, "number": {}, "rest": {}}
    for key, text in search_texts(case, declared):
        place = {"person.name": "name", "company.name": "name", "case.number": "number"}.get(key, "rest")
        parts[place].update(index_words(text))
        if key.endswith(".phone"):
            parts[place].update(_phone_words(text))
    return SearchTexts(*(" ".join(words) for words in parts.values()))


def _phone_words(text: str) -> dict[str, None]:
    """A phone number in one piece, with 0 and with 49 in front, however it was spaced."""
    digits = "".join(sign for sign in text if sign in "0123456789")
    national = re.sub(r"^(?:00)?49", "0", digits) if text.strip().startswith(("+", "00")) else digits
    return dict.fromkeys((national, "49" + national[1:])) if len(national) > 4 else {}


def best_field(
    texts: tuple[tuple[str, str], ...], wanted: tuple[tuple[str, ...], ...]
) -> tuple[str, str, tuple[tuple[int, int], ...]]:
    """Where a found case shows what was typed: key of the field, excerpt, marks (start, length) inside it.

    Args:
        wanted: the words that were typed, from `words.query_words`.
    """
    best: tuple[int, str, str, list[tuple[int, int]]] = (0, "", "", [])
    for key, text in texts:
        marks, heard = _marks(text, wanted)
        if not heard and key.endswith(".phone"):
            heard = sum(any(begins((word,), forms) for word in _phone_words(text)) for forms in wanted)
            marks = [(0, len(text))]
        if heard > best[0]:
            best = (heard, key, text, marks)
    return best[1], *_cut(best[2], best[3])


def _marks(text: str, wanted: tuple[tuple[str, ...], ...]) -> tuple[list[tuple[int, int]], int]:
    """Places of the words that were looked for, and how many different ones of them occur."""
    marks: list[tuple[int, int]] = []
    heard: set[tuple[str, ...]] = set()
    if text.isascii() and not any(form in text.lower() for forms in wanted for form in forms):
        return marks, 0
    for start, end, forms in spans(text):
        for beginning in wanted:
            if begins(forms, beginning):
                marks.append((start, end - start))
                heard.add(beginning)
                break
    return marks, len(heard)


def _cut(text: str, marks: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The piece of the text around the first mark, with line breaks as spaces, and the marks that lie inside."""
    first = marks[0][0] if marks else 0
    start = 0 if first + 20 <= EXCERPT else first - 30
    end = start + EXCERPT
    piece = "".join(" " if sign.isspace() or not sign.isprintable() else sign for sign in text[start:end])
    before, after = "…" if start else "", "…" if len(text) > end else ""
    inside = tuple((at - start + len(before), size) for at, size in marks if at >= start and at + size <= end)
    return before + piece + after, inside
