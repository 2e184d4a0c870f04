"""When a backup is due and which older ones go."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomedesk.domain import backup_plan
from welcomedesk.domain.backup_plan import Copy, is_due, name_of, outlived, read_name, to_remove

NOW = datetime(2026, 11, 21, 14, 0)  # noqa: DTZ001 - names of files carry no time zone


def copy(at: datetime, reason: str = "auto") -> Copy:
    return Copy(f"/backups/{name_of(at, reason)}", at, reason)


def left(copies: list[Copy], verified: Copy, now: datetime = NOW) -> list[Copy]:
    gone = to_remove(copies, verified.path, now)
    return [each for each in copies if each not in gone]


def test_a_backup_is_due_ten_minutes_after_the_first_change_however_busy_the_day() -> None:
    assert not is_due(None, NOW)
    assert not is_due(NOW - timedelta(minutes=9, seconds=59), NOW)
    assert is_due(NOW - timedelta(minutes=10), NOW)


def test_a_clock_that_was_set_back_does_not_put_a_backup_off() -> None:
    assert is_due(NOW + timedelta(days=3), NOW)


def test_seven_days_and_four_weeks_are_kept() -> None:
    copies = [copy(NOW - timedelta(hours=hours)) for hours in range(0, 24 * 60, 5)]
    kept = left(copies, copies[0])
    assert len({each.at.date() for each in kept if NOW - each.at < timedelta(days=7)}) == 7
    assert len({each.at.isocalendar()[:2] for each in kept}) >= 4
    assert len(kept) <= 11


def test_nothing_lives_longer_than_35_days() -> None:
    copies = [copy(NOW), copy(NOW - timedelta(days=36)), copy(NOW - timedelta(days=36), "erase")]
    assert left(copies, copies[0]) == [copies[0]]


@pytest.mark.parametrize("reason", ["", "erase", "import", "migration"])
def test_what_somebody_asked_for_or_a_risk_asked_for_is_kept_for_a_week_beside_later_ones(reason: str) -> None:
    before, long_before = copy(NOW - timedelta(hours=1), reason), copy(NOW - timedelta(days=8), reason)
    others = [copy(NOW - timedelta(days=8) + timedelta(hours=1)), copy(NOW - timedelta(minutes=30)), copy(NOW)]
    kept = left([*others, before, long_before], copy(NOW))
    assert before in kept and long_before not in kept


def test_without_a_newer_one_that_was_compared_nothing_goes() -> None:
    copies = [copy(NOW - timedelta(days=days)) for days in range(100)]
    assert to_remove(copies, "", NOW) == ()
    assert to_remove(copies, "/somewhere/else.wdbackup", NOW) == ()


def test_with_a_wrong_clock_what_seems_newer_stays_and_what_is_older_by_both_names_goes() -> None:
    made = copy(NOW - timedelta(days=300))
    copies = [made, copy(NOW), copy(NOW - timedelta(days=310)), copy(NOW - timedelta(days=400))]
    assert left(copies, made, made.at) == copies[:3]


def test_a_new_one_is_due_as_soon_as_one_is_too_old() -> None:
    assert not outlived([copy(NOW - timedelta(days=35)), copy(NOW + timedelta(days=90))], NOW)
    assert outlived([copy(NOW), copy(NOW - timedelta(days=35, seconds=1))], NOW)


@given(st.lists(st.integers(0, 24 * 90), max_size=60), st.sampled_from(["auto", "erase", ""]))
def test_the_new_one_always_stays_and_there_is_one_for_each_of_the_last_days(hours: list[int], reason: str) -> None:
    new = copy(NOW)
    copies = [new, *(copy(NOW - timedelta(hours=each, minutes=1), reason) for each in hours)]
    kept = left(copies, new)
    assert new in kept
    week = [each for each in copies if NOW - each.at < timedelta(days=6)]
    assert {each.at.date() for each in kept} >= {each.at.date() for each in week}


def test_names_tell_when_and_why_and_foreign_files_are_left_alone() -> None:
    assert read_name(name_of(NOW, "erase")) == (NOW, "erase")
    assert read_name(name_of(NOW, "")) == (NOW, "")
    assert read_name("welcomedesk-2026-11-21-140000-auto-3f.wdbackup") == (NOW, "auto")
    for foreign in ("holiday.jpg", "welcomedesk-2026-13-45-140000.wdbackup", "my welcomedesk.wdbackup", ""):
        assert read_name(foreign) is None


def test_another_medium_is_wished_for_each_week() -> None:
    assert backup_plan.wants_other_medium(None, NOW)
    assert not backup_plan.wants_other_medium(NOW - timedelta(days=7), NOW)
    assert backup_plan.wants_other_medium(NOW - timedelta(days=8), NOW)
