"""Case files as an adviser works with them."""

from __future__ import annotations

import pytest

from tests.helpers.desks import FixedClock, make_desk
from welcomedesk.desk import cases
from welcomedesk.desk.core import undo
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.errors import DeskError, Refused


def test_a_case_opens_from_a_name_and_three_facts() -> None:
    desk = make_desk()
    facts = {"person.citizenship": "SY", "person.german_level": "B1", "person.occupation": "elektro_hw"}
    opened = cases.open_case(desk, "person", "Samir Haddad", facts).value
    case = cases.show(desk, opened.id)
    assert (case.number, case.name, case.value("person", "german_level")) == ("2026-0001", "Samir Haddad", "B1")
    assert (case.root.get("adviser"), case.root.get("opened")) == ("A. Beispiel", "2026-11-23")


def test_numbers_count_up_within_a_year_and_begin_anew() -> None:
    clock = FixedClock()
    desk = make_desk(clock=clock)
    numbers = [cases.open_case(desk, "person", "x").value.number for _ in range(2)]
    clock.forward(days=60)
    assert [*numbers, cases.open_case(desk, "person", "x").value.number] == ["2026-0001", "2026-0002", "2027-0001"]


def test_an_anonymous_contact_needs_no_name() -> None:
    desk = make_desk()
    assert cases.show(desk, cases.open_case(desk, "person", "").value.id).name == ""


def test_a_value_that_does_not_fit_creates_nothing() -> None:
    desk = make_desk()
    with pytest.raises(DeskError) as error:
        cases.open_case(desk, "person", "x", {"person.birth_date": "yesterday"})
    assert error.value.code == "bad_value" and "person.birth_date" in error.value.sentence()
    assert cases.register(desk, RegisterQuery(states=())).total == 0


def test_an_unknown_field_is_named() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "person", "x").value
    with pytest.raises(DeskError, match=r"person\.shoe_size"):
        cases.set_fields(desk, opened.id, {"person.shoe_size": "44"})


def test_a_closed_case_refuses_new_notes() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "person", "x").value
    cases.close_case(desk, opened.id, "reached")
    with pytest.raises(Refused) as refused:
        cases.add(desk, opened.id, "consultation", {"note": "late"})
    assert refused.value.code == "case_closed"


def test_a_reopened_case_takes_notes_again_and_remembers_why_it_was_closed() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "person", "x").value
    cases.close_case(desk, opened.id, "no_contact", "Brief kam zurück")
    cases.reopen_case(desk, opened.id)
    cases.add(desk, opened.id, "consultation", {"note": "back"})
    reasons = [line.value for line in cases.history(desk, opened.id, "case", "close_reason")]
    assert not cases.show(desk, opened.id).closed and "no_contact" in reasons


def test_undo_brings_the_earlier_value_back() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "person", "x", {"person.phone": "1"}).value
    undo(desk, cases.set_fields(desk, opened.id, {"person.phone": "2"}))
    assert cases.show(desk, opened.id).value("person", "phone") == "1"


def test_undo_takes_a_new_thing_out_again() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "person", "x").value
    undo(desk, cases.add(desk, opened.id, "task", {"what": "call", "state": "open"}))
    assert cases.show(desk, opened.id).all("task") == ()


def test_saving_what_is_already_so_writes_nothing() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "person", "x", {"person.phone": "1"}).value
    assert cases.set_fields(desk, opened.id, {"person.phone": "1"}).value == ()


def test_a_case_is_found_by_its_number() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "company", "Muster GmbH").value
    assert cases.find(desk, opened.number) == opened.id


def test_an_unknown_case_says_where_to_look() -> None:
    with pytest.raises(DeskError, match="list of cases"):
        cases.show(make_desk(), "nowhere")


def test_typing_a_name_shows_likely_doubles() -> None:
    desk = make_desk()
    cases.open_case(desk, "person", "Mohammed Al-Ahmad")
    hits = cases.likely_doubles(desk, "Muhammad Al Ahmad", "person")
    assert [hit.row.name for hit in hits] == ["Mohammed Al-Ahmad"] and hits[0].reasons
