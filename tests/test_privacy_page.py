"""The page of promises names tests that exist, and leaves no promise out; the catalogue of fields is current."""

from __future__ import annotations

import re
from pathlib import Path

from welcomedesk.domain import field_catalogue
from welcomedesk.domain.fields import FIELDS

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
ASKED = [f"R{number:02}" for number in (*range(1, 12), 16, 17, 20, 21)] + [
    f"P{number:02}" for number in (*range(1, 15), *range(17, 26))
]


def rows() -> dict[str, list[str]]:
    found = re.findall(r"^\| ([RP]\d\d) \|(.*)\|$", PAGE, re.MULTILINE)
    return {number: [cell.strip() for cell in cells.split("|")] for number, cells in found}


def known_tests() -> set[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return {name for file in files for name in re.findall(r"^\s*def (test_\w+)\(", file.read_text("utf-8"), re.M)}


def test_every_test_that_the_page_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 50
    assert not named - known_tests()


def test_every_promise_has_a_test_or_says_what_is_missing() -> None:
    assert sorted(rows()) == sorted(ASKED)
    for number, (_promise, proof, missing) in rows().items():
        assert "`test_" in proof or missing not in ("", "–"), number


def test_the_catalogue_of_fields_is_current() -> None:
    kept = (ROOT / "docs" / "field-catalogue.md").read_text(encoding="utf-8")
    assert kept == field_catalogue.page(), "fields have changed: run `make catalogue`"


def test_the_catalogue_holds_every_field_once() -> None:
    for key in FIELDS:
        assert field_catalogue.page().count(f"(`{key}`)") == 1, key
