"""A guide made ready to be evaluated: every name has a slot, every condition is bound once.

The engine holds no answers. `begin` starts a `Run` for one set of answers on one day, and every slot is worked out at
most once in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from welcomedesk.domain.binding import Binder, BindProblem, Bound, Flip, Link, Scope, Term, Test, terms_in, terms_of
from welcomedesk.domain.guide_parts import (
    Case,
    Condition,
    Derived,
    Entry,
    GuideParts,
    Question,
    Result,
    number_from,
)
from welcomedesk.domain.kleene import NO_VALUE, UNKNOWN, Number, Span, Value, is_number
from welcomedesk.domain.rule_types import column_types, derived_type, question_type
from welcomedesk.domain.slots import always_value, asking, columns_of, judging, not_applying, nothing, open_value
from welcomedesk.domain.testers import (
    BUSY,
    Reader,
    Reading,
    Run,
    Verdict,
    as_value,
    choosing,
    linking,
    totalling,
)
from welcomedesk.domain.words import N_


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a pack something stands: `result`, `T_18A`, `when[2]`."""

    part: str
    id: str
    key: str


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """A rule that does not fit the guide; `what` has `{…}` placeholders for `details`, `at` is the character."""

    place: Place
    what: str
    at: int
    details: Mapping[str, str]
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class BoundCondition:
    """A condition of a result, ready to test.

    Args:
        blocked_by: the result that goes first, for conditions that `group` and `behind` stand for; else empty.
        figures: ids of the figures it rests on, directly or through derived values.
    """

    condition: Condition
    bound: Bound
    figures: tuple[str, ...] = ()
    blocked_by: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class BoundEntry:
    """An authority or paper of a result with its bound condition and expression."""

    entry: Entry
    when: Bound | None
    derive: Term | None


class Engine:
    """The bound rules of one guide.

    Args:
        parts: the guide; whatever does not fit is listed in `problems` and stays open when evaluated.
    """

    def __init__(self, parts: GuideParts) -> None:
        self.parts = parts
        self.problems: list[RuleProblem] = []
        self.bits = {name: 1 << index for index, name in enumerate(parts.questions)}
        first_figure = len(parts.questions)
        self.figure_bits = {name: 1 << (first_figure + index) for index, name in enumerate(parts.figures)}
        self.question_mask = (1 << first_figure) - 1
        self.names = (*parts.questions, *parts.derived, *(f"result {name}" for name in parts.results))
        self.slots = {name: index for index, name in enumerate(self.names)}
        self._computes: list[Callable[[Run], Reading]] = [nothing] * len(self.names)
        self._figure_readings: dict[date, Mapping[str, Reading]] = {}
        self._masks: dict[int, tuple[str, ...]] = {}
        self._test_figures: dict[Test, tuple[str, ...]] = {}
        self._flags_on: dict[str, tuple[str, ...]] = {}
        self.scope = self._make_scope()
        self.gates: dict[str, Bound] = {}
        self.usual_gates: dict[str, Bound] = {}
        self.derive_terms: dict[str, Term] = {}
        self.derived_bounds: dict[str, tuple[Bound, ...]] = {}
        self.derived_terms: dict[str, tuple[Term, ...]] = {}
        self._bind_questions()
        self._bind_derived()
        self.conditions = {name: self._bind_result(result) for name, result in parts.results.items()}
        self.authorities = {name: self._entries(r, "authorities") for name, r in parts.results.items()}
        self.papers = {name: self._entries(r, "papers") for name, r in parts.results.items()}
        self.contradictions = {
            item.id: self.bind(item.when, Place("contradiction", item.id, "when")) for item in parts.contradictions
        }
        self.usual = self._usual_answers()

    # --- binding ---

    def bind(self, text: str, place: Place) -> Bound:
        """A condition bound in this guide; problems are noted under `place`."""
        binder = Binder(self.scope)
        bound = binder.condition(text)
        self._note(binder.problems, place, text)
        return bound

    def bind_value(self, text: str, place: Place) -> Term:
        """A value bound in this guide; problems are noted under `place`."""
        binder = Binder(self.scope)
        term = binder.value(text)
        self._note(binder.problems, place, text)
        return term

    def _note(self, problems: list[BindProblem], place: Place, text: str) -> None:
        self.problems.extend(RuleProblem(place, p.what, p.at, p.details, text) for p in problems)

    def _make_scope(self) -> Scope:
        scope = Scope()
        for question in self.parts.questions.values():
            table = self.parts.tables.get(question.options_from)
            scope.types[question.id] = question_type(question, table)
            scope.kinds[question.id] = "question"
            scope.readers[question.id] = self._reader(question.id)
            if table is not None:
                scope.columns[question.id] = column_types(table)
                scope.column_readers[question.id] = columns_of(scope.readers[question.id], table, question.groups)
        for derived in self.parts.derived.values():
            scope.types[derived.id] = derived_type(derived)
            scope.kinds[derived.id] = "derived"
            scope.readers[derived.id] = self._reader(derived.id)
        scope.figures = {figure.id: figure.unit for figure in self.parts.figures.values()}
        scope.results = {name: self._reader(f"result {name}") for name in self.parts.results}
        return scope

    def _reader(self, name: str) -> Reader:
        index = self.slots[name]
        computes = self._computes

        def read(run: Run) -> Reading:
            found = run.slots[index]
            if found is None:
                run.slots[index] = BUSY
                found = run.slots[index] = computes[index](run)
            return found

        return read

    def _bind_questions(self) -> None:
        for index, question in enumerate(self.parts.questions.values()):
            place = Place("question", question.id, "ask_when")
            if question.ask_when:
                self.gates[question.id] = self.bind(question.ask_when, place)
            if question.derive:
                self.derive_terms[question.id] = self.bind_value(
                    question.derive, Place("question", question.id, "from")
                )
            otherwise: Value = NO_VALUE
            if question.if_not_asked is not None:
                otherwise = self.constant(question, question.if_not_asked)
            if question.usual_when:
                place = Place("question", question.id, "usual_when")
                self.usual_gates[question.id] = self.bind(question.usual_when, place)
            gate = self.gates.get(question.id)
            usual = self.usual_gates.get(question.id)
            derive = self.derive_terms.get(question.id)
            self._computes[index] = asking(
                index,
                self.bits[question.id],
                gate.truth if gate else None,
                usual.truth if usual else None,
                derive.read if derive else None,
                otherwise,
                open_value(question),
            )

    def constant(self, question: Question, text: str) -> Value:
        """The value that a text in a pack (`usual`, `if_not_asked`) stands for."""
        kind = self.scope.types[question.id]
        match kind.kind:
            case "bool":
                return text in ("yes", "true")
            case "number":
                number = number_from(text)
                return NO_VALUE if number is None else number
            case "several":
                return (kind.options.get(text, text),)
        return kind.options.get(text, text)

    def _usual_answers(self) -> tuple[tuple[int, int, Value], ...]:
        found = []
        for index, question in enumerate(self.parts.questions.values()):
            if question.usual is not None:
                found.append((index, self.bits[question.id], self.constant(question, question.usual)))
        return tuple(found)

    def _bind_derived(self) -> None:
        for derived in self.parts.derived.values():
            reader = self._derived_reader(derived)
            self._computes[self.slots[derived.id]] = reader

    def _derived_reader(self, derived: Derived) -> Reader:
        if derived.total:
            tests = tuple(self._case_test(derived, "sum", i, case) for i, case in enumerate(derived.total))
            self.derived_bounds[derived.id] = tests
            numbers = (self._points(derived, index, case) for index, case in enumerate(derived.total))
            lines = zip(tests, numbers, derived.total, strict=True)
            return totalling(tuple((test.truth, number, case.best_of) for test, number, case in lines))
        if derived.cases:
            tests = tuple(self._case_test(derived, "cases", i, case) for i, case in enumerate(derived.cases))
            self.derived_bounds[derived.id] = tests
            values = [self._then(derived, f"cases[{i}].then", case.then) for i, case in enumerate(derived.cases)]
            otherwise = self._then(derived, "otherwise", derived.otherwise)
            return choosing(tuple((test.truth, value) for test, value in zip(tests, values, strict=True)), otherwise)
        place = Place("derived", derived.id, "value")
        if derived.kind == "yes_no":
            bound = self.bind(derived.value, place)
            self.derived_bounds[derived.id] = (bound,)
            return as_value(bound.truth)
        term = self.bind_value(derived.value, place)
        self.derived_terms[derived.id] = (term,)
        return term.read

    def _case_test(self, derived: Derived, key: str, index: int, case: Case) -> Bound:
        return self.bind(case.when, Place("derived", derived.id, f"{key}[{index}].when"))

    def _points(self, derived: Derived, index: int, case: Case) -> Number:
        number = number_from(case.then)
        if number is None:
            place = Place("derived", derived.id, f"sum[{index}].then")
            self.problems.append(RuleProblem(place, N_("“{name}” is not a number."), 0, {"name": str(case.then)}))
            return 0
        return number

    def _then(self, derived: Derived, key: str, then: Any) -> Reader:
        place = Place("derived", derived.id, key)
        if then is None:
            return always_value(NO_VALUE)
        if derived.kind == "yes_no":
            return always_value(then) if isinstance(then, bool) else as_value(self.bind(str(then), place).truth)
        if derived.kind == "choice":
            if derived.options and str(then) not in {option.id for option in derived.options}:
                what = N_("“{name}” is not an option here.")
                self.problems.append(RuleProblem(place, what, 0, {"name": str(then)}))
            return always_value(str(then))
        number = number_from(then)
        if number is not None:
            return always_value(number)
        term = self.bind_value(str(then), place)
        self.derived_terms[derived.id] = (*self.derived_terms.get(derived.id, ()), term)
        return term.read

    def _bind_result(self, result: Result) -> tuple[BoundCondition, ...]:
        found = []
        for index, condition in enumerate(result.when):
            bound = self.bind(condition.text, Place("result", result.id, f"when[{index}]"))
            found.append(BoundCondition(condition, bound, self.figures_in(bound)))
        found.extend(self._blocks(result))
        testers = tuple(condition.bound.truth for condition in found)
        self._computes[self.slots[f"result {result.id}"]] = judging(testers)
        return tuple(found)

    def _blocks(self, result: Result) -> Iterator[BoundCondition]:
        for name in self._before(result):
            if name not in self.parts.results:
                place = Place("result", result.id, "behind")
                self.problems.append(RuleProblem(place, N_("There is no result “{name}”."), 0, {"name": name}))
                continue
            link = Link("applies", name, linking(self.scope.results[name]))
            yield BoundCondition(Condition(f"not applies({name})"), Flip(link, not_applying(link.truth)), (), name)

    def _before(self, result: Result) -> Iterator[str]:
        yield from result.behind
        if result.group:
            for other in self.parts.results.values():
                if other.id == result.id:
                    break
                if other.group == result.group and other.id not in result.behind:
                    yield other.id

    def _entries(self, result: Result, key: str) -> tuple[BoundEntry, ...]:
        entries = result.authorities if key == "authorities" else result.papers
        found = []
        for index, entry in enumerate(entries):
            place = Place("result", result.id, f"{key}[{index}]")
            when = self.bind(entry.when, place) if entry.when else None
            derive = self.bind_value(entry.derive, place) if entry.derive else None
            found.append(BoundEntry(entry, when, derive))
        return tuple(found)

    # --- what rests on what ---

    def figures_in(self, bound: Bound) -> tuple[str, ...]:
        """Figures that a condition reads, directly or through derived values, each once, in reading order."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        stack = list(terms_in(bound))
        while stack:
            term = stack.pop(0)
            if term.kind == "figure":
                found[term.id] = None
            elif term.kind == "derived" and term.id not in seen:
                seen.add(term.id)
                for inner in self.derived_bounds.get(term.id, ()):
                    stack.extend(terms_in(inner))
                for value in self.derived_terms.get(term.id, ()):
                    stack.extend(terms_of(value))
        return tuple(found)

    def figures_of(self, test: Test) -> tuple[str, ...]:
        """Figures that a single test compares with."""
        found = self._test_figures.get(test)
        if found is None:
            terms = (part for term in (test.left, *test.right) if term is not None for part in terms_of(term))
            found = self._test_figures[test] = tuple(term.id for term in terms if term.kind == "figure")
        return found

    def flags_on(self, result: Result) -> tuple[str, ...]:
        """Flag results that are shown on a result while they apply, in file order."""
        found = self._flags_on.get(result.id)
        if found is None:
            flags = (flag for flag in self.parts.results.values() if flag.kind == "flag")
            shown = tuple(flag.id for flag in flags if flag.id in result.flags or result.id in flag.on)
            found = self._flags_on[result.id] = shown
        return found

    def names_in(self, mask: int) -> tuple[str, ...]:
        """Question ids of a mask, in asking order."""
        mask &= self.question_mask
        found = self._masks.get(mask)
        if found is None:
            found = tuple(name for name, bit in self.bits.items() if bit & mask)
            self._masks[mask] = found
        return found

    def figures_named(self, mask: int) -> tuple[str, ...]:
        """Figure ids of a mask, in file order."""
        if mask <= self.question_mask:
            return ()
        return tuple(name for name, bit in self.figure_bits.items() if bit & mask)

    # --- running ---

    def begin(self, answers: Mapping[str, Value], as_of: date, *, strict: bool) -> Run:
        """A run on checked answers; nothing is worked out yet."""
        given: list[Value | None] = [answers.get(name) for name in self.parts.questions]
        assumed = 0
        if not strict:
            for index, bit, value in self.usual:
                if given[index] is None:
                    given[index] = value
                    assumed |= bit
        return Run(given, len(self.names), assumed, as_of, self.figure_readings(as_of))

    def figure_readings(self, day: date) -> Mapping[str, Reading]:
        """All figures on this day; one without a row for it is unknown and names itself as missing."""
        found = self._figure_readings.get(day)
        if found is None:
            readings: dict[str, Reading] = {}
            for figure in self.parts.figures.values():
                row = figure.row(day)
                if row is None:
                    readings[figure.id] = (UNKNOWN, 0, self.figure_bits[figure.id])
                elif row.value_max is not None and is_number(row.value) and not isinstance(row.value, date):
                    readings[figure.id] = (Span(row.value, row.value_max), 0, self.figure_bits[figure.id])
                else:
                    readings[figure.id] = (row.value, 0, 0)
            if len(self._figure_readings) > 64:
                self._figure_readings.clear()
            found = self._figure_readings[day] = readings
        return found

    def verdict(self, run: Run, result: str) -> Reading:
        """Whether a result applies, with masks of what that rests on and what is missing."""
        return self.scope.results[result](run)

    def value(self, run: Run, name: str) -> Reading:
        """The value of a question or derived value."""
        return self.scope.readers[name](run)

    def truth(self, run: Run, bound: Bound) -> Verdict:
        return bound.truth(run)
