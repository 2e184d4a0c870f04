"""Three-valued logic: the tables of Kleene, and values that are not known yet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomedesk.domain.kleene import (
    NO_VALUE,
    UNKNOWN,
    OneOf,
    Span,
    Value,
    arithmetic,
    both,
    either,
    extreme,
    hull,
    ordered,
    same,
)

TRUTHS = (True, None, False)


def test_and_and_or_follow_the_tables():
    """False decides an *and*, true decides an *or*; otherwise one unknown makes the whole unknown."""
    for a, b in product(TRUTHS, TRUTHS):
        assert both([a, b]) is (False if False in (a, b) else None if None in (a, b) else True)
        assert either([a, b]) is (True if True in (a, b) else None if None in (a, b) else False)


def test_an_open_number_decides_what_its_whole_span_decides():
    points = Span(4, 6)
    assert ordered(">=", points, 4) is True
    assert ordered(">=", points, 7) is False
    assert ordered(">=", points, 6) is None
    assert ordered("<", points, 7) is True
    assert ordered(">", Span(5, 5), 4) is True


def test_no_value_is_unequal_to_everything_and_in_no_order():
    for op in ("<", "<=", ">", ">="):
        assert ordered(op, NO_VALUE, 3) is False
        assert ordered(op, UNKNOWN, NO_VALUE) is False
    assert same(NO_VALUE, "x") is False


def test_dates_and_numbers_do_not_compare():
    assert ordered("<", date(2026, 1, 1), 5) is False
    assert ordered("<", date(2026, 1, 1), date(2026, 1, 2)) is True


def test_one_of_several_values_decides_where_all_agree():
    assert same(OneOf(frozenset({"a", "b"})), "c") is False
    assert same(OneOf(frozenset({"a", "b"})), "a") is None
    assert same(OneOf(frozenset({"a", NO_VALUE})), "c") is False


def test_sums_of_spans_are_spans_and_division_by_zero_has_no_value():
    assert arithmetic("+", Span(0, 3), 2) == Span(2, 5)
    assert arithmetic("-", 10, Span(1, 2)) == Span(8, 9)
    assert arithmetic("*", Span(-1, 2), Span(3, 4)) == Span(-4, 8)
    assert arithmetic("/", 1, 0) is NO_VALUE
    assert arithmetic("/", 1, Span(-1, 1)) is UNKNOWN
    assert arithmetic("/", 1, 4) == Decimal("0.25")
    assert arithmetic("+", NO_VALUE, 1) is NO_VALUE


def test_smallest_and_largest_leave_out_what_has_no_value():
    assert extreme(min, [3, NO_VALUE, 2]) == 2
    assert extreme(max, [Span(1, 4), 2]) == Span(2, 4)
    assert extreme(max, [NO_VALUE]) is NO_VALUE
    assert extreme(max, [UNKNOWN, 2]) is UNKNOWN


def test_a_hull_leaves_room_for_every_value():
    assert hull([2, 2]) == 2
    assert hull([2, 5]) == Span(2, 5)
    assert hull([Span(1, 3), 5]) == Span(1, 5)
    assert hull(["a", NO_VALUE]) == OneOf(frozenset({"a", NO_VALUE}))
    assert hull(["a", UNKNOWN]) is UNKNOWN
    assert hull([]) is UNKNOWN


numbers = st.integers(-50, 50)


@given(numbers, numbers, numbers, st.sampled_from(["<", "<=", ">", ">="]))
def test_narrowing_a_span_never_turns_a_decided_comparison(a: int, b: int, c: int, op: str):
    low, high = sorted((a, b))
    wide = ordered(op, Span(low, high), c)
    for number in range(low, high + 1):
        narrow = ordered(op, number, c)
        assert wide is None or wide is narrow


@given(numbers, numbers, numbers, numbers, st.sampled_from(["+", "-", "*", "/"]))
def test_arithmetic_on_a_span_contains_arithmetic_on_its_numbers(a: int, b: int, c: int, d: int, op: str):
    (low, high), (left, right) = sorted((a, b)), sorted((c, d))
    whole = arithmetic(op, Span(low, high), Span(left, right))
    single: Value = arithmetic(op, high, left)
    if isinstance(whole, Span) and isinstance(single, int | Decimal):
        assert whole.low <= single <= whole.high


@pytest.mark.parametrize("value", [UNKNOWN, NO_VALUE, Span(1, 2), "a", 3, date(2026, 1, 1), ("x",)])
def test_no_comparison_of_any_two_values_raises(value: Value):
    for other in (UNKNOWN, NO_VALUE, Span(0, 9), "a", 3, date(2026, 1, 1), ("x",), True, OneOf(frozenset({1, "a"}))):
        for op in ("<", "<=", ">", ">="):
            assert ordered(op, value, other) in (True, False, None)
        assert same(value, other) in (True, False, None)
        for op in "+-*/":
            arithmetic(op, value, other)
