"""Copies outside: private, neutral, and gone at close, at the next start, and never those of another window."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from welcomedesk import bootstrap, paths
from welcomedesk.store.lock import FileLock
from welcomedesk.store.outside import OutsideCopies


def test_a_copy_is_private_and_cannot_be_changed_by_accident(tmp_path: Path) -> None:
    copies = OutsideCopies(tmp_path / "outside")
    path = copies.put("2026-0001-ab.pdf", b"%PDF")
    assert path.read_bytes() == b"%PDF" and copies.count() == 1
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert copies.clear() == 0 and copies.count() == 0 and not path.parent.exists()
    assert copies.clear() == 0, "nothing to do is fine"


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("stay", encoding="utf-8")
    copies = OutsideCopies(tmp_path / "outside")
    copies.put("a.pdf", b"x")
    (copies.folder / "link").symlink_to(victim)
    copies.clear()
    assert victim.read_text(encoding="utf-8") == "stay" and not (copies.folder / "link").is_symlink()


@pytest.mark.parametrize("open_elsewhere", [False, True])
def test_what_a_killed_window_left_is_gone_at_the_next_start(workplace: Path, open_elsewhere: bool) -> None:
    """The copies of a window that is open now are left alone."""
    home = paths.Home(workplace)
    workplace.mkdir()
    bootstrap.outside(home).put("2026-0001-ab.pdf", b"%PDF")
    lock = FileLock(home.case_file) if open_elsewhere else None
    bootstrap.clear_outside(home)
    if lock:
        lock.release()
    assert bootstrap.outside(home).count() == int(open_elsewhere)
