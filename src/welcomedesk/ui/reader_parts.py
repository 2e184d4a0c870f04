"""One of our own widgets as a screen reader sees it; made by `reader` where a widget names its role."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QComboBox, QMenu, QWidget

PRESS = "Press"
_CHECKED = (QAccessible.Role.RadioButton, QAccessible.Role.CheckBox)


class Part(QAccessibleWidget):
    """Role, name, state and press of a widget with a `reader_role`."""

    def text(self, wanted: QAccessible.Text) -> str:
        said: str = super().text(wanted)
        if said or wanted != QAccessible.Text.Name:
            return said
        words = getattr(self.object(), "text", None)
        return str(words()) if callable(words) else ""

    def state(self) -> QAccessible.State:
        state = super().state()
        widget = self.object()
        opened = getattr(widget, "reader_open", None)
        if opened is not None:
            is_open = bool(opened())
            _set(state, expandable=True, expanded=is_open, collapsed=not is_open)
        if isinstance(widget, QAbstractButton) and widget.isCheckable():
            if self.role() in _CHECKED:
                _set(state, checkable=True, checked=widget.isChecked())
            else:
                _set(state, selectable=True, selected=widget.isChecked())
        return state

    def actionNames(self) -> list[str]:
        more = list(super().actionNames())
        return [PRESS, *more] if self._press() is not None else more

    def doAction(self, name: str) -> None:
        press = self._press()
        if name == PRESS and press is not None:
            press()
        else:
            super().doAction(name)

    def _press(self) -> Any:
        widget = self.object()
        if widget is None or not self.widget().isEnabled():
            return None
        press = getattr(widget, "reader_press", None)
        return widget.click if press is None and isinstance(widget, QAbstractButton) else press


class WindowPart(Part):
    """The window, with the menu that is open below it: Qt lists menus nowhere unless they belong to a button."""

    def childCount(self) -> int:
        count: int = super().childCount()
        return count + (self._menu() is not None)

    def child(self, number: int) -> QAccessibleInterface:
        menu = self._menu()
        if menu is not None and number == super().childCount():
            return QAccessible.queryAccessibleInterface(menu)
        return super().child(number)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if child.object() is not None and child.object() is self._menu():
            count: int = super().childCount()
            return count
        found: int = super().indexOfChild(child)
        return found

    def _menu(self) -> QMenu | None:
        popup = QApplication.activePopupWidget()
        return popup if isinstance(popup, QMenu) else None


def _set(state: QAccessible.State, **flags: bool) -> None:
    for name, on in flags.items():
        setattr(state, name, on)


class ChoicePart(Part):
    """A combo box: its words and what is chosen, its entries below it.

    Qt's own one says on Linux only what is chosen, and never what is asked.
    """

    def text(self, wanted: QAccessible.Text) -> str:
        chosen = self._box().currentText()
        if wanted == QAccessible.Text.Value:
            return chosen
        said = super().text(wanted)
        # There is no value beside the name on Linux, so that the name says it.
        with_value = wanted == QAccessible.Text.Name and sys.platform == "linux"
        return ": ".join(part for part in (said, chosen) if part) if with_value else said

    def state(self) -> QAccessible.State:
        state = super().state()
        is_open = self._box().view().isVisible()
        _set(state, expandable=True, expanded=is_open, collapsed=not is_open, hasPopup=True)
        return state

    def childCount(self) -> int:
        return 1

    def child(self, number: int) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._box().view())

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return 0 if child.object() is self._box().view() else -1

    def _press(self) -> Any:
        return self._box().showPopup

    def _box(self) -> QComboBox:
        widget = self.object()
        assert isinstance(widget, QComboBox)
        return widget


_OWN: dict[QAccessible.Role, type[Part]] = {QAccessible.Role.Window: WindowPart, QAccessible.Role.ComboBox: ChoicePart}


def part_of(widget: QWidget, role: str) -> Part:
    """What a reader gets for this widget."""
    named = QAccessible.Role[role]
    return _OWN.get(named, Part)(widget, named)
