"""Answers from outside: what fits is brought into form, what does not is named with its question."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.guides import guide
from welcomedesk.domain.answers import check_answers
from welcomedesk.domain.kleene import UNKNOWN

QUESTIONS = guide().questions


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("goal", "work", "work"),
        ("licence", True, True),
        ("licence", "no", False),
        ("months", 12, 12),
        ("months", 1.5, Decimal("1.5")),
        ("salary", 45934.2, Decimal("45934.2")),
        ("born", "1999-02-28", date(1999, 2, 28)),
        ("isco", "2512", "2512"),
        ("isco", 25, "25"),
        ("purpose", ["study", "work", "work"], ("work", "study")),
        ("purpose", [], ()),
        ("country", "SYR", "SY"),
        ("country", "third", "third"),
        ("job", "nurse", "nurse"),
        ("safe", True, "yes"),
        ("goal", "?", UNKNOWN),
    ],
)
def test_an_answer_that_fits(question: str, answer: Any, expected: Any):
    fitting, problems = check_answers(QUESTIONS, {question: answer})
    assert fitting == {question: expected}
    assert not problems


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        ("nonsense", "x", "unknown_question"),
        ("goal", "nonsense", "unknown_option"),
        ("goal", 5, "wrong_type"),
        ("goal", ["work"], "wrong_type"),
        ("goal", {"a": 1}, "wrong_type"),
        ("licence", "perhaps", "wrong_type"),
        ("licence", 1, "wrong_type"),
        ("months", "12", "wrong_type"),
        ("months", True, "wrong_type"),
        ("months", float("nan"), "wrong_type"),
        ("months", float("inf"), "wrong_type"),
        ("months", -1, "out_of_range"),
        pytest.param("months", 10**5000, "out_of_range", id="thousands of digits"),
        ("salary", -0.01, "out_of_range"),
        ("born", "2026-02-30", "impossible_date"),
        ("born", "20260230", "wrong_type"),
        ("born", "1.2.2026", "wrong_type"),
        ("born", 2026, "wrong_type"),
        ("isco", "x-<b>", "wrong_type"),
        ("isco", "25125", "wrong_type"),
        ("purpose", "work", "wrong_type"),
        ("purpose", ["work", "nonsense"], "unknown_option"),
        ("country", "XX", "unknown_option"),
    ],
)
def test_an_answer_that_does_not_fit_is_named(question: str, answer: Any, code: str):
    fitting, problems = check_answers(QUESTIONS, {question: answer})
    assert not fitting
    assert [(problem.question, problem.code) for problem in problems] == [(question, code)]
    assert question in problems[0].sentence()


def test_no_answer_is_no_problem():
    assert check_answers(QUESTIONS, {"goal": None}) == ({}, ())


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*QUESTIONS, "nonsense", "{x}", ""]), anything, max_size=6))
def test_any_json_is_either_fitting_or_named(answers: dict[str, Any]):
    fitting, problems = check_answers(QUESTIONS, answers)
    for problem in problems:
        assert problem.sentence()
    given = {name for name, answer in answers.items() if answer is not None or name not in QUESTIONS}
    assert set(fitting) | {problem.question for problem in problems} == given
