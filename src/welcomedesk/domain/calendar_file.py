"""Calendar files (iCalendar, RFC 5545): days and times that any calendar program reads.

We write eight properties of two components; `docs/decisions/0011-calendar-files.md` says why without a library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

LINE = 75
"""Octets of a line before it is folded (RFC 5545, 3.1)."""

_ZONE = "Europe/Berlin"
_ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{_ZONE}",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""Summer time since 1996 (directive 2000/84/EC). Times leave as wall clock, so that no table of zones is needed."""

_OURS = UUID("5d3f0a53-6a0e-4f53-9a0c-2b8a3f1f7c11")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One day or time.

    Args:
        uid: stays the same as long as it is about the same thing, see `uid_of`.
        time: `10:30`, or empty for the whole day.
        minutes: how long, where there is a time.
    """

    uid: str
    day: date
    summary: str
    time: str = ""
    minutes: int = 30
    description: str = ""


def uid_of(key: str) -> str:
    """An id that is always the same for a key and tells nothing of it (RFC 7986, 5.3 asks for a random-looking one)."""
    return str(uuid5(_OURS, key))


def calendar_file(entries: Iterable[CalendarEntry], *, made: datetime, name: str) -> bytes:
    """The file.

    Args:
        made: now, with its time zone.
        name: what calendar programs call the calendar.
    """
    entries = tuple(entries)
    stamp = made.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Welcomedesk//Welcomedesk//EN", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]  # fmt: skip
    zone = _ZONE_LINES if any(entry.time for entry in entries) else ()
    body = (line for entry in entries for line in _event(entry, stamp))
    return "".join(f"{fold(line)}\r\n" for line in (*head, *zone, *body, "END:VCALENDAR")).encode()


def _event(entry: CalendarEntry, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{entry.uid}", f"DTSTAMP:{stamp}")
    if entry.time:
        begins = datetime.fromisoformat(f"{entry.day.isoformat()}T{entry.time}")
        yield f"DTSTART;TZID={_ZONE}:{begins:%Y%m%dT%H%M%S}"
        yield f"DURATION:PT{entry.minutes}M"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
        # A deadline does not make anybody busy for the whole day.
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{escaped(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{escaped(entry.description)}"
    yield from ("CLASS:PRIVATE", "END:VEVENT")


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line breaks written as RFC 5545, 3.3.11 wants; no control signs."""
    kept = "\n".join(text.splitlines())
    kept = "".join(sign for sign in kept if sign == "\n" or not _cannot_stand(sign))
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        kept = kept.replace(sign, written)
    return kept


def _cannot_stand(sign: str) -> bool:
    """Control signs and broken characters; the joiners of Arabic and Persian stay."""
    return sign < " " or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff"


def fold(line: str) -> str:
    """A line in pieces of at most `LINE` octets, each further one behind a space; no letter is cut in two."""
    if len(line.encode()) <= LINE:
        return line
    pieces, size = [""], 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LINE:
            pieces.append("")
            size = 1
        pieces[-1] += sign
        size += octets
    return "\r\n ".join(pieces)
