"""What one does with the directory as a whole: add, import, export, print; the menu *More* of its page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from welcomedesk.desk import directory
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.page import Place

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.ui.components.menu import Action
    from welcomedesk.ui.page import PageView


class DirectoryMenu:
    """The actions, for the page that shows them.

    Args:
        print_map: prints what the page shows.
    """

    def __init__(self, page: PageView, print_map: Callable[[], object]) -> None:
        self._page = page
        self._print_map = print_map

    def actions(self) -> tuple[Action, ...]:
        """Words, what they do, and an icon."""
        go = self._page.context.shell.go
        return (
            (_("Call list"), lambda: go(Place("calls")), "phone"),
            (_("Network"), lambda: go(Place("network")), "link"),
            (_("Enter a reply"), lambda: go(Place("today", tab="reply")), "referral"),
            (_("New contact"), lambda: go(Place("contact-edit")), "plus"),
            (_("What updates changed"), lambda: go(Place("contact-changes")), "refresh"),
            (_("Import contacts …"), lambda: go(Place("contact-import")), "table"),
            (_("Export as HSDS 3.0 …"), self.save_documents, "save"),
            (_("Export as table (CSV) …"), self.save_csv, "save"),
            (_("Print map and list …"), self._print_map, "printer"),
            (_("Print regional guide …"), self.print_guide, "printer"),
            (_("Save regional guide as PDF …"), self.save_guide, "save"),
        )

    # --- on paper ---------------------------------------------------------------------------------------------

    def print_guide(self) -> None:
        """Every office by district, with registers, on paper."""
        self.print(directory.printed_guide, _("Regional guide"))

    def save_guide(self) -> None:
        """The same as a file."""
        self._page.ask(directory.printed_guide, self._save_guide, latest="guide")

    def print(self, work: Callable[[Desk], bytes], job: str) -> None:
        """Make a PDF and give it to the printer dialog."""
        from welcomedesk.ui.printing import print_pdf

        page, said = self._page, _("Sent to the printer.")
        page.ask(
            work,
            lambda pdf: print_pdf(page, pdf, job, lambda: page.context.shell.did(said), page.show_error),
            latest="print",
        )

    def _save_guide(self, pdf: bytes) -> None:
        from welcomedesk.ui.printing import save_pdf

        try:
            path = save_pdf(self._page, pdf, _("Regional guide") + ".pdf")
        except DeskError as error:
            self._page.show_error(error)
            return
        if path is not None:
            self._page.context.shell.did(_("Saved: {name}").format(name=path.name))

    # --- as files ---------------------------------------------------------------------------------------------

    def save_csv(self) -> None:
        """Ask for a file and write the table."""
        name, _kind = QFileDialog.getSaveFileName(
            self._page, _("Export as table"), _("Contacts") + ".csv", _("Tables (*.csv)")
        )
        if name:
            path = Path(name if name.lower().endswith(".csv") else f"{name}.csv")
            self._write(path, lambda desk: directory.save_csv(desk, path))

    def save_documents(self) -> None:
        """Ask for a folder and write the documents into one of their own there."""
        name = QFileDialog.getExistingDirectory(self._page, _("Folder for the HSDS documents"))
        if name:
            path = Path(name) / "welcomedesk-hsds"
            self._write(path, lambda desk: directory.save_documents(desk, path))

    def _write(self, path: Path, work: Callable[[Desk], int]) -> None:
        def written(number: int) -> None:
            words = ngettext("{n} contact saved: {name}", "{n} contacts saved: {name}", number)
            self._page.context.shell.did(words.format(n=number, name=path.name))

        self._page.ask(work, written)
