"""Answers as they come in from a window, a file or a script, checked against the questions of a guide.

Nothing is guessed: what does not fit is named with its question, and the rest stays usable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guide_parts import Question
from welcomedesk.domain.kleene import UNKNOWN, Number, Value
from welcomedesk.domain.words import N_

NOT_KNOWN = "?"
"""The answer "asked, but not known yet": the question stays open and is not asked again."""

LARGEST = 10**12
"""Numbers beyond this are a slip of the finger in every question of every guide."""


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """An answer that does not fit; `what` is an English sentence with `{…}` placeholders for `details`.

    Args:
        code: `unknown_question`, `wrong_type`, `unknown_option`, `impossible_date` or `out_of_range`.
    """

    question: str
    code: str
    what: str
    details: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The problem as plain text."""
        return translate(self.what).format(**self.details)


class AnswersRefused(DeskError):
    """Answers that do not fit the questions; `problems` has all of them."""

    def __init__(self, problems: tuple[AnswerProblem, ...]) -> None:
        self.problems = problems
        super().__init__(
            "answers_do_not_fit",
            "{problems}",
            safe=N_("Nothing was decided."),
            next_step=N_("Correct these answers; “guide list” shows questions and options."),
            problems=" ".join(problem.sentence() for problem in problems),
        )


class _DoesNotFit(Exception):
    def __init__(self, code: str, what: str, **details: str) -> None:
        self.code = code
        self.what = what
        self.details = details


def check_answers(
    questions: Mapping[str, Question], answers: Mapping[str, Any]
) -> tuple[dict[str, Value], tuple[AnswerProblem, ...]]:
    """The answers that fit, in the form the rules read, and every problem with the others.

    Args:
        answers: question id to answer: option id, list of option ids, number, truth value, ISO date, or `None` for not
            answered, `"?"` for asked but not known.
    """
    fitting: dict[str, Value] = {}
    problems = []
    for name, raw in answers.items():
        question = questions.get(name) if isinstance(name, str) else None
        if question is None:
            what = N_("There is no question “{question}”.")
            problems.append(AnswerProblem(str(name), "unknown_question", what, {"question": _shown(name)}))
            continue
        if raw is None:
            continue
        try:
            fitting[name] = UNKNOWN if raw == NOT_KNOWN and isinstance(raw, str) else _fit(question, raw)
        except _DoesNotFit as problem:
            details = {"question": name, "answer": _shown(raw)} | problem.details
            problems.append(AnswerProblem(name, problem.code, problem.what, details))
    return fitting, tuple(problems)


def _shown(raw: object) -> str:
    text = _digits(raw) if isinstance(raw, int) and not isinstance(raw, bool) else str(raw)
    return text if len(text) <= 60 else text[:59] + "…"


def _fit(question: Question, raw: Any) -> Value:
    match question.kind:
        case "yes_no":
            return _yes_no(raw)
        case "number" | "money":
            return _number(question, raw)
        case "date":
            return _date(raw)
        case "code":
            return _code(question, raw)
        case "several":
            return _several(question, raw)
    return _option(question, raw)


def _yes_no(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    if raw in ("yes", "no"):
        return bool(raw == "yes")
    raise _DoesNotFit("wrong_type", N_("“{question}” wants yes or no, not “{answer}”."))


def _number(question: Question, raw: Any) -> Number:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise _DoesNotFit("wrong_type", N_("“{question}” wants a number, not “{answer}”."))
    number: Number = raw if isinstance(raw, int) else Decimal(repr(raw) if isinstance(raw, float) else raw)
    if isinstance(number, Decimal) and not number.is_finite():
        raise _DoesNotFit("wrong_type", N_("“{question}” wants a number, not “{answer}”."))
    low = -LARGEST if question.minimum is None else question.minimum
    high = LARGEST if question.maximum is None else question.maximum
    if not low <= number <= high:
        raise _DoesNotFit(
            "out_of_range",
            N_("“{answer}” is outside what “{question}” can be ({low} to {high})."),
            answer=_shown(f"{number:g}" if isinstance(number, Decimal) else _digits(number)),
            low=str(low),
            high=str(high),
        )
    return number


def _digits(number: int) -> str:
    # Python refuses to print integers with thousands of digits.
    return str(number) if abs(number) < 10**40 else "…"


def _date(raw: Any) -> date:
    if not isinstance(raw, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", raw):
        raise _DoesNotFit("wrong_type", N_("“{question}” wants a date like 2026-11-21, not “{answer}”."))
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise _DoesNotFit("impossible_date", N_("“{answer}” in “{question}” is no day of the calendar.")) from None


def _code(question: Question, raw: Any) -> str:
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < LARGEST else raw
    if not isinstance(text, str) or not re.fullmatch(question.pattern or r"[0-9A-Za-z.\-]{1,20}", text):
        raise _DoesNotFit("wrong_type", N_("“{question}” wants a code, not “{answer}”."))
    return text


def _several(question: Question, raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple):
        raise _DoesNotFit("wrong_type", N_("“{question}” wants a list of answers, not “{answer}”."))
    chosen = {_option(question, item) for item in raw}
    return tuple(option.id for option in question.options if option.id in chosen)


def _option(question: Question, raw: Any) -> str:
    if isinstance(raw, bool):
        raw = "yes" if raw else "no"
    if not isinstance(raw, str):
        raise _DoesNotFit("wrong_type", N_("“{question}” wants one of its options, not “{answer}”."))
    for option in question.options:
        if raw == option.id or raw in option.also:
            return option.id
    raise _DoesNotFit("unknown_option", N_("“{answer}” is not an option of “{question}”."), answer=_shown(raw))
