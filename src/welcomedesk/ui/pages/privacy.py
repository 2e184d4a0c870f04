"""Data protection of the office in one searchable place: carrier, notice, log of views, fields, record, lost device."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from welcomedesk.desk import access, lost_device, office, periods, privacy, privacy_papers
from welcomedesk.domain.documents import to_markdown
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _, in_language, language
from welcomedesk.ui import printing
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.page import Context, Place
from welcomedesk.ui.pages.lost_dialog import LostDialog
from welcomedesk.ui.pages.privacy_parts import (
    CarrierSection,
    FieldsSection,
    LogSection,
    LostSection,
    NoticeSection,
    RecordSection,
)
from welcomedesk.ui.pages.searched_column import SearchedColumn

if TYPE_CHECKING:
    from welcomedesk.desk.access import Page
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.privacy import OfficePrivacy
    from welcomedesk.domain.documents import Document
    from welcomedesk.domain.privacy import Section as Text


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page reads; the log is read when somebody asks for it, because that is noted."""

    office: OfficePrivacy
    carriers: tuple[tuple[str, str], ...]
    notice: tuple[Text, ...]
    basis: str
    kept: dict[str, str]
    sheets: dict[str, str]


class PrivacyPage(SearchedColumn):
    """A column of sections, like the settings it belongs to."""

    areas = frozenset({"office"})
    printer = staticmethod(printing.print_pdf)
    save_file = staticmethod(printing.save_file)

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Data protection"), _("Search data protection"))
        self.head.add_action(button(_("To the settings"), "gear", then=lambda: context.shell.go(Place("settings"))))
        self.carrier = CarrierSection(self._set)
        self.notice = NoticeSection(context.shell.copy)
        self.log = LogSection(self._read_log)
        self.fields = FieldsSection(self._save_catalogue)
        self.record = RecordSection(self._save_record, self._print_record)
        self.lost = LostSection(self._save_lost, self._print_lost, self._choose_backup)
        sections = (self.carrier, self.notice, self.log, self.record, self.fields, self.lost)
        self.set_sections(sections, _("Nothing fits."), 960)

    def reload(self) -> None:
        self.ask(_read, self._show, latest="privacy")

    def _show(self, shown: Shown) -> None:
        self.carrier.show_office(shown.office, shown.carriers, shown.basis)
        self.notice.show_notice(shown.notice, shown.office)
        self.fields.show_fields(shown.kept, shown.sheets)
        self._filter(self.search.text())

    # --- doing ------------------------------------------------------------------------------------------------

    def _set(self, name: str, value: Any) -> None:
        act(
            self.context, self, lambda desk: office.set_office(desk, {name: value}), _("Saved."),
            failed=self.show_error,
        )  # fmt: skip

    def _read_log(self, number: str) -> None:
        def read(desk: Desk) -> Page:
            access.note_reading(desk)
            return access.page(desk, case_number=number)

        self.ask(read, self.log.show_page, latest="log")

    def _save_record(self) -> None:
        self._save(privacy_papers.record, _("record-of-processing.md"))

    def _save_catalogue(self) -> None:
        self._save(privacy_papers.catalogue, _("catalogue-of-fields.md"))

    def _save_lost(self) -> None:
        self._save(lost_device.of_this_workplace, _("lost-device.md"))

    def _print_record(self) -> None:
        self._print(privacy_papers.record, _("Record of processing activities"))

    def _print_lost(self) -> None:
        self._print(lost_device.of_this_workplace, _("Report of a lost device"))

    def _choose_backup(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, _("Look for a backup"), "", _("Backups (*.wdbackup)"))
        if path:
            self.report_from(path)

    def report_from(self, path: str) -> LostDialog:
        """Ask for a passphrase of the lost device, and read its backup."""
        context = self.context

        def read(secret: str, then: Callable[[Document], None], failed: Callable[[Exception], None]) -> None:
            session = context.session
            context.worker.run(lambda progress: session.lost_device(path, secret), then, failed, owner=dialog)

        dialog = LostDialog(
            self, read, lambda document: self._save_document(document, _("lost-device.md")),
            lambda document: self._print_document(document, _("Report of a lost device")),
        )  # fmt: skip
        dialog.open()
        return dialog

    def _save(self, make: Any, name: str) -> None:
        tongue = language()
        self.ask(
            lambda desk: make(desk, in_language(tongue), tongue), lambda document: self._save_document(document, name)
        )

    def _save_document(self, document: Document, name: str) -> None:
        try:
            content = to_markdown(document).encode("utf-8")
            path = self.save_file(self, content, name, _("Save as text"), _("Text files (*.md)"))
            printing.say_saved(self.context.shell, path)
        except DeskError as error:
            self.show_error(error)

    def _print(self, make: Any, job: str) -> None:
        tongue = language()
        self.ask(
            lambda desk: make(desk, in_language(tongue), tongue), lambda document: self._print_document(document, job)
        )

    def _print_document(self, document: Document, job: str) -> None:
        tongue = language()
        self.ask(
            lambda desk: privacy_papers.as_pdf(desk, document, tongue),
            lambda pdf: self.printer(self, pdf, job, lambda: None, self.show_error),
        )


def _read(desk: Desk) -> Shown:
    carriers = tuple((each.id, each.title[desk.language]) for each in privacy.texts(desk).carriers.values())
    kept = periods.kept(desk, desk.words(desk.language))
    return Shown(
        privacy.of_office(desk),
        carriers,
        privacy.notice(desk, desk.language),
        privacy.consent_law(desk),
        kept,
        privacy_papers.sheets(desk, desk.language),
    )
