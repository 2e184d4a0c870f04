"""The residence pack keeps its promises: golden cases, and every question, option, condition and result reached."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from welcomedesk import paths
from welcomedesk.domain import fields
from welcomedesk.domain.guides import Evaluation, Guide, evaluate, guide_from_doc
from welcomedesk.packs.checker import check
from welcomedesk.packs.compiler import Compiled, compile_pack

PACK = paths.resources() / "packs" / "residence"
VECTORS = Path(__file__).parent / "vectors" / "residence"
TODAY = date(2026, 11, 21)
TITLES_OF_THE_DOSSIER = (
    "T_EU_FREE T_16A T_16B T_16D1 T_16D3 T_16D4 T_16F T_16G T_17_1 T_17_2 T_18A T_18B T_18G_STD T_18G_RED T_18G_NEW "
    "T_18G_IT T_18C1 T_18C2 T_18C3 T_18D T_19 T_19A T_19B T_19C1_26_1 T_19C1_26_2 T_19C1_22A T_19C1_24A T_19C2_6 "
    "T_19D T_19E T_20 T_20A_FK T_20A_PTS T_20A_NEXT T_21 T_24 T_25A T_25B T_104C T_60C T_60D T_W61 T_W32 T_28 T_30 "
    "T_32 T_36_1 T_36_3 T_36A T_9 T_9A T_STAG10 T_STAG9 P_81A"
)
ROWS_THAT_WERE_MISSING = "T_26_3 T_26_3_FAST T_28_2 T_9_3A"
WRONG_FIGURES = (
    r"unter 35 Jahre|under 35 years old|drei Jahre in sieben|three years in seven|14 Punkte|14 points"
    r"|33 Monate|33 months"
    r"|vier Jahre.{0,20}§ 18b"
)


@cache
def pack() -> Compiled:
    return compile_pack(PACK)


@cache
def guide() -> Guide:
    return guide_from_doc(pack().doc)


def cases() -> Iterator[dict[str, Any]]:
    for file in sorted(VECTORS.glob("*.toml")):
        doc = tomllib.loads(file.read_text(encoding="utf-8"))
        for case in doc["vector"]:
            left_out = case.get("without", ())
            defaults = {key: value for key, value in doc.get("defaults", {}).items() if key not in left_out}
            yield {**case, "answers": {**defaults, **case["answers"]}}


CASES = list(cases())


@cache
def _asked(number: int) -> Evaluation:
    case = CASES[number]
    day = date.fromisoformat(case["as_of"])
    return evaluate(guide(), case["answers"], day, strict=case.get("strict", False))


def all_asked() -> Iterator[Evaluation]:
    return (_asked(number) for number in range(len(CASES)))


def _verdicts_hold(found: Evaluation, expected: Mapping[str, Any]) -> None:
    for name, verdict in (("applies", "applies"), ("open", "open"), ("excluded", "excluded")):
        wrong = {r: found.verdicts[r] for r in expected.get(name, ()) if found.verdicts[r] != verdict}
        assert not wrong, f"not {verdict}: {wrong}"
    unwanted = [r for r in expected.get("not_applies", ()) if found.verdicts[r] == "applies"]
    assert not unwanted, f"applies: {unwanted}"
    if "results" in expected:
        assert sorted(found.applying("path", "title", "advice", "step")) == sorted(expected["results"])


def _details_hold(found: Evaluation, expected: Mapping[str, Any]) -> None:
    shown = found.to_json()
    lines = {line["id"]: line for line in shown["results"]}
    for name in ("missing", "assumed"):
        for result, questions in expected.get(name, {}).items():
            assert set(questions) <= set(lines[result][name]), f"{name} of {result}: {lines[result][name]}"
    for result, flags in expected.get("flags_of", {}).items():
        assert set(flags) <= set(lines[result]["flags"]), result
    assert set(expected.get("flags_has", ())) <= set(shown["flags"])
    assert not set(expected.get("flags_not", ())) & set(shown["flags"])
    for name, value in expected.get("derived", {}).items():
        assert shown["derived"][name] == value
    if "contradictions" in expected:
        assert [clash["id"] for clash in shown["contradictions"]] == expected["contradictions"]


def test_the_pack_has_no_problem_on_its_own() -> None:
    check([pack()])
    assert [problem.line_of_text() for problem in pack().problems] == []


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["id"] for case in CASES])
def test_golden_case(number: int) -> None:
    found, expected = _asked(number), CASES[number]["expect"]
    _verdicts_hold(found, expected)
    _details_hold(found, expected)


def test_case_ids_are_unique_and_every_case_says_why_and_where_from() -> None:
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))
    assert [case["id"] for case in CASES if not case["why"] or not case["source"]] == []


def test_there_are_the_fifteen_worked_examples_and_sixty_more_cases() -> None:
    worked = [case for case in CASES if re.fullmatch(r"[VE]\d\d", case["id"])]
    assert len(worked) == 15
    assert len(CASES) - len(worked) >= 60


def test_all_titles_of_the_dossier_and_the_missing_rows_are_there() -> None:
    wanted = set(TITLES_OF_THE_DOSSIER.split()) | set(ROWS_THAT_WERE_MISSING.split())
    assert wanted <= set(guide().results)
    assert len(TITLES_OF_THE_DOSSIER.split()) == 54


def test_every_result_applies_is_open_and_is_excluded_in_some_case() -> None:
    seen: dict[str, set[str]] = {r.id: set() for r in guide().results.values() if r.kind != "flag"}
    for found in all_asked():
        for name, verdict in found.verdicts.items():
            if name in seen:
                seen[name].add(verdict)
    assert {name: verdicts for name, verdicts in seen.items() if len(verdicts) < 3} == {}


def test_every_warning_is_shown_in_some_case_and_absent_in_another() -> None:
    flags = {r.id for r in guide().results.values() if r.kind == "flag"}
    shown = [set(found.flags) for found in all_asked()]
    assert flags - set().union(*shown) == set()
    assert {flag for flag in flags if all(flag in found for found in shown)} == set()


def test_every_condition_of_every_title_is_seen_true_and_false() -> None:
    engine = guide().engine
    seen: dict[tuple[str, str], set[bool | None]] = {}
    for found in all_asked():
        for name, conditions in engine.conditions.items():
            if guide().results[name].kind == "flag":
                continue
            for condition in conditions:
                truth = engine.truth(found._run, condition.bound)[0]
                seen.setdefault((name, condition.condition.text), set()).add(truth)
    until = ("T_24", "as_of <= figure.P24_UNTIL")  # nothing is decided for later, so it is open then, never false
    assert [place for place, truths in seen.items() if not {True, False} <= truths] == [until]


def test_every_question_and_every_option_is_answered_in_some_case() -> None:
    given: dict[str, set[str]] = {name: set() for name in guide().questions}
    for case in CASES:
        for name, value in case["answers"].items():
            given[name] |= {str(item) for item in (value if isinstance(value, list) else [value])}
    assert [name for name, values in given.items() if not values] == []
    missing = []
    for question in guide().questions.values():
        if question.kind in ("choice", "several"):
            missing += [(question.id, o.id) for o in question.options if o.id not in given[question.id]]
        if question.kind == "yes_no":
            missing += [(question.id, v) for v in ("True", "False") if v not in given[question.id]]
    assert missing == []


def test_every_question_can_come_up_next() -> None:
    """Except those that follow from another answer: there the other question comes up."""
    waiting = {q.id for q in guide().questions.values() if not q.derive}
    for number, case in enumerate(CASES):
        for question in list(waiting & set(case["answers"])):
            answers = {key: value for key, value in case["answers"].items() if key != question}
            day = date.fromisoformat(CASES[number]["as_of"])
            if question in evaluate(guide(), answers, day, strict=True).to_json()["next_questions"]:
                waiting.discard(question)
    assert waiting == set()


def test_taking_an_answer_away_never_turns_a_verdict_round() -> None:
    """Less knowledge may open a verdict, but what applied is never excluded then, and the other way round."""
    for number in range(0, len(CASES), 7):
        case, full = CASES[number], _asked(number)
        day = date.fromisoformat(case["as_of"])
        strict = evaluate(guide(), case["answers"], day, strict=True).verdicts
        for question in case["answers"]:
            fewer = {key: value for key, value in case["answers"].items() if key != question}
            less = evaluate(guide(), fewer, day, strict=True).verdicts
            turned = {r for r, v in less.items() if v != "open" and strict[r] != v}
            assert not turned, (case["id"], question, turned)
        assert full.verdicts.keys() == strict.keys()


def test_the_order_of_answers_does_not_matter() -> None:
    for number in range(0, len(CASES), 11):
        case = CASES[number]
        backwards = dict(reversed(case["answers"].items()))
        day = date.fromisoformat(case["as_of"])
        again = evaluate(guide(), backwards, day, strict=case.get("strict", False))
        assert again.verdicts == _asked(number).verdicts


@pytest.mark.parametrize("name", ["BBG_RV", "BC_STD", "BC_RED", "EXP_19C2", "AGE45"])
def test_salary_figures_end_with_2026_and_follow_the_ceiling(name: str) -> None:
    figure, ceiling = guide().parts.figures[name], guide().parts.figures["BBG_RV"]
    share = {"BBG_RV": "1", "BC_STD": "0.5", "BC_RED": "0.453", "EXP_19C2": "0.45", "AGE45": "0.55"}[name]
    for year in (2024, 2025, 2026):
        row, top = figure.row(date(year, 12, 31)), ceiling.row(date(year, 12, 31))
        assert row is not None and top is not None
        assert Decimal(str(row.value)) == Decimal(str(top.value)) * Decimal(share)
    assert figure.row(date(2027, 1, 1)) is None


def test_superseded_amounts_stand_only_in_their_own_year() -> None:
    for name, old in (("BC_STD", "48300.00"), ("BC_RED", "43759.80")):
        rows = next(row for row in pack().doc["figure"] if row["id"] == name)["rows"]
        assert [row["valid_to"] for row in rows if row["value"] == old] == ["2025-12-31"]
    words = json.dumps([value for key, value in pack().doc.items() if key != "figure"], ensure_ascii=False)
    assert re.findall(r"48[.,]?300|43[.,]?759", words) == []


def test_wrong_rules_in_circulation_never_appear() -> None:
    text = json.dumps(pack().doc, ensure_ascii=False)
    assert re.findall(WRONG_FIGURES, text) == []


def test_a_statement_is_confirmed_only_where_a_source_stands() -> None:
    for part in ("result", "figure", "paper", "table", "question"):
        for row in pack().doc[part]:
            for line in (row, *row.get("rows", ())):
                assert line.get("status") != "S" or line.get("source"), (part, row["id"], line)
    for row in pack().doc["result"]:
        assert row.get("status") in ("S", "K") and row.get("source"), row["id"]


def test_every_title_says_which_law_which_papers_and_which_office() -> None:
    for result in guide().results.values():
        if result.kind in ("title", "path"):
            assert result.data.get("law"), result.id
            assert result.authorities, result.id
            assert result.papers or result.id == "T_104C", result.id


def test_offices_of_titles_and_steps_are_known() -> None:
    known = set(guide().parts.tables["authorities"].rows)
    for result in guide().results.values():
        assert {entry.id for entry in result.authorities} <= known, result.id
    for checklist in pack().doc["checklist"]:
        for step in checklist["step"]:
            assert step.get("office", "abh") in known, step["id"]


def test_what_comes_after_a_title_is_a_result_of_the_guide() -> None:
    for result in guide().results.values():
        assert set(result.data.get("next", ())) <= set(guide().results), result.id


def test_the_fast_track_list_has_its_deadlines() -> None:
    steps = {s["id"]: s for c in pack().doc["checklist"] if c["id"] == "c_fast_track" for s in c["step"]}
    assert steps["ft_receipt"]["due"] == {"after": "ft_recognition", "weeks": 2, "kind": "legal"}
    assert steps["ft_decision"]["due"]["months"] == 2
    assert steps["ft_talk"]["due"]["working_days"] == 3
    assert steps["ft_ba"]["due"]["weeks"] == 1
    assert steps["ft_appointment"]["due"]["weeks"] == 3
    assert steps["ft_visa"]["due"]["weeks"] == 3
    assert steps["ft_agreement"]["cost"] == {"figure": "FEE_81A"}


def test_the_case_fields_behind_the_questions_exist() -> None:
    for question in guide().questions.values():
        if question.lives_in:
            entity, _, name = question.lives_in.partition(".")
            assert fields.find(entity, name) is not None, question.id


def test_every_question_says_why_it_is_asked() -> None:
    assert [q.id for q in guide().questions.values() if not q.why or not q.label] == []
