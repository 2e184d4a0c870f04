"""The support package, read before it is saved: exactly this text leaves, and only by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _
from welcomedesk.ui import printing
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.look.theme import look

HEIGHT = 380


class SupportDialog(Dialog):
    """The text and a button to save it.

    Args:
        text: everything that the file will hold.
        failed: gets a `DeskError` where it could not be written.
    """

    def __init__(self, parent: QWidget, text: str, failed: Callable[[Exception], object]) -> None:
        super().__init__(parent, _("Support package"))
        self._text, self._failed = text, failed
        self.say(_("Exactly this text is saved: versions, settings, results of checks, nothing about people."))
        self.say(_("Nothing is sent. Pass the file on yourself where you ask for help."))
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setPlainText(text)
        self.shown.setAccessibleName(_("Text of the support package"))
        self.shown.setMinimumHeight(look().size(HEIGHT))
        self.body.addWidget(self.shown)
        self.add_button(_("Close"))
        self.save = self.add_button(_("Save as text"), self._save, main=True)
        self.fit(680)

    def _save(self) -> None:
        try:
            name, kinds = "welcomedesk-support.txt", _("Text files (*.txt)")
            printing.save_file(self, self._text.encode("utf-8"), name, _("Save as text"), kinds)
        except DeskError as error:
            self._failed(error)
