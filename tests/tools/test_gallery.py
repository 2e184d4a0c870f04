"""The gallery shows main pages in every dress, and its index finds each picture."""

from __future__ import annotations

import argparse
import sys
from itertools import product

import pytest

from tests.conftest import ROOT
from tests.gallery.scenes import SCENES
from tests.gallery.stage import Dress
from welcomedesk.i18n import MIRRORED

sys.path.insert(0, str(ROOT / "tools"))
import gallery

sys.path.remove(str(ROOT / "tools"))


def options(*, quick: bool = False, **axes: list[str]) -> argparse.Namespace:
    named = {axis: axes.get(axis, []) for axis in ("only", "lang", "scheme", "size", "zoom")}
    return argparse.Namespace(quick=quick, **named)


@pytest.mark.parametrize("main", [True, False])
def test_every_state_is_shown_in_every_theme_both_languages_and_four_widths(main: bool) -> None:
    dresses = list(gallery.dresses(options(), main=main))
    shown = {(each.scheme, each.language, each.size) for each in dresses if each.zoom == 1.0}
    assert shown >= set(product(("light", "dark", "contrast"), ("de", "en"), gallery.WIDTHS))
    assert {each.size for each in dresses if each.language == MIRRORED} == set(gallery.WIDTHS)
    assert {each.zoom for each in dresses} == {1.0, 1.5, 2.0}
    assert len(set(dresses)) == len(dresses)


def test_a_quick_gallery_shows_every_scene_by_day_and_by_night() -> None:
    taken = list(gallery.wanted(options(quick=True)))
    for name in SCENES:
        assert {dress.scheme for scene, dress in taken if scene.name == name} >= {"light", "dark"}
    assert len(taken) < sum(1 for _each in gallery.wanted(options())) / 4


def test_a_named_page_brings_its_states_and_named_axes_are_taken_as_they_are() -> None:
    taken = list(gallery.wanted(options(only=["today"], scheme=["dark"], zoom=["1", "2"])))
    assert {scene.name for scene, _dress in taken} == {name for name in SCENES if name.split(".")[0] == "today"}
    assert {(dress.scheme, dress.zoom) for _scene, dress in taken} == {("dark", 1.0), ("dark", 2.0)}


def test_the_index_names_every_picture_with_its_axes_and_asks_no_network() -> None:
    dress = Dress("dark", "en", (853, 480), 2.0)
    page = gallery.index([(SCENES["today"], dress), (SCENES["case.closed"], Dress())])
    assert 'src="today-en-dark-853x480-200.webp"' in page
    assert 'data-page="case"' in page and 'data-size="853x480"' in page and 'data-zoom="200 %"' in page
    assert page.count("<figure ") == 2 and "://" not in page
