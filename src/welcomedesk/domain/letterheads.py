"""What a letterhead may be: limits of the logo, looked at before anything is decoded, and colours that can be read."""

from __future__ import annotations

import re
import struct

from welcomedesk.domain.errors import Refused
from welcomedesk.domain.words import N_

MOST_BYTES = 4_000_000
MOST_PIXELS = 4_000
LEAST_CONTRAST = 4.5
"""Of text on white paper. Source: WCAG 2.1, success criterion 1.4.3."""

_PNG = b"\x89PNG\r\n\x1a\n"
_ACTIVE = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<script|<foreignObject|<image|<animate|\son\w+\s*=|url\(\s*['\"]?(?!#)", re.I
)
_ELSEWHERE = re.compile(rb"href\s*=\s*['\"](?!#)", re.I)
_MOST_SHAPES = 5_000


class BadLogo(Refused):
    """A picture that cannot be the logo."""

    def __init__(self, what: str, next_step: str = N_("Choose a smaller PNG or a plain SVG."), **details: str) -> None:
        super().__init__("bad_logo", what, safe=N_("The letterhead stays as it is."), next_step=next_step, **details)


def check_logo(content: bytes) -> str:
    """Look at a logo file without decoding it.

    Returns:
        `png` or `svg`.

    Raises:
        BadLogo: too large a file, too many pixels, neither PNG nor SVG, or an SVG that loads or runs something.
    """
    if len(content) > MOST_BYTES:
        raise BadLogo(N_("The file of the logo is larger than {most} MB."), most=str(MOST_BYTES // 1_000_000))
    if content.startswith(_PNG):
        width, height = _png_size(content)
        if width > MOST_PIXELS or height > MOST_PIXELS:
            raise BadLogo(
                N_("The logo has {width} × {height} pixels; {most} × {most} are the most."),
                width=str(width), height=str(height), most=str(MOST_PIXELS),
            )  # fmt: skip
        return "png"
    head = content[:2_000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in content[:20_000]:
        _check_svg(content)
        return "svg"
    raise BadLogo(N_("This file is neither a PNG nor an SVG picture."))


def _png_size(content: bytes) -> tuple[int, int]:
    """Width and height from the first chunk, which the format fixes to stand right after the signature."""
    if len(content) < 33 or content[12:16] != b"IHDR":
        raise BadLogo(N_("The file of the logo is damaged."))
    width, height = struct.unpack(">II", content[16:24])
    if not width or not height:
        raise BadLogo(N_("The file of the logo is damaged."))
    return width, height


def _check_svg(content: bytes) -> None:
    if _ACTIVE.search(content) or _ELSEWHERE.search(content):
        raise BadLogo(
            N_("The SVG loads something from elsewhere or holds more than shapes."),
            N_("Save it as a plain SVG without pictures and scripts, or as PNG."),
        )
    if content.count(b"<") > 2 * _MOST_SHAPES or content.count(b"<use") > 200:
        raise BadLogo(N_("The SVG has too many shapes."))


def read_color(text: str) -> tuple[float, float, float] | None:
    """`#0B5A73` as red, green and blue between 0 and 1; `None` where it is no colour."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        return None
    red, green, blue = (int(text[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def contrast_on_white(color: tuple[float, float, float]) -> float:
    """The contrast of a colour with white paper, 1 to 21. Source: WCAG 2.1, relative luminance."""
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def check_color(text: str) -> None:
    """Refuse what is no colour or too pale to be read.

    Raises:
        Refused: `bad_color`.
    """
    color = read_color(text)
    if color is None:
        raise Refused(
            "bad_color",
            N_("{color} is no colour."),
            safe=N_("The letterhead stays as it is."),
            next_step=N_("Write it like #0B5A73."),
            color=text[:20],
        )
    contrast = contrast_on_white(color)
    if contrast < LEAST_CONTRAST:
        raise Refused(
            "bad_color",
            N_("{color} is too pale to be read on paper."),
            safe=N_("The letterhead stays as it is."),
            next_step=N_("Choose a darker colour: contrast {contrast}, at least {least} is needed."),
            color=text,
            contrast=f"{contrast:.1f}",
            least=f"{LEAST_CONTRAST:g}",
        )
