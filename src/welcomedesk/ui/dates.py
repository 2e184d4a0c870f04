"""Dates and times as people here write them. For words like "4 days overdue" see the pages."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from welcomedesk.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTH_NUMBERS = {
    "jan": "1", "feb": "2", "mar": "3", "mär": "3", "apr": "4", "may": "5", "mai": "5", "jun": "6", "jul": "7",
    "aug": "8", "sep": "9", "oct": "10", "okt": "10", "nov": "11", "dec": "12", "dez": "12",
}  # fmt: skip
"""Months by the first three letters of their names, English and German."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def long_date(iso: str) -> str:
    """`2026-11-23` as `23.11.2026` or `23 Nov 2026`, `2026-11` as `11/2026`; what is no date stays as it is."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return f"{iso[5:]}/{iso[:4]}" if len(iso) == 7 and iso[4] == "-" else iso
    if language() == "de":
        return f"{day.day:02}.{day.month:02}.{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(iso: str) -> str:
    """`2026-11-23` as `23.11.` or `23 Nov`."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{day.day:02}.{day.month:02}." if language() == "de" else f"{day.day} {_MONTHS[day.month - 1]}"


def weekday_date(day: date) -> str:
    """`Montag, 23. November 2026` or `Monday, 23 November 2026`."""
    name = weekdays()[day.weekday()]
    month = months()[day.month - 1]
    if language() == "de":
        return f"{name}, {day.day}. {month} {day.year}"
    return f"{name}, {day.day} {month} {day.year}"


def weekdays() -> tuple[str, ...]:
    """Names of the days, Monday first."""
    return (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def months() -> tuple[str, ...]:
    """Names of the months, January first."""
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip


YEARS = range(1900, 2200)
"""Years that somebody means; another one is a slip of the finger, such as 1026."""


def read_date(text: str) -> str | None:
    """What a person typed as ISO date; `None` if it is none or lies outside `YEARS`.

    Known are `23.11.2026`, `23.11.26`, `23 11 2026`, `23 Nov 2026`, `23. November 2026` and `2026-11-23`. Whatever
    `long_date` writes is read, in both languages: fields show their dates that way.
    """
    clean = text.strip().replace(",", ".").replace("/", ".").replace(" ", ".")
    try:
        return _meant(date.fromisoformat(clean))
    except ValueError:
        pass
    parts = [part for part in clean.split(".") if part]
    if len(parts) != 3:
        return None
    parts[1] = _MONTH_NUMBERS.get(parts[1].casefold()[:3], parts[1]) if parts[1].isalpha() else parts[1]
    if not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    day, month, year = (int(part) for part in parts)
    if len(parts[2]) <= 2:
        year += 2000 if year < 70 else 1900
    try:
        return _meant(date(year, month, day))
    except ValueError:
        return None


def read_since(text: str) -> str | None:
    """A year, a month or a day as `2026`, `2026-11` or ISO date: from `2026`, `11/2026`, `11.2026`; `None` if none."""
    clean = text.strip()
    if clean.isascii() and clean.isdecimal():
        return clean if len(clean) == 4 and int(clean) in YEARS else None
    found = re.fullmatch(r"(?:(\d{1,2})[./ ]\s?(\d{4})|(\d{4})-(\d{2}))", clean, re.ASCII)
    if found is None:
        return read_date(text)
    month, year = int(found[1] or found[4]), int(found[2] or found[3])
    return f"{year}-{month:02}" if 1 <= month <= 12 and year in YEARS else None


def _meant(day: date) -> str | None:
    return day.isoformat() if day.year in YEARS else None


_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?\s*([0-5]\d))?")


def read_time(text: str) -> str | None:
    """What a person typed as time, `09:30`: from `9:30`, `9.30`, `930`, `9 Uhr`, `9 Uhr 30`; `None` if none of them."""
    clean = " ".join(text.casefold().replace("uhr", " ").split())
    found = _TIME.fullmatch(clean)
    if found is None or int(found[1]) > 23:
        return None
    return f"{int(found[1]):02}:{found[2] or '00'}"


class _Clock:
    """The clock of the window: that of the machine, a fixed one for pictures."""

    now: Callable[[], datetime] = staticmethod(lambda: datetime.now().astimezone())


def use_clock(now: Callable[[], datetime]) -> None:
    """Show times of another clock than that of the machine, so that pictures of the window can be compared."""
    _Clock.now = staticmethod(now)


def minutes_until(clock: str) -> int:
    """Minutes from now to a time of today, `10:30`; negative when it is over, 0 for what is no time."""
    now = _Clock.now()
    try:
        then = time.fromisoformat(clock)
    except ValueError:
        return 0
    return (then.hour - now.hour) * 60 + then.minute - now.minute


def now_words() -> str:
    """The time of day, `09:42`."""
    return _Clock.now().strftime("%H:%M")
