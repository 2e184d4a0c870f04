"""Banners: a notice in place with ground, icon, bold sentence and action. At most one per page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import icon_button
from welcomedesk.ui.components.chips import TONE_ICON, IconLabel
from welcomedesk.ui.components.layout import Flow, column, row
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2, S3, S4, tone_text
from welcomedesk.ui.reader import say_at_once, say_politely
from welcomedesk.ui.sentences import sentences, translated
from welcomedesk.ui.text import Label

__all__ = ["Banner", "error_banner", "sentences", "translated"]


class Banner(QFrame):
    """A notice.

    Args:
        bold: one sentence in bold, what matters.
        words: further sentences, any text.
        tone: `info`, `good`, `open`, `caution`, `danger` or `plain`.
        icon: another icon than that of the tone.
        actions: buttons below the words.
        close: called by a button that closes it; without it there is none.
    """

    reader_role = "Notification"

    def __init__(
        self,
        bold: str,
        words: str = "",
        tone: str = "info",
        *,
        icon: str = "",
        actions: tuple[QPushButton, ...] = (),
        close: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        role = "text2" if tone == "plain" else tone_text(tone)
        text = column(Label(bold, "strong", wrap=True), space=2)
        if words:
            text.addWidget(Label(words, "body", "text2", wrap=True))
        if actions:
            text.addSpacing(S2)
            text.addLayout(Flow(*actions))
        sign = IconLabel(icon or TONE_ICON.get(tone, "info"), role)
        line = row(column(1, sign, None, space=0), text, space=S3, margins=(S3, S3 - 2, S3, S3 - 2))
        line.setStretch(1, 1)
        if close is not None:
            line.addLayout(column(icon_button("close", _("Close notice"), then=close, small=True), None))
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{bold} {words}".strip())
        self._alert = tone in ("danger", "caution")
        set_part(self, part="banner", tone=tone, margin=S4)

    def minimumSizeHint(self) -> QSize:
        """With all its lines at the width it has."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            (say_at_once if self._alert else say_politely)(self, self.accessibleName())


def error_banner(error: Exception, then: Callable[[], object] | None = None) -> Banner:
    """A failure in place; `then` closes it."""
    what, safe, next_step = sentences(error)
    return Banner(what, " ".join(part for part in (safe, next_step) if part), "danger", close=then)
