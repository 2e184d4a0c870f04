"""Font roles in points, made from the application font so that they follow the settings of the system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

# role: (points at the usual system size, weight)
ROLES: dict[str, tuple[float, int]] = {
    "small": (9, 400),
    "small-strong": (9, 600),
    "body": (10, 400),
    "medium": (10, 500),
    "strong": (10, 600),
    "card": (11, 600),
    "input-large": (12, 400),
    "tile": (12, 500),
    "tile-strong": (12, 600),
    "question": (13, 600),
    "page": (16, 600),
    "client": (15, 400),
    "client-title": (20, 600),
    "clock": (36, 400),
}

_USUAL = {"win32": 9.0, "darwin": 13.0}
_USUAL_ELSEWHERE = 10.0
# Bare X servers and the offscreen platform say 9 where no desktop has spoken; smaller than this nobody chose.
_SMALLEST_CHOSEN = 9.5


def system_factor(points: float, platform: str = sys.platform) -> float:
    """How much larger than usual the person set the fonts of the system, 0.9 to 2."""
    usual = _USUAL.get(platform, _USUAL_ELSEWHERE)
    if usual == _USUAL_ELSEWHERE and points < _SMALLEST_CHOSEN:
        return 1.0
    return min(2.0, max(0.9, points / usual)) if points > 0 else 1.0


def make_font(base: QFont, role: str, factor: float) -> QFont:
    """The font of a role.

    Args:
        base: the application font (family and features).
        role: a key of `ROLES`.
        factor: system size times text zoom.
    """
    # Imported here: the first picture needs the numbers above, but no font.
    from PySide6.QtGui import QFont

    points, weight = ROLES[role]
    font = QFont(base)
    font.setPointSizeF(round(points * factor, 1))
    font.setWeight(QFont.Weight(weight))
    return font
