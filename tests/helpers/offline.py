"""A guard that lets no test reach for the network: it watches the interpreter's own audit events."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_NETWORK = (socket.AF_INET, socket.AF_INET6)
_LOOKUPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})


class NetworkTouchedError(Exception):
    """Somebody opened a network socket or asked for a host name."""


@dataclass
class Guard:
    """Watches while `on`; every attempt is refused and kept in `seen`."""

    on: bool = False
    seen: list[str] = field(default_factory=list)

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event in _LOOKUPS or (event == "socket.__new__" and arguments[1] in _NETWORK):
            self.seen.append(event)
            raise NetworkTouchedError(f"{event}: the program works without any network")


GUARD = Guard()


def install() -> Guard:
    """Hook the guard into this process; an audit hook stays for good, so it is done once."""
    if not getattr(sys, "_welcomedesk_guarded", False):
        sys.addaudithook(GUARD.hook)
        sys._welcomedesk_guarded = True  # type: ignore[attr-defined]
    return GUARD


@contextmanager
def no_network() -> Iterator[Guard]:
    """Refuse network sockets inside the block; `seen` tells afterwards what was tried."""
    guard = install()
    guard.seen.clear()
    guard.on = True
    try:
        yield guard
    finally:
        guard.on = False
