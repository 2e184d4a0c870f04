"""Copies of attachments that are open in another program: in a private folder, known, and gone as soon as possible.

They are the one place where content of a case lies unencrypted, so they are counted in hours: they go when the window
closes or locks, and at the next start where the program was killed before.
"""

from __future__ import annotations

import secrets
import shutil
import stat
from pathlib import Path

from welcomedesk.store import files, troubles


class OutsideCopies:
    """The folder with the copies.

    Args:
        folder: private, inside the folder of the workplace.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes) -> Path:
        """Write a copy that cannot be changed by accident; returns where it lies.

        Raises:
            DeskError: `no_write` or `disk_full`.
        """
        place = self.folder / secrets.token_hex(8)
        files.private_folder(place)
        path = place / name
        try:
            with files.private_new(path) as handle:
                handle.write(content)
            path.chmod(stat.S_IRUSR)
        except OSError as error:
            shutil.rmtree(place, ignore_errors=True)
            raise troubles.from_os(error, path) from error
        return path

    def clear(self) -> int:
        """Overwrite and remove all copies; returns how many could not be removed because a program holds them."""
        left = 0
        for path in sorted(self.folder.rglob("*"), reverse=True) if self.folder.is_dir() else ():
            try:
                if path.is_dir() and not path.is_symlink():
                    path.rmdir()
                else:
                    _remove(path)
            except OSError:
                left += path.is_file()
        return left

    def count(self) -> int:
        """How many copies lie there."""
        return sum(path.is_file() for path in self.folder.rglob("*")) if self.folder.is_dir() else 0


def _remove(path: Path) -> None:
    """Overwriting is a courtesy on magnetic drives and in vain on flash; that it is gone is what counts."""
    if not path.is_symlink():
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
        with path.open("r+b") as handle:
            handle.write(b"\0" * path.stat().st_size)
    path.unlink()
