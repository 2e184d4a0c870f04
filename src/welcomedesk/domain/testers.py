"""Closures that the rules are made of: three-valued tests and readers of values.

A closure takes the `Run` of one evaluation and gives `(truth or value, used, missing)`. `used` and `missing` are sets
of questions and figures as bit masks: what the answer rests on, and what would decide it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from welcomedesk.domain import calendar
from welcomedesk.domain.kleene import (
    NO_VALUE,
    UNKNOWN,
    Known,
    Number,
    Open,
    Span,
    Truth,
    Value,
    agreed,
    arithmetic,
    extreme,
    hull,
    ordered,
    same,
)

Verdict: TypeAlias = tuple[Truth, int, int]
Reading: TypeAlias = tuple[Value, int, int]
Tester: TypeAlias = "Callable[[Run], Verdict]"
Reader: TypeAlias = "Callable[[Run], Reading]"

BUSY: Reading = (UNKNOWN, 0, 0)
"""Stands in a slot while it is worked out, so that a circle ends in *unknown* instead of in an endless loop."""


class Run:
    """One evaluation in progress.

    Args:
        answers: per question the checked answer, `None` where there is none, `UNKNOWN` where asked but not known.
        slots: what was worked out so far, per question, derived value and result.
        assumed: mask of questions that stand on their usual answer.
        figures: readings of the figures on the day of the evaluation.
    """

    __slots__ = ("answers", "as_of", "assumed", "figures", "slots")

    def __init__(
        self, answers: list[Value | None], slots: int, assumed: int, as_of: date, figures: Mapping[str, Reading]
    ) -> None:
        self.answers = answers
        self.slots: list[Reading | None] = [None] * slots
        self.assumed = assumed
        self.as_of = as_of
        self.figures = figures

    def copy(self) -> Run:
        """The same answers with everything to be worked out again, to try something out."""
        return Run(self.answers, len(self.slots), self.assumed, self.as_of, self.figures)


def truth_of(read: Reader) -> Tester:
    """A yes/no term as a condition: no value counts as no."""

    def truth(run: Run) -> Verdict:
        value, used, missing = read(run)
        if value is True or value is False:
            return value, used, 0
        found = agreed(value, lambda item: item is True)
        return found, used, missing if found is None else 0

    return truth


def all_of(testers: tuple[Tester, ...]) -> Tester:
    """Kleene *and*; a false part that rests on no assumption is preferred as the reason."""
    return _joined(testers, False)


def any_of(testers: tuple[Tester, ...]) -> Tester:
    """Kleene *or*; a true part that rests on no assumption is preferred as the reason."""
    return _joined(testers, True)


def _joined(testers: tuple[Tester, ...], decisive: bool) -> Tester:
    def truth(run: Run) -> Verdict:
        used = missing = 0
        undecided = False
        assumed: Verdict | None = None
        for tester in testers:
            found, part_used, part_missing = tester(run)
            if found is decisive:
                if not part_used & run.assumed:
                    return decisive, part_used, 0
                assumed = assumed or (decisive, part_used, 0)
            elif found is None:
                undecided = True
                missing |= part_missing
            used |= part_used
        if assumed is not None:
            return assumed
        return (None, used, missing) if undecided else (not decisive, used, 0)

    return truth


def flipped(tester: Tester) -> Tester:
    """Kleene *not*."""

    def truth(run: Run) -> Verdict:
        found, used, missing = tester(run)
        return (None if found is None else not found), used, missing

    return truth


def testing(read: Reader, check: Callable[[Value], Truth]) -> Tester:
    """A test of one value."""

    def truth(run: Run) -> Verdict:
        value, used, missing = read(run)
        if value is UNKNOWN:
            return None, used, missing
        found = check(value)
        return found, used, (missing or used) if found is None else 0

    return truth


def comparing(left: Reader, right: Reader, check: Callable[[Value, Value], Truth]) -> Tester:
    """A test of two values."""

    def truth(run: Run) -> Verdict:
        a, a_used, a_missing = left(run)
        b, b_used, b_missing = right(run)
        found = check(a, b)
        return found, a_used | b_used, (a_missing | b_missing) if found is None else 0

    return truth


def choosing(cases: tuple[tuple[Tester, Reader], ...], otherwise: Reader) -> Reader:
    """The value of the first case whose condition holds; open where an earlier condition is."""

    def read(run: Run) -> Reading:
        used = missing = 0
        possible: list[Value] = []
        for tester, value in (*cases, (_ALWAYS, otherwise)):
            found, part_used, part_missing = tester(run)
            used |= part_used
            if found is False:
                continue
            missing |= part_missing
            then, then_used, then_missing = value(run)
            possible.append(then)
            used |= then_used
            missing |= then_missing
            if found:
                break
        result = hull(possible)
        return result, used, missing if isinstance(result, Open) else 0

    return read


def totalling(lines: tuple[tuple[Tester, Number, str], ...]) -> Reader:
    """The sum over all lines whose condition holds; a span where conditions are open.

    Args:
        lines: condition, number, and a group of which only the largest number counts (empty for none).
    """
    groups = dict.fromkeys(group or f"line {index}" for index, (_test, _then, group) in enumerate(lines))
    numbered = tuple(
        tuple((test, then) for index, (test, then, group) in enumerate(lines) if (group or f"line {index}") == name)
        for name in groups
    )

    def read(run: Run) -> Reading:
        used = missing = 0
        low: Number = 0
        high: Number = 0
        for members in numbered:
            sure: list[Number] = [0]
            possible: list[Number] = []
            for test, then in members:
                found, part_used, part_missing = test(run)
                used |= part_used
                if found is None:
                    missing |= part_missing
                    possible.append(then)
                elif found:
                    sure.append(then)
            low += _best(sure, possible, min)
            high += _best(sure, possible, max)
        return (low, used, 0) if low == high else (Span(low, high), used, missing)

    return read


def _best(sure: list[Number], possible: list[Number], pick: Callable[[Iterable[Number]], Number]) -> Number:
    """The number a group gives at least or at most: its largest sure one, or a possible one beyond it."""
    settled = max(sure) if len(sure) > 1 else 0
    return pick((settled, *(max(settled, then) if len(sure) > 1 else then for then in possible)))


def _always(run: Run) -> Verdict:
    return True, 0, 0


_ALWAYS: Tester = _always


def calculating(op: str, left: Reader, right: Reader) -> Reader:
    def read(run: Run) -> Reading:
        a, a_used, a_missing = left(run)
        b, b_used, b_missing = right(run)
        result = arithmetic(op, a, b)
        return result, a_used | b_used, (a_missing | b_missing) if isinstance(result, Open) else 0

    return read


def picking(name: str, readers: tuple[Reader, ...]) -> Reader:
    pick: Callable[[Iterable[Number]], Number] = min if name == "min" else max

    def read(run: Run) -> Reading:
        readings = [reader(run) for reader in readers]
        result = extreme(pick, [reading[0] for reading in readings])
        used = missing = 0
        for _value, part_used, part_missing in readings:
            used |= part_used
            missing |= part_missing
        return result, used, missing if isinstance(result, Open) else 0

    return read


_BETWEEN = {
    "years": calendar.whole_years,
    "age": calendar.whole_years,
    "months": calendar.whole_months,
    "days": calendar.days_between,
}


def counting(name: str, left: Reader, right: Reader) -> Reader:
    count = _BETWEEN[name]

    def read(run: Run) -> Reading:
        a, a_used, a_missing = left(run)
        b, b_used, b_missing = right(run)
        used = a_used | b_used
        if a is NO_VALUE or b is NO_VALUE:
            return NO_VALUE, used, 0
        if isinstance(a, date) and isinstance(b, date):
            return count(a, b), used, 0
        return UNKNOWN, used, a_missing | b_missing

    return read


def as_value(truth: Tester) -> Reader:
    def read(run: Run) -> Reading:
        found, used, missing = truth(run)
        return UNKNOWN if found is None else found, used, missing

    return read


def linking(reader: Reader) -> Tester:
    def truth(run: Run) -> Verdict:
        value, used, missing = reader(run)
        return (value if isinstance(value, bool) else None), used, missing

    return truth


# --- tests of one known value ----------------------------------------------------------------------------------------


def is_there(item: Known) -> Truth:
    return item is not NO_VALUE


def any_same(value: Value, wanted: tuple[Known, ...]) -> Truth:
    result: Truth = False
    for item in wanted:
        found = same(value, item)
        if found:
            return True
        if found is None:
            result = None
    return result


def begins(item: Known, prefixes: tuple[str, ...]) -> Truth:
    if not isinstance(item, str):
        return False
    if item.startswith(prefixes):
        return True
    return None if any(prefix.startswith(item) for prefix in prefixes) else False


def is_country(item: Known, targets: frozenset[Known], groups: frozenset[str], group_of: Mapping[str, str]) -> Truth:
    if item in targets:
        return True
    if item in groups:
        # The answer names a group only: a single country of that group may or may not be meant.
        return None if any(group_of.get(str(target)) == item for target in targets) else False
    return isinstance(item, str) and group_of.get(item) in targets


def ranked(op: str, left: Value, right: Value, ranks: Mapping[str, int]) -> Truth:
    def rank(value: Value) -> Value:
        if isinstance(value, str):
            return ranks.get(value, NO_VALUE)
        return value

    if isinstance(left, Open) and left is not UNKNOWN:
        return agreed(left, lambda item: ordered(op, rank(item), rank(right)))
    return ordered(op, rank(left), rank(right))
