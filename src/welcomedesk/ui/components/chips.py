"""Chips: a state in words with its icon. Colour only repeats what icon and words say."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import ICON, ICON_SMALL, S2, tone_text
from welcomedesk.ui.text import ElidedLabel

TONE_ICON = {
    "good": "check-circle",
    "open": "open-circle",
    "caution": "triangle",
    "danger": "triangle",
    "info": "info",
}


class IconLabel(QWidget):
    """One icon among words; silent for screen readers because the words beside it say the same."""

    def __init__(self, name: str, role: str = "text", size: int = ICON) -> None:
        super().__init__()
        self.name = name
        self._role = role
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, role: str = "") -> None:
        self.name = name
        self._role = role or self._role
        self.update()

    def relook(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        edge = look().size(self._size)
        return QSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.name:
            painter = QPainter(self)
            icons.draw(painter, self.name, self._role, self.rect().toRectF())


class Chip(QFrame):
    """A chip.

    Args:
        words: what it says, any text.
        tone: `info`, `good`, `open`, `caution`, `danger`, `sample` (dashed) or `key` (a key of the keyboard).
        icon: name of an icon; empty takes the icon of the tone, `-` none.
    """

    def __init__(self, words: str, tone: str = "info", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        role = {"sample": "text2", "key": "text2"}.get(tone, tone_text(tone))
        name = icon or TONE_ICON.get(tone, "")
        if tone in ("sample", "key"):
            name = icon
        self._icon = IconLabel("" if name == "-" else name, role, ICON_SMALL)
        if not self._icon.name:
            self._icon.hide()
        self._words = ElidedLabel(words, "small" if tone in ("sample", "key") else "small-strong", role)
        self.setLayout(row(self._icon, self._words, space=S2 - 2, margins=(7, 2, 7, 2)))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        set_part(self, part="chip", tone=tone)

    def text(self) -> str:
        return self._words.text()


def sample_chip(*, many: bool = False) -> Chip:
    """Marks invented people, so that nobody takes them for real ones."""
    return Chip(_("Sample cases") if many else _("Sample case"), "sample")


def state_chip(words: str) -> Chip:
    """The state of a case: a dot and the word."""
    return Chip(words, "info", "dot")
