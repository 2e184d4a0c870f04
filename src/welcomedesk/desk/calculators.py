"""Calculators with the figures of the installed packs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from welcomedesk.desk import guides
from welcomedesk.desk.core import load
from welcomedesk.domain.calculating import dates, recognition, residence
from welcomedesk.domain.calculating.values import Answer, Calculator, Input, Line, Tools, read
from welcomedesk.domain.calendar import whole_years
from welcomedesk.domain.dependencies import behind, needs
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.guides import evaluate
from welcomedesk.domain.log import Json
from welcomedesk.domain.wording import date_text, number_text
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.guide_parts import Question
    from welcomedesk.domain.library import Library

ALL: tuple[Calculator, ...] = (*residence.CALCULATORS, *recognition.CALCULATORS, *dates.CALCULATORS)


def calculator(name: str) -> Calculator:
    """One calculator.

    Raises:
        DeskError: `unknown_calculator`, which names the ones there are.
    """
    found = next((each for each in ALL if each.id == name), None)
    if found is None:
        raise DeskError(
            "unknown_calculator",
            N_("There is no calculator {name}."),
            next_step=N_("There are: {known}."),
            name=name[:60],
            known=", ".join(each.id for each in ALL),
        )
    return found


def sentence(library: Library, line: Line, language: str, translate: Callable[[str], str]) -> str:
    """A line of an answer in words: dates and amounts as people write them, figures by their title."""
    return translate(line.text).format(**{
        name: _word(library, name, value, language, translate) for name, value in line.details.items()
    })  # fmt: skip


def figure_title(library: Library, name: str, language: str) -> str:
    """The title of a figure from `pack id`."""
    pack, _, figure_id = name.partition(" ")
    figure = library.figure(pack, figure_id)
    return say(figure.title, language) if figure else figure_id


# --- for the window -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer in words.

    Args:
        lines: text, whether it is met, and the figure it rests on in words (empty for none).
        missing: titles of figures that were not entered for the day.
        source: statute and clause.
    """

    lines: tuple[tuple[str, bool | None, str], ...]
    missing: tuple[str, ...]
    source: str


def shown(desk: Desk, name: str, given: Mapping[str, Any], as_of: date) -> Shown:
    """What a calculator says on a day, in words.

    Raises:
        DeskError: `bad_input`, which names the input.
    """
    library, language, translate = desk.library, desk.language, desk.words(desk.language)
    answer = calculate(library, name, given, as_of)
    return Shown(
        tuple(
            (sentence(library, line, language, translate), line.met, _figure_words(desk, line.figure, as_of))
            for line in answer.lines
        ),
        tuple(figure_title(library, figure, language) for figure in answer.missing),
        calculator(name).source,
    )


def _figure_words(desk: Desk, name: str, as_of: date) -> str:
    """Title of a figure with the title of the source of the row that holds."""
    if not name:
        return ""
    pack, _, figure_id = name.partition(" ")
    figure = desk.library.figure(pack, figure_id)
    row = figure.row(as_of) if figure else None
    sources = [desk.library.source(pack, source).get("title", "") for source in (row.source if row else ())]
    words = [each if isinstance(each, str) else say(each, desk.language) for each in sources]
    return " · ".join(part for part in (figure_title(desk.library, name, desk.language), *words[:1]) if part)


def options(desk: Desk, asked: Input) -> tuple[tuple[str, str], ...]:
    """The options of an input with their words: its own, else the title of the figure it names."""
    translate = desk.words(desk.language)
    return tuple(
        (each, translate(asked.words[each]))
        if each in asked.words
        else (each, figure_title(desk.library, f"{residence.PACK} {each}", desk.language))
        for each in asked.options
    )


def prefilled(desk: Desk, case_id: str, name: str) -> dict[str, Any]:
    """What a case knows of the inputs of a calculator, in the form it takes; answers from the newest residence run."""
    case = load(desk, case_id)
    found: dict[str, Any] = {}
    for each in calculator(name).inputs:
        kind, _, field_name = each.lives_in.partition(".")
        if each.kind == "answers":
            found[each.id] = _answers(desk, case)
        elif each.lives_in:
            places = (case.one(kind),) if kind in ("person", "company") else case.all(kind)
            value = next((place.get(field_name) for place in places if place.get(field_name) is not None), None)
            if value is not None:
                found[each.id] = value
        elif each.id == "age" and case.one("person").text("birth_date"):
            found[each.id] = whole_years(date.fromisoformat(case.one("person").text("birth_date")), desk.today)
    return found


def _answers(desk: Desk, case: CaseFile) -> dict[str, Any]:
    runs = [run for run in case.all("run") if run.text("guide") == residence.PACK]
    if not runs:
        known = guides.answers_in(case, desk.library.guide(residence.PACK))
    else:
        known = {each.question: each.value for each in guides.view_of(desk, case, runs[-1].ref).answers}
    points = {question.id for question in point_questions(desk.library, None, desk.today)}
    return {name: value for name, value in known.items() if name in points}


def point_questions(library: Library, answers: Mapping[str, Any] | None, as_of: date) -> tuple[Question, ...]:
    """The questions of the residence guide that the points rest on, in asking order.

    Args:
        answers: only the questions that arise under these; `None` gives all.
    """
    guide = library.guide(residence.PACK)
    names = behind(needs(guide.engine), ["d_points"]) - {"purpose"}
    found = tuple(question for question in guide.questions.values() if question.id in names)
    if answers is None:
        return found
    looked = evaluate(guide, {**residence.SEARCHES, **answers}, as_of, lenient=True)
    follows = {q.id for q in found if q.derive and q.id not in answers and looked.value(q.id) is not None}
    return tuple(q for q in found if q.id not in follows and looked.relevance(q.id) is True)


def _word(library: Library, name: str, value: Json, language: str, translate: Callable[[str], str]) -> str:
    if name in ("amount", "limit") and isinstance(value, int | float):
        return number_text(Decimal(str(value)), language, cents=True)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(Decimal(str(value)), language)
    if name == "figure":
        return figure_title(library, f"{residence.PACK} {value}", language)
    if name == "date" and isinstance(value, str):
        return date_text(date.fromisoformat(value), language)
    if isinstance(value, dict):
        return f"{value.get('from')}–{value.get('to')}"
    return translate(value) if isinstance(value, str) else ("?" if value is None else str(value))


def calculate(library: Library, name: str, given: Mapping[str, Any], as_of: date) -> Answer:
    """What a calculator says on a day.

    Raises:
        DeskError: `unknown_calculator` or `bad_input`, which names the input.
    """
    chosen = calculator(name)

    def derive(guide_id: str, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        return evaluate(library.guide(guide_id), answers, as_of).derived

    return chosen.reckon(read(chosen, given), Tools(as_of, library.figure, library.holidays, derive))
