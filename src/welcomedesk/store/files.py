"""Small files that people depend on: written beside, synced, then put in place; private from the first byte."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import BinaryIO

from welcomedesk.store import troubles

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, parents included.

    Raises:
        DeskError: `no_write` or `disk_full`.
    """
    try:
        for each in (*reversed(folder.parents), folder):
            if not each.exists():
                each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                # Or a power cut takes the folder away again, with what was written into it since.
                sync_folder(each.parent)
    except OSError as error:
        raise troubles.from_os(error, _nearest(folder)) from error


def replace(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Put new content in the place of a file; at every moment either the old or the new one is complete.

    Args:
        durable: wait until the drive has it; without it a power cut may bring back the old content.

    Raises:
        DeskError: `no_write`, `disk_full` or `disk_error`; the old file is still in place then.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with private_new(beside) as handle:
            handle.write(content)
            if durable:
                handle.flush()
                os.fsync(handle.fileno())
        beside.replace(path)
        if durable:
            sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise troubles.from_os(error, path) from error


def private_new(path: Path) -> BinaryIO:
    """A new file, open for writing, that nobody else may read; refuses an existing one."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, PRIVATE_FILE), "w+b")


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable; Windows has no such call and needs none for a replaced file."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Wait until the drive has everything of a file."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _nearest(folder: Path) -> Path:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
