"""Room set aside for erasing: the right to be erased does not depend on a free drive.

Erasing writes before it frees: the index is merged anew, and the journal holds every changed page until it is emptied.
On a full drive that fails; so a file without content lies beside the case file, and erasing lets go of it. It is made
again as soon as there is room.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from welcomedesk.store import files

LEAST = 8 * 1024 * 1024
SHARE = 8
"""An eighth of the case file: measured, an erasure in a file of 249 MB wrote 17 MB into the journal and 4 MB to it."""

SPARE = 20_000_000
"""Bytes that stay free for others when the reserve is made."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """Where the reserve lies.

    Args:
        path: of the reserve.
        case_file: its size decides how large the reserve is.
    """

    path: Path
    case_file: Path

    def keep(self) -> bool:
        """Make the reserve where it is missing or has become too small and the drive has room; whether it is there."""
        try:
            wanted = max(LEAST, self.case_file.stat().st_size // SHARE)
            there = self.path.stat().st_size if self.path.exists() else 0
            if there >= wanted:
                return True
            if shutil.disk_usage(self.path.parent).free < wanted + SPARE:
                return there > 0
            self._make(wanted)
        except OSError:
            self.let_go()
            return False
        return True

    def _make(self, size: int) -> None:
        self.path.unlink(missing_ok=True)
        with files.private_new(self.path) as handle:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(handle.fileno(), 0, size)
            else:
                handle.write(bytes(size))
            handle.flush()
            os.fsync(handle.fileno())

    def let_go(self) -> bool:
        """Give the room back to the drive; whether there was any."""
        there = self.path.exists()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        return there and not self.path.exists()
