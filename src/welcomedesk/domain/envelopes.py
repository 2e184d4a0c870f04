"""Envelopes and sheets of address labels as values, with their measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from welcomedesk.domain.letters import Recipient


@dataclass(frozen=True, slots=True)
class EnvelopeSize:
    """An envelope lying with its long side down, mm.

    Args:
        x, y: where the address begins, from the left and from the top.
    """

    width: float
    height: float
    x: float
    y: float


ENVELOPES: Mapping[str, EnvelopeSize] = MappingProxyType(
    {
        "DL": EnvelopeSize(220.0, 110.0, 115.0, 52.0),
        "C5": EnvelopeSize(229.0, 162.0, 120.0, 85.0),
        "C4": EnvelopeSize(324.0, 229.0, 190.0, 130.0),
    }
)
"""Sizes. Source: DIN 678-1 (DL 110 × 220, C5 162 × 229, C4 229 × 324).

The address keeps 40 mm from the top (stamp), 15 mm from every edge and stays right of the middle, so that sorting
machines find it; the lowest 15 mm stay free.
"""

KEEP_FREE_TOP, KEEP_FREE_EDGE = 40.0, 15.0


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels on A4, mm."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def place(self, number: int) -> tuple[float, float]:
        """Left and top of a label, counted from 0 in reading order."""
        row, column = divmod(number, self.columns)
        return self.left + column * (self.width + self.gap), self.top + row * self.height


LABELS: Mapping[str, LabelSheet] = MappingProxyType(
    {
        "3x8": LabelSheet(3, 8, 70.0, 37.0, 0.0, 0.5),
        "2x7": LabelSheet(2, 7, 99.1, 38.1, 4.65, 15.15, 2.5),
        "2x6": LabelSheet(2, 6, 105.0, 48.0, 0.0, 4.5),
    }
)
"""Usual sheets: 24 of 70 × 37, 14 of 99.1 × 38.1, 12 of 105 × 48 mm."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What goes onto envelopes or labels.

    Args:
        size: of `ENVELOPES` or `LABELS`.
        sender: return line, on one line; empty for none.
        first: labels already used on the first sheet.
    """

    size: str
    recipients: tuple[Recipient, ...]
    sender: str = ""
    first: int = 0
    language: str = "de"
