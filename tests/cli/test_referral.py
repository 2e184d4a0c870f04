"""Referrals from the command line: listed, answered by code, refused without consent, counted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.cli.test_letter import CONSENT


@pytest.fixture
def case(desk_command: Command) -> str:
    made = desk_command("case", "new", "--kind", "person", "--name=Samir Haddad", "--json").json
    desk_command("case", "set", made["id"], "case.topics=recognition")
    return str(made["id"])


@pytest.fixture
def referral(desk_command: Command, case: str, tmp_path: Any) -> dict[str, Any]:
    desk_command("case", "set", case, *CONSENT)
    out = str(tmp_path / "letter.pdf")
    desk_command("letter", "referral", "--case", case, "--contact", "hwk-magdeburg", "--out", out)
    (found,) = desk_command("referral", "list", "--json").json
    return dict(found)


def test_the_list_says_who_acts_next_and_by_when(referral: dict[str, Any], case: str) -> None:
    assert (referral["case"], referral["state"], referral["acts"], referral["times"]) == (
        case,
        "handed_over",
        "client",
        1,
    )
    assert referral["due"] > referral["left_on"]


def test_a_reply_by_its_code_closes_the_loop(desk_command: Command, referral: dict[str, Any]) -> None:
    code = referral["code"].lower().replace("-", " ")
    done = desk_command("referral", "reply", code, "--state", "done", "--outcome=beraten", "--json")
    assert (done.code, done.json["state"], done.json["due"]) == (0, "done", "")
    assert desk_command("referral", "list", "--json").json == []
    assert len(desk_command("referral", "list", "--all", "--json").json) == 1
    again = desk_command("referral", "reply", code, "--state", "done", "--outcome=beraten")
    assert again.code == 1 and "over already" in again.err


def test_a_mistyped_code_names_the_one_that_was_meant(desk_command: Command, referral: dict[str, Any]) -> None:
    code = referral["code"]
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    done = desk_command("referral", "reply", wrong, "--state", "accepted")
    assert done.code == 1 and code in done.err and not done.out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--state", "done"), "outcome"),
        (("--state", "declined"), "reason"),
        (("--state", "appointment", "--appointment=2020-01-01"), "past"),
        (("--state", "appointment", "--appointment=soon"), "no date"),
    ],
)
def test_what_an_answer_needs_is_said(
    desk_command: Command, referral: dict[str, Any], given: tuple[str, ...], said: str
) -> None:
    done = desk_command("referral", "reply", referral["code"], *given)
    assert done.code == 1 and said in done.err


def test_an_unknown_state_is_wrong_use(desk_command: Command, referral: dict[str, Any]) -> None:
    assert desk_command("referral", "reply", referral["code"], "--state", "lost").code == 2


def test_no_step_leaves_without_consent_and_a_reason_is_recorded(desk_command: Command, case: str) -> None:
    desk_command("case", "set", case, "referral:1.contact=hwk-magdeburg")
    step = ("referral", "step", case, "referral:1", "--state", "sent")
    refused = desk_command(*step)
    assert refused.code == 1 and "consent" in refused.err
    assert desk_command("case", "set", case, "referral:1.state=sent").code == 1
    assert desk_command(*step, "--override=Gefahr im Verzug").code == 0
    entities = desk_command("case", "show", case, "--json").json["entities"]
    assert entities["referral:1"]["override"] == "Gefahr im Verzug"


def test_loops_hide_small_numbers(desk_command: Command, referral: dict[str, Any]) -> None:
    (one, *_rest) = desk_command("referral", "loops", "--json").json
    assert (one["contact"], one["left"]) == ("hwk-magdeburg", None)
    assert desk_command("referral", "loops", "--from", "2020-01-01", "--to", "2020-12-31", "--json").json == []
