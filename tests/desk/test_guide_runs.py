"""The guides of a case at a glance, judged before an answer is written, two runs side by side."""

from __future__ import annotations

from tests.helpers.real import real_desk
from welcomedesk.desk import cases, guide_runs, guides


def test_runs_come_newest_first_with_their_outcome() -> None:
    real = real_desk("haddad")
    case = real.entered["haddad"].case
    half = guides.start_run(real.desk, case, "residence").value
    shown = guide_runs.overview(real.desk, cases.show(real.desk, case))
    assert [run.ref for run in shown.runs] == [half, real.entered["haddad"].run]
    assert [run.state for run in shown.runs] == ["in_progress", "done"]
    assert "Gleichwertigkeit eines Ausbildungsberufs" in shown.runs[1].applying


def test_guides_that_fit_the_kind_of_case_come_first() -> None:
    real = real_desk("elbaue")
    shown = guide_runs.overview(real.desk, cases.show(real.desk, real.entered["elbaue"].case))
    fits = [guide.fits for guide in shown.guides]
    assert fits == sorted(fits, reverse=True) and {guide.id for guide in shown.guides} >= {"recognition", "residence"}


def test_a_run_whose_guide_is_gone_stays_in_the_list() -> None:
    real = real_desk("haddad")
    case, run = real.entered["haddad"].case, real.entered["haddad"].run
    cases.set_fields(real.desk, case, {f"{run}.guide": "gone"})
    shown = guide_runs.overview(real.desk, cases.show(real.desk, case))
    assert shown.runs[0].problem is not None and shown.runs[0].problem.code == "unknown_guide"


def test_a_preview_writes_nothing() -> None:
    real = real_desk("haddad")
    case = real.entered["haddad"].case
    run = guides.start_run(real.desk, case, "recognition").value
    before = cases.show(real.desk, case)
    view = guides.preview(real.desk, case, run, {"german": "C2", "profession": "nonsense"})
    assert view.evaluation.value("german") == "C2"
    assert cases.show(real.desk, case) == before


def test_a_finished_run_keeps_its_answers_when_the_case_goes_on() -> None:
    real = real_desk("haddad")
    case, run = real.entered["haddad"].case, real.entered["haddad"].run
    cases.set_fields(real.desk, case, {"person.german_level": "C2"})
    told = {each.question: each.value for each in guides.run(real.desk, case, run).answers}
    assert told["german"] == "B1"


def test_two_runs_differ_in_what_was_answered_and_what_follows() -> None:
    real = real_desk("haddad")
    case, run = real.entered["haddad"].case, real.entered["haddad"].run
    again = guides.continue_run(real.desk, case, run).value
    guides.answer(real.desk, case, again, "prior_decision", "partial")
    found = guide_runs.compare(real.desk, cases.show(real.desk, case), run, again).differences
    answers = {each.id: each.values for each in found if each.kind == "answer"}
    assert answers == {"prior_decision": ("none", "partial")}
    assert any(each.kind == "verdict" for each in found)


def test_three_runs_stand_side_by_side_and_what_one_says_differently_shows() -> None:
    real = real_desk("haddad")
    case, run = real.entered["haddad"].case, real.entered["haddad"].run
    again, third = (guides.continue_run(real.desk, case, run).value for _run in range(2))
    guides.answer(real.desk, case, third, "prior_decision", "partial")
    found = guide_runs.compare(real.desk, cases.show(real.desk, case), run, again, third).differences
    # The open runs follow the fact of the case, the finished one keeps what was said then.
    assert [each.values for each in found if each.kind == "answer"] == [("none", "partial", "partial")]


def test_runs_of_different_guides_share_nothing() -> None:
    real = real_desk("haddad")
    case, run = real.entered["haddad"].case, real.entered["haddad"].run
    other = guides.start_run(real.desk, case, "residence").value
    assert guide_runs.compare(real.desk, cases.show(real.desk, case), run, other).differences == ()
