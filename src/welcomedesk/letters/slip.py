"""The reply slip: the part of a letter that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from welcomedesk.domain.letters import Slip, SlipField, Span, plain
from welcomedesk.letters import page
from welcomedesk.letters.blocks import Piece, baseline
from welcomedesk.letters.setting import Line, set_text
from welcomedesk.letters.sheet import MM, Sheets
from welcomedesk.letters.styles import Styles

_BOX = 3.4
_GAP = 7.0
_PITCH = 7.6  # room to write by hand
_TOP = 4.0
_MODULE = 0.6  # side of one square of the 2D code: a telephone reads it from a copy of a copy
_MASK = 3
_QUIET = 4 * _MODULE  # the free room around it that ISO/IEC 18004 asks for


class _Placed(NamedTuple):
    field: SlipField
    line: Line | None
    x: float
    row: int


def slip_piece(slip: Slip, styles: Styles) -> Piece:
    """The slip as one piece, with the line to cut along at its top."""
    head = set_text(
        (Span(slip.title, strong=True), Span("    " + slip.code_label + " "), *slip.code),
        styles.body,
        page.TEXT.width * MM,
    )
    squares = code_squares(plain(slip.code))
    side = len(squares) * _MODULE
    fields = _arrange(slip, styles, page.TEXT.right - (side + 2 * _QUIET if squares else 0.0))
    rows = max((placed.row for placed in fields), default=-1) + 1
    head_height = len(head) * styles.body.leading / MM

    def draw(sheets: Sheets, top: float) -> None:
        sheets.rule(page.TEXT.x, top, page.TEXT.right, top, points=0.6, gray=0.3, dash=(3, 2.4))
        at = top + _TOP
        for line in head:
            sheets.line(line, styles.body, page.TEXT.x, baseline(styles.body, at))
            at += styles.body.leading / MM
        for placed in fields:
            _draw_field(sheets, placed, styles, at + placed.row * _PITCH)
        sheets.squares(page.TEXT.right - side, top + _TOP, _MODULE, squares)

    return Piece(_TOP + max(head_height + rows * _PITCH, side) + 1.0, draw, before=8.0)


@lru_cache(maxsize=4)
def code_squares(code: str) -> Sequence[Sequence[bool]]:
    """The 2D code that holds the short code and nothing else, row by row; empty where there is no code yet.

    Version 1 with 21 squares a side; a quarter of it may be soiled. Source: ISO/IEC 18004.
    """
    # Loading it takes as long as three letters; sheets without a slip need not wait for it.
    from reportlab.graphics.barcode.qrencoder import QRAlphaNum, QRCode, QRErrorCorrectLevel

    if not _holds(code):
        return ()
    made: Any = QRCode(1, QRErrorCorrectLevel.Q)
    made.addData(QRAlphaNum(code.upper()))
    # Every mask can be read; trying all eight for the best would cost a letter two milliseconds.
    made.makeImpl(False, _MASK)
    count = made.getModuleCount()
    return tuple(tuple(bool(made.isDark(row, column)) for column in range(count)) for row in range(count))


def _holds(code: str) -> bool:
    """Whether a code fits: 16 signs at most, capitals, digits and hyphen."""
    return 0 < len(code) <= 16 and all(sign == "-" or (sign.isascii() and sign.isalnum()) for sign in code.upper())


def _arrange(slip: Slip, styles: Styles, right: float) -> list[_Placed]:
    """Fields side by side; one that does not fit before `right` (mm) starts a new row."""
    placed: list[_Placed] = []
    row = 0
    for fields in slip.rows:
        x = page.TEXT.x
        for field in fields:
            lines = set_text(field.label, styles.body, (page.TEXT.width - _BOX - 2) * MM)
            line = lines[0] if lines else None
            label = line.width / MM if line else 0.0
            wide = (_BOX + 2 if field.box else 0) + label + (field.blank + 2 if field.blank else 0)
            if x > page.TEXT.x and x + wide > right + 0.1:
                row, x = row + 1, page.TEXT.x
            placed.append(_Placed(field, line, x, row))
            x += wide + _GAP
        row += 1
    return placed


def _draw_field(sheets: Sheets, placed: _Placed, styles: Styles, top: float) -> None:
    x = placed.x
    line_at = top + _PITCH - 2.2
    if placed.field.box:
        sheets.box(x, line_at - _BOX + 0.5, _BOX, _BOX)
        x += _BOX + 2
    if placed.line:
        sheets.line(placed.line, styles.body, x, line_at)
        x += placed.line.width / MM + 2
    if placed.field.blank:
        sheets.rule(x, line_at + 0.6, min(x + placed.field.blank, page.TEXT.right), line_at + 0.6, points=0.4, gray=0.3)
