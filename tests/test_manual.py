"""The manual: every chapter in both languages, every page explained, words of the window as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from welcomedesk import i18n, paths
from welcomedesk.domain.manual import Block, blocks_of
from welcomedesk.ui.manual import chapters
from welcomedesk.ui.pages import PAGES

MANUAL = paths.resources() / "manual"
CATALOGUE = paths.translations() / "de" / "LC_MESSAGES" / "welcomedesk.mo"


def test_a_chapter_is_title_headings_points_and_text_without_its_marks() -> None:
    assert blocks_of("# Eins\n\nMit *Wort*.\n## Zwei\n- Punkt") == (
        Block("title", "Eins"),
        Block("text", "Mit Wort."),
        Block("heading", "Zwei"),
        Block("point", "Punkt"),
    )


def test_both_languages_have_the_same_chapters_with_the_same_shape() -> None:
    for german, english in zip(chapters("de"), chapters("en"), strict=True):
        assert [block.kind for block in german.blocks] == [block.kind for block in english.blocks], german.id


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.name != "help"])
def test_every_page_is_explained_in_a_chapter(page: str) -> None:
    assert page == "case" or any(page in chapter.pages for chapter in chapters("de"))


def words_of_the_window(language: str) -> set[tuple[str, str]]:
    found = set()
    for path in (MANUAL / language).glob("*.md"):
        found |= {(path.stem, word) for word in re.findall(r"\*([^*\n]+)\*", path.read_text(encoding="utf-8"))}
    return found


def test_every_word_of_the_window_that_the_german_manual_names_stands_in_the_catalogue() -> None:
    catalogue = i18n.Catalogue(CATALOGUE.read_bytes())
    source = Path("translations/de/LC_MESSAGES/welcomedesk.po")
    said = (Path(__file__).parents[1] / source).read_text(encoding="utf-8")
    known = set(re.findall(r'^(?:msgstr|msgstr\[\d\]) "(.*)"$', said, flags=re.M))
    assert catalogue.gettext("Help") == "Hilfe"
    assert {each for each in words_of_the_window("de") if each[1] not in known} == set()


@pytest.mark.parametrize("language", ["de", "en"])
def test_sentences_are_short(language: str) -> None:
    long = [
        (chapter.id, sentence)
        for chapter in chapters(language)
        for block in chapter.blocks
        for sentence in re.split(r"(?<=[.:])\s", block.text)
        if len(sentence.split()) > 24
    ]
    assert long == []
