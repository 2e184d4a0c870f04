"""A list of two-line rows under group heads, painted, so that 100,000 rows scroll without a pause.

    rows = RowList(fit=True)
    rows.set_rows([Head("late", _("Overdue"), count=2, icon="triangle", tone="danger"),
                   Row("t1", title="…", second="…", icon="document", middle="R. Qasemi", middle_second="2026-0118",
                       right=_("for 4 days"), right_second="19.11.", tone="danger", kind=_("Task"))])
    rows.opened.connect(self.open_task)     # Enter, double click
    rows.ticked.connect(self.done)          # Space
    rows.chosen.connect(self.show_detail)   # arrows, click

One stop for Tab; arrows, Home and End move. Heads with `open` fold and unfold (`folded(key, open)`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from welcomedesk.i18n import ngettext
from welcomedesk.ui.components.row_paint import RowDelegate
from welcomedesk.ui.reader import follow_choice
from welcomedesk.ui.text import one_line, tip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One row; all texts are plain and may be anything.

    Args:
        key: what the signals carry.
        middle, middle_second: a second column, for whom it is.
        right, right_second: end of the row, for when.
        tone: tone of `right`; `danger` and `caution` also get their icon, so that colour is not alone.
        third, third_icon, third_tone: a third line, for freshness.
        badge: a number in a circle instead of the icon.
        done: a tick box before the row, ticked or not; `None` shows none.
        kind: what it is, said first by screen readers.
        said: all a screen reader says, instead of the texts in order.
        marks, second_marks: (start, length) of what a search matched.
        strong: title in bold.
        quiet: title in text-2, for things that no longer count.
    """

    key: str
    title: str
    second: str = ""
    icon: str = ""
    icon_tone: str = ""
    middle: str = ""
    middle_second: str = ""
    right: str = ""
    right_second: str = ""
    tone: str = ""
    third: str = ""
    third_icon: str = ""
    third_tone: str = ""
    badge: str = ""
    done: bool | None = None
    kind: str = ""
    said: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    second_marks: tuple[tuple[int, int], ...] = ()
    strong: bool = False
    quiet: bool = False

    def spoken(self) -> str:
        parts = (
            self.kind, self.badge, self.title, self.second, self.third,
            self.middle, self.middle_second, self.right, self.right_second,
        )  # fmt: skip
        return self.said or ", ".join(one_line(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group.

    Args:
        open: `None` cannot be folded.
        note: words at the end of the line.
    """

    key: str
    words: str
    count: int | None = None
    icon: str = ""
    tone: str = ""
    open: bool | None = None
    note: str = ""

    def spoken(self) -> str:
        if self.count is None:
            return self.words
        entries = ngettext("{n} entry", "{n} entries", self.count).format(n=self.count)
        return f"{self.words}, {entries}"


class RowModel(QAbstractListModel):
    """Rows and heads for the view."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Row | Head] = []

    def set_lines(self, lines: Sequence[Row | Head]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def line(self, index: Index) -> Row | Head | None:
        return self.lines[index.row()] if index.isValid() and index.row() < len(self.lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(line.title if isinstance(line, Row) else line.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken()
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, Row):
            return tip("\n".join(part for part in (line.title, line.second, line.third) if part))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index)
        if isinstance(line, Head) and line.open is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def replace_row(self, row: int, line: Row | Head) -> None:
        self.lines[row] = line
        self.dataChanged.emit(self.index(row), self.index(row))


class RowList(QListView):
    """The list.

    Args:
        fit: as high as its rows, inside a page that scrolls; otherwise it scrolls itself.
        uniform: all lines are equally high, for lists of many thousand rows.
        framed: a line around it, as a card.
        click_opens: one click opens, for menus.
        middle_at: where the second column begins, as a share of the width.
    """

    opened = Signal(str)
    ticked = Signal(str)
    chosen = Signal(str)
    folded = Signal(str, bool)
    menu_wanted = Signal(str, QPoint)

    def __init__(
        self, *, fit: bool = False, uniform: bool = False, framed: bool = False, click_opens: bool = False,
        middle_at: float = 0.58, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.rows = RowModel()
        self._fit = fit
        self._click_opens = click_opens
        self.middle_at = middle_at
        self.framed = framed
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(uniform)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setDragEnabled(False)
        if fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(self._changed)
        self.doubleClicked.connect(lambda index: self._open(index))

    # --- what stands in it ------------------------------------------------------------------------------------

    def set_rows(self, lines: Sequence[Row | Head]) -> None:
        """Show these lines; the current row stays current where it is still there."""
        before, at = self.current_key(), self.currentIndex().row()
        self.rows.set_lines(lines)
        if before and not self.choose(before):
            self._choose_near(at)
        self.relook()

    def current_key(self) -> str:
        """Key of the current row, empty for none or a head."""
        line = self.rows.line(self.currentIndex())
        return line.key if isinstance(line, Row) else ""

    def choose(self, key: str) -> bool:
        """Make the row with this key current; says whether it is there."""
        for number, line in enumerate(self.rows.lines):
            if isinstance(line, Row) and line.key == key:
                self._set_current(number)
                return True
        return False

    def choose_first(self) -> None:
        """Make the first row current."""
        for number, line in enumerate(self.rows.lines):
            if isinstance(line, Row):
                self._set_current(number)
                return

    def move_choice(self, step: int) -> None:
        """Go to the next (1) or previous (-1) row, over heads that cannot be folded."""
        number = self.currentIndex().row() + step
        while 0 <= number < len(self.rows.lines):
            if self.rows.flags(self.rows.index(number)) & Qt.ItemFlag.ItemIsSelectable:
                self._set_current(number)
                return
            number += step

    def set_done(self, key: str, done: bool) -> None:
        """Tick or untick one row at once, before everything is read again."""
        for number, line in enumerate(self.rows.lines):
            if isinstance(line, Row) and line.key == key:
                self.rows.replace_row(number, replace(line, done=done))

    def content_height(self) -> int:
        """Height of all lines together."""
        delegate = self.itemDelegate()
        assert isinstance(delegate, RowDelegate)
        return sum(delegate.height(line, first=number == 0) for number, line in enumerate(self.rows.lines))

    def relook(self) -> None:
        self.scheduleDelayedItemsLayout()
        if self._fit:
            self.setFixedHeight(max(2, self.content_height()))
        self.viewport().update()

    def reader_asked(self) -> None:
        follow_choice(self, lambda: self, self._chosen_by_reader)

    def _chosen_by_reader(self, index: QModelIndex) -> None:
        self._set_current(index.row())
        if self._click_opens:
            self._open(index)

    # --- moving and opening -----------------------------------------------------------------------------------

    def _set_current(self, number: int) -> None:
        index = self.rows.index(number)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def _choose_near(self, number: int) -> None:
        count = len(self.rows.lines)
        for candidate in (*range(number, count), *range(min(number, count) - 1, -1, -1)):
            if isinstance(self.rows.lines[candidate], Row):
                self._set_current(candidate)
                return

    def _changed(self, current: QModelIndex, before: QModelIndex) -> None:
        line = self.rows.line(current)
        if isinstance(line, Row):
            self.chosen.emit(line.key)

    def _open(self, index: Index) -> None:
        line = self.rows.line(index)
        if isinstance(line, Head):
            if line.open is not None:
                self.folded.emit(line.key, not line.open)
        elif line is not None:
            self.opened.emit(line.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif key == Qt.Key.Key_Space:
            self.tick_current()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.move_choice(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Home:
            self.choose_first()
        else:
            super().keyPressEvent(event)

    def open_current(self) -> None:
        """What Enter does."""
        self._open(self.currentIndex())

    def tick_current(self) -> None:
        """What Space does."""
        line = self.rows.line(self.currentIndex())
        if isinstance(line, Head):
            self._open(self.currentIndex())
        elif line is not None:
            self.ticked.emit(line.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self.rows.line(index)
        if event.button() != Qt.MouseButton.LeftButton or line is None:
            return
        delegate = self.itemDelegate()
        assert isinstance(delegate, RowDelegate)
        if isinstance(line, Head):
            self._open(index)
        elif line.done is not None and delegate.on_box(self.visualRect(index), event.position().toPoint(), self):
            self.ticked.emit(line.key)
        elif self._click_opens:
            self._open(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        line = self.rows.line(index)
        if isinstance(line, Row):
            point = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(line.key, self.viewport().mapToGlobal(point))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt itself makes the first line current, also where that is a head that cannot be chosen.
        line = self.rows.line(self.currentIndex())
        nothing = line is None or (isinstance(line, Head) and line.open is None)
        if nothing and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.choose_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 60)
