"""The unlock page: who, passphrase, what went wrong in words. Also what to do where a file is missing or foreign.

Nothing of the database is imported here; the backend does that on the worker thread while the person types.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.components.buttons import button, link, set_words
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import flow, row
from welcomedesk.ui.components.secret import PassphraseField
from welcomedesk.ui.gate import Gate, quiet_line
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2, S4
from welcomedesk.ui.sentences import sentences, translated
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.ui.backend import Backend, Session, Workplace
    from welcomedesk.ui.recovery import RecoveryCard
    from welcomedesk.ui.worker import Worker

# What happened, what is safe, what to do next, for each state of the files that is not ready.
SENTENCES: dict[str, tuple[str, str, str]] = {
    "key_missing": (
        N_("The key file of this workplace is missing."),
        N_("The case file is there and unchanged, but it cannot be opened without its key file."),
        N_("Put the key file back beside it, or look for a backup."),
    ),
    "file_missing": (
        N_("The case file of this workplace is missing."),
        N_("The key file is there. Nothing new was created."),
        N_("Put the case file back, or look for a backup."),
    ),
    "file_empty": (
        N_("The case file is empty."),
        N_("Nothing was written to it. The key file is unchanged."),
        N_("Look for a backup, or open another file."),
    ),
    "file_foreign": (
        N_("This file is no case file of Welcomedesk."),
        N_("It was only read, nothing in it was changed."),
        N_("Open another file, or look for a backup."),
    ),
    "newer": (
        N_("This case file was written by a newer version of Welcomedesk."),
        N_("It was not changed."),
        N_("Install the newer version, or open another file."),
    ),
    "unreadable": (
        N_("The case file cannot be read."),
        N_("It was not changed."),
        N_("Check the disk and your rights to the folder, or look for a backup."),
    ),
}


class UnlockPage(Gate):
    """What stands before the case files.

    Args:
        worker: gives the thread of the case file; it is made with the first question.
        locked_at: time of day of the lock that led here; empty at a start.
    """

    opened = Signal(object)
    begin_wanted = Signal()

    def __init__(
        self,
        backend: Backend,
        worker: Callable[[], Worker],
        workplace: Workplace,
        *,
        locked_at: str = "",
    ) -> None:
        second = " · ".join(part for part in (workplace.workplace, workplace.office) if part)
        super().__init__(second, workplace.packs_date)
        self._backend = backend
        self._worker = worker
        self._workplace = workplace
        self.form: UnlockCard | RecoveryCard | None = None
        self._other: QWidget | None = None
        if workplace.state == "ready":
            self._ask()
            if locked_at:
                self.add(_locked_card(locked_at))
        else:
            self.add(self._trouble(workplace))

    def _ask(self) -> None:
        card = UnlockCard(self._backend, self._worker, self._workplace)
        card.opened.connect(self.opened)
        card.forgotten.connect(self._recover)
        self._show_form(card)

    def after_paint(self) -> None:
        """What may come a moment later: asking for the keyboard loads all languages Qt knows."""
        super().after_paint()
        if self._other is None:
            self._other = link(_("Open another file"), then=self.choose_file)
            self.add(quiet_line("shield", _("Encrypted on this device, no network needed"), self._other))
        if isinstance(self.form, UnlockCard):
            self.form.row.aside.setText(keyboard_words())

    def take_typed(self, text: str) -> None:
        """Take over what was typed before the page stood."""
        if isinstance(self.form, UnlockCard):
            self.form.passphrase.field.insert(text)

    def _recover(self) -> None:
        from welcomedesk.ui.recovery import RecoveryCard

        card = RecoveryCard(self._backend, self._worker, self._workplace)
        card.opened.connect(self.opened)
        card.given_up.connect(self._ask)
        self._show_form(card)

    def _show_form(self, card: UnlockCard | RecoveryCard) -> None:
        old, self.form = self.form, card
        if old is None:
            self.column.insertWidget(1, card)
        else:
            self.column.replaceWidget(old, card)
            old.hide()
            old.deleteLater()
        self.setFocusProxy(card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _trouble(self, workplace: Workplace) -> QWidget:
        known = SENTENCES.get(workplace.state, SENTENCES["unreadable"])
        own = (workplace.what, workplace.safe, workplace.next_step)
        what, safe, next_step = (translated(a or b, {}) for a, b in zip(own, known, strict=True))
        card = Card()
        card.add(Label(what, "card", wrap=True))
        card.add(Label(_("What is safe"), "strong"))
        card.add(Label(safe, wrap=True))
        card.add(Label(_("Next step"), "strong"))
        card.add(Label(next_step, wrap=True))
        if workplace.detail:
            card.add(Label(workplace.detail, "small", "text2", wrap=True, selectable=True))
        search = button(_("Look for a backup"), "search", kind="main", then=self.choose_backup)
        again = button(_("Look again"), "refresh", then=self.begin_wanted.emit)
        card.body.addSpacing(S2)
        card.add(flow(search, again))
        card.setAccessibleName(" ".join((what, safe, next_step)))
        self.setFocusProxy(search)
        return card

    def choose_file(self) -> None:
        """Ask for the folder of another case file."""
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self, _("Folder with the case file"))
        if folder:
            self._worker().run(
                lambda progress: self._backend.use_other_file(folder),
                lambda _workplace: self.begin_wanted.emit(),
                self.show_failure,
                owner=self,
            )

    def choose_backup(self) -> None:
        """Ask for a backup and put it in place of the missing file."""
        from PySide6.QtWidgets import QFileDialog

        path, _kind = QFileDialog.getOpenFileName(self, _("Look for a backup"))
        if path:
            self._worker().run(
                lambda progress: self._backend.restore_backup(path),
                lambda _workplace: self.begin_wanted.emit(),
                self.show_failure,
                owner=self,
            )

    def show_failure(self, error: Exception) -> None:
        """Say what went wrong above the card."""
        from welcomedesk.ui.components.banner import Banner

        what, safe, next_step = sentences(error)
        self.column.insertWidget(1, Banner(what, f"{safe} {next_step}".strip(), "danger"))


def _locked_card(at: str) -> QWidget:
    from welcomedesk.ui.components.banner import Banner

    words = _("Locked at {time}. After unlocking you go on where you were.").format(time=at)
    card = Banner(_("Your draft is safe."), words, "good")
    set_part(card, part="card", tone="")
    return card


class UnlockCard(Card):
    """Adviser and passphrase."""

    opened = Signal(object)
    forgotten = Signal()

    def __init__(self, backend: Backend, worker: Callable[[], Worker], workplace: Workplace) -> None:
        super().__init__()
        self._backend = backend
        self._worker = worker
        self._busy = False
        self._wait = 0
        self._ticks = QTimer(self, interval=1000)
        self._ticks.timeout.connect(self._second)
        self.body.setContentsMargins(31, 27, 31, 27)
        self.body.setSpacing(S4)
        self.add(Label(_("Unlock case files"), "card"))
        self.adviser = ChoiceField([(name, name) for name in workplace.advisers], name=_("Adviser"))
        if len(workplace.advisers) > 0:
            self.add(FormRow(_("Adviser"), self.adviser))
        self.passphrase = PassphraseField(_("Passphrase"))
        self.row = FormRow(_("Passphrase"), self.passphrase)
        self.add(self.row)
        self.unlock = button(_("Unlock"), "key", kind="main", then=self.try_it)
        self.unlock.setDefault(True)
        lost = link(_("Passphrase forgotten"), then=self.forgotten.emit, small=False)
        self.body.addLayout(row(self.unlock, None, lost))
        self.passphrase.submitted.connect(self.try_it)
        self.passphrase.changed.connect(self._typed)
        self.passphrase.caps.connect(self._caps)
        self.setFocusProxy(self.passphrase)

    def try_it(self) -> None:
        """Try to unlock with what was typed."""
        text = self.passphrase.text()
        if self._busy or self._wait > 0:
            return
        if not text:
            self.row.say_wrong(_("Please type your passphrase."))
            return
        self._set_busy(True)
        adviser = self.adviser.value()
        self._worker().run(lambda progress: self._backend.unlock(adviser, text), self._opened, self._wrong, owner=self)

    def _opened(self, session: Session) -> None:
        self.passphrase.clear()
        self.opened.emit(session)

    def _wrong(self, error: Exception) -> None:
        self._set_busy(False)
        self.passphrase.clear()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        what, safe, next_step = sentences(error)
        wait = error.details.get("wait", 0) if isinstance(error, DeskError) else 0
        self._wait = int(wait) if isinstance(wait, int | float) else 0
        self._words = what if self._wait else " ".join(part for part in (what, safe, next_step) if part)
        if self._wait > 0:
            self.unlock.setEnabled(False)
            self._ticks.start()
        self._say()

    def _say(self) -> None:
        words = self._words
        if self._wait > 0:
            seconds = ngettext("Next try in {n} second.", "Next try in {n} seconds.", self._wait)
            words = f"{words} {seconds.format(n=self._wait)}"
        self.row.say_wrong(words)

    def _second(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._ticks.stop()
            self.unlock.setEnabled(True)
        if self.row.wrong():
            self._say()

    def _typed(self, text: str) -> None:
        if text and self.row.wrong() and self._wait <= 0:
            self.row.say_wrong("")

    def _caps(self, on: bool) -> None:
        if not self.row.wrong():
            self.row.say(_("Caps lock is on.") if on else "", "caution", "triangle")

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.unlock.setEnabled(not busy)
        self.passphrase.field.setReadOnly(busy)
        set_words(self.unlock, _("Is being unlocked") if busy else _("Unlock"))


def keyboard_words() -> str:
    """Which layout the keyboard has, `Keyboard: Deutsch`; empty where the system does not say."""
    from PySide6.QtCore import QLocale

    locale = QGuiApplication.inputMethod().locale()
    if locale.language() in (QLocale.Language.C, QLocale.Language.AnyLanguage):
        return ""
    return _("Keyboard: {language}").format(language=locale.nativeLanguageName())
