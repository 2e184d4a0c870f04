"""Where things stand on an A4 letter.

All measures are mm from the top left corner of the sheet. Source: DIN 5008:2020-03, letters of form A and form B;
the comment behind a measure names the part of the standard that sets it.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 210.0
HEIGHT = 297.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its top left corner, mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Form:
    """One of the two forms of a business letter."""

    name: str
    letterhead: Box
    address_field: Box
    info_block: Box
    text_top: float
    folds: tuple[float, float]


FORM_A = Form(
    name="A",
    letterhead=Box(25.0, 8.0, 165.0, 19.0),  # Briefkopf: 27 mm high
    address_field=Box(20.0, 27.0, 85.0, 45.0),  # Anschriftfeld: 85 × 45 mm, 27 mm from the top
    info_block=Box(125.0, 32.0, 65.0, 40.0),  # Informationsblock: 125 mm from the left, 5 mm under the letterhead
    text_top=80.5,  # Betreff: 8.5 mm under the address field
    folds=(87.0, 192.0),  # Faltmarken of form A
)

FORM_B = Form(
    name="B",
    letterhead=Box(25.0, 12.0, 165.0, 33.0),  # Briefkopf: 45 mm high
    address_field=Box(20.0, 45.0, 85.0, 45.0),  # Anschriftfeld: 85 × 45 mm, 45 mm from the top
    info_block=Box(125.0, 50.0, 65.0, 40.0),  # Informationsblock
    text_top=98.5,  # Betreff
    folds=(105.0, 210.0),  # Faltmarken of form B
)

FORMS = {"A": FORM_A, "B": FORM_B}

HOLE_MARK = 148.5  # Lochmarke: the middle of the sheet

ADDRESS_INSET = 5.0  # text in the address field stands on the left margin of the letter, 25 mm
NOTES_ZONE = 17.7  # Zusatz- und Vermerkzone with the return line: 17.7 mm, five lines
NOTES_PITCH = NOTES_ZONE / 5
ADDRESS_ZONE = 27.3  # Anschriftzone: 27.3 mm, six lines
ADDRESS_LINES = 6
ADDRESS_PITCH = ADDRESS_ZONE / ADDRESS_LINES

TEXT = Box(25.0, 0.0, 165.0, 0.0)  # Seitenränder: 25 mm left, 20 mm right
FOLLOWING_TOP = 33.0  # text of following pages starts under their head line
FOLLOWING_HEAD = 20.0
FOOT_RULE = 272.0  # text ends above this line, the footer stands under it
TEXT_BOTTOM = 268.0
FOOT_BOTTOM = 289.0  # printers need some millimetres of white at the edge

LOGO_WIDTH = 60.0
"""The widest a logo stands beside the name of the office."""

SHEET_MARGIN = 20.0
"""Left and right margin of handouts, which have no address field."""
