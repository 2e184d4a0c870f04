"""Fields one types or chooses in. All give `text()` or `value()`, take `set_wrong`, and emit `edited`.

The words beside a field belong to `forms.FormRow`, which also joins an error to its field for screen readers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import icon_button, set_words
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.dates import long_date, read_date
from welcomedesk.ui.look.theme import look, set_role
from welcomedesk.ui.look.tokens import S2
from welcomedesk.ui.text import button_text, one_line

LONGEST_INPUT = 200_000


class LineField(QLineEdit):
    """One line of text; `edited` comes when the person leaves it or presses Enter with another text than before."""

    edited = Signal(str)

    def __init__(self, text: str = "", name: str = "", hint: str = "", *, longest: int = 2_000) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self.setText(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._before = text
        self.editingFinished.connect(self._finished)

    def set_value(self, text: str) -> None:
        self.setText(text)
        self._before = self.text()

    def value(self) -> str:
        return self.text().strip()

    def set_wrong(self, wrong: bool) -> None:
        self.setProperty("wrong", wrong)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._before:
            self.setText(self._before)
            return
        super().keyPressEvent(event)

    def _finished(self) -> None:
        if self.text() != self._before:
            self._before = self.text()
            self.edited.emit(self.value())


class DateField(LineField):
    """A date typed as people write it (`23.11.2026`, `23.11.26`); `value()` is an ISO date, empty or the wrong text."""

    def __init__(self, iso: str = "", name: str = "") -> None:
        super().__init__(long_date(iso) if iso else "", name, _("dd.mm.yyyy"), longest=40)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(look().size(130))

    def set_value(self, text: str) -> None:
        super().set_value(long_date(text) if text else "")

    def value(self) -> str:
        text = self.text().strip()
        return (read_date(text) or text) if text else ""

    def fits(self) -> bool:
        """Whether the text is empty or a date."""
        text = self.text().strip()
        return not text or read_date(text) is not None

    def _finished(self) -> None:
        if self.fits() and self.text().strip():
            self.setText(long_date(self.value()))
        super()._finished()


class TextField(QPlainTextEdit):
    """Several lines; Tab leaves it, Strg+Tab types a tab. Grows with its text between two heights."""

    edited = Signal(str)

    def __init__(self, text: str = "", name: str = "", *, lines: int = 3, most: int = 12) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self._lines, self._most = lines, most
        self.setPlainText(text[:LONGEST_INPUT])
        self._before = text
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def text(self) -> str:
        return self.toPlainText()

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, text: str) -> None:
        self.setPlainText(text[:LONGEST_INPUT])
        self._before = text

    def set_wrong(self, wrong: bool) -> None:
        self.setProperty("wrong", wrong)
        self.update()

    def _grow(self) -> None:
        line = self.fontMetrics().lineSpacing()
        wanted = min(self._most, max(self._lines, int(self.document().size().height())))
        self.setFixedHeight(wanted * line + 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Tab and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.insertPlainText("\t")
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.text() != self._before:
            self._before = self.text()
            self.edited.emit(self.value())


class ChoiceField(QComboBox):
    """One of several values; wheel turns do not change it unless it is open.

    Args:
        options: (value, words) in order; words are any text.
        nothing: words of an empty first option, or `None` for none.
    """

    edited = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]] = (), value: str = "", name: str = "", nothing: str | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_options(options, value, nothing)
        self.activated.connect(lambda _index: self.edited.emit(self.value()))

    def set_options(self, options: Sequence[tuple[str, str]], value: str = "", nothing: str | None = None) -> None:
        """Offer other values; the first one holds where `value` is not among them."""
        self.blockSignals(True)
        self.clear()
        if nothing is not None:
            self.addItem(nothing, "")
        for option, words in options:
            self.addItem(one_line(words, 120), option)
        longest = max((len(self.itemText(index)) for index in range(self.count())), default=4)
        self.setMinimumContentsLength(min(28, longest + 1))
        self.blockSignals(False)
        self.set_value(value)

    def value(self) -> str:
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        index = self.findData(value)
        self.setCurrentIndex(max(0, index))

    def set_wrong(self, wrong: bool) -> None:
        self.setProperty("wrong", wrong)
        self.update()

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()


class TickField(QCheckBox):
    """A box with words; Space ticks."""

    edited = Signal(bool)

    def __init__(self, words: str, value: bool = False, *, then: Callable[[bool], object] | None = None) -> None:
        super().__init__(button_text(words))
        self.setAccessibleName(words)
        # As wide as its words, so that the focus ring stands around them.
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setChecked(value)
        self.clicked.connect(self.edited)
        if then is not None:
            self.edited.connect(then)

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        self.setChecked(value)

    def set_wrong(self, wrong: bool) -> None:
        self.setProperty("wrong", wrong)


class PassphraseField(QWidget):
    """A passphrase, hidden unless shown; never undone into view, never on the clipboard while hidden."""

    submitted = Signal()
    changed = Signal(str)
    caps = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(1_000)
        self.field.setAccessibleName(name)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.show_button = icon_button("eye", _("Show passphrase"), then=self._toggle, small=True)
        set_words(self.show_button, _("Show"))
        self.show_button.setProperty("kind", "link")
        self.show_button.setAccessibleName(_("Show passphrase"))
        from welcomedesk.ui.look.icons import set_icon

        set_icon(self.show_button, "eye", "accent", 16)
        set_role(self.show_button, "medium")
        self.field.setParent(self)
        self.show_button.setParent(self)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.returnPressed.connect(self.submitted)
        self.field.textChanged.connect(self.changed)
        self.field.installEventFilter(self)
        self._caps = False

    def sizeHint(self):  # type: ignore[no-untyped-def]
        return self.field.sizeHint()

    def minimumSizeHint(self):  # type: ignore[no-untyped-def]
        return self.field.minimumSizeHint()

    def resizeEvent(self, event: QEvent) -> None:
        self.field.setGeometry(self.rect())
        self.show_button.adjustSize()
        wide, tall = self.show_button.width(), min(self.show_button.height(), self.height() - 4)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.show_button.setGeometry(
            3 if mirrored else self.width() - wide - 3, (self.height() - tall) // 2, wide, tall
        )
        self.field.setTextMargins(wide if mirrored else 4, 0, 4 if mirrored else wide, 0)

    def text(self) -> str:
        return self.field.text()

    def clear(self) -> None:
        self.field.clear()

    def set_wrong(self, wrong: bool) -> None:
        self.field.setProperty("wrong", wrong)
        self.field.update()

    def _toggle(self) -> None:
        hidden = self.field.echoMode() == QLineEdit.EchoMode.Password
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        set_words(self.show_button, _("Hide") if hidden else _("Show"))
        self.show_button.setAccessibleName(_("Hide passphrase") if hidden else _("Show passphrase"))
        self.resizeEvent(QEvent(QEvent.Type.Resize))
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._watch_caps(event)
        return False

    def _watch_caps(self, event: QKeyEvent) -> None:
        """Letters tell whether caps lock is on: Qt has no other way that works everywhere."""
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps = not self._caps
            self.caps.emit(self._caps)
            return
        letter = event.text()
        if len(letter) != 1 or not letter.isalpha() or letter.lower() == letter.upper():
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        on = letter.isupper() != shift
        if on != self._caps:
            self._caps = on
            self.caps.emit(on)


def beside(field: QWidget, *more: QWidget | None) -> QWidget:
    """A field with something at its end, such as a unit."""
    made = QWidget()
    made.setLayout(row(field, *more, space=S2))
    made.setFocusProxy(field)
    return made
