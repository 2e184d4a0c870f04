"""What a case is about: a paragraph that is edited in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from welcomedesk.i18n import _
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.fields import TextField
from welcomedesk.ui.drafts import keep_draft
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.text import Label


class AboutCard(Card):
    """A card with a paragraph; click, Enter or F2 edits, leaving keeps, Esc takes back. `edited(text)`."""

    reader_role = "Button"
    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("What it is about"), note=" ")
        self._text = ""
        self._editable = True
        self.words = Label("", wrap=True, selectable=False)
        self.editor: TextField | None = None
        self.body.addWidget(self.words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_text("", "")

    def show_text(self, text: str, note: str, *, editable: bool = True) -> None:
        """Show this text; what is being typed stays."""
        self._text, self._editable = text, editable
        self.words.setText(text or _("Not known yet. In one or two sentences: what does the person want?"))
        self.words.set_tone("text" if text else "text3")
        self.set_head(_("What it is about"), "", note)
        about, unknown = _("What it is about"), _("not known")
        self.setAccessibleName(f"{about}, {text or unknown}")
        self.setAccessibleDescription(_("F2 edits") if editable else "")

    def edit(self) -> None:
        """Put a field in place of the paragraph."""
        if not self._editable or self.editor is not None:
            return
        self.editor = TextField(self._text, _("What it is about"))
        self.editor.edited.connect(self._keep)
        self.editor.installEventFilter(self)
        self.words.hide()
        self.body.addWidget(self.editor)
        keep_draft(self.editor, "about")
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def reader_press(self) -> None:
        self.edit()

    def _keep(self, text: str) -> None:
        self._leave()
        if text != self._text:
            self.edited.emit(text)

    def _leave(self) -> None:
        made, self.editor = self.editor, None
        if made is not None:
            made.removeEventFilter(self)
            made.hide()
            made.deleteLater()
        self.words.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.editor is None or watched is not self.editor:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                self.setFocus()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.editor.value() == self._text:
            self._leave()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self.edit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.words.isVisible():
            self.edit()
        super().mouseReleaseEvent(event)

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            focus_ring(QPainter(self), self.rect())
