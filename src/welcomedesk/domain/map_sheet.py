"""The printed map as a value: outlines, numbered points, the place of the case, and the list that goes with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from welcomedesk.domain.letters import Letterhead

Ring = tuple[tuple[float, float], ...]
"""A closed line; x to the right, y down, in any unit that all rings share."""

PLAIN, CHOSEN, HATCHED, CROSSED = "plain", "chosen", "hatched", "crossed"
"""How a district is filled; hatching speaks also where the printer knows no colour."""


@dataclass(frozen=True, slots=True)
class MapDistrict:
    """One district.

    Args:
        rings: outlines of its parts.
        middle: where its name stands.
        fill: `PLAIN`, `CHOSEN`, `HATCHED` or `CROSSED`.
    """

    name: str
    rings: tuple[Ring, ...]
    middle: tuple[float, float]
    fill: str = PLAIN


@dataclass(frozen=True, slots=True)
class MapPoint:
    """Something at a place.

    Args:
        label: a number of the list, or how many others lie there.
        words: numbers of the list that are too many for signs of their own, `1–9, 11, 14`.
    """

    x: float
    y: float
    label: str
    fits: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class MapLine:
    """One line of the list; `label` is the number on the map, empty for what has no point."""

    label: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapSheet:
    """The whole sheet.

    Args:
        here: the place of the case.
        legend: (fill, words) of the districts, empty where they are plain.
        groups: head and lines of the list.
        words: `page` (with `{page}` and `{pages}`), `here`, `fits`, `other` in the language of the sheet.
        notes: small print below the map: what a point is, and whose outlines these are.
    """

    title: str
    subtitle: str
    language: str
    districts: tuple[MapDistrict, ...]
    points: tuple[MapPoint, ...]
    groups: tuple[tuple[str, tuple[MapLine, ...]], ...]
    words: dict[str, str]
    notes: tuple[str, ...]
    here: tuple[float, float] | None = None
    legend: tuple[tuple[str, str], ...] = ()
    letterhead: Letterhead = field(default_factory=Letterhead)
