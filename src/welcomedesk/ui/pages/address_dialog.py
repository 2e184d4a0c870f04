"""Envelopes and labels: choose the size, look at the sheet, print it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from welcomedesk.domain.envelopes import ENVELOPES, LABELS
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _
from welcomedesk.ui import printing
from welcomedesk.ui.components.banner import error_banner
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.layout import clear, column
from welcomedesk.ui.components.letter_preview import LetterPreview
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S2
from welcomedesk.ui.numbers import write_number

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from welcomedesk.desk.core import Desk
    from welcomedesk.ui.page import Context

Make = Callable[["Desk", str, int], bytes]


class AddressDialog(Dialog):
    """The sheet is shown as it will be printed.

    Args:
        make: gives the PDF for a size and the number of labels already used.
        job: name of the print job, never a name.
        many: whether labels come first, as for a series.
    """

    def __init__(self, parent: QWidget, context: Context, make: Make, *, job: str, many: bool = False) -> None:
        super().__init__(parent, _("Envelopes and labels"))
        self._context, self._make, self._job = context, make, job
        self._pdf = b""
        self.choose_printer = printing.choose_printer
        envelopes = [
            (name, _("Envelope {name}, {w} × {h} mm").format(name=name, w=f"{size.width:g}", h=f"{size.height:g}"))
            for name, size in ENVELOPES.items()
        ]
        labels = [
            (
                name,
                _("{n} labels of {w} × {h} mm").format(
                    n=size.count, w=write_number(size.width), h=write_number(size.height)
                ),
            )
            for name, size in LABELS.items()
        ]
        options = [*labels, *envelopes] if many else [*envelopes, *labels]
        self.size_field = ChoiceField(options, options[0][0])
        self.size_field.edited.connect(lambda _value: self._show())
        most = max(size.count for size in LABELS.values())
        self.first = ChoiceField([(str(n), str(n)) for n in range(most)], "0")
        self.first.edited.connect(lambda _value: self._show())
        form = Form()
        form.add(_("Size"), self.size_field)
        self._first_row = form.add(_("Labels already used on the sheet"), self.first)
        self._said = column(space=S2)
        self.preview = LetterPreview()
        self.preview.setFixedHeight(look().size(320))
        self.body.addWidget(form)
        self.body.addLayout(self._said)
        self.body.addWidget(self.preview)
        self.add_button(_("Cancel"))
        self.print_button = self.add_button(_("Print"), self._print, main=True, closes=False)
        self.fit(560)
        self._show()

    def _show(self) -> None:
        size = self.size_field.value()
        self._first_row.setVisible(size in LABELS)
        first = int(self.first.value() or 0) if size in LABELS else 0
        first = min(first, LABELS[size].count - 1) if size in LABELS else 0
        desk, make = self._context.session.desk, self._make
        self._context.worker.run(
            lambda progress: make(desk, size, first), self._show_pdf, self._show_problem, owner=self, latest="addresses"
        )

    def _show_pdf(self, pdf: bytes) -> None:
        clear(self._said)
        self._pdf = pdf
        self.print_button.setEnabled(True)
        self.preview.show_pdf(pdf)

    def _show_problem(self, error: Exception) -> None:
        clear(self._said)
        self._said.addWidget(error_banner(error))
        self.print_button.setEnabled(False)
        self.preview.show_pdf(b"")

    def _print(self) -> None:
        pdf, size = self._pdf, self.size_field.value()
        across = ENVELOPES.get(size)
        sheet = (across.width, across.height) if across else None
        self.choose_printer(self, self._job, lambda printer: self._paint(printer, pdf), sheet)

    def _paint(self, printer: object, pdf: bytes) -> None:
        try:
            printing.paint(printer, pdf)
        except DeskError as error:
            self._show_problem(error)
        else:
            self.accept()
