"""What is found about the files at opening is told in sentences, and only what matters."""

from __future__ import annotations

import pytest

from welcomedesk.desk import opening
from welcomedesk.desk.ports import Check


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (Check("watermark", False, "older 7"), "older_file"),
        (Check("watermark", False, "missing"), "mark_missing"),
        (Check("watermark", True, "restored"), "restored"),
        (Check("restored", False, "ledger unknown"), "ledger_unknown"),
        (Check("key_file", False, "changed"), "keys_changed"),
        (Check("key_file", False, "disk_full"), "keys_differ"),
    ],
)
def test_what_an_adviser_should_know_is_said(check: Check, code: str) -> None:
    (found,) = opening.found([check])
    assert found.told.code == code
    assert found.good == check.ok


def test_what_is_as_it_was_left_is_not_mentioned() -> None:
    quiet = (Check("watermark", True), Check("key_file", True), Check("restored", True, "2"))
    assert opening.found((*quiet, Check("key_file", True, "repaired"))) == ()
