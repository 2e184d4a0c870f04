"""List, middle and detail beside each other: three columns, then two with the detail as a drawer, then tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from welcomedesk.ui.components.layout import column, holding, line, row
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S2, S6

COLUMNS, DRAWER, TABS = "columns", "drawer", "tabs"


class ThreePanes(QWidget):
    """The arrangement; `arrange(COLUMNS | DRAWER | TABS)` follows the width of the window.

    Args:
        names: words of the three tabs.
        widths: of list and detail at 100 % text.
    """

    detail_shown = Signal(bool)

    def __init__(
        self,
        start: QWidget,
        middle: QWidget,
        detail: QWidget,
        names: Sequence[str],
        widths: tuple[int, int] = (352, 388),
    ) -> None:
        super().__init__()
        self.start, self.middle, self.detail = start, middle, detail
        self._widths = widths
        self._mode = ""
        self._drawer_open = False
        self._middle_only = False
        self.tabs = Segments([(key, words) for key, words in zip(("start", "middle", "detail"), names, strict=True)])
        self.tabs.chosen.connect(lambda _key: self._sync())
        self._tab_box = holding(row(self.tabs, None, margins=(S6, S2, S6, S2)))
        self._lines = (line(upright=True), line(upright=True))
        self._frame = QFrame(self)
        set_part(self._frame, part="drawer")
        self._frame.setLayout(column(space=0, margins=(1, 0, 0, 0)))
        self._frame.hide()
        self._panes: QHBoxLayout = row(start, self._lines[0], middle, self._lines[1], detail, space=0)
        self._panes.setStretch(2, 1)
        whole = column(self._tab_box, self._panes, space=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        # Three columns would make a narrow window wider before its width is known.
        self.arrange(TABS)

    def arrange(self, mode: str) -> None:
        """Stand the panes in columns, with a drawer, or one at a time."""
        if mode == self._mode:
            return
        self._mode = mode
        inside = self._frame.layout()
        assert inside is not None
        if mode == DRAWER:
            inside.addWidget(self.detail)
            self._drawer_open = False
        elif self._panes.indexOf(self.detail) < 0:
            inside.removeWidget(self.detail)
            self._panes.addWidget(self.detail)
        self._sync()

    def choose(self, pane: str) -> None:
        """Show `start`, `middle` or `detail` where one pane stands at a time."""
        self.tabs.set_value(pane)
        self._sync()

    def use_middle_only(self, only: bool) -> None:
        """Leave out the list, for a table that holds the same."""
        self._middle_only = only
        self._sync()

    def show_detail(self, shown: bool = True) -> None:
        """Bring the detail into view, or put it away where it covers something."""
        if self._mode == TABS and (shown or self.tabs.value() == "detail"):
            self.tabs.set_value("detail" if shown else ("middle" if self._middle_only else "start"))
        self._drawer_open = shown
        self._sync()

    @property
    def covered(self) -> bool:
        """Whether the detail stands over something or hides it, so that it can be put away."""
        return self._mode != COLUMNS

    def detail_visible(self) -> bool:
        return self._mode == COLUMNS or (self._drawer_open if self._mode == DRAWER else self.tabs.value() == "detail")

    def _sync(self) -> None:
        tabbed = self._mode == TABS
        self._tab_box.setVisible(tabbed)
        shown = self.tabs.value() if tabbed else ""
        if tabbed and self._middle_only and shown == "start":
            shown = "middle"
        self.start.setVisible(shown == "start" if tabbed else not self._middle_only)
        self.middle.setVisible(shown == "middle" if tabbed else True)
        self._lines[0].setVisible(not tabbed and not self._middle_only)
        self._lines[1].setVisible(self._mode == COLUMNS)
        self._frame.setVisible(self._mode == DRAWER and self._drawer_open)
        self.detail.setVisible(shown == "detail" if tabbed else True)
        size = look().size
        for pane, width in ((self.start, self._widths[0]), (self.detail, self._widths[1])):
            pane.setMinimumWidth(0 if tabbed else size(width))
            pane.setMaximumWidth(16_777_215 if tabbed else size(width))
        self._panes.setStretch(0, 1 if tabbed else 0)
        self._panes.setStretch(4, 1 if tabbed else 0)
        self._place()
        self.detail_shown.emit(self.detail_visible())

    def relook(self) -> None:
        self._sync()

    def _place(self) -> None:
        if self._frame.isVisibleTo(self):
            width = min(look().size(self._widths[1]) + 2, self.width() - 40)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._frame.setGeometry(0 if mirrored else self.width() - width, 0, width, self.height())
            self._frame.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._mode == DRAWER and self._drawer_open:
            self.show_detail(False)
            return
        super().keyPressEvent(event)
