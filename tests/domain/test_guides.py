"""Evaluation of a guide: verdicts, relevance, assumptions, figures by date, groups, and what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.helpers.guides import DAY, ask, asking, doc, guide, result, verdict
from welcomedesk.domain.answers import AnswersRefused
from welcomedesk.domain.guides import guide_from_doc

WORK = {"goal": "work"}


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        ("goal = work", {"goal": "work"}, "applies"),
        ("goal = work", {"goal": "study"}, "excluded"),
        ("goal = work", {}, "open"),
        ("goal != work", {"goal": "study"}, "applies"),
        ("goal = 10_49", {"goal": "10_49"}, "applies"),
        ("goal in {work, 10_49}", {"goal": "10_49"}, "applies"),
        ("goal not in {work}", {"goal": "work"}, "excluded"),
        ("german >= A2", {"german": "B1"}, "applies"),
        ("german >= A2", {"german": "A1"}, "excluded"),
        ("german < A2", {"german": "none"}, "applies"),
        ("purpose has work", {"purpose": ["work", "family"]}, "applies"),
        ("purpose has work", {"purpose": []}, "excluded"),
        ("purpose in {work, study}", {"purpose": ["family", "study"]}, "applies"),
        ("purpose not in {work, study}", {"purpose": ["family"]}, "applies"),
        ("months >= 24 and months < 36", {"months": 24}, "applies"),
        ("months / 12 >= 2", {"months": 24}, "applies"),
        ("months * 2 + 1 = 25", {"months": 12}, "applies"),
        ("max(months, 5) = 5 and min(months, 5) = 2", {"months": 2}, "applies"),
        ("age(born) < 27", {"born": "1999-11-22"}, "applies"),
        ("age(born) < 27", {"born": "1999-11-21"}, "excluded"),
        ("born >= 2000-01-01", {"born": "2000-01-01"}, "applies"),
        ("months(born, as_of) >= 10", {"born": "2026-01-21"}, "applies"),
        ("days(born, as_of) = 1", {"born": "2026-11-20"}, "applies"),
        ("isco starts {21, 25}", {"isco": "2512"}, "applies"),
        ("isco starts 21", {"isco": "2512"}, "excluded"),
        ("isco starts {251}", {"isco": "25"}, "open"),
        ("licence", {"licence": True}, "applies"),
        ("licence = yes", {"licence": "yes"}, "applies"),
        ("not licence", {"licence": False}, "applies"),
        ("licence = no", {"licence": True}, "excluded"),
        ("if(licence, 2, 0) >= 1", {"licence": True}, "applies"),
        ("job.regulated = yes", {"job": "nurse"}, "applies"),
        ("job.hours >= 4000", {"job": "nurse"}, "applies"),
        ("job.hours >= 1", {"job": "cook"}, "excluded"),
        ("job.groups has health", {"job": "nurse"}, "applies"),
        ("job.driver", {"job": "cook"}, "applies"),
        ("job.driver", {"job": "nurse"}, "excluded"),
        ("job known", {"job": "nurse"}, "applies"),
        ("job known", {}, "open"),
        ("months > 0 or licence", {"licence": True}, "applies"),
        ("months > 0 and licence", {"licence": False}, "excluded"),
        ("months >= 0", {}, "applies"),
        ("months > 120", {}, "excluded"),
    ],
)
def test_a_condition_under_answers(condition: str, answers: dict[str, Any], expected: str):
    assert verdict(condition, answers) == expected


class TestCountries:
    """Countries stand for their group, and a group leaves single countries open."""

    @pytest.mark.parametrize(
        ("condition", "answer", "expected"),
        [
            ("country = third", "SY", "applies"),
            ("country = third", "SYR", "applies"),
            ("country = third", "PL", "excluded"),
            ("country = SY", "third", "open"),
            ("country = SY", "eu", "excluded"),
            ("country in {PL, third}", "GE", "applies"),
            ("country != eu", "third", "applies"),
            ("country.safe = yes", "GE", "applies"),
            ("country.safe = yes", "third", "open"),
            ("country.safe = yes", "eu", "excluded"),
        ],
    )
    def test_a_condition_about_a_country(self, condition: str, answer: str, expected: str):
        assert verdict(condition, {"country": answer}) == expected

    def test_a_question_that_follows_from_another_can_be_answered_either_way(self):
        evaluation = ask(asking("safe = yes"), {})
        assert evaluation.outcome("it").missing == ("country", "safe")
        assert evaluation.next_questions == ("country",)

    def test_what_would_follow_is_asked_itself_where_the_other_answer_cannot_be_had(self):
        evaluation = ask(asking("safe = yes"), {"country": "?"})
        assert evaluation.next_questions == ("safe",)

    def test_an_explicit_answer_goes_before_what_would_follow(self):
        assert verdict("safe = yes", {"country": "SY"}) == "excluded"
        assert verdict("safe = yes", {"country": "SY", "safe": "yes"}) == "applies"


class TestRelevance:
    """A question that does not arise has no value, whatever was answered."""

    def test_an_old_answer_does_no_harm(self):
        assert verdict("salary >= 40000", {"goal": "study", "salary": 50000}) == "excluded"
        assert verdict("salary != 50000", {"goal": "study", "salary": 50000}) == "applies"

    def test_while_relevance_is_open_the_value_is_open_and_both_questions_are_missing(self):
        evaluation = ask(asking("salary >= 40000"), {"salary": 50000})
        assert evaluation.verdict("it") == "open"
        assert evaluation.outcome("it").missing == ("goal",)
        assert ask(asking("salary >= 40000")).outcome("it").missing == ("goal", "salary")

    def test_a_value_can_be_declared_for_questions_that_do_not_arise(self):
        assert verdict("status = none", {"country": "PL"}) == "applies"
        assert verdict("status = none", {"country": "PL", "status": "visa"}) == "applies"
        assert verdict("status = visa", {"country": "SY", "status": "visa"}) == "applies"

    def test_what_holds_either_way_is_decided_before_relevance_is(self):
        assert verdict("status = none", {"status": "none"}) == "applies"

    def test_the_reason_names_the_answer_that_makes_it_irrelevant(self):
        outcome = ask(asking("salary >= 40000"), {"goal": "study"}).outcome("it")
        assert outcome.because[0].answers == ("goal",)


class TestAssumptions:
    """Rare obstacles are assumed away, by name, unless nothing is to be assumed."""

    def test_the_usual_answer_is_assumed_and_named(self):
        outcome = ask(asking("not convictions and licence"), {"licence": True}).outcome("it")
        assert (outcome.verdict, outcome.assumed) == ("applies", ("convictions",))

    def test_strict_assumes_nothing(self):
        outcome = ask(asking("not convictions"), strict=True).outcome("it")
        assert (outcome.verdict, outcome.missing, outcome.assumed) == ("open", ("convictions",), ())

    def test_an_answer_takes_the_place_of_the_assumption(self):
        outcome = ask(asking("not convictions"), {"convictions": False}).outcome("it")
        assert (outcome.verdict, outcome.assumed) == ("applies", ())

    def test_an_exclusion_that_needs_no_assumption_names_none(self):
        outcome = ask(asking("not convictions and licence"), {"licence": False}).outcome("it")
        assert (outcome.verdict, outcome.assumed) == ("excluded", ())

    def test_the_usual_answer_can_be_limited_to_a_case(self):
        questions = doc()["question"]
        limited = [q | {"usual_when": "goal = work"} if q["id"] == "convictions" else q for q in questions]
        made = guide_from_doc(doc(result("it", "not convictions")) | {"question": limited})
        assert ask(made, {"goal": "work"}).verdict("it") == "applies"
        assert ask(made, {"goal": "study"}).verdict("it") == "open"


class TestFigures:
    """A rule names a figure; the row of the day counts, and a day without a row leaves the rule open."""

    @pytest.mark.parametrize(
        ("day", "salary", "expected"),
        [
            (date(2026, 1, 1), 45934.20, "applies"),
            (date(2026, 12, 31), 45934.19, "excluded"),
            (date(2025, 12, 31), 45934.20, "excluded"),
            (date(2025, 12, 31), 48300, "applies"),
            (date(2027, 1, 1), 99999, "open"),
            (date(2024, 12, 31), 99999, "open"),
        ],
    )
    def test_the_limit_one_cent_below_and_the_change_of_year(self, day: date, salary: float, expected: str):
        assert verdict("salary >= figure.FLOOR", WORK | {"salary": salary}, day) == expected

    def test_a_missing_figure_is_named(self):
        outcome = ask(asking("salary >= figure.FLOOR"), WORK | {"salary": 99999}, date(2027, 3, 1)).outcome("it")
        assert outcome.missing == ()
        assert outcome.missing_figures == ("FLOOR",)
        assert outcome.to_json()["missing"] == ["figure.FLOOR"]
        assert "2027" in outcome.because[0].condition

    def test_a_figure_that_is_a_span_decides_only_outside_it(self):
        assert verdict("months >= figure.FEE", {"months": 120}) == "open"
        assert verdict("figure.FEE > 700") == "excluded"

    def test_a_figure_that_nothing_else_decides_is_not_needed(self):
        assert verdict("goal = study or salary >= figure.FLOOR", {"goal": "study"}, date(2030, 1, 1)) == "applies"


class TestDerived:
    """Derived values: conditions, first case that holds, and sums that decide before all is known."""

    SUM = """
[[derived]]
id = "points"
kind = "number"
title = {de = "Punkte", en = "Points"}
sum = [
  {when = "german >= B1", then = 3, best_of = "german"},
  {when = "german >= A2", then = 2, best_of = "german"},
  {when = "licence", then = 4},
]
"""
    CASES = """
[[derived]]
id = "level"
kind = "choice"
title = {de = "Stufe", en = "Level"}
options = [
  {id = "high", de = "hoch", en = "high"},
  {id = "low", de = "niedrig", en = "low"},
  {id = "mid", de = "mittel", en = "middle"},
]
cases = [{when = "months >= 24", then = "high"}, {when = "licence", then = "mid"}]
otherwise = "low"
"""

    def test_a_sum_decides_as_soon_as_it_suffices(self):
        made = guide(self.SUM + result("it", "points >= 4"))
        assert ask(made, {"licence": True}).verdict("it") == "applies"
        assert ask(made, {"licence": False}).verdict("it") == "excluded"
        assert ask(made, {"german": "B1"}).verdict("it") == "open"
        assert ask(made, {"german": "B1"}).derived == {"points": {"from": 3, "to": 7}}
        assert ask(made, {"german": "B1", "licence": True}).derived == {"points": 7}
        assert ask(made, {"licence": True}).derived == {"points": {"from": 4, "to": 7}}

    def test_the_first_case_that_holds_counts(self):
        made = guide(self.CASES + result("it", "level = high"))
        assert ask(made, {"months": 30, "licence": True}).value("level") == "high"
        assert ask(made, {"months": 3, "licence": True}).value("level") == "mid"
        assert ask(made, {"months": 3, "licence": False}).value("level") == "low"

    def test_an_open_case_leaves_only_what_is_possible(self):
        made = guide(self.CASES + result("it", "level = high") + result("other", "level != low"))
        evaluation = ask(made, {"months": 3})
        assert evaluation.verdict("it") == "excluded"
        assert evaluation.verdict("other") == "open"
        assert evaluation.outcome("other").missing == ("licence",)


class TestResultsAmongEachOther:
    """Within a group the first that is not excluded wins; results can ask for each other."""

    MADE = result("a", "goal = work", more='group = "main"') + result("b", "german >= A1", more='group = "main"')

    def test_the_first_of_a_group_wins(self):
        made = guide(self.MADE)
        both = ask(made, {"goal": "work", "german": "A2"})
        assert (both.verdict("a"), both.verdict("b")) == ("applies", "excluded")
        second = ask(made, {"goal": "study", "german": "A2"})
        assert (second.verdict("a"), second.verdict("b")) == ("excluded", "applies")

    def test_a_later_one_stays_open_while_an_earlier_one_is(self):
        outcome = ask(guide(self.MADE), {"german": "A2"}).outcome("b")
        assert outcome.verdict == "open"
        assert outcome.missing == ("goal",)

    def test_the_reason_names_the_way_that_goes_first(self):
        outcome = ask(guide(self.MADE), {"goal": "work", "german": "A2"}).outcome("b")
        assert outcome.because[-1].condition == "„Weg a“ geht vor"
        assert outcome.because[-1].met is False

    def test_behind_lets_named_results_go_first(self):
        made = guide(result("a", "goal = work") + result("b", "licence", more='behind = ["a"]'))
        assert ask(made, {"goal": "work", "licence": True}).verdict("b") == "excluded"
        assert ask(made, {"goal": "study", "licence": True}).verdict("b") == "applies"

    def test_conditions_can_ask_for_other_results(self):
        made = guide(result("a", "goal = work") + result("b", "applies(a)") + result("c", "excluded(a)"))
        assert [ask(made, WORK).verdict(name) for name in "abc"] == ["applies", "applies", "excluded"]
        assert [ask(made).verdict(name) for name in "abc"] == ["open", "open", "open"]

    def test_a_circle_ends_in_open_and_not_in_an_endless_loop(self):
        made = guide(result("a", "applies(b)") + result("b", "applies(a)"))
        assert [ask(made).verdict(name) for name in "ab"] == ["open", "open"]


class TestLists:
    """Authorities, flags and steps of what applies."""

    MADE = (
        result("a", "job known", more='authorities = ["one", {id = "two", if = "licence"}, {from = "job.office"}]')
        + result("office", "licence", kind="authority")
        + result("warn", "licence", kind="flag", more='on = ["a"]')
        + result("s1", kind="step")
        + result("s2", "licence", kind="step")
    )

    def test_authorities_come_from_results_and_tables_each_once(self):
        made = guide(self.MADE)
        assert ask(made, {"job": "nurse", "licence": True}).authorities == ("one", "two", "health_office", "office")
        assert ask(made, {"job": "cook", "licence": False}).authorities == ("one", "chamber", "second")

    def test_flags_and_steps_are_listed_in_order(self):
        evaluation = ask(guide(self.MADE), {"job": "nurse", "licence": True})
        assert evaluation.flags == ("warn",)
        assert evaluation.outcome("a").flags == ("warn",)
        assert evaluation.steps == ("s1", "s2")

    def test_paths_and_steps_stand_in_results_the_others_apart(self):
        found = ask(guide(self.MADE), {"job": "nurse", "licence": True}).to_json()
        assert [each["id"] for each in found["results"]] == ["a", "s1", "s2"]
        assert [each["id"] for each in found["others"]] == ["office", "warn"]

    def test_contradictory_answers_are_named_with_the_way_out(self):
        text = """
[[contradiction]]
id = "no_sense"
when = "goal = study and licence"
text = {de = "Das passt nicht.", en = "That does not fit."}
way_out = {de = "Ziel prüfen.", en = "Check the aim."}
"""
        evaluation = ask(guide(text), {"goal": "study", "licence": True})
        assert [(c.id, c.text, c.way_out, c.questions) for c in evaluation.clashes] == [
            ("no_sense", "Das passt nicht.", "Ziel prüfen.", ("goal", "licence"))
        ]
        assert evaluation.to_json()["contradictions"][0]["id"] == "no_sense"
        assert not ask(guide(text), {"goal": "study"}).clashes


class TestNextQuestions:
    """What is asked next decides much and is asked only where it arises."""

    def test_a_question_that_does_not_arise_yet_is_not_asked(self):
        made = asking("salary >= 40000")
        assert ask(made).next_questions == ("goal",)
        assert ask(made, WORK).next_questions == ("salary",)
        assert ask(made, {"goal": "study"}).next_questions == ()

    def test_the_question_that_decides_most_comes_first(self):
        made = guide(
            result("a", "german >= A1", "licence") + result("b", "licence", "months > 3") + result("c", "licence")
        )
        assert ask(made).next_questions[0] == "licence"

    def test_nothing_is_asked_again_that_is_not_known(self):
        evaluation = ask(asking("licence"), {"licence": "?"})
        assert evaluation.verdict("it") == "open"
        assert evaluation.outcome("it").missing == ("licence",)
        assert evaluation.next_questions == ()

    def test_what_decides_nothing_is_not_asked(self):
        assert ask(asking("goal = work or licence"), WORK).next_questions == ()


def test_answers_that_do_not_fit_are_refused_all_at_once():
    with pytest.raises(AnswersRefused) as caught:
        ask(asking("licence"), {"nonsense": 1, "licence": "perhaps", "months": True})
    assert {problem.question for problem in caught.value.problems} == {"nonsense", "licence", "months"}
    assert "nonsense" in caught.value.sentence()


def test_a_lenient_evaluation_leaves_out_what_does_not_fit():
    evaluation = ask(asking("licence"), {"nonsense": 1, "licence": True}, lenient=True)
    assert evaluation.verdict("it") == "applies"
    assert [problem.question for problem in evaluation.problems] == ["nonsense"]


def test_the_json_has_the_shape_of_the_contract():
    made = guide(TestDerived.SUM + result("it", "salary >= figure.FLOOR", "not convictions", more='source = ["L1"]'))
    found = ask(made, WORK | {"salary": 48000}).to_json()
    assert found["guide"] == "small"
    assert found["pack"] == {"id": "small", "version": "1"}
    assert found["as_of"] == DAY.isoformat()
    it = found["results"][0]
    assert set(it) >= {"id", "verdict", "title", "because", "missing", "assumed", "flags", "would_change"}
    assert it["because"][0] | {"status": None} == {
        "condition": "Jahresgehalt: 48.000\u00a0€ sind mindestens 45.934,20\u00a0€",
        "met": True,
        "answers": ["salary"],
        "figure": "FLOOR",
        "source": "L1",
        "status": None,
    }
    assert found["next_questions"] == []
    assert found["derived"] == {"points": {"from": 0, "to": 7}} or found["derived"]["points"]["from"] == 0


def test_the_fast_text_says_the_same_as_the_json():
    import json

    made = guide(TestLists.MADE + TestResultsAmongEachOther.MADE.replace('id = "a"', 'id = "x"'))
    for answers in ({}, WORK, {"job": "cook", "licence": True, "german": "A2"}, {"goal": "study", "job": "nurse"}):
        for _again in range(2):
            evaluation = ask(made, answers)
            name = {"results": None, "others": '"results":null'}
            assert json.loads(evaluation.json_text(name)) == {"id": name, **ask(made, answers).to_json()}
            assert json.loads(evaluation.json_text()) == evaluation.to_json()
