"""Who needs to look again: actions say which areas and ids changed, views refresh when they are seen.

    refresh.tell(done.changed, by=self)        # after an action of this view; `done` is what the desk returned
    class TodayPage(PageView):                 # in a view
        areas = frozenset({"today", "contacts"})
        def reload(self): ...

Areas are the words that desk actions use (`cases`, `today`, `contacts`, `office`, `letters`); a view names those it
shows. No cases named means "any case".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class SaysWhatChanged(Protocol):
    """What every action of the desk returns, as far as the window is concerned."""

    @property
    def areas(self) -> frozenset[str]: ...

    @property
    def cases(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Changes:
    """Areas and cases that changed, for changes that come from the window itself."""

    areas: frozenset[str] = frozenset()
    cases: tuple[str, ...] = ()

    @classmethod
    def of(cls, areas: Iterable[str], *cases: str) -> Changes:
        return cls(frozenset(areas), cases)


class Refresh(QObject):
    """The one place where changes are announced; `changed(changes, by)`."""

    changed = Signal(object, object)

    def tell(self, changes: SaysWhatChanged, by: QObject | None = None) -> None:
        """Announce what changed.

        Args:
            changes: anything with `areas` and `cases`, such as `desk.core.Changed`.
            by: the view that started it and already shows the new state.
        """
        self.changed.emit(changes, by)


class StaleUntilSeen(QWidget):
    """A view that reads again when something it shows changed: at once when visible, else when shown next.

    Subclasses name `areas`, may set `case_id`, write `reload()` and call `watch(refresh)`. The connection ends with the
    widget, because Qt drops connections to methods of a destroyed QObject.
    """

    areas: frozenset[str] = frozenset()
    case_id: str = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = True

    @property
    def stale(self) -> bool:
        return self._stale

    def watch(self, refresh: Refresh) -> None:
        refresh.changed.connect(self.note_change)

    def note_change(self, changes: SaysWhatChanged, by: QObject | None) -> None:
        if by is self or not self.concerns(changes):
            return
        self._stale = True
        if self.isVisible():
            self.reload_if_stale()

    def concerns(self, changes: SaysWhatChanged) -> bool:
        """Whether this view shows any of what changed."""
        if not (self.areas & frozenset(changes.areas)):
            return False
        return not self.case_id or not changes.cases or self.case_id in changes.cases

    def reload_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.reload()

    def reload(self) -> None:
        """Read what this view shows and show it."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload_if_stale()
