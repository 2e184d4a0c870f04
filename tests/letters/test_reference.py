"""Every sheet looks and reads as accepted. After a wanted change: `python tools/accept_letters.py`, then look at it."""

from __future__ import annotations

import difflib

import pytest

from tests.letters import reference

SHEETS = reference.sheets


@pytest.fixture(scope="module")
def sheets() -> dict[str, bytes]:
    return SHEETS()


def test_every_sheet_reads_as_accepted(sheets: dict[str, bytes]) -> None:
    for name, pdf in sheets.items():
        accepted = (reference.FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        diff = difflib.unified_diff(
            accepted.splitlines(), reference.text(pdf).splitlines(), "accepted", "now", lineterm=""
        )
        shown = "\n".join(diff)
        assert not shown, f"{name}:\n{shown}\nIf this is wanted: python tools/accept_letters.py"


def test_every_sheet_looks_as_accepted(sheets: dict[str, bytes]) -> None:
    for name, pdf in sheets.items():
        for number, picture in enumerate(reference.pictures(pdf), start=1):
            mean, worst = reference.difference(reference.FOLDER / f"{name}-{number}.png", picture)
            assert mean < 1.0 and worst < 40, f"{name}, page {number}: mean {mean:.2f}, worst patch {worst}"


def test_no_accepted_page_is_left_over(sheets: dict[str, bytes]) -> None:
    names = {f"{name}.txt" for name in sheets}
    assert {path.name for path in reference.FOLDER.glob("*.txt")} == names


def test_the_comparison_bites() -> None:
    """A page with another word is noticed, not only a missing page."""
    from tests.letters.samples import letter
    from welcomedesk.letters import ReportlabPrinter

    other = ReportlabPrinter().letter(letter("referral", "de", form="B", german="C1, geprüft und bestätigt"))
    mean, worst = reference.difference(reference.FOLDER / "referral-de-B-1.png", reference.pictures(other)[0])
    assert worst >= 40 or mean >= 1.0
