"""Erasing at the desk: what goes is foreseen, the number confirms it, recipients are told, backups' life is said."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.desks import make_desk
from tests.helpers.pdf_pages import text_of
from tests.helpers.real import real_desk
from welcomedesk.desk import cases, erasing, letters, recipients
from welcomedesk.domain.errors import DeskError, Refused


def test_erasing_needs_the_number_of_the_case() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "person", "x").value
    with pytest.raises(Refused):
        erasing.erase_case(desk, opened.id, "2026-9999")
    erasing.erase_case(desk, opened.id, opened.number)
    with pytest.raises(DeskError):
        cases.show(desk, opened.id)


def test_what_an_erasure_takes_is_foreseen() -> None:
    office = real_desk("haddad")
    case = office.case("haddad")
    before = erasing.foresee(office.desk, case)
    done = erasing.erase_case(office.desk, case, before.number)
    assert before.number == "2026-0001"
    assert before.values == done.erasure.count("values") > 20
    assert before.backups_until == done.backups_until == date(2026, 12, 28), "35 days after the last backup before it"


def test_who_got_data_is_listed_and_printed() -> None:
    office = real_desk("haddad")
    case = office.case("haddad")
    referral = office.referral("haddad")
    contact = cases.show(office.desk, case).one(referral).text("contact")
    order = letters.Order("referral", contact=contact, referral=referral)
    letters.issue(office.desk, case, order, override="Die Person sitzt daneben und will es so.")
    (found,) = recipients.of_case(office.desk, cases.show(office.desk, case))
    assert found.on == "2026-11-23" and "Name" in found.fields
    text = text_of(recipients.sheet(office.desk, case))
    assert found.name.split()[0] in text and "23.11.2026" in text


def test_only_things_of_their_own_are_erased_alone() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "person", "x").value
    note = cases.add(desk, opened.id, "consultation", {"note": "geheim"}).value
    for ref in ("person", "case", "consultation:none"):
        with pytest.raises(Refused, match="alone"):
            erasing.erase_parts(desk, opened.id, [ref])
    assert erasing.erase_parts(desk, opened.id, [note]).erasure.count("values") == 1
    assert cases.show(desk, opened.id).all("consultation") == ()


def test_a_backup_is_made_before_every_erasure() -> None:
    from dataclasses import replace

    asked: list[str] = []
    desk = replace(make_desk(), before_risk=asked.append)
    opened = cases.open_case(desk, "person", "x").value
    ref = cases.add(desk, opened.id, "task", {"what": "x"}).value
    erasing.erase_parts(desk, opened.id, [ref])
    erasing.erase_case(desk, opened.id, opened.number)
    assert asked == ["erase", "erase"]
