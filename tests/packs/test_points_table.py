"""The points of the opportunity card, every combination, against the annex of the statute written out here once more.

Source: AufenthG § 20b (1) and annex to § 20a (3) no. 2 (BGBl. 2023 I Nr. 217 p. 20), read 2026-11-21.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest

from welcomedesk import paths
from welcomedesk.domain.guides import Guide, evaluate, guide_from_doc
from welcomedesk.packs.compiler import compile_pack

ANNEX = {1: 4, 2: 3, 3: 2, 4: 1, 5: 1, 6: 3, 7: 2, 8: 1, 9: 2, 10: 1, 11: 1, 12: 1}
"""Criterion of § 20b (1) and its points; the minimum is six."""
MINIMUM = 6

RECOGNITION = ("state_recognised", "partial")
GERMAN = ("none", "A1", "A2", "B1", "B2", "C1", "C2")
ENGLISH = ("B1", "B2", "C1", "C2")
EXPERIENCE = ((0, 0), (2, 2), (1, 5), (2, 5))
"""Years in the last five, years in the last seven."""
AGES = (35, 36, 40, 41)
YES_NO = (True, False)
DAY = date(2026, 11, 21)


@cache
def guide() -> Guide:
    return guide_from_doc(compile_pack(paths.resources() / "packs" / "residence").doc)


def met(answers: dict[str, Any]) -> set[int]:
    """The criteria of § 20b (1) that these answers meet, each exception of the statute said in its own line."""
    found = set()
    if answers["recog_state"] == "partial":
        found.add(1)
    if answers["german"] in ("B2", "C1", "C2"):
        found.add(2)
    if answers["german"] == "B1":
        found.add(3)
    if answers["german"] == "A2":
        found.add(4)
    if answers["english"] in ("C1", "C2"):
        found.add(5)
    if answers["exp_last7"] >= 5:
        found.add(6)
    if answers["exp_last5"] >= 2 and 6 not in found:
        found.add(7)
    if answers["shortage_qual"]:
        found.add(8)
    if answers["age"] <= 35:
        found.add(9)
    if 35 < answers["age"] <= 40:
        found.add(10)
    if answers["prior_stay_6m"]:
        found.add(11)
    if answers["spouse_card"]:
        found.add(12)
    return found


def combinations(recognition: str) -> list[dict[str, Any]]:
    found = []
    for german, english, (five, seven), age in product(GERMAN, ENGLISH, EXPERIENCE, AGES):
        for shortage, stay, spouse in product(YES_NO, YES_NO, YES_NO):
            found.append(
                {
                    "nat_country": "MAR",
                    "location": "abroad",
                    "purpose": ["job_search"],
                    "qual_kind": "vocational_foreign",
                    "recog_state": recognition,
                    "german": german,
                    "english": english,
                    "exp_last5": five,
                    "exp_last7": seven,
                    "age": age,
                    "shortage_qual": shortage,
                    "prior_stay_6m": stay,
                    "spouse_card": spouse,
                    "funds_month": 1091,
                }
            )
    return found


@pytest.mark.parametrize("recognition", RECOGNITION)
def test_every_combination_gives_the_points_of_the_annex_and_the_right_verdict(recognition: str) -> None:
    for answers in combinations(recognition):
        criteria = met(answers)
        points = sum(ANNEX[number] for number in criteria)
        found = evaluate(guide(), answers, DAY)
        assert found.derived["d_points"] == points, answers
        speaks = answers["german"] != "none" or answers["english"] in ("B2", "C1", "C2")
        expected = "applies" if points >= MINIMUM and speaks else "excluded"
        assert found.verdict("T_20A_PTS") == expected, (answers, points)


def test_the_most_that_can_be_reached_is_sixteen() -> None:
    assert max(sum(ANNEX[n] for n in met(a)) for kind in RECOGNITION for a in combinations(kind)) == 16


def test_the_figures_of_the_pack_are_the_annex() -> None:
    figures = guide().parts.figures
    assert {n: figures[f"PTS_{n}"].rows[0].value for n in ANNEX} == ANNEX
    assert figures["PTS_MIN"].rows[0].value == MINIMUM
