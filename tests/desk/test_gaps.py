"""What was looked for in vain is noted, and leaves the house without anything that may be a name."""

from __future__ import annotations

import pytest

from tests.helpers.real import real_desk
from welcomedesk.desk import cases, gaps
from welcomedesk.desk.core import Desk, undo


@pytest.fixture
def desk() -> Desk:
    made = real_desk("none of them").desk
    cases.open_case(made, "person", "Мухаммед Алиев")
    return made


def test_a_term_is_counted_each_time(desk: Desk) -> None:
    for text in ("Imkerei", "imkerei ", "Hufschmied"):
        gaps.note(desk, text)
    assert [(gap.term, gap.times) for gap in gaps.noted(desk)] == [("imkerei", 2), ("hufschmied", 1)]


def test_a_note_is_taken_back(desk: Desk) -> None:
    undo(desk, gaps.note(desk, "Imkerei"))
    assert gaps.noted(desk) == ()


@pytest.mark.parametrize("text", ["Mohammed", "0391 4711", "a@example.org", "mohammed imkerei"])
def test_what_may_be_a_person_stays_here(desk: Desk, text: str) -> None:
    gaps.note(desk, text)
    gaps.note(desk, "Imkerei")
    left = gaps.csv_bytes(desk).decode("utf-8-sig")
    assert text.casefold() not in left.casefold()
    assert "imkerei;1" in left


def test_a_very_long_text_is_cut(desk: Desk) -> None:
    gaps.note(desk, "x" * 500)
    assert len(gaps.noted(desk)[0].term) == gaps.LONGEST
