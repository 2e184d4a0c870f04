"""One window per workplace: a second start knocks at the first window, which comes forward and says so.

The door is a local socket (a named pipe on Windows) of this person on this machine; nothing of it goes over a network.
A window that locks is replaced by a new process; that one knocks as well, when its own page stands. Light to import:
`doorkeeper.py` is behind it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

SECOND_START, TAKES_OVER = b"second start", b"takes over"
HEARD = b"heard"
_PATIENCE = 2000
"""Milliseconds to wait for whoever is behind the door."""


def address(home: Path) -> str:
    """Where the window of a workplace listens: a path, on Windows the name of a pipe."""
    name = f"welcomedesk-{sha256(str(home.absolute()).encode()).hexdigest()[:16]}"
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}"
    # A socket's path may have 107 bytes at most, which a home folder easily exceeds.
    return str(Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / name)


def knock(where: str, words: bytes = SECOND_START) -> bool:
    """Tell the window behind a door something; says whether anybody was there. Costs nothing where there is no door."""
    if not Path(where).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    _let_come_forward()
    socket = QLocalSocket()
    socket.connectToServer(where)
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(words)
    # The answer tells a window that lives from one that hangs.
    answered = socket.waitForReadyRead(_PATIENCE)
    socket.disconnectFromServer()
    return bool(answered)


def _let_come_forward() -> None:
    """Windows lets a window come forward only where the process that the person started allows it."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
