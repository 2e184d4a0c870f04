"""The counts come from the case file: a referral that is settled shows, one more makes no name visible."""

from __future__ import annotations

from datetime import date

from tests.helpers.real import real_desk
from tests.helpers.referred import left, settled
from welcomedesk.desk import referrals, statistics

OFFICE = "hwk-magdeburg"


def settle(real, number: int, *, outcome: bool = True) -> None:
    for _each in range(number):
        (settled if outcome else left)(real.desk, OFFICE)


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


def test_a_period_counts_what_left_in_it():
    real = real_desk()
    settle(real, 5)
    real.clock.forward(days=40)
    settle(real, 6)
    november = statistics.of_contact(real.desk, OFFICE, date(2026, 11, 1), date(2026, 11, 30))
    whole = statistics.of_contact(real.desk, OFFICE)
    assert (november.left, whole.left) == (5, 11)
    assert statistics.referral_loops(real.desk, date(2026, 12, 1), date(2026, 12, 31)) == ()


def test_how_long_an_answer_took_is_told_from_five_on():
    real = real_desk()
    waiting = [left(real.desk, OFFICE) for _each in range(5)]
    for days, (case, ref) in enumerate(waiting):
        real.clock.forward(days=days)
        referrals.step(real.desk, case, ref, "done", {"outcome": "beraten"})
        told = statistics.of_contact(real.desk, OFFICE).days
        assert told == (3 if days == 4 else None)
