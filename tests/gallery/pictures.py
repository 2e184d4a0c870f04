"""Pictures of the window made small, compared with accepted ones, and read for their contrast."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from welcomedesk.ui.look.tokens import contrast

SHARE = 2
"""How much smaller than the window an accepted picture is: enough to see what moved, little enough to keep."""
GREYS = 16
NOTICED = 40
"""Levels of grey, of 255, from which a point looks different; what another machine smooths differently stays below."""
FEW = 24
"""So many different points are no difference; a word that changed makes more."""


def grab(widget: QWidget) -> Image.Image:
    """The picture of a widget in colours."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")


def small(picture: Image.Image) -> Image.Image:
    """Half the size in sixteen greys."""
    size = (max(1, picture.width // SHARE), max(1, picture.height // SHARE))
    grey = picture.convert("L").resize(size, Image.Resampling.BOX)
    return grey.quantize(GREYS, dither=Image.Dither.NONE)


def keep(picture: Image.Image, path: Path) -> None:
    """Write a small picture so that the same picture gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True)


def different(one: Image.Image, other: Image.Image) -> int:
    """How many points of two small pictures look different; all of them where the sizes differ."""
    if one.size != other.size:
        return one.width * one.height
    soft = [each.convert("L").filter(ImageFilter.BoxBlur(1)) for each in (one, other)]
    return sum(ImageChops.difference(*soft).histogram()[NOTICED:])


def beside(accepted: Image.Image, now: Image.Image) -> Image.Image:
    """Accepted, now, and what differs, side by side."""
    width = accepted.width + 2 * now.width + 16
    sheet = Image.new("L", (width, max(accepted.height, now.height)), 128)
    sheet.paste(accepted.convert("L"), (0, 0))
    sheet.paste(now.convert("L"), (accepted.width + 8, 0))
    if accepted.size == now.size:
        difference = ImageChops.difference(accepted.convert("L"), now.convert("L"))
        sheet.paste(ImageChops.invert(difference), (accepted.width + now.width + 16, 0))
    return sheet


# --- contrast of what was painted -----------------------------------------------------------------------------------

RATIO = 3
"""So many points a pixel has here: the stems of letters are then wide enough to show their own colour."""


def painted(widget: QWidget) -> Image.Image:
    """The picture of a widget with `RATIO` points for each pixel."""
    image = QImage(widget.size() * RATIO, QImage.Format.Format_RGB888)
    image.setDevicePixelRatio(RATIO)
    widget.render(image, QPoint(0, 0))
    row = image.bytesPerLine()
    return Image.frombytes("RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "RGB", row)


def part(picture: Image.Image, rect: QRect) -> Image.Image:
    """What was painted in a rectangle of the widget, in its pixels."""
    box = (rect.left(), rect.top(), rect.right() + 1, rect.bottom() + 1)
    return picture.crop(tuple(each * RATIO for each in box))  # type: ignore[arg-type]


def ground_and_ink(picture: Image.Image) -> tuple[str, str, float]:
    """The ground of a stretch of text, its ink, and the contrast between them.

    The ground is the colour of most points; the ink is, of the colours that fill more than the smoothed edges of
    letters, the one that stands out most.
    """
    found = colours(picture)
    ground = found[0][1]
    enough = max(6, sum(count for count, _colour in found[1:]) // 20)
    inks = [(contrast(ground, colour), colour) for count, colour in found[1:] if count >= enough]
    ratio, ink = max(inks, default=(1.0, ground))
    return ground, ink, ratio


def strongest(picture: Image.Image) -> float:
    """The highest contrast against the ground, for icons: their strokes are smoothed throughout."""
    found = colours(picture)
    return max(contrast(found[0][1], colour) for _count, colour in found)


def colours(picture: Image.Image) -> list[tuple[int, str]]:
    """How many points have which colour, most first."""
    found: Any = picture.getcolors(picture.width * picture.height)
    return sorted(((count, f"#{bytes(colour).hex().upper()}") for count, colour in found), reverse=True)
