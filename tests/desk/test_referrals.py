"""No referral leaves without consent, and release where one is needed; it stays open until it comes back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.real import RealDesk, real_desk
from tests.helpers.referred import HWK, PSZ, allowed, drafted, left
from welcomedesk.desk import cases, contacts, letters, office, permissions, referrals
from welcomedesk.desk.core import Desk, undo
from welcomedesk.desk.letters import Order
from welcomedesk.domain.case import Entity
from welcomedesk.domain.errors import DeskError, Refused


@pytest.fixture
def real() -> RealDesk:
    return real_desk("haddad")


@pytest.fixture
def desk(real: RealDesk) -> Desk:
    return real.desk


def about(desk: Desk, case: str, ref: str) -> Entity:
    return cases.show(desk, case).one(ref)


# --- whether it may leave -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["handed_over", "sent"])
def test_without_consent_no_step_lets_it_leave(desk: Desk, state: str) -> None:
    case, ref = drafted(desk)
    with pytest.raises(Refused) as refused:
        referrals.step(desk, case, ref, state)
    assert refused.value.code == "no_consent" and about(desk, case, ref).text("state") == "drafted"


def test_an_expired_withdrawn_or_other_consent_lets_nothing_leave(real: RealDesk) -> None:
    desk = real.desk
    case, ref = drafted(desk)
    referrals.record_consent(desk, case, "ihk-magdeburg", expires=date(2027, 1, 1))
    consent = referrals.record_consent(desk, case, HWK, expires=date(2026, 11, 30)).value
    real.clock.forward(days=20)
    for problem in ("expired", "withdrawn"):
        with pytest.raises(Refused) as refused:
            referrals.step(desk, case, ref, "handed_over")
        assert refused.value.details["problem"] == problem
        referrals.withdraw_consent(desk, case, consent)


def test_an_office_bound_by_secrecy_needs_a_release_as_well(desk: Desk) -> None:
    case, ref = drafted(desk, PSZ, topic="health")
    referrals.record_consent(desk, case, PSZ, expires=date(2027, 1, 1))
    for leave in (
        lambda: referrals.step(desk, case, ref, "handed_over"),
        lambda: letters.issue(desk, case, Order("referral", PSZ, referral=ref)),
    ):
        with pytest.raises(Refused) as refused:
            leave()
        assert refused.value.code == "no_release"
    assert not letters.draft(desk, case, Order("referral", PSZ, referral=ref)).may_leave
    referrals.record_consent(desk, case, PSZ, expires=date(2027, 1, 1), topics=("health",), kind="release")
    referrals.step(desk, case, ref, "handed_over")
    assert about(desk, case, ref).text("left_on") == "2026-11-23"


def test_an_office_whose_advisers_are_bound_needs_a_release_everywhere(desk: Desk) -> None:
    chamber = contacts.contact(desk, HWK)
    assert not permissions.needs_release(desk, chamber)
    office.set_office(desk, {"secrecy": True})
    assert permissions.needs_release(desk, chamber)


def test_a_reason_lets_it_leave_and_stays_with_it(desk: Desk) -> None:
    case, ref = drafted(desk)
    referrals.step(desk, case, ref, "handed_over", override="Gefahr im Verzug")
    assert about(desk, case, ref).text("override") == "Gefahr im Verzug"


def test_a_reason_that_was_not_needed_is_not_recorded(desk: Desk) -> None:
    case, ref = allowed(desk)
    referrals.step(desk, case, ref, "handed_over", override="unnötig")
    assert about(desk, case, ref).text("override") == ""


def test_the_state_cannot_be_set_past_the_check(desk: Desk) -> None:
    case, ref = drafted(desk)
    for field in ("state", "override"):
        with pytest.raises(Refused) as refused:
            cases.set_fields(desk, case, {f"{ref}.{field}": "sent"})
        assert refused.value.code == "state_by_step"


def test_nobody_is_sent_to_an_office_that_ended_meanwhile(desk: Desk) -> None:
    case, ref = allowed(desk)
    contacts.record_check(desk, HWK, "ended")
    assert letters.draft(desk, case, Order("referral", HWK, referral=ref)).pdf == b""
    for leave in (
        lambda: referrals.step(desk, case, ref, "handed_over"),
        lambda: letters.issue(desk, case, Order("referral", HWK, referral=ref), override="trotzdem"),
        lambda: drafted(desk, "zemigra"),
    ):
        with pytest.raises(Refused) as refused:
            leave()
        assert refused.value.code == "contact_ended"


def test_an_answer_of_an_office_that_ended_meanwhile_is_still_recorded(desk: Desk) -> None:
    case, ref = left(desk)
    contacts.record_check(desk, HWK, "ended")
    referrals.step(desk, case, ref, "done", {"outcome": "war noch dort"})
    assert about(desk, case, ref).text("state") == "done"


# --- until it comes back --------------------------------------------------------------------------------------------


def test_the_reminder_follows_what_the_office_knows_of_the_contact(desk: Desk) -> None:
    case, ref = allowed(desk)
    referrals.set_usual_reply(desk, HWK, 5)
    referrals.step(desk, case, ref, "sent")
    assert about(desk, case, ref).text("next_due") == "2026-11-28"
    other = letters.issue(desk, *_letter(desk)).value
    assert other.pdf


def _letter(desk: Desk) -> tuple[str, Order]:
    case, ref = allowed(desk)
    return case, Order("referral", HWK, referral=ref)


def test_a_reminder_can_be_moved_until_the_end(desk: Desk) -> None:
    case, ref = left(desk)
    done = referrals.move_reminder(desk, case, ref, date(2026, 12, 24))
    assert about(desk, case, ref).text("next_due") == "2026-12-24"
    undo(desk, done)
    assert about(desk, case, ref).text("next_due") == "2026-12-07"
    referrals.step(desk, case, ref, "withdrawn")
    with pytest.raises(Refused):
        referrals.move_reminder(desk, case, ref, date(2026, 12, 24))


def test_an_outcome_for_a_withdrawn_referral_is_refused_with_the_way_on(desk: Desk) -> None:
    case, ref = left(desk)
    referrals.step(desk, case, ref, "withdrawn")
    with pytest.raises(Refused) as refused:
        referrals.step(desk, case, ref, "done", {"outcome": "beraten"})
    assert "new referral" in refused.value.next_step


def test_an_appointment_has_a_time_and_lies_ahead(desk: Desk) -> None:
    case, ref = left(desk)
    with pytest.raises(Refused) as refused:
        referrals.step(desk, case, ref, "appointment", {"appointment": "2026-11-22"})
    assert refused.value.code == "past_appointment"
    referrals.step(desk, case, ref, "appointment", {"appointment": "2026-12-01", "appointment_time": "10:30"})
    found = about(desk, case, ref)
    assert (found.text("appointment_time"), found.text("next_due")) == ("10:30", "2026-12-02")


def test_leaving_and_ending_are_dated_once(real: RealDesk) -> None:
    desk = real.desk
    case, ref = left(desk)
    real.clock.forward(days=3)
    referrals.step(desk, case, ref, "not_arrived")
    referrals.step(desk, case, ref, "handed_over")
    real.clock.forward(days=3)
    referrals.step(desk, case, ref, "declined", {"reason": "nicht zuständig"})
    found = about(desk, case, ref)
    assert (found.text("left_on"), found.text("ended_on")) == ("2026-11-23", "2026-11-29")


# --- codes ----------------------------------------------------------------------------------------------------------


def unknown(desk: Desk, typed: str) -> DeskError:
    with pytest.raises(DeskError) as error:
        referrals.by_code(desk, typed)
    assert error.value.code == "unknown_code"
    return error.value


def test_a_mistyped_code_names_the_one_that_was_meant_and_decides_nothing(real: RealDesk) -> None:
    desk = real.desk
    code = about(desk, real.case("haddad"), real.referral("haddad")).text("code")
    assert referrals.by_code(desk, code.lower()).ref == real.referral("haddad")
    wrong = ("Z" if code[0] != "Z" else "W") + code[1:]
    assert unknown(desk, wrong).details["near"] == code


def test_a_code_of_another_office_is_called_so(desk: Desk) -> None:
    from welcomedesk.domain.reply_codes import reply_code

    error = unknown(desk, reply_code(b"another!"))
    assert "complete" in error.what and "another office" in error.next_step and not error.details["near"]


@pytest.mark.parametrize("typed", ["", "K", "ABC-DEF-GHI", "' OR 1=1", "\u202e\u0000"])
def test_what_is_no_code_at_all_is_said_in_place(desk: Desk, typed: str) -> None:
    assert not unknown(desk, typed).details["near"]


def test_a_consent_keeps_its_text_its_language_its_way_and_its_witness(desk: Desk) -> None:
    case = cases.open_case(desk, "person", "Muster").value.id
    referrals.record_agreement(
        desk, case, "hwk-magdeburg", expires=date(2027, 5, 1), way="oral", language="ar", witness="Sprachmittlerin"
    )
    shown = cases.show(desk, case)
    for kind in ("consent", "release"):
        (given,) = shown.all(kind)
        assert (given.text("way"), given.text("language"), given.text("witness")) == ("oral", "ar", "Sprachmittlerin")
        assert given.text("text_version") == next(p.version for p in desk.library.packs() if p.id == "letters")
