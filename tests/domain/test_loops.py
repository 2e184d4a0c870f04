"""What came back is counted; what is small is not shown, and cannot be worked out."""

from __future__ import annotations

from welcomedesk.domain.loops import Loop, Referred, loop_of, loops
from welcomedesk.domain.referrals import STATES


def some(number: int, state: str, *, contact: str = "a", topic: str = "work", case: str = "") -> list[Referred]:
    return [Referred(case or f"{state}{n}", contact, topic, state) for n in range(number)]


def test_share_that_came_back():
    assert loop_of(some(12, "done") + some(3, "declined") + some(5, "sent")) == Loop("", "", 20, 15, 0, 75)


def test_drafts_and_withdrawn_referrals_do_not_count():
    assert loop_of(some(9, "drafted") + some(9, "withdrawn")) == Loop("", "", 0, 0, 0, None)


def test_fewer_than_five_are_not_shown():
    assert loop_of(some(4, "done")) == Loop("", "", None, None, 0, None)
    assert loop_of(some(5, "done")).rate == 100


def test_a_small_rest_cannot_be_worked_out():
    found = loop_of(some(18, "done") + some(2, "sent"))
    assert (found.left, found.came_back, found.rate) == (20, None, None)


def test_repeats_are_counted_per_case_contact_and_topic():
    again = some(3, "done", case="one") + some(4, "sent", case="two")
    assert loop_of(again).repeats == 5
    assert loop_of(some(6, "done")).repeats == 0


def test_groups_per_contact_and_topic_then_each_alone():
    referred = some(6, "done") + some(5, "done", topic="housing") + some(7, "sent", contact="b")
    assert [(loop.contact, loop.topic, loop.left) for loop in loops(referred)] == [
        ("b", "work", 7),
        ("a", "work", 6),
        ("a", "housing", 5),
        ("a", "", 11),
        ("b", "", 7),
        ("", "work", 13),
        ("", "housing", 5),
    ]


def test_every_state_is_either_counted_or_left_out_on_purpose():
    counted = {state for state in STATES if loop_of(some(5, state)).left}
    assert set(STATES) - counted == {"drafted", "withdrawn"}


def test_a_referral_without_a_topic_counts_for_its_contact_only():
    found = loops(some(6, "done") + some(1, "sent", topic=""))
    assert [(loop.contact, loop.topic, loop.left) for loop in found] == [
        ("a", "work", 6),
        ("a", "", 7),
        ("", "work", 6),
    ]
