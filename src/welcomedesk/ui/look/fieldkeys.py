"""Text fields leave the keys of the window alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class FieldKeys(QObject):
    """Keeps text fields from swallowing the shortcuts of the window.

    Qt asks the focused field first (`ShortcutOverride`) and some platforms use Strg+K, Strg+B or Strg+D to edit; for
    the keys of our table the question never reaches the field. Undo and redo stay with the field that has focus.
    Every field is watched from the first time it gets focus, so that no event of other widgets comes past here.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._watch)
        self._watch(None, app.focusWidget())

    def _watch(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox | QComboBox):
            now.removeEventFilter(self)
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        from welcomedesk.ui.keys import is_ours

        if not is_ours(event):
            return False
        event.ignore()
        return True
