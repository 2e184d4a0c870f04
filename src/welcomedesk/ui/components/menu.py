"""A menu of actions under a button or at a point; texts are plain, it goes away with its choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from welcomedesk.ui.look import icons
from welcomedesk.ui.text import button_text

Action = tuple[str, Callable[[], object]] | tuple[str, Callable[[], object], str]


def open_menu(parent: QWidget, actions: Iterable[Action], at: QPoint | None = None) -> QMenu:
    """Open a menu.

    Args:
        actions: (words, what it does) or (words, what it does, icon).
        at: point of the screen; below `parent` when left out.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, then, *icon in actions:
        action = menu.addAction(button_text(words))
        if icon:
            action.setIcon(icons.icon(icon[0]))
        action.triggered.connect(lambda _checked=False, then=then: then())
    menu.popup(at if at is not None else parent.mapToGlobal(QPoint(0, parent.height() + 2)))
    return menu
