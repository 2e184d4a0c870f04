"""Unlocking with the recovery sheet of the office, in place of a forgotten passphrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.components.secret import PassphraseField
from welcomedesk.ui.look.tokens import S4
from welcomedesk.ui.passphrase import judge
from welcomedesk.ui.sentences import sentences
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.ui.backend import Backend, Workplace
    from welcomedesk.ui.worker import Worker


class RecoveryCard(Card):
    """The office recovery sheet instead of a passphrase; a new passphrase comes with it."""

    opened = Signal(object)
    given_up = Signal()

    def __init__(self, backend: Backend, worker: Callable[[], Worker], workplace: Workplace) -> None:
        super().__init__()
        self._backend = backend
        self._worker = worker
        self.body.setContentsMargins(31, 27, 31, 27)
        self.body.setSpacing(S4)
        self.add(Label(_("Unlock with the recovery sheet"), "card"))
        self.add(
            Label(
                _("Type the code from the sheet that your office keeps, and choose a new passphrase."),
                "body",
                "text2",
                wrap=True,
            )
        )
        self.adviser = ChoiceField([(name, name) for name in workplace.advisers], name=_("Adviser"))
        self.add(FormRow(_("Adviser"), self.adviser))
        self.code = FormRow(_("Recovery code"), LineField(longest=200))
        self.add(self.code)
        self.new = FormRow(_("New passphrase"), PassphraseField(_("New passphrase")))
        self.again = FormRow(_("New passphrase once more"), PassphraseField(_("New passphrase once more")))
        self.add(self.new)
        self.add(self.again)
        self.unlock = button(_("Unlock and set passphrase"), "key", kind="main", then=self.try_it)
        back: QPushButton = link(_("Back"), then=self.given_up.emit, small=False)
        self.body.addLayout(row(self.unlock, None, back))
        self.new.field.changed.connect(self._say_strength)
        self.again.field.submitted.connect(self.try_it)
        self.setFocusProxy(self.code.field)

    def _say_strength(self, text: str) -> None:
        strength = judge(text)
        self.new.say(strength.words, strength.tone)

    def try_it(self) -> None:
        """Try to unlock with code and new passphrase."""
        code, new, again = self.code.field.value(), self.new.field.text(), self.again.field.text()
        strength = judge(new)
        self.code.say_wrong("" if code else _("Please type the code from the sheet."))
        self.new.say_wrong("" if strength.enough else strength.words or _("Please choose a passphrase."))
        self.again.say_wrong("" if new == again else _("The two passphrases differ."))
        if any(part.wrong() for part in (self.code, self.new, self.again)):
            return
        adviser = self.adviser.value()
        self.unlock.setEnabled(False)
        self._worker().run(
            lambda progress: self._backend.unlock_with_recovery(code, adviser, new),
            self.opened.emit,
            self._wrong,
            owner=self,
        )

    def _wrong(self, error: Exception) -> None:
        self.unlock.setEnabled(True)
        self.code.say_wrong(" ".join(part for part in sentences(error) if part))
        self.code.field.setFocus(Qt.FocusReason.OtherFocusReason)
