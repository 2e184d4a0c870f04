"""Who may fit a vacancy: reasons instead of scores, and nobody who did not release the search."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from welcomedesk.domain.candidates import Candidate, Match, Vacancy, matches

DAY = date(2026, 11, 23)
NURSE = Candidate("c1", "2026-0126", "pflege", "B2", "15090", "no", "full", ("T_18A",), "2026-11-01", "2027-05-01")
WANTED = Vacancy("pflege", "B2", "15090")


def states(candidate: Candidate, wanted: Vacancy = WANTED) -> dict[str, str]:
    (match,) = matches(wanted, [candidate], DAY)
    return {reason.point: reason.state for reason in match.reasons}


def test_everything_that_fits_says_so() -> None:
    assert set(states(NURSE).values()) == {"fits"}


@pytest.mark.parametrize(
    ("change", "point", "state"),
    [
        ({"german": "B1"}, "german", "not_quite"),
        ({"german": ""}, "german", "open"),
        ({"district": "15003", "would_move": "yes"}, "place", "fits"),
        ({"district": "15003", "would_move": "unknown"}, "place", "open"),
        ({"district": "15003"}, "place", "not_quite"),
        ({"titles": None}, "residence", "open"),
        ({"titles": ()}, "residence", "open"),
        ({"occupation": ""}, "occupation", "open"),
    ],
)
def test_each_point_is_open_or_not_quite_for_a_reason(change: dict, point: str, state: str) -> None:
    assert states(replace(NURSE, **change))[point] == state


@pytest.mark.parametrize(
    "change",
    [{"released_on": ""}, {"released_on": "2026-11-24"}, {"released_until": "2026-11-22"}, {"occupation": "koch"}],
)
def test_nobody_appears_without_a_release_that_holds_or_with_another_occupation(change: dict) -> None:
    assert matches(WANTED, [replace(NURSE, **change)], DAY) == ()


def test_the_order_is_the_date_of_the_release() -> None:
    later = replace(NURSE, case="c2", number="2026-0001", released_on="2026-11-20")
    assert [match.candidate.case for match in matches(WANTED, [later, NURSE], DAY)] == ["c1", "c2"]


def test_people_carry_no_score() -> None:
    names = {field.name for kind in (Match, Candidate) for field in fields(kind)}
    assert not names & {"score", "rank", "points", "fit"}
