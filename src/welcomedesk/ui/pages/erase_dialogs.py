"""Erasing in the window: what goes and what stays is said before, the number is typed, every step is shown after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import erasing, recipients
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import printing
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import flow, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import ICON_SMALL, S3
from welcomedesk.ui.text import Label, isolate

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.erasing import Erased, Foreseen
    from welcomedesk.desk.ports import ErasureStep
    from welcomedesk.desk.recipients import Recipient
    from welcomedesk.ui.page import Context

Ask = Callable[..., object]
"""`PageView.ask` or `Tab.ask`."""


class Confirm(Dialog):
    """Ask before something is erased for good: the number is typed, Enter does nothing.

    Args:
        number: of the case.
        erase: called once the number was typed and the button pressed.
    """

    def __init__(self, parent: QWidget, title: str, number: str, erase: Callable[[], object]) -> None:
        super().__init__(parent, title)
        self.never_enter = True
        words = _("Type {number} to go on.").format(number=isolate(number))
        self.number = LineField(name=words)
        self.line = FormRow(words, self.number)
        self.cancel = self.add_button(_("Cancel"))
        self.erase = self.add_button(_("Erase for good"), erase, danger=True)
        self.erase.setEnabled(False)
        self.number.textChanged.connect(lambda text: self.erase.setEnabled(text.strip() == number))

    def ready(self) -> None:
        """Put the number below everything said, and open."""
        self.body.addWidget(self.line)
        self.fit(560)
        self.open()
        self.number.setFocus()


def confirm_case(
    parent: QWidget, foreseen: Foreseen, sheet: bytes, pages: PagesOut, erase: Callable[[], object]
) -> Confirm:
    """Ask before a whole case goes.

    Args:
        sheet: the list of recipients as PDF; empty where nobody got anything.
    """
    dialog = Confirm(parent, _("Erase case {number} for good?").format(number=foreseen.number), foreseen.number, erase)
    dialog.say(_counted(foreseen), _("What goes"))
    dialog.say(_("All other cases. The record of erasures keeps a random id, who erased it and when."), _("What stays"))
    dialog.say(backups_words(foreseen.backups_until), _("Backups"))
    if foreseen.proof:
        words = _("Consents of this case may still be needed as proof (3 years). They go with it.")
        dialog.body.addWidget(Banner(_("Proof goes too"), words, "caution"))
    if foreseen.recipients:
        dialog.say(_("Afterwards nobody knows any more who got data. Print the list before."), _("Who got data"))
        _list(dialog, foreseen.recipients)
    else:
        dialog.say(_("No data left the office."), _("Who got data"))
    if sheet:
        dialog.body.addWidget(_out(sheet, pages))
    dialog.ready()
    return dialog


def _counted(foreseen: Foreseen) -> str:
    counts = (
        ngettext("{n} entry with its earlier states", "{n} entries with their earlier states", foreseen.values),
        ngettext("{n} letter", "{n} letters", foreseen.letters),
        ngettext("{n} attachment", "{n} attachments", foreseen.attachments),
    )
    numbers = (foreseen.values, foreseen.letters, foreseen.attachments)
    return ", ".join(words.format(n=n) for words, n in zip(counts, numbers, strict=True) if n) + "."


def backups_words(until: date) -> str:
    """How long backups still hold what goes."""
    return _(
        "The last backup of this workplace that holds it ends on {date}. Copies on sticks you destroy yourself."
    ).format(date=long_date(until.isoformat()))


def confirm_part(parent: QWidget, what: str, number: str, until: date, erase: Callable[[], object]) -> Confirm:
    """Ask before a single thing goes; `what` is data and stands in the text, never in the title."""
    dialog = Confirm(parent, _("Erase this for good?"), number, erase)
    dialog.say(what, _("What goes"))
    dialog.say(_("The rest of the case. Drafts that stand in this case now go as well."), _("What stays"))
    dialog.say(backups_words(until), _("Backups"))
    dialog.ready()
    return dialog


@dataclass(frozen=True, slots=True)
class PagesOut:
    """How pages leave the window; tests hand in others.

    Args:
        number: of the case, the name of job and file.
        failed: gets a `DeskError`.
    """

    owner: QWidget
    number: str
    failed: Callable[[Exception], object]

    def print(self, pdf: bytes) -> None:
        printing.print_pdf(self.owner, pdf, self.number, lambda: None, self.failed)

    def save(self, pdf: bytes) -> None:
        try:
            printing.save_pdf(self.owner, pdf, f"{self.number}.pdf")
        except DeskError as error:
            self.failed(error)


def _out(pdf: bytes, pages: PagesOut) -> QWidget:
    return flow(
        button(_("Print list"), "printer", then=lambda: pages.print(pdf)),
        button(_("Save as PDF"), "document", then=lambda: pages.save(pdf)),
        space=S3,
    )


def _list(dialog: Dialog, found: Sequence[Recipient]) -> None:
    if not found:
        dialog.say(_("No data left the office."))
    for each in found:
        second = " · ".join(part for part in (long_date(each.on) if each.on else "", each.what) if part)
        dialog.body.addWidget(Label(f"{isolate(each.name)}  {second}", wrap=True))


class Done(Dialog):
    """What an erasure did, step by step."""

    def __init__(self, parent: QWidget, done: Erased, sheet: bytes, pages: PagesOut) -> None:
        title = _("Erased.") if done.erasure.ok else _("Erased, but words were still found.")
        super().__init__(parent, title)
        for step in done.erasure.steps:
            line = row(IconLabel(*_sign(step), ICON_SMALL), space=S3)
            line.addWidget(Label(step_words(step), wrap=True), 1)
            self.body.addLayout(line)
        self.say(backups_words(done.backups_until), _("Backups"))
        if done.recipients:
            self.say(_("Tell them that the data were erased."), _("Who got data"))
            _list(self, done.recipients)
        if sheet:
            self.body.addWidget(_out(sheet, pages))
        self.close_button: QPushButton = self.add_button(_("Close"), main=True)
        self.fit(560)


def _sign(step: ErasureStep) -> tuple[str, str]:
    return ("check-circle", "good") if step.ok else ("triangle", "danger")


def step_words(step: ErasureStep) -> str:
    """One step in plain words."""
    n = step.count
    match step.what:
        case "values":
            words = ngettext(
                "{n} entry emptied, in the history as well.", "{n} entries emptied, in the history as well.", n
            )
        case "search":
            words = _("Taken out of lists and search.")
        case "files":
            words = ngettext("{n} letter or attachment removed.", "{n} letters and attachments removed.", n)
        case "drafts":
            words = ngettext("{n} draft removed.", "{n} drafts removed.", n)
        case "journal":
            words = _("Intermediate store of the file emptied.")
        case "ledger":
            words = _("Noted in the record of erasures, without a name. A restored backup erases it again.")
        case _:
            return _scan_words(step)
    return words.format(n=n)


def _scan_words(step: ErasureStep) -> str:
    if step.left:
        words = ngettext(
            "{n} word was still found in the file. Check the file in the settings and ask for help.",
            "{n} words were still found in the file. Check the file in the settings and ask for help.",
            step.left,
        )
        return words.format(n=step.left)
    words = ngettext(
        "File read page by page ({pages}): {n} word looked for, nothing left.",
        "File read page by page ({pages}): {n} words looked for, nothing left.",
        step.words,
    ).format(n=step.words, pages=step.count)
    if step.elsewhere:
        more = ngettext(
            "{n} of them, such as a place or an office, other cases hold as well; there it stays.",
            "{n} of them, such as places or offices, other cases hold as well; there they stay.",
            step.elsewhere,
        )
        words = f"{words} {more.format(n=step.elsewhere)}"
    return words


# --- from a page ----------------------------------------------------------------------------------------------------


def erase_case(
    page: QWidget, ask: Ask, case_id: str, failed: Callable[[Exception], object], gone: Callable[[Erased], object]
) -> None:
    """Read what would go, ask, erase, show what was done.

    Args:
        ask: how the page reaches the desk.
        gone: called once the case is erased, before the steps are shown.
    """

    def read(desk: Desk) -> tuple[Foreseen, bytes]:
        found = erasing.foresee(desk, case_id)
        return found, recipients.sheet(desk, case_id) if found.recipients else b""

    def show(found: tuple[Foreseen, bytes]) -> None:
        foreseen, sheet = found
        pages = PagesOut(page, foreseen.number, failed)

        def done(erased: Erased) -> None:
            gone(erased)
            Done(page.window(), erased, sheet, PagesOut(page.window(), foreseen.number, failed)).open()

        confirm_case(
            page, foreseen, sheet, pages,
            lambda: ask(lambda desk: erasing.erase_case(desk, case_id, foreseen.number), done),
        )  # fmt: skip

    ask(read, show)


def erase_part(
    tab: QWidget, context: Context, ask: Ask, case_id: str, number: str, ref: str, failed: Callable[[Exception], object]
) -> None:
    """Ask for a single thing of a case, erase it by the same procedure, show what was done."""

    def show(found: tuple[str, date]) -> None:
        def done(erased: Erased) -> None:
            context.shell.did("", erased.changed)
            Done(tab.window(), erased, b"", PagesOut(tab.window(), number, failed)).open()

        what, until = found
        confirm_part(tab, what, number, until, lambda: ask(lambda d: erasing.erase_parts(d, case_id, [ref]), done))

    ask(lambda desk: erasing.foresee_part(desk, case_id, ref), show)
