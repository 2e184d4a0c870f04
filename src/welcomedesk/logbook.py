"""The log of the program: when, what kind of failure, and where in our own code; never a word of anybody.

Messages of exceptions hold what somebody entered as soon as one is careless, so they are not written at all: neither
here nor on standard error, which desktops keep in files of their own. `WELCOMEDESK_TRACES=1` shows whole traces.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

LARGEST = 256 * 1024
"""Bytes; then the older half of the log goes."""

LONGEST_LINE = 600
_OURS = "welcomedesk"


def codes_of(error: BaseException) -> str:
    """Names of the exception and of what caused it, and the places in our code: `ValueError desk.cases:78`."""
    parts, seen = [], set[int]()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.append(" ".join((type(current).__name__, *_places(current.__traceback__))))
        current = current.__cause__ or current.__context__
    return " < ".join(parts)[:LONGEST_LINE]


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        name = str(trace.tb_frame.f_globals.get("__name__", ""))
        if name.partition(".")[0] == _OURS:
            found.append(f"{name.removeprefix(_OURS + '.')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found


class Logbook:
    """The file of the log.

    Args:
        path: where it lies; its folder is made with the workplace, and without a workplace nothing is written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, code: str) -> None:
        """Add a line: the time and a code of ours. A log that cannot be written stops nobody."""
        from datetime import datetime

        line = f"{datetime.now().astimezone().isoformat(timespec='seconds')} {' '.join(code.split())[:LONGEST_LINE]}\n"
        try:
            if not self._path.parent.parent.exists():
                return
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            self._shorten()
            self._path.touch(mode=0o600)
            with self._path.open("a", encoding="ascii", errors="replace") as handle:
                handle.write(line)
        except OSError:
            return

    def _shorten(self) -> None:
        if self._path.exists() and self._path.stat().st_size > LARGEST:
            kept = self._path.read_bytes()[-LARGEST // 2 :]
            self._path.write_bytes(kept[kept.find(b"\n") + 1 :])

    def lines(self, most: int = 200) -> tuple[str, ...]:
        """The newest lines, oldest first."""
        try:
            return tuple(self._path.read_text(encoding="ascii", errors="replace").splitlines()[-most:])
        except OSError:
            return ()


def install(path: Path) -> Logbook:
    """Let every failure that nobody caught end here: of this thread, of other threads, and of Qt's callbacks."""
    import os
    import threading

    book = Logbook(path)
    if os.environ.get("WELCOMEDESK_TRACES"):
        return book

    def caught(error: BaseException | None, where: str) -> None:
        if error is None or isinstance(error, KeyboardInterrupt):
            return
        codes = f"{where} {codes_of(error)}"
        book.note(codes)
        if sys.stderr is not None:
            sys.stderr.write(f"welcomedesk: unexpected failure: {codes}\n")

    sys.excepthook = lambda kind, error, trace: caught(error, "crash")
    threading.excepthook = lambda args: caught(args.exc_value, "thread")
    sys.unraisablehook = lambda args: caught(args.exc_value, "unraisable")
    return book


def follow_log(book: Logbook) -> None:
    """Write what the program logs as codes: the logger, the level, and the failure behind it where there is one."""
    import logging

    class Codes(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            error: Any = getattr(record, "error", None) or (record.exc_info[1] if record.exc_info else None)
            failure = codes_of(error) if isinstance(error, BaseException) else ""
            book.note(f"{record.levelname.lower()} {record.name} {failure}")

    root = logging.getLogger()
    for known in [each for each in root.handlers if type(each).__name__ == "Codes"]:
        root.removeHandler(known)
    root.addHandler(Codes(logging.WARNING))
