"""The calendar file from the command line."""

from __future__ import annotations

from pathlib import Path

from icalendar import Calendar

from tests.cli.conftest import Command


def test_tasks_leave_as_a_calendar_by_number(desk_command: Command, tmp_path: Path) -> None:
    desk_command("case", "new", "--kind", "person", "--name", "Samir Haddad", "--set", "task:1.what=call",
            "--set", "task:1.due=2026-11-24", "--set", "task:1.state=open")  # fmt: skip
    out = tmp_path / "tasks.ics"
    made = desk_command("calendar", "--out", str(out), "--from", "2026-11-23", "--json")
    assert made.json == {"out": str(out), "entries": 1, "named": 0}
    (event,) = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert "Haddad" not in str(event["SUMMARY"]) and str(event["SUMMARY"]).endswith("-0001)")


def test_names_leave_only_when_asked_for(desk_command: Command, tmp_path: Path) -> None:
    desk_command("case", "new", "--kind", "person", "--name", "Samir Haddad", "--set", "task:1.what=call",
            "--set", "task:1.due=2026-11-24")  # fmt: skip
    out = tmp_path / "tasks.ics"
    assert desk_command("calendar", "--out", str(out), "--from", "2026-11-23", "--names", "--json").json["named"] == 1
    assert "Haddad" in out.read_text(encoding="utf-8")


def test_a_wrong_date_is_wrong_use(command: Command, tmp_path: Path) -> None:
    assert command("calendar", "--out", str(tmp_path / "x.ics"), "--from", "tomorrow").code == 2
