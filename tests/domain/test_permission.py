"""A referral may leave with a consent for its recipient, and with a release where the recipient needs one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.case_files import case_with
from welcomedesk.domain.permission import permission

GOOD = {"contact": "psz", "given_on": "2026-11-01", "expires_on": "2027-05-01", "topics": ["health"]}
DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("release", "lacks", "problem"),
    [
        (GOOD, "", ""),
        ({}, "release", "missing"),
        (GOOD | {"contact": "other"}, "release", "other_recipient"),
        (GOOD | {"expires_on": "2026-11-20"}, "release", "expired"),
        (GOOD | {"withdrawn_on": "2026-11-20"}, "release", "withdrawn"),
        (GOOD | {"topics": ["housing"]}, "release", "other_topic"),
    ],
)
def test_a_recipient_that_needs_a_release_gets_nothing_without_one(release: dict, lacks: str, problem: str) -> None:
    case = case_with({"consent:1": GOOD} | ({"release:1": release} if release else {}))
    found = permission(case, "psz", DAY, "health", release=True)
    assert (found.ok, found.lacks, found.problem) == (not lacks, lacks, problem)


def test_where_no_release_is_needed_the_consent_is_enough() -> None:
    assert permission(case_with({"consent:1": GOOD}), "psz", DAY, "health", release=False).ok


def test_a_release_alone_allows_nothing() -> None:
    found = permission(case_with({"release:1": GOOD}), "psz", DAY, "health", release=True)
    assert (found.lacks, found.problem) == ("consent", "missing")
