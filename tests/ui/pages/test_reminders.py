"""Reminders inside the window: at the time, by number, silent, again after ten minutes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QPushButton

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import tasks
from welcomedesk.ui.page import Place

DAY = date(2026, 11, 23)


@dataclass
class Hand:
    """A clock that a test moves."""

    at: datetime = field(default_factory=lambda: datetime.fromisoformat("2026-11-23T10:29"))

    def now(self) -> datetime:
        return self.at


def opened(open_office: OpenOffice, *, time: str = "10:30") -> tuple[Open, Hand]:
    office = open_office("haddad")
    hand = Hand()
    office.shell.reminders._now = hand.now
    tasks.add_task(office.office.desk, office.office.case("haddad"), "Samir Haddad anrufen", DAY, time=time)
    office.go("today")
    office.shell.reminders.read()
    office.settle()
    return office, hand


def said(office: Open) -> str:
    banner = office.shell.reminder.banner
    return banner.accessibleName() if banner is not None else ""


def press(office: Open, words: str) -> None:
    found = [each for each in office.shell.reminder.findChildren(QPushButton) if each.text() == words]
    found[0].click()
    office.settle()


def at(office: Open, hand: Hand, clock: str) -> None:
    """Move the hand and let the timer come round."""
    hand.at = datetime.fromisoformat(f"{hand.at.date().isoformat()}T{clock}")
    office.shell.reminders.look()
    office.settle()


def test_nothing_is_said_before_the_time_and_the_number_at_the_time(open_office: OpenOffice) -> None:
    office, hand = opened(open_office)
    assert said(office) == ""
    at(office, hand, "10:30")
    assert said(office) == "Wiedervorlage 10:30 Uhr: Fall 2026-0001" and office.shell.reminder.isVisible()


def test_neither_name_nor_what_was_typed_shows(open_office: OpenOffice) -> None:
    office, hand = opened(open_office)
    at(office, hand, "10:30")
    assert "Haddad" not in said(office) and "anrufen" not in said(office)


def test_later_is_quiet_for_ten_minutes(open_office: OpenOffice) -> None:
    office, hand = opened(open_office)
    at(office, hand, "10:30")
    press(office, "In 10 Minuten wieder")
    at(office, hand, "10:39")
    assert said(office) == ""
    at(office, hand, "10:40")
    assert said(office)


def test_closed_it_stays_away_and_the_task_stays(open_office: OpenOffice) -> None:
    office, hand = opened(open_office)
    at(office, hand, "10:30")
    item = office.shell.reminders._items[0]
    office.shell.reminders.enough(item)
    at(office, hand, "10:50")
    assert said(office) == "" and tasks.timed(office.office.desk) == (item,)


def test_a_finished_task_reminds_nobody(open_office: OpenOffice) -> None:
    from welcomedesk.ui.acting import act

    office, hand = opened(open_office)
    at(office, hand, "10:30")
    item, page = office.shell.reminders._items[0], office.shell.view
    assert page is not None
    act(
        office.shell.context, page, lambda desk: tasks.finish_task(desk, item.case.id, item.ref), failed=page.show_error
    )
    office.settle()
    assert said(office) == ""


def test_opening_goes_to_the_case(open_office: OpenOffice) -> None:
    office, hand = opened(open_office)
    at(office, hand, "10:30")
    press(office, "Fall öffnen")
    assert office.shell.place == Place("case", case=office.office.case("haddad")) and said(office) == ""


def test_of_several_the_earliest_stands_there_and_the_others_are_counted(open_office: OpenOffice) -> None:
    office, hand = opened(open_office)
    tasks.add_office_task(office.office.desk, "Tür", DAY, time="10:31")
    office.shell.reminders.read()
    office.settle()
    at(office, hand, "10:32")
    assert said(office) == "Wiedervorlage 10:30 Uhr: Fall 2026-0001 und 1 weitere"
    press(office, "In 10 Minuten wieder")
    assert said(office) == "Wiedervorlage 10:31 Uhr: ganzes Büro"


def test_what_was_due_hours_ago_stands_on_today_only(open_office: OpenOffice) -> None:
    office, hand = opened(open_office, time="08:00")
    assert said(office) == ""
    at(office, hand, "10:45")
    assert said(office) == ""


def test_before_visitors_nothing_shows(open_office: OpenOffice) -> None:
    office, hand = opened(open_office)
    office.shell.go(Place("outreach"))
    office.settle()
    at(office, hand, "10:30")
    assert not office.shell.reminder.isVisible()
    office.shell.go(Place("today"))
    office.settle()
    assert office.shell.reminder.isVisible()


def test_a_new_day_reads_anew(open_office: OpenOffice) -> None:
    office, hand = opened(open_office)
    office.office.clock.forward(days=1)
    tasks.add_task(office.office.desk, office.office.case("haddad"), "morgen", date(2026, 11, 24), time="00:05")
    hand.at += timedelta(days=1)
    at(office, hand, "00:05")
    at(office, hand, "00:06")
    assert said(office).startswith("Wiedervorlage 00:05 Uhr")


def test_the_window_lets_the_clock_run_only_while_it_is_unlocked(open_office: OpenOffice) -> None:
    office, _hand = opened(open_office)
    office.shell.reminders.begin()
    assert office.shell.reminders._timer.isActive()
    office.shell.close_session()
    assert not office.shell.reminders._timer.isActive()
