"""The workplace itself: what was said at set-up is taken over once, nothing is invented."""

from __future__ import annotations

from tests.helpers.desks import make_desk
from welcomedesk.desk import office


def test_what_was_said_at_set_up_stands_on_the_letters() -> None:
    desk = make_desk()
    office.settle_in(desk, "Musterberatung", "MD-2")
    assert office.letterhead_fields(desk).text("name") == "Musterberatung"
    assert [adviser.text("name") for adviser in office.advisers(desk)] == ["A. Beispiel"]


def test_a_later_edit_is_not_overwritten() -> None:
    desk = make_desk()
    office.settle_in(desk, "Musterberatung", "MD-2")
    office.set_office(desk, {"name": None})
    office.settle_in(desk, "Musterberatung", "MD-2")
    assert office.letterhead_fields(desk).text("name") == "" and len(office.advisers(desk)) == 1


def test_an_office_that_said_nothing_stays_empty() -> None:
    desk = make_desk()
    office.settle_in(desk, "", "")
    assert office.letterhead_fields(desk).fields == {}
