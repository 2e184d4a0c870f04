"""Nothing leaves without a consent that names the recipient, is given, not withdrawn and not run out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.case_files import case_with
from welcomedesk.domain.consent import standing

GOOD = {"contact": "hwk-md", "given_on": "2026-11-01", "expires_on": "2027-05-01"}
DAY = date(2026, 11, 21)


def test_a_valid_consent_for_this_contact_is_enough() -> None:
    assert standing(case_with({"consent:1": GOOD}), "hwk-md", DAY).ok


@pytest.mark.parametrize(
    ("consent", "problem"),
    [
        ({}, "missing"),
        ({"contact": "ihk-md"}, "other_recipient"),
        ({"expires_on": "2026-11-20"}, "expired"),
        ({"withdrawn_on": "2026-11-21"}, "withdrawn"),
        ({"given_on": "2026-11-22"}, "missing"),
        ({"topics": ["language"]}, "other_topic"),
    ],
)
def test_a_consent_that_does_not_cover_it_names_the_reason(consent: dict, problem: str) -> None:
    case = case_with({"consent:1": GOOD | consent} if consent else {})
    assert standing(case, "hwk-md", DAY, "recognition").problem == problem


def test_the_last_day_still_counts() -> None:
    assert standing(case_with({"consent:1": GOOD | {"expires_on": "2026-11-21"}}), "hwk-md", DAY).ok


def test_of_several_misses_the_nearest_is_named() -> None:
    case = case_with({"consent:1": GOOD | {"contact": "x"}, "consent:2": GOOD | {"expires_on": "2026-01-01"}})
    assert standing(case, "hwk-md", DAY).problem == "expired"


def test_a_removed_consent_allows_nothing() -> None:
    assert standing(case_with({"consent:1": GOOD | {"_removed": True}}), "hwk-md", DAY).problem == "missing"


@pytest.mark.parametrize("kind", ["consent", "release"])
def test_for_a_minor_a_consent_counts_only_with_a_guardian(kind: str) -> None:
    minor = {f"{kind}:1": GOOD, "person": {"birth_date": "2010-01-01"}}
    assert standing(case_with(minor), "hwk-md", DAY, kind=kind).problem == "guardian"
    agreed = ({f"{kind}:1": {**GOOD, "guardian": True}}, {"guardian:1": {"agreed_on": "2026-11-02"}})
    for more in agreed:
        assert standing(case_with({**minor, **more}), "hwk-md", DAY, kind=kind).ok
