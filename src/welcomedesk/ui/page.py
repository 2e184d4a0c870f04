"""What every page is made of: where one can be (`Place`), what it may use (`Context`), and `PageView`.

A page shows values and turns a click into one call on the desk:

    class TodayPage(PageView):
        areas = frozenset({"today"})
        def __init__(self, context):
            super().__init__(context)
            self.head = self.set_head(PageHead(_("Today")))
            self.list = RowList(); self.content.addWidget(self.list)
            self.panel.addWidget(Card(_("Titles that end")))       # optional; a drawer below 1360 px
        def reload(self):
            self.ask(lambda desk: today.due(desk), self.show_due)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui import keys
from welcomedesk.ui.components.banner import error_banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.layout import Filling, Scroll, clear, column, row
from welcomedesk.ui.focus import OwedFocus
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S4, S6
from welcomedesk.ui.refresh import Refresh, SaysWhatChanged, StaleUntilSeen

if TYPE_CHECKING:
    from datetime import date

    from welcomedesk.desk.backups import BackupsSeen
    from welcomedesk.ui.backend import Preferences, Session
    from welcomedesk.ui.worker import Task, Worker

T = TypeVar("T")

GAP = S6 // 2
"""Pixels between content and the panel beside it that belong to each of the two."""


class Width(IntEnum):
    """How much room the window has, in device-independent pixels at 100 % text."""

    TINY = 0
    NARROW = 860
    MEDIUM = 1100
    WIDE = 1360

    @classmethod
    def of(cls, pixels: float) -> Width:
        return max((width for width in cls if width <= pixels), default=cls.TINY)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one can be in the program; kept in the history of back and forward.

    Args:
        page: name of the page.
        case: id of a case, or empty.
        tab: name of a tab of the page, or empty.
        item: whatever else the page needs to show the same thing again (an entity, a contact id, a query).
    """

    page: str
    case: str = ""
    tab: str = ""
    item: str = ""


class Navigator(Protocol):
    """What pages may ask of the window."""

    def go(self, place: Place) -> None:
        """Show a place and note it in the history."""

    def back(self) -> None: ...

    def do(self, name: str) -> bool:
        """What a key of `keys.KEYS` does, by its name."""

    def did(
        self,
        words: str,
        changed: SaysWhatChanged | None = None,
        undo: Callable[[], object] | None = None,
        by: QObject | None = None,
    ) -> None:
        """Say that something is done and saved: refresh views, status bar, toast with undo."""

    def saved(self) -> None:
        """Show the time of the last durable write in the status bar."""

    def set_count(self, page: str, count: int) -> None:
        """The number beside a page in the rail; 0 shows none."""

    def set_preferences(self, preferences: Preferences) -> None:
        """Keep and apply language, look, zoom and locking."""

    def cover(self) -> None:
        """Cover the window; any key goes on."""

    def lock(self) -> None:
        """Lock the window at once."""

    def show_copy(self, seen: BackupsSeen) -> None:
        """Show in the status bar when a backup was last copied to another medium."""

    def tour(self) -> None:
        """Begin the tour through the window."""

    def copy(self, text: str) -> None:
        """Copy a field; it leaves the clipboard after 60 s and at lock."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a page works with.

    Args:
        session: the unlocked workplace; its `desk` is called inside `ask` only.
        today: today's date; a function, so that a window left open over night is right.
    """

    session: Session
    worker: Worker
    refresh: Refresh
    shell: Navigator
    preferences: Callable[[], Preferences]
    today: Callable[[], date]


class PageView(StaleUntilSeen):
    """A page: head above, content that scrolls, a panel beside that becomes a drawer where it is narrow.

    Override what applies: `reload`, `open`, `window_title`, `first_stop`, `main_action`, `do`, `keep`/`restore`,
    `width_changed`. Set `scrolls = False` for pages that fill the window with their own panes, `panel_width` for
    another width of the panel, `pane = True` for a panel on its own ground, `alone = True` for a page that fills the
    whole window without rail, header and search.
    """

    title_changed = Signal()
    scrolls = True
    pane = False
    alone = False
    panel_width = 324

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.width_class = Width.WIDE
        self.place = Place("")
        self.owed_focus = OwedFocus(self)
        self._head: QWidget | None = None
        self._notice: QWidget | None = None
        self._outer = column(space=0)
        self._notices = column(space=0, margins=(S6, 0, S6, 0))
        self.content_box, self.content = self._make_content()
        self._drawer = _Drawer(self)
        self.panel = self._drawer.inner
        self._drawer.body.installEventFilter(self)
        self._main = row(self.content_box, self._drawer, space=0)
        self._main.setStretch(0, 1)
        self._outer.addLayout(self._notices)
        self._outer.addLayout(self._main, 1)
        self.setLayout(self._outer)
        self.beside = button(_("Beside"), "panel", then=self.toggle_panel, key=keys.shown("panel"))
        self.beside.setParent(self)
        self.beside.hide()
        self.watch(context.refresh)

    def _make_content(self) -> tuple[QWidget, QVBoxLayout]:
        if self.scrolls:
            scroll = Scroll(margins=(S6, S4, S6, S6), space=S4)
            return scroll, scroll.inner
        inner = column(space=0)
        return Filling(inner), inner

    # --- for pages to use -------------------------------------------------------------------------------------

    def set_head(self, head: T) -> T:
        """Put the head above content and panel; gives it back. A `PageHead` also gets the button *Beside*."""
        assert isinstance(head, QWidget)
        self._outer.insertWidget(0, head)
        self._head = head
        add_action = getattr(head, "add_action", None)
        if add_action is not None:
            add_action(self.beside)
        return head

    def ask(
        self,
        work: Callable[[Any], T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        latest: str = "",
    ) -> Task:
        """Call the desk on the worker thread and get the answer on the main thread.

        Args:
            work: gets the desk, must not touch widgets.
            done: gets the result, unless the page is gone; then the focus goes where it belongs, if it waited.
            failed: gets the error; without it the page shows a banner with the three sentences.
            latest: of waiting questions with this name only the newest is asked.
        """
        desk = self.context.session.desk

        def answered(result: T) -> None:
            if done is not None:
                done(result)
            self.owed_focus.pay()

        return self.context.worker.run(
            lambda progress: work(desk),
            answered,
            failed or self.show_error,
            owner=self,
            latest=f"{id(self)}:{latest}" if latest else "",
        )

    def show_error(self, error: Exception) -> None:
        """Show what happened, what is safe and what to do next as a banner; the rest stays usable."""
        self.show_notice(error_banner(error, then=self.clear_notice))

    def show_notice(self, banner: QWidget) -> None:
        """Show a banner above the content; there is at most one per page."""
        self.clear_notice()
        self._notice = banner
        self._notices.setContentsMargins(S6, S4, S6, 0)
        self._notices.addWidget(banner)

    def clear_notice(self) -> None:
        clear(self._notices)
        self._notices.setContentsMargins(S6, 0, S6, 0)
        self._notice = None

    def has_panel(self) -> bool:
        """Whether anything stands in the panel."""
        return self.panel.count() > 0

    def toggle_panel(self) -> None:
        """Open or close the drawer, or move to the panel where it always stands."""
        self._drawer.toggle()

    # --- for pages to override --------------------------------------------------------------------------------

    def count(self) -> None:
        """Ask for the number beside the page in the rail, also while the page is not shown."""

    def open(self, place: Place) -> None:
        """Show this place; called before the page is shown, also when it is shown already."""
        self.place = place

    def window_title(self) -> str:
        """Title of the window: page or case number, never a name. Empty takes the title of the page."""
        return ""

    def at_work(self) -> bool:
        """Whether long work of this page's own still runs; such a page stays, whoever leaves it."""
        return False

    def first_stop(self) -> QWidget | None:
        """The first useful control, never a destructive one; `None` takes the first that takes focus."""
        return None

    def parking(self) -> QWidget:
        """Where the focus is as long as there is no `first_stop`."""
        return next(iter((*stops(self.content_box), *stops(self))), self)

    def main_action(self) -> QPushButton | None:
        """The one filled button, for Strg+Eingabe."""
        return None

    def do(self, name: str) -> bool:
        """Answer a key of `keys.KEYS` by name (`print`, `find`, `task`, …); `False` leaves it to the window."""
        return False

    def keep(self) -> Mapping[str, Any]:
        """Place inside the page and drafts of no case, as JSON values."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what `keep` gave; called when the page is made, before `open`."""

    def keep_cases(self) -> Mapping[str, Mapping[str, Any]]:
        """Drafts that belong to cases, by case and part of the page; they go when the case is erased."""
        return {}

    def restore_cases(self, drafts: Mapping[str, Mapping[str, Any]]) -> None:
        """Put back what `keep_cases` gave; called when the page is made, before `open`."""

    def resume(self, form: str) -> None:
        """Open the form of this name, to go on with its draft; called after `open`."""

    def width_changed(self, width: Width) -> None:
        """Arrange the page for another width class."""

    def set_beside(self, beside: bool) -> None:
        """Leave the other half of the gap to the panel, so that a scroll bar stands in its middle."""
        if isinstance(self.content_box, Scroll):
            self.content_box.set_end(GAP if beside and not self.pane else S6)

    # --- the window calls -------------------------------------------------------------------------------------

    def set_width(self, width: Width) -> None:
        """Tell the page how much room the window has."""
        self.width_class = width
        self._drawer.set_floating(width < Width.WIDE)
        self._drawer.sync()
        self.width_changed(width)

    def parts(self) -> list[QWidget]:
        """Notices, head, content and panel, in the order Tab goes through them."""
        above = [widget for widget in (self._notice, self._head) if widget is not None]
        return [*above[::-1], self.content_box, self._drawer]

    def regions(self) -> list[QWidget]:
        """The parts F6 steps through inside the page."""
        parts: list[QWidget] = [self.content_box]
        if self._head is not None:
            parts.insert(0, self._head)
        if self._drawer.isVisible():
            parts.append(self._drawer)
        return parts

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawer.sync()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest):
            self._drawer.sync()
        return super().eventFilter(watched, event)


class _Drawer(QFrame):
    """The panel beside the content; floats over it where the window is narrow."""

    def __init__(self, page: PageView) -> None:
        super().__init__()
        self._page = page
        self._floating = False
        self._opened = False
        self._scroll = Scroll(margins=(0, S4, S6, S6), space=S4)
        self.body = self._scroll.body
        self.inner = self._scroll.inner
        self.setLayout(column(self._scroll, space=0))
        self.setAccessibleName(_("Beside"))
        self.hide()
        self._dress()

    def _dress(self) -> None:
        part = "drawer" if self._floating else ("pane" if self._page.pane else "clear")
        set_part(self, part=part)
        start = S4 if self._floating or self._page.pane else GAP
        end = S4 if self._floating else S6
        sides = (end, start) if self._page.isRightToLeft() else (start, end)
        self.inner.setContentsMargins(sides[0], S4, sides[1], S6)

    def set_floating(self, floating: bool) -> None:
        if floating == self._floating:
            return
        self._floating = floating
        self._opened = False
        if floating:
            self._page._main.removeWidget(self)
            self.setParent(self._page)
        else:
            self._page._main.addWidget(self)
        self._dress()

    def toggle(self) -> None:
        if self._floating:
            self._opened = not self._opened
            self.sync()
        if self.isVisible():
            first = next(iter(stops(self)), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._floating:
            self._page.beside.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sync(self) -> None:
        """Show or hide panel and button, and lay the drawer over the right edge."""
        filled = self._page.has_panel()
        wide = look().size(self._page.panel_width)
        self._page.beside.setVisible(filled and self._floating)
        self.setVisible(filled and (self._opened or not self._floating))
        if self._floating:
            room = self._page.rect()
            width = min(wide, room.width() - 40)
            left = 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else room.width() - width
            top = self._page._head.height() if self._page._head is not None else 0
            self.setGeometry(left, top, width, room.height() - top)
            self.raise_()
        else:
            wide += 0 if self._page.pane else GAP
            self.setMinimumWidth(wide)
            self.setMaximumWidth(wide)
        self._page.set_beside(self.isVisibleTo(self._page) and not self._floating)


def stops(root: QWidget) -> list[QWidget]:
    """Everything below a widget that takes focus with Tab, in the order Tab goes."""
    found: list[QWidget] = []
    child = root.nextInFocusChain()
    while child is not None and child is not root:
        takes = child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled()
        if takes and root.isAncestorOf(child) and child.isVisibleTo(root):
            found.append(child)
        child = child.nextInFocusChain()
    return found


def show_in_scroll(widget: QWidget) -> None:
    """Scroll so that this is seen, in every area around it."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
