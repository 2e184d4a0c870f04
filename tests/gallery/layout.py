"""What is wrong with how a window is laid out: cut words, parts on top of each other, targets that are too small."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedLayout,
    QWidget,
)

from welcomedesk.ui.components.layout import Scroll
from welcomedesk.ui.frame.room import Room

SMALLEST_TARGET = 24
"""Device-independent pixels. Source: WCAG 2.2, 2.5.8 Target Size (Minimum)."""
MARK = 16
"""The box of a tick field at 100 % text; larger text makes it larger, so this is the least."""
SLACK = 1
"""Pixels that rounding may take from a widget before anybody sees it."""


def complaints(root: QWidget) -> list[str]:
    """One line per fault that can be seen in a window, outermost first."""
    found: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            found += [f"{_path(widget, root)}: {what}" for what in _faults(widget)]
    return found


def _faults(widget: QWidget) -> Iterator[str]:
    yield from _cut(widget)
    yield from _squeezed(widget)
    yield from _too_small(widget)
    layout = widget.layout()
    if layout is not None and not isinstance(layout, QStackedLayout):
        yield from _overlaps(widget, layout)


# --- words that do not fit ------------------------------------------------------------------------------------------


def _cut(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() if widget.text():
            yield from _cut_label(widget)
        case QCheckBox() | QRadioButton():
            lines = widget.text().replace("&&", "&").split("\n")
            wanted = max(widget.fontMetrics().horizontalAdvance(each) for each in lines)
            if wanted + MARK > widget.width() and any(lines):
                yield f"cut: {_short(widget.text())}"
            if len(lines) * widget.fontMetrics().lineSpacing() > widget.height() + SLACK:
                yield f"lines cut: {_short(widget.text())}"
        case QPushButton() if widget.text():
            icon = 0 if widget.icon().isNull() else widget.iconSize().width() + 4
            wanted = widget.fontMetrics().horizontalAdvance(widget.text().replace("&&", "&")) + icon
            if wanted > widget.width() and not widget.toolTip():
                yield f"cut: {_short(widget.text())}"
        case QComboBox():
            wanted = widget.fontMetrics().horizontalAdvance(widget.currentText())
            if wanted > widget.width() - 14 and not widget.toolTip():
                yield f"cut: {_short(widget.currentText())}"
        case Room():
            if widget.horizontalScrollBar().maximum() > 0:
                yield f"the page is {widget.horizontalScrollBar().maximum()} px wider than the window"
        case Scroll():
            if widget.body.width() > widget.viewport().width() + SLACK:
                yield f"content is {widget.body.width() - widget.viewport().width()} px wider than its place"


def _cut_label(label: QLabel) -> Iterator[str]:
    room = label.contentsRect()
    metrics = label.fontMetrics()
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + SLACK:
            yield f"lines cut below: {_short(label.text())}"
        pieces = label.text().replace("\u200b", " ").split()
    else:
        pieces = [label.text()]
    widest = max((metrics.horizontalAdvance(piece) for piece in pieces), default=0)
    if widest > room.width() + SLACK and not label.toolTip():
        yield f"cut at the end by {widest - room.width()} px: {_short(label.text())}"


def _squeezed(widget: QWidget) -> Iterator[str]:
    """A widget that paints itself says with its smallest size what it needs."""
    if widget.isWindow() or isinstance(widget, QAbstractScrollArea) or widget.parentWidget() is None:
        return
    if isinstance(widget, QLabel) or type(widget) is QWidget:
        return  # words are measured above; a bare widget only holds others
    least = widget.minimumSizeHint()
    if least.isValid() and widget.parentWidget().layout() is not None:
        if widget.width() + SLACK < least.width():
            yield f"{least.width() - widget.width()} px narrower than it needs"
        # With lines that wrap the smallest height belongs to the smallest width; their labels are measured instead.
        # A control of Qt that has the focus asks for the pixels of its ring, which stands inside of it.
        paints = (
            widget.layout() is None and not widget.hasHeightForWidth() and type(widget).__module__.startswith("welco")
        )
        if paints and not _is_field(widget) and widget.height() + SLACK < least.height():
            yield f"{least.height() - widget.height()} px lower than it needs"


def _is_field(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit) or widget.findChild(QLineEdit) is not None


# --- where things stand ---------------------------------------------------------------------------------------------


def _overlaps(widget: QWidget, layout: QLayout) -> Iterator[str]:
    placed = [
        each for each in _placed(layout) if each.isVisible() and not each.size().isEmpty() and type(each) is not QFrame
    ]
    for number, one in enumerate(placed):
        inside = widget.rect()
        if not inside.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(one.geometry()):
            yield f"{_name(one)} reaches out of it by {_beyond(one.geometry(), inside)} px"
        for other in placed[number + 1 :]:
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > SLACK and shared.height() > SLACK:
                yield f"{_name(one)} and {_name(other)} overlap by {shared.width()} × {shared.height()} px"


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        assert item is not None
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _placed(inner)
        elif widget is not None:
            yield widget


def _beyond(part: QRect, room: QRect) -> int:
    return max(
        room.left() - part.left(), part.right() - room.right(), room.top() - part.top(), part.bottom() - room.bottom()
    )


def _too_small(widget: QWidget) -> Iterator[str]:
    target = isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox)
    inner = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox | QLineEdit)
    if target and not inner and min(widget.width(), widget.height()) < SMALLEST_TARGET:
        yield f"a target of {widget.width()} × {widget.height()} px: {_short(_words(widget))}"


# --- saying where ---------------------------------------------------------------------------------------------------


def _words(widget: QWidget) -> str:
    return str(widget.property("text") or widget.accessibleName())


def _name(widget: QWidget) -> str:
    words = _short(_words(widget), 30)
    return f"{type(widget).__name__}({words})" if words else type(widget).__name__


def _path(widget: QWidget, root: QWidget) -> str:
    parts = []
    at: QWidget | None = widget
    while at is not None and at is not root and len(parts) < 4:
        if type(at) is not QWidget or not parts:
            parts.append(_name(at))
        at = at.parentWidget()
    where = widget.mapTo(root, QPoint(0, 0)) if widget is not root else QPoint(0, 0)
    return f"{' in '.join(parts)} at {where.x()},{where.y()}"


def _short(text: str, longest: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"
