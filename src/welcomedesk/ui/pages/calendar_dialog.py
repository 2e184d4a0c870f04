"""Tasks and deadlines of a period as a calendar file: by case number, with names only behind a warning."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import calendar_export
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import printing
from welcomedesk.ui.components.banner import Banner, error_banner
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import DateField, TickField
from welcomedesk.ui.components.forms import Form

if TYPE_CHECKING:
    from welcomedesk.desk.calendar_export import Exported
    from welcomedesk.ui.page import Context

DAYS = 30
"""How far the proposed period reaches."""


class CalendarDialog(Dialog):
    """From when to when, whose, and whether names leave.

    Args:
        mine: whether only the own tasks are proposed.
    """

    def __init__(self, parent: QWidget, context: Context, *, mine: bool) -> None:
        super().__init__(parent, _("Save as calendar file"))
        self._context = context
        self.about = self.say(_("The file holds day, time, kind and case number, no name. It is not encrypted."))
        first = context.today()
        self._form = Form()
        self.first = self._form.add(_("From"), DateField(first.isoformat()))
        self.last = self._form.add(_("To"), DateField((first + timedelta(days=DAYS)).isoformat()))
        self.body.addWidget(self._form)
        self.mine = TickField(_("Only what concerns me"), mine)
        self.names = TickField(_("With names and what is to be done"))
        self.names.edited.connect(self._warn)
        self.warning = Banner(
            _("Names leave the encrypted case file."),
            _("Whoever reads the calendar, also on a phone, then sees who comes to you. It is noted in the log."),
            "caution",
        )
        self.warning.hide()
        for part in (self.mine, self.names, self.warning):
            self.body.addWidget(part)
        self.add_button(_("Cancel"))
        self.save = self.add_button(_("Save file"), self._try, main=True, closes=False)
        self.fit()
        self.first.field.setFocus()

    def _warn(self, with_names: bool) -> None:
        self.warning.setVisible(with_names)
        self.about.setVisible(not with_names)
        self.fit()

    def _try(self) -> None:
        self._form.clear_wrong()
        for each in (self.first, self.last):
            each.complete(_("A date such as 23.11.2026 is expected here."))
        if not self._form.first_wrong() and self.first.field.value() > self.last.field.value():
            self.last.say_wrong(_("The end lies before the beginning."))
        wrong = self._form.first_wrong()
        if wrong is not None:
            wrong.setFocus()
            return
        first, last = (date.fromisoformat(each.field.value()) for each in (self.first, self.last))
        mine, names, desk = self.mine.value(), self.names.value(), self._context.session.desk
        self._context.worker.run(
            lambda progress: calendar_export.export(desk, first, last, mine=mine, names=names),
            self._out,
            self._failed,
            owner=self,
        )

    def _out(self, made: Exported) -> None:
        if not made.entries:
            self.last.say_wrong(_("Nothing is due in this time."))
            self.last.field.setFocus()
            return
        words, kinds = _("Save as calendar file"), _("Calendar files (*.ics)")
        try:
            path = printing.save_file(self, made.content, f"Welcomedesk-{self.first.field.value()}.ics", words, kinds)
        except DeskError as error:
            self._failed(error)
            return
        if path is not None:
            said = ngettext("{n} entry saved as calendar file.", "{n} entries saved as calendar file.", made.entries)
            desk, shell = self._context.session.desk, self._context.shell
            self._context.worker.run(lambda progress: calendar_export.note(desk, made))
            self.accept()
            shell.did(said.format(n=made.entries))

    def _failed(self, error: Exception) -> None:
        self.body.insertWidget(1, error_banner(error))
        self.fit()
