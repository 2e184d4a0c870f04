"""The grammar of conditions: what can be written, what cannot, and where reading stops."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomedesk.domain import expressions as ex


def test_and_binds_closer_than_or_and_not_closest():
    tree = ex.parse("a or b and not c")
    assert isinstance(tree, ex.Or)
    assert isinstance(tree.parts[1], ex.And)
    assert isinstance(tree.parts[1].parts[1], ex.Not)


def test_brackets_change_the_order():
    tree = ex.parse("(a or b) and c")
    assert isinstance(tree, ex.And)
    assert isinstance(tree.parts[0], ex.Or)


def test_two_nots_cancel_each_other():
    assert isinstance(ex.parse("not not a"), ex.Name)


@pytest.mark.parametrize("op", ["=", "!=", "<", "<=", ">", ">="])
def test_every_comparison_is_read(op: str):
    tree = ex.parse(f"german {op} A2")
    assert isinstance(tree, ex.Compare)
    assert tree.op == op


@pytest.mark.parametrize(
    ("text", "op"),
    [("a in {x, y}", "in"), ("a not in {x}", "not in"), ("a has x", "has"), ("a starts {21, 25}", "starts")],
)
def test_sets_of_options_are_read(text: str, op: str):
    tree = ex.parse(text)
    assert isinstance(tree, ex.Member)
    assert tree.op == op


def test_option_ids_may_begin_with_a_digit_and_result_ids_may_hold_a_hyphen():
    members = ex.parse("years in {1_3, 5plus, 18_26}")
    assert isinstance(members, ex.Member)
    assert [getattr(member, "name", "") for member in members.members] == ["1_3", "5plus", "18_26"]
    call = ex.parse("applies(INT-07)")
    assert isinstance(call, ex.Call)
    assert call.args[0] == ex.Name("INT-07", "", 8)


def test_numbers_are_exact_and_dates_are_dates():
    tree = ex.parse("x >= 45934.20")
    assert isinstance(tree, ex.Compare)
    assert isinstance(tree.right, ex.Const)
    assert tree.right.value == Decimal("45934.20")
    tree = ex.parse("as_of > 2027-07-23")
    assert isinstance(tree, ex.Compare)
    assert isinstance(tree.right, ex.Const)
    assert tree.right.value == date(2027, 7, 23)


def test_a_function_name_without_brackets_is_a_question():
    tree = ex.parse("age < 27")
    assert isinstance(tree, ex.Compare)
    assert tree.left == ex.Name("age", "", 0)
    assert isinstance(ex.parse("age(birth) < 27"), ex.Compare)


@pytest.mark.parametrize(
    ("text", "at", "part"),
    [
        ("german >=", 9, "too early"),
        ("(a or b", 7, "too early"),
        ("a b", 2, "b"),
        ("a in {x, }", 9, "}"),
        ("a in x", 5, "{"),
        ("a = €5", 4, "€"),
        ("a = 2026-13-40", 4, "date"),
        ("years(a)", 0, "2 values"),
        ("and a", 0, "and"),
        ("", 0, "too early"),
        ("a and", 5, "too early"),
        ("a == b", 3, "="),
    ],
)
def test_what_cannot_be_read_names_the_place(text: str, at: int, part: str):
    with pytest.raises(ex.ExpressionError) as caught:
        ex.parse(text)
    assert caught.value.at == at
    assert part in str(caught.value)


def test_nesting_that_nobody_can_read_is_refused():
    with pytest.raises(ex.ExpressionError, match="deep"):
        ex.parse("(" * 5000 + "a" + ")" * 5000)


@given(st.text(alphabet="abnotrd ()={}<>!.,'-+*/0123456789_äß\n", max_size=60))
def test_any_text_is_either_read_or_refused_with_a_place(text: str):
    try:
        ex.parse(text)
    except ex.ExpressionError as error:
        assert 0 <= error.at <= len(text)
        assert str(error)
