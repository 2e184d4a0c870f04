"""What a logo and a colour may be: looked at before anything is decoded."""

from __future__ import annotations

import struct

import pytest

from welcomedesk.domain.errors import Refused
from welcomedesk.domain.letterheads import BadLogo, check_color, check_logo, contrast_on_white, read_color

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png_head(width: int, height: int) -> bytes:
    """The first 33 bytes of a PNG of this size; what follows would be read only by a decoder."""
    return SIGNATURE + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 6, 0, 0, 0, 0)


def test_a_picture_of_30000_pixels_is_refused_with_its_size() -> None:
    with pytest.raises(BadLogo) as refused:
        check_logo(png_head(30_000, 30_000))
    assert "30000 × 30000" in refused.value.sentence()


def test_ordinary_pictures_are_taken() -> None:
    assert check_logo(png_head(900, 300)) == "png"
    assert check_logo(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>') == "svg"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"\x89PNG",
        SIGNATURE,
        png_head(0, 10),
        b"\x00" * 4_000_001,
        b"<svg><script>alert(1)</script></svg>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
        b'<svg><image href="http://example.org/x.png"/></svg>',
        b'<svg><use xlink:href="file:///etc/passwd#a"/></svg>',
        b'<svg><rect style="fill:url(http://example.org/a)"/></svg>',
        b'<svg onload="x()"/>',
        b"<svg>" + b"<g>" * 12_000 + b"</svg>",
    ],
)
def test_what_is_no_plain_picture_is_refused(content: bytes) -> None:
    with pytest.raises(BadLogo):
        check_logo(content)


def test_gradients_inside_the_file_are_fine() -> None:
    assert check_logo(b'<svg><rect fill="url(#a)"/><use href="#b"/></svg>') == "svg"


def test_colours_are_read_and_weighed() -> None:
    assert read_color("#0B5A73") == (11 / 255, 90 / 255, 115 / 255)
    assert read_color("red") is None and read_color("#12345") is None
    assert contrast_on_white((0, 0, 0)) == pytest.approx(21) and contrast_on_white((1, 1, 1)) == pytest.approx(1)


@pytest.mark.parametrize("color", ["#FFFF00", "#E0A000", "blue", "#GGGGGG"])
def test_pale_and_unreadable_colours_are_refused(color: str) -> None:
    with pytest.raises(Refused, match=r"colour|pale"):
        check_color(color)


def test_a_dark_colour_is_taken() -> None:
    check_color("#0B5A73")
