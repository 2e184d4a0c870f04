"""The letterhead in the settings: logo, colour, columns at the foot, and the page itself beside them as it will be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import letterhead, office
from welcomedesk.domain import fields
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _
from welcomedesk.ui import logo, printing
from welcomedesk.ui.components.banner import error_banner, sentences
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.fields import LineField, TextField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import clear, column, flow, holding
from welcomedesk.ui.components.letter_preview import ADDRESS_FIELDS, WIDTH, LetterPreview
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S2
from welcomedesk.ui.pages.settings_parts import Failed, Section
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk, Done
    from welcomedesk.domain.case import Entity

Action = Callable[["Desk"], "Done[Any]"]

COLUMNS = ("column_1", "column_2", "column_3")


class LetterheadSection(Section):
    """Edits the letterhead; every change is saved at once and shown on the page below.

    Args:
        save: runs an action of the desk; a failure goes to the second argument.
        ask: reads from the desk; the result goes to the second argument, a failure to the third.
    """

    def __init__(
        self,
        save: Callable[[Action, Failed], object],
        ask: Callable[[Callable[[Desk], bytes], Callable[[bytes], object], Failed], object],
    ) -> None:
        super().__init__(
            _("Look of the letterhead"),
            _("Logo and colour stand on the first page. The columns take the place of the usual footer."),
            _("Logo Colour Footer Test print"),
        )
        self._save, self._ask = save, ask
        self.choose_file: Callable[[QWidget], Path | None] = logo.choose_file
        self.choose_printer = printing.choose_printer
        self._logo_words = Label("", "body", "text2")
        self.choose = button(_("Choose logo …"), "document", small=True, then=self._choose)
        self.remove = link(_("Take logo off"), then=partial(self._set_logo, None))
        self._logo = self.field(
            _("Logo"),
            flow(self.choose, self.remove, self._logo_words),
            _("PNG or SVG, at most 4000 pixels wide."),
        )
        self.color = LineField(longest=7)
        self.color.edited.connect(self._set_color)
        self._color = self.field(_("Colour"), self.color, _("Like #0B5A73; empty for black. Pale colours are refused."))
        self.columns: dict[str, TextField] = {}
        self._columns: dict[str, FormRow[QWidget]] = {}
        for name in COLUMNS:
            self.columns[name] = TextField("", lines=2, most=4)
            self.columns[name].edited.connect(partial(self._set_column, name))
            self._columns[name] = self.field(_(fields.FIELDS[f"office.{name}"].label), self.columns[name])
        self.preview = LetterPreview()
        self.preview.setFixedHeight(look().size(420))
        self.preview.set_zoom(WIDTH)
        self._said = column(space=S2)
        self.add_row(holding(column(self._said, self.preview, space=S2)), _("Preview"))
        self.test = button(_("Test print with rulers"), "printer", then=self._test_print)
        self.add_row(flow(self.test), _("Test print"))

    def show_office(self, ours: Entity) -> None:
        """Show what is stored, and the page with it."""
        has_logo = bool(ours.text("logo"))
        self.remove.setVisible(has_logo)
        self._logo_words.setText("" if has_logo else _("no logo"))
        if not self.color.hasFocus() and not self._color.wrong():
            self.color.set_value(ours.text("color"))
        for name, field in self.columns.items():
            if not field.hasFocus() and not self._columns[name].wrong():
                field.set_value(ours.text(name))
        form = ours.text("form", "B")
        self._ask(letterhead.sample, lambda pdf: self._show_page(pdf, form), self._show_problem)

    def _show_page(self, pdf: bytes, form: str) -> None:
        clear(self._said)
        self.preview.show_pdf(pdf, window=ADDRESS_FIELDS[form])

    def _show_problem(self, error: Exception) -> None:
        """The letterhead does not fit: no letter could be printed, so it is said here first."""
        clear(self._said)
        self._said.addWidget(error_banner(error))
        self.preview.show_pdf(b"")

    # --- doing ------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        path = self.choose_file(self)
        if path is None:
            return
        self._logo.say_wrong("")
        try:
            png = logo.read_logo(path)
        except DeskError as error:
            self._failed(self._logo, error)
            return
        self._set_logo(png)

    def _set_logo(self, png: bytes | None) -> None:
        self._logo.say_wrong("")
        self._save(lambda desk: letterhead.set_logo(desk, png), partial(self._failed, self._logo))

    def _set_color(self, text: str) -> None:
        self._color.say_wrong("")
        self._save(lambda desk: letterhead.set_color(desk, text), partial(self._failed, self._color))

    def _set_column(self, name: str, text: str) -> None:
        row = self._columns[name]
        row.say_wrong("")
        self._save(lambda desk: office.set_office(desk, {name: text or None}), partial(self._failed, row))

    def _failed(self, row: FormRow[QWidget], error: Exception) -> None:
        what, _safe, next_step = sentences(error)
        row.say_wrong(" ".join(part for part in (what, next_step) if part))

    def _test_print(self) -> None:
        self._ask(letterhead.ruler, self._print, self._show_problem)

    def _print(self, pdf: bytes) -> None:
        self.choose_printer(self, _("Test print"), lambda printer: self._paint(printer, pdf))

    def _paint(self, printer: object, pdf: bytes) -> None:
        try:
            printing.paint(printer, pdf)
        except DeskError as error:
            self._show_problem(error)
