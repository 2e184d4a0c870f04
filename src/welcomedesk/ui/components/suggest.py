"""The easy way to a passphrase: a button that draws six words, and the words to be written down."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.fields import PassphraseField
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.look.tokens import S2
from welcomedesk.ui.passphrase import suggestion
from welcomedesk.ui.text import Label


class Suggest(QWidget):
    """Fills a passphrase field; the words stand beside it until something else is typed.

    The words cannot be selected: they belong on paper, not on the clipboard.
    """

    suggested = Signal()

    def __init__(self, field: PassphraseField) -> None:
        super().__init__()
        self._field = field
        self.button = button(_("Suggest"), "refresh", small=True, then=self._draw)
        self.button.setAccessibleDescription(_("Draws six German words by chance and shows them"))
        self.words = Label("", "medium", selectable=False, wrap=True)
        self.words.hide()
        inner = column(row(self.button, None), self.words, space=S2)
        inner.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inner)
        field.changed.connect(self._changed)

    def _draw(self) -> None:
        words = suggestion()
        self.words.setText(words)
        self.words.setAccessibleName(_("Suggested words: {words}").format(words=words))
        self._field.field.setText(words)
        self.words.show()
        self.suggested.emit()

    def _changed(self, text: str) -> None:
        if text != self.words.text():
            self.words.hide()
            self.words.setText("")
            self.words.setAccessibleName("")
