"""Back and forward through the places of the window."""

from __future__ import annotations

import pytest

from welcomedesk.ui.history import LONGEST, History
from welcomedesk.ui.page import Place

TODAY, CASES, CASE = Place("today"), Place("cases"), Place("case", case="ab12", tab="checklist")


def been_at(*places: Place) -> History:
    history = History()
    for place in places:
        history.go(place)
    return history


def everywhere(place: Place) -> bool:
    return True


def test_back_and_forward_walk_the_places_and_end_at_both_ends() -> None:
    history = been_at(TODAY, CASES, CASE)
    assert history.place == CASE and not history.step(1)
    assert history.step(-1) and history.step(-1)
    assert history.place == TODAY and not history.can_go_back and not history.step(-1)
    assert history.step(1) and history.place == CASES


def test_going_somewhere_new_forgets_what_lay_ahead() -> None:
    history = been_at(TODAY, CASES)
    history.step(-1)
    history.go(CASE)
    assert history.place == CASE and not history.step(1)
    assert history.step(-1) and history.place == TODAY


def test_kept_places_come_back_with_the_current_one() -> None:
    before = been_at(TODAY, CASES, CASE)
    before.step(-1)
    after = History()
    assert after.take(before.keep(), everywhere)
    assert after.place == CASES
    assert after.step(1) and after.place == CASE


def test_only_the_last_places_are_kept() -> None:
    before = been_at(*(Place("case", case=str(number)) for number in range(LONGEST + 20)))
    after = History()
    assert after.take(before.keep(), everywhere)
    assert after.place.case == str(LONGEST + 19)
    assert sum(after.step(-1) for _ in range(100)) == LONGEST - 1


def test_a_half_typed_search_is_not_kept() -> None:
    kept = been_at(Place("cases", tab="new", item="Haddad")).keep()
    assert "Haddad" not in str(kept)


def test_pages_that_are_gone_are_left_out() -> None:
    after = History()
    assert after.take(been_at(TODAY, Place("gone")).keep(), lambda place: place.page != "gone")
    assert after.place == TODAY


@pytest.mark.parametrize("broken", [{}, {"places": 1}, {"places": [1]}, {"places": [["a"] * 9]}, {"at": []}])
def test_a_broken_draft_is_no_place(broken: dict[str, object]) -> None:
    history = History()
    assert not history.take(broken, everywhere)
    assert history.place == Place("")
