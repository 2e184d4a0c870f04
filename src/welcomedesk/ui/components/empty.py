"""Nothing there yet: one sentence and what can be done about it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.layout import column, flow, row
from welcomedesk.ui.look.tokens import S2, S3, S6, S8
from welcomedesk.ui.text import Label


class EmptyState(QWidget):
    """A calm sentence in the middle of an empty list or page.

    Args:
        words: one sentence.
        second: what would put something here, or empty.
        actions: buttons.
    """

    def __init__(self, words: str, second: str = "", *actions: QPushButton, icon: str = "") -> None:
        super().__init__()
        self.words = Label(words, "card", wrap=True)
        self.second = Label(second, "body", "text2", wrap=True)
        inside = column(space=S2, margins=(S6, S8, S6, S8))
        if icon:
            inside.addLayout(row(IconLabel(icon, "text2", 24), None))
        inside.addWidget(self.words)
        inside.addWidget(self.second)
        if not second:
            self.second.hide()
        if actions:
            inside.addSpacing(S3)
            inside.addWidget(flow(*actions))
        # Room that is left over stays below; shared out, it would tear the three apart.
        inside.addStretch(1)
        self.setLayout(inside)
        self.setAccessibleName(f"{words} {second}".strip())
