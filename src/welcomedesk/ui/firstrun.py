"""The first run: office and adviser, passphrase, recovery sheet. Three steps, each on one card.

Nothing about the office is invented: what is not typed stays empty. Files are created after the second step only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from welcomedesk.i18n import N_, _
from welcomedesk.ui.components.banner import Banner, sentences
from welcomedesk.ui.components.buttons import button, set_words
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.fields import ChoiceField, LineField, PassphraseField, TickField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import flow, row
from welcomedesk.ui.components.suggest import Suggest
from welcomedesk.ui.gate import Gate, quiet_line
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2, S4
from welcomedesk.ui.passphrase import judge
from welcomedesk.ui.text import Label, isolate

if TYPE_CHECKING:
    from welcomedesk.ui.backend import Backend, Made, Session, SetUp
    from welcomedesk.ui.worker import Worker

STEPS = 3

CARRIERS = (
    ("private", N_("Private carrier: association, non-profit company")),
    ("public", N_("Public body: municipality, district, authority")),
    ("protestant", N_("Protestant carrier: Diakonie, church district")),
    ("catholic", N_("Catholic carrier: Caritas, diocese, order")),
)
"""The kinds of carrier in the words of who sets up; the declaration of fields is too heavy for the first page."""


class StepCard(Card):
    """A step with its number, a title and one sentence."""

    def __init__(self, number: int, title: str, words: str) -> None:
        super().__init__()
        self.body.setContentsMargins(31, 27, 31, 27)
        self.body.setSpacing(S4)
        self.add(Label(_("Step {number} of {all}").format(number=number, all=STEPS), "small", "text2"))
        self.add(Label(title, "card", wrap=True))
        self.add(Label(words, "body", "text2", wrap=True))


class FirstRun(Gate):
    """Sets up the workplace, then opens it.

    `opened(session, carrier_known)`: the second says whether the kind of carrier was chosen.
    """

    opened = Signal(object, bool)

    def __init__(self, backend: Backend, worker: Worker) -> None:
        super().__init__(_("Set up this workplace"), width=520)
        self._backend = backend
        self._worker = worker
        self._card: QWidget | None = None
        self._banner: Banner | None = None
        self._setup: SetUp | None = None
        self.office = OfficeStep()
        self.office.next.connect(self._to_passphrase)
        self.secret: PassphraseStep | None = None
        self.sheet: SheetStep | None = None
        self.add(quiet_line("shield", _("Encrypted on this device, no network needed")))
        self._show(self.office)

    def after_paint(self) -> None:
        super().after_paint()
        if self.language is not None:
            self.language.setEnabled(self._card is self.office)

    def keep(self) -> SetUp:
        """What was entered in the first step, for a change of language."""
        return self.office.entered()

    def restore(self, entered: SetUp) -> None:
        """Put back what `keep` gave."""
        self.office.show_entered(entered)

    def _show(self, card: QWidget) -> None:
        # Beyond the first step another language would begin anew, and the recovery code is shown only once.
        if self.language is not None:
            self.language.setEnabled(card is self.office)
        old, self._card = self._card, card
        if old is None:
            self.column.insertWidget(1, card)
        else:
            self.column.replaceWidget(old, card)
            old.hide()
        card.show()
        self.setFocusProxy(card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_passphrase(self) -> None:
        if self.secret is None:
            self.secret = PassphraseStep()
            self.secret.back.connect(lambda: self._show(self.office))
            self.secret.next.connect(self._create)
        self._show(self.secret)

    def _create(self) -> None:
        assert self.secret is not None
        setup = self.office.entered(self.secret.first.field.text())
        self._setup = setup
        self.secret.set_busy(True)
        self._worker.run(lambda progress: self._backend.create(setup, progress), self._made, self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        if self.secret is not None:
            self.secret.set_busy(False)
        if self.sheet is not None:
            self.sheet.set_busy(False)
        what, safe, next_step = sentences(error)
        if self._banner is not None:
            self._banner.deleteLater()
        self._banner = Banner(what, f"{safe} {next_step}".strip(), "danger")
        self.column.insertWidget(1, self._banner)

    def _made(self, made: Made) -> None:
        assert self._setup is not None
        if self._banner is not None:
            self._banner.deleteLater()
            self._banner = None
        self.sheet = SheetStep(self._backend, self._worker, made, self._setup)
        self.sheet.begin.connect(self._begin)
        self.sheet.failed.connect(self._failed)
        self._show(self.sheet)

    def _begin(self) -> None:
        assert self._setup is not None and self.sheet is not None
        setup, backend = self._setup, self._backend
        self.sheet.set_busy(True)

        def open_it(progress: object) -> Session:
            session = backend.unlock(setup.adviser, setup.passphrase)
            if setup.samples:
                backend.add_samples(session, progress)  # type: ignore[arg-type]
            if setup.carrier:
                backend.choose_carrier(session, setup.carrier)
            return session

        task = self._worker.run(open_it, self._done, self._failed, owner=self)
        task.progressed.connect(self.sheet.show_progress)

    def _done(self, session: Session) -> None:
        assert self._setup is not None
        known, self._setup = bool(self._setup.carrier), None
        self.opened.emit(session, known)


class OfficeStep(StepCard):
    """Who works here."""

    next = Signal()

    def __init__(self) -> None:
        super().__init__(
            1,
            _("Who works here?"),
            _("These names stand on letters and in the history. You can change them in the settings."),
        )
        self.office = FormRow(_("Name of the office"), LineField(longest=200))
        self.adviser = FormRow(_("Your name"), LineField(longest=120))
        self.workplace = FormRow(
            _("Name of this workplace"),
            LineField(longest=60),
            hint=_("For example a room or the name of the laptop. May stay empty."),
        )
        self.carrier = FormRow(
            _("Who runs the office"),
            ChoiceField([(kind, _(words)) for kind, words in CARRIERS], nothing=_("not chosen yet")),
            hint=_("Law and authority follow it. Can also be chosen later."),
        )
        self.samples = TickField(_("Enter four invented sample enquiries to try things out"))
        for part in (self.office, self.adviser, self.workplace, self.carrier, self.samples):
            self.add(part)
        self.go_on = button(_("Next"), kind="main", then=self._next)
        self.go_on.setDefault(True)
        self.body.addLayout(row(None, self.go_on))
        for line in (self.office, self.adviser, self.workplace):
            line.field.returnPressed.connect(self._next)
        self.setFocusProxy(self.office.field)

    def entered(self, passphrase: str = "") -> SetUp:
        """What was entered, with the passphrase of the second step."""
        from welcomedesk.ui.backend import SetUp

        return SetUp(
            self.office.field.value(),
            self.workplace.field.value(),
            self.adviser.field.value(),
            passphrase,
            self.samples.value(),
            self.carrier.field.value(),
        )

    def show_entered(self, entered: SetUp) -> None:
        """Show what was entered before."""
        for line, text in (
            (self.office, entered.office),
            (self.workplace, entered.workplace),
            (self.adviser, entered.adviser),
        ):
            line.field.setText(text)
        self.carrier.field.set_value(entered.carrier)
        self.samples.set_value(entered.samples)

    def _next(self) -> None:
        self.office.say_wrong("" if self.office.field.value() else _("Please name the office."))
        self.adviser.say_wrong("" if self.adviser.field.value() else _("Please type your name."))
        for part in (self.office, self.adviser):
            if part.wrong():
                part.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.next.emit()


class PassphraseStep(StepCard):
    """The passphrase, twice, with its strength in words."""

    next = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__(
            2,
            _("Choose your passphrase"),
            _("It opens the case files on this device. The easy way: six words drawn by chance."),
        )
        self.first = FormRow(_("Passphrase"), PassphraseField(_("Passphrase")))
        self.second = FormRow(_("Passphrase once more"), PassphraseField(_("Passphrase once more")))
        self.suggest = Suggest(self.first.field)
        self.suggest.suggested.connect(self._suggested)
        self.add(self.first)
        self.add(self.suggest)
        self.add(self.second)
        self.back_button = button(_("Back"), then=self.back.emit)
        self.go_on = button(_("Set up workplace"), "key", kind="main", then=self._next)
        self.go_on.setDefault(True)
        self.body.addLayout(row(self.back_button, None, self.go_on))
        self.first.field.changed.connect(self._say_strength)
        self.first.field.caps.connect(self._caps)
        self.first.field.submitted.connect(lambda: self.second.field.setFocus())
        self.second.field.submitted.connect(self._next)
        self.setFocusProxy(self.first.field)

    def _suggested(self) -> None:
        self.second.field.clear()
        self.second.say_wrong("")
        self.second.say(_("Write the six words down on paper, then type them here."))
        self.second.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_strength(self, text: str) -> None:
        strength = judge(text)
        if self.first.wrong() and strength.enough:
            self.first.say_wrong("")
        sign = {"good": "check-circle", "caution": "info", "danger": "triangle"}[strength.tone]
        self.first.say(strength.words, strength.tone, sign if strength.words else "")

    def _caps(self, on: bool) -> None:
        self.second.say(_("Caps lock is on.") if on else "", "caution", "triangle")

    def _next(self) -> None:
        text = self.first.field.text()
        strength = judge(text)
        if not strength.enough:
            self.first.say_wrong(strength.words or _("Please choose a passphrase."))
            self.first.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if text != self.second.field.text():
            self.second.say_wrong(_("The two passphrases differ."))
            self.second.field.clear()
            self.second.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.second.say_wrong("")
        self.next.emit()

    def set_busy(self, busy: bool) -> None:
        self.go_on.setEnabled(not busy)
        self.back_button.setEnabled(not busy)
        set_words(self.go_on, _("Is being set up") if busy else _("Set up workplace"))


class SheetStep(StepCard):
    """The recovery sheet: shown once, printed or saved, then the work begins."""

    begin = Signal()
    failed = Signal(object)

    def __init__(self, backend: Backend, worker: Worker, made: Made, setup: SetUp) -> None:
        super().__init__(
            3,
            _("Keep the recovery sheet"),
            _("If the passphrase is lost, only this code opens the case files. It is shown once and stored nowhere."),
        )
        self._backend, self._worker, self._made, self._setup = backend, worker, made, setup
        self.code = Label(made.recovery_code, "question", selectable=False, wrap=True)
        self.code.setAccessibleName(_("Recovery code {code}").format(code=made.recovery_code))
        box = Card()
        box.add(self.code)
        set_part(box, part="box")
        self.add(box)
        self.add(
            flow(
                button(_("Print sheet"), "printer", then=self._print),
                button(_("Save as PDF"), "save", then=self._save),
            )
        )
        self.add(
            Label(_("Put the sheet into the safe of the office, not beside this device."), "small", "text2", wrap=True)
        )
        self.said = Label("", "small", "text2", wrap=True)
        self.said.hide()
        self.add(self.said)
        self.kept = TickField(_("The sheet is printed, written down or carried away"), then=self._ticked)
        self.add(self.kept)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.hide()
        self.body.addWidget(self.bar)
        self.go_on = button(_("Begin"), kind="main", then=self.begin.emit)
        self.go_on.setEnabled(False)
        self.body.addSpacing(S2)
        self.body.addLayout(row(None, self.go_on))
        self.setFocusProxy(self.kept)

    def _ticked(self, on: bool) -> None:
        self.go_on.setEnabled(on)

    def _sheet(self, then: object) -> None:
        backend, made, setup = self._backend, self._made, self._setup
        self._worker.run(
            lambda progress: backend.recovery_sheet(made, setup),
            then,  # type: ignore[arg-type]
            self.failed.emit,
            owner=self,
        )

    def _print(self) -> None:
        from welcomedesk.ui.printing import print_pdf

        self._sheet(lambda pdf: print_pdf(self, pdf, "Welcomedesk", lambda: None, self.failed.emit))

    def _save(self) -> None:
        self._sheet(self._save_pdf)

    def _save_pdf(self, pdf: bytes) -> None:
        from welcomedesk.domain.errors import DeskError
        from welcomedesk.ui.printing import save_pdf

        try:
            path = save_pdf(self, pdf, _("Recovery sheet") + ".pdf")
        except DeskError as error:
            self.failed.emit(error)
            return
        if path is not None:
            words = _("Saved: {name}. Carry the file to another medium, then delete it here.")
            self.said.setText(words.format(name=isolate(path.name)))
            self.said.show()

    def show_progress(self, done: int, total: int, words: str) -> None:
        self.bar.show()
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def set_busy(self, busy: bool) -> None:
        self.go_on.setEnabled(not busy)
        set_words(self.go_on, _("Is being opened") if busy else _("Begin"))
