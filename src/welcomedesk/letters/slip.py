"""The reply slip: the part of a letter that comes back."""

from __future__ import annotations

from typing import NamedTuple

from welcomedesk.domain.letters import Slip, SlipField, Span
from welcomedesk.letters import page
from welcomedesk.letters.blocks import Piece, baseline
from welcomedesk.letters.setting import Line, set_text
from welcomedesk.letters.sheet import MM, Sheets
from welcomedesk.letters.styles import Styles

_BOX = 3.4
_GAP = 7.0
_PITCH = 7.6  # room to write by hand
_TOP = 4.0


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
    fields = _arrange(slip, styles)
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

    return Piece(_TOP + head_height + rows * _PITCH + 1.0, draw, before=8.0)


def _arrange(slip: Slip, styles: Styles) -> list[_Placed]:
    """Fields side by side; one that does not fit starts a new row."""
    placed: list[_Placed] = []
    row = 0
    for fields in slip.rows:
        x = page.TEXT.x
        for field in fields:
            lines = set_text(field.label, styles.body, (page.TEXT.width - _BOX - 2) * MM)
            line = lines[0] if lines else None
            label = line.width / MM if line else 0.0
            wide = (_BOX + 2 if field.box else 0) + label + (field.blank + 2 if field.blank else 0)
            if x > page.TEXT.x and x + wide > page.TEXT.right + 0.1:
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
