"""The room of the page: where the window is lower or narrower than a page needs at least, the page scrolls as a whole.

Most pages scroll inside of themselves and never need it. In the smallest window, or with text at 200 %, heads and
fields alone may be higher than the window; without this they would be laid over each other.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class Room(QScrollArea):
    """Holds the pages; asks only the one that is shown how much it needs."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._floor = _Floor(pages)
        self.setWidget(self._floor)

    def to_top(self) -> None:
        """Begin another page at its head."""
        self.verticalScrollBar().setValue(0)
        self._floor.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        return self._floor.sizeHint()


class _Floor(QWidget):
    """Without a layout: one would ask for the height of all lines at this width, and nothing would scroll inside."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self._pages = pages
        pages.setParent(self)
        pages.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        page = self._pages.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize(0, 0)

    def sizeHint(self) -> QSize:
        page = self._pages.currentWidget()
        return page.sizeHint() if page is not None else QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pages.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
