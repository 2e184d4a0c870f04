"""Searching what packs say, as people type it."""

from __future__ import annotations

import pytest

from welcomedesk.packs.searching import Index

ROWS = [
    {"id": "t", "title": {"de": "Lehrer/in", "en": "Teacher"}},
    {"id": "a", "title": {"de": "Altenpfleger", "en": "Geriatric nurse"}},
]
INDEX = Index([("p", {"table": [{"id": "professions", "rows": ROWS}]}, {})], "de")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("Lehrer", "t"), ("lehrerin", "t"), ("Lehrerinnen", "t"), ("Altenpflegerin", "a"), ("altenpfleger", "a")],
)
def test_both_forms_of_an_occupation_find_it(typed: str, found: str) -> None:
    assert [item.id for item in INDEX.search(typed, 10)] == [found]


@pytest.mark.parametrize("typed", ["", "   ", "erin", "in", "Winterin", "<img src=x>"])
def test_what_nobody_wrote_finds_nothing(typed: str) -> None:
    assert not INDEX.search(typed, 10)
