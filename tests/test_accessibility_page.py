"""The page of accessibility names tests that exist, and leaves no line of clause 11 out."""

from __future__ import annotations

import re
from pathlib import Path

from tests.test_privacy_page import known_tests

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "accessibility.md").read_text(encoding="utf-8")
# The lines of each part of the clause; what is empty in the standard is left out.
LINES = {
    "11.1.1": "1",
    "11.1.2": "1 5",
    "11.1.3": "1 2 3 4 5",
    "11.1.4": "1 2 3 4 5 10 11 12 13",
    "11.2.1": "1 2 4",
    "11.2.2": "1 2",
    "11.2.3": "1",
    "11.2.4": "3 4 6 7",
    "11.2.5": "1 2 3 4",
    "11.3.1": "1",
    "11.3.2": "1 2",
    "11.3.3": "1 2 3 4",
    "11.4.1": "1 2",
    "11.5": "1",
    "11.5.2": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17",
    "11.6": "1 2",
    "11": "7",
    "11.8": "1 2 3 4 5",
}
ASKED = [f"{part}.{line}" for part, lines in LINES.items() for line in lines.split()]


def rows() -> list[list[str]]:
    found = re.findall(r"^\| (11\.[^|]*)\|(.*)\|$", PAGE, re.MULTILINE)
    return [[clause.strip(), *(cell.strip() for cell in cells.split("|"))] for clause, cells in found]


def test_every_test_that_the_page_of_accessibility_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 30
    assert not named - known_tests()


def test_no_line_of_clause_11_is_left_out() -> None:
    told = [number for clause, *_cells in rows() for number in re.findall(r"11(?:\.\d+)+", clause)]
    assert sorted(told) == sorted(ASKED)


def test_every_line_has_a_test_or_says_what_is_missing() -> None:
    for clause, _title, _how, proof, missing in rows():
        assert "`test_" in proof or missing not in ("", "–"), clause
