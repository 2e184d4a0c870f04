"""Dates as words of the day: overdue since, today, by, without a date; and short words for persons and states."""

from __future__ import annotations

from datetime import date

from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.dates import long_date, minutes_until, short_date, weekdays

REFERRAL_ICONS = {
    "drafted": ("open-circle", "open"),
    "handed_over": ("clock", "accent"),
    "sent": ("clock", "accent"),
    "received": ("clock", "accent"),
    "accepted": ("check-circle", "good"),
    "appointment": ("calendar", "accent"),
    "done": ("check-circle", "good"),
    "declined": ("bar-circle", "caution"),
    "not_arrived": ("triangle", "danger"),
    "withdrawn": ("bar-circle", "text2"),
}
"""Icon and tone by state of a referral."""

ACTS = {"adviser": N_("you act"), "client": N_("the person acts"), "contact": N_("the contact acts"), "nobody": ""}

TASK_ICONS = {"task": "today", "call": "phone", "talk": "chat", "paper": "papers", "letter": "document"}


def days_between(first: str, second: date) -> int:
    """Days from an ISO date to a day, negative when it lies after it; 0 for what is no date."""
    try:
        return (second - date.fromisoformat(first[:10])).days
    except ValueError:
        return 0


def for_days(days: int) -> str:
    """`seit 4 Tagen`."""
    return ngettext("for {n} day", "for {n} days", days).format(n=days)


def in_days(days: int) -> str:
    """`in 7 Tagen`, `morgen`, `heute`."""
    if days == 0:
        return _("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days) if days > 1 else _("tomorrow")


SOON = 120
"""Minutes before a time from which a row says how long it is until then."""


def soon(time: str) -> str:
    """`in 48 Minuten`; empty for what is over, far off or has no time."""
    left = minutes_until(time)
    return ngettext("in {n} minute", "in {n} minutes", left).format(n=left) if 0 < left <= SOON else ""


def overdue(days: int) -> str:
    """`Seit 3 Tagen überfällig`."""
    return ngettext("{n} day overdue", "{n} days overdue", days).format(n=days)


def weekday_short(iso: str) -> str:
    """`Donnerstag, 19.11.`."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{weekdays()[day.weekday()]}, {short_date(iso)}"


def clock(time: str) -> str:
    """`10:30 Uhr`, or `10:30`."""
    return _("at {time}").format(time=time)


def appointment_words(day: str, time: str) -> str:
    """`Termin am 01.12.2026, 10:30 Uhr`, empty where none is made."""
    if not day:
        return ""
    words = _("Appointment on {date}").format(date=long_date(day))
    return f"{words}, {clock(time)}" if time else words


def by(iso: str, today: date, time: str = "") -> tuple[str, str]:
    """Words for a date in a row and their tone: `heute`, `bis 30.11.2026`, `seit 4 Tagen`, `ohne Frist`."""
    if not iso:
        return _("no date"), ""
    late = days_between(iso, today)
    if late > 0:
        return for_days(late), "danger"
    if late == 0:
        return clock(time) if time else _("today"), ""
    return _("by {date}").format(date=long_date(iso)), ""


def repeats(repeat: str, since: str) -> str:
    """`jeden Montag`, `jeden Monat am 31.`, `jedes Jahr am 23.11.`; empty for what does not come back.

    Args:
        since: ISO date the rhythm counts from.
    """
    try:
        first = date.fromisoformat(since[:10])
    except ValueError:
        return ""
    words = {
        "daily": _("every working day"),
        "weekly": _("every week on {weekday}").format(weekday=weekdays()[first.weekday()]),
        "monthly": _("every month on day {day}").format(day=first.day),
        "yearly": _("every year on {date}").format(date=short_date(since)),
    }
    return words.get(repeat, "")


def initials(name: str) -> str:
    """`A. B.` for `Anna Beispiel`."""
    return " ".join(f"{part[0]}." for part in name.split()[:3] if part)


def short_name(name: str, kind: str) -> str:
    """`S. Haddad` for a person, the whole name for a company; names in other scripts stay whole."""
    parts = name.split()
    if kind == "company" or len(parts) < 2 or not parts[0][0].isalpha() or not _latin(name):
        return name
    return f"{parts[0][0]}. {' '.join(parts[1:])}"


def _latin(name: str) -> bool:
    return all(not letter.isalpha() or letter < "\u0250" for letter in name)
