"""The logo of the office: decoded once, made small and plain, and drawn on the first page."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from welcomedesk.domain.letterheads import MOST_PIXELS, BadLogo, check_logo
from welcomedesk.i18n import N_

_DOTS = 1_400
"""Pixels of the longer side that are kept: 60 mm at 600 dots per inch."""


def tidy_logo(content: bytes) -> bytes:
    """A PNG as it is kept: on white, no larger than paper can show, without anything but its pixels.

    Raises:
        BadLogo: the file cannot be decoded, or is no PNG.
    """
    from PIL import Image

    if check_logo(content) != "png":
        raise BadLogo(N_("This file is neither a PNG nor an SVG picture."))
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as opened:
            if max(opened.size) > MOST_PIXELS:
                raise BadLogo(N_("The file of the logo is damaged."))
            picture = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadLogo(N_("The file of the logo is damaged.")) from error
    picture.thumbnail((_DOTS, _DOTS))
    paper = Image.new("RGB", picture.size, (255, 255, 255))
    paper.paste(picture, mask=picture.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache(maxsize=4)
def _reader(content: bytes) -> Any:
    from reportlab.lib.utils import ImageReader

    return ImageReader(io.BytesIO(content))


def logo_size(content: bytes, width: float, height: float) -> tuple[float, float]:
    """How large the logo stands inside a box, mm."""
    wide, high = _reader(content).getSize()
    factor = min(width / wide, height / high)
    return float(wide * factor), float(high * factor)


def picture_of(content: bytes) -> Any:
    """The picture for reportlab, decoded once."""
    return _reader(content)
