"""`packs diff` and `packs review` from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import Command
from tests.helpers.pack_folders import pack
from welcomedesk import paths

NOTE = """
[[note]]
id = "n"
title = {{de = "{title}", en = "Note"}}
text = {{de = "Text", en = "Text"}}
"""


def two(folder: Path) -> tuple[str, str]:
    for name, title in (("old", "Alt"), ("new", "Neu")):
        pack(folder / name, "p", notes=NOTE.format(title=title))
    return str(folder / "old"), str(folder / "new")


def test_a_change_is_shown_with_what_stood_there_before(command: Command, tmp_path: Path) -> None:
    outcome = command("packs", "diff", *two(tmp_path), "--json")
    assert outcome.code == 0 and outcome.json["cases"] is None
    (change,) = outcome.json["changes"]
    assert (change["pack"], change["kind"], change["id"]) == ("p", "note", "n")
    assert [(each["name"], each["aspect"]) for each in change["fields"]] == [("title", "words")]
    assert "~ p note n  Neu" in command("packs", "diff", *two(tmp_path)).out


def test_the_same_folder_twice_has_no_changes(command: Command, tmp_path: Path) -> None:
    old, _new = two(tmp_path)
    assert command("packs", "diff", old, old, "--json").json["changes"] == []


def test_a_folder_without_packs_is_refused_in_one_sentence(command: Command, tmp_path: Path) -> None:
    outcome = command("packs", "diff", str(tmp_path / "nowhere"))
    assert outcome.code == 1 and outcome.err.count("\n") == 1 and "nowhere" in outcome.err


def test_open_cases_are_named_where_a_case_file_is_given(
    desk_command: Command, tmp_path: Path, passphrase_file: str
) -> None:
    shutil.copytree(paths.resources() / "packs" / "contacts-st", tmp_path / "contacts-st")
    old = str(tmp_path / "contacts-st")
    given = ("--passphrase-file", passphrase_file)
    assert desk_command("packs", "diff", old, "--json", "--case-file", *given).json["cases"] == []
    file = str(paths.home().case_file)
    assert desk_command("packs", "diff", old, "--json", "--case-file", file, *given).json["cases"] == []
    assert desk_command("packs", "diff", old, "--case-file").code == 1  # no passphrase, one sentence


def test_what_is_due_is_listed_with_its_date(command: Command) -> None:
    none = command("packs", "review", "--on", "2026-11-22", "--json").json["due"]
    later = command("packs", "review", "--on", "2028-01-01", "--json").json["due"]
    assert len(none) < len(later) and all(each["due"] <= "2028-01-01" for each in later if each["due"])
    assert later[0]["statement"].count("/") >= 2
