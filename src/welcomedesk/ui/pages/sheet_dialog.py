"""One sheet as it will be printed: look at the exact page, print or save it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _
from welcomedesk.ui import printing
from welcomedesk.ui.components.banner import sentences
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.ui.page import Context


class SheetDialog(Dialog):
    """The preview with its buttons.

    Args:
        make: gives the PDF; called on the worker with the desk. Without it `read` is called by whoever chose what.
        name: of the print job, and of the file unless that is named: what it is, never a name of a person.
    """

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        title: str,
        name: str,
        make: Callable[[Any], bytes] | None = None,
        file: str = "",
    ) -> None:
        from welcomedesk.ui.components.letter_preview import LetterPreview

        super().__init__(parent, title)
        self.context, self._name, self._file = context, name, file or f"{name}.pdf"
        self.pdf = b""
        self.trouble = Label("", "body", "danger", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        self.preview = LetterPreview()
        self.preview.setFixedHeight(look().size(440))
        self.preview.set_zoom("width")
        self.body.addWidget(self.preview, 1)
        self.add_button(_("Close"))
        self.save = self.add_button(_("Save as PDF"), self._save, closes=False)
        self.print = self.add_button(_("Print"), self._print, main=True, closes=False)
        self.fit(760, 640)
        if make is not None:
            self.read(make)

    def read(self, make: Callable[[Any], bytes]) -> None:
        """Make the sheet anew and show it; of several that wait only the last is made."""
        desk = self.context.session.desk
        for made in (self.save, self.print):
            made.setEnabled(False)
        latest = f"sheet:{id(self)}"
        self.context.worker.run(lambda progress: make(desk), self._show, self._failed, owner=self, latest=latest)

    def _show(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.trouble.hide()
        self.preview.show_pdf(pdf)
        for made in (self.save, self.print):
            made.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        self.trouble.setText(" ".join(part for part in sentences(error) if part))
        self.trouble.show()

    def _print(self) -> None:
        def printed() -> None:
            self.context.shell.did(_("Sent to the printer."))
            self.accept()

        printing.print_pdf(self, self.pdf, self._name, printed, self._failed)

    def _save(self) -> None:
        try:
            if printing.save_pdf(self, self.pdf, self._file) is not None:
                self.context.shell.did(_("Saved as PDF."))
        except DeskError as error:
            self._failed(error)
