"""The call list names what nobody can be sure of, the most needed first."""

from __future__ import annotations

from datetime import date

from tests.helpers.directory import a_contact, shipped_contacts
from welcomedesk.domain.call_list import call_list
from welcomedesk.domain.contacts import OfficeCheck, OfficeView, Period
from welcomedesk.domain.saying import SENTENCES

TODAY = date(2026, 11, 21)


def test_failures_come_first_then_what_is_used_most():
    failed = OfficeView(checks=(OfficeCheck("2026-11-01", "AB", "phone_failed"),))
    contacts = [
        a_contact("old", newest_source="2012"),
        a_contact("used", newest_source="2012"),
        a_contact("failed", office=failed),
        a_contact("fine"),
        a_contact("ended", newest_source="2012", period=Period(end="2020")),
    ]
    assert [due.contact.id for due in call_list(contacts, TODAY, {"used": 4})] == ["failed", "used", "old"]


def test_a_good_check_takes_a_contact_off_the_list_for_a_year():
    checked = a_contact(newest_source="2012", office=OfficeView(checks=(OfficeCheck("2026-01-10", "AB"),)))
    assert call_list([checked], TODAY) == ()
    assert [due.reasons for due in call_list([checked], date(2027, 1, 11))] == [("check_too_old",)]


def test_every_reason_has_words():
    reasons = {reason for due in call_list(shipped_contacts(), TODAY) for reason in due.reasons}
    assert {f"check_{reason}" for reason in reasons} <= SENTENCES.keys()
    assert all(due.reasons for due in call_list(shipped_contacts(), TODAY))
