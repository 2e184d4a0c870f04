"""A table with headings: two-line cells with icon and tone, painted; one stop for Tab, arrows move by row.

table = Table([Column("name", _("Name"), 3), Column("next", _("Next step"), 4), Column("date", _("Date"), 1, end=True)])
table.set_rows([TableRow("ab12", {"name": Cell("Samir Haddad", "2026-0147"), …})])
table.opened.connect(self.open_case)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from welcomedesk.ui.look import icons
from welcomedesk.ui.look.style import ring
from welcomedesk.ui.look.theme import look, set_role
from welcomedesk.ui.look.tokens import BAR, ICON_SMALL, ROW_TWO, S2, S3, tone_text
from welcomedesk.ui.reader import follow_choice
from welcomedesk.ui.text import draw_line, elide, one_line, tip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        share: width relative to the others.
        end: text at the end edge, for dates and numbers.
        least: pixels at 100 % text that it needs; a column that does not fit any more is hidden, last ones first.
    """

    name: str
    words: str
    share: int = 1
    end: bool = False
    least: int = 90


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; a tone always comes with its icon or words."""

    text: str = ""
    second: str = ""
    icon: str = ""
    tone: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    key: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    quiet: bool = False


class TableModel(QAbstractTableModel):
    """Rows and columns for the view."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.lines: list[TableRow] = []

    def set_lines(self, lines: Sequence[TableRow]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        return self.lines[index.row()].cells.get(self.columns[index.column()].name, Cell())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(cell.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(one_line(part) for part in (cell.text, cell.second) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(part for part in (cell.text, cell.second) if part))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self.columns[section].words
            if role == Qt.ItemDataRole.TextAlignmentRole:
                end = self.columns[section].end
                side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: icon, text, second line."""

    def __init__(self, view: Table) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = look()
        model = self._view.lines
        cell, column = model.cell(index), model.columns[index.column()]
        area = QRect(option.rect)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, current.color("selected" if selected else "surface"))
        first = self._view.horizontalHeader().visualIndex(index.column()) == 0
        if selected and first:
            bar = QStyle.visualRect(option.direction, area, QRect(area.left(), area.top(), BAR, area.height()))
            painter.fillRect(bar, current.color("accent"))
        painter.setPen(current.color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(S3, 0, -S2 if not column.end else -S3, 0)
        if cell.icon:
            edge = current.size(ICON_SMALL + 2)
            left = inner.left()
            if column.end:
                first_line = QFontMetrics(current.font("strong" if cell.strong else "body"))
                second_line = QFontMetrics(current.font("small"))
                longest = max(
                    first_line.horizontalAdvance(one_line(cell.text)),
                    second_line.horizontalAdvance(one_line(cell.second)),
                )
                left = max(left, inner.right() - longest - edge - S2)
            sign = QRect(left, inner.top() + (inner.height() - edge) // 2, edge, edge)
            role = tone_text(cell.tone) if cell.tone else "text2"
            icons.draw(painter, cell.icon, role, QRectF(QStyle.visualRect(option.direction, inner, sign)))
            gap = edge + S2
            inner = inner.adjusted(gap, 0, 0, 0) if option.direction == _LTR else inner.adjusted(0, 0, -gap, 0)
        self._text(painter, cell, column, inner, selected, quiet=model.lines[index.row()].quiet)
        painter.restore()

    def _text(self, painter: QPainter, cell: Cell, column: Column, area: QRect, selected: bool, *, quiet: bool) -> None:
        current = look()
        strong = cell.strong or (selected and column is self._view.lines.columns[0])
        font = current.font("strong" if strong else "body")
        small = current.font("small")
        one, two = QFontMetrics(font).height(), QFontMetrics(small).height()
        total = one + (two + 1 if cell.second else 0)
        top = area.top() + (area.height() - total) // 2
        direction = self._view.layoutDirection()
        role = tone_text(cell.tone) if cell.tone and not cell.icon else "text2" if quiet else "text"
        painter.setFont(font)
        painter.setPen(current.color(role))
        line = QRect(area.left(), top, area.width(), one)
        draw_line(
            painter, line, elide(QFontMetrics(font), one_line(cell.text), area.width()), direction, end=column.end
        )
        if cell.second:
            painter.setFont(small)
            painter.setPen(current.color("text2"))
            line = QRect(area.left(), top + one + 1, area.width(), two)
            words = elide(QFontMetrics(small), one_line(cell.second), area.width())
            draw_line(painter, line, words, direction, end=column.end)


_LTR = Qt.LayoutDirection.LeftToRight


class Table(QTableView):
    """The table; `opened(key)` on Enter and double click, `chosen(key)` when the row changes."""

    opened = Signal(str)
    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, columns: Sequence[Column], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = TableModel(columns)
        self.setModel(self.lines)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        set_role(header, "small")
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.lines.lines[index.row()].key))
        self.relook()

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows; the current one stays current where it is still there."""
        before = self.current_key()
        self.lines.set_lines(rows)
        if before:
            self.choose(before)
        self._spread()

    def current_key(self) -> str:
        row = self.currentIndex().row()
        return self.lines.lines[row].key if 0 <= row < len(self.lines.lines) else ""

    def choose(self, key: str) -> bool:
        """Make the row with this key current; says whether it is there."""
        for number, line in enumerate(self.lines.lines):
            if line.key == key:
                self._set_row(number)
                return True
        return False

    def _set_row(self, number: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.lines.index(number, 0), flags)

    def _changed(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.lines.lines[current.row()].key)

    def relook(self) -> None:
        current = look()
        body = QFontMetrics(current.font("body")).height() + QFontMetrics(current.font("small")).height()
        self.verticalHeader().setDefaultSectionSize(max(current.size(ROW_TWO), body + 12))
        self._spread()

    def _spread(self) -> None:
        """Share the width among the columns; what does not fit is hidden from the end."""
        room = self.viewport().width()
        columns = self.lines.columns
        shown = len(columns)
        while shown > 1 and sum(look().size(column.least) for column in columns[:shown]) > room:
            shown -= 1
        shares = sum(column.share for column in columns[:shown]) or 1
        spare = max(0, room - sum(look().size(column.least) for column in columns[:shown]))
        for number, column in enumerate(columns):
            self.setColumnHidden(number, number >= shown)
            if number < shown:
                self.setColumnWidth(number, look().size(column.least) + spare * column.share // shares)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def reader_asked(self) -> None:
        follow_choice(self, lambda: self, self._chosen_by_reader)

    def _chosen_by_reader(self, index: QModelIndex) -> None:
        self._set_row(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_PAD:
            if self.current_key():
                self.opened.emit(self.current_key())
        elif event.key() == Qt.Key.Key_Home and self.lines.lines:
            self._set_row(0)
        elif event.key() == Qt.Key.Key_End and self.lines.lines:
            self._set_row(len(self.lines.lines) - 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.lines:
            self._set_row(0)
        self.viewport().update()

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            row = self.visualRect(self.lines.index(self.currentIndex().row(), 0))
            area = QRectF(0, row.top(), self.viewport().width(), row.height())
            ring(QPainter(self.viewport()), area, look().color("accent"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            point = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(self.lines.lines[index.row()].key, self.viewport().mapToGlobal(point))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 100)


_PAD = Qt.KeyboardModifier.KeypadModifier
