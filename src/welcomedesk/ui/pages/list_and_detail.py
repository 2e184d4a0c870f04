"""What pages share that show a list with its detail beside it: where there is no room for both they take turns."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from welcomedesk.ui.components.rows import RowList
from welcomedesk.ui.page import PageView


class ListAndDetail(PageView):
    """A page with a list at the start and a detail at the end.

    A page sets `_left`, `_side`, `list`, `detail` (with its button `back`) and `_wide` when it makes them.
    """

    list: RowList
    detail: Any
    _left: QWidget
    _side: QWidget
    _wide: bool

    def open_detail(self, _key: str = "") -> None:
        """Bring the chosen one into view where list and detail take turns."""
        if not self._wide:
            self._left.hide()
            self._side.show()
            self.detail.back.setFocus()

    def close_detail(self) -> None:
        """Back to the list."""
        if not self._wide:
            self._side.hide()
            self._left.show()
            self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._wide and self._side.isVisible():
            self.close_detail()
            return
        super().keyPressEvent(event)
