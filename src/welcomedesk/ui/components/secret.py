"""The field for a passphrase."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import icon_button, set_words
from welcomedesk.ui.look.icons import set_icon
from welcomedesk.ui.look.theme import set_role


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

    def sizeHint(self) -> QSize:
        return self.field.sizeHint()

    def minimumSizeHint(self) -> QSize:
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
