"""Which numbers a report tells, and what somebody can work out who subtracts one report from another."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomedesk.domain.loops import SMALLEST
from welcomedesk.domain.reports import Table, hidden, periods, quarter, table, year_of

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 30), min_size=1, max_size=8)


def made(counts: Mapping[str, int], *, total: bool = True, leaving: bool = False) -> Table:
    groups = {key: [f"{key}{number}" for number in range(count)] for key, count in counts.items()}
    return table("x", groups, {}, total=sum(counts.values()) if total else None, leaving=leaving)


def told(found: Table) -> dict[str, int | None]:
    return {line.key: line.count for line in found.lines}


# --- periods ---------------------------------------------------------------------------------------------------------


def test_quarters_meet_without_a_gap_and_four_make_a_year() -> None:
    four = [quarter(2026, number) for number in (1, 2, 3, 4)]
    assert [(each.begin.isoformat(), each.end.isoformat()) for each in four] == [
        ("2026-01-01", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
        ("2026-07-01", "2026-09-30"),
        ("2026-10-01", "2026-12-31"),
    ]
    assert tuple(month for each in four for month in each.months) == year_of(2026).months


@pytest.mark.parametrize(("day", "first"), [(date(2026, 11, 23), "2026-Q4"), (date(2027, 1, 1), "2027-Q1")])
def test_the_newest_quarter_comes_first(day: date, first: str) -> None:
    found = [each.id for each in periods(day)]
    assert found[0] == first
    assert len(found) == len(set(found)) == 8


def test_an_empty_day_lies_in_no_period() -> None:
    assert not year_of(2026).holds("")


# --- what is told ----------------------------------------------------------------------------------------------------


@given(COUNTS)
def test_a_number_under_five_is_never_told(counts: dict[str, int]) -> None:
    for leaving in (False, True):
        for total in (False, True):
            for line in made(counts, total=total, leaving=leaving).lines:
                assert line.count is None or (line.count >= SMALLEST and counts[line.key] >= SMALLEST)


@given(COUNTS)
def test_no_case_stands_behind_a_number_that_is_not_told_or_leaves_the_house(counts: dict[str, int]) -> None:
    assert all(not line.cases for line in made(counts).lines if line.count is None)
    assert all(not line.cases for line in made(counts, leaving=True).lines)


def test_one_small_number_takes_the_next_one_with_it() -> None:
    """20 in all, 12 and 6 told: the hidden one would be 2."""
    assert told(made({"a": 12, "b": 6, "c": 2})) == {"a": 12, "b": None, "c": None}


def test_where_a_case_counts_in_several_lines_no_sum_tells_the_small_one() -> None:
    assert told(made({"a": 12, "b": 6, "c": 2}, total=False)) == {"a": 12, "b": 6, "c": None}


def test_a_table_that_tells_its_small_numbers_by_its_sum_alone_is_withheld() -> None:
    assert made({"a": 4, "b": 4}).withheld


@given(COUNTS)
def test_whoever_knows_the_sum_and_all_told_numbers_is_left_with_three_values(counts: dict[str, int]) -> None:
    found = hidden(counts, sum(counts.values()))
    if not found:
        return
    rest = sum(counts[key] for key in found)
    largest = SMALLEST - 1 if all(counts[key] < SMALLEST for key in found) else rest
    for _key in found:
        possible = {
            value
            for value in range(1, largest + 1)
            if len(found) - 1 <= rest - value <= (len(found) - 1) * largest
        }  # fmt: skip
        assert len(possible) >= 3


# --- attacks ---------------------------------------------------------------------------------------------------------


def possible_values(reports: list[dict[str, int | None]], whole: dict[str, int | None], key: str) -> list[set[int]]:
    """What each quarter's number for a key can have been, given all quarters and the year as they were published."""

    def values(published: dict[str, int | None], most: int) -> range:
        if key not in published:
            return range(1)
        number = published[key]
        return range(1, most) if number is None else range(max(SMALLEST, number - 2), number + 3)

    year = values(whole, 60)
    ranges = [values(report, 20) for report in reports]
    found: list[set[int]] = [set() for _report in reports]
    for guess in product(*ranges):
        if sum(guess) in year:
            for number, value in enumerate(guess):
                found[number].add(value)
    return found


@pytest.mark.parametrize("seed", range(25))
def test_four_quarters_and_their_year_do_not_tell_a_hidden_number(seed: int) -> None:
    """25 sets of four quarters, each compared with its year: 100 pairs of reports."""
    draw = random.Random(seed)
    quarters = [Counter({key: draw.randint(1, 9) for key in "abc" if draw.random() < 0.8}) for _quarter in range(4)]
    whole = sum(quarters, Counter())
    published = [told(made(each, leaving=True)) for each in quarters if each]
    year = told(made(whole, leaving=True))
    for key in whole:
        possible = possible_values(published, year, key)
        for report, values in zip(published, possible, strict=True):
            if key in report and report[key] is None:
                assert len(values) >= 2


def test_exact_numbers_would_be_told_by_subtracting() -> None:
    """The same attack on reports that are not rounded finds the number: the test above can fail."""
    quarters: list[dict[str, int | None]] = [{"a": 7}, {"a": 8}, {"a": 6}, {"a": None}]
    true = 7 + 8 + 6 + 3
    guesses = {value for value in range(1, 5) if 7 + 8 + 6 + value == true}
    assert guesses == {3} and quarters[-1]["a"] is None
