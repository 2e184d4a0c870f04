"""A guide can be drawn as a picture that content editors read."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tests.helpers.guides import guide, result
from welcomedesk.packs.drawing import draw

SVG = "{http://www.w3.org/2000/svg}"
MADE = guide(
    '[[derived]]\nid = "ready"\nkind = "yes_no"\ntitle = {de = "b", en = "b"}\nvalue = "licence and salary > 5"\n'
    + result("a", "ready", "goal != study", more='group = "main"')
    + result("b", more='behind = ["a"]')
    + result("warn", "convictions", kind="flag")
)


def lines_in(svg: str) -> set[str]:
    return {title.text or "" for title in ET.fromstring(svg).iter(f"{SVG}title")}


def words_in(svg: str) -> str:
    return "\n".join(text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text"))


def test_a_line_joins_each_result_with_the_questions_it_rests_on():
    assert lines_in(draw(MADE)) == {"licence → a", "salary → a", "goal → a"}


def test_boxes_say_what_is_asked_when_and_what_must_hold():
    words = words_in(draw(MADE, "en"))
    assert "asked if goal = work" in words
    assert "• goal != study" in words
    assert "after a" in words
    assert "• always" in words
    assert "Way warn" not in words


def test_one_result_can_be_drawn_with_its_questions_only():
    words = words_in(draw(MADE, only=["warn"]))
    assert "Weg warn" in words
    assert "convictions" in words
    assert "purpose" not in words


def test_signs_of_markup_stay_text():
    made = guide(result("a", "months < 5 and salary > 3"))
    assert "months < 5 and salary > 3" in words_in(draw(made))
