"""The accessibility tree as other programs of a Linux desktop see it: AT-SPI over D-Bus, as Orca reads it.

`Desktop` starts a screen, a bus and the program; `OverTheBus` is the reader. Only where the services are installed
(`at-spi2-core`, `dbus`, `xvfb`): `installed()`.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import PySide6
from jeepney import DBusAddress, MessageFlag, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.helpers.screen_reader import PATIENCE, Node, ScreenReader

ROOT = Path(__file__).resolve().parents[2]
ACCESSIBLE = "org.a11y.atspi.Accessible"
WAYS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
CHECKED, ENABLED, SELECTED, SENSITIVE, SHOWING = 4, 8, 23, 24, 25
"""Bits of a state, in the order of the AT-SPI standard."""

NAMES = {"push button": "button", "frame": "window", "entry": "text"}


def installed() -> bool:
    """Whether this machine has a screen without a monitor, Qt's libraries for it, a bus and the service of the tree."""
    services = all(map(shutil.which, ("Xvfb", "dbus-daemon"))) and any(Path(way).exists() for way in WAYS)
    return services and _qt_finds_its_libraries()


def _qt_finds_its_libraries() -> bool:
    plugin = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError:
        return False
    return True


class Bus:
    """Calls to the tree; several go out at once, because each has a long way."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(address)

    def ask(self, calls: Sequence[tuple[Any, ...]]) -> list[Any]:
        """The answers to calls `(node, interface, method, signature, arguments)`; what went away answers `None`."""
        waiting: dict[int, int] = {}
        answers: list[Any] = [None] * len(calls)
        for place, ((owner, path), interface, *rest) in enumerate(calls):
            message = new_method_call(DBusAddress(path, owner, interface), *rest)
            serial = next(self._connection.outgoing_serial)
            waiting[serial] = place
            self._connection.send(message, serial=serial)
        while waiting:
            reply = self._connection.receive(timeout=PATIENCE / 1000)
            place = waiting.pop(reply.header.fields.get(5, -1), None)
            if place is not None and reply.header.message_type is MessageType.method_return:
                answers[place] = reply.body[0] if reply.body else ()
        return answers

    def press(self, node: tuple[str, str]) -> None:
        """Do the first action without waiting: a dialog may answer only when it is closed."""
        message = new_method_call(DBusAddress(node[1], node[0], "org.a11y.atspi.Action"), "DoAction", "i", (0,))
        message.header.flags = MessageFlag.no_reply_expected
        self._connection.send(message)

    def rest(self, seconds: float) -> None:
        """Let the program work; signals that arrive meanwhile are read and dropped."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self._connection.receive(timeout=left)
            except TimeoutError:
                return

    def close(self) -> None:
        self._connection.close()


@dataclass
class Outer(Node):
    """A node of another process."""

    bus: Bus
    at: tuple[str, str]
    name: str = ""
    role: str = ""
    states: int = 0

    @property
    def shown(self) -> bool:
        return bool(self.states >> SHOWING & 1)

    @property
    def enabled(self) -> bool:
        return bool(self.states >> ENABLED & 1 and self.states >> SENSITIVE & 1)

    @property
    def on(self) -> bool:
        return bool(self.states >> CHECKED & 1 or self.states >> SELECTED & 1)

    @property
    def description(self) -> str:
        return str(self._property("Description"))

    @property
    def children(self) -> Sequence[Node]:
        return children(self.bus, [self])

    def _property(self, name: str) -> Any:
        call = (self.at, "org.freedesktop.DBus.Properties", "Get", "ss", (ACCESSIBLE, name))
        answer = self.bus.ask([call])[0]
        return answer[1] if answer else ""

    def below(self) -> Any:
        """Level by level, because each level is one way over the bus."""
        level: list[Outer] = [self]
        while level:
            level = [each for each in children(self.bus, level) if each.shown]
            yield from level

    def act(self) -> None:
        self.bus.press(self.at)

    def focus(self) -> None:
        self.bus.ask([(self.at, "org.a11y.atspi.Component", "GrabFocus")])

    def write(self, text: str) -> None:
        self.bus.ask([(self.at, "org.a11y.atspi.EditableText", "SetTextContents", "s", (text,))])


def children(bus: Bus, level: Sequence[Outer]) -> list[Outer]:
    """The children of all these, with role, name and state."""
    lists = bus.ask([(each.at, ACCESSIBLE, "GetChildren") for each in level])
    places = [tuple(at) for found in lists if found for at in found]
    asked: list[tuple[Any, ...]] = []
    for at in places:
        asked += [
            (at, ACCESSIBLE, "GetRoleName"),
            (at, ACCESSIBLE, "GetState"),
            (at, "org.freedesktop.DBus.Properties", "Get", "ss", (ACCESSIBLE, "Name")),
        ]
    told = bus.ask(asked)
    made = []
    for number, at in enumerate(places):
        role, states, name = told[3 * number : 3 * number + 3]
        if role is not None and states and name is not None:
            bits = states[0] | states[1] << 32
            made.append(Outer(bus, at, str(name[1]), NAMES.get(role, role), bits))
    return made


class OverTheBus(ScreenReader):
    """Reads the one program that has registered at this bus."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus

    def windows(self) -> Sequence[Node]:
        registry = Outer(self.bus, ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"))
        return [each for each in children(self.bus, children(self.bus, [registry])) if each.shown]

    def until(self, there: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE / 1000 * 3
        while not (self.windows() and there()):
            assert time.monotonic() < end, "nothing came"
            self.bus.rest(0.05)


class Desktop:
    """A screen, a bus and the program on it, all of its own; `end` takes everything away."""

    def __init__(self, home: Path) -> None:
        self._started: list[subprocess.Popen[bytes]] = []
        self.folder = home
        for part in ("cache", "run"):
            (home / part).mkdir(parents=True, mode=0o700)
        self._environment = {
            **os.environ, "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"), "XDG_RUNTIME_DIR": str(home / "run"),
            "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1",
        }  # fmt: skip
        self._environment["DISPLAY"] = self._screen()
        self._environment["DBUS_SESSION_BUS_ADDRESS"] = self._session()
        session = Bus(self._environment["DBUS_SESSION_BUS_ADDRESS"])
        address = session.ask([(("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress")])[0]
        session.close()
        self.bus = Bus(address)
        self.reader = OverTheBus(self.bus)

    def start(self, module: str, *arguments: str, environment: Mapping[str, str]) -> None:
        """Start the program; the reader waits for it."""
        paths = os.pathsep.join((str(ROOT), str(ROOT / "src")))
        self._program = self._run(
            [sys.executable, "-m", module, *arguments],
            env={**self._environment, **environment, "PYTHONPATH": paths}, cwd=ROOT,
        )  # fmt: skip

    def _screen(self) -> str:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
        self._run(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            return f":{told.readline().strip()}"

    def _session(self) -> str:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        made = self._run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self._environment)
        assert made.stdout is not None
        return made.stdout.readline().decode().strip()

    def _run(self, command: Sequence[str], **how: Any) -> subprocess.Popen[bytes]:
        made = subprocess.Popen(command, **how)
        self._started.append(made)
        return made

    def stop(self) -> None:
        """End the program, the last that was started."""
        self._program.terminate()
        self._program.wait(20)

    def end(self) -> None:
        """End the program and everything around it."""
        self.bus.close()
        for each in reversed(self._started):
            each.terminate()
            each.wait(20)
            if each.stdout is not None:
                each.stdout.close()
