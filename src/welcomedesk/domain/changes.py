"""What would turn a verdict: the smallest set of conditions that would have to change, in words.

The set is read off the structure of the conditions: of `and` every part that does not hold, of `or` the cheapest part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from welcomedesk.domain.binding import Bound, Flip, Group, Link, Test
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.kleene import NO_VALUE, UNKNOWN
from welcomedesk.domain.rule_words import Speaker
from welcomedesk.domain.rules import BoundCondition
from welcomedesk.domain.testers import Run

MOST_ALTERNATIVES = 3
"""How many ways to lose an applying result are named; more would hide the important ones."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A single test that would have to come out as `wanted`."""

    bound: Bound
    wanted: bool
    enter: str = ""


_Plan: TypeAlias = "tuple[int, tuple[_Change, ...]] | None"

_ANSWER, _OTHER_RESULT, _FIGURE, _DAY = 1, 3, 4, 20
"""Costs: an answer is easier to change than another result, a figure that is not entered, or the day."""


class Turning:
    """Finds what would turn verdicts of one run."""

    def __init__(self, speaker: Speaker, run: Run) -> None:
        self.speaker = speaker
        self.engine = speaker.engine
        self.run = run
        self._opening: set[str] = set()
        self._cut = False
        self._plans: dict[tuple[Bound, bool], _Plan] = {}

    def to_make_true(self, condition: BoundCondition) -> tuple[str, ...] | None:
        """What must change so that a condition holds; `None` where nothing could."""
        plan = self.plan(condition.bound, True)
        if plan is None:
            return None
        if condition.condition.words and not condition.blocked_by and not any(change.enter for change in plan[1]):
            return (say(condition.condition.words, self.speaker.lang),)
        return tuple(dict.fromkeys(self.words(change) for change in plan[1]))

    def to_lose(self, conditions: Iterable[BoundCondition], assumed: int) -> tuple[str, ...]:
        """The likeliest single changes that would exclude an applying result, assumptions first."""
        ranked = []
        for index, condition in enumerate(conditions):
            if condition.blocked_by:
                continue
            plan = self.plan(condition.bound, False)
            if plan is None or not plan[1]:
                continue
            on_assumption = bool(condition.bound.truth(self.run)[1] & assumed)
            ranked.append(((not on_assumption, plan[0], not condition.figures, index), plan[1]))
        ranked.sort(key=lambda entry: entry[0])
        found = (" + ".join(map(self.words, changes)) for _, changes in ranked[: MOST_ALTERNATIVES * 2])
        return tuple(dict.fromkeys(found))[:MOST_ALTERNATIVES]

    def words(self, change: _Change) -> str:
        if change.enter:
            return self.speaker.enter_figure(change.enter, self.run)
        return self.speaker.wish(change.bound, self.run, change.wanted)

    def plan(self, bound: Bound, wanted: bool) -> _Plan:
        """The cheapest changes that give `bound` the wanted truth; `None` where nothing can."""
        key = (bound, wanted)
        if key in self._plans:
            return self._plans[key]
        found = (0, ()) if bound.truth(self.run)[0] is wanted else self._plan(bound, wanted)
        if not self._cut:  # inside a circle of questions a plan may be cut short
            self._plans[key] = found
        return found

    def _plan(self, bound: Bound, wanted: bool) -> _Plan:
        match bound:
            case Flip(part):
                return self.plan(part, not wanted)
            case Group(op, parts):
                if (op == "and") == wanted:
                    return self._all(parts, wanted)
                return self._cheapest(parts, wanted)
            case Link():
                return _OTHER_RESULT, (_Change(bound, wanted),)
        return self._test(bound, wanted)

    def _all(self, parts: tuple[Bound, ...], wanted: bool) -> _Plan:
        cost = 0
        changes: list[_Change] = []
        for part in parts:
            plan = self.plan(part, wanted)
            if plan is None:
                return None
            cost += plan[0]
            changes.extend(plan[1])
        return cost, tuple(changes)

    def _cheapest(self, parts: tuple[Bound, ...], wanted: bool) -> _Plan:
        plans = [plan for part in parts if (plan := self.plan(part, wanted)) is not None]
        return min(plans, key=lambda plan: plan[0], default=None)

    def _test(self, test: Test, wanted: bool) -> _Plan:
        left = test.left
        if left is None:
            return None
        inner = self.engine.derived_bounds.get(left.id, ()) if left.kind == "derived" else left.tests
        if test.op == "is" and len(inner) == 1 and self._is_condition(left.id, left.kind):
            return self.plan(inner[0], wanted)
        change = (_Change(test, wanted),)
        for figure in self.engine.figures_of(test):
            if self.run.figures[figure][0] is UNKNOWN:
                return _FIGURE, (_Change(test, wanted, figure),)
        if left.kind == "as_of":
            return _DAY, change
        if left.kind == "question" and left.read(self.run)[0] is NO_VALUE and left.id in self.engine.gates:
            return self._make_relevant(test, wanted, left.id)
        return _ANSWER, change

    def _make_relevant(self, test: Test, wanted: bool, question: str) -> _Plan:
        """First the question must arise; then its answer must fit, unless the one already given does."""
        if question in self._opening:
            self._cut = True
            return None
        self._opening.add(question)
        plan = self.plan(self.engine.gates[question], True)
        self._opening.discard(question)
        if plan is None:
            return None
        slot = self.engine.slots[question]
        given = self.run.answers[slot]
        if given is not None:
            asked = self.run.copy()
            asked.slots[slot] = (given, 0, 0)
            if test.truth(asked)[0] is wanted:
                return plan
        return plan[0] + _ANSWER, (*plan[1], _Change(test, wanted))

    def _is_condition(self, name: str, kind: str) -> bool:
        """Whether a yes/no value is one condition (a choice between cases is shown by its title)."""
        if kind != "derived":
            return kind == "condition"
        return bool(self.engine.parts.derived[name].value)
