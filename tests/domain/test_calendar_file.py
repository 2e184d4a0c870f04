"""Calendar files, read back by a library that knows nothing of us."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from welcomedesk.domain.calendar_file import LINE, CalendarEntry, calendar_file, fold, uid_of

MADE = datetime(2026, 11, 23, 9, 42, tzinfo=timezone(timedelta(hours=1)))
DAY = date(2026, 11, 23)


def read(*entries: CalendarEntry) -> list[object]:
    return list(Calendar.from_ical(calendar_file(entries, made=MADE, name="Aufgaben")).walk("VEVENT"))


def test_a_day_comes_back_as_a_day_and_keeps_nobody_busy() -> None:
    (event,) = read(CalendarEntry("u1", DAY, "Frist"))
    assert (event["UID"], event.decoded("DTSTART"), event.decoded("DTEND")) == ("u1", DAY, date(2026, 11, 24))
    assert event["TRANSP"] == "TRANSPARENT" and event["CLASS"] == "PRIVATE"


def test_a_time_is_the_time_of_the_office_in_winter_and_in_summer() -> None:
    winter, summer = read(
        CalendarEntry("u1", DAY, "Anruf", "10:30"), CalendarEntry("u2", date(2026, 7, 1), "Anruf", "10:30", 45)
    )
    assert winter.decoded("DTSTART").astimezone(UTC).hour == 9
    assert summer.decoded("DTSTART").astimezone(UTC).hour == 8
    assert summer.decoded("DURATION") == timedelta(minutes=45)
    assert winter.decoded("DTSTAMP") == datetime(2026, 11, 23, 8, 42, tzinfo=UTC)


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    content = calendar_file([CalendarEntry("u1", DAY, "محمد Öztürk 🙂 " * 40)], made=MADE, name="x")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= LINE
    for line in lines:
        line.decode()


def test_the_same_thing_keeps_its_id() -> None:
    assert uid_of("c0ffee/task:1") == uid_of("c0ffee/task:1") != uid_of("c0ffee/task:2")
    assert "c0ffee" not in uid_of("c0ffee/task:1")


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)


@given(TEXT, TEXT)
def test_any_text_comes_back_as_it_was(summary: str, description: str) -> None:
    (event,) = read(CalendarEntry("u1", DAY, summary, description=description))
    assert str(event["SUMMARY"]) == "\n".join(summary.splitlines())
    assert str(event.get("DESCRIPTION", "")) == "\n".join(description.splitlines())


@given(st.text(max_size=300))
def test_text_can_never_write_a_property_of_its_own(text: str) -> None:
    events = read(CalendarEntry("u1", DAY, f"{text}\r\nEND:VEVENT\nATTACH:file:///etc/passwd"))
    assert len(events) == 1 and "ATTACH" not in events[0]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_a_folded_line_unfolds_to_itself(line: str) -> None:
    assert fold(line).replace("\r\n ", "") == line
