"""The measure of questions: a golden case is led through its guide and shown in words."""

from __future__ import annotations

import pytest

from tools import questions
from tools.measures.content import golden
from welcomedesk import bootstrap

CASE = next(golden("recognition"))


def test_the_guide_decides_most_with_fewer_questions_than_a_form() -> None:
    guide = bootstrap.library().guide("recognition")
    ways = {name: questions.lead(guide, CASE, choose) for name, choose in questions.WAYS.items()}
    assert ways["proposed"].mostly <= ways["in order"].mostly <= ways["all that arise"].mostly
    assert ways["proposed"].whole <= ways["all that arise"].whole
    assert all(0 < way.mostly <= way.whole for way in ways.values())


def test_a_run_is_shown_in_words_with_what_is_decided_after_each_answer() -> None:
    lines = questions.show("recognition", CASE["id"])
    assert "open" in lines[0] and lines[1].lstrip().startswith("1. ")
    assert not any("True" in line or "?  ?" in line for line in lines)
    assert "no golden case" in questions.show("recognition", "nothing")[0]


def test_the_table_goes_between_its_marks(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "measures.md"
    page.write_text(f"before\n{questions.BEGIN}\nold\n{questions.END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(questions, "PAGE", page)
    questions.write("new")
    text = page.read_text(encoding="utf-8")
    assert text == f"before\n{questions.BEGIN}\nnew\n{questions.END}\nafter\n"
