"""The report of a lost device from its backup, on another computer: one passphrase of that device opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import PassphraseField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.sentences import sentences

if TYPE_CHECKING:
    from welcomedesk.domain.documents import Document

    Take = Callable[[Document], object]
    Read = Callable[[str, Callable[[Document], None], Callable[[Exception], None]], object]


class LostDialog(Dialog):
    """Asks for the passphrase, reads, and hands the report on to be saved or printed.

    Args:
        read: reads the backup with what was typed; answers on the main thread.
    """

    def __init__(self, parent: QWidget, read: Read, save: Take, print_it: Take) -> None:
        super().__init__(parent, _("Report of another device"))
        self._read = read
        self.say(_("The backup is opened for reading only. Nothing of it stays on this computer."))
        form = Form()
        self.body.addWidget(form)
        self.secret = PassphraseField(_("Passphrase of that device"))
        self.secret_row = form.add(
            _("Passphrase of that device"), self.secret, hint=_("Or the code of the recovery sheet that belongs to it.")
        )
        self.add_button(_("Cancel"))
        self._goes: list[QPushButton] = [
            self.add_button(_("Print"), lambda: self._go(print_it), closes=False),
            self.add_button(_("Save as text"), lambda: self._go(save), main=True, closes=False),
        ]
        self.secret.submitted.connect(lambda: self._go(save))
        self.fit()
        self.secret.setFocus()

    def _go(self, take: Take) -> None:
        typed = self.secret.text()
        self.secret_row.say_wrong("" if typed else _("Please type the passphrase."))
        if not typed or not self._goes[0].isEnabled():
            return
        self._set_busy(True)
        self._read(typed, lambda document: self._take(document, take), self._failed)

    def _take(self, document: Document, take: Take) -> None:
        self.accept()
        take(document)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        wrong = getattr(error, "code", "") == "wrong_passphrase"
        words = (_("Neither a passphrase nor the recovery code of that device."),) if wrong else sentences(error)
        self.secret_row.say_wrong(" ".join(part for part in words if part))
        self.fit()
        self.secret.setFocus()

    def _set_busy(self, busy: bool) -> None:
        """While the key is derived and the report is made."""
        for each in self._goes:
            each.setEnabled(not busy)
