"""The copy of all data for the person (Art. 15 and 20 GDPR): readable as PDF, for machines as JSON.

Both are made from the case and the declaration of fields, so a new field is in the copy without anybody thinking of it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from welcomedesk.desk import cases, choices, contacts, guide_runs, letters, periods, privacy, recipients
from welcomedesk.desk.case_view import Told, history
from welcomedesk.desk.core import Desk, load
from welcomedesk.domain import data_copy, fields
from welcomedesk.domain.case import ERASED, REMOVED, CaseFile, Entity, kind_of
from welcomedesk.domain.data_copy import Row, Section
from welcomedesk.domain.handouts import Handout, HandoutRow
from welcomedesk.domain.letters import Span, words
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from welcomedesk.domain.fields import Field

_MARKS = (REMOVED, ERASED)
_ADDRESS = ("street", "postal_code", "place", "district", "phone", "email")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the copy shall be.

    Args:
        withheld: keys of rows that are about others and stay here, `family_member:1.name`.
        own: for the person itself; anybody else gets neither what is protected nor what is about others.
    """

    withheld: tuple[str, ...] = ()
    own: bool = True


def sections(desk: Desk, case_id: str) -> tuple[Section, ...]:
    """Everything that is kept now, thing by thing, in words."""
    return _sections(desk, load(desk, case_id))


def _sections(desk: Desk, case: CaseFile) -> tuple[Section, ...]:
    order = {kind: place for place, kind in enumerate(dict.fromkeys(field.entity for field in fields.FIELDS.values()))}
    shown = [entity for entity in case.entities.values() if not entity.removed]
    shown.sort(key=lambda entity: (order.get(entity.kind, len(order)), entity.ref))
    numbers: dict[str, int] = {}
    made = []
    for each in shown:
        if rows := tuple(_rows(desk, case, each.ref)):
            numbers[each.kind] = numbers.get(each.kind, 0) + 1
            made.append(Section(each.ref, _title(desk, each.ref, numbers[each.kind]), rows))
    return tuple(made)


def _title(desk: Desk, ref: str, number: int) -> str:
    """Kind and number of a thing; never its name, which may be what is withheld."""
    kind = kind_of(ref)
    heading = desk.words(desk.language)(data_copy.ENTITY_TITLES.get(kind, data_copy.FURTHER))
    return f"{heading} {number}" if ":" in ref else heading


def _rows(desk: Desk, case: CaseFile, ref: str) -> Iterator[Row]:
    entity = case.one(ref)
    declared = [field.name for field in fields.of_entity(entity.kind)]
    others = sorted(name for name in entity.fields if name not in declared and not name.startswith(_MARKS))
    protected = bool(case.value("person", "address_protected"))
    for name in (*declared, *others):
        field = fields.find(ref, name)
        said = [
            _words(desk, entity, field, fact.value) for fact in entity.fields.get(name, ()) if fact.value is not None
        ]
        text = " / ".join(dict.fromkeys(each for each in said if each))
        if text:
            yield Row(
                key=f"{ref}.{name}",
                label=_label(desk, case, ref, name, field),
                value=text,
                about=data_copy.about(field) if not name.startswith(fields.ANSWER) else "",
                protected=_is_protected(field, protected),
            )


def _is_protected(field: Field | None, protected: bool) -> bool:
    if field is None:
        return False
    return field.sensitivity == "protected" or (protected and field.entity == "person" and field.name in _ADDRESS)


def _label(desk: Desk, case: CaseFile, ref: str, name: str, field: Field | None) -> str:
    if field is not None:
        return desk.words(desk.language)(field.label)
    guide = case.one(ref).text("guide")
    if name.startswith(fields.ANSWER) and guide in {info.id for info in desk.library.guides()}:
        question = desk.library.guide(guide).questions.get(name.removeprefix(fields.ANSWER))
        return question.short(desk.language) if question is not None else name
    return name


def _words(desk: Desk, entity: Entity, field: Field | None, value: Any) -> str:
    if field is not None and field.kind == "contact":
        return contacts.name_of(desk, str(value))
    if field is not None and field.key == "run.results":
        said = guide_runs.kept_in_words(desk, entity.text("guide"), value)
        return said or json.dumps(value, ensure_ascii=False)
    if field is not None and field.kind != "data":
        return choices.words_of(desk, field, value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


# --- for machines ---------------------------------------------------------------------------------------------------


def document(desk: Desk, case_id: str, wanted: Wanted | None = None) -> dict[str, Any]:
    """Everything as values for JSON: the case and its history, what each field is, who got data, which files there are.

    Args:
        wanted: nothing is withheld when left out: the whole case, for the office itself.
    """
    case = load(desk, case_id)
    found: dict[str, Any] = cases.export(desk, case.id)
    everything = _sections(desk, case)
    kept = data_copy.without(everything, wanted.withheld, own=wanted.own) if wanted else everything
    left_out = _keys(everything) - _keys(kept)
    found["entities"] = {
        ref: {name: facts for name, facts in values.items() if f"{ref}.{name}" not in left_out}
        for ref, values in found["entities"].items()
    }
    found["history"] = [line for line in found["history"] if f"{line['entity']}.{line['field']}" not in left_out]
    more = {
        "fields": _declarations(desk, case),
        "recipients": [asdict(each) for each in recipients.of_case(desk, case)],
        "files": [_file(each.ref, each.text("title"), each.text("blob")) for each in _with_files(case)],
        "withheld": len(left_out),
    }
    return {**found, **more}


def _keys(found: Iterable[Section]) -> set[str]:
    return {row.key for section in found for row in section.rows}


def _declarations(desk: Desk, case: CaseFile) -> dict[str, Any]:
    """What every field of the case is for and how long it is kept, so that the values can be understood."""
    translate = desk.words(desk.language)
    kept = periods.kept(desk, translate)
    kinds = {entity.kind for entity in case.entities.values()}
    return {
        field.key: {
            "label": translate(field.label),
            "purpose": translate(fields.PURPOSES[field.purpose]),
            "kept": kept[field.retention],
            "about_others": data_copy.about(field),
        }
        for field in fields.FIELDS.values()
        if field.entity in kinds
    }


def _with_files(case: CaseFile) -> list[Any]:
    return [each for kind in ("letter", "attachment") for each in case.all(kind) if each.text("blob")]


def _file(ref: str, title: str, sha256: str) -> dict[str, str]:
    return {"ref": ref, "title": title, "sha256": sha256}


# --- to be read -----------------------------------------------------------------------------------------------------


def pdf(desk: Desk, case_id: str, wanted: Wanted | None = None) -> bytes:
    """The copy as a page to read; its properties name nobody."""
    return desk.printer().handout(sheet(desk, case_id, wanted))


def sheet(desk: Desk, case_id: str, wanted: Wanted | None = None) -> Handout:
    """The same as a value."""
    case, wanted = load(desk, case_id), wanted or Wanted()
    translate = desk.words(desk.language)
    everything = _sections(desk, case)
    kept = data_copy.without(everything, wanted.withheld, own=wanted.own)
    left_out = _keys(everything) - _keys(kept)
    day = choices.wording(desk).day(desk.today.isoformat())
    rows = (
        _text(translate(N_("This is everything that our office keeps about you."))),
        *(row for section in kept for row in _section_rows(section)),
        *_earlier(desk, case, {row.key for section in kept for row in section.rows} | {"case.state"}),
        _heading(translate(N_("Who got data"))),
        *recipients.rows(desk, recipients.of_case(desk, case)),
        *_about_processing(desk, case),
        *_withheld(desk, len(left_out)),
    )
    return Handout(
        title=(words(translate(N_("Copy of your data"))),),
        languages=(desk.language,),
        rows=rows,
        letterhead=letters.office_letterhead(desk),
        head=(case.number, day),
        page_words=translate(N_("Page {page} of {pages}")),
        shows_all=True,
    )


def _heading(text: str) -> HandoutRow:
    return HandoutRow("heading", (words(text),))


def _text(text: str) -> HandoutRow:
    return HandoutRow("text", (words(text),))


def _section_rows(section: Section) -> Iterator[HandoutRow]:
    yield _heading(section.title)
    for row in section.rows:
        yield HandoutRow("fact", ((Span(f"{row.label}: ", strong=True), Span(row.value, row.key)),))


def _earlier(desk: Desk, case: CaseFile, shown: set[str]) -> Iterator[HandoutRow]:
    """What was entered earlier and corrected since; the history keeps it, so it belongs to the copy."""
    say = choices.wording(desk)
    told = [each for each in history(desk, case.id) if _is_earlier(each, shown)]
    if not told:
        return
    yield _heading(desk.words(desk.language)(N_("Entered earlier, changed since")))
    for each in reversed(told):
        label = desk.words(desk.language)(each.field.label) if each.field else each.name
        until = desk.words(desk.language)(N_("until {date}")).format(date=say.day(each.line.at[:10]))
        yield HandoutRow("fact", ((Span(f"{label} ({until}): ", strong=True), Span(each.before)),))


def _is_earlier(each: Told, shown: set[str]) -> bool:
    key = f"{each.line.entity}.{each.line.field}"
    return bool(each.before) and not each.line.erased and each.before != each.after and key in shown


def _about_processing(desk: Desk, case: CaseFile) -> Iterator[HandoutRow]:
    """Purposes, periods and rights: Art. 15(1) asks for them beside the data."""
    translate = desk.words(desk.language)
    kinds = {entity.kind for entity in case.entities.values()}
    used = [field for field in fields.FIELDS.values() if field.entity in kinds]
    yield _heading(translate(N_("What for, and how long")))
    for purpose in dict.fromkeys(field.purpose for field in used):
        yield _text(translate(fields.PURPOSES[purpose]))
    kept = periods.kept(desk, translate)
    for period in dict.fromkeys(field.retention for field in used):
        yield _text(kept[period])
    yield _heading(translate(N_("Your rights")))
    yield _text(
        translate(
            N_(
                "You may have data corrected, erased or restricted, object to their use, and take back a consent. "
                "You may complain to the data protection authority."
            )
        )
    )
    for line in (privacy.legal_basis(desk, "rights", translate), _authority(desk, translate)):
        if line:
            yield _text(line)


def _authority(desk: Desk, translate: Callable[[str], str]) -> str:
    """Who hears a complaint; empty while no carrier is chosen."""
    name = privacy.of_office(desk).supervisor
    return translate(N_("Data protection authority: {name}")).format(name=name) if name else ""


def _withheld(desk: Desk, count: int) -> Iterator[HandoutRow]:
    if count:
        translate = desk.words(desk.language)
        yield _heading(translate(N_("Not contained")))
        sentence = translate(N_("Entries about other persons that are not contained: {n}"))
        yield _text(sentence.format(n=count))


def note(desk: Desk, case_id: str, wanted: Wanted) -> None:
    """Record that a copy was handed out, and to whom."""
    cases.note_access(desk, case_id, "copy" if wanted.own else "copy_other")
