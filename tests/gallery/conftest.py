"""The stage of the gallery, one for a file of tests: its offices are dear to make."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.gallery.stage import Stage


@pytest.fixture(scope="module")
def standing(qapp: QApplication) -> Stage:
    """The stage, made once."""
    return Stage(qapp)


@pytest.fixture
def stage(standing: Stage) -> Iterator[Stage]:
    """The stage; afterwards the application looks as before."""
    yield standing
    standing.undress()
