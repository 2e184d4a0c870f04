"""A guide question: what is asked, why, the answer, *not known yet*, the figures it decides about.

The card owns no rule: it shows a `Question`, emits `answered(id, value)`, `unknown(id)`, `skipped(id)`, `back()`, and
`drafted(id, value)` while the answer is being given.
Values are what the guide takes: option id, list of ids, number, ISO date, text, `True`/`False`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.answers import Answer, Option, answer_to
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import clear, column, row
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import ICON_SMALL, S1, S2, S3, S4
from welcomedesk.ui.text import Label


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure shown beside the question, already written out: `45.934,20 €`."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the card shows; all texts plain and in the language of the window.

    Args:
        kind: `choice`, `several`, `yes_no`, `number`, `money`, `date`, `country`, `occupation`, `code` or `text`.
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


_TAB = Qt.FocusPolicy.TabFocus

# A longer source stands below the figures.
LONGEST_BESIDE = 30


class QuestionCard(Card):
    """The card; `show_question` fills it, focus goes to the answer."""

    answered = Signal(str, object)
    drafted = Signal(str, object)
    unknown = Signal(str)
    skipped = Signal(str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_focused(True)
        self.body.setContentsMargins(S4 + 3, S4, S4 + 3, S4)
        self.body.setSpacing(S3)
        self.question: Question | None = None
        self._answer: Answer | None = None
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
        self._answer = answer_to(question.kind, question.text, question.options, question.value, question.unit)
        self._answer.tell(self._changed)
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
        inside = [each for each in self._answer.widget.findChildren(QWidget) if each.focusPolicy() & _TAB]
        own = [self._answer.widget] if self._answer.widget.focusPolicy() & _TAB else []
        chain = [self, *own, *inside, self._unknown, self.back_button, self.skip_button, self.next_button]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order()

    def say_wrong(self, words: str) -> None:
        """Say in words what does not fit the question."""
        self._answer_row.say_wrong(words)

    def focus_stop(self) -> QWidget | None:
        """What takes focus when the card is entered: the answer."""
        return self._answer.focus if self._answer else None

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
        if self.question is not None:
            self.drafted.emit(self.question.id, None if on else self.value())

    def _changed(self) -> None:
        """Somebody answers, so it is no longer unknown."""
        if self.question is None or self._answer is None:
            return
        self._unknown.setChecked(False)
        self._answer_row.say_wrong("")
        value = self._answer.value()
        if value is not None or not self._answer.wrong():
            self.drafted.emit(self.question.id, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._next()
            return
        super().keyPressEvent(event)


def _figures(question: Question) -> QWidget:
    box = Card()
    set_part(box, part="box")
    head = row(space=S4)
    head.addWidget(Label(question.figures_head, "small-strong", wrap=True), 1)
    source = Label(question.figures_source, "small", "text2", wrap=True)
    beside = len(question.figures_source) <= LONGEST_BESIDE
    if beside:
        source.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
        head.addWidget(source, 1)
    box.body.addLayout(head)
    widest = max((look().size(84), *(look().size(7) * len(line.value) for line in question.figures)))
    for figure in question.figures:
        value = Label(figure.value, "small")
        value.setFixedWidth(min(widest, 200))
        line = row(space=S3)
        line.addWidget(value, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(figure.words, "small", "text2", wrap=True), 1)
        box.body.addLayout(line)
    if not beside:
        box.body.addWidget(source)
    box.body.setSpacing(S1)
    return box
