"""The window beside its accepted pictures, and the comparison itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.gallery import accepted, pictures
from tests.gallery.scenes import SCENES
from tests.gallery.stage import Dress, Stage
from welcomedesk.ui.pages import PAGES
from welcomedesk.ui.pages.case_tabs import TABS


@pytest.mark.parametrize(("name", "dress"), accepted.CHOSEN, ids=lambda each: getattr(each, "name", each))
def test_the_window_looks_as_it_was_accepted(stage: Stage, tmp_path: Path, name: str, dress: Dress) -> None:
    """After a change that is meant: look at the pictures, then `python tools/accept_window.py`."""
    now, old = accepted.picture(stage, name, dress), Image.open(accepted.path(name, dress))
    points = pictures.different(old, now)
    shown = tmp_path / "accepted, now, difference.png"
    if points > pictures.FEW:
        pictures.beside(old, now).save(shown)
    assert points <= pictures.FEW, f"{points} points differ, see {shown}; accept with tools/accept_window.py"


def test_every_page_and_every_tab_of_a_case_has_a_scene() -> None:
    """A page that nobody looks at goes to seed."""
    pages = {name.partition(".")[0] for name in SCENES}
    assert {page.name for page in PAGES} <= pages
    tabs = {"overview": "case", "vacancies": "company-vacancies", "candidates": "company-candidates"}
    assert {tabs.get(tab.name, f"case-{tab.name}") for tab in TABS} <= pages


def test_the_accepted_pictures_stay_few_and_small() -> None:
    files = list(accepted.FOLDER.glob("*.png"))
    assert {file.name for file in files} == {accepted.path(*each).name for each in accepted.CHOSEN}
    assert sum(file.stat().st_size for file in files) < 2_000_000


def page_with(words: str, at: tuple[int, int] = (60, 60)) -> Image.Image:
    picture = Image.new("RGB", (900, 600), "#F3F5F6")
    ImageDraw.Draw(picture).text(at, words, fill="#1A2126", font_size=16)
    return pictures.small(picture)


def test_another_word_is_a_difference_and_a_breath_of_grey_is_none() -> None:
    before = page_with("Heute ist nichts fällig.")
    assert pictures.different(before, page_with("Heute ist nichts fällig.")) == 0
    assert pictures.different(before, page_with("Heute ist alles erledigt.")) > pictures.FEW
    assert pictures.different(before, page_with("Heute ist nichts fällig.", at=(66, 60))) > pictures.FEW
    softer = before.convert("L").point(lambda level: min(255, level + 6))
    assert pictures.different(before, softer) <= pictures.FEW


def test_another_size_is_all_different() -> None:
    assert pictures.different(Image.new("L", (10, 10)), Image.new("L", (10, 11))) == 100
