"""The token table of the window, light and dark, and the sums that check its contrast.

Everything drawn takes its colour from here by role, never by value. Sizes are device-independent pixels.
Source: WCAG 2.2, relative luminance and contrast ratio.
"""

from __future__ import annotations

# Space between things, smallest to largest.
S1, S2, S3, S4, S6, S8 = 4, 8, 12, 16, 24, 32

ROW = 36
ROW_TWO = 44
FIELD = 32
BUTTON = 32
BUTTON_SMALL = 28
BUTTON_LARGE = 52
TILE = 72
RAIL_ITEM = 36
RAIL_WIDE = 184
RAIL_NARROW = 64
HEADER = 52
STATUS = 26
PANEL_MIN, PANEL_MAX = 300, 400
RADIUS_FIELD = 4
RADIUS_CARD = 6
FOCUS = 2
BAR = 3
ICON = 18
ICON_SMALL = 14
SMALLEST_WINDOW = (800, 460)


ROLES = (
    "window", "surface", "rail", "line", "control", "text", "text2", "text3", "accent", "on_accent", "selected",
    "good", "good_ground", "open", "open_ground", "caution", "caution_ground", "danger", "danger_ground", "info_ground",
)  # fmt: skip


class Tokens:
    """Colours by role, as `#RRGGBB`; compared by identity.

    Written out instead of made a dataclass, which for twenty fields is felt at the start.
    """

    __slots__ = ROLES

    window: str
    surface: str
    rail: str
    line: str
    control: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    selected: str
    good: str
    good_ground: str
    open: str
    open_ground: str
    caution: str
    caution_ground: str
    danger: str
    danger_ground: str
    info_ground: str

    def __init__(self, **colours: str) -> None:
        for role in ROLES:
            setattr(self, role, colours[role])

    def as_dict(self) -> dict[str, str]:
        """Role to colour, for the style sheet."""
        return {role: getattr(self, role) for role in ROLES}


LIGHT = Tokens(
    window="#F3F5F6",
    surface="#FFFFFF",
    rail="#E8ECEE",
    line="#D5DBDF",
    control="#76828B",
    text="#1A2126",
    text2="#4A565F",
    text3="#59656E",
    accent="#0E5A73",
    on_accent="#FFFFFF",
    selected="#D8E9EF",
    good="#1C6B3C",
    good_ground="#E5F3EA",
    open="#544A89",
    open_ground="#EDEBF6",
    caution="#774C00",
    caution_ground="#FFF3D9",
    danger="#A3262B",
    danger_ground="#FCEAEA",
    info_ground="#E2EFF3",
)

DARK = Tokens(
    window="#14181B",
    surface="#1C2125",
    rail="#0F1214",
    line="#323A41",
    control="#7F8C96",
    text="#E8ECEE",
    text2="#B6C0C7",
    text3="#9AA6AE",
    accent="#7CC7DE",
    on_accent="#06222C",
    selected="#1E3A45",
    good="#7CCB96",
    good_ground="#17301F",
    open="#BAAFEA",
    open_ground="#29253E",
    caution="#E8B85C",
    caution_ground="#352A12",
    danger="#F39A94",
    danger_ground="#3A1E1F",
    info_ground="#17333E",
)

GROUNDS = ("window", "surface", "rail", "selected")
TONES = ("good", "open", "caution", "danger")


def tone_text(tone: str) -> str:
    """The role in which words of this tone are written."""
    return {"info": "accent", "": "text"}.get(tone, tone)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def lowest_contrast(tokens: Tokens, role: str) -> float:
    """The lowest contrast of a role over window, surface, rail and selected."""
    colour = getattr(tokens, role)
    return min(contrast(colour, getattr(tokens, ground)) for ground in GROUNDS)
