"""Painted by hand, the same everywhere: the focus ring, boxes, the tick box of a row."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import FOCUS, RADIUS_FIELD


def box(painter: QPainter, area: QRectF, fill: QColor, border: QColor | None, radius: float) -> None:
    """A rounded box with a line of one pixel or none."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(QPen(border, 1) if border else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def ring(painter: QPainter, area: QRectF, color: QColor, radius: float = RADIUS_FIELD) -> None:
    """The focus ring: two pixels inside the edge, so that nothing clips it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, FOCUS))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, rect: QRect) -> None:
    """The focus ring for widgets that paint themselves."""
    ring(painter, QRectF(rect), look().color("accent"))


def tick_box(painter: QPainter, area: QRectF, on: bool) -> None:
    """A tick box as the style sheet draws it, for rows."""
    color = look().color
    box(painter, area, color("accent" if on else "surface"), color("accent" if on else "control"), 3)
    if not on:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color("on_accent"), area.width() / 9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.translate(area.topLeft())
    painter.scale(area.width() / 18, area.height() / 18)
    painter.drawPolyline([QPointF(4.5, 9.4), QPointF(7.7, 12.4), QPointF(13.4, 6)])
    painter.restore()
