"""Guides: asked for themselves, or led through in a case where nothing is asked twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.cases import add
from welcomedesk.desk.core import Desk, Done, Edit, load, write
from welcomedesk.domain import fields
from welcomedesk.domain.answers import check_answers
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guides import Evaluation, Guide, evaluate, to_plain
from welcomedesk.domain.log import EntryId, Fact, Json
from welcomedesk.domain.outcomes import to_text
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.guide_parts import Question
    from welcomedesk.domain.library import Library

NOT_KNOWN = "?"
"""The answer "asked, not known yet"; the result stays open and the question is not asked again."""


# --- asked for themselves -------------------------------------------------------------------------------------------


def describe(library: Library) -> list[dict[str, Any]]:
    """Every guide with its question ids, kinds, options and result ids, as plain values."""
    return [_described(library.guide(info.id)) for info in library.guides()]


def _described(guide: Guide) -> dict[str, Any]:
    parts = guide.parts
    return {
        "id": parts.id,
        "title": dict(parts.title),
        "pack": {"id": parts.pack, "version": parts.version},
        "questions": [_question(question) for question in parts.questions.values()],
        "results": [result.id for result in parts.results.values() if result.kind not in ("authority", "flag")],
        "authorities": _authority_ids(guide),
        "flags": [result.id for result in parts.results.values() if result.kind == "flag"],
        "derived": list(parts.derived),
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "text": dict(question.text),
        "options": [option.id for option in question.options],
        "usual": question.usual,
        "unit": question.unit or None,
        "lives_in": question.lives_in or None,
    }


def _authority_ids(guide: Guide) -> list[str]:
    results = [result.id for result in guide.parts.results.values() if result.kind == "authority"]
    table = guide.parts.tables.get("authorities")
    return list(dict.fromkeys([*results, *(table.rows if table else ())]))


def ask(
    library: Library,
    guide_id: str,
    answers: Mapping[str, Any],
    as_of: date,
    *,
    strict: bool = False,
    language: str = "de",
) -> dict[str, Any]:
    """One evaluation in the shape of the command-line contract.

    Raises:
        AnswersRefused: an unknown question, a wrong type or an option that does not exist, all of them named.
    """
    return evaluate(library.guide(guide_id), answers, as_of, strict=strict, lang=language).to_json()


def ask_many(
    library: Library,
    guide_id: str,
    lines: Iterable[str],
    as_of: date,
    *,
    strict: bool = False,
    language: str = "de",
) -> Iterator[tuple[bool, str]]:
    """One line of JSON per line of JSON: whether it went well, and the evaluation with its `id`.

    A bad line gives its id and the error, and the rest goes on.
    """
    guide = library.guide(guide_id)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        name: Any = number
        try:
            request = _request(line)
            name = request.get("id", number)
            day = date.fromisoformat(request["as_of"]) if request.get("as_of") else as_of
            result = evaluate(guide, _answers(request), day, strict=strict, lang=language)
        except DeskError as error:
            yield False, to_text({"id": name, "error": error.sentence()})
        except (ValueError, TypeError):
            yield False, to_text({"id": name, "error": "as_of is no date such as 2026-11-21."})
        else:
            yield True, result.json_text(name)


def _request(line: str) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        request = None
    if not isinstance(request, dict):
        raise DeskError("bad_line", N_("The line is no JSON object."))
    return request


def _answers(request: dict[str, Any]) -> dict[str, Any]:
    answers = request.get("answers", {})
    if not isinstance(answers, dict):
        raise DeskError("bad_line", N_("The answers are no JSON object."))
    return answers


# --- led through in a case ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in use.

    Args:
        value: as it is stored, a plain value or `NOT_KNOWN`.
        from_case: whether a field of the case knew it before the run began; nobody was asked then.
        fact: who said it when.
    """

    question: str
    value: Json
    from_case: bool
    fact: Fact


@dataclass(frozen=True, slots=True)
class RunView:
    """A guide run as the window shows it.

    Args:
        answers: in use, in asking order.
        asking: unanswered questions that arise, the most decisive first.
        evaluation: live verdicts with their reasons.
        older_pack: version of the pack the finished run was judged with, where a newer one is installed.
        kept: verdicts of a finished run as they were then, by result; empty for one that goes on.
    """

    ref: str
    guide: Guide
    as_of: date
    answers: tuple[Answer, ...]
    asking: tuple[str, ...]
    evaluation: Evaluation
    finished: str
    older_pack: str
    kept: Mapping[str, str] = field(default_factory=dict)


def start_run(desk: Desk, case_id: str, guide_id: str, as_of: date | None = None) -> Done[str]:
    """Begin a guide in a case and give the ref of the run; what the case knows is answered already."""
    guide = desk.library.guide(guide_id)
    return add(
        desk,
        case_id,
        "run",
        {
            "guide": guide_id,
            "as_of": (as_of or desk.today).isoformat(),
            "pack": guide.parts.version,
            "state": "in_progress",
            "started": desk.today.isoformat(),
        },
    )


def answer(desk: Desk, case_id: str, run_ref: str, question_id: str, value: Json) -> Done[tuple[EntryId, ...]]:
    """Answer a question; where the fact has a place in the case file it is kept there, so that nothing is asked twice.

    Args:
        value: `NOT_KNOWN` for asked but not known, `None` to take the answer back.

    Raises:
        AnswersRefused: the answer does not fit the question; nothing is written.
    """
    case = load(desk, case_id)
    guide = desk.library.guide(run_of(case, run_ref).text("guide"))
    _, problems = check_answers(guide.questions, {question_id: value})
    if problems:
        from welcomedesk.domain.answers import AnswersRefused

        raise AnswersRefused(problems)
    own = Edit(run_ref, fields.ANSWER + question_id, value)
    home = _home(desk, case, guide.questions[question_id])
    if home is None or value == NOT_KNOWN:
        return write(desk, case, [own])
    kept = _kept(guide.questions[question_id], home, value)
    if kept is None:
        return write(desk, case, [own])
    from welcomedesk.desk.checklists import replanned

    return write(desk, case, [kept, Edit(run_ref, own.field, None), *replanned(desk, case, [kept])])


def move_date(desk: Desk, case_id: str, run_ref: str, as_of: date) -> Done[tuple[EntryId, ...]]:
    """Judge the answers on another day."""
    return write(desk, load(desk, case_id), [Edit(run_ref, "as_of", as_of.isoformat())])


def run(desk: Desk, case_id: str, run_ref: str) -> RunView:
    """A run with live verdicts; a finished one keeps the answers it was finished with."""
    return view_of(desk, load(desk, case_id), run_ref)


def view_of(desk: Desk, case: CaseFile, run_ref: str, draft: Mapping[str, Json] | None = None) -> RunView:
    """The same for a case that was loaded already.

    Args:
        draft: answers that are being given and not written yet; what does not fit is left out.
    """
    entity = run_of(case, run_ref)
    guide = desk.library.guide(entity.text("guide"))
    finished = _finished(entity)
    answers = _kept_answers(entity, guide, finished) if finished else _answers_in(case, entity, guide)
    known = {each.question: each for each in answers}
    values = {name: each.value for name, each in known.items()} | dict(draft or {})
    as_of = date.fromisoformat(entity.text("as_of", desk.today.isoformat()))
    evaluation = evaluate(guide, values, as_of, lang=desk.language, lenient=True)
    used, verdicts = str(finished.get("pack", "")), finished.get("verdicts")
    return RunView(
        ref=run_ref,
        guide=guide,
        as_of=as_of,
        answers=tuple(known[name] for name in guide.questions if name in known),
        asking=_asking(guide, evaluation, set(values)),
        evaluation=evaluation,
        finished=entity.text("finished"),
        older_pack=used if used and used != guide.parts.version else "",
        kept={str(name): str(each) for name, each in verdicts.items()} if isinstance(verdicts, dict) else {},
    )


def preview(desk: Desk, case_id: str, run_ref: str, draft: Mapping[str, Json]) -> RunView:
    """A run as it would be judged with answers that are not written yet."""
    return view_of(desk, load(desk, case_id), run_ref, draft)


def _finished(entity: Entity) -> dict[str, Json]:
    found = entity.get("results") if entity.get("state") == "done" else None
    return found if isinstance(found, dict) else {}


def _kept_answers(entity: Entity, guide: Guide, finished: Mapping[str, Json]) -> Iterator[Answer]:
    """The answers a run was finished with, whatever the case says today."""
    answers, fact = finished.get("answers"), entity.fact("results")
    for name, value in answers.items() if isinstance(answers, dict) and fact else ():
        if name in guide.questions and fact:
            yield Answer(name, value, entity.get(fields.ANSWER + name) is None, fact)


def finish_run(desk: Desk, case_id: str, run_ref: str) -> Done[tuple[EntryId, ...]]:
    """Keep a run as it stands: answers, verdicts, pack and date."""
    case = load(desk, case_id)
    view = view_of(desk, case, run_ref)
    results: dict[str, Json] = {
        "pack": view.guide.parts.version,
        "answers": {each.question: each.value for each in view.answers},
        "verdicts": dict(view.evaluation.verdicts),
        "authorities": list(view.evaluation.authorities),
    }
    wanted = [
        Edit(run_ref, "results", results),
        Edit(run_ref, "state", "done"),
        Edit(run_ref, "finished", desk.today.isoformat()),
    ]
    return write(desk, case, wanted)


def continue_run(desk: Desk, case_id: str, run_ref: str) -> Done[str]:
    """A new run that starts from the answers of an old one; the old one stays as it was."""
    case = load(desk, case_id)
    old = run_of(case, run_ref)
    started = start_run(desk, case_id, old.text("guide"))
    answers = [Edit(started.value, name, old.get(name)) for name in old.fields if name.startswith(fields.ANSWER)]
    write(desk, load(desk, case_id), [edit for edit in answers if edit.value is not None])
    return started


def run_of(case: CaseFile, run_ref: str) -> Entity:
    """One run of a case.

    Raises:
        DeskError: `unknown_run`.
    """
    found = case.one(run_ref)
    if found.kind != "run" or not found.text("guide") or found.removed:
        raise DeskError("unknown_run", N_("Case {case} has no guide run {ref}."), case=case.number, ref=run_ref[:40])
    return found


# --- where answers live ---------------------------------------------------------------------------------------------


def _answers_in(case: CaseFile, entity: Entity, guide: Guide) -> Iterator[Answer]:
    """Answers of the run itself, then those that the case holds; what does not fit is left out."""
    began = entity.fact("started")
    for question in guide.questions.values():
        own = entity.fact(fields.ANSWER + question.id)
        if own is not None and own.value is not None:
            yield Answer(question.id, own.value, False, own)
            continue
        known = _known(case, question)
        if known is not None:
            yield Answer(question.id, known[0], began is None or _earlier(known[1], began), known[1])


def _earlier(fact: Fact, than: Fact) -> bool:
    """Whether a fact is older; two devices are compared by their clocks."""
    (device, number), (other, later) = fact.entry, than.entry
    return number < later if device == other else fact.at < than.at


def answers_in(case: CaseFile, guide: Guide) -> dict[str, Json]:
    """What a case says to the questions of a guide without a run."""
    found = ((question.id, _known(case, question)) for question in guide.questions.values())
    return {name: known[0] for name, known in found if known is not None}


def _known(case: CaseFile, question: Question) -> tuple[Json, Fact] | None:
    """What the case says to a question, in the words of the question."""
    if not question.lives_in or (case.kind == "company" and question.lives_in.startswith("person.")):
        return None
    kind, _, name = question.lives_in.partition(".")
    for entity in _places(case, kind):
        fact = entity.fact(name)
        if fact is None or fact.value is None or entity.has_two_values(name):
            continue
        value = question.lives_map.get(str(fact.value), fact.value) if question.lives_map else fact.value
        fitting, problems = check_answers({question.id: question}, {question.id: value})
        if not problems and question.id in fitting:
            return to_plain(fitting[question.id]), fact
    return None


def _places(case: CaseFile, kind: str) -> tuple[Entity, ...]:
    return (case.one(kind),) if kind in ("case", "person", "company") else case.all(kind)


def _home(desk: Desk, case: CaseFile, question: Question) -> Edit | None:
    """The field of the case where the answer belongs, as an edit without its value."""
    if not question.lives_in:
        return None
    kind, _, name = question.lives_in.partition(".")
    if case.kind == "company" and kind in ("person", "qualification", "residence_title"):
        return None  # a company asks about somebody else, who gets a case of their own
    if kind in ("case", "person", "company"):
        return Edit(kind, name, None)
    known = case.all(kind)
    return Edit(known[0].ref if known else f"{kind}:{desk.new_id(4)}", name, None)


def _kept(question: Question, home: Edit, value: Json) -> Edit | None:
    """The edit that keeps an answer in its field, or `None` where the field cannot say it."""
    if question.kind == "country" and value in question.groups:
        return None  # "third country" must not stand where a country was recorded
    said = [name for name, option in question.lives_map.items() if option == str(value)]
    if len(said) > 1:
        return None  # several values of the field fall together in this answer; none of them was said
    plain = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    for candidate in (*said, value, plain):
        if candidate is not None and fields.misfit(home.entity, home.field, candidate) is None:
            return Edit(home.entity, home.field, candidate)
    return Edit(home.entity, home.field, None) if value is None else None


def _asking(guide: Guide, evaluation: Evaluation, answered: set[str]) -> tuple[str, ...]:
    """What to ask next: what decides something first, then what else arises, in the order of the pack."""
    decisive = evaluation.next_questions
    rest = (
        name
        for name in guide.questions
        if name not in answered and name not in decisive and evaluation.relevance(name) is True
        # What follows from another answer is known already.
        if not (guide.questions[name].derive and evaluation.value(name) is not None)
    )
    return (*decisive, *rest)
