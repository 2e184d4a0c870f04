"""Counts for the funder: over which period, in which tables, and which numbers may be told.

A number from 1 to 4 is never shown: in a small town one would know who it was. Where the total of a table would tell a
hidden number, the next smallest one is hidden too, until three different values remain possible. What leaves the house
is rounded to five as well, so that two reports cannot be subtracted from each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from welcomedesk.domain.loops import SMALLEST

ROUNDING = 5
"""Numbers of tables leave the house as multiples of this. The limit is the product's own, as `SMALLEST` is."""

_BLUR = ROUNDING // 2
_LEAST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter (`2026-Q4`) or a year (`2026`); others are not reported, because two of them could be subtracted."""

    id: str
    begin: date
    end: date

    @property
    def year(self) -> int:
        return self.begin.year

    @property
    def quarter(self) -> int:
        """1 to 4, or 0 for a whole year."""
        return (self.begin.month + 2) // 3 if "Q" in self.id else 0

    @property
    def months(self) -> tuple[str, ...]:
        """`2026-10`, `2026-11`, `2026-12`."""
        return tuple(f"{self.year}-{month:02}" for month in range(self.begin.month, self.end.month + 1))

    def holds(self, day: str) -> bool:
        """Whether an ISO date lies in it; an empty one does not."""
        return self.begin.isoformat() <= day[:10] <= self.end.isoformat()


def quarter(year: int, number: int) -> Period:
    """One quarter of a year."""
    begin = date(year, 3 * number - 2, 1)
    after = date(year + number // 4, 3 * number % 12 + 1, 1)
    return Period(f"{year}-Q{number}", begin, after - timedelta(days=1))


def year_of(year: int) -> Period:
    """A whole year."""
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def periods(today: date) -> tuple[Period, ...]:
    """What can be reported: the last five quarters, newest first, then this year and the last two."""
    number = (today.month + 2) // 3
    steps = [4 * today.year + number - 1 - back for back in range(5)]
    quarters = (quarter(step // 4, step % 4 + 1) for step in steps)
    return (*quarters, *(year_of(today.year - back) for back in range(3)))


# --- tables ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table.

    Args:
        key: the value that is counted; empty where it is not known.
        label: its words.
        count: how often; `None` where it is not told.
        cases: ids of the cases behind it; empty where the number is not told or has none.
    """

    key: str
    label: str
    count: int | None
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by the values of one field.

    Args:
        lines: largest first, those that are not told last.
        several: a case may count in several lines, so that they do not add up to the total.
        withheld: nothing of it may be told.
    """

    name: str
    lines: tuple[Line, ...]
    several: bool = False
    withheld: bool = False


def hidden(counts: Mapping[str, int], total: int | None, blur: int = 0) -> frozenset[str] | None:
    """Keys whose numbers are not told; `None` where the whole table tells too much.

    Args:
        counts: the true numbers, none of them 0.
        total: their sum, where it is known outside; `None` where a case may count in several lines.
        blur: by how much a number that is told may differ from the true one.
    """
    kept = {key for key, count in counts.items() if count < SMALLEST}
    if total is None or not kept:
        return frozenset(kept)
    in_order = sorted((key for key in counts if key not in kept), key=lambda key: (counts[key], key))
    while _candidates(counts, kept, total, blur) < _LEAST_CANDIDATES:
        if not in_order:
            return None
        kept.add(in_order.pop(0))
    return frozenset(kept)


def _candidates(counts: Mapping[str, int], kept: set[str], total: int, blur: int) -> int:
    """How many values somebody who knows everything else must hold possible for a hidden number."""
    told = [_rounded(count, blur) for key, count in counts.items() if key not in kept]
    least, most = total - sum(told) - blur * len(told), total - sum(told) + blur * len(told)
    only_small = all(counts[key] < SMALLEST for key in kept)
    cap = SMALLEST - 1 if only_small else most
    low = max(1, least - (len(kept) - 1) * cap)
    high = min(cap, most - (len(kept) - 1))
    return high - low + 1


def _rounded(count: int, blur: int) -> int:
    return ROUNDING * ((count + _BLUR) // ROUNDING) if blur else count


def table(
    name: str,
    groups: Mapping[str, Sequence[str]],
    labels: Mapping[str, str],
    *,
    total: int | None,
    leaving: bool = False,
) -> Table:
    """The table of a grouping.

    Args:
        groups: what is counted by value: one entry (the id of its case, or empty) per count.
        labels: words of each value.
        total: how many there are; `None` where a case may stand in several groups.
        leaving: numbers are rounded, and no case stands behind them.
    """
    counts = {key: len(found) for key, found in groups.items() if found}
    blur = _BLUR if leaving else 0
    kept = hidden(counts, total, blur)
    if kept is None:
        return Table(name, (), total is None, withheld=True)
    in_order = sorted(counts, key=lambda key: (key in kept, -counts[key], labels.get(key, key)))
    lines = tuple(
        Line(
            key,
            labels.get(key, key),
            None if key in kept else _rounded(counts[key], blur),
            () if key in kept or leaving else tuple(dict.fromkeys(case for case in groups[key] if case)),
        )
        for key in in_order
    )
    return Table(name, lines, total is None)


@dataclass(frozen=True, slots=True)
class Total:
    """One number about the whole period; `None` for one from 1 to 4."""

    name: str
    count: int | None
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about one period."""

    period: Period
    totals: tuple[Total, ...]
    tables: tuple[Table, ...]
