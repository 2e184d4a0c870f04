"""Forms: words above or beside each field, and what does not fit in words right under it.

form = Form()
name = form.add(_("Name"), LineField())
name.say_wrong(_("A case needs a name or a short description."))

A field that knows what fits (`problem()`, see `fields.LineField`) is judged when one leaves it, and again with every
letter while an error stands there. A row may be given another `check`, for what only the dialog knows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QWidget

from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ICON_SMALL, S1, S2, S4
from welcomedesk.ui.reader import describe, say_at_once, say_politely
from welcomedesk.ui.text import Label

W = TypeVar("W", bound=QWidget)


class FormRow(QWidget, Generic[W]):
    """One field with its words.

    Args:
        words: label; also the name of the field for screen readers.
        hint: quiet words under the field.
        aside: quiet words at the end of the label's line.
        side: label beside the field instead of above it.
        check: what does not fit and what would, in words, empty where all fits; instead of the field's own `problem`.
    """

    def __init__(
        self, words: str, field: W, *, hint: str = "", aside: str = "", side: bool = False,
        check: Callable[[], str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.field = field
        self.label = Label(words, "body" if side else "medium", "text2" if side else "text", wrap=side)
        self.aside = Label(aside, "small", "text2")
        self._hint = hint
        self._sign: IconLabel | None = None
        self._words: Label | None = None
        target = field.focusProxy() or field
        self.label.setBuddy(target)
        if not target.accessibleName():
            target.setAccessibleName(words)
        self._target = target
        self._notes = row(space=S2 - 2)
        self._line: QBoxLayout | None = None
        if side:
            self.label.setFixedWidth(look().size(168))
            self._line = row(self.label, column(field, self._notes, space=S1), space=S4)
            self._line.setStretch(1, 1)
            self.setLayout(self._line)
        else:
            head = row(self.label, None, self.aside) if words else row()
            self.setLayout(column(*((head, field, self._notes) if words else (field, self._notes)), space=S1 + 2))
            if not words:
                self.label.setParent(self)
                self.aside.setParent(self)
                self.label.hide()
                self.aside.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if hint:
            self._say(hint, "text2", "")
            describe(target, hint)
        self._judged = False
        self._check: Callable[[], str] | None = check or getattr(target, "problem", None)
        if self._check is not None and isinstance(target, QLineEdit):
            target.editingFinished.connect(self.judge)
            target.textChanged.connect(lambda _text: self.judge() if self._judged else None)

    def judge(self) -> bool:
        """Say what does not fit, or take back what was said so; whether all fits. Words of others stay."""
        words = self._check() if self._check is not None else ""
        if words or self._judged:
            self.say_wrong(words)
        self._judged = bool(words)
        return not words

    def complete(self, words: str = "") -> bool:
        """Whether something stands in the field and fits; says what is missing (`words`) or wrong.

        Args:
            words: said of an empty field; empty where it may stay so.
        """
        value = getattr(self._target, "value", str)()
        self.say_wrong(words if value in ("", None) and words else self._check() if self._check is not None else "")
        self._judged = self.wrong()
        return not self._judged

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._line is not None:
            hint.setWidth(max(self.label.width(), self.field.minimumSizeHint().width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._line is not None:
            # Large text in a small window: the label goes above its field.
            fits = self.label.width() + S4 + self.field.minimumSizeHint().width() <= self.width()
            right, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._line.setDirection(right if fits else down)
            self._line.setSpacing(S4 if fits else S1)

    def say_wrong(self, words: str) -> None:
        """Say in words what does not fit and what would; empty takes it back."""
        set_wrong = getattr(self.field, "set_wrong", None)
        if set_wrong is not None:
            set_wrong(bool(words))
        self._say(words or self._hint, "danger" if words else "text2", "triangle" if words else "")
        describe(self._target, words or self._hint)
        say_at_once(self._target, words)

    def say(self, words: str, tone: str = "text2", icon: str = "") -> None:
        """Say something about the field that is no error: strength in words, caps lock."""
        self._say(words or self._hint, tone if words else "text2", icon if words else "")
        describe(self._target, words or self._hint)
        say_politely(self._target, words)

    def _say(self, words: str, tone: str, icon: str) -> None:
        if self._words is None or self._sign is None:
            if not words:
                return
            self._sign, self._words = IconLabel("", tone, ICON_SMALL), Label("", "small", "text2", wrap=True)
            self._notes.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
            self._notes.addWidget(self._words, 1)
        self._words.setText(words)
        self._words.set_tone(tone)
        self._words.setVisible(bool(words))
        self._sign.set_icon(icon, tone)
        self._sign.setVisible(bool(icon))

    def wrong(self) -> bool:
        """Whether an error stands under the field."""
        if self._sign is None or self._words is None:
            return False
        return self._sign.isVisibleTo(self) and bool(self._words.text())


class Form(QWidget):
    """Rows of fields, one below the other."""

    def __init__(self, *, side: bool = False, space: int = S4) -> None:
        super().__init__()
        self._side = side
        self._layout = column(space=space)
        self.setLayout(self._layout)
        self.rows: list[FormRow[QWidget]] = []

    def add(
        self, words: str, field: W, *, hint: str = "", aside: str = "", check: Callable[[], str] | None = None
    ) -> FormRow[W]:
        """Add a field; gives its row, which can say what is wrong."""
        made: FormRow[W] = FormRow(words, field, hint=hint, aside=aside, side=self._side, check=check)
        self._layout.addWidget(made)
        self.rows.append(made)  # type: ignore[arg-type]
        return made

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is no field."""
        self._layout.addWidget(widget)

    def first_wrong(self) -> QWidget | None:
        """The first field with an error, to set focus on."""
        return next((made.field for made in self.rows if made.wrong()), None)

    def clear_wrong(self) -> None:
        for made in self.rows:
            made.say_wrong("")
