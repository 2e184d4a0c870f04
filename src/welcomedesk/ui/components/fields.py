"""Fields one types or chooses in. All give `text()` or `value()`, take `set_wrong`, and emit `edited`.

The words beside a field belong to `forms.FormRow`, which also joins an error to its field for screen readers. Those of
the unlock page stand in modules of their own, because it is painted before anything else is loaded.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.components.secret import PassphraseField
from welcomedesk.ui.dates import long_date, read_date, read_since, read_time
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ICON, S2
from welcomedesk.ui.text import button_text

__all__ = [
    "LONGEST_INPUT",
    "ChoiceField",
    "DateField",
    "LineField",
    "PassphraseField",
    "SinceField",
    "TextField",
    "TickField",
    "TimeField",
    "beside",
]

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

    def unsaved(self) -> bool:
        """Whether something else stands here than what was put in or told last."""
        return self.text() != self._before

    def problem(self) -> str:
        """What does not fit and what would, in words; empty where it fits. The row of a form says it, see `FormRow`."""
        return ""

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
    """A date typed as people write it (`23.11.2026`, `23.11.26`); `value()` is an ISO date, empty or the wrong text.

    Args:
        first, last: ISO dates between which the day must lie; empty for no bound.
    """

    def __init__(self, iso: str = "", name: str = "", *, first: str = "", last: str = "") -> None:
        super().__init__(long_date(iso) if iso else "", name, _("dd.mm.yyyy"), longest=40)
        self.first, self.last = first, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(look().size(130))

    def set_value(self, text: str) -> None:
        super().set_value(long_date(text) if text else "")

    def value(self) -> str:
        text = self.text().strip()
        return (read_date(text) or text) if text else ""

    def fits(self) -> bool:
        """Whether the text is empty or a date within the bounds."""
        return not self.problem()

    def problem(self) -> str:
        text = self.text().strip()
        day = read_date(text)
        if not text or (day is not None and self.first <= day and (not self.last or day <= self.last)):
            return ""
        if day is None:
            return _("A date such as 23.11.2026 is expected here.")
        if not self.last:
            return _("A day from {first} on is expected here.").format(first=long_date(self.first))
        first, last = long_date(self.first), long_date(self.last)
        if not self.first:
            return _("A day up to {last} is expected here.").format(last=last)
        return _("A day from {first} to {last} is expected here.").format(first=first, last=last)

    def _finished(self) -> None:
        day = read_date(self.text())
        if day is not None:
            self.setText(long_date(day))
        super()._finished()


class SinceField(LineField):
    """A year, a month or a day as people write it; `value()` is `2026`, `2026-11` or an ISO date, empty or the text."""

    def __init__(self, iso: str = "", name: str = "") -> None:
        super().__init__(long_date(iso) if iso else "", name, longest=40)

    def set_value(self, text: str) -> None:
        super().set_value(long_date(text) if text else "")

    def value(self) -> str:
        text = self.text().strip()
        return (read_since(text) or text) if text else ""

    def problem(self) -> str:
        text = self.text().strip()
        if not text or read_since(text) is not None:
            return ""
        return _("A year, a month or a day is expected here, such as 2026, 11/2026 or 23.11.2026.")


class TimeField(LineField):
    """A time typed as people write it (`9:30`, `9.30`, `9 Uhr`); `value()` is `09:30`, empty or the wrong text."""

    def __init__(self, time: str = "", name: str = "") -> None:
        super().__init__(time, name, "10:30", longest=20)
        self.setFixedWidth(look().size(130))

    def value(self) -> str:
        text = self.text().strip()
        return (read_time(text) or text) if text else ""

    def fits(self) -> bool:
        """Whether the text is empty or a time."""
        text = self.text().strip()
        return not text or read_time(text) is not None

    def problem(self) -> str:
        return "" if self.fits() else _("A time such as 10:30 is expected here.")

    def _finished(self) -> None:
        if self.fits() and self.text().strip():
            self.setText(self.value())
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

    def unsaved(self) -> bool:
        """Whether something else stands here than what was put in or told last."""
        return self.text() != self._before

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


_TICK_PADDING = 3
"""Pixels above and below a tick box, as in the style sheet: 24 with the box, the smallest target."""

_TICK_GAP = 16
"""Pixels beside the words, as in the style sheet: the gap after the box, the padding, and what rounding takes."""


class TickField(QCheckBox):
    """A box with words, on several lines where they do not fit on one; Space ticks."""

    edited = Signal(bool)

    def __init__(self, words: str, value: bool = False, *, then: Callable[[bool], object] | None = None) -> None:
        super().__init__(button_text(words))
        self.setAccessibleName(words)
        self._words = self.text()
        # As wide as its words, so that the focus ring stands around them.
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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

    # Qt breaks no lines in a tick box, but draws those that are there.

    def _lines(self, width: int) -> list[str]:
        """The words in lines of this width in pixels, a line holds one word at least."""
        metrics, lines = self.fontMetrics(), [""]
        for word in self._words.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or metrics.horizontalAdvance(longer.replace("&&", "&")) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _around(self) -> int:
        """How much of the width box, gap and padding take; not asked of Qt, whose answer changes with the lines."""
        return look().size(ICON) + _TICK_GAP

    def _high(self, lines: int) -> int:
        return max(look().size(ICON), lines * self.fontMetrics().lineSpacing()) + 2 * _TICK_PADDING

    def sizeHint(self) -> QSize:
        return QSize(self._around() + self.fontMetrics().horizontalAdvance(self._words), self._high(1))

    def minimumSizeHint(self) -> QSize:
        longest = max(self.fontMetrics().horizontalAdvance(word) for word in self._words.split(" "))
        return QSize(self._around() + longest, self._high(1))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._high(len(self._lines(width - self._around())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = "\n".join(self._lines(self.width() - self._around()))
        if shown != self.text():
            self.setText(shown)


def beside(field: QWidget, *more: QWidget | None) -> QWidget:
    """A field with something at its end, such as a unit."""
    made = QWidget()
    made.setLayout(row(field, *more, space=S2))
    made.setFocusProxy(field)
    return made
