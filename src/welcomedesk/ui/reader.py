"""What a screen reader finds and hears: roles of widgets that paint themselves, how they are pressed, what is said.

Qt knows what its own controls are; everything else says so with attributes of its class:

    class StepRow(QFrame):
        reader_role = "Button"                     # a name of `QAccessible.Role`
        def reader_press(self): ...                # what Enter does
        def reader_open(self) -> bool: ...         # opened or closed, for what unfolds
        def reader_asked(self): ...                # called once, when the first reader asks about the widget
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject
    from PySide6.QtWidgets import QAbstractItemView, QWidget

    from welcomedesk.ui.reader_parts import Part


@cache
def install() -> None:
    """Let Qt ask our widgets what they are; once, before the first widget is shown."""
    QAccessible.installFactory(_interface)


def _interface(_class_name: str, asked: QObject | None) -> Part | None:
    heard = getattr(asked, "reader_asked", None)
    # Qt asks anew for each class that a widget derives from.
    if asked is not None and heard is not None and not asked.property("wd_heard"):
        asked.setProperty("wd_heard", True)
        heard()
    role = getattr(asked, "reader_role", "")
    if not role:
        return None
    # Loaded with the first question of a reader: without one nobody needs it.
    from PySide6.QtWidgets import QWidget

    from welcomedesk.ui.reader_parts import part_of

    assert isinstance(asked, QWidget)
    return part_of(asked, role)


def say_politely(widget: QWidget, words: str) -> None:
    """Have a screen reader say something once it has finished: results, done things."""
    _say(widget, words, QAccessible.AnnouncementPoliteness.Polite)


def say_at_once(widget: QWidget, words: str) -> None:
    """Have a screen reader say something now: what does not fit, what went wrong."""
    _say(widget, words, QAccessible.AnnouncementPoliteness.Assertive)


def describe(widget: QWidget, words: str) -> None:
    """Join words to a field, so that they are read with it."""
    if widget.accessibleDescription() == words:
        return
    from PySide6.QtGui import QAccessibleEvent

    widget.setAccessibleDescription(words)
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.DescriptionChanged))


def follow_choice(
    owner: QWidget, view: Callable[[], QAbstractItemView], chosen: Callable[[QModelIndex], object]
) -> None:
    """Notice rows that a reader chooses: it marks them, but leaves the current row where it was.

    Args:
        owner: the list itself, or the box that it unfolds from.
        view: the list; asked each time, because Python loses sight of a list that Qt made, now and then.
        chosen: called with the row that is marked and not current.
    """
    later = QTimer(owner, singleShot=True, interval=0)

    def look() -> None:
        marked = view().selectionModel().selectedIndexes()
        if marked and not any(each.row() == view().currentIndex().row() for each in marked):
            chosen(marked[-1])

    later.timeout.connect(look)
    # Keys and mouse mark first and move the current row then: whoever looks a turn later sees both.
    view().selectionModel().selectionChanged.connect(later.start)


def _say(widget: QWidget, words: str, politeness: QAccessible.AnnouncementPoliteness) -> None:
    if not words:
        return
    from PySide6.QtGui import QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(politeness)
    QAccessible.updateAccessibility(event)
