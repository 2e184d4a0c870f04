"""The editor of a contact: own ones, and the office's own data on shipped ones; warns about persons while one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from welcomedesk.desk import contact_editing
from welcomedesk.desk.contact_editing import Editing, Looked
from welcomedesk.domain import fields
from welcomedesk.domain.overlay import OWN
from welcomedesk.domain.personal_data import SIGNS
from welcomedesk.i18n import N_, _
from welcomedesk.ui import keys, offices
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.fields import SinceField, TextField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import clear, column, holding, row
from welcomedesk.ui.components.pick import Choice, PickField
from welcomedesk.ui.fact_editors import SeveralField, YesNoField, make_editor
from welcomedesk.ui.look.tokens import S4
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk

CARDS = (
    (N_("What it is"), (("name",), ("short_name", "kind"), ("offer",))),
    (N_("For whom and what"), (("topics",), ("target_groups",), ("languages",))),
    (N_("Where"), (("districts",), ("street", "seat_town"), ("postal_code", "town"))),
    (N_("How one reaches it"), (("phone", "email"), ("url", "reply_days"), ("hours",))),
    (N_("For visitors"), (("cost",), ("bring",), ("access",))),
    (N_("From when to when"), (("active_from", "active_to"), ("lifecycle", "referral"), ("successor_id",))),
)
"""Cards of the form; fields of one line stand beside each other where there is room."""

HINTS = {
    "hours": N_("For example: Mo–Fr 9–12, Di 14–18 Uhr"),
    "access": N_("For example: step-free, lift, appointment needed"),
    "bring": N_("Papers that visitors bring along"),
    "active_from": N_("Year, month or day: 2026, 2026-11, 2026-11-21"),
    "active_to": N_("After this day it is never offered."),
    "phone": N_("Of the office, no extension of one person"),
    "email": N_("Of the office, no mailbox of one person"),
}

PAUSE = 250
"""Milliseconds of rest before the values are looked at."""

_INSIDE = {"address": "street", "region": "districts", "source": "", "id": "name"}
"""Under which field a problem stands that speaks of several."""


class ContactEditPage(PageView):
    """One form; nothing is kept before *Save*, then everything in one step that can be taken back."""

    panel_width = 300

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.head = self.set_head(PageHead(_("New contact")))
        self.keep_button = button(_("Save contact"), "check", kind="main", then=self.save, key=keys.shown("main"))
        self.head.add_action(button(_("Cancel"), then=self._leave))
        self.head.add_action(self.keep_button)
        self._editing: Editing | None = None
        self._words: dict[str, dict[str, str]] = {}
        self._draft: Mapping[str, Any] = {}
        self._fields: dict[str, QWidget] = {}
        self._rows: dict[str, FormRow[QWidget]] = {}
        self._lines: list[QBoxLayout] = []
        self._wrong: list[str] = []
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self._look)
        self._form = column(space=S4)
        self.content.addLayout(self._form)
        self.content.addStretch(1)
        self.said = Card(_("Before you save"), icon="shield")
        self.shipped = Card(_("The directory says"), icon="book")
        self.panel.addWidget(self.said)
        self.panel.addWidget(self.shipped)
        self.panel.addStretch(1)
        self.shipped.hide()

    # --- where we are -----------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        again = self._editing is not None and self.place == place
        super().open(place)
        if not again:
            self.ask(lambda desk: (contact_editing.begin(desk, place.item), contact_editing.choices(desk)), self._show)

    def reload(self) -> None:
        """Nothing: what changes elsewhere must not overwrite what somebody types here."""

    def keep(self) -> Mapping[str, Any]:
        return {"contact": self.place.item, "values": self.values()} if self._fields else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        self._draft = state

    def window_title(self) -> str:
        return _("Edit contact") if self.place.item else _("New contact")

    # --- the form ---------------------------------------------------------------------------------------------

    def _show(self, read: tuple[Editing, Mapping[str, tuple[tuple[str, str], ...]]]) -> None:
        editing, choices = read
        self._forget()
        self._editing = editing
        self._words = {name: dict(options) for name, options in choices.items()}
        draft = self._draft if self._draft.get("contact") == editing.id else {}
        values = {**editing.values, **draft.get("values", {})}
        self._draft = {}
        title = _("Edit contact") if editing.id else _("New contact")
        self.head.set_title(title, str(editing.values.get("name", "")))
        for title, lines in CARDS:
            card = Card(_(title))
            for names in lines:
                card.add(self._line([self._row(name, values.get(name), choices.get(name, ())) for name in names]))
            self._form.addWidget(card)
        self.width_changed(self.width_class)
        self._show_shipped()
        self._look()
        if self.isVisible():
            self._fields["name"].setFocus()

    def _forget(self) -> None:
        """Take the form of another contact away."""
        clear(self._form)
        self._editing = None
        self._fields.clear()
        self._rows.clear()
        self._lines.clear()
        self._wrong.clear()

    def _line(self, rows: list[FormRow[QWidget]]) -> QWidget:
        beside = row(*rows, space=S4)
        for number in range(len(rows)):
            beside.setStretch(number, 1)
        if len(rows) > 1:
            self._lines.append(beside)
        return holding(beside)

    def _row(self, name: str, value: Any, options: tuple[tuple[str, str], ...]) -> FormRow[QWidget]:
        field = fields.FIELDS[f"{OWN}.{name}"]
        made = _editor(field, value, options)
        self._fields[name] = made
        found: FormRow[QWidget] = FormRow(_(field.label), made, hint=_(HINTS[name]) if name in HINTS else "")
        self._rows[name] = found
        for signal in ("textChanged", "changed", "picked"):
            if hasattr(made, signal):
                getattr(made, signal).connect(lambda *_given: self._rest.start())
        if isinstance(made, ChoiceField):
            made.edited.connect(lambda _value: self._rest.start())
        return found

    def values(self) -> dict[str, Any]:
        """What stands in the form; every field is named, an empty one is not known."""
        found = {}
        for name, field in self._fields.items():
            value = field.value()  # type: ignore[attr-defined]
            found[name] = None if value in ("", []) else value
        return found

    # --- what it looks like -----------------------------------------------------------------------------------

    def _look(self) -> None:
        if not self._fields:
            return
        contact, values = self.place.item, self.values()

        def work(desk: Desk) -> tuple[Looked, str]:
            looked = contact_editing.look(desk, contact, values)
            say = offices.speaker(desk)
            return looked, " ".join(say.say(said) for said in looked.hours)

        self.ask(work, lambda read: self._show_problems(*read), latest="look")

    def _show_problems(self, looked: Looked, hours: str) -> None:
        if not self._fields:
            return  # saved or left meanwhile
        for made in self._rows.values():
            made.say_wrong("")
        self._rows["hours"].say(_("Understood: {words}").format(words=hours) if hours else "", "good", "clock")
        self.said.clear()
        errors = {name: _(each.problem).format(**each.details) for name, each in looked.misfits.items()}
        hints: list[tuple[str, str]] = []
        for problem in looked.problems:
            words = _(problem.sentence).format(**problem.values)
            name = "postal_code" if problem.code == "postal_code_unknown" else _INSIDE.get(problem.field, problem.field)
            field = self._fields.get(name)
            if problem.is_error:
                errors[name] = (field.problem() if isinstance(field, SinceField) else "") or words
            elif name not in errors:
                hints.append((name, words))
        self._say_beside(errors, hints)
        if errors:
            self.said.add(Label(_("This is still needed:"), "strong"))
        for name, words in errors.items():
            self.said.add(self._jump(name, words, "danger"))
        if hints:
            self.said.add(Label(_("Please look at this:"), "strong"))
        for name, words in hints:
            self.said.add(self._jump(name, words, "caution"))
        if any(problem.code in SIGNS for problem in looked.problems):
            self.said.add(Label(_("Letters go to offices. Leave out names and numbers of persons."), wrap=True))
        if not errors and not hints:
            self.said.add(Label(_("Nothing speaks against saving."), "body", "text2", wrap=True))

    def _say_beside(self, errors: Mapping[str, str], hints: Sequence[tuple[str, str]]) -> None:
        """Say each under its field."""
        self._wrong = [name for name in errors if name in self._rows]
        for name in self._wrong:
            self._rows[name].say_wrong(errors[name])
        for name, words in hints:
            if name in self._rows:
                self._rows[name].say(words, "caution", "triangle")

    def _jump(self, name: str, words: str, tone: str) -> QWidget:
        made = button(_("Go there"), kind="link", small=True, then=partial(self._go_to, name))
        made.setAccessibleName(_("Go there: {problem}").format(problem=words))
        inside = column(Label(words, "body", tone, wrap=True), row(made, None), space=0)
        return holding(inside)

    def _go_to(self, name: str) -> None:
        target = self._fields.get(name)
        if target is not None:
            target.setFocus()

    def _show_shipped(self) -> None:
        """What the packs say where the office says something else, each with the way back."""
        editing = self._editing
        self.shipped.clear()
        if editing is None or not editing.own:
            self.shipped.hide()
            return
        for name in (name for name in self._fields if name in editing.own):
            field, value = fields.FIELDS[f"{OWN}.{name}"], editing.shipped.get(name)
            self.shipped.add(Label(_(field.label), "small", "text2"))
            self.shipped.add(Label(self._in_words(name, value) or _("not known"), wrap=True))
            back = button(_("Use this again"), "undo", small=True, then=partial(self._use_shipped, name))
            back.setAccessibleName(_("Use this again: {field}").format(field=_(field.label)))
            self.shipped.add(holding(row(back, None)))
        self.shipped.show()

    def _in_words(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        words = self._words.get(name, {})
        return ", ".join(
            words.get(str(each), str(each)) for each in (value if isinstance(value, list) else [value or ""])
        )

    def _use_shipped(self, name: str) -> None:
        assert self._editing is not None
        value, field = self._editing.shipped.get(name), self._fields[name]
        if isinstance(field, SeveralField):
            field.set_value([str(each) for each in value] if isinstance(value, list) else [])
        elif isinstance(field, YesNoField):
            field.set_value("" if value is None else "yes" if value else "no")
        else:
            field.set_value(str(value or ""))  # type: ignore[attr-defined]
        field.setFocus()
        self._rest.start()

    # --- doing ------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the contact and show it."""
        if not self._fields:
            return
        contact, values = self.place.item, self.values()
        act(
            self.context, self, lambda desk: contact_editing.save(desk, contact, values), _("Contact saved."),
            self._saved, failed=self._failed,
        )  # fmt: skip

    def _saved(self, contact: str) -> None:
        self._forget()
        self.context.shell.go(Place("contacts", item=contact))

    def _failed(self, error: Exception) -> None:
        self.show_error(error)
        if self._wrong:
            self._fields[self._wrong[0]].setFocus()

    def _leave(self) -> None:
        self._forget()
        self.context.shell.back()

    # --- the window asks --------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        return self._fields.get("name")

    def main_action(self) -> QPushButton | None:
        return self.keep_button

    def width_changed(self, width: Width) -> None:
        beside = QBoxLayout.Direction.LeftToRight if width >= Width.MEDIUM else QBoxLayout.Direction.TopToBottom
        for line in self._lines:
            line.setDirection(beside)


def _editor(field: fields.Field, value: Any, options: tuple[tuple[str, str], ...]) -> QWidget:
    """The field for a kind of value; long lists are searched."""
    if field.kind == "contact":
        return PickField([Choice(key, words) for key, words in options], str(value or ""), _(field.label))
    if field.name in ("active_from", "active_to"):
        return SinceField(str(value or ""), _(field.label))
    made = make_editor(field, value, options)
    if isinstance(made, SeveralField):
        made.hide_done()
    if field.name in ("hours", "cost", "bring", "access"):
        return TextField(str(value or ""), _(field.label), lines=1, most=6)
    return made
