"""The unlocked window: rail, header, the pages with their history, status bar; every key of `keys.KEYS`.

The shell knows pages only by what they say about themselves (`pages.Page`). It is made anew when the language changes
or after unlocking; `drafts` and `restore()` carry the place and what was typed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from welcomedesk.desk.drafts import WINDOW
from welcomedesk.i18n import _, language
from welcomedesk.ui import keys, pages
from welcomedesk.ui.clipboard import Clipboard
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.components.toast import Toasts
from welcomedesk.ui.dates import long_date, now_words
from welcomedesk.ui.drafts import Drafts
from welcomedesk.ui.focus import LostFocus
from welcomedesk.ui.frame.header import Header
from welcomedesk.ui.frame.rail import Rail
from welcomedesk.ui.frame.room import Room
from welcomedesk.ui.frame.status import StatusBar
from welcomedesk.ui.history import History
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.page import Context, PageView, Place, Width, show_in_scroll, stops
from welcomedesk.ui.page_stack import PageStack
from welcomedesk.ui.refresh import Refresh, SaysWhatChanged
from welcomedesk.ui.reminders import ReminderBar, Reminders
from welcomedesk.ui.scroll_back import ScrollBack, position
from welcomedesk.ui.sentences import sentences

if TYPE_CHECKING:
    from welcomedesk.desk.backups import BackupsSeen
    from welcomedesk.desk.drafts import Key
    from welcomedesk.desk.opening import Found
    from welcomedesk.desk.ports import Draft
    from welcomedesk.ui.backend import Preferences, Session
    from welcomedesk.ui.components.search import Hit
    from welcomedesk.ui.drafts import Waiting
    from welcomedesk.ui.worker import Worker

Search = Callable[[Any, str], "tuple[Hit, ...]"]
_ALONE = frozenset({"cover", "lock", "larger", "smaller", "usual_size", "main", "undo", "save", "help"})
"""Keys that hold while a page stands alone; the others would show what the visitor must not see."""

_COUNT_AFTER = 200
"""Milliseconds in which the page that one comes back to stands first."""


LATER = 400
"""Milliseconds after which the shell looks at what the first page does not show."""


class Shell(QWidget):
    """Everything between unlocking and locking.

    Args:
        session: the unlocked workplace.
        worker: the one thread of the case file.
        preferences: what holds now; changes are asked for with `preferences_wanted`.
        registry: the pages, other ones in tests.
        search: what the search box asks on the worker thread, `search(desk, text)`.
        today: today's date.
        now: local time without zone, for reminders.
    """

    title_changed = Signal(str)
    lock_wanted = Signal()
    cover_wanted = Signal()
    preferences_wanted = Signal(object)

    def __init__(
        self,
        session: Session,
        worker: Worker,
        preferences: Preferences,
        *,
        registry: tuple[pages.Page, ...] = pages.PAGES,
        search: Search | None = None,
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = datetime.now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._registry = registry
        self._search = search
        self._preferences = preferences
        self.refresh = Refresh(self)
        self.context = Context(session, worker, self.refresh, self, lambda: self._preferences, today)
        self.stack = PageStack(registry, self.context)
        self.stack.title_changed.connect(self._retitle)
        self.drafts = Drafts(self, self._parts, self._write_drafts)
        self._left: dict[str, QWidget] = {}
        self._lost_focus = LostFocus(self, self._stops_of_page)
        self._history = History()
        self._undo: list[Callable[[], object]] = []
        self._width = Width.WIDE
        self.reminders = Reminders(self.context, self, now)
        self._build()
        self._bind_keys()
        worker.failed.connect(self._unasked_failure)
        look().changing.connect(self._let_go)
        look().changed.connect(self._measure)
        # After the first page has asked for what it shows.
        QTimer.singleShot(LATER, self, self._look_around)

    def _build(self) -> None:
        self.rail = Rail(self._registry, lambda name: self.go(Place(name)))
        self.header = Header(self.do, self._registry, lambda name: self.go(Place(name)))
        self.status = StatusBar()
        self.room = Room(self.stack)
        self.toasts = Toasts(self, beside=self.rail)
        self.clipboard = Clipboard(self)
        self.reminder = ReminderBar(self.context, self.reminders, self._focus_page)
        right = column(self.header, self.reminder, self.room, space=0)
        right.setStretch(2, 1)
        main = row(self.rail, right, space=0)
        main.setStretch(1, 1)
        whole = column(main, self.status, space=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        session = self.context.session
        who = " · ".join(part for part in (session.adviser, session.workplace) if part)
        self.status.show_workplace(long_date(session.packs_date), who)
        box = self.header.search
        box.asked.connect(self._look_up)
        box.chosen.connect(self._open_hit)

    def _look_around(self) -> None:
        """When a backup was last carried away, and what was found about the files when they were opened."""
        session = self.context.session
        self.context.worker.run(lambda progress: session.backups(), self.status.show_copy, owner=self)
        self.context.worker.run(lambda progress: session.found(), self._tell_found, owner=self)

    def _tell_found(self, found: tuple[Found, ...]) -> None:
        bad = [each.told for each in found if not each.good]
        if bad and self.view is not None:
            self.view.show_error(bad[0])
        for each in found:
            if each.good and not bad:
                what, safe, _next = sentences(each.told)
                self.toasts.say(f"{what} {safe}")

    def _bind_keys(self) -> None:
        for key in keys.KEYS:
            if key.native and key.name not in ("undo", "redo"):
                continue
            for sequence in key.sequences:
                shortcut = QShortcut(QKeySequence(sequence), self)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.activated.connect(lambda name=key.name: self.do(name))

    # --- places -----------------------------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where we are."""
        return self._history.place

    @property
    def _alone(self) -> bool:
        return self.view is not None and self.view.alone

    @property
    def view(self) -> PageView | None:
        """The page that is shown."""
        return self.stack.view

    def go(self, place: Place) -> None:
        if place == self.place:
            self._focus_page()
            return
        self._history.go(place)
        self._show(place)

    def back(self) -> None:
        self._step(-1)

    def forward(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        if self._history.step(step):
            self._show(self.place, returning=True)

    def _show(self, place: Place, *, returning: bool = False) -> None:
        page = pages.find(place.page, self._registry)
        if page is None:
            return
        before = self.view
        focused = self.focusWidget()
        if before is not None and focused is not None and before.isAncestorOf(focused):
            self._left[self.stack.name_of(before)] = focused
        view = self.stack.get(page)
        view.open(place)
        view.set_width(self._width)
        self.rail.mark(page.under or page.name)
        self.stack.setCurrentWidget(view)
        self._measure()
        self.room.to_top()
        self.header.back.setEnabled(self._history.can_go_back)
        self._retitle()
        if before is not view:
            source = self._left.get(page.name) if returning else None
            self._focus_page(source)

    def _let_go(self) -> None:
        self.stack.let_go(lambda view: view.at_work() or self.drafts.open_in(view))

    def _retitle(self) -> None:
        view, page = self.view, pages.find(self.place.page, self._registry)
        own = view.window_title() if view is not None else ""
        self.title_changed.emit(own or (_(page.title) if page else ""))

    def _focus_page(self, source: QWidget | None = None) -> None:
        view = self.view
        if view is None:
            return
        if source is not None and shiboken6.isValid(source) and source.isVisible():
            source.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            view.owed_focus.give()

    # --- keys -------------------------------------------------------------------------------------------------

    def do(self, name: str) -> bool:
        """Do what a key or a button of the header says; the page is asked first, except for cover and lock."""
        if name not in ("cover", "lock") and self.view is not None and self.view.do(name):
            return True
        if self._alone and name not in _ALONE:
            return False
        action = self._actions().get(name)
        if action is not None:
            action()
        return action is not None

    def _actions(self) -> dict[str, Callable[[], object]]:
        zoom = look().zoom_by
        actions: dict[str, Callable[[], object]] = {
            "search": self._to_search,
            "new": self._new_enquiry,
            "cover": self.cover_wanted.emit,
            "lock": self.lock_wanted.emit,
            "back": self.back,
            "forward": self.forward,
            "region_after": lambda: self._region(1),
            "region_before": lambda: self._region(-1),
            "panel": self._panel,
            "client": self._client_view,
            "save": lambda: self.toasts.say(_("Everything is saved.")),
            "main": self._main_action,
            "undo": self._undo_last,
            "help": self._show_help,
            "larger": lambda: self._zoom(zoom, 1),
            "smaller": lambda: self._zoom(zoom, -1),
            "usual_size": lambda: self._zoom(zoom, 0),
        }
        for page in self._registry:
            if page.key:
                actions[f"page{page.key}"] = partial(self.go, Place(page.name))
        return actions

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the rail over header, title and content to the panel, whenever the parts were made."""
        focused = self.focusWidget()
        if focused is not None and self.isVisible() and not focused.isVisible():
            self._lost_focus.find_again(focused)  # Qt asks because it was just hidden
            return True
        order = self._stops()
        at = next((n for n, stop in enumerate(order) if focused in (stop, stop.focusProxy())), -1)
        if at < 0 or len(order) < 2:
            return super().focusNextPrevChild(forward)
        target = order[(at + (1 if forward else -1)) % len(order)]
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        show_in_scroll(target)
        return True

    def _stops_of_page(self) -> list[QWidget]:
        """Where the focus goes when it was lost: the page, or else anywhere."""
        return (stops(self.view) if self.view is not None else []) or self._stops()

    def _stops(self) -> list[QWidget]:
        """Every stop of Tab in the order of the parts; inside a part as Qt has them."""
        parts = [self.rail, self.header, *(self.view.parts() if self.view else ())]

        def part_of(stop: QWidget) -> int:
            return next((n for n, part in enumerate(parts) if part.isAncestorOf(stop)), len(parts))

        return sorted(stops(self), key=part_of)

    def _panel(self) -> None:
        if self.view is not None:
            self.view.toggle_panel()

    def _client_view(self) -> None:
        if self.place.case:
            self.go(Place("client", case=self.place.case))

    def _new_enquiry(self) -> None:
        text = self.header.search.text()
        self.header.search.close_list()
        self.go(Place("cases", tab="new", item=text))

    def _to_search(self) -> None:
        field = self.header.search.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def _main_action(self) -> None:
        button = self.view.main_action() if self.view else None
        if button is not None and button.isEnabled():
            button.click()

    def _zoom(self, zoom: Callable[[int], None], step: int) -> None:
        from dataclasses import replace

        zoom(step)
        self._preferences = replace(self._preferences, zoom=look().zoom)
        self.preferences_wanted.emit(self._preferences)
        self.toasts.say(_("Text at {percent} %").format(percent=round(look().zoom * 100)))

    def _show_help(self) -> None:
        """The chapter about this page; where a page stands alone, only the keys, so that nothing else shows."""
        if self._alone:
            from welcomedesk.ui.frame.help import show_keys

            show_keys(self)
            return
        from welcomedesk.domain.manual import chapter_for
        from welcomedesk.ui.manual import chapters

        place = self.place
        tab = (place.tab or "overview") if place.page == "case" else ""
        self.go(Place("help", item=chapter_for(chapters(language()), place.page, tab).id))

    def tour(self) -> None:
        from welcomedesk.ui.greeting import tour

        tour(self)

    def _region(self, step: int) -> None:
        page_parts = self.view.regions() if self.view else []
        regions = [part for part in (self.rail, self.header, *page_parts) if part.isVisible() and stops(part)]
        focused = self.focusWidget()
        at = next((n for n, part in enumerate(regions) if focused is not None and part.isAncestorOf(focused)), -1)
        if not regions:
            return
        part = regions[(at + step) % len(regions)] if at >= 0 else regions[0]
        marked = next((item for item in self.rail.items if item.isChecked()), None)
        target = marked if part is self.rail and marked is not None else stops(part)[0]
        if part is self.header:
            target = self.header.search.field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- what pages ask of the window -------------------------------------------------------------------------

    def did(
        self,
        words: str,
        changed: SaysWhatChanged | None = None,
        undo: Callable[[], object] | None = None,
        by: QObject | None = None,
    ) -> None:
        self.saved()
        if undo is not None:
            self._undo.append(undo)
            del self._undo[:-50]
        if changed is not None:
            self.refresh.tell(changed, by)
        if words:
            self.toasts.say(words, self._undo_last if undo is not None else None)

    def saved(self) -> None:
        self.status.show_saved(now_words())
        # What was saved is no draft any more; the form goes after we were told.
        QTimer.singleShot(0, self.drafts, self.drafts.tick)

    def _undo_last(self) -> None:
        if self._undo:
            self._undo.pop()()

    def set_count(self, page: str, count: int) -> None:
        self.rail.set_count(page, count)

    def set_preferences(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self.preferences_wanted.emit(preferences)

    def cover(self) -> None:
        self.cover_wanted.emit()

    def lock(self) -> None:
        self.lock_wanted.emit()

    def show_copy(self, seen: BackupsSeen) -> None:
        self.status.show_copy(seen)

    def copy(self, text: str) -> None:
        self.clipboard.copy(text)
        self.toasts.say(_("Copied. It leaves the clipboard after 60 seconds."))

    # --- searching --------------------------------------------------------------------------------------------

    def _look_up(self, text: str) -> None:
        find = self._search
        if find is None:
            return
        desk = self.context.session.desk
        box = self.header.search
        self.context.worker.run(
            lambda progress: find(desk, text),
            lambda hits: box.show_hits(text, hits),
            lambda error: self.view.show_error(error) if self.view else None,
            owner=box,
            latest="search everything",
        )

    def _open_hit(self, hit: Hit) -> None:
        kind, _colon, name = hit.code.partition(":")
        if kind == "do":
            self.do(name)
        elif kind == "gap":
            self._note_gap(hit.title)
        elif hit.place is not None:
            self.go(hit.place)

    def _note_gap(self, text: str) -> None:
        from welcomedesk.ui.acting import act

        def note(desk: Any) -> Any:
            from welcomedesk.desk import gaps

            return gaps.note(desk, text)

        failed = self.view.show_error if self.view is not None else self._unasked_failure
        act(self.context, self, note, _("Noted as missing."), failed=failed)

    def _unasked_failure(self, error: Exception) -> None:
        if self.view is not None:
            self.view.show_error(error)

    # --- room -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self.toasts.place()
        self.header.search.close_list()

    def _measure(self) -> None:
        """Work out the width class; larger text counts as less room."""
        width = Width.of(self.width() / look().icon_factor)
        self._width = width
        self.rail.setVisible(width > Width.TINY and not self._alone)
        self.header.setVisible(not self._alone)
        self.status.setVisible(not self._alone)
        self.reminder.set_allowed(not self._alone)
        self.rail.set_narrow(width < Width.MEDIUM)
        self.header.set_tiny(width == Width.TINY)
        self.status.set_tiny(width == Width.TINY)
        if self.view is not None:
            self.view.set_width(width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._measure)

    # --- leaving and coming back ------------------------------------------------------------------------------

    def _parts(self) -> dict[Key, Any]:
        """Where somebody is and what the pages hold, by case and field."""
        window = self._history.keep() | {"scrolled": position(self.view)}
        return {WINDOW: window, **dict(self.stack.parts())}

    def _write_drafts(self, changed: dict[Key, Any]) -> None:
        session = self.context.session

        def failed(error: Exception) -> None:
            self.drafts.lost(changed)
            self._unasked_failure(error)

        self.context.worker.run(lambda progress: session.keep_drafts(changed), failed=failed, owner=self)

    def restore(self, found: Sequence[Draft]) -> bool:
        """Go back to where somebody was, with what was typed; says whether there was such a place."""
        self.drafts.begin(found)
        self.stack.take(found)
        window = next((draft.value for draft in found if (draft.case_id, draft.field) == WINDOW), None)
        if not isinstance(window, dict) or not self._history.take(window, self._known):
            return False
        self._show(self.place)
        scrolled = window.get("scrolled")
        if self.view is not None and isinstance(scrolled, int):
            ScrollBack(self.view, scrolled)
        QTimer.singleShot(_COUNT_AFTER, self, self._count)
        return True

    def _known(self, place: Place) -> bool:
        return pages.find(place.page, self._registry) is not None

    def offer_drafts(self) -> None:
        """Say on the page that is shown which forms were left with something typed in them."""
        from welcomedesk.ui.drafts_shown import notice

        if self.view is not None and self.drafts.waiting():
            banner = notice(self.drafts, self._go_on, self.view)
            if banner is not None:
                self.view.show_notice(banner)

    def _go_on(self, draft: Waiting) -> None:
        self.go(Place(*draft.place))
        if self.view is not None:
            self.view.clear_notice()
            self.view.resume(draft.name)

    def _count(self) -> None:
        """The number in the rail, where one comes back to another page than *Today*."""
        page = pages.find("today", self._registry)
        if page is not None and not self.stack.made(page.name):
            self.stack.get(page).count()

    def close_session(self) -> None:
        """Let go of everything that holds data of persons; the window calls it when it locks."""
        self.reminders.end()
        self.clipboard.clear_now()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        for window in app.topLevelWidgets():
            if isinstance(window, QDialog):
                # Hidden by the cover or the lock, it still stands in the way of whoever waits for its answer.
                window.reject()
            elif window is not self.window() and window.isVisible():
                window.close()
