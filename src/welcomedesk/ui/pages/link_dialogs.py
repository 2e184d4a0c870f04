"""Linking a case with another: with which, as what, since when; and saying that a link is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.domain import links
from welcomedesk.i18n import _
from welcomedesk.ui.components.case_picker import CasePicker
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, DateField
from welcomedesk.ui.components.forms import Form

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.ui.page import Context


class LinkDialog(Dialog):
    """With which case, what it is to this one, and since when.

    Args:
        link: called with the id of the other case, the role and the day.
    """

    draft_name = "link"

    def __init__(
        self, parent: QWidget, context: Context, case: CaseFile, link: Callable[[str, str, date | None], object]
    ) -> None:
        super().__init__(parent, _("Link with another case"))
        self._case = case
        self._link = link
        self.say(_("Both cases show the link. Each keeps its own facts; the link can be taken apart."))
        self._form = Form()
        self.search = CasePicker(context, _("Which case?"), without=case.id)
        self._form.add_widget(self.search)
        self.role = self._form.add(_("The other case is"), ChoiceField(nothing=_("choose")))
        self.since = self._form.add(_("Since (optional)"), DateField())
        self.body.addWidget(self._form)
        self.search.chosen.connect(lambda _case: self._offer_roles())
        self.search.resized.connect(self.fit)
        self.add_button(_("Cancel"))
        self.keep_button = self.add_button(_("Link cases"), self._try, main=True, closes=False)
        self._offer_roles()
        self.fit()
        self.search.setFocus()

    def _offer_roles(self) -> None:
        other = self.search.picked()
        kinds = (other.kind,) if other is not None else ("person", "company")
        fitting = dict.fromkeys(role for kind in kinds for role in links.offered(self._case.kind, kind))
        options = [(role.id, _(links.label(role.id))) for role in fitting]
        self.role.field.set_options(options, self.role.field.value(), _("choose"))

    def _try(self) -> None:
        self._form.clear_wrong()
        role, since = self.role.field.value(), self.since.field
        if not self.search.case:
            self.search.say_wrong()
        if not role:
            self.role.say_wrong(_("Please choose what the other case is."))
        self.since.complete()
        wrong = self._form.first_wrong()
        if not self.search.case or wrong is not None:
            (wrong if self.search.case and wrong else self.search).setFocus()
            return
        self.accept()
        self._link(self.search.case, role, date.fromisoformat(since.value()) if since.value() else None)


class EndDialog(Dialog):
    """Until when a link held.

    Args:
        end: called with the day.
    """

    draft_name = "link end"

    def __init__(self, parent: QWidget, today: date, end: Callable[[date], object]) -> None:
        super().__init__(parent, _("Since when is the link over?"))
        self._end = end
        self._form = Form()
        self.until = self._form.add(_("Last day"), DateField(today.isoformat()))
        self.body.addWidget(self._form)
        self.add_button(_("Cancel"))
        self.keep_button = self.add_button(_("Enter the end"), self._try, main=True, closes=False)
        self.fit()
        self.until.field.setFocus()

    def _try(self) -> None:
        self._form.clear_wrong()
        if not self.until.complete(_("A date such as 23.11.2026 is expected here.")):
            self.until.field.setFocus()
            return
        self.accept()
        self._end(date.fromisoformat(self.until.field.value()))
