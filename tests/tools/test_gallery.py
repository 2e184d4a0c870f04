"""The gallery shows main pages in every dress, and its index finds each picture."""

from __future__ import annotations

import argparse
import sys
from itertools import product

from tests.conftest import ROOT
from tests.gallery.scenes import SCENES
from tests.gallery.stage import Dress

sys.path.insert(0, str(ROOT / "tools"))
import gallery

sys.path.remove(str(ROOT / "tools"))


def options(**axes: list[str]) -> argparse.Namespace:
    return argparse.Namespace(**{axis: axes.get(axis, []) for axis in ("only", "lang", "scheme", "size", "zoom")})


def test_main_pages_are_shown_in_both_themes_both_languages_and_four_widths() -> None:
    shown = {(each.scheme, each.language, each.size) for each in gallery.dresses(options(), main=True)}
    assert shown >= set(product(("light", "dark"), ("de", "en"), gallery.WIDTHS))
    assert any(each.zoom == 2.0 for each in gallery.dresses(options(), main=True))


def test_the_whole_gallery_is_a_few_hundred_pictures() -> None:
    assert 300 < sum(1 for _each in gallery.wanted(options())) < 600


def test_a_named_page_brings_its_states_and_named_axes_are_taken_as_they_are() -> None:
    taken = list(gallery.wanted(options(only=["today"], scheme=["dark"], zoom=["1", "2"])))
    assert {scene.name for scene, _dress in taken} == {name for name in SCENES if name.split(".")[0] == "today"}
    assert {(dress.scheme, dress.zoom) for _scene, dress in taken} == {("dark", 1.0), ("dark", 2.0)}


def test_the_index_names_every_picture_with_its_axes_and_asks_no_network() -> None:
    dress = Dress("dark", "en", (853, 480), 2.0)
    page = gallery.index([("today.png", SCENES["today"], dress), ("case.closed.png", SCENES["case.closed"], Dress())])
    assert 'data-page="case"' in page and 'data-size="853x480"' in page and 'data-zoom="200 %"' in page
    assert page.count("<figure ") == 2 and "://" not in page
