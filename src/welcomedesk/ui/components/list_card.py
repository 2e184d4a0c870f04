"""A card around a list of rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.rows import RowList
from welcomedesk.ui.look.tokens import RADIUS_CARD


class ListCard(Card):
    """A card around a list, its corners cut to the radius of the card."""

    def __init__(
        self, rows: RowList, title: str = "", count: str = "", *, note: str = "", action: QWidget | None = None
    ) -> None:
        super().__init__(title, count, note=note, action=action, flush=True)
        self.rows = rows
        self.body.addWidget(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        radius = RADIUS_CARD - 1
        path.addRoundedRect(QRectF(self.rows.rect()), radius, radius)
        if self.title is not None:
            path.addRect(QRectF(0, 0, self.rows.width(), radius + 1))
        self.rows.setMask(QRegion(path.simplified().toFillPolygon().toPolygon()))
