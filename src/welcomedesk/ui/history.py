"""Where somebody was in the window, and where they are: the places that back and forward go through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from welcomedesk.ui.page import Place

LONGEST = 50
"""Places that are remembered over a lock."""


class History:
    """Places in their order, one of them current."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def place(self) -> Place:
        """Where we are."""
        return self._places[self._at] if self._places else Place("")

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    def go(self, place: Place) -> None:
        """Go on to a place; what lay ahead is forgotten."""
        del self._places[self._at + 1 :]
        self._places.append(place)
        self._at = len(self._places) - 1

    def step(self, step: int) -> bool:
        """Go back (-1) or forward (1); says whether there was a place."""
        if not 0 <= self._at + step < len(self._places):
            return False
        self._at += step
        return True

    def keep(self) -> dict[str, Any]:
        """The last places as a draft; what was typed into the search is none."""
        places = [[p.page, p.case, p.tab, "" if p.tab == "new" else p.item] for p in self._places[-LONGEST:]]
        return {"places": places, "at": len(places) - (len(self._places) - self._at)}

    def take(self, kept: dict[str, Any], known: Callable[[Place], bool]) -> bool:
        """Take over places that were kept; says whether any of them still exists.

        Args:
            kept: what `keep` gave, perhaps of another version of the program.
            known: whether there is such a place.
        """
        try:
            places = [place for parts in kept.get("places", []) if known(place := Place(*parts))]
            at = int(kept.get("at", 0))
        except (ValueError, TypeError, IndexError):
            return False
        if not places:
            return False
        self._places = places
        self._at = min(max(0, at), len(places) - 1)
        return True
