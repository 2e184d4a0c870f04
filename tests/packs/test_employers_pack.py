"""The employer pack keeps its promises: golden cases, and every question, option, step and condition reached."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest

from tests.helpers.guide_coverage import uncovered
from tests.helpers.vectors import Vector, misses, vectors
from welcomedesk import paths
from welcomedesk.domain import fields
from welcomedesk.domain.checklists import checklist_of_guide, due_date, due_from, for_run, plan, step_from_row
from welcomedesk.domain.guides import Evaluation, Guide, evaluate, guide_from_doc
from welcomedesk.packs.checker import check
from welcomedesk.packs.compiler import Compiled, compile_pack

PACKS = paths.resources() / "packs"
SHARED = ("residence", "recognition-st")
TODAY = date(2026, 11, 21)
ENQUIRIES = (
    "find hire training student posting onboarding language family_housing health insurance conflict funding retention "
    "ending event"
)
STEPS = [*range(1, 36), *range(40, 55), *range(60, 66)]
OUT_OF_DATE = r"48[.,]?300|43[.,]?759|unter 35|under 35|drei Jahre in sieben|three years in seven|14 Punkte|33 Monate"


@cache
def pack() -> Compiled:
    return compile_pack(PACKS / "employers")


@cache
def guide() -> Guide:
    return guide_from_doc(pack().doc, [compile_pack(PACKS / name).doc for name in SHARED])


CASES = vectors("employers")


def rows(part: str) -> list[Mapping[str, Any]]:
    found = pack().doc[part]
    assert isinstance(found, list)
    return found


def step_rows() -> dict[str, Mapping[str, Any]]:
    return {row["id"]: row for row in rows("result") if row["kind"] == "step"}


def ask(**answers: Any) -> Evaluation:
    return evaluate(guide(), answers, TODAY)


def test_the_pack_has_no_problem_together_with_the_packs_it_uses() -> None:
    checked = check([pack(), *(compile_pack(PACKS / name) for name in (*SHARED, "contacts-st", "regions-st"))])
    assert [problem.line_of_text() for problem in checked[0].problems] == []


def test_the_eleven_questions_and_fifty_six_steps_keep_the_ids_of_the_dossier() -> None:
    assert len(guide().questions) == 11
    assert list(step_rows()) == [f"EMP-{number:02}" for number in STEPS]
    assert len(step_rows()) == 56
    assert [option.id for option in guide().questions["enquiry"].options] == ENQUIRIES.split()


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_golden_case(case: Vector) -> None:
    assert misses(case, guide()) == []
    found, shown = case.evaluation(guide()), case.evaluation(guide()).to_json()
    assert set(case.expect.get("flags_has", ())) <= set(found.flags)
    assert not set(case.expect.get("flags_not", ())) & set(found.flags)
    assert [clash["id"] for clash in shown["contradictions"]] == case.expect.get("contradictions", [])


def test_there_are_the_six_worked_examples_and_twenty_five_more_cases() -> None:
    worked = [case for case in CASES if re.fullmatch(r"EMP-V\d", case.id)]
    assert len(worked) == 6
    assert len(CASES) - len(worked) >= 25
    assert [case.id for case in CASES if not case.why or not case.source] == []


def test_every_question_option_step_and_condition_is_reached_true_false_and_open() -> None:
    assert uncovered(guide(), CASES).lines(open_too=True) == []


def test_every_question_can_come_up_next() -> None:
    waiting = set(guide().questions)
    for case in CASES:
        for question in list(waiting & set(case.answers)):
            answers = {key: value for key, value in case.answers.items() if key != question}
            if question in evaluate(guide(), answers, TODAY, strict=True).next_questions:
                waiting.discard(question)
    assert waiting == set()


def test_less_knowledge_opens_a_step_but_never_turns_it_round() -> None:
    for case in CASES:
        full = case.evaluation(guide()).verdicts
        for question in case.answers:
            fewer = {key: value for key, value in case.answers.items() if key != question}
            less = evaluate(guide(), fewer, case.as_of).verdicts
            assert {r for r, verdict in less.items() if verdict not in ("open", full[r])} == set(), (case.id, question)


def test_whatever_a_company_asks_there_is_a_plan_and_no_step_that_contradicts_another() -> None:
    """Over many combinations: never an empty page, and permission, free access and EU exclude each other."""
    status = [option.id for option in guide().questions["status"].options]
    jobs = [option.id for option in guide().questions["job"].options]
    for topic, job, paper, origin in product(ENQUIRIES.split(), jobs, status, ("eu", "third")):
        found = ask(enquiry=[topic], candidate="germany", origin=origin, status=paper, job=job, timing="lt3m")
        steps = set(found.steps)
        assert "EMP-01" in steps
        assert len(steps & {"EMP-14", "EMP-13"}) <= 1
        assert not {"EMP-21", "EMP-23"} <= steps
        assert not {"EMP-20", "EMP-19", "EMP-15"} & steps, "duties for people abroad"


@pytest.mark.parametrize(
    ("step", "event_day", "due"),
    [
        ("EMP-13", date(2027, 1, 4), date(2027, 1, 4)),
        ("EMP-20", date(2027, 1, 4), date(2027, 1, 4)),
        ("EMP-53", date(2026, 11, 23), date(2026, 12, 21)),
        ("EMP-10", date(2026, 11, 23), date(2027, 5, 24)),
        ("EMP-51", date(2027, 3, 1), date(2026, 12, 1)),
        ("EMP-65", date(2027, 3, 1), date(2026, 12, 7)),
    ],
)
def test_deadlines_follow_from_their_event(step: str, event_day: date, due: date) -> None:
    row = due_from(step_rows()[step]["due"])
    assert row is not None
    holidays = frozenset({date(2027, 5, 22)})
    assert due_date(row, event_day, holidays) == due


def test_the_duties_of_the_statutes_are_marked_as_legal_deadlines() -> None:
    for name in ("EMP-13", "EMP-20", "EMP-21", "EMP-53"):
        assert step_rows()[name]["due"]["kind"] == "legal", name
    assert step_rows()["EMP-53"]["due"]["days"] == 28


def test_steps_that_wait_for_each_other_are_planned_in_order() -> None:
    found = ask(enquiry=["hire"], candidate="abroad", origin="third", job="skilled", recognition="done", timing="gt6m")
    steps = [step_from_row(step_rows()[name]) for name in found.steps]
    planned = {each.step.id: each for each in plan(steps, {"job_start": date(2027, 6, 1), "enquiry": TODAY})}
    assert planned["EMP-41"].due == date(2027, 6, 1)
    assert planned["EMP-41"].waits_for == ("EMP-40",)
    assert planned["EMP-18"].missing == "visa_application"
    assert planned["EMP-40"].due is not None and planned["EMP-40"].due < date(2027, 6, 1)


def test_every_checklist_is_offered_by_a_step_and_named_there() -> None:
    offered = {name: row["for"] for row in rows("checklist") for name in [row["id"]]}
    assert set(offered) == {"needs_analysis", "company_fast_track", "onboarding", "retention_plan"}
    for name, results in offered.items():
        assert [step_rows()[each]["checklist"] for each in results] == [name]
    assert len(next(row for row in rows("checklist") if row["id"] == "needs_analysis")["step"]) == 12


def test_salary_thresholds_are_known_for_2026_and_unknown_for_the_year_after() -> None:
    amounts = {name: guide().parts.figures[name] for name in ("BC_STD", "BC_RED", "EXP_19C2", "AGE45")}
    now = {name: figure.row(TODAY) for name, figure in amounts.items()}
    assert {name: str(row.value) for name, row in now.items() if row} == {
        "BC_STD": "50700.00",
        "BC_RED": "45934.20",
        "EXP_19C2": "45630.00",
        "AGE45": "55770.00",
    }
    assert {name for name, figure in amounts.items() if figure.row(date(2027, 1, 1))} == set()
    limit = guide().parts.figures["insurance_limit"]
    assert limit.row(date(2026, 12, 31)) is not None and limit.row(date(2027, 1, 1)) is None


def test_no_amount_of_money_stands_in_a_text() -> None:
    text = " ".join(texts({part: rows(part) for part in ("result", "note", "checklist", "question")}))
    assert re.findall(r"\d[\d.,]*\s?(?:€|EUR\b|Euro\b)|€\s?\d", text) == []


def test_figures_that_are_out_of_date_never_appear() -> None:
    assert re.findall(OUT_OF_DATE, " ".join(texts(pack().doc))) == []
    assert re.findall(r"48300|43759", json.dumps(rows("figure"))) == []


def test_a_statement_is_confirmed_only_where_a_source_stands() -> None:
    for part in ("result", "figure", "paper", "note", "checklist"):
        for row in rows(part):
            for line in (row, *row.get("rows", ()), *row.get("step", ())):
                assert not str(line.get("status", "")).startswith("S") or line.get("source"), (part, row["id"], line)
    assert [name for name, row in step_rows().items() if row.get("status") not in ("S", "K", "S+K")] == []


def test_the_steps_are_as_well_confirmed_as_the_dossier_says() -> None:
    states = [row["status"] for row in step_rows().values()]
    assert {state: states.count(state) for state in set(states)} == {"S": 30, "S+K": 17, "K": 9}


def test_sentences_are_short_in_both_languages() -> None:
    parts = {part: rows(part) for part in ("result", "note", "checklist", "question")}
    long = []
    for text in texts(parts):
        long += [sentence for sentence in re.split(r"(?<=[.!?:;])\s+", text) if len(sentence.split()) > 24]
    assert long == []


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (text for key, text in value.items() if key in ("de", "en") and isinstance(text, str))
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_the_case_fields_behind_questions_and_events_exist() -> None:
    homes = [question.lives_in for question in guide().questions.values() if question.lives_in]
    homes += [row["lives_in"] for row in rows("event") if row.get("lives_in")]
    for home in homes:
        entity, _, name = home.partition(".")
        assert fields.find(entity, name) is not None, home
    for question in (guide().questions["size"], guide().questions["works_council"]):
        entity, _, name = question.lives_in.partition(".")
        field = fields.find(entity, name)
        assert field is not None
        assert {option.id for option in question.options} <= {option.id for option in field.options}


def test_the_steps_of_the_guide_can_be_taken_into_a_case_as_one_checklist() -> None:
    whole = checklist_of_guide(pack().doc["guide"], rows("result"), "employers")
    assert whole is not None
    found = ask(enquiry=["ending"], candidate="germany", origin="third", status="work_bound", job="helper")
    assert whole.id == "employers_steps" and len(whole.steps) == 56
    assert [step.id for step in for_run(whole, found)] == list(found.steps) == ["EMP-01", "EMP-53", "EMP-54"]
    assert [phase.id for phase in whole.phases] == list("ABCDEFGH")
