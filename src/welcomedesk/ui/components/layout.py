"""Rows, columns and scrolling with the spaces of the token table."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2, S4

Item = QWidget | QLayout | int | None


def _fill(layout: QBoxLayout, items: Iterable[Item]) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def row(*items: Item, space: int = S2, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row. `None` is a stretch, a number a space in pixels."""
    layout = QHBoxLayout()
    layout.setSpacing(space)
    layout.setContentsMargins(*margins)
    _fill(layout, items)
    return layout


def column(*items: Item, space: int = S2, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column. `None` is a stretch, a number a space in pixels."""
    layout = QVBoxLayout()
    layout.setSpacing(space)
    layout.setContentsMargins(*margins)
    _fill(layout, items)
    return layout


def holding(layout: QLayout) -> QWidget:
    """A widget around a layout."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def line(*, upright: bool = False) -> QFrame:
    """A dividing line of one pixel; it never carries meaning."""
    made = QFrame()
    set_part(made, part="line")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def set_end(layout: QLayout, margin: int, *, mirrored: bool) -> None:
    """Another space at the end edge of a layout; Qt keeps margins where they are in a mirrored window."""
    margins = layout.contentsMargins()
    before = margins.left() if mirrored else margins.right()
    if before != margin:
        margins.setLeft(margin) if mirrored else margins.setRight(margin)
        layout.setContentsMargins(margins)


class _Body(QWidget):
    """What scrolls: as high as its lines are at this width, not as they would be at the smallest."""

    def minimumSizeHint(self) -> QSize:
        hint, inside = super().minimumSizeHint(), self.layout()
        return QSize(hint.width(), 0) if inside is not None and inside.hasHeightForWidth() else hint


class Scroll(QScrollArea):
    """A column that scrolls up and down; `inner` is its layout. Shows what gets focus."""

    def __init__(self, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), space: int = S4) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = _Body()
        set_part(self.body, part="clear")
        self.inner = column(space=space, margins=margins)
        # The rest of the room stays empty below; aligning the layout itself would squeeze its widgets.
        self.body.setLayout(column(self.inner, None, space=0))
        self.setWidget(self.body)

    def set_end(self, margin: int) -> None:
        """Another space at the end edge."""
        set_end(self.inner, margin, mirrored=self.isRightToLeft())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(260, self.body.minimumSizeHint().width()), 80)

    def sizeHint(self) -> QSize:
        return self.body.sizeHint()


class Flow(QLayout):
    """A row that continues on the next line where it does not fit."""

    def __init__(self, *widgets: QWidget, space: int = S2) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(space)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [item for item in self._items if not item.isEmpty()]
        width = sum(item.sizeHint().width() for item in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [item for item in self._items if not item.isEmpty()]
        return QSize(
            max((item.minimumSize().width() for item in shown), default=0),
            max((item.minimumSize().height() for item in shown), default=0),
        )

    def _place(self, rect: QRect, *, move: bool) -> int:
        lines: list[tuple[list[tuple[QLayoutItem, QSize]], int]] = []
        current: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            size = QSize(min(hint.width(), rect.width()) if rect.width() > 0 else hint.width(), hint.height())
            if current and used + self.spacing() + size.width() > rect.width():
                lines.append((current, max(s.height() for _, s in current)))
                current, used = [], 0
            used += size.width() + (self.spacing() if current else 0)
            current.append((item, size))
        if current:
            lines.append((current, max(s.height() for _, s in current)))
        top = rect.top()
        for items, height in lines:
            if move:
                self._set_line(rect, top, items, height)
            top += height + self.spacing()
        return max(0, top - self.spacing() - rect.top())

    def _set_line(self, rect: QRect, top: int, items: list[tuple[QLayoutItem, QSize]], height: int) -> None:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = rect.left()
        for item, size in items:
            x = rect.right() - (left - rect.left()) - size.width() + 1 if mirrored else left
            item.setGeometry(QRect(QPoint(x, top + (height - size.height()) // 2), size))
            left += size.width() + self.spacing()


class Filling(QWidget):
    """Takes the room that is left and shares it out itself.

    Without it a layout that holds lines which wrap asks for all of them before anything inside may scroll, and presses
    its neighbours, the head of a page, together.
    """

    def __init__(self, inside: QLayout) -> None:
        super().__init__()
        self.setLayout(inside)

    def hasHeightForWidth(self) -> bool:
        return False


class OneOf(QStackedWidget):
    """Shows one of several; what is not shown asks for no room."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize(0, 0)


class Wrapping(QWidget):
    """As high as its lines are at the width it has, also for those who ask only for its smallest size."""

    def minimumSizeHint(self) -> QSize:
        hint, inside = super().minimumSizeHint(), self.layout()
        if inside is None or not inside.hasHeightForWidth():
            return hint
        return QSize(hint.width(), max(hint.height(), inside.totalHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def flow(*widgets: QWidget, space: int = S2) -> QWidget:
    """A widget whose children wrap."""
    made = Wrapping()
    made.setLayout(Flow(*widgets, space=space))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
