"""A guide question: what is asked, why, the answer, *not known yet*, the figures it decides about.

The card owns no rule: it shows a `Question`, emits `answered(id, value)`, `unknown(id)`, `skipped(id)`, `back()`.
Values are what the guide takes: option id, list of ids, number, ISO date, text, `True`/`False`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QCompleter, QRadioButton, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import clear, column, flow, row
from welcomedesk.ui.look.theme import look, set_part, set_role
from welcomedesk.ui.look.tokens import ICON_SMALL, S1, S2, S3, S4
from welcomedesk.ui.numbers import read_number, write_number
from welcomedesk.ui.text import Label, button_text


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; `note` stands below it in small."""

    id: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure shown beside the question, already written out: `45.934,20 €`."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the card shows; all texts plain and in the language of the window.

    Args:
        kind: `choice`, `several`, `yes_no`, `number`, `money`, `date`, `country`, `occupation` or `text`.
        value: the answer so far, `None` for none.
        source: where the answer so far comes from, for example *Employment contract, seen on …*.
        figures_head: validity of the figures; `figures_source` where they come from.
        note: further words under the answer (what an assumption means).
    """

    id: str
    text: str
    kind: str
    why: str = ""
    options: tuple[Option, ...] = ()
    unit: str = ""
    value: Any = None
    unknown: bool = False
    source: str = ""
    source_icon: str = "chat"
    figures_head: str = ""
    figures_source: str = ""
    figures: tuple[FigureLine, ...] = ()
    note: str = ""


# Beyond this many options a list that can be typed into is quicker than buttons.
MOST_BUTTONS = 8


class QuestionCard(Card):
    """The card; `show_question` fills it, focus goes to the answer."""

    answered = Signal(str, object)
    unknown = Signal(str)
    skipped = Signal(str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_focused(True)
        self.body.setContentsMargins(S4 + 3, S4, S4 + 3, S4)
        self.body.setSpacing(S3)
        self.question: Question | None = None
        self._answer: _Answer | None = None
        self._inside = column(space=S3)
        self.body.addLayout(self._inside)
        self.back_button = button(_("Back"), then=self.back.emit)
        self.skip_button = button(_("Skip"), kind="link", then=self._skip)
        self.next_button = button(_("Next"), kind="main", then=self._next)
        self.body.addLayout(row(self.back_button, None, self.skip_button, self.next_button))

    def show_question(self, question: Question, *, first: bool = False, focus: bool = True) -> None:
        """Show a question; `first` has none before it."""
        self.question = question
        clear(self._inside)
        self.setAccessibleName(question.text)
        self._inside.addWidget(Label(question.text, "question", wrap=True))
        if question.why:
            self._inside.addWidget(Label(question.why, "body", "text2", wrap=True))
        self._answer = _answer(question, self._next)
        self._answer_row: FormRow[QWidget] = FormRow("", self._answer.widget)
        self._inside.addWidget(self._answer_row)
        if question.source:
            source = row(IconLabel(question.source_icon, "text2", ICON_SMALL), space=S2)
            source.addWidget(Label(question.source, "small", "text2", wrap=True), 1)
            self._inside.addLayout(source)
        self._unknown = QCheckBox(_("Not known yet"))
        self._unknown.setChecked(question.unknown)
        self._unknown.clicked.connect(self._unknown_ticked)
        self._inside.addWidget(self._unknown)
        if question.note:
            self._inside.addWidget(Label(question.note, "small", "text2", wrap=True))
        if question.figures:
            self._inside.addWidget(_figures(question))
        self.back_button.setEnabled(not first)
        self._order()
        if focus:
            self._answer.focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order(self) -> None:
        """Tab goes from the answer down; the buttons were made before it."""
        if self._answer is None:
            return
        following = (self._unknown, self.back_button, self.skip_button, self.next_button)
        for before, after in zip((self._answer.focus, *following), following, strict=False):
            QWidget.setTabOrder(before, after)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order()

    def say_wrong(self, words: str) -> None:
        """Say in words what does not fit the question."""
        self._answer_row.say_wrong(words)

    def value(self) -> Any:
        """The answer as it stands, `None` for none."""
        return self._answer.value() if self._answer else None

    def _next(self) -> None:
        if self.question is None or self._answer is None:
            return
        if self._unknown.isChecked():
            self.unknown.emit(self.question.id)
            return
        wrong = self._answer.wrong()
        self._answer_row.say_wrong(wrong)
        if wrong:
            self._answer.focus.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        value = self._answer.value()
        if value is None:
            self.skipped.emit(self.question.id)
        else:
            self.answered.emit(self.question.id, value)

    def _skip(self) -> None:
        if self.question is not None:
            self.skipped.emit(self.question.id)

    def _unknown_ticked(self, on: bool) -> None:
        if self._answer is not None:
            self._answer.widget.setEnabled(not on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._next()
            return
        super().keyPressEvent(event)


def _figures(question: Question) -> QWidget:
    box = Card()
    set_part(box, part="box")
    head = row(space=S3)
    head.addWidget(Label(question.figures_head, "small-strong", wrap=True), 1)
    head.addWidget(Label(question.figures_source, "small", "accent"))
    box.body.addLayout(head)
    widest = max((look().size(84), *(look().size(7) * len(line.value) for line in question.figures)))
    for figure in question.figures:
        value = Label(figure.value, "small")
        value.setFixedWidth(min(widest, 200))
        line = row(value, space=S3)
        line.addWidget(Label(figure.words, "small", "text2", wrap=True), 1)
        box.body.addLayout(line)
    box.body.setSpacing(S1)
    return box


@dataclass(frozen=True, slots=True)
class _Answer:
    """A way to answer: the widget, what takes focus, and functions that read it."""

    widget: QWidget
    focus: QWidget
    value: Callable[[], Any]
    wrong: Callable[[], str]


def _never() -> str:
    return ""


def _answer(question: Question, enter: Callable[[], None]) -> _Answer:
    options = question.options
    if question.kind == "yes_no" and not options:
        options = (Option("yes", _("Yes")), Option("no", _("No")))
    if question.kind == "several":
        return _several(question, options)
    if options and (question.kind in ("choice", "yes_no") and len(options) <= MOST_BUTTONS):
        return _one_of(question, options)
    if options:
        return _listed(question, options)
    if question.kind in ("number", "money"):
        return _number(question, enter)
    if question.kind == "date":
        return _date(question)
    field = LineField(str(question.value or ""), question.text)
    return _Answer(field, field, lambda: field.value() or None, _never)


def _one_of(question: Question, options: tuple[Option, ...]) -> _Answer:
    group = QButtonGroup()
    lines: list[QWidget] = []
    buttons: list[QRadioButton] = []
    current = {True: "yes", False: "no"}.get(question.value, question.value) if question.kind == "yes_no" else None
    chosen = current if question.kind == "yes_no" else question.value
    for number, option in enumerate(options):
        radio = QRadioButton(button_text(option.words))
        radio.setAccessibleName(option.words)
        radio.setAccessibleDescription(option.note)
        radio.setChecked(option.id == chosen)
        group.addButton(radio, number)
        buttons.append(radio)
        lines.append(_with_note(radio, option.note))
    box = QWidget()
    box.setLayout(column(*lines, space=S2))
    group.setParent(box)
    focus = next((radio for radio in buttons if radio.isChecked()), buttons[0])

    def value() -> Any:
        number = group.checkedId()
        if number < 0:
            return None
        return options[number].id == "yes" if question.kind == "yes_no" else options[number].id

    return _Answer(box, focus, value, _never)


def _with_note(choice: QWidget, note: str) -> QWidget:
    if not note:
        return choice
    words = Label(note, "small", "text2", wrap=True)
    words.setContentsMargins(look().size(26), 0, 0, 0)
    box = QWidget()
    box.setLayout(column(choice, words, space=0))
    return box


def _several(question: Question, options: tuple[Option, ...]) -> _Answer:
    chosen = set(question.value or ())
    boxes: list[QCheckBox] = []
    lines: list[QWidget] = []
    for option in options:
        tick = QCheckBox(button_text(option.words))
        tick.setAccessibleName(option.words)
        tick.setChecked(option.id in chosen)
        boxes.append(tick)
        lines.append(_with_note(tick, option.note))
    box = QWidget()
    box.setLayout(column(*lines, space=S2))

    def value() -> Any:
        picked = [option.id for option, tick in zip(options, boxes, strict=True) if tick.isChecked()]
        return picked or None

    return _Answer(box, boxes[0] if boxes else box, value, _never)


def _listed(question: Question, options: tuple[Option, ...]) -> _Answer:
    field = ChoiceField([(option.id, option.words) for option in options], str(question.value or ""), question.text, "")
    field.setEditable(True)
    field.setInsertPolicy(ChoiceField.InsertPolicy.NoInsert)
    field.set_value(str(question.value or ""))
    line = field.lineEdit()
    completer = field.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    if line is not None:
        line.setPlaceholderText(_("Type or choose"))
        line.setAccessibleName(question.text)
        field.setFocusProxy(line)

    def value() -> Any:
        index = field.findText(field.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return (str(field.itemData(index)) or None) if index >= 0 else None

    def wrong() -> str:
        text = field.currentText().strip()
        known = not text or field.findText(text, Qt.MatchFlag.MatchFixedString) >= 0
        return "" if known else _("This is not in the list. Please choose an entry.")

    return _Answer(field, line or field, value, wrong)


def _number(question: Question, enter: Callable[[], None]) -> _Answer:
    field = LineField(write_number(question.value), question.text, longest=30)
    field.setAlignment(Qt.AlignmentFlag.AlignTrailing)
    field.setFixedWidth(look().size(168))
    set_role(field, "input-large")
    box = QWidget()
    box.setLayout(row(field, Label(question.unit), None, space=S3))
    box.setFocusProxy(field)

    def wrong() -> str:
        text = field.text().strip()
        fits = not text or read_number(text) is not None
        return "" if fits else _("Please type a number, for example 48.000 or 45.934,20.")

    return _Answer(box, field, lambda: read_number(field.text()), wrong)


def _date(question: Question) -> _Answer:
    field = DateField(str(question.value or ""), question.text)
    box = flow(field)
    box.setFocusProxy(field)

    def wrong() -> str:
        return "" if field.fits() else _("Please type a date, for example 23.11.2026.")

    return _Answer(box, field, lambda: field.value() or None, wrong)
