"""Linking cases and taking links apart: both keep their own facts and their whole history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.desks import make_desk
from tests.helpers.vaults import ADVISER, PASSPHRASE, new_vault
from welcomedesk.desk import cases, doubles, families, links, tasks
from welcomedesk.desk.case_view import DOTS
from welcomedesk.desk.core import Desk, Done, undo
from welcomedesk.domain import fields
from welcomedesk.domain import links as rules
from welcomedesk.domain.errors import Refused


def person(desk: Desk, name: str = "Samir Haddad") -> str:
    return cases.open_case(desk, "person", name).value.id


def company(desk: Desk, name: str = "Elbaue gGmbH") -> str:
    return cases.open_case(desk, "company", name).value.id


def seen(desk: Desk, case: str) -> list[tuple[str, str, str, str]]:
    return [(each.case, each.role, each.since, each.until) for each in links.of_case(desk, cases.show(desk, case))]


def test_every_role_has_words_and_leads_back_to_itself() -> None:
    assert {option.id for option in fields.LINK_ROLES} == set(rules.ROLES)
    for role in rules.ROLES.values():
        assert rules.ROLES[role.back].back == role.id and rules.ROLES[role.back].group == role.group


def test_a_person_at_a_company_shows_in_both_cases_with_its_dates() -> None:
    desk = make_desk()
    who, firm = person(desk), company(desk)
    ref = links.link(desk, who, firm, "employer", since=date(2026, 3, 1)).value
    links.end(desk, firm, ref, date(2026, 10, 31))
    assert seen(desk, who) == [(firm, "employer", "2026-03-01", "2026-10-31")]
    assert seen(desk, firm) == [(who, "employee", "2026-03-01", "2026-10-31")]


def test_a_link_is_taken_back_and_taken_apart_from_either_side() -> None:
    desk = make_desk()
    one, other = person(desk), person(desk, "Maryam Haddad")
    linked = links.link(desk, one, other, "child")
    undo(desk, linked)
    assert seen(desk, one) == seen(desk, other) == []
    ref = links.link(desk, one, other, "child").value
    apart = links.unlink(desk, other, ref)
    assert seen(desk, one) == seen(desk, other) == []
    undo(desk, apart)
    assert [role for _case, role, _since, _until in seen(desk, other)] == ["parent"]


@pytest.mark.parametrize("role", ["employee", "lord of", "double", "partner"])
def test_a_role_that_does_not_fit_is_refused(role: str) -> None:
    desk = make_desk()
    who, firm = person(desk), company(desk)
    with pytest.raises(Refused) as refused:
        links.link(desk, who, firm, role)
    assert refused.value.code == "role_does_not_fit" and seen(desk, who) == seen(desk, firm) == []


def test_nobody_is_linked_with_themselves_or_twice_in_the_same_way() -> None:
    desk = make_desk()
    one, other = person(desk), person(desk, "Maryam Haddad")
    with pytest.raises(Refused):
        links.link(desk, one, one, "sibling")
    links.link(desk, one, other, "sibling")
    with pytest.raises(Refused):
        links.link(desk, one, other, "sibling")


def test_a_closed_case_may_be_linked_and_a_restricted_one_not() -> None:
    desk = make_desk()
    one, closed, restricted = person(desk), person(desk, "Maryam Haddad"), person(desk, "Nour Haddad")
    cases.close_case(desk, closed, "reached")
    links.link(desk, one, closed, "double")
    cases.set_fields(desk, restricted, {"case.restricted": True})
    with pytest.raises(Refused):
        links.link(desk, one, restricted, "double")


def test_after_the_erasure_of_one_case_the_other_still_comes_apart() -> None:
    desk = make_desk()
    one, other = person(desk), person(desk, "Maryam Haddad")
    ref = links.link(desk, one, other, "sibling").value
    desk.store.erase(other, actor=desk.actor, at=desk.clock.now())
    (left,) = links.of_case(desk, cases.show(desk, one))
    assert (left.number, left.name) == ("", "")
    links.unlink(desk, one, ref)
    assert seen(desk, one) == []


# --- comparing ----------------------------------------------------------------------------------------------------


def test_only_what_differs_stands_side_by_side() -> None:
    desk = make_desk()
    same = {"person.phone": "0391 1", "person.birth_date": "1990-05-05"}
    one = cases.open_case(desk, "person", "Samir Haddad", {**same, "person.email": "s@example.org"}).value.id
    other = cases.open_case(desk, "person", "Sameer Haddad", {**same, "consultation:1.at": "2026-01-02"}).value.id
    shown = doubles.compare(desk, one, other)
    rows = {row.label: (row.left, row.right) for row in shown.differences}
    assert rows == {
        "Name": ("Samir Haddad", "Sameer Haddad"),
        "E-Mail": ("s@example.org", ""),
        "Beratungsgespräch": ("", "02.01.2026"),
    }
    assert shown.same >= 3  # phone, date of birth, state of the case


def test_a_protected_address_shows_dots_and_never_that_it_is_the_same() -> None:
    desk = make_desk()
    one = cases.open_case(
        desk, "person", "Samir Haddad", {"person.place": "Magdeburg", "person.address_protected": True}
    )
    other = cases.open_case(desk, "person", "Samir Haddad", {"person.place": "Magdeburg"})
    shown = doubles.compare(desk, one.value.id, other.value.id)
    assert "Magdeburg" not in [row.left for row in shown.differences]
    (row,) = [row for row in shown.differences if row.right == "Magdeburg"]
    assert row.hidden and row.left == DOTS
    cases.set_fields(desk, other.value.id, {"person.address_protected": True})
    assert [row.left for row in doubles.compare(desk, one.value.id, other.value.id).differences] == [DOTS]


def test_a_restricted_case_is_not_compared() -> None:
    desk = make_desk()
    one, other = person(desk), person(desk)
    cases.set_fields(desk, other, {"case.restricted": True})
    with pytest.raises(Refused):
        doubles.compare(desk, one, other)


def test_likely_doubles_of_a_case_leave_out_the_case_itself() -> None:
    desk = make_desk()
    one, other = person(desk, "Mohammed Al-Ahmad"), person(desk, "Muhammad Al Ahmad")
    assert [hit.row.id for hit in doubles.likely(desk, one)] == [other]


# --- family -------------------------------------------------------------------------------------------------------


def test_a_family_shows_everybody_with_the_own_dates() -> None:
    desk = make_desk()
    father, mother, child = person(desk, "Samir"), person(desk, "Maryam"), person(desk, "Nour")
    links.link(desk, father, mother, "partner")
    links.link(desk, mother, child, "child")
    cases.add(desk, mother, "residence_title", {"title": "§ 24", "valid_until": "2027-03-04"})
    tasks.add_task(desk, child, "Schule anmelden", date(2026, 12, 1))
    found = [
        (each.name, each.role, each.via, [date.date for date in each.dates]) for each in families.family(desk, father)
    ]
    assert found == [
        ("Samir", "", "", []),
        ("Maryam", "partner", "", ["2027-03-04"]),
        ("Nour", "", "2026-0002", ["2026-12-01"]),
    ]


def test_work_is_no_family_and_a_link_that_is_over_does_not_count() -> None:
    desk = make_desk()
    who, firm, former = person(desk), company(desk), person(desk, "Maryam")
    links.link(desk, who, firm, "employer")
    ref = links.link(desk, who, former, "partner").value
    links.end(desk, who, ref, date(2026, 1, 1))
    assert families.family(desk, who) == ()


def test_a_restricted_member_shows_neither_name_nor_dates() -> None:
    desk = make_desk()
    one, other = person(desk), person(desk, "Maryam")
    links.link(desk, one, other, "sibling")
    tasks.add_task(desk, other, "secret", date(2026, 12, 1))
    cases.set_fields(desk, other, {"case.restricted": True})
    member = families.family(desk, one)[1]
    assert (member.name, member.dates, member.restricted) == ("", (), True)


def test_a_circle_ends_and_half_the_town_is_not_pulled_in() -> None:
    desk = make_desk()
    people = [person(desk, f"P{number}") for number in range(30)]
    for one, other in zip(people, [*people[1:], people[0]], strict=True):
        links.link(desk, one, other, "sibling")
    assert len(families.family(desk, people[0])) == families.MOST_MEMBERS


# --- five hundred histories ---------------------------------------------------------------------------------------


@dataclass
class Model:
    """What must be true whatever happens: own values of each case, every change ever made, the links that stand."""

    values: dict[str, dict[str, Any]]
    written: dict[str, list[tuple[str, str, Any]]]
    linked: dict[str, tuple[str, str]] = field(default_factory=dict)
    last: tuple[Done[Any], Callable[[], object]] | None = None


EDITS = ("person.phone", "person.place", "case.summary", "task:1.what")
Step = tuple[str, int, int]
STEPS = st.one_of(
    st.tuples(st.just("edit"), st.integers(0, 2), st.integers(0, len(EDITS) - 1)),
    st.tuples(st.just("link"), st.integers(0, 2), st.integers(1, 2)),
    st.tuples(st.just("unlink"), st.integers(0, 1), st.integers(0, 5)),
    st.tuples(st.just("undo"), st.just(0), st.just(0)),
)


def step(desk: Desk, people: list[str], model: Model, number: int, what: Step) -> None:
    """Do one thing, and to the model the same."""
    name, who, choice = what
    if name == "edit":
        case, key, value = people[who], EDITS[choice], f"{people[who]} value {number}"
        before = model.values[case].get(key)
        model.last = cases.set_fields(desk, case, {key: value}), lambda: model.values[case].update({key: before})
        model.values[case][key] = value
        ref, _dot, field_name = key.partition(".")
        model.written[case].append((ref, field_name, value))
    elif name == "link":
        pair = (people[who], people[(who + choice) % 3])
        if set(pair) not in [set(standing) for standing in model.linked.values()]:
            done = links.link(desk, *pair, "double")
            model.linked[done.value] = pair
            model.last = done, lambda: model.linked.pop(done.value)
    elif name == "unlink" and model.linked:
        apart = sorted(model.linked)[choice % len(model.linked)]
        was = model.linked.pop(apart)
        model.last = links.unlink(desk, was[who], apart), lambda: model.linked.update({apart: was})
    elif name == "undo" and model.last is not None:
        done_before, take_back = model.last
        undo(desk, done_before)
        take_back()
        model.last = None


def holds(desk: Desk, people: list[str], model: Model) -> None:
    """Links stand on both sides or none; own values are what was typed; a history holds all of its own, no other's."""
    for case in people:
        file = cases.show(desk, case)
        assert {each.ref for each in file.all("link")} == {ref for ref, pair in model.linked.items() if case in pair}
        for key, value in model.values[case].items():
            ref, _dot, name = key.partition(".")
            assert file.value(ref, name) == value
        lines = [(line.entity, line.field, line.value) for line in desk.store.history(case, limit=10_000)]
        assert all(written in lines for written in model.written[case])
        texts = [value for ref, _name, value in lines if not ref.startswith("link:") and " value " in str(value)]
        assert all(str(text).startswith(f"{case} ") for text in texts)


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, max_size=14))
def test_whatever_is_edited_linked_and_taken_apart_both_histories_stay_whole(steps: list[Step]) -> None:
    desk = make_desk()
    people = [person(desk, f"Person {number}") for number in range(3)]
    model = Model({case: {} for case in people}, {case: [] for case in people})
    for number, what in enumerate(steps):
        step(desk, people, model, number, what)
        holds(desk, people, model)
    for ref, pair in tuple(model.linked.items()):
        links.unlink(desk, pair[0], ref)
        del model.linked[ref]
    # Taken apart, nothing of the other case is left, and everything of one's own is still there.
    holds(desk, people, model)
    assert desk.store.check().ok


def test_both_sides_are_written_in_one_transaction_of_the_real_file(tmp_path: Path) -> None:
    store = new_vault(tmp_path).unlock(PASSPHRASE, ADVISER)
    desk = make_desk(store=store)
    one, other = person(desk), person(desk, "Maryam Haddad")
    linked = links.link(desk, one, other, "double")
    assert [len(cases.show(desk, case).all("link")) for case in (one, other)] == [1, 1]
    undo(desk, linked)
    assert [len(cases.show(desk, case).all("link")) for case in (one, other)] == [0, 0]
    lines = [len(store.history(case, linked.value)) for case in (one, other)]
    assert lines == [3, 3] and store.check().ok
    store.close()
