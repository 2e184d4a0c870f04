"""The bidirectional algorithm against vectors on which Qt's text engine agrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from welcomedesk.letters import bidi

_LINES = (Path(__file__).parent / "bidi_vectors.txt").read_text(encoding="utf-8").split("\n")
VECTORS = [line.split("\t") for line in _LINES if line and not line.startswith("#")]


def order(text: str, base: int, isolates: tuple[tuple[int, int], ...] = ()) -> str:
    """The text as the eye meets it from left to right."""
    return "".join(text[n] for n in bidi.visual_order(bidi.levels(text, base, isolates)))


@pytest.mark.parametrize("base", ["0", "1"])
def test_order_on_the_line_agrees_with_qt(base: str) -> None:
    for direction, text, places in VECTORS:
        if direction == base:
            found = bidi.visual_order(bidi.levels(text, int(base)))
            assert found == [int(place) for place in places.split()], text


def test_there_are_enough_vectors() -> None:
    assert len(VECTORS) > 200


def test_plain_latin_is_left_alone() -> None:
    assert bidi.levels("Straße 12, (39106)", 0) == [0] * 18


def test_an_isolated_name_does_not_draw_a_number_to_itself() -> None:
    """Without the isolate the 12 would jump to the left of the name."""
    text = "an ابج 12 heute"
    assert order(text, 0) == "an 12 جبا heute"
    assert order(text, 0, ((3, 6),)) == "an جبا 12 heute"


def test_an_isolated_address_keeps_its_direction_in_a_right_to_left_line() -> None:
    text = "ابج Weg 10, Ort"
    assert order(text, 1, ((4, 15),)) == "Weg 10, Ort جبا"


def test_direction_of_a_paragraph_is_that_of_its_first_letter() -> None:
    assert bidi.first_strong("12. ابج abc") == 1
    assert bidi.first_strong("12. abc ابج") == 0
    assert bidi.first_strong("12") == 0
