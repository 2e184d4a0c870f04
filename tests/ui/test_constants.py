"""Qt must not use up the constants of the interpreter; see `welcomedesk._keep_constants`."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

import welcomedesk


def test_none_outlives_many_calls_into_qt() -> None:
    """Without the guard this loop ends the process on Python 3.11."""
    thing = QObject()
    for _ in range(60_000):
        thing.setObjectName("x")
    assert welcomedesk.__version__
    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > 1 << 40
