"""What must hold for every guide and all answers: never an error, order does not matter, knowledge only adds."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.guides import ask, guide, result
from welcomedesk.domain.guides import Guide

DERIVED = """
[[derived]]
id = "points"
kind = "number"
title = {de = "Punkte", en = "Points"}
sum = [
  {when = "german >= B1", then = 3, best_of = "german"},
  {when = "german >= A2", then = 2, best_of = "german"},
  {when = "licence", then = 4},
  {when = "salary >= figure.FLOOR", then = 1},
]

[[derived]]
id = "level"
kind = "choice"
title = {de = "Stufe", en = "Level"}
cases = [{when = "months >= 24", then = "high"}, {when = "licence", then = "mid"}]
otherwise = "low"

[[derived]]
id = "span"
kind = "number"
title = {de = "Zeit", en = "Time"}
value = "if(licence, months * 2, months(born, as_of) - months)"
"""

RESULTS = (
    DERIVED
    + result("main_1", "goal = work", "salary >= figure.FLOOR", more='group = "main"')
    + result("main_2", "german >= A2 or purpose has work", "not convictions", more='group = "main"')
    + result("main_3", "country = third", "points >= 4", more='group = "main"')
    + result("a", "level in {high, mid}", "status != visa")
    + result("b", "applies(main_1) or excluded(main_2)", "job.regulated = yes")
    + result("c", "not (safe = yes or isco starts {21})", "span > 10", more='behind = ["b"]')
    + result("d", "age(born) < 27 and job.groups has care", more='behind = ["a", "c"]')
    + result("e", "if(german = none, 1, points) >= 3 and max(months, 3) <= 60 and job known")
)
MADE = guide(RESULTS)

ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "goal": st.sampled_from(["work", "study", "10_49"]),
    "german": st.sampled_from(["none", "A1", "A2", "B1"]),
    "purpose": st.lists(st.sampled_from(["work", "family", "study"]), unique=True),
    "salary": st.sampled_from([0, 45934.19, 45934.20, 48300, 100000]),
    "months": st.integers(0, 120),
    "born": st.dates(date(1950, 1, 1), date(2026, 1, 1)).map(date.isoformat),
    "isco": st.sampled_from(["2", "21", "2512"]),
    "licence": st.booleans(),
    "convictions": st.booleans(),
    "country": st.sampled_from(["eu", "third", "PL", "SY", "GE"]),
    "safe": st.sampled_from(["yes", "no"]),
    "job": st.sampled_from(["nurse", "cook"]),
    "status": st.sampled_from(["none", "visa"]),
}
days = st.sampled_from([date(2026, 11, 21), date(2025, 6, 1), date(2027, 1, 1)])
full = st.fixed_dictionaries({}, optional=ANSWERS)


def decided(made: Guide, answers: dict[str, Any], day: date, *, strict: bool) -> dict[str, str]:
    verdicts = ask(made, answers, day, strict=strict).verdicts
    return {name: verdict for name, verdict in verdicts.items() if verdict != "open"}


@settings(max_examples=300, deadline=None)
@given(full, st.data(), days)
def test_more_knowledge_never_turns_a_verdict_back(answers: dict[str, Any], data: st.DataObject, day: date):
    # `safe` follows from `country`; saying something else is a changed answer, not more knowledge.
    names = data.draw(st.lists(st.sampled_from(sorted(ANSWERS.keys() - {"safe"})), unique=True))
    fewer = {name: answer for name, answer in answers.items() if name not in names}
    before = decided(MADE, fewer, day, strict=True)
    after = decided(MADE, answers, day, strict=True)
    assert before.items() <= after.items()


@settings(max_examples=150, deadline=None)
@given(full, st.data(), days)
def test_the_usual_answer_said_aloud_changes_no_verdict(answers: dict[str, Any], data: st.DataObject, day: date):
    answers.pop("convictions", None)
    before = ask(MADE, answers, day).verdicts
    assert ask(MADE, answers | {"convictions": False}, day).verdicts == before


@settings(max_examples=100, deadline=None)
@given(full, st.randoms(), days)
def test_the_order_of_answers_does_not_matter(answers: dict[str, Any], random: Any, day: date):
    names = list(answers)
    random.shuffle(names)
    assert ask(MADE, {name: answers[name] for name in names}, day).to_json() == ask(MADE, answers, day).to_json()


@settings(max_examples=200, deadline=None)
@given(full, days, st.booleans(), st.sampled_from(["de", "en", "tlh"]))
def test_an_evaluation_with_all_its_words_never_raises(answers: dict[str, Any], day: date, strict: bool, lang: str):
    found = ask(MADE, answers, day, strict=strict, lang=lang).to_json()
    for outcome in found["results"]:
        assert outcome["verdict"] in ("applies", "open", "excluded")
        assert all(reason["condition"] for reason in outcome["because"])
        mets = [reason["met"] for reason in outcome["because"]]
        expected = "excluded" if False in mets else "open" if None in mets else "applies"
        assert outcome["verdict"] == expected


@settings(max_examples=200, deadline=None)
@given(full, days)
def test_an_open_result_names_what_is_missing_and_only_an_open_one(answers: dict[str, Any], day: date):
    for outcome in ask(MADE, answers, day).results:
        missing = outcome.missing or outcome.missing_figures
        assert bool(missing) is (outcome.verdict == "open")


@settings(max_examples=100, deadline=None)
@given(full, days)
def test_asking_on_until_nothing_is_left_decides_all_that_can_be_decided(answers: dict[str, Any], day: date):
    everything = {name: answers.get(name, first) for name, first in FIRST.items()}
    known: dict[str, Any] = {}
    for _ in range(len(ANSWERS) + 1):
        asked = ask(MADE, known, day).next_questions
        if not asked:
            break
        known[asked[0]] = everything[asked[0]]
    left = ask(MADE, known, day)
    assert not left.next_questions
    assert left.verdicts == ask(MADE, everything, day).verdicts or any(
        outcome.missing_figures or set(outcome.missing) <= set(known) for outcome in left.results
    )


FIRST: dict[str, Any] = {
    "goal": "work",
    "german": "A1",
    "purpose": [],
    "salary": 0,
    "months": 3,
    "born": "2000-01-01",
    "isco": "2512",
    "licence": False,
    "convictions": False,
    "country": "SY",
    "safe": "no",
    "job": "cook",
    "status": "none",
}
