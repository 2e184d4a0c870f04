"""Reasons and what would turn a verdict, in words an adviser understands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.helpers.guides import ask, asking, guide, result
from welcomedesk.domain.wording import amount_per_text, amount_text, date_text, list_text, number_text

NBSP = "\u00a0"


def reason(condition: str, answers: dict[str, Any], lang: str = "de") -> str:
    return ask(asking(condition), answers, lang=lang).outcome("it").because[0].condition


@pytest.mark.parametrize(
    ("condition", "answers", "german", "english"),
    [
        ("goal = work", {"goal": "work"}, "Ziel: Arbeit", "Aim: work"),
        ("goal = work", {}, "Ziel: Arbeit", "Aim: work"),
        ("goal = work", {"goal": "study"}, "Ziel: Arbeit (angegeben: Studium)", "Aim: work (given: study)"),
        ("goal != work", {"goal": "study"}, "Ziel: nicht Arbeit", "Aim: not work"),
        ("goal in {work, study}", {"goal": "work"}, "Ziel: Arbeit oder Studium", "Aim: work or study"),
        ("german >= A2", {"german": "B1"}, "Deutsch: mindestens A2", "German: at least A2"),
        ("german >= A2", {"german": "A1"}, "Deutsch: mindestens A2 (angegeben: A1)", "German: at least A2 (given: A1)"),
        (
            "months >= 24",
            {"months": 30},
            "Dauer: 30 Monate sind mindestens 24 Monate",
            "Length: 30 months is at least 24 months",
        ),
        (
            "months >= 24",
            {"months": 1},
            "Dauer: mindestens 24 Monate (angegeben: 1 Monat)",
            "Length: at least 24 months (given: 1 month)",
        ),
        ("born >= 2000-02-01", {}, "Wann geboren: ab 01.02.2000", "Born when: from 1 Feb 2000 on"),
        ("licence", {"licence": True}, "Erlaubnis: ja", "Licence: yes"),
        ("not licence", {}, "Erlaubnis: nein", "Licence: no"),
        ("purpose has work", {}, "Wozu: Arbeit", "What for: work"),
        ("job.regulated = yes", {}, "Beruf – Reglementierung: reglementiert", "Occupation – Regulation: regulated"),
        ("country = third", {"country": "SY"}, "Land: Drittstaat", "Country: third country"),
        ("goal = work or licence", {}, "Ziel: Arbeit oder Erlaubnis: ja", "Aim: work or Licence: yes"),
        (
            "not (goal = work and (licence or german < A1))",
            {},
            "Ziel: nicht Arbeit oder (Erlaubnis: nein und Deutsch: mindestens A1)",
            "Aim: not work or (Licence: no and German: at least A1)",
        ),
        ("age(born) < 27", {}, "Alter: weniger als 27", "Age: less than 27"),
        ("isco starts {21, 25}", {}, "ISCO-Gruppe: beginnt mit 21 oder 25", "ISCO group: begins with 21 or 25"),
    ],
)
def test_a_condition_in_words(condition: str, answers: dict[str, Any], german: str, english: str):
    assert reason(condition, answers) == german
    assert reason(condition, answers, "en") == english


def test_money_stands_with_its_sign_in_both_languages():
    answers = {"goal": "work", "salary": 48000}
    assert reason("salary >= figure.FLOOR", answers) == (
        f"Jahresgehalt: 48.000{NBSP}€ sind mindestens 45.934,20{NBSP}€"
    )
    assert reason("salary >= figure.FLOOR", answers, "en") == "Salary per year: €48,000 is at least €45,934.20"


def test_own_words_of_a_condition_go_before_generated_ones():
    text = """
[[result]]
id = "it"
kind = "path"
title = {de = "Weg", en = "Way"}
when = [{if = "goal = work", de = "Es geht um Arbeit", en = "It is about work", source = "L9", status = "S"}]
"""
    found = ask(guide(text)).outcome("it").because[0]
    assert (found.condition, found.source, found.status) == ("Es geht um Arbeit", "L9", "S")


class TestWouldChange:
    """The smallest set of conditions that would turn a verdict."""

    def test_everything_that_does_not_hold_yet_would_have_to(self):
        outcome = ask(asking("goal = work and german >= A2 and licence"), {"german": "B1", "licence": False}).outcome(
            "it"
        )
        assert outcome.would_change == ("Ziel: Arbeit", "Erlaubnis: ja")

    def test_of_alternatives_the_cheapest_is_named(self):
        outcome = ask(asking("(goal = work and german >= A2) or licence"), {"licence": False}).outcome("it")
        assert outcome.would_change == ("Erlaubnis: ja",)

    def test_a_derived_value_is_taken_apart_into_questions(self):
        text = """
[[derived]]
id = "ready"
kind = "yes_no"
title = {de = "Alles bereit", en = "All ready"}
value = "licence and german >= A2"
"""
        made = guide(text + result("it", "ready"))
        assert ask(made, {"german": "A2", "licence": False}).outcome("it").would_change == ("Erlaubnis: ja",)

    def test_an_irrelevant_question_must_first_arise(self):
        condition = asking("salary >= 40000")
        fits = ask(condition, {"goal": "study", "salary": 50000}).outcome("it")
        assert fits.would_change == ("Ziel: Arbeit",)
        unfit = ask(condition, {"goal": "study", "salary": 5}).outcome("it")
        assert unfit.would_change == ("Ziel: Arbeit", f"Jahresgehalt: mindestens 40.000{NBSP}€")

    def test_a_missing_figure_is_to_be_entered(self):
        outcome = ask(asking("salary >= figure.FLOOR"), {"goal": "work", "salary": 9}, date(2027, 5, 1)).outcome("it")
        assert outcome.would_change == ("Gehaltsgrenze: Wert für 2027 eintragen",)

    def test_what_applies_names_what_would_lose_it_assumptions_first(self):
        outcome = ask(asking("goal = work and not convictions"), {"goal": "work"}).outcome("it")
        assert outcome.would_change == ("Vorstrafen: ja",) or outcome.would_change[0] in (
            "Vorstrafen: ja",
            "Ziel: nicht Arbeit",
        )
        made = guide(result("it", "goal = work", "not convictions"))
        assert ask(made, {"goal": "work"}).outcome("it").would_change == ("Vorstrafen: ja", "Ziel: nicht Arbeit")

    def test_nothing_is_promised_where_nothing_helps(self):
        assert ask(asking("goal = work and false"), {"goal": "work"}).outcome("it").would_change == ()

    def test_another_result_that_goes_first_is_named(self):
        made = guide(result("a", "licence") + result("b", more='behind = ["a"]'))
        assert ask(made, {"licence": True}).outcome("b").would_change == ("„Weg a“ trifft nicht zu",)


def test_numbers_amounts_dates_and_lists_read_as_people_write_them():
    from decimal import Decimal

    assert number_text(1234567, "de") == "1.234.567"
    assert number_text(Decimal("0.5"), "en") == "0.5"
    assert amount_text(Decimal("13.9"), "EUR/hour", "de") == f"13,90{NBSP}€"
    assert amount_per_text(563, "EUR/month", "de") == f"563{NBSP}€ pro Monat"
    assert amount_per_text(563, "EUR/month", "en") == "€563 per month"
    assert amount_text(45, "percent", "de") == f"45{NBSP}%"
    assert date_text(date(2024, 3, 1), "de") == "01.03.2024"
    assert list_text(["a", "b", "c"], "oder") == "a, b oder c"
    assert list_text([], "oder") == ""


def test_own_words_of_a_comparison_with_a_figure_keep_the_amounts():
    text = """
[[result]]
id = "it"
kind = "path"
title = {de = "Weg", en = "Way"}
when = [{if = "salary >= figure.FLOOR", de = "Gehalt reicht", en = "Salary suffices"}]
"""
    made = guide(text)

    def said(**answers: Any) -> str:
        return ask(made, {"goal": "work", **answers}).outcome("it").because[0].condition

    assert said() == f"Gehalt reicht (mindestens 45.934,20{NBSP}€)"
    assert said(salary=48000) == f"Gehalt reicht (48.000{NBSP}€ sind mindestens 45.934,20{NBSP}€)"
    assert said(salary=1) == f"Gehalt reicht (mindestens 45.934,20{NBSP}€; angegeben: 1{NBSP}€)"
