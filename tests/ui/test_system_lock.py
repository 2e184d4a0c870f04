"""The window locks when the system does: each way in which a system says so, over a real bus without a daemon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServer
from pytestqt.qtbot import QtBot

from tests.helpers.fake_backend import FakeBackend
from tests.ui.conftest import MakeWindow
from tests.ui.test_window import unlock
from welcomedesk.ui import system_lock
from welcomedesk.ui.system_lock import ASLEEP, LOGIN, LOGIN_PATH, SAVERS, TICK, SystemLock, means_leaving, session_path
from welcomedesk.ui.unlock import UnlockPage

SLEEP = ("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", [True])
LOCK = (f"{LOGIN_PATH}/session/_32", f"{LOGIN}.Session", "Lock", [])
SAID = [*((f"/{saver.replace('.', '/')}", saver, "ActiveChanged", [True]) for saver in SAVERS), SLEEP, LOCK]


class Bus:
    """A bus between us and the watcher alone; what is sent on it arrives as from a desktop."""

    def __init__(self, name: str) -> None:
        self.server = QDBusServer()
        self.ends: list[QDBusConnection] = []
        self.server.newConnection.connect(lambda end: self.ends.append(QDBusConnection(end)))
        self.name = name
        self.client = QDBusConnection.connectToPeer(self.server.address(), name)
        while not self.ends:
            QCoreApplication.processEvents()

    def send(self, path: str, interface: str, name: str, arguments: list[object]) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(arguments)
        assert self.ends[0].send(message)


@pytest.fixture
def bus(qapp: QCoreApplication, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    made = Bus(f"test {request.node.name}")
    yield made
    QDBusConnection.disconnectFromPeer(made.name)


@pytest.mark.parametrize("said", SAID, ids=[f"{interface} {name}" for _path, interface, name, _what in SAID])
def test_what_the_desktop_says_locks_the_window(bus: Bus, make_window: MakeWindow, qtbot: QtBot, said: tuple) -> None:  # type: ignore[type-arg]
    window = make_window(FakeBackend())
    unlock(window, qtbot)
    watch = SystemLock(window)
    watch.listen_on_buses(bus.client, bus.client)
    watch.leaves.connect(window.lock)
    with qtbot.waitSignal(window.locked):
        bus.send(*said)
    assert isinstance(window.gate, UnlockPage)


def test_waking_and_the_end_of_the_screen_saver_lock_nothing(bus: Bus, qtbot: QtBot) -> None:
    watch, heard = SystemLock(), []
    watch.leaves.connect(lambda: heard.append("leaves"))
    watch.listen_on_buses(bus.client, bus.client)
    bus.send(*SLEEP[:3], [False])
    bus.send("/", SAVERS[0], "ActiveChanged", [False])
    bus.send(f"{LOGIN_PATH}/session/_39", f"{LOGIN}.Session", "Lock", [])
    with qtbot.waitSignal(watch.leaves):
        bus.send(*LOCK)
    assert heard == ["leaves"], "the session of somebody else is none of ours"


@pytest.mark.parametrize(
    ("message", "what", "leaves"),
    [(0x2B1, 7, True), (0x2B1, 2, True), (0x2B1, 4, True), (0x2B1, 6, True), (0x218, 4, True),
     (0x2B1, 8, False), (0x2B1, 5, False), (0x218, 7, False), (0x218, 0x12, False), (0x100, 7, False)],
)  # fmt: skip
def test_messages_of_windows_that_mean_leaving(message: int, what: int, leaves: bool) -> None:
    """Lock, disconnect, log-off and suspend; not unlock, log-on, resume or a key."""
    assert means_leaving(message, what) is leaves


def test_a_message_of_windows_reaches_the_window_through_qt(qapp: QCoreApplication) -> None:
    import ctypes
    from ctypes import wintypes

    heard: list[str] = []
    told = wintypes.MSG(message=system_lock.WM_WTSSESSION_CHANGE, wParam=system_lock.WTS_SESSION_LOCK)
    watch = system_lock.WindowsMessages(lambda: heard.append("leaves"))
    assert watch.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told)) == (False, 0)
    assert watch.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert heard == ["leaves"]


def test_a_clock_that_ran_on_gives_a_sleep_away(qapp: QCoreApplication) -> None:
    now, heard = [1000.0], []
    watch = SystemLock(clock=lambda: now[0])
    watch.leaves.connect(lambda: heard.append(now[0]))
    for later in (TICK, TICK + 3, TICK + ASLEEP + 1, TICK, -3600):
        now[0] += later
        watch.look_at_clock()
    assert heard == [1000.0 + TICK + TICK + 3 + TICK + ASLEEP + 1]


@pytest.mark.parametrize(
    ("name", "path"), [("", ""), ("2", "_32"), ("c1", "c1"), ("12", "_312"), ("a-b", "a_2db"), ("ä", "_e4")]
)
def test_sessions_are_found_under_their_path(monkeypatch: pytest.MonkeyPatch, name: str, path: str) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", name)
    assert session_path() == (f"{LOGIN_PATH}/session/{path}" if path else "")
