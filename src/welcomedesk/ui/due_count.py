"""How much is due for erasure, counted in the background: some cases at a time, once a day, and after a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.retention import Slice


class DueCount:
    """Counts for a page.

    Args:
        ask: how the page reaches the desk.
        shown: gets the number when everything was read.
    """

    def __init__(self, ask: Callable[..., Any], shown: Callable[[int], object]) -> None:
        self._ask, self._shown = ask, shown
        self._counted: date | None = None

    def read(self, today: date) -> None:
        """Count, unless that was done today already."""
        if self._counted != today:
            self._counted = today
            self._read(today, 0, 0)

    def forget(self) -> None:
        """Something was erased or postponed: count again at the next look."""
        self._counted = None

    def _read(self, today: date, offset: int, count: int) -> None:
        def more(part: Slice) -> None:
            from welcomedesk.domain.retention import is_open

            found = count + sum(is_open(each, today) for each in part.found)
            if part.next >= 0:
                self._read(today, part.next, found)
            else:
                self._shown(found)

        self._ask(lambda desk: _slice(desk, offset), more)


def _slice(desk: Desk, offset: int) -> Slice:
    from welcomedesk.desk import retention

    return retention.read_slice(desk, offset)
