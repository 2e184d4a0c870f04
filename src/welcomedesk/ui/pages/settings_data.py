"""The section of the settings about the data: where they lie, whether they are whole, and their backups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from welcomedesk.desk.backups import BackupsSeen
from welcomedesk.desk.ports import CheckReport
from welcomedesk.domain.backup_plan import Copy, Inside
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.components.banner import Banner, error_banner
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S2, S3
from welcomedesk.ui.numbers import write_number
from welcomedesk.ui.pages.settings_parts import Failed, Section
from welcomedesk.ui.text import Label
from welcomedesk.ui.worker import Task

CHECK_WORDS: Mapping[str, str] = {
    "settings": N_("The file is opened as safely as it should be"),
    "pages": N_("Every page of the file can be read and is untouched"),
    "structure": N_("The tables of the file are whole"),
    "chain": N_("The history was changed by nobody"),
    "head": N_("No entry is missing at the end"),
    "facts": N_("Current values agree with the history"),
    "views": N_("Lists agree with the cases"),
    "search": N_("The search finds what stands in the cases"),
    "blobs": N_("Letters and attachments are untouched"),
    "drafts": N_("Drafts can be read and belong to cases"),
    "access": N_("The log of views was changed by nobody"),
    "watermark": N_("The file is not an older copy"),
    "key_file": N_("The key file and its copy agree"),
    "restored": N_("What was erased since the backup is erased again"),
}
MADE_AGAIN = frozenset({"views", "search"})
"""What is made from the cases and can be made again; nothing of a case is in it alone."""

REASONS: Mapping[str, str] = {
    "auto": N_("made by itself"),
    "": N_("made by hand"),
    "import": N_("before an import"),
    "erase": N_("before an erasure"),
    "migration": N_("before an update"),
}
SHOWN = 4
"""So many backups are listed at first."""


class Care(Protocol):
    """What the page does for this section; answers come back on the main thread."""

    def check(self, done: Callable[[CheckReport], None], failed: Failed) -> Task: ...

    def make_lists(self, done: Callable[[CheckReport], None], failed: Failed) -> Task: ...

    def back_up(self, folder: str, done: Callable[[str], None], failed: Failed) -> Task: ...

    def look_into(self, path: str, done: Callable[[Inside], None], failed: Failed) -> Task: ...

    def go_back_to(self, path: str) -> None: ...


class DataSection(Section):
    """Where the data lie, whether they are whole, and their backups.

    Args:
        copy: puts a text on the clipboard.
    """

    def __init__(self, folder: str, care: Care, copy: Callable[[str], object]) -> None:
        super().__init__(_("Data"), words=_("Folder Check Backup"))
        self._care = care
        self._elsewhere, self._all = False, False
        self._other = ""
        self._copied = False
        """Whether a copy elsewhere was just made, and its day not yet read."""
        self._pressed: QWidget | None = None
        self._copies: tuple[Copy, ...] = ()
        where = LineField(folder)
        where.setReadOnly(True)
        self.field(_("Data folder"), where, _("The case files in it are encrypted."))
        self.add_row(flow(link(_("Copy path"), then=lambda: copy(folder))), _("Copy path"))
        self.check_button = button(_("Check file"), "shield", small=True, then=self._start_check)
        self.backup_button = button(_("Make a backup"), "save", small=True, then=lambda: self._start_backup())
        self.stick_button = button(_("Copy to another medium …"), "save", small=True, then=self._start_copy)
        words = " ".join((_("Check file"), _("Make a backup"), _("Copy to another medium …"), _("Restore …")))
        self.add_row(flow(self.check_button, self.backup_button, self.stick_button), words)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setFixedHeight(6)
        self.bar.hide()
        self._said = column(space=S2)
        self.body.addWidget(self.bar)
        self.body.addLayout(self._said)
        self.backups = Label("", "body", "text2", wrap=True)
        self.medium = Label("", "body", "text2", wrap=True)
        self.add_row(self.backups, words)
        self._list = column(space=S2)
        self.add_row(holding(self._list), words)
        self.add_row(self.medium, words)
        self.other_button = link(_("Restore from another folder …"), then=self._choose)
        self.add_row(flow(self.other_button), words)

    # --- the backups there are ------------------------------------------------------------------------------------

    def show_backups(self, seen: BackupsSeen) -> None:
        """What there is in backups, and when one was last copied to another medium."""
        count = ngettext("{n} backup", "{n} backups", len(seen.copies)).format(n=write_number(len(seen.copies)))
        if seen.copies:
            newest = seen.copies[0].at
            words = _("{count}, the last on {date} at {time}. One is made ten minutes after changes.").format(
                count=count, date=long_date(newest.date().isoformat()), time=f"{newest:%H:%M}"
            )
        else:
            words = _("No backup yet. The first is made ten minutes after the next change.")
        self.backups.setText(words)
        if seen.other_medium:
            date = long_date(seen.other_medium[:10])
            medium = _("Last copied to another medium on {date}.").format(date=date)
        else:
            medium = _("Never copied to another medium, such as a stick that lies elsewhere.")
        again = _("It is time for a new copy.") if seen.other_medium else _("It is time for the first copy.")
        self.medium.setText(f"{medium} {again}" if seen.other_wanted else medium)
        if self._copied and seen.other_medium == self._other:
            words = _("Put a stick in and copy to it: what lies on the same drive goes with the device.")
            self._said.addWidget(Banner(_("This folder lies on the same drive as the case files."), words, "caution"))
        self._copied, self._other = False, seen.other_medium
        self._copies = seen.copies
        self._show_list()

    def _show_list(self) -> None:
        clear(self._list)
        for copy in self._copies if self._all else self._copies[:SHOWN]:
            self._list.addWidget(self._line(copy))
        hidden = len(self._copies) - SHOWN
        if hidden > 0 and not self._all:
            words = ngettext("Show {n} older one", "Show {n} older ones", hidden).format(n=write_number(hidden))
            self._list.addWidget(flow(link(words, then=self._show_all)))

    def _show_all(self) -> None:
        self._all = True
        self._show_list()

    def _line(self, copy: Copy) -> QWidget:
        """Date, reason and size of a backup, and the way back to it."""
        when = _("{date}, {time}").format(date=long_date(copy.at.date().isoformat()), time=f"{copy.at:%H:%M}")
        size = _("{size} MB").format(size=write_number(max(0.1, copy.size / 1_000_000), 1))
        second = f"{_(REASONS.get(copy.reason, REASONS['']))} · {size}"
        words = column(Label(when, "body"), Label(second, "small", "text2"), space=1)
        back = button(_("Restore …"), small=True, then=partial(self._ask, copy.path))
        back.setAccessibleName(_("Restore the backup of {when}").format(when=when))
        line = row(column(IconLabel("save", "text2"), None, space=0), words, back, space=S3)
        line.setStretch(1, 1)
        return holding(line)

    # --- the way back -----------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, _("Look for a backup"), "", _("Backups (*.wdbackup)"))
        if path:
            self._ask(path)

    def _ask(self, path: str) -> None:
        self._busy(_("The backup is being read."), self._care.look_into(path, self._looked, self._failed))

    def _looked(self, inside: Inside) -> None:
        self._ready()
        dialog = Dialog(self, _("Go back to this backup?"))
        cases = ngettext("{n} case", "{n} cases", inside.cases).format(n=write_number(inside.cases))
        when = _("{date}, {time}").format(date=long_date(inside.made[:10]), time=inside.made[11:16])
        dialog.say(
            _("Made on {when}. In it: {cases}. It was read to its end and is whole.").format(when=when, cases=cases)
        )
        dialog.say(_("The file at hand is put aside in the data folder. Nothing of it is overwritten."))
        dialog.say(
            _("What was entered since then is only in the file that is put aside. What was erased stays erased.")
        )
        dialog.add_button(_("Cancel"))
        dialog.add_button(_("Restore and lock"), lambda: self._care.go_back_to(inside.path), main=True, danger=True)
        dialog.fit()
        dialog.open()

    # --- doing ------------------------------------------------------------------------------------------------------

    def _start_check(self) -> None:
        self._busy(_("The file is being checked."), self._care.check(self._checked, self._failed))

    def _start_backup(self, folder: str = "") -> None:
        self._elsewhere = bool(folder)
        task = self._care.back_up(folder, self._backed_up, self._failed)
        self._busy(_("The backup is being written and compared. You can go on working."), task)

    def _start_copy(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder on the other medium"))
        if folder:
            self._start_backup(folder)

    def _busy(self, words: str, task: Task) -> None:
        clear(self._said)
        self._pressed = next((each for each in self._buttons() if each.hasFocus()), None)
        for each in self._buttons():
            each.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        task.progressed.connect(self._progress)
        self._said.addWidget(Label(words, "body", "text2", wrap=True))

    def _progress(self, done: int, total: int, words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _buttons(self) -> tuple[QWidget, ...]:
        return self.check_button, self.backup_button, self.stick_button, self.other_button

    def _checked(self, report: CheckReport) -> None:
        self._ready()
        cases = ngettext("{n} case", "{n} cases", report.cases).format(n=write_number(report.cases))
        entries = ngettext("{n} entry", "{n} entries", report.entries).format(n=write_number(report.entries))
        self._said.addWidget(self._verdict(report, f"{cases} · {entries}"))
        for check in report.checks:
            icon, tone = ("check-circle", "good") if check.ok else ("triangle", "danger")
            said = _(CHECK_WORDS.get(check.code, check.code))
            words_of = said if check.ok or not check.detail else f"{said} ({check.detail})"
            line = row(IconLabel(icon, tone, 16), Label(words_of, "small", wrap=True), space=S2)
            line.setStretch(1, 1)
            self._said.addLayout(line)

    def _verdict(self, report: CheckReport, counted: str) -> Banner:
        wrong = {check.code for check in report.checks if not check.ok}
        if not wrong:
            return Banner(_("The file is whole."), counted, "good")
        if wrong <= MADE_AGAIN:
            again = button(_("Make lists and search again"), small=True, then=self._make_lists)
            words = _("The cases are whole. Lists and search are made from them and can be made again.")
            return Banner(_("Lists or search do not agree with the cases."), words, "caution", actions=(again,))
        words = _("Do not go on working with this file. Restore the last backup.")
        return Banner(_("Something is wrong with the file."), words, "danger")

    def _make_lists(self) -> None:
        self._busy(_("Lists and search are being made."), self._care.make_lists(self._checked, self._failed))

    def _backed_up(self, path: str) -> None:
        self._ready()
        self._copied = self._elsewhere
        self._said.addWidget(Banner(_("The backup is complete and was compared."), path, "good"))

    def _failed(self, error: Exception) -> None:
        self._ready()
        self._said.addWidget(error_banner(error))

    def _ready(self) -> None:
        clear(self._said)
        self.bar.hide()
        for each in self._buttons():
            each.setEnabled(True)
        if self._pressed is not None:
            self._pressed.setFocus()  # where somebody pressed; a button that rests loses the focus to the next one
            self._pressed = None
