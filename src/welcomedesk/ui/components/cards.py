"""Cards: a bordered surface with an optional head and lines between its rows."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.layout import clear, column, line, row
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2, S3, S4
from welcomedesk.ui.text import ElidedLabel, Label


class Card(QFrame):
    """A card.

    Args:
        title: one line, or empty for none.
        count: quiet words after the title, such as `3 open`.
        note: quiet words at the end of the head.
        action: a link or button at the end of the head.
        icon: icon before the title; `icon_tone` its tone.
        flush: rows reach the edges and carry lines themselves (lists, fact rows); otherwise 16 pixels all around.
    """

    reader_role = "Grouping"

    def __init__(
        self,
        title: str = "",
        count: str = "",
        *,
        note: str = "",
        action: QWidget | None = None,
        icon: str = "",
        icon_role: str = "text2",
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._flush = flush
        # Made where there is a head; many cards have none.
        self.title: ElidedLabel | None = None
        self.count: ElidedLabel | None = None
        self.note: Label | None = None
        self.head: QHBoxLayout = row(space=S2)
        self._whole = column(space=0, margins=(1, 1, 1, 1))
        if title or action is not None:
            self._add_head(title, count, note, icon, icon_role, action)
        edge = 0 if flush else S4 - 1
        self.body = column(space=0 if flush else S2, margins=(edge, 0 if title else edge, edge, edge))
        self._whole.addLayout(self.body)
        self.setLayout(self._whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        set_part(self, part="card")
        if title:
            self.setAccessibleName(title)

    def _add_head(self, title: str, count: str, note: str, icon: str, icon_role: str, action: QWidget | None) -> None:
        self.title = ElidedLabel(title, "card")
        self.count = ElidedLabel(count, "body", "text2")
        self.note = Label(note, "small", "text2")
        if icon:
            self.head.addWidget(IconLabel(icon, icon_role))
        self.head.addWidget(self.title)
        self.head.addWidget(self.count)
        self.head.addStretch(1)
        self.head.addWidget(self.note)
        if action is not None:
            self.head.addWidget(action)
        # Only ever hidden here: shown before it has a parent, a label would flash up as a window.
        for empty in (each for each, words in ((self.count, count), (self.note, note)) if not words):
            empty.hide()
        head = QWidget()
        head.setLayout(self.head)
        self.head.setContentsMargins(S4 - 1, S3 - 3 if self._flush else S3, S4 - 1, S3 - 3 if self._flush else S2)
        self._whole.addWidget(head)
        if self._flush:
            self._whole.addWidget(line())

    def set_head(self, title: str, count: str = "", note: str = "") -> None:
        """Change the words of the head."""
        self.setAccessibleName(title)
        if self.title is None or self.count is None or self.note is None:
            return
        self.title.set_text(title)
        self.count.set_text(count)
        self.note.setText(note)
        self.count.setVisible(bool(count))
        self.note.setVisible(bool(note))

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is there, with a line between in flush cards."""
        if self._flush and self.body.count():
            self.body.addWidget(line())
        self.body.addWidget(widget)

    def clear(self) -> None:
        """Take everything out of the body."""
        clear(self.body)

    def set_focused(self, focused: bool) -> None:
        """Outline the card in accent, for the one that is worked on."""
        set_part(self, tone="focus" if focused else "")


class Pane(QWidget):
    """A column on surface ground that fills the height, for list and detail beside each other."""

    def __init__(self, *, ground: str = "pane") -> None:
        super().__init__()
        self.body = column(space=0)
        self.setLayout(self.body)
        set_part(self, part=ground)
