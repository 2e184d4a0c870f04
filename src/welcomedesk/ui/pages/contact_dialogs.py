"""What is not correct about an office, and for which case a referral begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import cases
from welcomedesk.desk.ports import RegisterPage, RegisterQuery
from welcomedesk.domain import fields
from welcomedesk.i18n import _
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, LineField, TextField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.drafts import told_apart
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.worker import Task


class Asks(Protocol):
    """A page or tab that can ask the desk."""

    def ask(self, work: Callable[[Any], Any], done: Callable[[Any], None] | None = None, *, latest: str = "") -> Task:
        """See `PageView.ask`."""


def ask_what_is_wrong(parent: QWidget, name: str, then: Callable[[str, str, str], object]) -> Dialog:
    """Ask what did not work; `then(result, note, right phone)`."""
    dialog = Dialog(parent, _("What is not correct?"))
    dialog.draft_name = f"report/{told_apart(name)}"
    dialog.say(name)
    results = [option for option in fields.FIELDS["contact_check.result"].options if option.id != "correct"]
    result = ChoiceField([(option.id, _(option.label)) for option in results])
    note = TextField("", lines=2, most=5)
    phone = LineField(longest=60)
    form = Form()
    form.add(_("Result"), result)
    right = form.add(_("The right number, where you know it"), phone)
    form.add(_("Note"), note, hint=_("No names of persons: the directory holds offices only."))
    dialog.body.addWidget(form)

    def fit() -> None:
        right.setVisible(result.value() in ("wrong", "phone_failed"))
        dialog.fit()

    result.edited.connect(lambda _value: fit())
    dialog.add_button(_("Cancel"))
    dialog.add_button(_("Record"), lambda: then(result.value(), note.value(), phone.value()), main=True)
    fit()
    dialog.open()
    result.setFocus()
    return dialog


def choose_case(page: QWidget, asks: Asks, then: Callable[[str], object], *, numbers_only: bool = False) -> Dialog:
    """Ask for which case; `then(id of the case)`.

    Args:
        numbers_only: the list hides names, as the settings may want.
    """
    dialog = Dialog(page, _("For which case?"))
    words = LineField("", _("Number or name"), _("Number or name"))
    rows = RowList(framed=True, click_opens=True)
    rows.setMinimumHeight(look().size(220))
    rows.setAccessibleName(_("Open cases"))
    dialog.body.addWidget(words)
    dialog.body.addWidget(rows)

    def show(found: RegisterPage) -> None:
        rows.set_rows(
            [
                Row(
                    row.id,
                    row.number if numbers_only else row.name or _("without a name"),
                    row.place,
                    icon="company" if row.kind == "company" else "person",
                    right="" if numbers_only else row.number,
                    kind=_("Case"),
                )
                for row in found.rows
            ]
        )
        rows.choose_first()

    def look_up(text: str) -> None:
        query = RegisterQuery(text=text, order="changed", limit=30)
        asks.ask(lambda desk: cases.register(desk, query), show, latest="choose case")

    def take(case_id: str) -> None:
        dialog.accept()
        then(case_id)

    words.textChanged.connect(look_up)
    words.returnPressed.connect(lambda: take(rows.current_key()) if rows.current_key() else None)
    rows.opened.connect(take)
    dialog.add_button(_("Cancel"))
    dialog.add_button(_("Choose"), lambda: then(rows.current_key()) if rows.current_key() else None, main=True)
    dialog.fit(height=460)
    dialog.open()
    words.setFocus()
    look_up("")
    return dialog
