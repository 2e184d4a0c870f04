"""Installed packs: compiled once, read again, a broken one named while the others go on."""

from __future__ import annotations

import json
import os
import time
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.guides import result
from tests.helpers.pack_folders import pack
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guides import evaluate
from welcomedesk.packs.compiler import COMPILED, compile_all
from welcomedesk.packs.shelf import open_shelf

DAY = date(2026, 11, 21)


def packs(folder: Path) -> Path:
    pack(folder, "one", guide=True, rules=result("a", "goal = work"))
    pack(folder, "two", guide=True, rules=result("b", "goal = study"))
    return folder


def test_the_compiled_file_is_written_once_and_then_read(tmp_path: Path):
    open_shelf(packs(tmp_path))
    compiled = tmp_path / COMPILED
    before = compiled.stat().st_mtime_ns
    shelf = open_shelf(tmp_path)
    assert compiled.stat().st_mtime_ns == before
    assert [info.id for info in shelf.guides()] == ["one", "two"]
    assert evaluate(shelf.guide("one"), {"goal": "work"}, DAY).verdict("a") == "applies"


def test_a_changed_source_is_compiled_again(tmp_path: Path):
    open_shelf(packs(tmp_path))
    pack(tmp_path, "one", guide=True, rules=result("a", "goal = study"))
    os.utime(tmp_path / "one" / "rules.toml", ns=(time.time_ns(), time.time_ns() + 10**9))
    assert evaluate(open_shelf(tmp_path).guide("one"), {"goal": "work"}, DAY).verdict("a") == "excluded"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"format": 0}', b'{"format": 1}', b"\xff\xfe"])
def test_a_spoilt_compiled_file_is_made_again(tmp_path: Path, content: bytes):
    packs(tmp_path)
    (tmp_path / COMPILED).write_bytes(content)
    assert len(open_shelf(tmp_path).guides()) == 2
    assert json.loads((tmp_path / COMPILED).read_text(encoding="utf-8"))["packs"]


def test_a_folder_that_cannot_be_written_uses_the_cache(tmp_path: Path):
    shipped, cache = packs(tmp_path / "shipped"), tmp_path / "cache"
    (shipped / COMPILED).mkdir()  # stands in the way like a folder without rights
    assert len(open_shelf(shipped, None, cache).guides()) == 2
    assert [path.name for path in cache.iterdir()] == ["packs-shipped.json"]


def test_in_an_installed_wheel_only_names_and_sizes_count(tmp_path: Path):
    shipped = packs(tmp_path / "_resources" / "packs")
    compile_all(shipped, shipped / COMPILED)
    before = (shipped / COMPILED).stat().st_mtime_ns
    for path in shipped.rglob("*.toml"):
        os.utime(path, (1, 1))
    open_shelf(shipped)
    assert (shipped / COMPILED).stat().st_mtime_ns == before


def test_a_broken_pack_is_named_and_the_others_go_on(tmp_path: Path):
    pack(packs(tmp_path), "two", guide=True, rules=result("b", "gaol = study"))
    shelf = open_shelf(tmp_path)
    assert [info.id for info in shelf.guides()] == ["one"]
    problem = next(info.problem for info in shelf.packs() if info.id == "two")
    assert "two/rules.toml" in problem
    assert "gaol" in problem
    with pytest.raises(DeskError) as caught:
        shelf.guide("two")
    assert caught.value.code == "broken_pack"
    assert "gaol" in caught.value.sentence()


def test_a_pack_of_the_workplace_takes_the_place_of_a_shipped_one(tmp_path: Path):
    own = tmp_path / "own"
    pack(own, "one", guide=True, rules=result("c", "goal = work"))
    shelf = open_shelf(packs(tmp_path / "shipped"), own, tmp_path / "cache")
    assert list(shelf.guide("one").results) == ["c"]
    assert list(shelf.guide("two").results) == ["b"]


def test_a_broken_pack_of_the_workplace_leaves_the_shipped_one_in_place(tmp_path: Path):
    own = tmp_path / "own"
    pack(own, "one", guide=True, rules="[[nonsense]]\n")
    shelf = open_shelf(packs(tmp_path / "shipped"), own, tmp_path / "cache")
    assert list(shelf.guide("one").results) == ["a"]
    assert [info.id for info in shelf.packs() if info.problem] == ["one"]


def test_an_unknown_guide_names_the_ones_there_are(tmp_path: Path):
    with pytest.raises(DeskError, match="one, two"):
        open_shelf(packs(tmp_path)).guide("three")


def test_no_packs_at_all_is_an_empty_shelf(tmp_path: Path):
    shelf = open_shelf(tmp_path / "nowhere", tmp_path / "nowhere_else", tmp_path / "cache")
    assert shelf.packs() == ()
    assert shelf.search("anything", "de") == ()
