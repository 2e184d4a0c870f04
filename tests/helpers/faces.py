"""The window as Qt's accessibility interfaces tell it: what a stop of Tab is called, what it is, what lies below it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from welcomedesk.ui.page import stops

NAME, DESCRIPTION, VALUE = QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value
Role = QAccessible.Role
SPEAKING = {
    Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.List, Role.Table, Role.PageTab,
    Role.PageTabList, Role.Graphic, Role.Document, Role.Grouping, Role.SpinBox, Role.StaticText,
}  # fmt: skip
"""Roles that tell a reader what can be done with a stop of Tab; a bare `Client` or `Border` tells nothing."""
LEAST = 24
"""Pixels of a target, EN 301 549 after WCAG 2.2, 2.5.8."""


def face(widget: QWidget) -> QAccessibleInterface:
    """What a screen reader gets for a widget."""
    QAccessible.setActive(True)
    return QAccessible.queryAccessibleInterface(widget)


def what(widget: QWidget) -> str:
    """Class and name, for the words of a test that fails."""
    return f"{type(widget).__name__} {face(widget).text(NAME)!r}"


def everything(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that is shown below, without the rows of lists, of which there may be thousands."""
    for child in children(top):
        if not child.state().invisible:
            yield child
            if child.role() not in (Role.List, Role.Table):
                yield from everything(child)


def everything_folded(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that lies below, also what is folded away."""
    for child in children(top):
        yield child
        yield from everything_folded(child)


def children(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What lies right below and still exists."""
    for number in range(top.childCount()):
        child = top.child(number)
        if child is not None and child.isValid():
            yield child


def seen(root: QWidget) -> list[QWidget]:
    """The stops of Tab that are really on the screen, laid out."""
    return [each for each in stops(root) if each.isVisible() and not each.visibleRegion().isEmpty()]


def is_one_of_several(widget: QWidget) -> bool:
    """Of buttons that exclude each other Tab visits the chosen one, arrows go to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive()


def focused() -> QWidget:
    """The widget that has the focus; there always is one."""
    now = QApplication.focusWidget()
    assert now is not None, "the focus is lost"
    return now
