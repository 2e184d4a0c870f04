"""Offices on the map: which of them share a circle at a zoom, and which stand as pins beside each other.

Plain numbers, no widgets: five thousand marks are grouped anew with every step of the zoom.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from welcomedesk.ui.components import map_shapes

CELL = 40
"""Pixels within which marks share one circle."""

SPREAD = 30
MOST_SPREAD = 4
"""So many numbered pins at one place stand beside each other; more become a circle with their number."""

LEVEL = math.log(1.25)
"""Groups are worked out for zooms a quarter apart and kept, so that going closer and back costs nothing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An office on the map; several may share a place.

    Args:
        number: as in the list, 0 for offices that were not asked for.
    """

    id: str
    name: str
    lat: float
    lon: float
    number: int = 0


class Located(NamedTuple):
    """A mark with its place in units of the map; a named tuple because thousands are made."""

    x: float
    y: float
    mark: Mark


class Spot(NamedTuple):
    """Something drawn: marks at one place.

    Args:
        x, y: in units of the map; `dx`, `dy` pixels from there.
        kind: `pin`, `ring` (several that fit) or `circle` (others).
    """

    x: float
    y: float
    marks: tuple[Mark, ...]
    kind: str
    dx: float = 0.0
    dy: float = 0.0


def located(marks: Iterable[Mark]) -> tuple[Located, ...]:
    """Marks with their place on the map."""
    return tuple(Located(*map_shapes.units(mark.lat, mark.lon), mark) for mark in marks)


class Spots:
    """All marks, grouped for any scale.

    Args:
        marks: with their place.
    """

    def __init__(self, marks: Sequence[Located]) -> None:
        self._fitting = [each for each in marks if each.mark.number]
        self._others = [each for each in marks if not each.mark.number]
        self._levels: dict[int, tuple[Spot, ...]] = {}

    def at(self, scale: float) -> tuple[Spot, ...]:
        """What is drawn at a scale (pixels per unit), others first."""
        level = round(math.log(scale) / LEVEL)
        found = self._levels.get(level)
        if found is None:
            found = self._levels[level] = self._made(CELL / math.exp(level * LEVEL))
        return found

    def _made(self, near: float) -> tuple[Spot, ...]:
        fitting = [(middle(group), group) for group in together(self._fitting, near)]
        made = []
        for group in together(self._others, near):
            x, y = middle(group)
            covered = any(abs(x - at[0]) + abs(y - at[1]) < near * 0.7 for at, _group in fitting)
            made.append(Spot(x, y, tuple(each.mark for each in group), "circle", 0.0, 19.0 if covered else 0.0))
        for at, group in fitting:
            made += _numbered(at, sorted((each.mark for each in group), key=lambda mark: mark.number))
        return tuple(made)


def together(marks: Sequence[Located], near: float) -> list[list[Located]]:
    """Marks that lie within `near` units of each other, as one group each.

    A grid finds groups in one pass over thousands of marks; groups that only the grid parted are joined afterwards.
    """
    cells: dict[tuple[int, int], list[Located]] = {}
    for each in marks:
        cells.setdefault((int(each.x // near), int(each.y // near)), []).append(each)
    placed: dict[tuple[int, int], tuple[float, float, list[Located]]] = {}
    for (column, row), group in sorted(cells.items(), key=lambda cell: -len(cell[1])):
        x, y = middle(group)
        joined = False
        for key in _AROUND:
            other = placed.get((column + key[0], row + key[1]))
            if other is not None and abs(other[0] - x) + abs(other[1] - y) < near:
                other[2].extend(group)
                joined = True
                break
        if not joined:
            placed[column, row] = (x, y, group)
    return [group for _x, _y, group in placed.values()]


_AROUND = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0))


def middle(group: Sequence[Located]) -> tuple[float, float]:
    """The mean place of a group."""
    if len(group) == 1:
        return group[0].x, group[0].y
    return sum(each.x for each in group) / len(group), sum(each.y for each in group) / len(group)


def _numbered(at: tuple[float, float], marks: list[Mark]) -> list[Spot]:
    """Pins beside each other for a few offices at one place, a ring with their number for many."""
    if len(marks) > MOST_SPREAD:
        return [Spot(*at, tuple(marks), "ring", 0.0, -4.0)]
    left = -(len(marks) - 1) / 2
    return [Spot(*at, (mark,), "pin", (left + n) * SPREAD, -6.0) for n, mark in enumerate(marks)]
