"""The one window of the program: unlock page, first run, the shell, cover screen, and the way between them.

The program starts with a picture of the unlock page (`sketch.py`); the page itself is imported and made right after
it was painted, and takes over what was typed meanwhile. What unlocking needs is imported on the worker thread after
that (`Backend.warm_up`), so that the person types while it loads. Before the first picture nothing may name `Qt`,
`QtGui` or the look: loading their enumerations takes longer than painting.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from welcomedesk import i18n
from welcomedesk.i18n import _
from welcomedesk.ui.covering import Covering, other_windows
from welcomedesk.ui.look.tokens import SMALLEST_WINDOW
from welcomedesk.ui.speaking import speak

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from welcomedesk.desk.ports import Draft
    from welcomedesk.ui.backend import Backend, Preferences, Session, Workplace
    from welcomedesk.ui.backup_timer import BackupTimer
    from welcomedesk.ui.idle import Idle
    from welcomedesk.ui.replacing import Replacing
    from welcomedesk.ui.shell import Shell
    from welcomedesk.ui.sketch import Sketch
    from welcomedesk.ui.succession import Handover
    from welcomedesk.ui.worker import Worker

NAME = "Welcomedesk"
REST_AFTER_PAINT = 30
"""Milliseconds in which the first picture reaches the screen before anything else takes the processor."""


class Window(QWidget):
    """The window.

    Args:
        backend: the program behind it, or what makes it once the first picture stands; needs `sketch` then.
        make_shell: how the unlocked window is made; other ones in tests.
        sketch: the first picture, for the start of the program.
        door: where other processes of the program find this one; without it a lock stays in this process.
        before: what the process handed over whose place this one takes.
    """

    reader_role = "Window"
    painted = Signal()
    usable = Signal()
    unlocked = Signal()
    locked = Signal()

    def __init__(
        self,
        backend: Backend | Callable[[], Backend],
        make_shell: Callable[[Session, Worker, Preferences], Shell] | None = None,
        *,
        sketch: Sketch | None = None,
        door: str = "",
        before: Handover | None = None,
    ) -> None:
        super().__init__()
        self._worker: Worker | None = None
        self._make_shell = make_shell or _shell
        self._session: Session | None = None
        self.shell: Shell | None = None
        self.gate: QWidget | None = None
        self._painted = self._settled = self._first_time = self._carrier_known = False
        self._glance: Workplace | None = None
        self._idle: Idle | None = None
        self._backups: BackupTimer | None = None
        self._door, self._before = door, before
        self.replacing: Replacing | None = None
        self._stack = QStackedLayout()
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._stack)
        self.covering = Covering(self, self._stack)
        self.covering.lifted.connect(self._uncover)
        self.covering.locked.connect(self.lock)
        self.setMinimumSize(*SMALLEST_WINDOW)
        self.setWindowTitle(NAME)
        self.resize(1440, 900)
        self._sketch = sketch
        self._typed = ""
        self._given = backend
        if sketch is None:
            self._begin()
        else:
            self._stack.addWidget(sketch)

    def appear(self) -> None:
        """Show the window, where the process before this one had it."""
        before = self._before
        if before is None:
            self.show()
            return
        self.restoreGeometry(bytes.fromhex(before.geometry))
        if before.shown == "minimized":
            self.showMinimized()
            return
        if before.shown == "behind":
            from PySide6.QtCore import Qt

            # Whoever works with another program meanwhile keeps the keyboard.
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.show()

    def come_forward(self) -> None:
        """Stand in front of other windows: somebody started the program once more."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()
        if self.shell is not None and self.covering.cover is None:
            self.shell.toasts.say(_("Welcomedesk was open already. There is one window for each workplace."))

    def _begin(self) -> None:
        """Show the first page."""
        self.backend: Backend = self._given() if callable(self._given) else self._given
        self.preferences = self.backend.preferences()
        self.show_gate(locked_at=self._before.at if self._before is not None else "")

    @property
    def worker(self) -> Worker:
        """The one thread of the case file, made when it is first asked for."""
        if self._worker is None:
            from welcomedesk.ui.worker import Worker

            self._worker = Worker(self)
        return self._worker

    # --- before unlocking -------------------------------------------------------------------------------------

    def show_gate(self, *, locked_at: str = "") -> None:
        """Show what stands before the case files: unlock page, first run, or what is wrong with the files.

        Args:
            locked_at: the time of day, where it comes from a lock.
        """
        # At the start from memory: reading the key file would bring half the store before the first picture.
        glance = None if self._settled else self.backend.remembered()
        workplace = self._glance = glance or self.backend.workplace()
        if workplace.state == "none":
            from welcomedesk.ui.firstrun import FirstRun

            first = FirstRun(self.backend, self.worker)
            first.opened.connect(self._enter_first)
            first.language_wanted.connect(self.use_language)
            self._replace_gate(first)
        else:
            from welcomedesk.ui.unlock import UnlockPage

            page = UnlockPage(self.backend, lambda: self.worker, workplace, locked_at=locked_at)
            page.opened.connect(self.enter)
            page.language_wanted.connect(self.use_language)
            page.begin_wanted.connect(self.show_gate)
            self._replace_gate(page)
        self.setWindowTitle(NAME)

    def _finish_gate(self) -> None:
        finish = getattr(self.gate, "after_paint", None)
        if finish is not None and self._settled:
            finish()

    def _replace_gate(self, gate: QWidget) -> None:
        old, self.gate = self.gate, gate
        self._stack.addWidget(gate)
        self._stack.setCurrentWidget(gate)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        gate.setFocus()
        self._finish_gate()

    def use_language(self, language: str) -> None:
        """Another language on the unlock page or in the shell; place and drafts stay."""
        from dataclasses import replace

        self._apply_preferences(replace(self.preferences, language=language))

    # --- unlocked ---------------------------------------------------------------------------------------------

    def enter(self, session: Session) -> None:
        """Show the shell of an unlocked workplace, where the person was before the lock."""
        self._session = session
        self._care_for_backups()
        self.worker.run(lambda progress: session.drafts(), self._enter_at, lambda error: self._enter_at(()))

    def _enter_first(self, session: Session, carrier_known: bool) -> None:
        self._first_time, self._carrier_known = True, carrier_known
        self.enter(session)

    def _greet(self) -> None:
        """Offer the tour the first time, and say what is new after an update; once each."""
        from dataclasses import replace

        from welcomedesk import __version__

        before = self.preferences.seen_version
        if before != __version__:
            self._apply_preferences(replace(self.preferences, seen_version=__version__))
        if self.shell is not None and (self._first_time or before not in ("", __version__)):
            from welcomedesk.ui import greeting

            if self._first_time:
                greeting.welcome(self.shell, carrier_known=self._carrier_known)
            else:
                greeting.tell_news(self.shell, __version__)
        self._first_time = False

    def _enter_at(self, found: Sequence[Draft]) -> None:
        if self._session is None:
            return
        self._show_shell(found)
        old, self.gate = self.gate, None
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._greet()
        self.unlocked.emit()

    def _show_shell(self, found: Sequence[Draft]) -> None:
        assert self._session is not None
        old = self.shell
        self.shell = self._make_shell(self._session, self.worker, self.preferences)
        self.shell.title_changed.connect(self._retitle)
        self.shell.lock_wanted.connect(self.lock)
        self.shell.cover_wanted.connect(self.cover)
        self.shell.preferences_wanted.connect(self._apply_preferences)
        self._stack.addWidget(self.shell)
        self._stack.setCurrentWidget(self.shell)
        if not self.shell.restore(found):
            from welcomedesk.ui.page import Place

            self.shell.go(Place("today"))
        self.shell.offer_drafts()
        self.shell.reminders.begin()
        if old is not None:
            self._drop(old)

    def _drop(self, shell: Shell) -> None:
        self.worker.failed.disconnect(shell._unasked_failure)
        shell.hide()
        self._stack.removeWidget(shell)
        shell.deleteLater()

    def _retitle(self, title: str) -> None:
        if self.covering.cover is None:
            self.setWindowTitle(f"{title} – {NAME}" if title else NAME)

    def _apply_preferences(self, wanted: Preferences) -> None:
        from welcomedesk.ui.look.theme import look

        before, self.preferences = self.preferences, wanted
        self.backend.save_preferences(wanted)
        if self._idle is not None:
            self._idle.set_minutes(wanted.lock_minutes)
        if wanted.scheme != look().scheme:
            look().use_scheme(wanted.scheme)
        if abs(wanted.zoom - look().zoom) > 0.001:
            look().use_zoom(wanted.zoom)
        if wanted.language != before.language:
            i18n.use_language(wanted.language)
            speak()
            # After the click that asked for it has come back to its widget.
            QTimer.singleShot(0, self, self._speak_anew)

    def _speak_anew(self) -> None:
        if self.shell is not None:
            from welcomedesk.desk.drafts import as_found

            now = self.shell.drafts.now()
            self.shell.drafts.freeze()
            self._show_shell(as_found(now))
        else:
            keep = getattr(self.gate, "keep", None)
            typed = keep() if keep is not None else None
            self.show_gate()
            restore = getattr(self.gate, "restore", None)
            if restore is not None and typed is not None:
                restore(typed)

    def _care_for_backups(self) -> None:
        from welcomedesk.ui.backup_timer import BackupTimer

        if self._backups is None:
            self._backups = BackupTimer(self)
            self._backups.failed.connect(self._tell_backup_trouble)
        self._backups.begin(self._session)

    def _tell_backup_trouble(self, error: Exception) -> None:
        if self.shell is not None:
            self.shell._unasked_failure(error)

    def _leave_backups(self) -> None:
        if self._backups is not None:
            self._backups.end()

    # --- covering and locking ---------------------------------------------------------------------------------

    def cover(self) -> None:
        """Cover the window at once; any key goes on."""
        if self.shell is None or self.covering.cover is not None:
            return
        self.covering.put_on()
        self.setWindowTitle(NAME)

    def _uncover(self) -> None:
        if not self.covering.take_off() or self.shell is None:
            return
        self._stack.setCurrentWidget(self.shell)
        self.shell._retitle()
        if not self.covering.bring_back():
            self.shell._focus_page()

    def lock(self) -> None:
        """Lock at once: nothing can be read any more, drafts go into the encrypted file, the session closes.

        No dialog is asked. A new process shows the locked window, and this one ends (`replacing.py`).
        """
        if self.shell is None or self._session is None:
            return
        shell, session = self.shell, self._session
        self.shell = self._session = None
        changed = shell.drafts.freeze()
        self._draw_curtain()
        replaced = self.replacing is not None and self.replacing.begin(session.folder)
        self._leave_backups()
        shell.close_session()
        self.covering.take_off()

        def close(progress: object) -> None:
            try:
                session.keep_drafts(changed)
            finally:
                session.close()

        self.worker.run(close, lambda _nothing: self.backend.locked(), lambda error: self.backend.locked())
        if not replaced:
            self._show_locked()
        self._drop(shell)
        self.locked.emit()

    def _draw_curtain(self) -> None:
        """Hide every window and paint this one empty, before anything else is done."""
        from welcomedesk.ui.frame.cover import Curtain

        # A field that loses the focus would save what is half typed; that is a draft, and it is kept already.
        app, field = QApplication.instance(), QApplication.focusWidget()
        blocked = [QSignalBlocker(each) for each in (app, field) if each is not None]
        for window in other_windows(self):
            window.hide()
        self._replace_gate(Curtain())
        if field is not None:
            blocked.pop().dismiss()
        del blocked
        self.setWindowTitle(NAME)
        self.repaint()

    def _show_locked(self) -> None:
        """The locked page in this process, where no other one takes its place."""
        from welcomedesk.ui.dates import now_words

        self.show_gate(locked_at=now_words())

    # --- painting and closing ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            if self._sketch is None:
                QTimer.singleShot(REST_AFTER_PAINT, self, self._settle)
            else:
                QTimer.singleShot(0, self, self._after_sketch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that come while only the first picture stands belong to the passphrase."""
        if self._sketch is None:
            super().keyPressEvent(event)
            return
        letters = event.text()
        if letters == "\b":
            self._typed = self._typed[:-1]
        elif letters.isprintable():
            self._typed += letters

    def _after_sketch(self) -> None:
        """The page takes the place of its picture, with what was typed."""
        old, self._sketch = self._sketch, None
        self._begin()
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        take = getattr(self.gate, "take_typed", None)
        if take is not None and self._typed:
            take(self._typed)
        self._typed = ""
        self.usable.emit()
        QTimer.singleShot(REST_AFTER_PAINT, self, self._settle)

    def _settle(self) -> None:
        self._settled = True
        gc.freeze()
        gc.enable()
        self.painted.emit()
        self._watch_idle()
        speak()
        if self.shell is None and self._glance != self.backend.workplace():
            self.show_gate()
        self._finish_gate()
        if self._door:
            self._open_door()
        self.worker.run(lambda progress: self.backend.warm_up(), failed=lambda error: None)

    def _open_door(self) -> None:
        """Tell the process before this one that it may go, and be found by the next start."""
        from welcomedesk.ui import door
        from welcomedesk.ui.replacing import Replacing

        if self._before is not None:
            door.knock(self._door, door.TAKES_OVER)
        self.replacing = Replacing(self, self._door)
        self.replacing.failed.connect(self._show_locked)

    def _watch_idle(self) -> None:
        from welcomedesk.ui.idle import Idle

        handle = self.windowHandle()
        if handle is not None and self._idle is None:
            self._idle = Idle(self)
            self._idle.rested.connect(self.lock)
            self._idle.set_minutes(self.preferences.lock_minutes)
            self._idle.watch(handle)
            from welcomedesk.ui import system_lock

            system_lock.watch(self).leaves.connect(self.lock)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything that was asked for is written before the window goes."""
        if self._session is not None and self.shell is not None:
            session, changed = self._session, self.shell.drafts.freeze()
            self.shell.close_session()
            self._leave_backups()
            self.worker.run(lambda progress: session.keep_drafts(changed), failed=lambda error: None)
            self.worker.run(lambda progress: session.close(), failed=lambda error: None)
            self._session = None
        self.worker.close()
        if self._backups is not None:
            self._backups.close()
        super().closeEvent(event)


def _shell(session: Session, worker: Worker, preferences: Preferences) -> Shell:
    from welcomedesk.ui.everything import find
    from welcomedesk.ui.shell import Shell

    return Shell(session, worker, preferences, search=find)
