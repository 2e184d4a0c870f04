"""Facts of a case as rows: label, value, where it comes from, and the fitting field to edit each kind of value.

All rows of the window are made here from the declaration in `domain.fields`, so that a new field needs no widget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welcomedesk.desk import enquiries
from welcomedesk.domain import fields
from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.facts import FactRow
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField, TextField, TickField, TimeField
from welcomedesk.ui.components.layout import clear, column, flow, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import initials
from welcomedesk.ui.look.tokens import S2
from welcomedesk.ui.numbers import read_number, write_euros, write_number
from welcomedesk.ui.text import isolate

if TYPE_CHECKING:
    from welcomedesk.desk.case_view import FactView, Source

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""Value and words of what can be chosen, by key of the field (`person.citizenship`)."""

CHOSEN = frozenset({"choice", "choices", "country", "occupation", "language", "languages", "level"})
"""Kinds of fields whose choices the desk must be asked for."""

MOST_TICKS = 14
"""Up to so many options stand as boxes; more are added one by one."""


def fact_row(view: FactView, choices: Choices, *, editable: bool = True, label: str = "", **more: Any) -> FactRow:
    """The row of one fact.

    Args:
        choices: holds the key of the field where its kind is in `CHOSEN`.
        label: another label than that of the field.
        more: passed on to `FactRow` (`chip`, `extra`).
    """
    field = view.field
    shown = write_number(view.value) if field.kind in ("number", "money") and view.words else view.words
    if field.kind == "money" and view.words:
        shown = write_euros(view.value)
    source, icon = source_words(view.source)
    options = choices.get(field.key, ())
    if view.stale and view.source is not None:
        source, icon = _("not confirmed since {date}").format(date=long_date(view.source.on)), "clock"
    row = FactRow(
        view.key,
        label or _(field.label),
        shown,
        raw=view.value if view.value is not None else [] if field.kind in _SEVERAL else "",
        source=source,
        source_icon=icon,
        two_values=bool(view.two),
        editor=lambda value: make_editor(field, value, options),
        editable=editable and not view.two,
        check=lambda value: wrong_words(field, value),
        **more,
    )
    if view.stale:
        row.value.set_tone("text3")
    return row


_SEVERAL = frozenset({"choices", "languages", "texts"})


def source_words(source: Source | None) -> tuple[str, str]:
    """Where a value comes from in words, and the icon for it."""
    if source is None:
        return "", ""
    words, icon = {
        "seen": (_("seen on {date}, {by}"), "eye"),
        "talk": (_("said on {date}, {by}"), "chat"),
    }.get(source.kind, (_("entered on {date}, {by}"), "edit"))
    return words.format(date=long_date(source.on), by=isolate(initials(source.by))), icon


def make_editor(field: fields.Field, value: Any, options: Sequence[tuple[str, str]] = ()) -> QWidget:
    """The field to edit a value of this kind; its `value()` is what the case keeps, empty for not known."""
    name = _(field.label)
    match field.kind:
        case "date":
            return DateField(str(value or ""), name)
        case "long_text":
            return TextField(str(value or ""), name)
        case "number" | "money":
            return NumberField(value, name)
        case "time":
            return TimeField(str(value or ""), name)
        case "yes_no":
            return YesNoField(value, name)
        case "choices" | "languages" | "texts":
            return SeveralField(options, value if isinstance(value, list) else [], name)
    if options:
        known = {option for option, _words in options}
        extra = [(str(value), str(value))] if value and str(value) not in known else []
        return ChoiceField([*extra, *options], str(value or ""), name, nothing=_("not known"))
    return LineField(str(value or ""), name)


def wrong_words(field: fields.Field, value: Any) -> str:
    """What is wrong with a value, in the language of the window; empty where it fits."""
    if value in ("", None, []):
        return ""
    if field.kind == "date" and isinstance(value, str) and fields.misfit(field.entity, field.name, value) is not None:
        return _("A date such as 23.11.2026 is expected here.")
    found = fields.misfit(field.entity, field.name, value)
    return _(found.problem).format(**found.details) if found is not None else ""


def wrong_reach(field: LineField, kind: str = "person") -> str:
    """What keeps somebody from being reached by what stands in a field, in words; empty where it fits."""
    wrong = enquiries.wrong_reach(field.value(), kind)
    return _(wrong.problem).format(**wrong.details) if wrong else ""


def begun_code(place: str) -> bool:
    """Whether a place that is not known looks like a postal code with too few or too many digits."""
    return place.isdecimal()


def stored(value: Any) -> Any:
    """What an action gets: nothing typed means not known."""
    return None if value in ("", []) else value


class NumberField(LineField):
    """A number as people write it; `value()` is the number, empty, or the text that is none."""

    def __init__(self, value: Any = "", name: str = "") -> None:
        super().__init__(write_number(value), name, longest=40)

    def value(self) -> Any:
        text = self.text().strip()
        number = read_number(text)
        return number if number is not None else text

    def problem(self) -> str:
        value = self.value()
        if isinstance(value, str):
            return _("A number is expected here.") if value else ""
        return _("The number must not be below zero.") if value < 0 else ""


class YesNoField(ChoiceField):
    """Yes, no or not known."""

    def __init__(self, value: Any = None, name: str = "") -> None:
        chosen = {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else ""
        super().__init__([("yes", _("Yes")), ("no", _("No"))], chosen, name, nothing=_("not known"))

    def value(self) -> Any:
        return {"yes": True, "no": False}.get(super().value(), "")


class SeveralField(QWidget):
    """Several values: boxes for a few options, a list that grows for many, words with commas where all is free.

    `edited` comes with *Done*, because ticking one box is not the end of it.
    """

    edited = Signal(object)
    changed = Signal()
    """After every box, entry or letter, for forms that look along."""

    def __init__(self, options: Sequence[tuple[str, str]], value: Sequence[Any] = (), name: str = "") -> None:
        super().__init__()
        self._options = list(options)
        self._value = [str(each) for each in value]
        self._boxes: dict[str, TickField] = {}
        self._line: LineField | None = None
        self._chosen = QWidget(self)
        self.setAccessibleName(name)
        self._finish = button(_("Take these"), "check", small=True, then=lambda: self.edited.emit(self.value()))
        layout = column(space=S2)
        if not self._options:
            self._line = LineField(", ".join(self._value), name, _("separated by commas"))
            self._line.textChanged.connect(lambda _text: self.changed.emit())
            layout.addWidget(self._line)
        elif len(self._options) <= MOST_TICKS:
            changed = self.changed.emit
            self._boxes = {
                each: TickField(words, each in self._value, then=lambda _on: changed()) for each, words in self._options
            }
            layout.addWidget(flow(*self._boxes.values()))
        else:
            self._layout = column(space=0)
            self._chosen.setLayout(self._layout)
            self._add = ChoiceField(self._options, "", name, nothing=_("Add"))
            self._add.edited.connect(self._take)
            layout.addWidget(self._chosen)
            layout.addLayout(row(self._add, None))
            self._show_chosen()
        layout.addLayout(row(self._finish, None))
        self.setLayout(layout)

    def value(self) -> list[str]:
        if self._line is not None:
            return [part.strip() for part in self._line.value().split(",") if part.strip()]
        if self._boxes:
            return [each for each, box in self._boxes.items() if box.isChecked()]
        return list(self._value)

    def set_value(self, value: Sequence[str]) -> None:
        """Show other values; emits nothing."""
        self._value = list(value)
        if self._line is not None:
            self._line.set_value(", ".join(value))
        elif self._boxes:
            for each, box in self._boxes.items():
                box.set_value(each in value)
        else:
            self._show_chosen()

    def hide_done(self) -> None:
        """For forms that have a button of their own."""
        self._finish.hide()

    def first(self) -> QWidget:
        """What gets focus."""
        return self._line or next(iter(self._boxes.values()), None) or self._add

    def setFocus(self, *reason: Any) -> None:
        self.first().setFocus(*reason)

    def _take(self, value: str) -> None:
        if value and value not in self._value:
            self._value.append(value)
            self._show_chosen()
            self.changed.emit()
        self._add.set_value("")

    def _drop(self, value: str) -> None:
        self._value.remove(value)
        self._show_chosen()
        self.changed.emit()
        self._add.setFocus()

    def _show_chosen(self) -> None:
        clear(self._layout)
        words = dict(self._options)
        chosen = [button(words.get(each, each), "close", small=True) for each in self._value]
        for each, made in zip(self._value, chosen, strict=True):
            made.setAccessibleName(_("Remove {value}").format(value=words.get(each, each)))
            made.clicked.connect(lambda *_on, value=each: self._drop(value))
        self._layout.addWidget(flow(*chosen))
        self._chosen.setVisible(bool(chosen))
