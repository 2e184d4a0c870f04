"""What golden cases never reach in a guide: questions, options, results, conditions and warnings.

missing = uncovered(guide, vectors("recognition"))
assert missing.lines() == []
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.helpers.vectors import Vector
from welcomedesk.domain.guides import Guide

TRUTHS = {True: "true", False: "false", None: "open"}


@dataclass(slots=True)
class Coverage:
    """What was never seen.

    Args:
        options: `question option`; `yes_no` counts `yes` and `no`.
        verdicts: `result verdict` for results that never had that verdict.
        conditions: `result condition truth` for conditions that never came out so.
    """

    questions: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)

    def lines(self, *, open_too: bool = False) -> list[str]:
        """Everything as lines to read; what was only never *open* is left out unless asked for."""
        parts = {
            "never answered": self.questions,
            "never chosen": self.options,
            "never": self.verdicts,
            "never came out as": self.conditions,
        }
        lines = [f"{what}: {item}" for what, items in parts.items() for item in items]
        return [line for line in lines if open_too or not line.endswith(" open")]


def uncovered(guide: Guide, vectors: Iterable[Vector]) -> Coverage:
    """Run the golden cases and collect what none of them reaches."""
    answered: set[str] = set()
    verdicts: set[tuple[str, str]] = set()
    truths: set[tuple[str, int, bool | None]] = set()
    for vector in vectors:
        for name, answer in vector.answers.items():
            values = answer if isinstance(answer, list) else [answer]
            answered |= {name, *(f"{name} {_option(guide, name, value)}" for value in values)}
        evaluation = vector.evaluation(guide)
        verdicts |= set(evaluation.verdicts.items())
        for name in guide.results:
            truths |= {(name, index, truth) for index, (truth, _u, _m) in enumerate(evaluation.truths(name))}
    return _report(guide, answered, verdicts, truths)


def _report(
    guide: Guide, answered: set[str], verdicts: set[tuple[str, str]], truths: set[tuple[str, int, bool | None]]
) -> Coverage:
    missing = Coverage()
    for question in guide.questions.values():
        if question.id not in answered:
            missing.questions.append(question.id)
        options = ["yes", "no"] if question.kind == "yes_no" else [option.id for option in question.options]
        if question.kind in ("choice", "several", "yes_no"):
            missing.options += [f"{question.id} {o}" for o in options if f"{question.id} {o}" not in answered]
    for name, result in guide.results.items():
        for verdict in ("applies", "excluded", "open"):
            if (name, verdict) not in verdicts and (result.when or verdict == "applies"):
                missing.verdicts.append(f"{name} {verdict}")
        for index, condition in enumerate(guide.engine.conditions[name]):
            if not condition.blocked_by:
                said = condition.condition.text
                seen = {truth for other, place, truth in truths if (other, place) == (name, index)}
                missing.conditions += [f"{name}: {said} {word}" for truth, word in TRUTHS.items() if truth not in seen]
    return missing


def _option(guide: Guide, question: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    options = guide.questions[question].options if question in guide.questions else ()
    return next((option.id for option in options if value in option.also), str(value))


def questions_asked(guide: Guide, vector: Vector, *, in_order: bool = False) -> int:
    """How many questions it takes until nothing decisive is left, asked as the guide proposes or in file order."""
    known: dict[str, object] = {}
    asked: set[str] = set()
    while True:
        evaluation = Vector(
            vector.guide, vector.file, vector.id, "", "", vector.as_of, vector.strict, known, {}
        ).evaluation(guide)
        waiting = [name for name in evaluation.next_questions if name not in asked]
        if in_order:
            waiting = [name for name in guide.questions if name in waiting]
        if not waiting:
            return len(asked)
        asked.add(waiting[0])
        known = known | {waiting[0]: vector.answers.get(waiting[0], "?")}
