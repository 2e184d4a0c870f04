"""Who got a value that has been corrected since is told, and only they."""

from __future__ import annotations

import random

import pytest

from tests.helpers.real import real_desk
from welcomedesk.desk import cases, corrections, letters, referrals
from welcomedesk.desk.core import Desk
from welcomedesk.desk.letters import Order
from welcomedesk.domain.case import Entity


def send(desk: Desk, case: str, contact: str, *fields: str) -> str:
    """A referral letter that carries these fields."""
    ref = referrals.start_referral(desk, case, contact, topic="recognition", fields=fields).value
    kind = letters.kind(desk.library, "referral")
    order = Order("referral", contact, referral=ref, leave_out=letters.leave_out_of(kind, Entity(ref, {})))
    about = cases.show(desk, case).one(ref)
    order = Order("referral", contact, referral=ref, leave_out=letters.leave_out_of(kind, about))
    return letters.issue(desk, case, order, override="Probe").value.ref


def contacts_of(desk: Desk, many: int) -> list[str]:
    return [each.id for each in desk.library.directory().contacts if each.referral][:many]


def test_whoever_got_the_old_number_is_listed_with_ready_words() -> None:
    office = real_desk("haddad")
    desk, case = office.desk, office.case("haddad")
    first, second = contacts_of(desk, 2)
    cases.set_fields(desk, case, {"person.phone": "0391 111"})
    send(desk, case, first, "person.name", "person.phone")
    send(desk, case, second, "person.name")
    cases.set_fields(desk, case, {"person.phone": "0391 222"})
    (found,) = corrections.outdated(desk, case)
    assert found.contact == first
    assert [(each.key, each.then, each.now) for each in found.changes] == [("person.phone", "0391 111", "0391 222")]
    words = corrections.letter_text(desk, cases.show(desk, case), found, "de")
    assert "0391 111" in words and "0391 222" in words and cases.show(desk, case).number in words


def test_who_was_told_is_no_longer_listed_until_it_changes_again() -> None:
    office = real_desk("haddad")
    desk, case = office.desk, office.case("haddad")
    (contact,) = contacts_of(desk, 1)
    cases.set_fields(desk, case, {"person.phone": "0391 111"})
    send(desk, case, contact, "person.phone")
    cases.set_fields(desk, case, {"person.phone": "0391 222"})
    corrections.told(desk, case, corrections.outdated(desk, case)[0])
    assert corrections.outdated(desk, case) == ()
    cases.set_fields(desk, case, {"person.phone": None})
    (again,) = corrections.outdated(desk, case)
    assert [(each.then, each.now) for each in again.changes] == [("0391 222", "")]


def test_a_value_that_came_back_needs_no_correction() -> None:
    office = real_desk("haddad")
    desk, case = office.desk, office.case("haddad")
    cases.set_fields(desk, case, {"person.phone": "0391 111"})
    send(desk, case, contacts_of(desk, 1)[0], "person.phone")
    for number in ("0391 222", "0391 111"):
        cases.set_fields(desk, case, {"person.phone": number})
    assert corrections.outdated(desk, case) == ()


def test_the_reminder_is_a_task_for_today() -> None:
    office = real_desk("haddad")
    desk, case = office.desk, office.case("haddad")
    cases.set_fields(desk, case, {"person.phone": "0391 111"})
    send(desk, case, contacts_of(desk, 1)[0], "person.phone")
    cases.set_fields(desk, case, {"person.phone": "0391 222"})
    ref = corrections.remind(desk, case, corrections.outdated(desk, case)[0]).value
    assert cases.show(desk, case).one(ref).text("due") == "2026-11-23"


@pytest.mark.parametrize("seed", range(5))
def test_random_corrections_find_exactly_the_contacts_that_hold_old_values(seed: int) -> None:
    """Twenty random changes and letters each: what every contact was last told is compared with what is true."""
    chance = random.Random(seed)
    office = real_desk("haddad")
    desk, case = office.desk, office.case("haddad")
    contacts, keys = contacts_of(desk, 3), ("person.phone", "person.email", "person.work_experience")
    holds: dict[tuple[str, str], str] = {}
    true: dict[str, str] = {}
    for step in range(20):
        key = chance.choice(keys)
        true[key] = f"{step}@example.org" if key.endswith("email") else f"0391 {step}"
        cases.set_fields(desk, case, {key: true[key]})
        if chance.random() < 0.4:
            contact = chance.choice(contacts)
            sent = [each for each in keys if each in true and chance.random() < 0.7]
            if sent:
                send(desk, case, contact, *sent)
                holds |= {(contact, each): true[each] for each in sent}
    wanted = {pair for pair, value in holds.items() if true[pair[1]] != value}
    found = {(each.contact, change.key) for each in corrections.outdated(desk, case) for change in each.changes}
    assert found == wanted
