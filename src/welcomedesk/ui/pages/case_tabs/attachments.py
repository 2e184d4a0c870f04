"""The attachments of a case: a list that takes files by button and by dragging, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from welcomedesk.desk import attachments
from welcomedesk.domain import attachments as rules
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import N_, _
from welcomedesk.ui import printing
from welcomedesk.ui.components.buttons import button, says_before
from welcomedesk.ui.components.dialog import Dialog, ask
from welcomedesk.ui.components.fields import ChoiceField, LineField, TickField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import column, holding
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.menu import open_menu
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S1, S3, S4
from welcomedesk.ui.numbers import write_number
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.attachments import Attached, Incoming
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.ui.pages.case_tabs.tab import Tab

_ICONS = {rules.PDF: "document", rules.PNG: "eye", rules.JPEG: "eye", rules.TEXT: "edit", rules.OTHER: "document"}


class Attachments(QWidget):
    """The card of a tab.

    Args:
        tab: through which desk and window are reached.
    """

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self._tab = tab
        self._shown: dict[str, Attached] = {}
        self._papers: list[tuple[str, str]] = []
        self.add = button(_("Attach file"), "plus", small=True, then=self.choose)
        self.rows = RowList(fit=True)
        self.rows.setAccessibleName(_("Attachments"))
        self.rows.opened.connect(self.open)
        self.rows.menu_wanted.connect(self._menu)
        self.card = ListCard(self.rows, _("Attachments"), action=self.add)
        self.none = Label(_("No file is attached. Drag one here, or choose one."), "body", "text2", wrap=True)
        self.note = Label(_("Attachments lie encrypted in the case file only."), "small", "text2", wrap=True)
        self.card.body.addWidget(holding(column(self.none, self.note, space=S1, margins=(S4, S3, S4, S3))))
        self.setLayout(column(self.card, space=0))
        self.setAcceptDrops(True)

    def show_case(self, case: CaseFile) -> None:
        """Show the attachments of this state of the case."""
        found = attachments.of_case(case)
        self._shown = {each.ref: each for each in found}
        self._papers = [(each.ref, each.text("title")) for each in case.all("paper")]
        self.rows.set_rows([_row(each) for each in found])
        self.rows.setVisible(bool(found))
        self.card.set_head(_("Attachments"), str(len(found)) if found else "")
        self.none.setVisible(not found)
        self.add.setEnabled(not case.closed)
        self.setAcceptDrops(not case.closed)

    # --- coming in --------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files of this computer."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Attach file"))
        self.take([Path(each) for each in chosen])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def take(self, files: Sequence[Path]) -> None:
        """Look at each file and ask what it is called and what it proves."""
        for path in files:
            self._tab.ask(partial(_read, path), partial(self._ask, path.name))

    def _ask(self, name: str, read: tuple[Incoming, bytes]) -> None:
        incoming, content = read
        case_id = self._tab.case.id

        def keep(values: dict[str, Any]) -> None:
            self._tab.act(lambda desk: attachments.add(desk, case_id, name, content, **values), _("File attached."))

        AttachDialog(self, incoming, self._papers, keep).open()

    # --- what is there ----------------------------------------------------------------------------------------

    def open(self, ref: str) -> None:
        """Show an attachment from memory; what cannot be shown is offered outside."""
        each = self._shown.get(ref)
        if each is None:
            return
        if each.kind == rules.OTHER:
            self.open_outside(ref)
            return
        case_id = self._tab.case.id
        self._tab.ask(lambda desk: attachments.content(desk, case_id, ref), partial(self._show, each))

    def _show(self, each: Attached, content: bytes) -> None:
        from welcomedesk.ui.pages.attachment_view import AttachmentDialog

        told = rules.told_by(content)
        AttachmentDialog(
            self, self._tab.case.number, each, content, told,
            save=partial(self._save, each.ref), outside=partial(self.open_outside, each.ref),
            clean=partial(self._clean, each.ref) if told and not self._tab.case.closed else None,
        ).open()  # fmt: skip

    def _menu(self, ref: str, at: QPoint) -> None:
        self.rows.choose(ref)
        open_menu(
            self,
            (
                (_("Show"), partial(self.open, ref), "eye"),
                (_("Open outside …"), partial(self.open_outside, ref), "document"),
                (_("Save a copy …"), partial(self._save, ref), "document"),
                (_("Erase attachment"), partial(self.erase, ref), "trash"),
            ),
            at,
        )

    def _save(self, ref: str) -> None:
        case_id = self._tab.case.id

        def read(desk: Desk) -> tuple[str, bytes]:
            return attachments.outside_name(desk, case_id, ref), attachments.content(desk, case_id, ref)

        def save(found: tuple[str, bytes]) -> None:
            name, content = found
            kinds = _("Files (*{ending})").format(ending=Path(name).suffix)
            try:
                path = printing.save_file(self, content, name, _("Save a copy"), kinds)
                printing.say_saved(self._tab.context.shell, path)
            except DeskError as error:
                self._tab.host.show_error(error)

        self._tab.ask(read, save)

    def _clean(self, ref: str) -> None:
        case_id = self._tab.case.id

        def cleaned(done: Any) -> None:
            self._tab.context.shell.did(_("Hidden data taken out; the picture before is erased."), done.changed)

        self._tab.ask(lambda desk: attachments.clean(desk, case_id, ref), cleaned)

    def erase(self, ref: str) -> None:
        """Take an attachment away: it is erased, not hidden."""
        from welcomedesk.ui.pages.erase_dialogs import erase_part

        tab = self._tab
        erase_part(tab, tab.context, tab.ask, tab.case.id, tab.case.number, ref, tab.host.show_error)

    def open_outside(self, ref: str) -> None:
        """Warn, then hand a copy to the program of the system."""
        ask(
            self,
            _("Open the attachment outside of Welcomedesk?"),
            safe=_("The attachment itself stays encrypted here. Changes to the copy are not taken over."),
            next_step=_(
                "A readable copy lies on this computer until the window locks or closes. "
                "The other program may remember its name or keep parts of it. The opening is recorded."
            ),
            verb=_("Open a copy"),
            then=partial(self._open_outside, ref),
        )

    def _open_outside(self, ref: str) -> None:
        case_id, session = self._tab.case.id, self._tab.context.session

        def put(desk: Desk) -> str:
            content = attachments.content(desk, case_id, ref)
            attachments.note_outside(desk, case_id, ref)
            return session.put_outside(attachments.outside_name(desk, case_id, ref), content)

        self._tab.ask(put, session.show_outside)


def _read(path: Path, _desk: Desk) -> tuple[Incoming, bytes]:
    """Read a file of this computer on the worker, never more of it than may come in."""
    try:
        with path.open("rb") as handle:
            content = handle.read(rules.LARGEST + 1)
    except OSError as error:
        raise DeskError(
            "cannot_read",
            N_("The file cannot be read."),
            safe=N_("Nothing was attached."),
            next_step=N_("Close it in other programs, or copy it to this computer first."),
        ) from error
    return attachments.look(path.name, content), content


def _row(each: Attached) -> Row:
    kind = _(rules.KIND_WORDS[each.kind])
    second = " · ".join(part for part in (kind, size_words(each.size), each.paper, each.received_from) if part)
    return Row(
        each.ref, each.title, second, icon=_ICONS[each.kind], right=long_date(each.on), right_second=each.by,
        kind=_("Attachment"),
    )  # fmt: skip


def size_words(size: int) -> str:
    """A size as people say it."""
    if size < 1_000_000:
        return _("{n} KB").format(n=write_number(max(1, round(size / 1_000))))
    return _("{n} MB").format(n=write_number(round(size / 1_000_000, 1)))


class AttachDialog(Dialog):
    """What a file is called, from whom it is, which paper it proves.

    Args:
        papers: ref and title of the papers of the case.
        keep: gets `title`, `received_from`, `paper` and `clean`.
    """

    def __init__(
        self,
        parent: QWidget,
        incoming: Incoming,
        papers: Sequence[tuple[str, str]],
        keep: Callable[[dict[str, Any]], object],
    ) -> None:
        super().__init__(parent, _("Attach file"))
        self._keep = keep
        self.say(f"{_(rules.KIND_WORDS[incoming.kind])} · {size_words(incoming.size)}")
        self.name = LineField(incoming.title, _("Title"), longest=attachments.LONGEST_TITLE)
        self.origin = LineField("", _("Received from"), longest=200)
        self.paper = ChoiceField(papers, nothing=_("None of the papers"))
        self.body.addWidget(FormRow(_("Title"), self.name))
        self.body.addWidget(FormRow(_("Received from"), self.origin))
        if papers:
            self.body.addWidget(FormRow(_("Proves the paper"), self.paper, hint=_("Its copy is ticked then.")))
        words = (
            _("Take out where and when the picture was taken")
            if incoming.told.position
            else _("Take out hidden data of the picture")
        )
        self.clean = TickField(words, bool(incoming.told))
        if incoming.told:
            self.body.addWidget(self.clean)
            self.say(_("Camera, time, names and comments lie beside the picture. The picture itself stays as it is."))
        self.add_button(_("Cancel"))
        self.attach = self.add_button(_("Attach"), self._done, main=True)
        says_before(self.attach, _("What is attached is taken out again by erasing it."))
        self.fit(560)
        self.name.setFocus()
        self.name.selectAll()

    def _done(self) -> None:
        self._keep(
            {
                "title": self.name.value(),
                "received_from": self.origin.value(),
                "paper": self.paper.value() or "",
                "clean": self.clean.value(),
            }
        )
