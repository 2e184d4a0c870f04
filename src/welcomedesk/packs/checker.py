"""All problems of packs that reading a single row cannot see: rules, references, figures, circles, dead ends.

Each check is a function that takes a pack and reports into its draft; `check` runs them all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from welcomedesk import paths
from welcomedesk.domain import contact_checks, fields
from welcomedesk.domain.answers import check_answers
from welcomedesk.domain.binding import Binder, terms_in
from welcomedesk.domain.contacts import contacts_from_rows, sources_from_rows
from welcomedesk.domain.dependencies import circles, needs
from welcomedesk.domain.guide_parts import Question, day_from, figure_from, number_from, rows_of, texts
from welcomedesk.domain.guides import Guide, guide_from_doc
from welcomedesk.domain.regions import regions_from_rows
from welcomedesk.domain.words import N_
from welcomedesk.packs.compiler import Compiled, Draft, compile_folder
from welcomedesk.packs.language_checks import check_languages
from welcomedesk.packs.problems import BROKEN, HINT, WRONG
from welcomedesk.packs.reach import Reach, used_questions
from welcomedesk.packs.schema import DERIVED_KINDS, LISTS, PAPER_NEEDS, QUESTION_KINDS, RESULT_KINDS

_RESERVED = frozenset({"figure", "as_of", "and", "or", "not", "in", "has", "starts", "known", "true", "false"})


class Ids:
    """Everything that other parts may name, by kind; of this pack, the packs it uses, and of all packs for contacts."""

    def __init__(self, pack: Compiled, packs: Sequence[Compiled]) -> None:
        used = texts(pack.doc.get("pack", {}).get("uses"))
        self.docs = [pack.doc, *(other.doc for other in packs if other.id in used)]
        self.shared = self.docs[1:]
        everywhere = [other.doc for other in packs]
        self.sources = self.of("source", self.docs)
        self.figures = self.of("figure", self.docs)
        self.papers = self.of("paper", self.docs)
        self.results = self.of("result", [pack.doc])
        self.checklists = self.of("checklist", everywhere)
        self.events = self.of("event", everywhere)
        self.contacts = self.of("contact", everywhere)
        self.authorities = self.contacts | {
            str(row.get("id"))
            for doc in everywhere
            for table in rows_of(doc, "table")
            if table.get("id") == "authorities"
            for row in rows_of(table, "rows")
        }
        self.authorities |= {str(r.get("id")) for r in rows_of(pack.doc, "result") if r.get("kind") == "authority"}

    @staticmethod
    def of(part: str, docs: Sequence[Mapping[str, Any]]) -> set[str]:
        return {str(row.get("id")) for doc in docs for row in rows_of(doc, part)}


def check(packs: list[Compiled]) -> list[Compiled]:
    """The packs with everything the checks found added to their problems."""
    names = [pack.id for pack in packs]
    for pack in packs:
        for other in texts(pack.doc.get("pack", {}).get("uses")):
            if other not in names:
                pack.draft.report(BROKEN, N_("There is no pack “{name}”."), part="pack", key="uses", name=other)
        try:
            check_pack(pack, packs)
        except Exception as error:  # a pack can be wrong in more ways than anybody foresees; the others must go on
            what = N_("The pack cannot be read: {reason}.")
            pack.draft.report(BROKEN, what, reason=f"{type(error).__name__} {error}")
    return [Compiled(pack.id, pack.doc, tuple(_in_order(pack.draft)), pack.draft) for pack in packs]


def _in_order(draft: Draft) -> list[Any]:
    unique = dict.fromkeys(
        (p.file, p.line, p.key, p.level, p.what, tuple(sorted(p.details.items()))) for p in draft.problems
    )
    by_key = {(p.file, p.line, p.key, p.level, p.what, tuple(sorted(p.details.items()))): p for p in draft.problems}
    return sorted((by_key[key] for key in unique), key=lambda problem: (problem.file, problem.line, problem.key))


def check_pack(pack: Compiled, packs: Sequence[Compiled]) -> None:
    """Run all checks on one pack."""
    draft, ids = pack.draft, Ids(pack, packs)
    _check_sources(draft, ids)
    _check_figures(draft)
    _check_papers(draft)
    for row in rows_of(pack.doc, "checklist"):
        _check_steps(draft, ids, "checklist", str(row.get("id", "")), steps_of(row))
        _check_references(draft, ids.results, "checklist", row, "for")
    _check_steps(draft, ids, "result", "", [row for row in rows_of(pack.doc, "result") if row.get("kind") == "step"])
    _check_contacts(pack, packs)
    check_languages(pack, packs)
    if pack.doc.get("guide") or pack.doc.get("question") or pack.doc.get("result"):
        _check_guide(pack, ids)


def steps_of(checklist: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The steps of a checklist row, written as `steps = […]` or `[[checklist.step]]`."""
    return [*rows_of(checklist, "steps"), *rows_of(checklist, "step")]


# --- sources, figures, papers ---------------------------------------------------------------------------------------


def _check_sources(draft: Draft, ids: Ids) -> None:
    for part in LISTS:
        for row in rows_of(draft.doc, part):
            row_id = str(row.get("id", ""))
            if part == "source":
                continue
            for key, holder in _holders(row, ""):
                _check_source(draft, ids, part, row_id, key, holder)


def _holders(value: Any, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        if "source" in value or "status" in value:
            yield key, value
        for name, inner in value.items():
            yield from _holders(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _holders(inner, f"{key}[{index}]")


def _check_source(draft: Draft, ids: Ids, part: str, row: str, key: str, holder: Mapping[str, Any]) -> None:
    named = texts(holder.get("source"))
    for source in named:
        if source not in ids.sources and source != "K":
            what = N_("There is no source “{name}”.")
            draft.report(WRONG, what, part=part, row=row, key=f"{key}.source".lstrip("."), name=source)
    if str(holder.get("status", "")).startswith("S") and not named and not _has_inner_source(holder):
        what = N_("Status S needs a source; without one the status is K.")
        draft.report(WRONG, what, part=part, row=row, key=f"{key}.status".lstrip("."))


def _has_inner_source(holder: Mapping[str, Any]) -> bool:
    return any(texts(inner.get("source")) for key, inner in _holders(dict(holder), "") if key)


def _check_figures(draft: Draft) -> None:
    for row in rows_of(draft.doc, "figure"):
        figure_id = str(row.get("id", ""))
        lines = rows_of(row, "rows")
        spans = []
        for index, line in enumerate(lines):
            start, end = day_from(line.get("valid_from")) or date.min, day_from(line.get("valid_to")) or date.max
            if start > end:
                what = N_("The row ends before it begins.")
                draft.report(WRONG, what, part="figure", row=figure_id, key=f"rows[{index}]")
            high = number_from(line.get("value_max"))
            low = number_from(line.get("value"))
            if high is not None and low is not None and high < low:
                what = N_("value_max is smaller than value.")
                draft.report(WRONG, what, part="figure", row=figure_id, key=f"rows[{index}]")
            spans.append((start, end, index))
        if len(figure_from(row).rows) < len(lines):
            what = N_("A value of this figure cannot be read as a number (or date).")
            draft.report(BROKEN, what, part="figure", row=figure_id, key="rows")
        spans.sort()
        for (_s, end, first), (start, _e, second) in pairwise(spans):
            if start <= end:
                what = N_("Rows {first} and {second} overlap; on one day only one value can hold.")
                numbers = {"first": str(first + 1), "second": str(second + 1)}
                draft.report(BROKEN, what, part="figure", row=figure_id, key=f"rows[{second}]", **numbers)


def _check_papers(draft: Draft) -> None:
    for row in rows_of(draft.doc, "paper"):
        for name in texts(row.get("needs")):
            if name not in PAPER_NEEDS:
                draft.report(
                    WRONG,
                    N_("“{name}” is not an option here."),
                    part="paper",
                    row=str(row.get("id")),
                    key="needs",
                    name=name,
                )


# --- references -----------------------------------------------------------------------------------------------------


def _check_references(draft: Draft, known: set[str], part: str, row: Mapping[str, Any], key: str) -> None:
    row_id = str(row.get("id", ""))
    for index, entry in enumerate(_listed(row.get(key))):
        name = entry.get("id", "") if isinstance(entry, Mapping) else entry
        if name and name not in known:
            what = N_("“{key_}” names “{name}”, which is not there.")
            draft.report(
                WRONG, what, part=part, row=row_id, key=f"{key}[{index}]", near=f'"{name}"', name=str(name), key_=key
            )


def _listed(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [value]
    return value if isinstance(value, list) else []


def _check_steps(draft: Draft, ids: Ids, part: str, owner: str, steps: Sequence[Mapping[str, Any]]) -> None:
    names = [str(step.get("id", "")) for step in steps]
    graph: dict[str, list[str]] = {}
    for index, step in enumerate(steps):
        row = owner or names[index]
        place = f"step {names[index]}" if owner else ""
        if names[index] in names[:index]:
            draft.report(BROKEN, N_("“{id}” stands twice."), part=part, row=row, key=place, id=names[index])
        due = step.get("due") if isinstance(step.get("due"), Mapping) else {}
        assert isinstance(due, Mapping)
        before = list(texts(step.get("needs")))
        for name in before:
            if name not in names:
                _no_step(draft, part, row, f"{place} needs".strip(), name)
        after = str(due.get("after", ""))
        if after and after not in names and after not in ids.events and after not in ("start", "now"):
            _no_step(draft, part, row, f"{place} due.after".strip(), after)
        graph[names[index]] = [name for name in (*before, after) if name in names]
        _check_step_references(draft, ids, part, row, place, step)
    for circle in circles(graph):
        way = " → ".join(circle)
        draft.report(
            BROKEN, N_("The steps wait for each other: {way}."), part=part, row=owner or circle[0], key="needs", way=way
        )


def _no_step(draft: Draft, part: str, row: str, key: str, name: str) -> None:
    draft.report(
        WRONG, N_("There is no step or event “{name}”."), part=part, row=row, key=key, near=f'"{name}"', name=name
    )


def _check_step_references(draft: Draft, ids: Ids, part: str, row: str, place: str, step: Mapping[str, Any]) -> None:
    known = {"papers": ids.papers, "figures": ids.figures}
    for key, there in known.items():
        for entry in _listed(step.get(key)):
            name = entry.get("id", "") if isinstance(entry, Mapping) else entry
            if name and name not in there:
                what = N_("“{key_}” names “{name}”, which is not there.")
                draft.report(
                    WRONG,
                    what,
                    part=part,
                    row=row,
                    key=f"{place} {key}".strip(),
                    near=f'"{name}"',
                    name=str(name),
                    key_=key,
                )
    office = step.get("office")
    if isinstance(office, str) and office and not office.startswith("topic:") and office not in ids.authorities:
        what = N_("“{key_}” names “{name}”, which is not there.")
        draft.report(
            WRONG, what, part=part, row=row, key=f"{place} office".strip(), near=office, name=office, key_="office"
        )
    cost = step.get("cost")
    if isinstance(cost, Mapping) and "figure" in cost:
        for name in texts(cost.get("figure")):
            if name not in ids.figures:
                draft.report(
                    WRONG,
                    N_("There is no figure “{name}”."),
                    part=part,
                    row=row,
                    key=f"{place} cost".strip(),
                    name=name,
                )


# --- the guide ------------------------------------------------------------------------------------------------------


def _check_guide(pack: Compiled, ids: Ids) -> None:
    draft = pack.draft
    if not pack.doc.get("guide"):
        draft.report(BROKEN, N_("Questions and results need a [guide] table."), part="pack", key="guide")
    guide = guide_from_doc(pack.doc, ids.shared)
    for question in guide.questions.values():
        _check_question(draft, guide, ids, question)
    for row in rows_of(pack.doc, "derived"):
        _check_derived(draft, row)
    for row in rows_of(pack.doc, "result"):
        _check_result(draft, ids, row)
    for problem in guide.engine.problems:
        draft.report(
            BROKEN,
            problem.what,
            part=problem.place.part,
            row=problem.place.id,
            key=problem.place.key,
            near=problem.text,
            **dict(problem.details),
        )
    for circle in circles(needs(guide.engine)):
        part, _, owner = circle[0].rpartition(" ")
        way = " → ".join(circle)
        draft.report(
            BROKEN, N_("Rules depend on each other in a circle: {way}."), part=part or "question", row=owner, way=way
        )
    _check_step_conditions(draft, guide)
    _check_reach(draft, guide)
    _check_words(draft, guide)


def _check_question(draft: Draft, guide: Guide, ids: Ids, question: Question) -> None:
    def report(level: str, what: str, key: str, **details: str) -> None:
        draft.report(level, what, part="question", row=question.id, key=key, **details)

    if question.kind not in QUESTION_KINDS:
        report(BROKEN, N_("There is no kind of question “{name}”."), "kind", name=question.kind)
    if question.id in _RESERVED or question.id in guide.parts.derived:
        report(BROKEN, N_("“{name}” has another meaning in conditions; choose another id."), "id", name=question.id)
    if question.options_from and question.options_from not in guide.parts.tables:
        report(BROKEN, N_("There is no table “{table}”."), "options_from", table=question.options_from)
    elif question.kind in ("choice", "several", "country", "occupation") and not question.options:
        report(BROKEN, N_("The question has no options."), "options")
    doubles = {option.id for option in question.options if [o.id for o in question.options].count(option.id) > 1}
    for name in sorted(doubles) if len(question.options) < 400 else ():
        report(BROKEN, N_("“{id}” stands twice."), "options", id=name)
    for key, value in (("usual", question.usual), ("if_not_asked", question.if_not_asked)):
        if value is not None and not _fits(question, value):
            report(BROKEN, N_("“{name}” is not an option here."), key, name=value)
    for name in question.figures:
        if name not in ids.figures:
            report(WRONG, N_("There is no figure “{name}”."), "figures", name=name)
    if question.minimum is not None and question.maximum is not None and question.minimum > question.maximum:
        report(BROKEN, N_("min is larger than max."), "min")
    if question.lives_in and not _lives(question.lives_in):
        report(WRONG, N_("The case file has no field “{name}”."), "lives_in", name=question.lives_in)


def _fits(question: Question, value: str) -> bool:
    raw: Any = value
    if question.kind == "several":
        raw = [value]
    elif question.kind in ("number", "money"):
        raw = number_from(value)
    return raw is not None and not check_answers({question.id: question}, {question.id: raw})[1]


def _lives(name: str) -> bool:
    entity, _, field = name.partition(".")
    return fields.find(entity, field) is not None


def _check_derived(draft: Draft, row: Mapping[str, Any]) -> None:
    row_id = str(row.get("id", ""))
    if row.get("kind") not in DERIVED_KINDS:
        what = N_("There is no kind of derived value “{name}”.")
        draft.report(BROKEN, what, part="derived", row=row_id, key="kind", name=str(row.get("kind")))
    if sum(key in row for key in ("value", "cases", "sum")) != 1:
        draft.report(
            BROKEN, N_("A derived value needs exactly one of value, cases and sum."), part="derived", row=row_id
        )


def _check_result(draft: Draft, ids: Ids, row: Mapping[str, Any]) -> None:
    row_id = str(row.get("id", ""))
    if row.get("kind") not in RESULT_KINDS:
        what = N_("There is no kind of result “{name}”.")
        draft.report(BROKEN, what, part="result", row=row_id, key="kind", name=str(row.get("kind")))
    known = {"next": ids.results, "flags": ids.results, "on": ids.results, "papers": ids.papers, "figures": ids.figures}
    for key, there in (known | {"authorities": ids.authorities}).items():
        _check_references(draft, there, "result", row, key)
    checklist = row.get("checklist")
    if checklist and checklist not in ids.checklists:
        what = N_("“{key_}” names “{name}”, which is not there.")
        draft.report(WRONG, what, part="result", row=row_id, key="checklist", name=str(checklist), key_="checklist")
    onward = (
        "next",
        "checklist",
        "authorities",
        "papers",
        "text",
        "summary",
        "due",
        "office",
        "notes",
        "contact_topic",
    )
    if row.get("kind") in ("path", "title") and not any(row.get(key) for key in onward):
        draft.report(HINT, N_("The way ends here: no next step, office, paper or text."), part="result", row=row_id)


def _check_step_conditions(draft: Draft, guide: Guide) -> None:
    for row in rows_of(draft.doc, "checklist"):
        for step in steps_of(row):
            if isinstance(step.get("if"), str):
                binder = Binder(guide.engine.scope)
                binder.condition(step["if"])
                for problem in binder.problems:
                    place = {"part": "checklist", "row": str(row.get("id", "")), "key": f"step {step.get('id', '')} if"}
                    draft.report(WRONG, problem.what, near=step["if"], **place, **dict(problem.details))


def _check_reach(draft: Draft, guide: Guide) -> None:
    reach = Reach(guide.engine)
    for name in guide.results:
        if reach.result(name) is None and guide.results[name].data.get("grant") != "closed":
            what = N_("No answers can make this result apply: its conditions exclude each other.")
            draft.report(WRONG, what, part="result", row=name, key="when")
    for name, gate in guide.engine.gates.items():
        if reach.of(gate) is None:
            draft.report(
                WRONG, N_("No answers can make this question arise."), part="question", row=name, key="ask_when"
            )
    used = used_questions(guide.engine)
    for name in guide.questions:
        if name not in used:
            draft.report(HINT, N_("No rule reads the answer to this question."), part="question", row=name)


def _check_words(draft: Draft, guide: Guide) -> None:
    for name, conditions in guide.engine.conditions.items():
        for index, condition in enumerate(conditions):
            if condition.condition.words or condition.blocked_by:
                continue
            for term in terms_in(condition.bound):
                if term.kind != "column":
                    continue
                table = guide.parts.tables[guide.questions[term.id].options_from]
                if term.column not in table.columns and term.column != "group":
                    what = N_(
                        "The column “{column}” has no words; give the condition de and en, or the column a title."
                    )
                    draft.report(HINT, what, part="result", row=name, key=f"when[{index}]", column=term.column)


# --- contacts -------------------------------------------------------------------------------------------------------


def _check_contacts(pack: Compiled, packs: Sequence[Compiled]) -> None:
    rows = rows_of(pack.doc, "contact")
    day = day_from(pack.doc.get("pack", {}).get("as_of"))
    if not rows or day is None:
        return
    draft = pack.draft
    everywhere = [other.doc for other in packs]
    try:
        regions = regions_from_rows(*([row for doc in everywhere for row in rows_of(doc, part)] for part in _PLACES))
        contacts = contacts_from_rows(rows, sources_from_rows(rows_of(pack.doc, "source")))
        found = contact_checks.problems(contacts, regions, day)
    except (KeyError, TypeError, ValueError) as error:
        what = N_("The contacts cannot be read: {reason}.")
        draft.report(BROKEN, what, part="contact", reason=f"{type(error).__name__} {error}")
        return
    for problem in found:
        level = WRONG if problem.is_error else HINT
        draft.report(
            level, problem.sentence, part="contact", row=problem.contact, key=problem.field, **dict(problem.values)
        )


_PLACES = ("district", "town", "postal_code")


def main(arguments: list[str]) -> int:
    """Print every problem of the packs in a folder; `PACK …` after the folder limits the output to these packs."""
    folder = Path(arguments[0]) if arguments else paths.resources() / "packs"
    failed = False
    for pack in compile_folder(folder):
        for problem in pack.problems if not arguments[1:] or pack.id in arguments[1:] else ():
            sys.stdout.write(f"{problem.level}: {problem.line_of_text()}\n")
            failed = failed or problem.level != HINT
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
