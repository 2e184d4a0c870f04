"""The head of a page: title, what stands beside it, second line, actions at the end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.layout import Wrapping, column, flow, row
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S2, S3, S4, S6
from welcomedesk.ui.text import ElidedLabel, Label


class PageHead(Wrapping):
    """Title and actions of a page; actions move below the title where it is narrow.

    Args:
        title: plain text, may be a name of any length.
        subtitle: second line, parts joined by the caller with ` · `.
        icon: kind of case, or empty.
        lined: a line below, for heads above tabs.
    """

    def __init__(self, title: str = "", subtitle: str = "", icon: str = "", *, lined: bool = False) -> None:
        super().__init__()
        self._lined = lined
        self._fitting = True
        self._icon = IconLabel(icon, "text", 20)
        if not icon:
            self._icon.hide()
        self.title = ElidedLabel(title, "page")
        self.subtitle = Label(subtitle, "body", "text2", wrap=True)
        if not subtitle:
            self.subtitle.hide()
        self._chips = flow(space=S2)
        self._action_box = flow(space=S3)
        self._top = row(self.title, self._chips, None, space=S3)
        self._top.setAlignment(self._chips, Qt.AlignmentFlag.AlignVCenter)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S4)
        self._grid.setVerticalSpacing(S2)
        self._words = QWidget()
        words = self._lines = QGridLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setHorizontalSpacing(S3)
        words.setVerticalSpacing(2)
        words.addWidget(self._icon, 0, 0)
        words.addLayout(self._top, 0, 1)
        words.addWidget(self.subtitle, 1, 1)
        words.setColumnStretch(1, 1)
        self._words.setLayout(words)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._narrow = self._chips_below = False
        self._place()
        self._below = column(space=0)
        self.setLayout(column(self._grid, self._below, space=S2, margins=(S6, S4 - 2, S6, S3)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if lined:
            set_part(self, part="header")
        self._fitting = False

    def set_title(self, title: str, subtitle: str = "", icon: str = "") -> None:
        self.title.set_text(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self._icon.set_icon(icon)
        self._icon.setVisible(bool(icon))
        self._fit()

    def add_chip(self, chip: QWidget) -> None:
        layout = self._chips.layout()
        if layout is not None:
            layout.addWidget(chip)
        # A chip counts once it is shown, which Qt does in the next turn.
        QTimer.singleShot(0, self, self._fit)

    def clear_chips(self) -> None:
        from welcomedesk.ui.components.layout import clear

        layout = self._chips.layout()
        if layout is not None:
            clear(layout)

    def add_action(self, action: QWidget) -> None:
        """Put a button at the end of the head; the first added stands first."""
        layout = self._action_box.layout()
        if layout is not None:
            layout.addWidget(action)
        self._fit()

    def add_below(self, widget: QWidget) -> None:
        """Put tabs or filters below the title; a lined head ends right under them."""
        self._below.addWidget(widget)
        layout = self.layout()
        if self._lined and layout is not None:
            layout.setContentsMargins(S6, S4 - 2, S6, 0)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        # A button that comes or goes asks for another arrangement only this way.
        if event.type() == QEvent.Type.LayoutRequest and not self._fitting:
            self._fitting = True
            self._fit()
            self._fitting = False
        return super().event(event)

    def relook(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Stand actions, and where even that is too wide also the chips, below the title."""
        # A name as long as most gets its room; a longer one gives way to what the chips say.
        title = min(self.title.sizeHint().width(), look().size(240))
        chips = self._chips.sizeHint().width()
        icon = 0 if self._icon.isHidden() else look().size(20) + S3
        self._stand_chips(below=icon + title + chips + 2 * S3 + 2 * S6 > self.width())
        title = min(self.title.sizeHint().width(), look().size(360))
        second = self.subtitle.fontMetrics().horizontalAdvance(self.subtitle.text())
        beside = title if self._chips_below else title + chips
        words = icon + max(beside + 2 * S3, min(second, look().size(400)))
        narrow = words + self._action_box.sizeHint().width() + S4 + 2 * S6 > self.width()
        if narrow != self._narrow:
            self._narrow = narrow
            self._place()

    def _stand_chips(self, *, below: bool) -> None:
        self._chips.setMinimumWidth(0 if below else self._chips.sizeHint().width())
        if below == self._chips_below:
            return
        self._chips_below = below
        if below:
            self._lines.addWidget(self._chips, 2, 1)
        else:
            self._top.insertWidget(1, self._chips, 0, Qt.AlignmentFlag.AlignVCenter)

    def _place(self) -> None:
        self._grid.addWidget(self._words, 0, 0)
        if self._narrow:
            self._grid.addWidget(self._action_box, 1, 0)
        else:
            self._grid.addWidget(self._action_box, 0, 1)
        self._grid.setColumnStretch(0, 1)
