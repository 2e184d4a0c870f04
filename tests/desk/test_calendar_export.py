"""Tasks and deadlines as a calendar file: by number, names only on request."""

from __future__ import annotations

from datetime import date

from icalendar import Calendar

from tests.helpers.desks import make_desk
from tests.helpers.real import real_desk
from welcomedesk.desk import calendar_export, cases, tasks
from welcomedesk.desk.calendar_export import Exported
from welcomedesk.desk.core import Desk

FIRST, LAST = date(2026, 11, 23), date(2026, 12, 31)


def summaries(made: Exported) -> list[str]:
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(made.content).walk("VEVENT")]


def uids(made: Exported) -> list[str]:
    return [str(event["UID"]) for event in Calendar.from_ical(made.content).walk("VEVENT")]


def office() -> tuple[Desk, str]:
    desk = make_desk()
    case = cases.open_case(desk, "person", "Samir Haddad").value.id
    tasks.add_task(desk, case, "Samir anrufen", date(2026, 11, 24), time="10:30", kind="call")
    cases.add(desk, case, "residence_title", {"title": "§ 25", "valid_until": "2026-12-14"})
    tasks.add_office_task(desk, "Papier bestellen", date(2026, 12, 1))
    return desk, case


def test_by_default_an_entry_says_kind_and_number_and_never_a_name() -> None:
    desk, _case = office()
    made = calendar_export.export(desk, FIRST, LAST)
    assert summaries(made) == ["Rückruf (Fall 2026-0001)", "Wiedervorlage (ganzes Büro)",
                               "Aufenthaltstitel endet (Fall 2026-0001)"]  # fmt: skip
    assert b"Samir" not in made.content and b"Papier" not in made.content and made.named == ()


def test_no_sample_case_leaves_a_name_in_the_file() -> None:
    real = real_desk()
    made = calendar_export.export(real.desk, date(2026, 1, 1), date(2027, 12, 31), mine=False)
    text = b"".join(made.content.split(b"\r\n ")).decode()
    names = [cases.show(real.desk, real.case(sample)).name for sample in real.entered]
    assert made.entries > 5 and not [name for name in names if name in text]


def test_with_names_each_case_is_noted_once_the_file_is_written() -> None:
    desk, case = office()
    made = calendar_export.export(desk, FIRST, LAST, names=True)
    assert "Rückruf: Samir anrufen (Samir Haddad, Fall 2026-0001)" in summaries(made)
    assert desk.store.accesses(case) == ()
    calendar_export.note(desk, made)
    assert [line.what for line in desk.store.accesses(case)] == ["calendar"]


def test_whoever_has_a_protected_address_keeps_to_the_number() -> None:
    desk, case = office()
    cases.set_fields(desk, case, {"person.address_protected": True})
    made = calendar_export.export(desk, FIRST, LAST, names=True)
    assert b"Samir" not in made.content and made.named == ()


def test_only_the_period_leaves_and_an_entry_keeps_its_id_when_it_moves() -> None:
    desk, case = office()
    (task,) = cases.show(desk, case).all("task")
    before = calendar_export.export(desk, date(2026, 11, 24), date(2026, 11, 24))
    tasks.move_task(desk, case, task.ref, date(2026, 11, 27))
    after = calendar_export.export(desk, date(2026, 11, 27), date(2026, 11, 27))
    assert uids(before) == uids(after) and before.entries == after.entries == 1


def test_only_what_concerns_the_adviser_unless_asked_for() -> None:
    desk, case = office()
    cases.set_fields(desk, case, {"case.adviser": "B. Muster"})
    assert calendar_export.export(desk, FIRST, LAST).entries == 1
    assert calendar_export.export(desk, FIRST, LAST, mine=False).entries == 3
