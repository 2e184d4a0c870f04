"""How far a page was scrolled, and coming back to it: what a page shows arrives a moment after the page itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

EVERY, AT_MOST = 50, 40
"""Milliseconds between two tries, and how often it is tried: two seconds in all."""


def main_scroll(page: QWidget) -> QAbstractScrollArea | None:
    """The part of a page that scrolls and takes the most room."""
    areas = [area for area in page.findChildren(QAbstractScrollArea) if area.isVisible()]
    return max(areas, key=lambda area: area.width() * area.height(), default=None)


def position(page: QWidget | None) -> int:
    """How far a page is scrolled, in pixels; 0 at the top."""
    area = main_scroll(page) if page is not None else None
    return area.verticalScrollBar().value() if area is not None else 0


class ScrollBack(QObject):
    """Scrolls a page to where it was, as soon as it is long enough; gives up where the person scrolls first."""

    def __init__(self, page: QWidget, to: int) -> None:
        super().__init__(page)
        self._page, self._to, self._left = page, to, AT_MOST
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.try_once)
        if to > 0:
            self._timer.start()

    def try_once(self) -> None:
        self._left -= 1
        area = main_scroll(self._page)
        bar = area.verticalScrollBar() if area is not None else None
        moved = bar is not None and bar.value() > 0
        if bar is not None and not moved and bar.maximum() >= self._to:
            bar.setValue(self._to)
            moved = True
        if moved or self._left <= 0:
            self._timer.stop()
            self.deleteLater()
