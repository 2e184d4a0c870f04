"""Dialogs of the case page: close with a reason, and the question before a restricted case is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from welcomedesk.domain import fields
from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, LineField, TextField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S3, S6, S8
from welcomedesk.ui.text import Label


class CloseDialog(Dialog):
    """Close a case: a reason from the list, a note if one is needed.

    Args:
        close: called with reason and note.
    """

    draft_name = "close"

    def __init__(self, parent: QWidget, number: str, open_steps: int, close: Callable[[str, str], object]) -> None:
        super().__init__(parent, _("Close case {number}?").format(number=number))
        if open_steps:
            self.say(_("Open steps stay as they are and no longer show on Today."))
        self.say(_("A closed case can be opened again at any time."))
        form = Form()
        options = [(option.id, _(option.label)) for option in fields.CLOSE_REASONS]
        self.reason = form.add(_("Reason"), ChoiceField(options, nothing=_("Please choose")))
        self.note = form.add(_("Note (optional)"), TextField(lines=2, most=5))
        self.body.addWidget(form)
        self._close = close
        self.add_button(_("Cancel"))
        self.close_button = self.add_button(_("Close case"), self._try, main=True, closes=False)
        self.fit()
        self.reason.field.setFocus()

    def _try(self) -> None:
        reason = self.reason.field.value()
        if not reason:
            self.reason.say_wrong(_("Please choose a reason."))
            self.reason.field.setFocus()
            return
        self.accept()
        self._close(reason, self.note.field.value())


class RestrictedView(QWidget):
    """Stands in place of a restricted case until a reason for reading it was given; the reason goes into the history.

    Args:
        read: called with the reason.
    """

    def __init__(self, read: Callable[[str], object]) -> None:
        super().__init__()
        self._read = read
        form = Form()
        self._row = form.add(_("Reason for reading"), LineField(), hint=_("It is kept in the history of the case."))
        self.field = self._row.field
        self.field.returnPressed.connect(self._try)
        show = button(_("Read case"), "eye", kind="main", then=self._try)
        box = QWidget()
        box.setLayout(
            column(
                Label(_("This case is restricted."), "card", wrap=True),
                Label(_("Its data may be kept, but read for a good reason only."), wrap=True),
                form,
                row(show, None),
                space=S3,
            )
        )
        box.setMaximumWidth(look().size(560))
        line = row(box, None)
        line.setStretch(0, 3)
        self.setLayout(column(line, None, margins=(S6, S8, S6, S6)))

    def _try(self) -> None:
        reason = self.field.value()
        if reason:
            self._read(reason)
        else:
            self._row.say_wrong(_("Write one sentence why."))
