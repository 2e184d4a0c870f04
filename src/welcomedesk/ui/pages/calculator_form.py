"""The form of a calculator, built from its declaration: one row per input, `changed` whenever something was typed.

`values()` gives the inputs as the calculator takes them; what is empty is left out. `wrong()` names the first row that
does not fit in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.domain.calculating.values import Input
from welcomedesk.i18n import _
from welcomedesk.ui.components.answers import Answer, Option, answer_to
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.fields import DateField, LineField
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.components.layout import column, flow, row
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S2, S3
from welcomedesk.ui.numbers import read_number, write_number
from welcomedesk.ui.text import Label

_SIMPLE = {"number": "number", "date": "date", "yes_no": "yes_no", "choice": "choice", "texts": "several"}


class CalculatorForm(QWidget):
    """Rows for the inputs of one calculator.

    Args:
        inputs: as declared, in order; those of kind `answers` are shown by `QuestionForm`.
        options: options with their words by input.
        given: what is known already, in the form the calculator takes.
    """

    changed = Signal()

    def __init__(
        self, inputs: Sequence[Input], options: Mapping[str, tuple[tuple[str, str], ...]], given: Mapping[str, Any]
    ) -> None:
        super().__init__()
        self._inputs = [each for each in inputs if each.kind in (*_SIMPLE, "dates", "days")]
        self.rows: dict[str, FormRow[QWidget]] = {}
        self.answers: dict[str, Answer] = {}
        form = Form()
        for each in self._inputs:
            plain = each.required or each.only_for or each.kind == "yes_no"
            words = _(each.label) if plain else _("{label} (if known)").format(label=_(each.label))
            answer = _answer(each, words, options.get(each.id, ()), given.get(each.id))
            answer.tell(self._told)
            self.answers[each.id] = answer
            self.rows[each.id] = form.add(words, answer.widget)
        self.setLayout(column(form, space=0))
        self._show_asked()

    def values(self) -> dict[str, Any]:
        """What was typed, only of the inputs that are asked now."""
        found = {each.id: self.answers[each.id].value() for each in self._inputs if self._asked(each)}
        return {name: value for name, value in found.items() if value not in (None, [])}

    def wrong(self) -> str:
        """What does not fit, said at its row; empty where all fits."""
        first = ""
        for name, answer in self.answers.items():
            words = answer.wrong()
            if words or self.rows[name].wrong():
                self.rows[name].say_wrong(words)
            first = first or words
        return first

    def lacking(self) -> list[str]:
        """Words of required inputs that are still empty."""
        values = self.values()
        return [_(each.label) for each in self._inputs if each.required and self._asked(each) and each.id not in values]

    def _told(self, *_value: object) -> None:
        self._show_asked()
        self.changed.emit()

    def _asked(self, each: Input) -> bool:
        """Whether an input belongs to what was chosen."""
        if not each.only_for:
            return True
        return any(self.answers[other.id].value() in each.only_for for other in self._inputs if other.kind == "choice")

    def _show_asked(self) -> None:
        for each in self._inputs:
            self.rows[each.id].setVisible(self._asked(each))


def _answer(each: Input, words: str, options: Sequence[tuple[str, str]], given: Any) -> Answer:
    if each.kind == "dates":
        return _Lines(words, given or [], hours=False).answer()
    if each.kind == "days":
        return _Lines(words, given or [], hours=True).answer()
    offered = tuple(Option(name, said) for name, said in options)
    return answer_to(_SIMPLE[each.kind], words, offered, given)


class _Lines(QWidget):
    """Lines of two fields, first and last day or day and hours, and a button for one more."""

    touched = Signal()

    def __init__(self, words: str, given: Sequence[Any], *, hours: bool) -> None:
        super().__init__()
        self._words, self._hours = words, hours
        self._lines: list[tuple[DateField, LineField]] = []
        self._box = column(space=S2)
        more = _("Add a day") if hours else _("Add a period")
        self.more: QPushButton = button(more, "plus", kind="link", small=True, then=self.add)
        self.setLayout(column(self._box, flow(self.more), space=S2))
        self.setFocusProxy(self.more)
        for each in given:
            first, second = (each["date"], each["hours"]) if hours else each
            self.add(first, second)

    def add(self, first: str = "", second: Any = "") -> None:
        """One more line; an empty one takes the focus."""
        number = len(self._lines) + 1
        start = DateField(first, _("{field}, line {n}: day").format(field=self._words, n=number))
        if self._hours:
            end = LineField(write_number(second) if second else "", "", longest=6)
            end.setFixedWidth(look().size(80))
            end.setAccessibleName(_("{field}, line {n}: hours").format(field=self._words, n=number))
            made = row(start, end, Label(_("hours"), "body", "text2"), None, space=S3)
        else:
            end = DateField(second, _("{field}, line {n}: last day").format(field=self._words, n=number))
            made = row(start, Label("–", "body", "text2"), end, None, space=S3)
        self._lines.append((start, end))
        self._box.addLayout(made)
        for field in (start, end):
            field.textChanged.connect(self.touched)
        if not first:
            start.setFocus()

    def answer(self) -> Answer:
        def tell(then: Callable[[], object]) -> None:
            self.touched.connect(lambda: then())

        return Answer(self, self.more, self._value, self._wrong, tell)

    def _value(self) -> list[Any]:
        full = [(start, end) for start, end in self._lines if start.text().strip() and end.text().strip()]
        if self._wrong():
            return []
        if self._hours:
            return [{"date": start.value(), "hours": read_number(end.text())} for start, end in full]
        return [[start.value(), end.value()] for start, end in full]

    def _wrong(self) -> str:
        for start, end in self._lines:
            if not start.fits() or (isinstance(end, DateField) and not end.fits()):
                return _("Please type a date, for example 23.11.2026.")
            if self._hours:
                hours = read_number(end.text()) if end.text().strip() else 0
                if hours is None or not 0 <= hours <= 24:
                    return _("Please type hours between 0 and 24.")
            elif start.text().strip() and end.text().strip() and end.value() < start.value():
                return _("The last day lies before the first.")
        return ""
