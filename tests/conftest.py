"""What every test stands on: no display, no network, a workplace of its own, a quiet log."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers.offline import no_network
from tests.helpers.quiet_log import QuietLog

ROOT = Path(__file__).resolve().parent.parent

# Before anybody imports Qt: a screen is not needed, and a test never draws on somebody's desk.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test is judged by the clock. Where everything is checked before it counts, the same examples are tried each time;
# at a desk they differ, so that something new is found.
_SLOW = [HealthCheck.too_slow]
settings.register_profile("desk", deadline=None, suppress_health_check=_SLOW)
settings.register_profile("ci", deadline=None, suppress_health_check=_SLOW, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_configure(config: pytest.Config) -> None:
    """Compile words and packs once, in the process that hands out the tests."""
    if hasattr(config, "workerinput"):
        return
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import words

        words.compile_all()
    finally:
        sys.path.remove(str(ROOT / "tools"))
    from welcomedesk.packs.shelf import open_shelf

    open_shelf(ROOT / "resources" / "packs")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test, not created yet; the program never sees the real one."""
    home = tmp_path / "workplace"
    monkeypatch.setenv("WELCOMEDESK_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def offline() -> Iterator[None]:
    """Fail a test that opens a network socket, even where the program swallows the refusal."""
    with no_network() as guard:
        yield
        seen = list(guard.seen)
        guard.seen.clear()
    assert not seen, f"the network was touched: {seen}"


@pytest.fixture(autouse=True)
def expected_log() -> Iterator[QuietLog]:
    """Fail a test whose log holds an unexpected warning; `expected_log("part")` announces one."""
    quiet = QuietLog()
    root = logging.getLogger()
    root.addHandler(quiet)
    yield quiet
    root.removeHandler(quiet)
    assert not quiet.complaints(), "; ".join(quiet.complaints())


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    """Start every test in German, the first language of the window."""
    from welcomedesk import i18n

    i18n.use_language("de")
    yield
    i18n.use_language("de")
