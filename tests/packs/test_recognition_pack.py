"""The recognition pack keeps its promises: golden cases, reachable questions and paths, complete offices, wording."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from welcomedesk import paths
from welcomedesk.domain import fields
from welcomedesk.domain.guides import Evaluation, Guide, evaluate, guide_from_doc
from welcomedesk.packs.checker import check
from welcomedesk.packs.compiler import Compiled, compile_pack

PACK = paths.resources() / "packs" / "recognition-st"
VECTORS = Path(__file__).parent / "vectors" / "recognition"
TODAY = date(2026, 11, 21)
OFFICES = (
    "lvwa_lpa ea_lvwa lvwa_agrar lwk_ni lvwa_od lscha lisa_lpla mwl_vet aek_sa aekwl zaek_sa apk_sa tak_sa opk ing_sa "
    "arch_sa ihk_fosa ihk_md ihk_hd hwk_md hwk_hal rak_sa gpa_be stbk_sa wpk lg_st zab gfg zsba abh fe_amt iq_sa fbb "
    "uni jugendamt weld"
)
OUT_OF_DATE = (
    r"48[.,]?300|43[.,]?759|26[.,]000|40[.,]000|unter 35|under 35|drei Jahre in sieben|three years in seven"
    r"|14 Punkte|14 points|33 Monate|33 months"
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
            defaults = {key: value for key, value in doc["defaults"].items() if key not in case.get("without", ())}
            yield {**case, "answers": {**defaults, **case["answers"]}}


CASES = list(cases())


def ask(case: Mapping[str, Any]) -> Evaluation:
    day = date.fromisoformat(case["as_of"])
    return evaluate(guide(), case["answers"], day, strict=case.get("strict", False))


def living_here(**answers: str) -> dict[str, str]:
    return {
        "goal": "better_chances",
        "qual_kind": "vocational",
        "vocational_duration": "ge2",
        "state_recognised": "yes",
        "country": "third",
        "citizenship": "third",
        "residence": "st",
        "documents": "complete",
        "prior_decision": "none",
        "german": "B1",
        "job_offer": "no",
        "benefits": "none",
        "income_within_grant_limit": "yes",
        "district": "north",
        **answers,
    }


def test_the_pack_has_no_problem_on_its_own() -> None:
    check([pack()])
    assert [problem.line_of_text() for problem in pack().problems] == []


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_golden_case(case: dict[str, Any]) -> None:
    found, expected = ask(case), case["expect"]
    exact = {
        "results": found.applying("path", "title", "advice", "step"),
        "authorities": found.authorities,
        "flags": found.flags,
    }
    for name, got in exact.items():
        if name in expected:
            assert sorted(got) == sorted(expected[name]), name
    for verdict in ("open", "excluded"):
        wrong = [name for name in expected.get(verdict, ()) if found.verdicts[name] != verdict]
        assert not wrong, f"not {verdict}: {wrong}"
    shown = found.to_json()
    lines = {line["id"]: line for line in shown["results"]}
    for name in ("missing", "assumed"):
        for result, questions in expected.get(name, {}).items():
            assert set(questions) <= set(lines[result][name]), f"{name} of {result}"
    assert set(expected.get("next", ())) <= set(shown["next_questions"])


def test_there_are_the_ten_worked_examples_and_fifty_more_cases() -> None:
    own = [case for case in CASES if not re.fullmatch(r"t\d\d", case["id"])]
    assert len(CASES) - len(own) == 10
    assert len(own) >= 50


def test_every_result_applies_is_open_and_is_excluded_in_some_case() -> None:
    seen: dict[str, set[str]] = {name: set() for name in guide().results}
    for case in CASES:
        for name, verdict in ask(case).verdicts.items():
            seen[name].add(verdict)
    assert {name: verdicts for name, verdicts in seen.items() if len(verdicts) < 3} == {}


def test_every_condition_is_seen_true_false_and_open() -> None:
    """A condition that rests on the date alone is never open, because its figure has no gap."""
    engine = guide().engine
    seen: dict[tuple[str, str], set[bool | None]] = {}
    for case in CASES:
        found = ask(case)
        for name, conditions in engine.conditions.items():
            for condition in conditions:
                text = condition.condition.text
                if not condition.blocked_by and not text.startswith("as_of"):
                    truth = engine.truth(found._run, condition.bound)[0]
                    seen.setdefault((name, text), set()).add(truth)
    assert {place: found for place, found in seen.items() if len(found) < 3} == {}


def test_every_question_can_come_up_next() -> None:
    waiting = set(guide().questions)
    for case in CASES:
        for question in list(waiting):
            answers = {key: value for key, value in case["answers"].items() if key != question}
            found = evaluate(guide(), answers, TODAY, strict=True)
            if question in found.to_json()["next_questions"]:
                waiting.discard(question)
    assert waiting == set()


def occupations() -> Mapping[str, Mapping[str, Any]]:
    return guide().parts.tables["professions"].rows


def test_all_occupations_of_the_dossier_and_the_missing_ones_are_there() -> None:
    missing_ones = {
        "industriemeister",
        "fachwirt",
        "handwerksmeister",
        "industrieelektriker",
        "elektroanlagenmonteur",
        "fachkraft_kueche",
        "massschneider",
        "systemgastro",
    }
    assert missing_ones <= set(occupations())
    assert len(occupations()) == 92 + len(missing_ones) + 1, "and the row for an occupation not known yet"


@pytest.mark.parametrize("district", ["north", "south"])
def test_every_occupation_leads_to_its_own_office(district: str) -> None:
    for name, row in occupations().items():
        kind = "higher_education" if row["level"] == "academic" else "vocational"
        found = evaluate(guide(), living_here(profession=name, qual_kind=kind, district=district), TODAY)
        if row["route"] != "academic":
            assert row[f"authority_{district}"] in found.authorities, name
        main = [r for r in found.applying("path") if guide().results[r].group == "main"]
        assert len(main) == 1, name


def test_whatever_is_answered_there_is_advice_and_one_main_path_at_most() -> None:
    """Never an empty page: over many combinations somebody advises, and never do two main paths apply."""
    options = {
        name: [option.id for option in guide().questions[name].options]
        for name in ("goal", "qual_kind", "residence", "prior_decision", "documents")
    }
    for profession in ("koch", "elektro_hw", "pflege", "arzt", "lehrer", "ingenieur", "informatiker", "lkw", "unknown"):
        for goal in options["goal"]:
            for kind in options["qual_kind"]:
                for decision in options["prior_decision"]:
                    for residence in ("st", "abroad"):
                        answers = living_here(
                            profession=profession,
                            goal=goal,
                            qual_kind=kind,
                            prior_decision=decision,
                            residence=residence,
                            experience="lt_1_5x",
                            age25="yes",
                            stay="title",
                        )
                        found = evaluate(guide(), answers, TODAY)
                        applying = found.applying("path")
                        main = [name for name in applying if guide().results[name].group == "main"]
                        assert len(main) + ("compensation" in applying and not main) == 1, (answers, main)
                        assert "iq_sa" in found.authorities or "zsba" in found.authorities


def test_the_thirty_six_offices_have_a_rule_and_a_row_with_contacts_that_exist() -> None:
    rules = {result.id for result in guide().results.values() if result.kind == "authority"}
    rows = guide().parts.tables["authorities"].rows
    contacts = {row["id"] for row in compile_pack(PACK.parent / "contacts-st").doc["contact"]}
    assert rules == set(rows) == set(OFFICES.split())
    for name, row in rows.items():
        assert set(row["contacts"]) <= contacts, name
    prefix = rows["abh"]["contact_by_district"]
    assert {f"{prefix}{district}" for district in range(15001, 15004)} <= contacts


def test_figures_that_are_out_of_date_never_appear() -> None:
    text = json.dumps({key: value for key, value in pack().doc.items() if key != "source"}, ensure_ascii=False)
    assert re.findall(OUT_OF_DATE, text) == []


def test_a_statement_is_confirmed_only_where_a_source_stands() -> None:
    parts = ("result", "figure", "paper", "note", "table")
    for part in parts:
        for row in pack().doc[part]:
            for line in (row, *row.get("rows", ())):
                assert line.get("status") != "S" or line.get("source"), (part, row["id"], line)


def test_sentences_are_short_in_both_languages() -> None:
    long = []
    for text in texts(pack().doc):
        long += [sentence for sentence in re.split(r"(?<=[.!?:])\s+", text) if len(sentence.split()) > 20]
    assert long == []


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (text for key, text in value.items() if key in ("de", "en") and isinstance(text, str))
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_the_case_fields_behind_the_questions_exist() -> None:
    for question in guide().questions.values():
        if question.lives_in:
            entity, _, name = question.lives_in.partition(".")
            assert fields.find(entity, name) is not None, question.id
