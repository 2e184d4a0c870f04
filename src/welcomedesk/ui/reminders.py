"""Reminds of tasks with a time of day while the window is open: a notice in the window, by case number, silent.

What is due is read when something changed and when the day changes; in between the clock alone is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.layout import clear, column
from welcomedesk.ui.due import clock
from welcomedesk.ui.look.tokens import S3, S6
from welcomedesk.ui.page import Place

if TYPE_CHECKING:
    from welcomedesk.desk.ports import DueItem
    from welcomedesk.ui.page import Context
    from welcomedesk.ui.refresh import SaysWhatChanged

EVERY = 20_000
"""Milliseconds between two looks at the clock."""

SNOOZE = timedelta(minutes=10)
LATEST = timedelta(hours=1)
"""What was due longer ago stands on *Today*; nobody is reminded of it any more."""


@dataclass(frozen=True, slots=True)
class Due:
    """A task whose time has come."""

    item: DueItem
    at: datetime


class Reminders(QObject):
    """Watches the clock for one unlocked window.

    Args:
        now: local time without zone; another one in tests.
    """

    changed = Signal(object)
    """The tasks to remind of, earliest first."""

    def __init__(self, context: Context, parent: QObject, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__(parent)
        self._context = context
        self._now = now
        self._items: tuple[DueItem, ...] = ()
        self._read_on = ""
        self._shown: tuple[Due, ...] = ()
        self._later: dict[tuple[str, str, str], datetime] = {}
        self._enough: set[tuple[str, str, str]] = set()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        context.refresh.changed.connect(self._note_change)

    def begin(self) -> None:
        self._timer.start()
        self.read()

    def end(self) -> None:
        self._timer.stop()
        self._items = ()

    def read(self) -> None:
        """Ask which tasks of today have a time."""
        from welcomedesk.desk import tasks

        desk = self._context.session.desk
        self._read_on = self._now().date().isoformat()
        self._context.worker.run(
            lambda progress: tasks.timed(desk, adviser=desk.actor),
            self._take,
            # The page that shows the same tasks says what is wrong.
            lambda error: None,
            owner=self,
            latest=f"{id(self)}:reminders",
        )

    def look(self) -> None:
        """Look at the clock: what is to be said now?"""
        now = self._now()
        if now.date().isoformat() != self._read_on:
            self.read()
        found = tuple(due for item in self._items if (due := self._due(item, now)))
        if [each.item for each in found] != [each.item for each in self._shown]:
            self._shown = found
            self.changed.emit(found)

    def _due(self, item: DueItem, now: datetime) -> Due | None:
        try:
            at = datetime.fromisoformat(f"{item.date}T{item.time}")
        except ValueError:
            return None
        wanted = self._later.get(_key(item), at)
        return Due(item, at) if _key(item) not in self._enough and wanted <= now <= wanted + LATEST else None

    def later(self, item: DueItem) -> None:
        """Remind again after `SNOOZE`."""
        self._later[_key(item)] = self._now() + SNOOZE
        self.look()

    def enough(self, item: DueItem) -> None:
        """Do not remind of it any more; the task stays."""
        self._enough.add(_key(item))
        self.look()

    def _take(self, items: tuple[DueItem, ...]) -> None:
        self._items = items
        self.look()

    def _note_change(self, changes: SaysWhatChanged, _by: QObject | None) -> None:
        if "today" in changes.areas:
            self.read()


def _key(item: DueItem) -> tuple[str, str, str]:
    """Names a task at its time; moved to another time it is reminded of anew."""
    return (f"{item.case.id}/{item.ref}", item.date, item.time)


def words_of(item: DueItem) -> str:
    """What the notice says: never a name, never what was typed, because others see the screen too."""
    if item.case.number:
        return _("Task {time}: case {number}").format(time=clock(item.time), number=item.case.number)
    return _("Task {time}: whole office").format(time=clock(item.time))


class ReminderBar(QWidget):
    """The notice above the page; one task at a time, the earliest first.

    Args:
        leave: called when the notice goes while it has the focus.
    """

    def __init__(self, context: Context, reminders: Reminders, leave: Callable[[], object]) -> None:
        super().__init__()
        self._context = context
        self._leave = leave
        self._allowed = True
        self._reminders = reminders
        self._body = column(space=0, margins=(S6, S3, S6, 0))
        self.setLayout(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()
        self.banner: Banner | None = None
        reminders.changed.connect(self._show)

    def _show(self, found: tuple[Due, ...]) -> None:
        held = self.banner is not None and self.banner.isAncestorOf(self.focusWidget() or self)
        clear(self._body)
        self.banner = None
        if not found:
            self.hide()
            if held:
                self._leave()
            return
        item, more = found[0].item, len(found) - 1
        words = words_of(item)
        others = ngettext("and {n} more", "and {n} more", more).format(n=more) if more else ""
        where = _("Open case") if item.case.number else _("Today")
        opens = button(where, small=True, then=lambda: self._open(item))
        later = button(_("Again in 10 minutes"), "clock", small=True, then=lambda: self._reminders.later(item))
        self.banner = Banner(
            words, others, "info", icon="clock", actions=(opens, later), close=lambda: self._reminders.enough(item)
        )
        self._body.addWidget(self.banner)
        self.setVisible(self._allowed)
        if held:
            opens.setFocus()
        if self._allowed:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def set_allowed(self, allowed: bool) -> None:
        """Whether it may show; a page that visitors see stands alone."""
        self._allowed = allowed
        self.setVisible(allowed and self.banner is not None)

    def _open(self, item: DueItem) -> None:
        self._reminders.enough(item)
        self._context.shell.go(Place("case", case=item.case.id) if item.case.number else Place("today"))
