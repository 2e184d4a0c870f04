"""When the system locks its screen or goes to sleep, the window locks too; told by the system where it tells.

- Linux: the screen savers of the desktops on the session bus, `login1` on the system bus. Before a sleep the system
  waits for us a moment (a delay inhibitor), so that nothing readable is in memory or on the screen at waking.
- Windows: messages of session and power to the window.
- Everywhere, and alone on macOS: the wall clock that runs on while this process stands still gives a sleep away; then
  the window locks at waking, before anybody types.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, QTimer, Signal, Slot

SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
TICK, ASLEEP = 5, 30.0
"""Seconds between two looks at the clock, and how late a look must be to mean that the system slept."""

# Source: Microsoft, Windows SDK, WinUser.h and WtsApi32.h.
WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 2, 4, 6, 7
_LEAVING = frozenset((WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK))


class SystemLock(QObject):
    """Says when the system leaves the person's hands.

    Args:
        clock: wall time in seconds.
    """

    leaves = Signal()

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last = clock()
        self._system: Any = None
        self._held: Any = None
        self._filter: WindowsMessages | None = None
        self._tick = QTimer(self, interval=TICK * 1000)
        self._tick.timeout.connect(self.look_at_clock)
        self._tick.start()

    def look_at_clock(self) -> None:
        """Notice that the system slept since the last look."""
        before, self._last = self._last, self._clock()
        if self._last - before > TICK + ASLEEP:
            self.leaves.emit()

    # --- Linux ------------------------------------------------------------------------------------------------

    def listen_on_buses(self, session: Any, system: Any) -> None:
        """Hear the screen savers on one bus and the log-in service on the other; a bus that is not there is left out.

        Args:
            session, system: `QDBusConnection`.
        """
        if session.isConnected():
            for saver in SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, SLOT("saver_changed(bool)"))
        if system.isConnected():
            system.connect("", LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", self, SLOT("sleep_begins(bool)"))
            system.connect("", session_path(), f"{LOGIN}.Session", "Lock", self, SLOT("session_locks()"))
            self._system = system
            self._hold()

    @Slot(bool)
    def saver_changed(self, on: bool) -> None:
        if on:
            self.leaves.emit()

    @Slot(bool)
    def sleep_begins(self, begins: bool) -> None:
        if begins:
            self.leaves.emit()
            # The window is empty and the new process is called: the system may sleep now.
            self._held = None
        else:
            self._hold()

    @Slot()
    def session_locks(self) -> None:
        self.leaves.emit()

    def _hold(self) -> None:
        """Ask the system to wait for us before it sleeps; without an answer it does not."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        call = QDBusMessage.createMethodCall(LOGIN, LOGIN_PATH, f"{LOGIN}.Manager", "Inhibit")
        call.setArguments(["sleep", "Welcomedesk", "locks its window", "delay"])
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(call), self)
        watcher.finished.connect(self._take)

    def _take(self, watcher: Any) -> None:
        answer = watcher.reply().arguments()
        self._held = answer[0] if answer else None
        watcher.deleteLater()

    # --- Windows ----------------------------------------------------------------------------------------------

    def listen_to_windows(self, handle: int) -> None:
        """Hear the messages of session and power that Windows sends to a window.

        Args:
            handle: of the window.
        """
        if sys.platform == "win32":
            import ctypes

            this_session = 0
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, this_session)
        self._filter = WindowsMessages(self.leaves.emit)
        app = QCoreApplication.instance()
        assert app is not None
        app.installNativeEventFilter(self._filter)


class WindowsMessages(QAbstractNativeEventFilter):
    """Looks at every message of Windows for those that mean that the person leaves."""

    def __init__(self, left: Callable[[], object]) -> None:
        super().__init__()
        self._left = left

    def nativeEventFilter(self, kind: Any, message: int) -> tuple[bool, int]:
        if bytes(kind) == b"windows_generic_MSG":
            from ctypes import wintypes

            told = wintypes.MSG.from_address(int(message))
            if means_leaving(told.message, told.wParam):
                self._left()
        return False, 0


def means_leaving(message: int, what: int) -> bool:
    """Whether a message of Windows says that the session locks, ends or sleeps."""
    sleeps = (message, what) == (WM_POWERBROADCAST, PBT_APMSUSPEND)
    return sleeps or (message == WM_WTSSESSION_CHANGE and what in _LEAVING)


def session_path() -> str:
    """The path of our session at the log-in service; empty, for any, where it is not known.

    Source: systemd, `bus_path_encode`: what is no letter or digit, and a digit at the start, becomes `_` and its code.
    """
    name = os.environ.get("XDG_SESSION_ID", "")
    if not name:
        return ""
    first, rest = name[0], name[1:]
    plain = [first if first.isascii() and first.isalpha() else f"_{ord(first):02x}"]
    plain += [sign if sign.isascii() and sign.isalnum() else f"_{ord(sign):02x}" for sign in rest]
    return f"{LOGIN_PATH}/session/{''.join(plain)}"


def watch(window: Any) -> SystemLock:
    """Watch the system for a window that is shown."""
    made = SystemLock(window)
    if sys.platform == "win32":
        made.listen_to_windows(int(window.winId()))
    elif sys.platform != "darwin":
        from PySide6.QtDBus import QDBusConnection

        made.listen_on_buses(QDBusConnection.sessionBus(), QDBusConnection.systemBus())
    return made
