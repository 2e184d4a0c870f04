"""Every golden case of every guide holds, and says why it must."""

from __future__ import annotations

from functools import cache

import pytest

from tests.helpers.guide_coverage import questions_asked, uncovered
from tests.helpers.vectors import guides_with_vectors, misses, vectors
from welcomedesk import paths
from welcomedesk.packs.reader import PackLibrary
from welcomedesk.packs.shelf import open_shelf

GUIDES = guides_with_vectors()


@cache
def library() -> PackLibrary:
    return open_shelf(paths.resources() / "packs")


@pytest.mark.parametrize("name", GUIDES)
def test_every_golden_case_holds(name: str):
    guide = library().guide(name)
    wrong = {f"{case.file} {case.id}": found for case in vectors(name) if (found := misses(case, guide))}
    assert wrong == {}


@pytest.mark.parametrize("name", GUIDES)
def test_every_golden_case_has_its_own_id_a_reason_and_a_source(name: str):
    cases = vectors(name)
    assert len({case.id for case in cases}) == len(cases)
    assert [case.id for case in cases if not case.why or not case.source] == []


@pytest.mark.parametrize("name", GUIDES)
def test_every_question_is_answered_and_every_result_applies_in_some_case(name: str):
    missing = uncovered(library().guide(name), vectors(name))
    assert missing.questions == []
    assert [line for line in missing.verdicts if line.endswith(" applies")] == []


@pytest.mark.parametrize("name", GUIDES)
def test_asking_what_decides_most_takes_no_more_questions_than_asking_in_order(name: str):
    guide, cases = library().guide(name), vectors(name)[::9]
    clever = sum(questions_asked(guide, case) for case in cases)
    in_order = sum(questions_asked(guide, case, in_order=True) for case in cases)
    assert clever <= in_order


NEVER = {
    "residence": [
        # After the last day the figure has no row, because nothing is decided for the time after: open, never excluded.
        "never came out as: T_24: as_of <= figure.P24_UNTIL false",
    ],
    "recognition": [],
}


@pytest.mark.parametrize("name", NEVER)
def test_every_option_verdict_and_condition_is_reached_in_some_case(name: str):
    assert uncovered(library().guide(name), vectors(name)).lines() == NEVER[name]
