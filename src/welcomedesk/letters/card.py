"""The card of an office on a letter: a 2D code for the telephone and a small map with the office as a dot."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from welcomedesk import paths
from welcomedesk.domain.letters import Card
from welcomedesk.letters.blocks import Piece
from welcomedesk.letters.sheet import Sheets

if TYPE_CHECKING:
    from welcomedesk.letters.blocks import Builder

_MODULE = 0.42  # side of one square, mm: telephones read 0.4 from paper
_MASK = 3
_MAP = 24.0
_GAP = 6.0

Ring = tuple[tuple[float, float], ...]


def card_pieces(card: Card, builder: Builder) -> list[Piece]:
    """The code at the left, what it is beside it, the map at the right."""
    squares = card_squares(card.code)
    side = len(squares) * _MODULE
    height = max(side, _MAP if card.point else 0.0)
    room = builder.width - side - 2 * _GAP - (_map_width() if card.point else 0.0)
    text = builder.text(card.caption, builder.s.small, indent=side + _GAP, width=side + _GAP + room)
    if card.point:
        notes = builder.text(card.map_caption, builder.s.small, indent=side + _GAP, width=side + _GAP + room, before=1)
        text = [*text, *notes]
    said = sum(piece.height + piece.before for piece in text)

    def draw(sheets: Sheets, top: float) -> None:
        sheets.squares(builder.x, top, _MODULE, squares)
        if card.point:
            _draw_map(sheets, card.point, builder.x + builder.width - _map_width(), top)
        at = top
        for piece in text:
            piece.draw(sheets, at + piece.before)
            at += piece.before + piece.height

    return [Piece(max(height, said), draw, before=builder.s.step)]


@lru_cache(maxsize=64)
def card_squares(text: str) -> Sequence[Sequence[bool]]:
    """The 2D code of a text; a seventh of it may be soiled. Source: ISO/IEC 18004."""
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    made: Any = QRCode(None, QRErrorCorrectLevel.M)
    made.addData(QR8bitByte(text.encode("utf-8")))
    made.version = made.calculate_version()
    made.makeImpl(False, _MASK)
    count = made.getModuleCount()
    return tuple(tuple(bool(made.isDark(row, column)) for column in range(count)) for row in range(count))


# --- the map ----------------------------------------------------------------------------------------------------------


@cache
def _rings() -> tuple[Ring, ...]:
    """The outlines of the districts in degrees: longitude shrunk to the width it has at this latitude."""
    text = (paths.resources() / "map" / "districts.geojson").read_text(encoding="utf-8")
    return tuple(
        tuple(_flat(lat, lon) for lon, lat, *_ in ring)
        for feature in json.loads(text)["features"]
        for ring in _rings_of(feature["geometry"])
    )


def _rings_of(geometry: dict[str, Any]) -> Iterator[Any]:
    parts = geometry["coordinates"]
    for part in parts if geometry["type"] == "MultiPolygon" else [parts]:
        yield from part


def _flat(lat: float, lon: float) -> tuple[float, float]:
    return lon * math.cos(math.radians(52)), -lat


@cache
def _frame() -> tuple[float, float, float, float]:
    """Left, top, width and height of the state."""
    points = [point for ring in _rings() for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top


def _map_width() -> float:
    _left, _top, wide, tall = _frame()
    return wide / tall * _MAP


def _draw_map(sheets: Sheets, point: tuple[float, float], x: float, y: float) -> None:
    left, top, _wide, tall = _frame()
    scale = _MAP / tall

    def at(place: tuple[float, float]) -> tuple[float, float]:
        return x + (place[0] - left) * scale, y + (place[1] - top) * scale

    sheets.outline([[at(place) for place in ring] for ring in _rings()], fill=None, points=0.3, gray=0.45)
    sheets.dot(*at(_flat(*point)), 1.2)
