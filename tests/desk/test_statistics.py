"""The counts come from the case file: a referral that is settled shows, one more makes no name visible."""

from __future__ import annotations

from tests.helpers.real import real_desk
from welcomedesk.desk import cases, referrals, statistics

OFFICE = "hwk-magdeburg"


def settle(real, number: int, *, outcome: bool = True) -> None:
    desk = real.desk
    for _each in range(number):
        case = cases.open_case(desk, "person", "Muster").value.id
        ref = referrals.start_referral(desk, case, OFFICE, topic="recognition").value
        referrals.step(desk, case, ref, "handed_over")
        if outcome:
            referrals.step(desk, case, ref, "done", {"outcome": "beraten"})


def test_nothing_left_is_nothing_and_four_are_not_told():
    real = real_desk()
    assert statistics.of_contact(real.desk, OFFICE).left == 0
    settle(real, 4)
    assert statistics.of_contact(real.desk, OFFICE).left is None


def test_what_came_back_shows_per_contact_and_topic():
    real = real_desk("haddad")
    settle(real, 5)
    settle(real, 5, outcome=False)
    assert statistics.of_contact(real.desk, OFFICE).rate == 50
    found = statistics.referral_loops(real.desk)
    assert [(loop.contact, loop.topic, loop.left) for loop in found] == [
        (OFFICE, "recognition", 10),
        (OFFICE, "", 10),
        ("", "recognition", 10),
    ]
