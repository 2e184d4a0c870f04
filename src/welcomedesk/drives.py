"""Files that leave the program, and what is said when a drive has no room for them."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_

MEGABYTE = 1_000_000
LEAST_FREE = 20 * MEGABYTE
"""Bytes that are asked for at least where a drive is full, so that the next save fits as well."""

FULL = (errno.ENOSPC, errno.EDQUOT)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; folders above it are made.

    Raises:
        DeskError: `disk_full`, with the drive and the missing megabytes; `cannot_write`.
    """
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as handle:
            handle.write(content)
            handle.flush()
            # A drive may say only here that it is full.
            os.fsync(handle.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise cannot_write(path, error, len(content)) from error


def cannot_write(path: Path, error: OSError, size: int = 0) -> DeskError:
    """The trouble behind a file that could not be written.

    Args:
        size: bytes that wanted to be written.
    """
    if error.errno in FULL:
        return disk_full(path, size)
    return DeskError(
        "cannot_write",
        N_("{path} cannot be written: {reason}."),
        safe=N_("The case file is unchanged."),
        next_step=N_("Choose another folder or make room on the drive."),
        path=str(path),
        reason=error.strerror or error.__class__.__name__,
    )


def disk_full(path: Path, needed: int = 0) -> DeskError:
    """The drive of `path` is full.

    Args:
        needed: bytes that the work wanted free.
    """
    folder = next((each for each in (path, *path.parents) if each.is_dir()), path.parent)
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        free = 0
    return DeskError(
        "disk_full",
        N_("The drive {drive} is full; about {missing} MB are missing."),
        safe=N_("Everything that was saved before is still there."),
        next_step=N_("Free some space on the drive and save again; reading still works."),
        drive=drive_of(folder),
        missing=max(1, -(-(max(needed, LEAST_FREE) - free) // MEGABYTE)),
    )


def drive_of(path: Path) -> str:
    """What people call the place: `D:` on Windows, elsewhere the folder where the drive is mounted."""
    full = path.resolve()
    if full.drive:
        return full.drive
    while not os.path.ismount(full) and full != full.parent:
        full = full.parent
    return str(full)
