"""The districts as shapes, and where a point of the earth lies among them. Read once, from the shipped outlines.

Units of the map: thousandths of a degree of latitude, east to the right, north up; a degree of longitude is shortened
by the cosine of the middle of the state, which is exact enough for 250 km.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from welcomedesk import paths

MIDDLE_LAT = 51.98
_SHORT = math.cos(math.radians(MIDDLE_LAT))
UNITS = 1000.0


def units(lat: float, lon: float) -> tuple[float, float]:
    """Where a point of the earth lies on the map, as plain numbers."""
    return lon * _SHORT * UNITS, -lat * UNITS


def spot(lat: float, lon: float) -> QPointF:
    """Where a point of the earth lies on the map."""
    return QPointF(*units(lat, lon))


@dataclass(frozen=True, slots=True)
class Shape:
    """One district.

    Args:
        key: official key, five digits.
        middle: where its name stands.
        span: width of its outline, for deciding whether the name fits.
    """

    key: str
    name: str
    path: QPainterPath
    middle: QPointF
    span: float


@cache
def districts() -> tuple[Shape, ...]:
    """All districts, large ones first, so that cities lie over what surrounds them."""
    text = (paths.resources() / "map" / "districts.geojson").read_text(encoding="utf-8")
    shapes = [_shape(feature) for feature in json.loads(text)["features"]]
    return tuple(sorted(shapes, key=lambda shape: -shape.span))


def district_at(point: QPointF) -> str:
    """Key of the district that holds a point of the map, empty outside; a city before what surrounds it."""
    return next((shape.key for shape in reversed(districts()) if shape.path.contains(point)), "")


@cache
def rings(key: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outlines of a district as plain numbers, for paper."""
    path = next(shape.path for shape in districts() if shape.key == key)
    polygons = path.toSubpathPolygons()
    return tuple(tuple(polygon.at(n).toTuple() for n in range(polygon.size())) for polygon in polygons)


@cache
def bounds() -> QRectF:
    """The rectangle around the state."""
    whole = QRectF()
    for shape in districts():
        whole = whole.united(shape.path.boundingRect())
    return whole


def _shape(feature: dict[str, dict[str, object]]) -> Shape:
    geometry = feature["geometry"]
    parts = geometry["coordinates"]
    assert isinstance(parts, list)
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    path = QPainterPath()
    largest: list[QPointF] = []
    for rings in polygons:
        for ring in rings:
            points = [spot(lat, lon) for lon, lat in ring]
            path.addPolygon(QPolygonF(points))
            path.closeSubpath()
            if len(points) > len(largest):
                largest = points
    box = path.boundingRect()
    names = feature["properties"]
    return Shape(str(names["ags5"]), str(names["name"]), path, _middle(largest), box.width())


def _middle(ring: list[QPointF]) -> QPointF:
    """Centre of gravity of a ring (shoelace formula)."""
    area = x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a.x() * b.y() - b.x() * a.y()
        area += cross
        x += (a.x() + b.x()) * cross
        y += (a.y() + b.y()) * cross
    return QPointF(x / (3 * area), y / (3 * area)) if area else ring[0]
