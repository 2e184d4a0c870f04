"""The integration pack keeps its promises: golden cases, everything reached, deadlines from arrival, wording."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.helpers.guide_coverage import uncovered
from tests.helpers.vectors import FOLDER, Vector, misses, vectors
from welcomedesk import paths
from welcomedesk.domain import fields
from welcomedesk.domain.checklists import Planned, circle, event_from_row, plan, steps_of
from welcomedesk.domain.guides import Guide, evaluate
from welcomedesk.packs.checker import check
from welcomedesk.packs.compiler import Compiled, compile_pack
from welcomedesk.packs.reader import PackLibrary
from welcomedesk.packs.shelf import open_shelf

PACKS = paths.resources() / "packs"
FOLDERS = ("integration", "residence", "recognition-st", "contacts-st", "regions-st")
TODAY = date(2026, 11, 21)
CASES = vectors("integration")
QUESTIONS_OF_THE_DOSSIER = (
    "stage origin status purpose age children german work benefits qualification housing account licence health "
    "issues years family_abroad asyl_months ua_arrival"
)
GAPS_IN_THE_NUMBERS = {8, 9, 29, 68, 69}
STEPS = [f"INT-{number:02}" for number in range(1, 78) if number not in GAPS_IN_THE_NUMBERS]
WRONG_FIGURES = r"48[.,]?300|43[.,]?759|26[.,]000|255[,.]00|unter 35|under 35|33 Monate|33 months|14 Punkte|14 points"


@cache
def packs() -> dict[str, Compiled]:
    return {name: compile_pack(PACKS / name) for name in FOLDERS}


@cache
def library() -> PackLibrary:
    return open_shelf(PACKS)


def guide() -> Guide:
    return library().guide("integration")


def rows(part: str) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = packs()["integration"].doc[part]
    return found


def row(step: str) -> Mapping[str, Any]:
    return next(each for each in rows("result") if each["id"] == step)


def test_the_pack_has_no_problem() -> None:
    check(list(packs().values()))
    assert [problem.line_of_text() for problem in packs()["integration"].problems] == []


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_golden_case(case: Vector) -> None:
    assert misses(case, guide()) == []


def test_contradictory_answers_are_named_in_their_golden_cases() -> None:
    wanted = {}
    for file in sorted((FOLDER / "integration").glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["vector"]:
            if "contradictions" in case["expect"]:
                wanted[case["id"]] = case["expect"]["contradictions"]
    found = {case.id: [clash.id for clash in case.evaluation(guide()).clashes] for case in CASES if case.id in wanted}
    assert found == wanted
    assert {each.id for each in guide().parts.contradictions} == {name for ids in wanted.values() for name in ids}


def test_there_are_the_eight_worked_examples_and_sixty_more_cases() -> None:
    worked = [case for case in CASES if re.fullmatch(r"INT-V\d", case.id)]
    assert len(worked) == 8
    assert len(CASES) - len(worked) >= 60


def test_the_19_questions_and_72_steps_of_the_dossier_are_there_in_its_order() -> None:
    assert [name for name in guide().questions if name != "birth_date"] == QUESTIONS_OF_THE_DOSSIER.split()
    assert [result.id for result in guide().results.values() if result.kind == "step"] == STEPS
    assert len(STEPS) == 72


def test_every_question_option_result_and_condition_is_reached() -> None:
    """What rests on the day alone is never open, because the day is always known."""
    never_open = ("figures_2027 open", "as_of > 2026-12-31 open", "as_of <= figure.grant_apply_until open")
    missing = [line for line in uncovered(guide(), CASES).lines(open_too=True) if not line.endswith(never_open)]
    assert missing == []


def test_every_condition_of_a_paper_or_an_office_is_seen_true_and_false() -> None:
    seen: dict[tuple[str, str], set[bool | None]] = {}
    for case in CASES:
        found = case.evaluation(guide())
        for result in guide().results.values():
            for entry in (*result.papers, *result.authorities):
                if entry.when:
                    seen.setdefault((result.id, entry.when), set()).add(found.holds(entry.when))
    assert {place: truths for place, truths in seen.items() if not {True, False} <= truths} == {}


def test_every_question_can_come_up_next() -> None:
    """The age group is asked only where the date of birth cannot be had."""
    waiting = set(guide().questions)
    for case in CASES:
        for question in list(waiting):
            answers = {key: value for key, value in case.answers.items() if key != question}
            if question == "age":
                answers["birth_date"] = "?"
            if question == "birth_date":
                answers.pop("age", None)
            if question in evaluate(guide(), answers, case.as_of, strict=True).next_questions:
                waiting.discard(question)
    assert waiting == set()


def test_taking_an_answer_away_never_turns_a_verdict_round() -> None:
    for case in CASES[::5]:
        full = evaluate(guide(), case.answers, case.as_of, strict=True).verdicts
        for question in case.answers:
            fewer = {key: value for key, value in case.answers.items() if key != question}
            less = evaluate(guide(), fewer, case.as_of, strict=True).verdicts
            turned = {name for name, verdict in less.items() if verdict != "open" and full[name] != verdict}
            # Without its own answer the age group follows from the date of birth, which says something else here.
            if not (question == "age" and "birth_date" in case.answers):
                assert turned == set(), (case.id, question)


# --- deadlines ------------------------------------------------------------------------------------------------------

EVENTS = {
    "start": TODAY,
    "departure": date(2026, 9, 1),
    "entry": date(2026, 9, 7),
    "move_in": date(2026, 9, 14),
    "title_issue": date(2026, 10, 1),
    "title_expiry": date(2027, 3, 31),
    "job_start": date(2026, 10, 1),
    "job_change": date(2027, 1, 15),
    "enrolment": date(2026, 10, 1),
    "graduation": date(2028, 9, 30),
    "benefit_decision": date(2026, 9, 21),
    "course_entitlement": date(2026, 10, 1),
    "recognition_application": date(2026, 12, 1),
    "incident": date(2026, 10, 14),
    "dismissal_received": date(2026, 11, 2),
    "protection_decision": date(2026, 9, 8),
    "status_change": date(2027, 2, 1),
    "planned_move": date(2027, 2, 1),
    "appointment": date(2026, 12, 1),
    "year_end": date(2026, 12, 31),
}


def planned(**answers: Any) -> dict[str, Planned]:
    settled = next(case for case in CASES if case.id == "a01").answers
    found = evaluate(guide(), {**settled, **answers}, TODAY)
    return {each.step.id: each for each in plan(steps_of(found), EVENTS)}


@pytest.mark.parametrize(
    ("step", "answers", "due"),
    [
        ("INT-07", {}, date(2026, 9, 21)),
        ("INT-10", {}, date(2026, 9, 28)),
        ("INT-11", {}, date(2026, 9, 28)),
        ("INT-14", {"status": "visa_free"}, date(2026, 12, 7)),  # day 90 is a Sunday
        ("INT-16", {"status": "s24"}, date(2026, 11, 4)),
        ("INT-21", {}, date(2026, 12, 28)),
        ("INT-32", {"children": ["under6"]}, date(2027, 3, 8)),  # six months, the seventh is a Sunday
        ("INT-37", {"licence": "third"}, date(2027, 3, 15)),  # six months from moving in, a Sunday
        ("INT-41", {"german": "a2"}, date(2027, 10, 1)),
        ("INT-55", {"status": "gestattung", "asyl_months": "gt6"}, date(2026, 9, 3)),
        ("INT-64", {"issues": ["labour"]}, date(2026, 11, 23)),
        ("INT-65", {"issues": ["discrimination"]}, date(2026, 12, 14)),
        ("INT-70", {}, date(2027, 2, 3)),
        ("INT-71", {}, date(2027, 8, 2)),  # 31 July 2027 is a Saturday
        ("INT-72", {"german": "a2"}, date(2028, 10, 2)),
        ("INT-77", {"status": "protection_title", "family_abroad": "yes"}, date(2026, 12, 8)),
    ],
)
def test_a_deadline_follows_from_the_day_of_its_event(step: str, answers: dict[str, Any], due: date) -> None:
    assert planned(**answers)[step].due == due


def test_tax_id_and_school_wait_for_the_registration_and_move_with_it() -> None:
    settled = next(case for case in CASES if case.id == "a01").answers
    steps = steps_of(evaluate(guide(), {**settled, "children": ["school_age"]}, TODAY))
    before = {each.step.id: each for each in plan(steps, EVENTS)}
    after = {each.step.id: each for each in plan(steps, EVENTS, done={"INT-11": date(2026, 9, 16)})}
    assert before["INT-31"].waits_for == ("INT-11",)
    assert (before["INT-31"].due, before["INT-31"].estimated) == (date(2026, 10, 12), True)
    assert (after["INT-31"].due, after["INT-31"].estimated) == (date(2026, 9, 30), False)
    assert after["INT-21"].due == date(2026, 12, 16)


def test_no_steps_wait_for_each_other_and_every_event_of_a_deadline_is_declared() -> None:
    every = [step for case in CASES for step in steps_of(case.evaluation(guide()))]
    assert circle({step.id: step for step in every}.values()) == ()
    events = {event_from_row(each).id for each in rows("event")}
    after = {step.due.after for step in every if step.due and not step.due.fixed}
    assert after - set(STEPS) - {"start"} == events
    assert set(EVENTS) == events | {"start"}


def test_legal_deadlines_are_those_of_the_dossier() -> None:
    legal = {each["id"] for each in rows("result") if each.get("due", {}).get("kind") == "legal"}
    numbers = (10, 11, 14, 18, 32, 37, 41, 51, 55, 56, 60, 64, 65, 72, 77)
    assert legal == {f"INT-{number}" for number in numbers}


# --- figures, sources, offices, words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "day", "value"),
    [
        ("MINWAGE", date(2026, 12, 31), "13.90"),
        ("MINWAGE", date(2027, 1, 1), "14.60"),
        ("child_benefit", date(2026, 12, 31), "259.00"),
        ("child_benefit", date(2027, 1, 1), None),
        ("minijob", date(2027, 1, 1), None),
        ("health_limit", date(2026, 1, 1), "77400.00"),
        ("health_limit", date(2025, 12, 31), None),
        ("course_fee", TODAY, "1603.00"),
        ("grant_income_single", TODAY, "32000.00"),
    ],
)
def test_a_figure_holds_only_in_its_time(name: str, day: date, value: str | None) -> None:
    found = guide().parts.figures[name].row(day)
    assert (None if found is None else f"{found.value:.2f}") == value


def test_the_course_fee_is_hours_times_fee_per_hour() -> None:
    hours, fee = (guide().parts.figures[name].row(TODAY) for name in ("course_hours", "course_fee_hour"))
    special = guide().parts.figures["course_special_hours"].row(TODAY)
    assert hours and fee and special
    for amount, time in (("course_fee", hours), ("course_special_fee", special)):
        total = guide().parts.figures[amount].row(TODAY)
        assert total and total.value == time.value * fee.value  # type: ignore[operator]


def test_amounts_of_money_stand_in_figures_and_never_in_sentences() -> None:
    text = json.dumps([rows(part) for part in ("result", "question", "note")], ensure_ascii=False)
    assert re.findall(r"\d\s?(?:€|EUR|Euro)", text) == []


def test_wrong_figures_in_circulation_never_appear() -> None:
    doc = {key: value for key, value in packs()["integration"].doc.items() if key != "source"}
    assert re.findall(WRONG_FIGURES, json.dumps(doc, ensure_ascii=False)) == []


def test_every_statement_says_whether_it_is_confirmed_and_by_what() -> None:
    for part in ("result", "note"):
        for each in rows(part):
            assert each["status"] in ("S", "K") and each["source"], each["id"]
    for part in ("result", "note", "figure", "question", "paper"):
        for each in rows(part):
            for line in (each, *each.get("rows", ())):
                assert line.get("status") != "S" or line.get("source"), each["id"]
            assert each.get("status") != "S" or "K" not in each.get("source", ()), each["id"]


def test_all_unstable_topics_of_the_dossier_are_notes_with_a_date() -> None:
    topics = "course_stop orientation asylum_work ukraine_title ukraine_benefits basic_income naturalisation projects"
    notes = {each["id"]: each for each in rows("note")}
    assert [name for name in topics.split() if notes[f"n_{name}"]["checked"] != "2026-11-21"] == []


def test_every_step_says_where_to_go_and_what_it_is_about() -> None:
    phases = {phase.id for phase in guide().parts.phases}
    for name in STEPS:
        step = row(name)
        assert step["phase"] in phases and step["who"] and step["office"] and step["text"], name
        assert "due" not in step or step["due"]["note"], name


def test_offices_of_steps_lead_to_a_contact_or_to_words() -> None:
    directory = library().directory().by_id
    for name in STEPS:
        office = row(name)["office"]
        if isinstance(office, str):
            assert library().authority_name(office, "de") != office, name
        for other in guide().results[name].authorities:
            known = other.id in directory or library().authority_name(other.id, "en") != other.id
            assert known, (name, other.id)
    assert library().authority_contact("jobcenter", "15003") == "jc-15003"
    assert library().authority_contact("abh", "15002") == "abh-15002"


def test_no_step_sends_anybody_to_a_service_that_has_ended() -> None:
    named = {entry.id for name in STEPS for entry in guide().results[name].authorities}
    named |= {row(name)["office"] for name in STEPS if isinstance(row(name)["office"], str)}
    contacts = {each["id"]: each for each in packs()["contacts-st"].doc["contact"]}
    assert [name for name in named if name in contacts and contacts[name].get("lifecycle") == "ended"] == []


def test_figures_and_papers_shared_with_other_guides_are_found() -> None:
    for name in STEPS:
        for figure in row(name).get("figures", ()):
            assert library().figure("integration", figure) is not None, figure
        for paper in guide().results[name].papers:
            assert not paper.id or library().paper("integration", paper.id) is not None, paper.id


def test_a_source_of_a_shared_figure_is_not_hidden_by_one_of_this_pack() -> None:
    own = {each["id"] for each in rows("source")} - {"K"}
    used = {name for each in rows("result") for name in each.get("figures", ())}
    for other in ("residence", "recognition-st"):
        for figure in packs()[other].doc["figure"]:
            if figure["id"] in used:
                assert {s for line in figure["rows"] for s in line.get("source", ())} & own == set(), figure["id"]


def test_the_case_fields_behind_questions_and_events_exist_and_can_say_the_answers() -> None:
    for question in guide().questions.values():
        if question.lives_in:
            entity, _, name = question.lives_in.partition(".")
            field = fields.find(entity, name)
            assert field is not None, question.id
            ids = {option.id for option in question.options}
            assert set(question.lives_map.values()) <= ids | {"?"}, question.id
    for event in rows("event"):
        entity, _, name = event.get("lives_in", "").partition(".")
        assert not entity or fields.find(entity, name) is not None, event["id"]


def test_sentences_for_clients_are_short_in_both_languages() -> None:
    long = []
    for each in rows("result"):
        for text in each.get("plain", {}).values():
            long += [part for part in re.split(r"(?<=[.!?:])\s+", text) if len(part.split()) > 15]
    assert long == []


def test_sentences_are_short_in_both_languages() -> None:
    lists = re.compile(r"^(Auszug|Extract|Bosnien|Albania|Albanien)")
    long = []
    for part in ("result", "question", "note", "contradiction", "guide"):
        found = packs()["integration"].doc[part]
        for text in texts(found):
            long += [s for s in re.split(r"(?<=[.!?:;])\s+", text) if len(s.split()) > 26 and not lists.match(s)]
    assert long == []


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (text for key, text in value.items() if key in ("de", "en") and isinstance(text, str))
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
