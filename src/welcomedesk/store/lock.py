"""One process per case file: a lock of the operating system, which a crash cannot leave behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from welcomedesk.store import files, troubles


class FileLock:
    """Holds a case file for this process; taken when made, let go by `release`.

    Args:
        path: the case file; the lock lies beside it and stays there empty.

    Raises:
        DeskError: `file_in_use`, `no_write`.
    """

    def __init__(self, path: Path) -> None:
        beside = path.with_name(path.name + ".lock")
        try:
            self._handle = os.open(beside, os.O_RDWR | os.O_CREAT, files.PRIVATE_FILE)
        except OSError as error:
            raise troubles.from_os(error, path) from error
        try:
            _take(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise troubles.file_in_use(path) from error
        self._held = True

    def release(self) -> None:
        """Let others open the file; a second call does nothing."""
        if self._held:
            self._held = False
            os.close(self._handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
