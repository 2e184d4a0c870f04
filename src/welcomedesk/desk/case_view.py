"""A case in words for the window: its head, its facts with where they come from, its overview, its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from welcomedesk.desk import cases, choices, links
from welcomedesk.desk.tasks import TITLE_WARNING_DAYS
from welcomedesk.domain import fields, wanted
from welcomedesk.domain.case import REMOVED, CaseFile, Entity

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.links import Linked
    from welcomedesk.desk.ports import HistoryLine
    from welcomedesk.domain.log import Fact, Json

DOTS = "●●●●●●●●●●"
"""Stands in place of a protected address."""

SEEN, TALK, ENTERED = "seen", "talk", "entered"
"""Where a fact comes from: a paper that was seen, a consultation, or an entry without either."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from.

    Args:
        kind: `SEEN`, `TALK` or `ENTERED`.
        on: ISO date; `by` the adviser.
    """

    kind: str
    on: str
    by: str


@dataclass(frozen=True, slots=True)
class Said:
    """One of two values of a field, with who wrote it when and on which device."""

    value: Json
    words: str
    by: str
    at: str
    device: str


@dataclass(frozen=True, slots=True)
class FactView:
    """One field of one entity.

    Args:
        words: in the language of the desk, empty where it is not known.
        source: `None` where it is not known.
        two: both values where the field has two.
        stale: it says something about residence that nobody has confirmed for `STALE_AFTER`.
    """

    key: str
    field: fields.Field
    value: Json
    words: str
    source: Source | None
    two: tuple[Said, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """The head of a case.

    Args:
        languages: names; `german_level` such as `B1`, or empty.
        title_ends: ISO date of the residence title that ends soon or has ended, or empty.
        late_since: ISO date of the oldest overdue task, step or referral, or empty.
        missing: keys of fields that a useful case would know, see `domain.wanted`.
        doubles: linked cases that are about the same person or company.
    """

    case: CaseFile
    place: str
    languages: tuple[str, ...]
    german_level: str
    title_ends: str
    late_since: str
    missing: tuple[str, ...]
    close_reason: str
    open_steps: int
    doubles: tuple[Linked, ...] = ()


def face(desk: Desk, case_id: str) -> Face:
    """The head of a case together with the case file."""
    case = cases.show(desk, case_id)
    who = case.one(case.kind)
    codes = who.texts("languages")
    return Face(
        case=case,
        place="" if case.value("person", "address_protected") else who.text("place"),
        languages=tuple(desk.library.language_name(code, desk.language) for code in codes if code != "de"),
        german_level=who.text("german_level"),
        title_ends="" if case.closed else _title_ends(case, desk.today),
        late_since="" if case.closed else _late_since(case, desk.today),
        missing=wanted.missing(case),
        close_reason=choices.words_of(desk, fields.FIELDS["case.close_reason"], case.root.get("close_reason")),
        open_steps=sum(
            entity.text("state", "open") not in _OVER for kind in ("task", "item") for entity in case.all(kind)
        ),
        doubles=links.doubles(desk, case),
    )


def _title_ends(case: CaseFile, on: date) -> str:
    ends = [end for title in case.all("residence_title") if (end := title.text("valid_until"))]
    newest = max(ends, default="")
    return newest if newest and newest <= (on + timedelta(days=TITLE_WARNING_DAYS)).isoformat() else ""


_DATED = {"task": "due", "item": "due", "referral": "next_due"}
_OVER = frozenset({"done", "not_needed", "declined", "withdrawn"})


def _late_since(case: CaseFile, on: date) -> str:
    dates = [
        day
        for kind, name in _DATED.items()
        for entity in case.all(kind)
        if (day := entity.text(name)) and day < on.isoformat() and entity.text("state") not in _OVER
    ]
    return min(dates, default="")


# --- facts ----------------------------------------------------------------------------------------------------------


def facts(desk: Desk, case: CaseFile, ref: str) -> tuple[FactView, ...]:
    """All fields that an adviser types of one entity, in the order of their declaration."""
    entity = case.one(ref)
    return tuple(fact(desk, case, entity, field) for field in fields.of_entity(entity.kind) if field.typed)


def fact(desk: Desk, case: CaseFile, entity: Entity, field: fields.Field) -> FactView:
    """One field with its words and its source."""
    known = entity.fact(field.name)
    value = known.value if known else None
    source = source_of(case, entity, known) if known and value is not None else None
    return FactView(
        key=f"{entity.ref}.{field.name}",
        field=field,
        value=value,
        words=choices.words_of(desk, field, value),
        source=source,
        two=_two(desk, entity, field),
        stale=field.status and source is not None and is_stale(source.on, desk.today),
    )


STALE_AFTER = timedelta(days=183)
"""Status changes by itself: after six months it is shown as old. Source: GDPR Art. 5 (1) (d), own period."""


def is_stale(on: str, today: date) -> bool:
    """Whether a day is longer ago than `STALE_AFTER`."""
    return on < (today - STALE_AFTER).isoformat()


def _two(desk: Desk, entity: Entity, field: fields.Field) -> tuple[Said, ...]:
    known = entity.fields.get(field.name, ())
    if len(known) < 2:
        return ()
    return tuple(
        Said(each.value, choices.words_of(desk, field, each.value), each.actor, each.at, each.entry[0])
        for each in known
    )


_CERTIFICATE = "D5"
"""Code of the certificate of the qualification among the papers of the recognition pack."""


def source_of(case: CaseFile, entity: Entity, known: Fact) -> Source:
    """Where a fact comes from, as far as the case says: a paper seen, a talk on the day of the entry, or the entry."""
    seen = entity.text("as_of") if entity.kind == "residence_title" else ""
    if entity.kind == "person" and _is_status(entity, known):
        confirmed = entity.text("status_seen_on")
        seen = confirmed if confirmed > known.at[:10] else ""
    if entity.kind == "qualification" and len(case.all("qualification")) == 1:
        seen = next((paper.text("seen_on") for paper in case.all("paper") if paper.text("code") == _CERTIFICATE), "")
    if seen:
        return Source(SEEN, seen, known.actor)
    day = known.at[:10]
    if any(talk.text("at") == day for talk in case.all("consultation")):
        return Source(TALK, day, known.actor)
    return Source(ENTERED, day, known.actor)


def _is_status(entity: Entity, known: Fact) -> bool:
    names = (field.name for field in fields.of_entity(entity.kind) if field.status)
    return any(entity.fact(name) is known for name in names)


def entity_title(desk: Desk, case: CaseFile, ref: str) -> str:
    """What one of several entities is called: its own title or name, empty where it has none."""
    entity = case.one(ref)
    for name in ("title", "what", "name", "contact_name", "recipient", "at", "guide", "role"):
        field = fields.find(ref, name)
        if field is not None and entity.text(name):
            if name == "guide":
                return _guide_title(desk, entity.text("guide"))
            return choices.words_of(desk, field, entity.get(name))
    if entity.kind == "language":
        return choices.words_of(desk, fields.FIELDS["language.language"], entity.get("language"))
    return ""


def _guide_title(desk: Desk, guide_id: str) -> str:
    from welcomedesk.domain.guide_parts import say

    titles = {info.id: say(info.title, desk.language) for info in desk.library.guides()}
    return titles.get(guide_id, guide_id)


# --- history --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words.

    Args:
        field: its declaration, `None` for fields of another version and answers of guides.
        name: name of the field where there is no declaration.
        title: what the entity is called, where there are several of its kind.
        before, after: words of the values, empty for not known.
        removed: the whole entity was taken out (`True`) or brought back (`False`); `None` for other changes.
    """

    line: HistoryLine
    kind: str
    field: fields.Field | None
    name: str
    title: str
    before: str
    after: str
    removed: bool | None = None


def history(desk: Desk, case_id: str, ref: str = "", field: str = "") -> tuple[Told, ...]:
    """Who changed what when in words, newest first; of one field where it is named."""
    case = cases.show(desk, case_id)
    titles: dict[str, str] = {}
    return tuple(_told(desk, case, line, titles) for line in cases.history(desk, case_id, ref, field))


def _told(desk: Desk, case: CaseFile, line: HistoryLine, titles: dict[str, str]) -> Told:
    if line.entity not in titles:
        titles[line.entity] = entity_title(desk, case, line.entity) if ":" in line.entity else ""
    declared = fields.find(line.entity, line.field)
    kind = line.entity.partition(":")[0]
    title = titles[line.entity]
    if line.field == REMOVED:
        return Told(line, kind, None, "", title, "", "", removed=bool(line.value))
    if declared is None or not declared.typed:
        plain = _answer(desk, case, line) if declared is None else ("", "")
        return Told(line, kind, declared, _plain_name(desk, case, line), title, *plain)
    if declared.tells_where == fields.PLACE and case.value("person", "address_protected"):
        before, after = (DOTS if value else "" for value in (line.before, line.value))
    else:
        before, after = (choices.words_of(desk, declared, value) for value in (line.before, line.value))
    return Told(line, kind, declared, "", title, before, after)


def _plain_name(desk: Desk, case: CaseFile, line: HistoryLine) -> str:
    """The question of an answer in a guide, or the bare name of a field."""
    question = _question(desk, case, line)
    return question.short(desk.language) if question is not None else line.field.removeprefix(fields.ANSWER)


def _answer(desk: Desk, case: CaseFile, line: HistoryLine) -> tuple[str, str]:
    from welcomedesk.domain.guide_parts import say

    question = _question(desk, case, line)

    def words(value: Json) -> str:
        if value is None or value == "?":
            return ""
        option = question.option(str(value)) if question is not None else None
        return say(option.words, desk.language) if option else str(value)

    return words(line.before), words(line.value)


def _question(desk: Desk, case: CaseFile, line: HistoryLine):  # type: ignore[no-untyped-def]
    if not line.field.startswith(fields.ANSWER):
        return None
    guide = case.one(line.entity).text("guide")
    if guide not in {info.id for info in desk.library.guides()}:
        return None
    return desk.library.guide(guide).questions.get(line.field.removeprefix(fields.ANSWER))


def conflicts(desk: Desk, case: CaseFile) -> tuple[FactView, ...]:
    """All fields with two values."""
    return tuple(
        fact(desk, case, case.one(ref), declared)
        for ref, name in case.conflicts()
        if (declared := fields.find(ref, name)) is not None
    )


def sheet(desk: Desk, case: CaseFile, refs: Iterable[str]) -> dict[str, tuple[FactView, ...]]:
    """Facts by entity, for a page that shows several."""
    return {ref: facts(desk, case, ref) for ref in refs}
