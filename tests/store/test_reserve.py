"""Room set aside for erasing on a full drive."""

from __future__ import annotations

from pathlib import Path

from welcomedesk.store.reserve import LEAST, Reserve
from welcomedesk.store.store import SqlCaseStore


def test_it_is_made_once_given_back_and_made_again(tmp_path: Path) -> None:
    (tmp_path / "cases").write_bytes(b"x")
    reserve = Reserve(tmp_path / "reserve", tmp_path / "cases")
    assert reserve.keep() and (tmp_path / "reserve").stat().st_size == LEAST
    assert reserve.let_go() and not (tmp_path / "reserve").exists()
    assert not reserve.let_go(), "there is nothing left to give"
    assert reserve.keep()


def test_a_drive_with_little_room_keeps_it_for_others(tmp_path: Path) -> None:
    assert not Reserve(tmp_path / "no folder" / "reserve", tmp_path / "cases").keep()
    assert list(tmp_path.iterdir()) == []


def test_it_grows_with_the_case_file(tmp_path: Path) -> None:
    with (tmp_path / "cases").open("wb") as handle:
        handle.truncate(16 * LEAST)
    reserve = Reserve(tmp_path / "reserve", tmp_path / "cases")
    assert reserve.keep() and (tmp_path / "reserve").stat().st_size == 2 * LEAST


def test_an_unlocked_file_sets_room_aside_beside_it(sql: SqlCaseStore) -> None:
    assert sql.keep_reserve()
    assert sql.database.path.with_name("cases.wdesk.reserve").stat().st_size == LEAST
