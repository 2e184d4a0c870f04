"""Companies and professionals become visible to each other, by number until the person agrees."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.desks import make_desk
from tests.helpers.real import real_desk
from welcomedesk import bootstrap
from welcomedesk.desk import candidates, cases, referrals
from welcomedesk.desk.core import Desk
from welcomedesk.domain.errors import Refused


def office() -> tuple[Desk, str, str, str]:
    desk = make_desk(library=bootstrap.library())
    facts = {"company.district": "15090", "vacancy:1.occupation": "pflege", "vacancy:1.german_level": "B2"}
    company = cases.open_case(desk, "company", "Seniorenzentrum", facts).value.id
    person = cases.open_case(
        desk, "person", "Mai Nguyen", {"person.occupation": "pflege", "person.german_level": "B1"}
    ).value.id
    return desk, company, person, "vacancy:1"


def test_without_a_release_nobody_is_seen() -> None:
    desk, company, _person, vacancy = office()
    assert candidates.for_vacancy(desk, company, vacancy) == ()


def test_a_released_person_appears_by_number_without_a_name() -> None:
    desk, company, person, vacancy = office()
    candidates.release(desk, person, date(2027, 5, 1), would_move="yes")
    (row,) = candidates.for_vacancy(desk, company, vacancy)
    assert (row.name, row.consent, row.match.candidate.number) == ("", False, "2026-0002")


def test_taking_the_release_back_hides_at_once() -> None:
    desk, company, person, vacancy = office()
    candidates.release(desk, person, date(2027, 5, 1))
    candidates.take_back(desk, person)
    assert candidates.for_vacancy(desk, company, vacancy) == ()


def test_introducing_needs_a_consent_for_this_company() -> None:
    desk, company, person, vacancy = office()
    candidates.release(desk, person, date(2027, 5, 1))
    with pytest.raises(Refused):
        candidates.introduce(desk, company, person)
    referrals.record_consent(desk, person, company, expires=date(2027, 1, 1))
    candidates.introduce(desk, company, person)
    (row,) = candidates.for_vacancy(desk, company, vacancy)
    assert row.name == "Mai Nguyen" and row.introduced
    assert cases.show(desk, person).all("link")[0].get("case") == company


def test_a_protected_address_tells_no_district() -> None:
    desk, company, person, vacancy = office()
    cases.set_fields(desk, person, {"person.district": "15090", "person.address_protected": True})
    candidates.release(desk, person, date(2027, 5, 1), would_move="no")
    (row,) = candidates.for_vacancy(desk, company, vacancy)
    assert {reason.point: reason.state for reason in row.match.reasons}["place"] == "not_quite"


def test_samples_only_meet_samples() -> None:
    real = real_desk("elbaue", "haddad")
    candidates.release(real.desk, real.case("haddad"), date(2027, 5, 1))
    vacancy = cases.show(real.desk, real.case("elbaue")).all("vacancy")[0].ref
    assert candidates.for_vacancy(real.desk, real.case("elbaue"), vacancy) == ()
