"""The manual as pages: text stays text, pictures of the gallery stand beside their chapters."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.gallery.scenes import SCENES
from welcomedesk.domain.manual import Chapter, blocks_of

TOOL = Path(__file__).parents[2] / "tools" / "manual.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("manual_tool", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_both_languages_are_written_with_the_pictures_there_are(tool: ModuleType, tmp_path: Path) -> None:
    gallery = tmp_path / "gallery"
    gallery.mkdir()
    (gallery / "today-de-light-1280x720.webp").write_bytes(b"picture")
    assert tool.main(tmp_path / "out", gallery) == 0
    german = (tmp_path / "out" / "manual-de.html").read_text(encoding="utf-8")
    assert '<img src="today-de.webp"' in german and (tmp_path / "out" / "today-de.webp").read_bytes() == b"picture"
    assert "<img" not in (tmp_path / "out" / "manual-en.html").read_text(encoding="utf-8")


def test_every_page_that_a_chapter_explains_is_shown_in_the_gallery(tool: ModuleType) -> None:
    chapters = tool.chapters("de")
    unknown = {name for chapter in chapters for name in tool.scenes_of(chapter)} - SCENES.keys()
    assert not unknown
    assert sum(bool(tool.scenes_of(chapter)) for chapter in chapters) >= 10


def test_what_looks_like_markup_stays_text(tool: ModuleType) -> None:
    chapter = Chapter("x", blocks_of("# <b>A</b>\n- <img src=x>"))
    assert list(tool.body_of(chapter)) == [
        '<h1 id="x">&lt;b&gt;A&lt;/b&gt;</h1>',
        "<ul><li>&lt;img src=x&gt;</li></ul>",
    ]
