"""The list of keys under F1, read from the one table."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui import keys
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.look.tokens import S2, S4
from welcomedesk.ui.text import Label


def show_keys(parent: QWidget) -> Dialog:
    """Open the list of all keys of the window; Esc closes it."""
    dialog = Dialog(parent, _("Keys of the window"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(S4)
    grid.setVerticalSpacing(S2)
    for number, key in enumerate(keys.KEYS):
        words = Label(_(key.words), wrap=True)
        chips = row(*(Chip(keys.spoken(sequence), "key") for sequence in key.sequences[:1]), None)
        half = (len(keys.KEYS) + 1) // 2
        base = 0 if number < half else 3
        grid.addLayout(chips, number % half, base)
        grid.addWidget(words, number % half, base + 1)
    grid.setColumnMinimumWidth(2, S4)
    for column in (1, 4):
        grid.setColumnStretch(column, 1)
    dialog.body.addLayout(grid)
    dialog.add_button(_("Close"), main=True)
    dialog.fit(720, 560)
    dialog.open()
    return dialog
