"""A dialog that enters one more thing into a case (qualification, title, vacancy), by the declaration of fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from welcomedesk.domain import fields
from welcomedesk.i18n import N_, _
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.fact_editors import Choices, SeveralField, make_editor, stored, wrong_words

TITLES = {
    "qualification": N_("Add qualification"),
    "residence_title": N_("Add residence title"),
    "language": N_("Add language"),
    "family_member": N_("Add family member"),
    "vacancy": N_("Add vacancy"),
    "participant": N_("Add participant"),
}


class AddDialog(Dialog):
    """Fields of one kind of entity; at least the first one that was filled is kept.

    Args:
        enter: called with what was filled in.
        values: what stands there already, to change it.
    """

    def __init__(
        self,
        parent: QWidget,
        kind: str,
        choices: Choices,
        enter: Callable[[dict[str, Any]], object],
        values: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(parent, _(TITLES[kind]))
        self._enter = enter
        self.draft_name = f"add/{kind}" if values is None else ""
        self._form = Form()
        self.rows: dict[str, FormRow[QWidget]] = {}
        self._fields = {field.name: field for field in fields.of_entity(kind) if field.typed}
        for name, field in self._fields.items():
            made = make_editor(field, (values or {}).get(name), choices.get(field.key, ()))
            if isinstance(made, SeveralField):
                made.hide_done()
            self.rows[name] = self._form.add(_(field.label), made)
        self.body.addWidget(self._form)
        self.add_button(_("Cancel"))
        self.keep_button = self.add_button(_("Add entry"), self._try, main=True, closes=False)
        self.fit(520)
        next(iter(self.rows.values())).field.setFocus()

    def _try(self) -> None:
        self._form.clear_wrong()
        found: dict[str, Any] = {}
        for name, line in self.rows.items():
            value = line.field.value()  # type: ignore[attr-defined]
            wrong = wrong_words(self._fields[name], value)
            if wrong:
                line.say_wrong(wrong)
            elif stored(value) is not None:
                found[name] = value
        first = next(iter(self.rows.values()))
        if not found and self._form.first_wrong() is None:
            first.say_wrong(_("Please fill in at least one field."))
        wrong_field = self._form.first_wrong()
        if wrong_field is not None:
            wrong_field.setFocus()
            return
        self.accept()
        self._enter(found)
