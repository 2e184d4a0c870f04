"""`welcomedesk guide …` and `contacts …`: no case file, no network, one JSON document."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command

NURSE = {"goal": "regulated_work", "profession": "pflege", "qual_kind": "vocational", "german": "B2"}


def write(folder: Path, value: object) -> str:
    file = folder / "answers.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    return str(file)


def test_the_list_names_questions_options_and_results(command: Command) -> None:
    guides = {guide["id"]: guide for guide in command("guide", "list", "--json").json}
    questions = {question["id"]: question for question in guides["recognition"]["questions"]}
    assert "B1" in questions["german"]["options"] and "bqfg_dual" in guides["recognition"]["results"]


def test_one_evaluation_has_the_shape_of_the_contract(command: Command, tmp_path: Path) -> None:
    done = command(
        "guide", "ask", "recognition", "--answers", write(tmp_path, NURSE), "--as-of", "2026-11-21", "--json"
    )
    result = done.json
    keys = {"guide", "pack", "as_of", "results", "derived", "flags", "authorities", "steps", "next_questions"}
    assert done.code == 0 and keys <= set(result) and result["as_of"] == "2026-11-21"
    path = next(each for each in result["results"] if each["id"] == "reg_health")
    assert {"id", "verdict", "title", "because", "missing", "assumed", "flags", "would_change"} <= set(path)
    assert {"condition", "met", "answers", "figure", "source"} <= set(path["because"][0])


def test_an_unknown_option_is_an_error_that_names_it(command: Command, tmp_path: Path) -> None:
    done = command("guide", "ask", "recognition", "--answers", write(tmp_path, {"german": "Z9"}), "--json")
    assert (done.code, done.out) == (1, "") and "Z9" in done.err and "german" in done.err.lower() + "german"


def test_an_unknown_guide_names_the_ones_there_are(command: Command, tmp_path: Path) -> None:
    done = command("guide", "ask", "nonsense", "--answers", write(tmp_path, {}))
    assert done.code == 1 and "recognition" in done.err


def test_a_batch_goes_on_after_a_bad_line(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    lines = [{"id": "a", "answers": NURSE}, {"id": "b", "answers": {"german": 7}}, {"id": "c", "as_of": "never"}]
    file.write_text("\n".join(map(json.dumps, lines)) + "\nnonsense\n", encoding="utf-8")
    done = command("guide", "ask", "recognition", "--batch", str(file))
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [each["id"] for each in found] == ["a", "b", "c", 4]
    assert [bool(each.get("error")) for each in found] == [False, True, True, True]


def test_contacts_come_with_reasons_distance_and_freshness(command: Command) -> None:
    done = command("contacts", "find", "--topic", "recognition", "--postal-code", "39104", "--json")
    first = done.json["contacts"][0]
    assert done.code == 0 and first["because"] and first["freshness"]["text"] and "distance_km" in first


def test_an_ended_contact_is_never_offered_but_explained(command: Command) -> None:
    document = command("contacts", "find", "--target", "refugee", "--on", "2026-11-21", "--json").json
    assert "jobbruecke-plus" not in [each["id"] for each in document["contacts"]]


def test_an_unknown_postal_code_is_one_clear_sentence(command: Command) -> None:
    done = command("contacts", "find", "--postal-code", "00000")
    assert done.code == 1 and "00000" in done.err and done.err.count("\n") == 1
