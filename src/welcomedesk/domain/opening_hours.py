"""Opening hours as people write them, read far enough to say whether an office is open on a day.

`Di 9–12 und 14–18, Do 9–12 Uhr; Mo und Mi geschlossen` is read; a text with anything else in it is not, and then
nothing is said: a wrong "open today" sends somebody on a long way for nothing. On public holidays an office is taken
to be closed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from welcomedesk.domain.saying import Said

Slot = tuple[str, str]
"""From and to, `09:00` and `12:30`."""

WEEK = 7

_DAY_WORDS = {
    word: number
    for words in (
        "mo di mi do fr sa so",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "mon tue wed thu fri sat sun",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, word in enumerate(words.split())
}
_WORKING_DAYS = ("an arbeitstagen", "arbeitstags", "werktags", "on working days")
_EVERY_DAY = ("täglich", "daily")
_SILENT = ("uhr", "h", "sowie")
_CLOSED = ("geschlossen", "closed", "zu")
_APPOINTMENT = (
    "nur mit termin",
    "nach termin",
    "mit termin",
    "nach vereinbarung",
    "by appointment only",
    "by appointment",
)

_TOKEN = re.compile(
    r"(?P<phrase>" + "|".join(sorted((*_APPOINTMENT, *_WORKING_DAYS, *_EVERY_DAY), key=len, reverse=True)) + r")"
    r"|(?P<time>\d{1,2}(?:[:.]\d{2})?)"
    r"|(?P<word>[a-zäöüß]+)\.?"
    r"|(?P<dash>[–—-])"
    r"|(?P<stop>[;,])"
    r"|(?P<other>\S)"
)


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of a week.

    Args:
        slots: by day of the week, Monday is 0; a day that is not named is closed.
        by_appointment: days on which one comes with an appointment only.
    """

    slots: Mapping[int, tuple[Slot, ...]] = field(default_factory=lambda: MappingProxyType({}))
    by_appointment: frozenset[int] = frozenset()

    def on(self, day: date, holidays: Set[date] = frozenset()) -> tuple[Slot, ...]:
        """When it is open on a day, empty where it is closed."""
        return () if day in holidays else self.slots.get(day.weekday(), ())


class _Unreadable(Exception):
    """Something stands there that these rules do not know."""


@lru_cache(maxsize=512)
def read_hours(text: str) -> Week | None:
    """The hours that a text says, `None` where it says more or less than hours of a week."""
    plain = re.sub(r"\([^)]*\)", " ", text.casefold().replace("bis", "–"))
    try:
        return _Reader().read(plain)
    except _Unreadable:
        return None


class _Reader:
    """Goes through a text once; days wait until it is known what happens on them."""

    def __init__(self) -> None:
        self.days: list[int] = []
        self.settled = False
        self.slots: dict[int, list[Slot]] = {}
        self.appointment: set[int] = set()
        self.range_from: int | None = None
        self.time_from = ""
        self.dash = False

    def read(self, text: str) -> Week:
        for kind, word in _tokens(text):
            self._take(kind, word)
        if self.time_from or self.dash or not (self.slots or self.appointment) or (self.days and not self.settled):
            raise _Unreadable
        made = {day: tuple(sorted(slots)) for day, slots in self.slots.items()}
        return Week(MappingProxyType(made), frozenset(self.appointment - made.keys()))

    def _take(self, kind: str, word: str) -> None:
        if kind == "time":
            self._time(word)
        elif kind == "dash":
            if self.dash or not (self.time_from or self.range_from is not None):
                raise _Unreadable
            self.dash = True
        elif self.time_from:
            raise _Unreadable  # a single time says neither when it opens nor when it closes
        elif kind == "phrase":
            self._phrase(word)
        elif kind == "word":
            self._word(word)
        elif kind == "other":
            raise _Unreadable

    def _phrase(self, word: str) -> None:
        if word in _WORKING_DAYS:
            self._name(range(5))
        elif word in _EVERY_DAY:
            self._name(range(WEEK))
        else:
            self._settle(self.appointment.add)

    def _word(self, word: str) -> None:
        if word in _DAY_WORDS:
            self._day(_DAY_WORDS[word])
        elif word in _CLOSED:
            self._settle(lambda day: self.slots.setdefault(day, []))
        elif word not in ("und", "and", *_SILENT):
            raise _Unreadable

    def _day(self, day: int) -> None:
        if self.dash and self.range_from is not None:
            span = (day - self.range_from) % WEEK
            self._name([(self.range_from + step) % WEEK for step in range(1, span + 1)])
            self.dash, self.range_from = False, None
            return
        self._name([day])
        self.range_from = day

    def _name(self, days: range | list[int]) -> None:
        if self.settled:
            self.days, self.settled = [], False
        self.days += [day for day in days if day not in self.days]

    def _time(self, text: str) -> None:
        clock = _clock(text)
        self.range_from = None
        if not self.time_from:
            if self.dash or not self.days:
                raise _Unreadable
            self.time_from = clock
            return
        if not self.dash or clock <= self.time_from:
            raise _Unreadable
        slot = (self.time_from, clock)
        self.time_from, self.dash = "", False
        self._settle(lambda day: self.slots.setdefault(day, []).append(slot))

    def _settle(self, keep: Callable[[int], object]) -> None:
        if not self.days or self.dash:
            raise _Unreadable
        for day in self.days:
            keep(day)
        self.settled, self.range_from = True, None


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        assert match.lastgroup
        yield match.lastgroup, match.group(match.lastgroup)


def _clock(text: str) -> str:
    hours, _colon, minutes = text.replace(".", ":").partition(":")
    if int(hours) > 24 or int(minutes or 0) > 59:
        raise _Unreadable
    return f"{int(hours):02}:{int(minutes or 0):02}"


def said_today(text: str, on: date, holidays: Set[date] = frozenset()) -> tuple[Said, ...]:
    """What the hours mean for a day: open, closed, closed on the holiday; then the next day it opens.

    Returns:
        No sentence where the text cannot be read.
    """
    week = read_hours(text)
    if week is None:
        return ()
    slots = week.on(on, holidays)
    if slots:
        return (Said("open_today", {"times": _times(slots)}),)
    if on in holidays:
        first = Said("closed_holiday")
    elif on.weekday() in week.by_appointment:
        return (Said("appointment_today"),)
    else:
        first = Said("closed_today")
    following = (on + timedelta(days=ahead) for ahead in range(1, 2 * WEEK))
    after = next((day for day in following if week.on(day, holidays)), None)
    if after is None:
        return (first,)
    return first, Said(
        "open_next", {"weekday": str(after.weekday()), "date": after.isoformat(), "times": _times(week.on(after))}
    )


def _times(slots: tuple[Slot, ...]) -> tuple[str, ...]:
    return tuple(f"{begin}–{end}" for begin, end in slots)
