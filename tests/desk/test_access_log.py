"""The log of views: once an hour, with reason where something is hidden, twelve months, no ranking."""

from __future__ import annotations

from tests.helpers.desks import FixedClock, make_desk
from welcomedesk.desk import access, cases


def test_opening_is_noted_once_an_hour() -> None:
    clock = FixedClock()
    desk, openings = make_desk(clock=clock), access.Openings()
    case = cases.open_case(desk, "person", "x").value
    assert [openings.note(desk, case.id) for _ in range(3)] == [True, False, False]
    clock.forward(hours=1)
    assert openings.note(desk, case.id)
    page = access.page(desk, case_number=case.number)
    assert [line.access.what for line in page.lines] == ["opened", "opened"] and page.total == 2


def test_the_page_is_newest_first_and_asks_for_one_case() -> None:
    desk = make_desk()
    first, second = (cases.open_case(desk, "person", "x").value for _ in range(2))
    for case in (first, second, first):
        cases.note_access(desk, case.id, "address")
    assert [line.number for line in access.page(desk).lines] == [first.number, second.number, first.number]
    assert access.page(desk, case_number=second.number).total == 1
    assert access.page(desk, case_number="2019-0001").total == 0
    assert len(access.page(desk, most=2).lines) == 2


def test_a_restricted_case_shows_its_number_and_an_erased_one_none() -> None:
    desk = make_desk()
    hidden, gone = (cases.open_case(desk, "person", "x").value for _ in range(2))
    cases.set_fields(desk, hidden.id, {"case.restricted": True})
    for case in (hidden, gone):
        cases.note_access(desk, case.id, "restricted", "Auskunft")
    desk.store.erase(gone.id, actor="A", at=desk.clock.now())
    lines = access.page(desk).lines
    assert [(line.number, line.access.reason) for line in lines] == [("", ""), (hidden.number, "Auskunft")]


def test_after_twelve_months_a_line_is_gone() -> None:
    clock = FixedClock()
    desk = make_desk(clock=clock)
    case = cases.open_case(desk, "person", "x").value
    cases.note_access(desk, case.id, "address")
    clock.forward(days=200)
    cases.note_access(desk, case.id, "address")
    assert access.tidy(desk) == 0
    clock.forward(days=166)
    assert access.tidy(desk) == 1
    assert access.page(desk).total == 1


def test_reading_the_log_is_noted() -> None:
    desk = make_desk()
    access.note_reading(desk)
    assert [line.access.what for line in access.page(desk).lines] == ["log"]


def test_every_kind_of_view_has_words_and_nothing_counts_advisers() -> None:
    assert all(access.KINDS.values())
    assert set(access.Page.__dataclass_fields__) == {"lines", "total"}
