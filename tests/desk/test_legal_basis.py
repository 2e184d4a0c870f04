"""Sensitive data of a known person wait for a legal basis; recording it is one step; anonymous advice needs none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.desks import make_desk
from welcomedesk.desk import cases, office, stories
from welcomedesk.desk.core import Desk, undo
from welcomedesk.domain import bases, fields
from welcomedesk.domain.errors import Refused

SENSITIVE = sorted(key for key, field in fields.FIELDS.items() if field.sensitivity == "sensitive" and field.typed)
CONSENT = {"basis:counselling.ground": "consent", "basis:counselling.recorded_on": "2026-11-23"}


def careful(**more: str) -> Desk:
    """A desk whose office has said who its carrier is: from then on a basis is asked for."""
    desk = make_desk()
    office.set_office(desk, {"carrier_kind": "private", **more})
    return desk


@pytest.mark.parametrize("key", SENSITIVE)
def test_a_sensitive_field_stays_locked_until_a_basis_is_recorded(key: str) -> None:
    desk = careful()
    case = cases.open_case(desk, "person", "Samir Haddad").value.id
    entity, _dot, name = key.partition(".")
    ref = key if entity in ("case", "person") else f"{entity}:1.{name}"
    field = fields.FIELDS[key]
    value = {"date": "2026-01-01", "country": "SY"}.get(field.kind) or (field.options[0].id if field.options else "x")
    with pytest.raises(Refused) as refused:
        cases.set_fields(desk, case, {ref: value})
    assert refused.value.code == "no_basis" and refused.value.details["field"] == ref
    basis = {f"{bases.ref_of(field.purpose)}.ground": "consent"}
    cases.set_fields(desk, case, {ref: value, **basis})
    assert cases.show(desk, case).value(*ref.rsplit(".", 1)) == value


def test_a_new_case_with_a_sensitive_fact_is_refused_whole() -> None:
    desk = careful()
    with pytest.raises(Refused):
        cases.open_case(desk, "person", "Samir Haddad", {"person.citizenship": "SY"})
    assert desk.store.counts()["cases"] == 0


def test_basis_and_fact_may_come_in_one_call() -> None:
    desk = careful()
    opened = cases.open_case(desk, "person", "Samir Haddad", {"person.citizenship": "SY", **CONSENT}).value
    assert cases.show(desk, opened.id).value("person", "citizenship") == "SY"


def test_a_story_carries_its_own_consent() -> None:
    desk = careful()
    case = cases.open_case(desk, "person", "Samir Haddad").value.id
    with pytest.raises(Refused):
        cases.set_fields(desk, case, {"story:1.text": "Er arbeitet jetzt."})
    stories.keep(desk, case, "Wieder im Beruf", "Er arbeitet jetzt.", expires=date(2027, 5, 1), agreed=True)


def test_who_stays_anonymous_is_advised_without_a_basis() -> None:
    desk = careful()
    case = cases.open_case(desk, "person", "", {"person.citizenship": "SY", "case.target_group": "refugee"}).value.id
    with pytest.raises(Refused):
        cases.set_fields(desk, case, {"person.name": "Samir Haddad", "person.benefits": "none"})


def test_clearing_is_never_locked() -> None:
    desk = make_desk()
    case = cases.open_case(desk, "person", "Samir Haddad", {"person.citizenship": "SY"}).value.id
    office.set_office(desk, {"carrier_kind": "private"})
    cases.set_fields(desk, case, {"person.citizenship": None})
    assert cases.show(desk, case).value("person", "citizenship") is None


@pytest.mark.parametrize("ground", sorted({option.id for option in fields.GROUNDS} - bases.SENSITIVE_GROUNDS))
def test_a_contract_an_interest_or_a_task_carries_nothing_sensitive(ground: str) -> None:
    desk = careful()
    case = cases.open_case(desk, "person", "Samir Haddad", {"basis:counselling.ground": ground}).value.id
    with pytest.raises(Refused):
        cases.set_fields(desk, case, {"person.citizenship": "SY"})


def test_a_withdrawn_basis_locks_at_once() -> None:
    desk = careful()
    case = cases.open_case(desk, "person", "Samir Haddad", CONSENT).value.id
    taken_back = cases.set_fields(desk, case, {"basis:counselling.withdrawn_on": "2026-11-23"})
    with pytest.raises(Refused):
        cases.set_fields(desk, case, {"person.citizenship": "SY"})
    undo(desk, taken_back)
    cases.set_fields(desk, case, {"person.citizenship": "SY"})


def test_a_standing_basis_of_the_office_opens_the_fields_only_when_it_is_named() -> None:
    nameless = careful(sensitive_rule="office")
    with pytest.raises(Refused):
        cases.open_case(nameless, "person", "Samir Haddad", {"person.citizenship": "SY"})
    named = careful(sensitive_rule="office", sensitive_basis="Satzung § 4")
    cases.open_case(named, "person", "Samir Haddad", {"person.citizenship": "SY"})


def test_without_a_carrier_the_gap_is_shown_instead_of_a_lock() -> None:
    desk = make_desk()
    case = cases.open_case(desk, "person", "Samir Haddad", {"person.citizenship": "SY"}).value.id
    gaps = bases.gaps(cases.show(desk, case), office.letterhead_fields(desk), desk.today)
    assert [gap.code for gap in gaps] == ["no_basis", "no_notice"]


def test_companies_are_not_locked() -> None:
    desk = careful()
    cases.open_case(desk, "company", "Elbaue GmbH", {"case.target_group": "employer", "consultation:1.note": "x"})


def test_a_withdrawal_reaches_a_closed_case() -> None:
    desk = careful()
    case = cases.open_case(desk, "person", "Samir Haddad", CONSENT).value.id
    cases.close_case(desk, case, "reached")
    cases.set_fields(desk, case, {"basis:counselling.withdrawn_on": "2026-11-23"})
    with pytest.raises(Refused):
        cases.set_fields(desk, case, {"basis:counselling.ground": "law"})


@pytest.mark.parametrize(
    ("born", "mark", "minor"),
    [("2008-11-24", None, True), ("2008-11-23", None, False), ("", True, True), ("", None, False)],
)
def test_a_minor_is_under_18_by_birth_or_by_mark(born: str, mark: bool | None, minor: bool) -> None:
    desk = make_desk()
    facts = {"person.birth_date": born or None, "person.minor": mark}
    case = cases.show(desk, cases.open_case(desk, "person", "x", facts).value.id)
    assert bases.is_minor(case, desk.today) is minor
    gaps = {gap.code for gap in bases.gaps(case, office.letterhead_fields(desk), desk.today)}
    assert ("no_guardian" in gaps) is minor


def test_a_third_person_is_named_only_where_it_is_said_why() -> None:
    desk = make_desk()
    facts = {"third:1.role": "interpreter", "third:2.role": "relative", "third:2.name": "N. Haddad"}
    case = cases.show(desk, cases.open_case(desk, "person", "x", facts).value.id)
    gaps = bases.gaps(case, office.letterhead_fields(desk), desk.today)
    assert [gap.ref for gap in gaps if gap.code == "name_of_third"] == ["third:2"]
