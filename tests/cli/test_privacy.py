"""Data protection from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_the_carrier_decides_law_and_authority(desk_command: Command) -> None:
    before = desk_command("privacy", "office", "--json").json
    assert (before["rule"], before["law"], before["supervisor"]) == ("", "", "")
    after = desk_command("privacy", "office", "--json", "--set", "carrier_kind=protestant").json
    assert after["rule"] == "case" and "DSG-EKD" in after["law"] and "EKD" in after["supervisor"]


def test_an_unknown_setting_is_named(desk_command: Command) -> None:
    done = desk_command("privacy", "office", "--set", "name=x")
    assert done.code == 1 and "carrier_kind" in done.err


def test_the_notice_is_shorter_in_its_short_form(desk_command: Command) -> None:
    desk_command("privacy", "office", "--set", "carrier_kind=private", "--set", "officer=D. Schutz")
    long, short = (desk_command("privacy", "notice", "--json", *form).json for form in ((), ("--short",)))
    assert len(short) < len(long) and "D. Schutz" in str(short) and "Art. 77" in str(short)


def test_the_log_says_who_opened_which_case(desk_command: Command) -> None:
    made = desk_command("case", "new", "--kind", "person", "--name", "Samir Haddad", "--json").json
    desk_command("case", "show", made["id"])
    log = desk_command("privacy", "log", "--case", made["number"], "--json").json
    assert [(line["access"]["what"], line["number"]) for line in log["lines"]] == [("opened", made["number"])]
    assert "Haddad" not in str(log)


def test_a_restricted_case_is_shown_with_a_reason_only(desk_command: Command) -> None:
    made = desk_command("case", "new", "--kind", "person", "--name", "Samir Haddad", "--json").json
    desk_command("case", "set", made["id"], "case.restricted=true")
    for action in (("show", made["id"]), ("history", made["id"])):
        refused = desk_command("case", *action)
        assert refused.code == 1 and refused.out == "" and "--reason" in refused.err
    assert desk_command("case", "show", made["id"], "--reason", "Auskunft").code == 0
    log = desk_command("privacy", "log", "--json").json
    assert [line["access"]["reason"] for line in log["lines"] if line["access"]["what"] == "restricted"] == ["Auskunft"]


def test_record_and_catalogue_are_written_as_text(desk_command: Command, tmp_path: Path) -> None:
    desk_command("privacy", "office", "--set", "carrier_kind=catholic")
    for name in ("record", "catalogue"):
        out = tmp_path / f"{name}.md"
        assert desk_command("privacy", name, "--out", str(out)).code == 0
        assert out.read_text(encoding="utf-8").startswith("# ")
    assert "KDG" in (tmp_path / "record.md").read_text(encoding="utf-8")
    assert "person.citizenship" in (tmp_path / "catalogue.md").read_text(encoding="utf-8")
