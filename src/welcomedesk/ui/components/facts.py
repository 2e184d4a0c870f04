"""Facts: label, value, where it comes from; a click or F2 edits in place, Esc leaves it as it was.

row = FactRow("person.phone", _("Phone"), "0391 …", source=_("seen on {date}").format(…), source_icon="eye")
row.edited.connect(lambda key, value: …)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QSizePolicy, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.layout import flow, row
from welcomedesk.ui.drafts import keep_draft
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ICON_SMALL, ROW, S1, S2, S3, S4
from welcomedesk.ui.reader import describe, say_at_once
from welcomedesk.ui.text import ElidedLabel, Label

Editor = Callable[[Any], QWidget]


class FactRow(QFrame):
    """One fact.

    Args:
        key: what the signals carry.
        value: words of the value; empty is shown as *not known*.
        raw: what the editor begins with, where that differs from the words; any JSON value.
        source: where the value comes from, in words; `source_icon` its icon.
        chip: (words, tone) before the value, such as *still open*; or `two_values=True`.
        extra: a link behind the value (*Compare*, *Show*).
        editor: makes the field for editing from the raw value; it needs `value()` and a signal `edited`. `None` takes
            a line of text. `editable=False` cannot be edited.
        check: says in words what is wrong with a value, empty where it fits; the field then stays open.
    """

    edited = Signal(str, object)
    history_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(
        self,
        key: str,
        label: str,
        value: str = "",
        *,
        raw: Any = None,
        source: str = "",
        source_icon: str = "",
        chip: tuple[str, str] | None = None,
        two_values: bool = False,
        extra: QWidget | None = None,
        editor: Editor | None = None,
        editable: bool = True,
        check: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__()
        self.key = key
        self.check = check
        self._wrong: QWidget | None = None
        self._label_words = label
        self.raw = value if raw is None else raw
        self.make_editor = editor
        self.editable = editable
        self.editor: QWidget | None = None
        self.label = Label(label, "body", "text2", wrap=True)
        known = bool(value)
        self.value = Label(value if known else _("not known"), "body", "text" if known else "text3", wrap=True)
        self._chip = Chip(*chip) if chip else Chip(_("two values"), "open", "compare") if two_values else None
        parts: list[QWidget] = [part for part in (self._chip, self.value, extra) if part is not None]
        if two_values:
            self.value.hide()
        self._shown = flow(*parts) if len(parts) > 1 else self.value
        self.source = ElidedLabel(source, "small", "text2")
        self._source_icon = IconLabel(source_icon, "text2", ICON_SMALL)
        if not source_icon:
            self._source_icon.hide()
        self._place()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.spoken())
        if editable:
            self.setAccessibleDescription(_("F2 edits"))

    def _place(self) -> None:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(S4, S1 + 2, S4, S1 + 2)
        self._grid.setHorizontalSpacing(S4)
        self._grid.setVerticalSpacing(S1)
        self._source_box = QWidget()
        self._source_box.setLayout(row(self._source_icon, self.source, space=S2 - 2))
        self._source_box.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._narrow: bool | None = None
        self.setLayout(self._grid)
        self._arrange(False)

    def _arrange(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        shown = self.editor or self._shown
        for widget in (self.label, shown, self._source_box):
            self._grid.removeWidget(widget)
        for number, stretch in enumerate((0, 0, 0) if narrow else (22, 46, 32)):
            self._grid.setColumnStretch(number, stretch)
        if narrow:
            self._grid.addWidget(self.label, 0, 0)
            self._grid.addWidget(shown, 1, 0)
            self._grid.addWidget(self._source_box, 2, 0)
            self._grid.setColumnStretch(0, 1)
        else:
            top = Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(self.label, 0, 0, top)
            self._grid.addWidget(shown, 0, 1, top)
            self._grid.addWidget(self._source_box, 0, 2, top)
        self._grid.setRowMinimumHeight(0, 0 if narrow else look().size(ROW) - 2 * (S1 + 2) - 2)

    @property
    def reader_role(self) -> str:
        return "Button" if self.editable else "Grouping"

    def reader_press(self) -> None:
        self.edit()

    def spoken(self) -> str:
        """Label, value and source in one line for screen readers."""
        chip = self._chip.text() if self._chip else ""
        value = "" if self.value.isHidden() and self._chip else self.value.text()
        return ", ".join(part for part in (self._label_words, chip, value, self.source.text()) if part)

    # --- editing ----------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Put a field in place of the value."""
        if not self.editable or self.editor is not None:
            return
        made = self.make_editor(self.raw) if self.make_editor else LineField(self.raw)
        if not made.accessibleName():
            made.setAccessibleName(self._label_words)
        signal = getattr(made, "edited", None)
        if signal is not None:
            signal.connect(lambda *_value: self._keep())
        self._shown.hide()
        self._grid.replaceWidget(self._shown, made)
        if made.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            # A grid centres what cannot grow.
            self._grid.setAlignment(made, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.editor = made
        keep_draft(made, f"fact/{self.key}")
        self._focus_editor(made)

    def _focus_editor(self, made: QWidget) -> None:
        target = made.focusProxy() or made
        target.installEventFilter(self)
        made.show()
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        select = getattr(target, "selectAll", None)
        if select is not None:
            select()

    def leave(self) -> None:
        """Put the value back in place of the field."""
        made, self.editor = self.editor, None
        if made is None:
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.disconnect(self._focus_moved)
        self.say_wrong("")
        had_focus = _inside(QApplication.focusWidget(), made)
        self._grid.replaceWidget(made, self._shown)
        self._grid.setAlignment(self._shown, Qt.AlignmentFlag.AlignVCenter)
        self._shown.show()
        made.hide()
        made.deleteLater()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_wrong(self, words: str) -> None:
        """Say under the field what does not fit; empty takes it back."""
        if self._wrong is not None:
            self._grid.removeWidget(self._wrong)
            self._wrong.hide()
            self._wrong.deleteLater()
            self._wrong = None
        made = self.editor
        target = made.focusProxy() or made if made is not None else None
        if made is not None and hasattr(made, "set_wrong"):
            made.set_wrong(bool(words))
        if not words or target is None:
            return
        self._wrong = QWidget()
        line = row(
            IconLabel("triangle", "danger", ICON_SMALL), Label(words, "small", "danger", wrap=True), space=S2 - 2
        )
        line.setStretch(1, 1)
        self._wrong.setLayout(line)
        self._grid.addWidget(self._wrong, 3, 0 if self._narrow else 1, 1, 1 if self._narrow else 2)
        describe(target, words)
        say_at_once(target, words)

    def _keep(self) -> None:
        made = self.editor
        if made is None:
            return
        value = made.value() if hasattr(made, "value") else ""
        if value == self.raw:
            self.leave()
            return
        wrong = self.check(value) if self.check is not None else ""
        if wrong:
            self.say_wrong(wrong)
            return
        self.leave()
        self.edited.emit(self.key, value)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Going on to another widget of the window keeps the value; a list that opens belongs to its field."""
        if self.editor is not None and now is not None and not _inside(now, self.editor):
            self._keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            single = not hasattr(watched, "toPlainText")
            if single and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._keep()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self.edit()
        elif event.key() == Qt.Key.Key_Escape and self.editor is not None:
            self.leave()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.hasFocus():
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._shown.geometry().contains(event.position().toPoint()):
            self.edit()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.key, event.globalPos())

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            focus_ring(QPainter(self), self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width() < look().size(420))


def _inside(widget: QWidget | None, root: QWidget) -> bool:
    """Whether a widget is `root` or belongs to it, also in a window of its own such as the list of a choice."""
    while widget is not None and widget is not root:
        widget = widget.parentWidget()
    return widget is root


class FactTable(Card):
    """A card of facts with lines between; `edited(key, value)` collects its rows."""

    edited = Signal(str, object)
    history_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, title: str = "", count: str = "", *, action: QWidget | None = None, note: str = "") -> None:
        super().__init__(title, count, action=action, note=note, flush=True)
        self.facts: list[FactRow] = []

    def add_fact(self, fact: FactRow) -> FactRow:
        self._follow(fact)
        self.facts.append(fact)
        self.add(fact)
        return fact

    def _follow(self, fact: FactRow) -> None:
        fact.edited.connect(self.edited)
        fact.history_wanted.connect(self.history_wanted)
        fact.menu_wanted.connect(self.menu_wanted)

    def replace_fact(self, number: int, fact: FactRow) -> FactRow:
        """Put another row in the place of one."""
        old = self.facts[number]
        self._follow(fact)
        self.facts[number] = fact
        self.body.replaceWidget(old, fact)
        old.hide()
        old.deleteLater()
        return fact

    def clear(self) -> None:
        self.facts = []
        super().clear()

    def focused(self) -> FactRow | None:
        """The row that has focus, also while it is edited."""
        return next((fact for fact in self.facts if fact.hasFocus() or fact.editor is not None), None)


def definition(label: str, value: QWidget | str, *, width: int = 96, strong: bool = False) -> QWidget:
    """A quiet label with a value beside it, without lines; for details of an office or a step."""
    words = Label(label, "body", "text2", wrap=True)
    words.setFixedWidth(look().size(width))
    shown = (
        Label(value or _("not known"), "strong" if strong else "body", "text" if value else "text3", wrap=True)
        if isinstance(value, str)
        else value
    )
    line = row(words, shown, space=S3)
    line.setAlignment(words, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    made = QWidget()
    made.setLayout(line)
    return made
