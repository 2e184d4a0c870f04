"""`welcomedesk case …` as scripts use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def new(command: Command, name: str = "Samir Haddad", *more: str) -> dict[str, str]:
    made: dict[str, str] = command("case", "new", "--kind", "person", f"--name={name}", "--json", *more).json
    return made


def test_a_new_case_gives_its_id_and_number(desk_command: Command) -> None:
    made = new(desk_command)
    assert made["number"].endswith("-0001") and len(made["id"]) == 16


@pytest.mark.parametrize(
    "name",
    ["--", "-x", "=1+1", "<img src=/etc/hostname>", "{{7*7}}", "محمد الأحمد", "Ołeksandr\u202e", "%s%n", "'; --"],
)
def test_any_name_comes_back_letter_for_letter(desk_command: Command, name: str) -> None:
    made = new(desk_command, name)
    assert desk_command("case", "show", made["id"], "--json").json["name"] == name


def test_facts_are_set_and_shown_by_their_key(desk_command: Command) -> None:
    made = new(desk_command, "x", "--set", "person.german_level=B1", "--set=person.languages=ar,de")
    person = desk_command("case", "show", made["number"], "--json").json["entities"]["person"]
    assert person["german_level"] == "B1" and person["languages"] == ["ar", "de"]


def test_an_unknown_field_changes_nothing_and_is_named(desk_command: Command) -> None:
    made = new(desk_command)
    done = desk_command("case", "set", made["id"], "person.shoe_size=44", "person.phone=1")
    assert (done.code, done.out) == (1, "") and "person.shoe_size" in done.err
    assert "phone" not in desk_command("case", "show", made["id"], "--json").json["entities"]["person"]


def test_a_value_that_does_not_fit_says_what_would(desk_command: Command) -> None:
    done = desk_command("case", "set", new(desk_command)["id"], "person.birth_date=gestern")
    assert done.code == 1 and "2026-11-23" in done.err and "\n" not in done.err.rstrip("\n")


def test_the_history_has_every_change(desk_command: Command) -> None:
    made = new(desk_command)
    desk_command("case", "set", made["id"], "person.phone=1")
    desk_command("case", "set", made["id"], "person.phone=2")
    lines = desk_command("case", "history", made["id"], "--json").json
    assert [line["value"] for line in lines if line["field"] == "phone"] == ["2", "1"]


@pytest.mark.parametrize(
    "text", ['"', "AND", "NEAR(", "name:", "*", "-x", "(((((", "%", "\\", "'; DROP TABLE log", "--"]
)
def test_any_text_is_a_search(desk_command: Command, text: str) -> None:
    done = desk_command("case", "search", "--json", "--", text)
    assert done.code in (0, 1) and done.json == [] and done.err == ""


def test_the_search_finds_a_name_by_its_beginning(desk_command: Command) -> None:
    made = new(desk_command, "Müller-Lüdenscheidt")
    assert desk_command("case", "search", "--json", "--", "muller").json[0]["row"]["id"] == made["id"]


def test_a_closed_case_says_how_to_go_on(desk_command: Command) -> None:
    made = new(desk_command)
    assert desk_command("case", "close", made["id"], "--reason", "reached").code == 0
    done = desk_command("case", "set", made["id"], "person.phone=1")
    assert done.code == 1 and "Reopen the case first." in done.err
    assert desk_command("case", "reopen", made["id"]).code == 0


def test_import_goes_on_after_a_bad_line(desk_command: Command, tmp_path: Path) -> None:
    lines = ['{"kind":"person","name":"A"}', "[]", "{", '{"name":7}', '{"kind":"company","name":"B","fields":{}}']
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    done = desk_command("case", "import", str(file))
    assert done.code == 1 and len(done.out.split()) == 2 and done.err.count("\n") == 3


def test_an_import_meets_the_same_lock(desk_command: Command, tmp_path: Path) -> None:
    """A line with sensitive facts needs a basis in the same line, once the office has said who its carrier is."""
    assert desk_command("privacy", "office", "--set", "carrier_kind=private").code == 0
    facts = {"person.citizenship": "SY"}
    basis = {"basis:counselling.ground": "consent"}
    lines = [json.dumps({"kind": "person", "name": "A", "fields": each}) for each in (facts, {**facts, **basis})]
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    done = desk_command("case", "import", str(file))
    assert done.code == 1 and len(done.out.split()) == 1 and "person.citizenship" in done.err


def test_the_export_holds_fields_and_history(desk_command: Command, tmp_path: Path) -> None:
    made = new(desk_command)
    out = tmp_path / "copy.json"
    assert desk_command("case", "export", made["id"], "--out", str(out)).code == 0
    copy = json.loads(out.read_text(encoding="utf-8"))
    assert copy["entities"]["person"]["name"][0]["value"] == "Samir Haddad" and copy["history"]


def test_an_erased_case_is_gone(desk_command: Command) -> None:
    made = new(desk_command)
    assert desk_command("case", "erase", made["id"]).code == 0
    assert desk_command("case", "show", made["id"]).code == 1
    assert desk_command("case", "search", "--json", "--", "Samir").json == []
    assert desk_command("vault", "check").code == 0


def test_a_wrong_passphrase_tells_nothing_and_changes_nothing(desk_command: Command, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not it\n", encoding="utf-8")
    done = desk_command("case", "list", "--passphrase-file", str(wrong))
    assert (done.code, done.out) == (1, "") and "Traceback" not in done.err


def test_no_passphrase_names_the_option(desk_command: Command) -> None:
    from welcomedesk.cli.main import run

    assert run(["case", "list"]) == 1


def test_a_missing_workplace_creates_nothing(command: Command, workplace: Path) -> None:
    assert command("case", "list").code == 1
    assert not workplace.exists() or not list(workplace.rglob("*.wdesk"))


def test_wrong_use_is_two(command: Command) -> None:
    assert command("case").code == 2 and command("nonsense").code == 2


def test_a_file_is_attached_listed_read_back_and_erased(desk_command: Command, tmp_path: Path) -> None:
    made = new(desk_command)
    paper = tmp_path / "zeugnis.pdf"
    paper.write_bytes(b"%PDF-1.7 Zeugnis")
    ref = desk_command("case", "attach", made["id"], str(paper), "--from", "Person", "--json").json["ref"]
    (listed,) = desk_command("case", "attachments", made["id"], "--json").json
    assert (listed["ref"], listed["title"], listed["kind"]) == (ref, "zeugnis", "pdf")
    out = tmp_path / "back.pdf"
    assert desk_command("case", "attachment", made["id"], ref, "--out", str(out)).code == 0
    assert out.read_bytes() == b"%PDF-1.7 Zeugnis"
    erased = desk_command("case", "attachment", made["id"], ref, "--erase", "--json").json
    assert [step["left"] for step in erased["steps"] if step["what"] == "scan"] == [0]
    assert desk_command("case", "attachments", made["id"], "--json").json == []
    (tmp_path / "zeugnis.pdf.exe").write_bytes(b"MZ")
    refused = desk_command("case", "attach", made["id"], str(tmp_path / "zeugnis.pdf.exe"))
    assert refused.code == 1 and "not taken in" in refused.err
    assert desk_command("vault", "check").code == 0


def test_the_copy_is_written_to_be_read_as_well(desk_command: Command, tmp_path: Path) -> None:
    made = new(desk_command)
    out, page = tmp_path / "copy.json", tmp_path / "copy.pdf"
    assert desk_command("case", "export", made["id"], "--out", str(out), "--pdf", str(page)).code == 0
    assert page.read_bytes().startswith(b"%PDF-")
    assert json.loads(out.read_text(encoding="utf-8"))["fields"]["person.name"]["purpose"]
