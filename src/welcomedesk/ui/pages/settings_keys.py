"""Who can open the case file: a passphrase for each adviser, the recovery sheet of the office, the encrypted drive.

Every change asks for one's own passphrase once more: whoever sits down at an unlocked window gets no key from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk.core import Changed
from welcomedesk.i18n import N_, _
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import LineField, PassphraseField
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.components.suggest import Suggest
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2, S3
from welcomedesk.ui.pages.settings_parts import Section
from welcomedesk.ui.passphrase import judge
from welcomedesk.ui.sentences import beside_own_passphrase, sentences
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.ui.backend import Made, Session
    from welcomedesk.ui.page import Context

DRIVE = {
    "yes": ("good", N_("The drive of this computer is encrypted."), ""),
    "no": (
        "caution",
        N_("The drive of this computer is not encrypted."),
        N_("The case files are, but parts of the memory can reach the drive when the computer sleeps. Ask your IT."),
    ),
    "unknown": ("info", N_("Whether the drive of this computer is encrypted is not known."), N_("Ask your IT.")),
}


class KeysSection(Section):
    """Slots and recovery sheet.

    Args:
        context: its session keeps the keys; nothing secret stays here.
    """

    def __init__(self, context: Context) -> None:
        words = _("Everybody has a passphrase of their own. Nobody needs to know another one.")
        super().__init__(_("Who can open the case file"), words, _("Passphrase Recovery sheet Encryption"))
        self._context = context
        self._list = column(space=S3)
        self.add_row(holding(self._list), _("Passphrase"))
        add = button(_("Give access …"), "plus", small=True, then=self.give_access)
        sheet = button(_("New recovery sheet …"), "printer", small=True, then=self.new_sheet)
        self.add_row(flow(add, sheet), f"{add.text()} {sheet.text()}")
        self._drive = column(space=0)
        self.add_row(holding(self._drive), _("Encryption"))
        self.said = column(space=0)
        self.body.addLayout(self.said)

    @property
    def _session(self) -> Session:
        return self._context.session

    def read(self) -> None:
        """Ask who has access and what the drive is like."""
        session = self._session
        self._context.worker.run(lambda progress: session.key_holders(), self.show_holders, owner=self)
        self._context.worker.run(lambda progress: session.drive_encrypted(), self.show_drive, owner=self)

    def show_holders(self, names: Sequence[str]) -> None:
        clear(self._list)
        for name in names:
            mine = name == self._session.adviser
            second = Label(_("You are signed in with this passphrase.") if mine else "", "small", "text2", wrap=True)
            words = column(Label(name, "medium", wrap=True), space=1)
            if mine:
                words.addWidget(second)
            out = link(_("Take access away …"), then=partial(self.take_away, name))
            out.setAccessibleName(_("Take access away from {name}").format(name=name))
            if len(names) <= 1:
                out.hide()
            line = row(IconLabel("key", "text2"), words, out, space=S2)
            line.setStretch(1, 1)
            self._list.addWidget(holding(line))

    def show_drive(self, state: str) -> None:
        clear(self._drive)
        tone, what, more = DRIVE.get(state, DRIVE["unknown"])
        self._drive.addWidget(Banner(_(what), _(more) if more else "", tone))

    # --- changing ---------------------------------------------------------------------------------------------

    def give_access(self) -> Dialog:
        """A passphrase for one more adviser."""
        dialog = KeyDialog(self, _("Give another adviser access"), _("Give access"))
        name = dialog.form.add(_("Name of the adviser"), LineField(longest=120))
        new = PassphraseField(_("Passphrase of this adviser"))
        line = dialog.form.add(
            _("Passphrase of this adviser"), new, hint=_("Let the adviser choose or write the six words down.")
        )
        dialog.form.add_widget(Suggest(new))
        new.changed.connect(lambda text: line.say(judge(text).words, judge(text).tone))

        def go_on(own: str) -> None:
            strength = judge(new.text())
            name.say_wrong("" if name.field.value() else _("Please type the name."))
            line.say_wrong("" if strength.enough else strength.words or _("Please choose a passphrase."))
            if name.wrong() or line.wrong():
                return
            who, secret, session = name.field.value(), new.text(), self._session
            self._run(dialog, lambda: session.add_key_holder(own, who, secret), self._given(who), name)

        dialog.ask_own(go_on)
        name.field.setFocus()
        return dialog

    def _given(self, who: str) -> Callable[[object], None]:
        def given(_value: object) -> None:
            self._say(_("{name} can open the case file now.").format(name=who))
            # Whoever has access advises: the list of advisers has one more.
            self._context.refresh.tell(Changed(frozenset({"office"}), ()))

        return given

    def take_away(self, name: str) -> Dialog:
        """Take the passphrase of an adviser away."""
        dialog = KeyDialog(self, _("Take access away?"), _("Take access away"), danger=True)
        dialog.form.add_widget(
            Label(_("The passphrase of {name} will not open this case file any more.").format(name=name), wrap=True)
        )
        dialog.form.add_widget(
            Label(
                _(
                    "Cases and history keep the name. The backups in the data folder open with the passphrases of "
                    "today only, a minute later."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        dialog.form.add_widget(_carried_away())
        session = self._session

        def gone(_value: object) -> None:
            self._say(_("{name} has no access any more.").format(name=name))

        dialog.ask_own(lambda own: self._run(dialog, lambda: session.remove_key_holder(own, name), gone))
        return dialog

    def new_sheet(self) -> Dialog:
        """A new recovery sheet in place of the one that was lost or seen."""
        dialog = KeyDialog(self, _("Make a new recovery sheet?"), _("Make sheet"))
        dialog.form.add_widget(Label(_("The sheet until now opens nothing afterwards."), wrap=True))
        dialog.form.add_widget(_carried_away())
        session = self._session

        def made(sheet: Made) -> None:
            SheetDialog(self, self._context, sheet).open()

        dialog.ask_own(lambda own: self._run(dialog, lambda: session.new_recovery(own), made))
        return dialog

    def _run(
        self,
        dialog: KeyDialog,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        name: FormRow[Any] | None = None,
    ) -> None:
        def failed(error: Exception) -> None:
            dialog.set_busy(False)
            line = name if name is not None and getattr(error, "code", "") == "adviser_exists" else dialog.own_row
            line.say_wrong(beside_own_passphrase(error))
            dialog.fit()  # or the sentence stands below the edge, with the buttons above it
            line.field.setFocus()

        def succeeded(value: Any) -> None:
            dialog.accept()
            self.read()
            done(value)

        dialog.set_busy(True)
        self._context.worker.run(lambda progress: work(), succeeded, failed, owner=dialog)

    def _say(self, words: str) -> None:
        clear(self.said)
        self.said.addWidget(Banner(words, tone="good"))


def _carried_away() -> Label:
    """What no program can reach: said where somebody expects that an old passphrase or sheet is worth nothing."""
    words = _("What was copied to another medium still opens as before. Destroy those copies, and make new ones.")
    return Label(words, "body", "text2", wrap=True)


class KeyDialog(Dialog):
    """A change of keys: its fields, and at the end one's own passphrase."""

    def __init__(self, parent: QWidget, title: str, verb: str, *, danger: bool = False) -> None:
        super().__init__(parent, title)
        self._verb, self._danger = verb, danger
        self.form = Form()
        self.body.addWidget(self.form)
        self.own = PassphraseField(_("Your own passphrase"))
        self.go: QPushButton | None = None

    def ask_own(self, then: Callable[[str], object]) -> None:
        """Add the field for one's own passphrase and the buttons, and open the dialog."""
        self.own_row = self.form.add(_("Your own passphrase"), self.own)

        def go_on() -> None:
            self.own_row.say_wrong("" if self.own.text() else _("Please type your passphrase."))
            if self.own.text():
                then(self.own.text())

        self.own.submitted.connect(go_on)
        self.never_enter = self._danger
        self.add_button(_("Cancel"))
        self.go = self.add_button(self._verb, go_on, main=not self._danger, danger=self._danger, closes=False)
        self.fit()
        self.open()
        self.own.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While a key is derived, which takes a second on purpose."""
        if self.go is not None:
            self.go.setEnabled(not busy)


class SheetDialog(Dialog):
    """The new recovery code, shown once."""

    def __init__(self, parent: QWidget, context: Context, made: Made) -> None:
        super().__init__(parent, _("Keep the recovery sheet"))
        self._context, self._made = context, made
        self.say(
            _("If the passphrase is lost, only this code opens the case files. It is shown once and stored nowhere.")
        )
        code = Label(made.recovery_code, "question", selectable=False, wrap=True)
        code.setAccessibleName(_("Recovery code {code}").format(code=made.recovery_code))
        box = Card()
        box.add(code)
        set_part(box, part="box")
        self.body.addWidget(box)
        self.body.addWidget(
            flow(
                button(_("Print sheet"), "printer", then=self._print),
                button(_("Save as PDF"), "save", then=self._save),
            )
        )
        self.say(_("Put the sheet into the safe of the office, not beside this device."))
        self.say(_("Destroy the sheet until now."))
        self.trouble = column(space=0)
        self.body.addLayout(self.trouble)
        self.add_button(_("The sheet is kept safe"), main=True)
        self.fit(640)

    def _print(self) -> None:
        from welcomedesk.ui.printing import print_pdf

        self._sheet(lambda pdf: print_pdf(self, pdf, "Welcomedesk", lambda: None, self._failed))

    def _save(self) -> None:
        from welcomedesk.ui.printing import save_pdf

        def save(pdf: bytes) -> None:
            try:
                save_pdf(self, pdf, _("Recovery sheet") + ".pdf")
            except Exception as error:
                self._failed(error)

        self._sheet(save)

    def _sheet(self, then: Callable[[bytes], None]) -> None:
        session, made = self._context.session, self._made
        self._context.worker.run(lambda progress: session.recovery_sheet(made), then, self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        what, safe, next_step = sentences(error)
        clear(self.trouble)
        self.trouble.addWidget(Banner(what, f"{safe} {next_step}".strip(), "danger"))
