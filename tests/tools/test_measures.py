"""The bench counts right; how fast the program is, is no matter for a test."""

from __future__ import annotations

import pytest

from tools.measures import frame


def measure(by: str = "median", limit: float = 0.1) -> frame.Measure:
    return frame.Measure("search", "search as you type", "bare index", limit, by, lambda _bench: SAMPLES)


SAMPLES = frame.Samples(ours=(0.01, 0.02, 0.03, 0.04, 0.2), baseline=(0.01, 0.01, 0.01, 0.01, 0.02))


def test_one_slow_run_in_five_is_the_95th_percentile() -> None:
    assert frame.percentile(SAMPLES.ours, 0.95) == 0.2


def test_five_slow_runs_in_a_hundred_are_not_the_95th_percentile() -> None:
    assert frame.percentile([0.01] * 95 + [9.0] * 5, 0.95) == 0.01


@pytest.mark.parametrize(
    ("by", "limit", "kept"), [("median", 0.03, True), ("p95", 0.19, False), ("ratio", 3.0, True), ("ratio", 2.9, False)]
)
def test_the_limit_is_for_the_figure_it_names(by: str, limit: float, kept: bool) -> None:
    assert frame.weigh(measure(by, limit), SAMPLES).kept is kept


def test_a_broken_promise_beside_the_time_counts() -> None:
    samples = frame.Samples((0.01,) * 5, (0.01,) * 5, failed=("240 MB of memory, at most 220 MB were promised",))
    result = frame.weigh(measure(), samples)
    assert not result.kept
    assert "240 MB" in frame.table([result])


def test_the_table_names_the_baseline_and_its_ratio() -> None:
    text = frame.table([frame.weigh(measure(), SAMPLES)])
    assert "3.00 × bare index (10 ms)" in text
    assert "median ≤ 100 ms" in text


def test_both_sides_are_run_equally_often() -> None:
    counts = {"ours": 0, "bare": 0}

    def run(name: str) -> frame.Run:
        def once() -> None:
            counts[name] += 1

        return once

    samples = frame.side_by_side(run("ours"), run("bare"), 5)
    assert len(samples.ours) == len(samples.baseline) == 5
    assert counts["ours"] == counts["bare"]
