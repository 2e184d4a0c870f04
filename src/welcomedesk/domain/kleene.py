"""Values that may not be known yet, and three-valued tests on them.

A value is what was answered, or `NO_VALUE` (the question does not arise), or *open*: `UNKNOWN`, a `Span` of numbers,
or `OneOf` some values. A test on open values is `None` unless every possible value gives the same answer. More
knowledge can therefore only turn `None` into `True` or `False`, never one into the other.

Source: S. C. Kleene, Introduction to Metamathematics (1952), § 64, the strong three-valued connectives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Truth: TypeAlias = bool | None
Number: TypeAlias = int | Decimal


class Open:
    """Base of all values that are not known yet."""

    __slots__ = ()


class _Unknown(Open):
    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


class _NoValue:
    __slots__ = ()

    def __repr__(self) -> str:
        return "NO_VALUE"


UNKNOWN = _Unknown()
NO_VALUE = _NoValue()

_LOW = Decimal("-Infinity")
_HIGH = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Span(Open):
    """A number somewhere from `low` to `high`, both included."""

    low: Number = _LOW
    high: Number = _HIGH


@dataclass(frozen=True, slots=True)
class OneOf(Open):
    """One of a few values; `NO_VALUE` may be among them."""

    values: frozenset[Known]


Known: TypeAlias = "str | Number | date | bool | tuple[str, ...] | _NoValue"
Value: TypeAlias = "Known | Open"


def hull(values: Iterable[Value]) -> Value:
    """The narrowest open value that leaves room for all of these; the value itself where they agree."""
    found: set[Known] = set()
    spans: list[Span] = []
    for value in values:
        if isinstance(value, Span):
            spans.append(value)
        elif isinstance(value, OneOf):
            found |= value.values
        elif isinstance(value, Open):
            return UNKNOWN
        else:
            found.add(value)
    if spans:
        return _span_over(spans, found)
    if len(found) == 1:
        return next(iter(found))
    if found and all(is_number(value) for value in found):
        return _span_over([], found)
    return OneOf(frozenset(found)) if found else UNKNOWN


def _span_over(spans: list[Span], found: set[Known]) -> Value:
    numbers = [value for value in found if isinstance(value, int | Decimal) and not isinstance(value, bool)]
    if len(numbers) != len(found):
        return UNKNOWN
    lows = [span.low for span in spans] + numbers
    highs = [span.high for span in spans] + numbers
    return Span(min(lows), max(highs))


def is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def bounds(value: Value) -> tuple[Number, Number] | None:
    """Lowest and highest number this value can be; `None` for everything that is no number."""
    if isinstance(value, Span):
        return value.low, value.high
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value, value
    return None


def both(truths: Iterable[Truth]) -> Truth:
    """Kleene *and*: false if one is false, else unknown if one is unknown."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def either(truths: Iterable[Truth]) -> Truth:
    """Kleene *or*: true if one is true, else unknown if one is unknown."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


def agreed(value: Value, test: Callable[[Known], Truth]) -> Truth:
    """What a test says of a value: of every possible value of a `OneOf`, `None` where they differ or it is open."""
    if isinstance(value, OneOf):
        answers = {test(item) for item in value.values}
        return answers.pop() if len(answers) == 1 else None
    if isinstance(value, Open):
        return None
    return test(value)


_ORDER: dict[str, Callable[[Number, Number], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def ordered(op: str, left: Value, right: Value) -> Truth:
    """`left op right` for numbers, dates and spans of numbers; false where one side has no value."""
    if left is NO_VALUE or right is NO_VALUE:
        return False
    if isinstance(left, OneOf):
        return _unanimous([ordered(op, item, right) for item in left.values])
    if isinstance(right, OneOf):
        return _unanimous([ordered(op, left, item) for item in right.values])
    if isinstance(left, date) and isinstance(right, date):
        return _ORDER[op](left.toordinal(), right.toordinal())
    a, b = bounds(left), bounds(right)
    if a is None or b is None:
        return None if isinstance(left, Open) or isinstance(right, Open) else False
    return _unanimous([_ORDER[op](a[0], b[1]), _ORDER[op](a[1], b[0])])


def _unanimous(answers: list[Truth]) -> Truth:
    return answers[0] if len(set(answers)) == 1 else None


def same(left: Value, right: Value) -> Truth:
    """`left = right`; false where one side has no value."""
    if left is NO_VALUE or right is NO_VALUE:
        return False
    if isinstance(left, OneOf):
        return _unanimous([same(item, right) for item in left.values])
    if isinstance(right, OneOf):
        return _unanimous([same(left, item) for item in right.values])
    if isinstance(left, Open) or isinstance(right, Open):
        a, b = bounds(left), bounds(right)
        if a is not None and b is not None and (a[1] < b[0] or b[1] < a[0]):
            return False
        return None
    return left == right


def arithmetic(op: str, left: Value, right: Value) -> Value:
    """`left op right`; open where a side is open, no value where there is none (also division by zero)."""
    if left is NO_VALUE or right is NO_VALUE:
        return NO_VALUE
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if isinstance(left, OneOf):
        return hull([arithmetic(op, item, right) for item in left.values])
    if isinstance(right, OneOf):
        return hull([arithmetic(op, left, item) for item in right.values])
    a, b = bounds(left), bounds(right)
    if a is None or b is None:
        return NO_VALUE
    if op == "/" and b[0] <= 0 <= b[1]:
        return NO_VALUE if b[0] == b[1] else UNKNOWN
    try:
        corners = [_apply(op, x, y) for x in set(a) for y in set(b)]
    except ArithmeticError:  # infinite ends of a span: 0 * Infinity, Infinity - Infinity
        return UNKNOWN
    return corners[0] if len(corners) == 1 else Span(min(corners), max(corners))


def _apply(op: str, a: Number, b: Number) -> Number:
    match op:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
    return Decimal(a) / Decimal(b)


def extreme(pick: Callable[[Iterable[Number]], Number], values: list[Value]) -> Value:
    """The smallest or largest of some numbers (`pick` is `min` or `max`); parts without a value are left out."""
    there = [value for value in values if value is not NO_VALUE]
    if not there:
        return NO_VALUE
    spans = [bounds(value) for value in there]
    if any(span is None for span in spans):
        return UNKNOWN if any(isinstance(value, Open) for value in there) else NO_VALUE
    low = pick([span[0] for span in spans if span])
    high = pick([span[1] for span in spans if span])
    return low if low == high else Span(low, high)
