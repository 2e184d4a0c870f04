"""The ways to answer a question: buttons, boxes, a number, a date, one of many. Made by `answer_to`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QSizePolicy, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.fields import DateField, LineField
from welcomedesk.ui.components.layout import column, flow, row
from welcomedesk.ui.components.pick import Choice, PickField
from welcomedesk.ui.look.theme import look, set_role
from welcomedesk.ui.look.tokens import S2, S3, S4
from welcomedesk.ui.numbers import read_number, write_number
from welcomedesk.ui.text import Label, button_text


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; `note` stands below it in small, `also` are other words it is found under."""

    id: str
    words: str
    note: str = ""
    also: tuple[str, ...] = ()


# Beyond this many options a list that can be typed into is quicker than buttons.
MOST_BUTTONS = 8
# Words longer than this are wrapped beside the button, which cannot wrap them itself.
LONG_WORDS = 40

Tell = Callable[[Callable[[], object]], object]


@dataclass(frozen=True, slots=True)
class Answer:
    """A way to answer.

    Args:
        focus: what takes focus.
        value: the answer as it stands, `None` for none.
        wrong: what does not fit in words, empty where all is well.
        tell: takes a function that is called whenever the answer changes.
    """

    widget: QWidget
    focus: QWidget
    value: Callable[[], Any]
    wrong: Callable[[], str]
    tell: Tell


def answer_to(kind: str, name: str, options: tuple[Option, ...], value: Any, unit: str = "") -> Answer:
    """The way to answer a question of this kind.

    Args:
        name: the question, for screen readers.
        value: the answer so far.
        unit: words after a number.
    """
    if kind == "yes_no":
        return _yes_no(value)
    if kind == "several":
        return _several(options, value)
    if options and kind == "choice" and len(options) <= MOST_BUTTONS:
        return _one_of(options, value)
    if options:
        return _one_of_many(options, value, name)
    if kind in ("number", "money"):
        return _number(value, name, unit)
    if kind == "date":
        return _date(value, name)
    field = LineField("" if value is None else str(value), name)
    field.setMaximumWidth(look().size(240))
    return Answer(field, field, lambda: field.value() or None, _never, field.textChanged.connect)


def _never() -> str:
    return ""


def _yes_no(value: Any) -> Answer:
    options = (Option("yes", _("Yes")), Option("no", _("No")))
    said = ("yes" if value else "no") if isinstance(value, bool) else value
    made = _one_of(options, said, beside=True)
    return Answer(
        made.widget,
        made.focus,
        lambda: None if made.value() is None else made.value() == "yes",
        made.wrong,
        made.tell,
    )


def _one_of(options: tuple[Option, ...], value: Any, *, beside: bool = False) -> Answer:
    group = QButtonGroup()
    wraps = _wraps(options, LONG_WORDS)
    buttons: list[QRadioButton] = []
    lines: list[QWidget] = []
    for number, option in enumerate(options):
        radio = QRadioButton()
        radio.setChecked(option.id == value)
        group.addButton(radio, number)
        buttons.append(radio)
        lines.append(_choice_line(radio, option, wraps=wraps))
    box = QWidget()
    box.setLayout(row(*lines, None, space=S4 + S2) if beside else column(*lines, space=S2))
    group.setParent(box)
    focus = next((radio for radio in buttons if radio.isChecked()), buttons[0])

    def chosen() -> Any:
        number = group.checkedId()
        return options[number].id if number >= 0 else None

    return Answer(box, focus, chosen, _never, group.idToggled.connect)


def _several(options: tuple[Option, ...], value: Any) -> Answer:
    said = set(value) if isinstance(value, list | tuple) else set()
    boxes = [QCheckBox() for _option in options]
    box = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(S4)
    grid.setVerticalSpacing(S2)
    columns = 2 if len(options) > MOST_BUTTONS else 1
    lines = -(-len(options) // columns)
    wraps = _wraps(options, LONG_WORDS // columns)
    for number, (option, tick) in enumerate(zip(options, boxes, strict=True)):
        tick.setChecked(option.id in said)
        grid.addWidget(_choice_line(tick, option, wraps=wraps), number % lines, number // lines)
    for number in range(columns):
        grid.setColumnStretch(number, 1)
    box.setLayout(grid)

    def chosen() -> Any:
        picked = [option.id for option, tick in zip(options, boxes, strict=True) if tick.isChecked()]
        return picked or None

    def tell(then: Callable[[], object]) -> None:
        for tick in boxes:
            tick.toggled.connect(lambda *_on: then())

    return Answer(box, boxes[0] if boxes else box, chosen, _never, tell)


class _WordsOf(Label):
    """Words beside a button that is too narrow for them; a click on them presses it."""

    def __init__(self, words: str, pressed: QAbstractButton) -> None:
        super().__init__(words, wrap=True)
        self._pressed = pressed

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._pressed.click()


def _wraps(options: tuple[Option, ...], longest: int) -> bool:
    """Whether any of them needs more than a line; then all stand alike."""
    return any(len(option.words) > longest or option.note for option in options)


def _choice_line(choice: QAbstractButton, option: Option, *, wraps: bool) -> QWidget:
    """A button with words that wrap where they are long, and its note below."""
    choice.setAccessibleName(option.words)
    choice.setAccessibleDescription(option.note)
    if not wraps:
        choice.setText(button_text(option.words))
        return choice
    choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    words = column(_WordsOf(option.words, choice), space=0)
    if option.note:
        words.addWidget(Label(option.note, "small", "text2", wrap=True))
    line = row(column(choice, None, space=0), words, space=2)
    line.setStretch(1, 1)
    made = QWidget()
    made.setLayout(line)
    return made


def _one_of_many(options: tuple[Option, ...], value: Any, name: str) -> Answer:
    choices = [Choice(option.id, option.words, option.also, option.note) for option in options]
    field = PickField(choices, str(value or ""), name)

    def wrong() -> str:
        return "" if field.fits() else _("This is not in the list. Please choose an entry.")

    return Answer(field, field.field, lambda: field.value() or None, wrong, field.picked.connect)


def _number(value: Any, name: str, unit: str) -> Answer:
    field = LineField(write_number(value), name, longest=30)
    field.setAlignment(Qt.AlignmentFlag.AlignTrailing)
    field.setFixedWidth(look().size(168))
    set_role(field, "input-large")
    box = QWidget()
    box.setLayout(row(field, Label(unit), None, space=S3))
    box.setFocusProxy(field)

    def group() -> None:
        """Write the number with separators once it is left."""
        number = read_number(field.text())
        if number is not None:
            field.setText(write_number(number))

    field.editingFinished.connect(group)

    def wrong() -> str:
        text = field.text().strip()
        fits = not text or read_number(text) is not None
        return "" if fits else _("Please type a number, for example 48.000 or 45.934,20.")

    return Answer(box, field, lambda: read_number(field.text()), wrong, field.textChanged.connect)


def _date(value: Any, name: str) -> Answer:
    field = DateField(str(value or ""), name)
    box = flow(field)
    box.setFocusProxy(field)

    def wrong() -> str:
        return "" if field.fits() else _("Please type a date, for example 23.11.2026.")

    return Answer(
        box, field, lambda: (field.value() or None) if field.fits() else None, wrong, field.textChanged.connect
    )
