"""Dialogs: the title says what happened, then what is safe and what to do next; buttons are verbs.

    tell(self, _("The disk is full."), safe=_("…"), next_step=_("…"))
    ask(self, _("Close this case?"), verb=_("Close case"), then=self.close_case)
    ask(self, …, danger=True, retype="2026-0147")       # destructive: the number is typed, Enter does nothing
    show_error(self, error)

All of them return at once (`open`, never `exec`), so that locking never waits for a dialog.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.banner import sentences
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.layout import Scroll, column, line, row
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S2, S3, S4, S6
from welcomedesk.ui.text import Label, isolate


class Dialog(QDialog):
    """A dialog whose content scrolls and whose buttons stay visible.

    Args:
        parent: the widget it belongs to; focus returns there.
        title: what happened or what is asked, one sentence; also the window title, so no names.

    What is typed in a dialog with a `draft_name` is kept until it is saved or given up (`ui/drafts.py`).
    """

    draft_name = ""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._scroll = Scroll(margins=(S6, S6, S6, S4), space=S3)
        self.body = self._scroll.inner
        self.title = Label(title, "question", wrap=True)
        self.body.addWidget(self.title)
        self._buttons = row(None, space=S3, margins=(S6, S3, S6, S3))
        foot = QWidget()
        foot.setLayout(self._buttons)
        whole = column(self._scroll, line(), foot, space=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.never_enter = False
        self._minded = False
        self._wide = 480

    def say(self, words: str, heading: str = "") -> Label:
        """Add a paragraph, with a small heading above it where given."""
        if heading:
            self.body.addWidget(Label(heading, "strong"))
        made = Label(words, wrap=True)
        self.body.addWidget(made)
        return made

    def add_button(
        self, words: str, then: Callable[[], object] | None = None, *, main: bool = False, danger: bool = False,
        closes: bool = True,
    ) -> QPushButton:  # fmt: skip
        """Add a button; the main one is the default and stands last."""

        def pressed() -> None:
            if closes:
                self.accept()
            if then is not None:
                then()

        made = button(words, kind="danger" if danger else "main" if main else "plain", then=pressed)
        if main and not danger:
            made.setDefault(True)
        self._buttons.addWidget(made)
        return made

    def fit(self, width: int = 480, height: int = 0) -> None:
        """Be as high as the content needs, never larger than the screen allows."""
        current = look()
        self._wide = width
        self.adjustSize()
        wide = current.size(width)
        content = self.body.heightForWidth(wide) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
        # Wrapped words ask for more at first than they need; without room for that the content would scroll.
        content = max(content, self._scroll.body.minimumSizeHint().height())
        tall = current.size(height) if height else content + self._buttons.sizeHint().height() + S4
        room = self.screen().availableSize() if self.screen() else QSize(1280, 720)
        owner = self.parentWidget()
        parent = owner.window().size() if owner is not None else room
        limit = room.boundedTo(QSize(max(parent.width(), 480), max(parent.height(), 320)))
        self.resize(min(wide, limit.width() - S6), min(tall, limit.height() - S6))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.draft_name and not self._minded:
            self._minded = True
            self._mind()

    def _mind(self) -> None:
        from welcomedesk.ui.drafts import drafts_of, keep_draft
        from welcomedesk.ui.drafts_shown import DraftLine

        drafts = drafts_of(self)
        if drafts is None:
            return
        if keep_draft(self, self.draft_name):
            self.body.insertWidget(1, DraftLine(lambda: drafts.start_over(self)))
            QTimer.singleShot(0, self, lambda: self.fit(self._wide))
        self.finished.connect(lambda _result: drafts.forget(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.never_enter and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)


def tell(
    parent: QWidget | None, what: str, *, safe: str = "", next_step: str = "", details: str = "", close: str = ""
) -> Dialog:
    """Say what happened, what is safe and what to do next; details are folded away."""
    dialog = Dialog(parent, what)
    _three(dialog, safe, next_step)
    if details:
        _fold(dialog, details)
    dialog.add_button(close or _("Close"), main=True)
    dialog.fit()
    dialog.open()
    return dialog


def show_error(parent: QWidget | None, error: Exception) -> Dialog:
    """A failure that belongs to no place in the page."""
    what, safe, next_step = sentences(error)
    return tell(parent, what, safe=safe, next_step=next_step)


def ask(
    parent: QWidget | None,
    what: str,
    *,
    verb: str,
    then: Callable[[], object],
    safe: str = "",
    next_step: str = "",
    cancel: str = "",
    danger: bool = False,
    retype: str = "",
) -> Dialog:
    """Ask before something is done.

    Args:
        verb: words of the button that does it.
        then: called when that button was pressed.
        cancel: words of the other button, which does nothing.
        danger: something is lost for good: never by Enter, the safe button is the default.
        retype: a number that has to be typed before the button can be pressed.
    """
    dialog = Dialog(parent, what)
    _three(dialog, safe, next_step)
    safe_button = dialog.add_button(cancel or _("Cancel"))
    doing = dialog.add_button(verb, then, main=not danger, danger=danger)
    if danger:
        dialog.never_enter = True
        safe_button.setFocus()
    if retype:
        doing.setEnabled(False)
        words = _("Type {number} to go on.").format(number=isolate(retype))
        field = QLineEdit()
        field.setAccessibleName(words)
        field.textChanged.connect(lambda text: doing.setEnabled(text.strip() == retype))
        dialog.body.addWidget(Label(words, wrap=True))
        dialog.body.addWidget(field)
        field.setFocus()
    dialog.fit()
    dialog.open()
    return dialog


def _three(dialog: Dialog, safe: str, next_step: str) -> None:
    if safe:
        dialog.say(safe, _("What is safe"))
    if next_step:
        dialog.say(next_step, _("Next step"))


def _fold(dialog: Dialog, details: str) -> None:
    words = Label(details, "small", "text2", wrap=True, selectable=True)
    box = QWidget()
    box.setLayout(column(words, margins=(S3, S2, S3, S2)))
    set_part(box, part="box")
    box.hide()

    def unfold() -> None:
        box.setVisible(not box.isVisible())
        dialog.fit()

    dialog.body.addLayout(row(button(_("Details"), "chevron-down", kind="link", small=True, then=unfold), None))
    dialog.body.addWidget(box)
