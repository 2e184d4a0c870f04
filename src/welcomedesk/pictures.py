"""Pictures of the real window at work, for the demo and the README; needs no display."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.paths import Home


def take(home: Home, desk: Desk, cases: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    yield from ()
