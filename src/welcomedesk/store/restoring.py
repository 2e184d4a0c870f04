"""Bringing a backup back: the current files are put aside, never overwritten, and a crash on the way does no harm."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from welcomedesk.domain.errors import DeskError
from welcomedesk.store import files, troubles
from welcomedesk.store.keyfiles import KeyFiles
from welcomedesk.store.keys import KeyFile
from welcomedesk.store.lock import FileLock

if TYPE_CHECKING:
    from welcomedesk.store.vault import Places

Unpack = Callable[[Path, Path], tuple[KeyFile, bytes]]
_BESIDE = ("-wal", "-shm", "-journal")


def restore(places: Places, source: Path, aside: Path, unpack: Unpack) -> None:
    """Put a backup in the place of the current files.

    The current key file stays where it belongs to the same workplace: its passphrases are the newer ones.
    """
    files.private_folder(places.case_file.parent)
    lock = FileLock(places.case_file)
    try:
        with troubles.told(places.case_file):
            _restore(places, source, aside, unpack)
    finally:
        lock.release()


def _restore(places: Places, source: Path, aside: Path, unpack: Unpack) -> None:
    finish(places)
    part = _part(places)
    part.unlink(missing_ok=True)
    try:
        file, key_text = unpack(source, part)
        kept = _keeps_keys(places, file, source)
        files.private_folder(aside)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if not kept:
        _take_keys(places, aside, key_text)
    # Under its own name it is complete; without a note beside it a crash leaves it where nobody looks.
    part.replace(_incoming(places))
    files.sync_folder(places.case_file.parent)
    # A note that still lies there belongs to a restored file that nobody unlocked: it names the last file that
    # somebody worked with, and the present one is only a copy of a backup.
    if not places.restored.exists():
        files.replace(places.restored, json.dumps({"aside": _inside(places, aside)}).encode())
    finish(places)


def finish(places: Places) -> None:
    """Do what is left of a restore; called again after a crash it goes on where it stopped.

    Until the new file has taken its place, the note and the incoming file lie there, both complete.

    Raises:
        DeskError: `no_write`, `disk_full`, `disk_error`; the next call goes on.
    """
    with troubles.told(places.case_file):
        _finish(places)


def _finish(places: Places) -> None:
    incoming = _incoming(places)
    if not (places.restored.exists() and incoming.exists()):
        return
    aside = places.case_file.parent / json.loads(places.restored.read_text("utf-8"))["aside"]
    files.private_folder(aside)
    for ending in _BESIDE:
        _move(places.case_file.with_name(places.case_file.name + ending), aside)
    for mark in (places.watermark, places.session_mark):
        _move(mark, aside)
    kept = aside / places.case_file.name
    if places.case_file.exists() and not kept.exists():
        try:
            os.link(places.case_file, kept)
        except OSError:
            # A drive without links, such as a stick: for a moment there is no case file, only the incoming one.
            places.case_file.replace(kept)
    # Before the new file takes its place: an old journal beside it, or an old mark, would belong to another file.
    folders = (aside, places.watermark.parent, places.case_file.parent)
    for folder in folders:
        files.sync_folder(folder)
    incoming.replace(places.case_file)
    files.sync_folder(places.case_file.parent)


def forget_unfinished(places: Places) -> None:
    """Remove what a killed restore had begun to unpack; called by whoever has the case file for itself."""
    with contextlib.suppress(OSError):
        _part(places).unlink(missing_ok=True)


def _incoming(places: Places) -> Path:
    return places.case_file.with_name(places.case_file.name + ".incoming")


def _part(places: Places) -> Path:
    """Where a backup is unpacked; whatever a crash leaves there is never looked at."""
    return places.case_file.with_name(places.case_file.name + ".unpacking")


def _inside(places: Places, aside: Path) -> str:
    return aside.relative_to(places.case_file.parent).as_posix()


def _keeps_keys(places: Places, file: KeyFile, source: Path) -> bool:
    """Whether the key file at hand opens the backup; refuses a backup of somebody else."""
    try:
        current = KeyFiles(places.key_file, places.key_copy).read()
    except DeskError as error:
        if error.code in ("key_missing", "key_damaged"):
            return False
        raise
    if current.identity != file.identity:
        raise troubles.backup_foreign(source)
    return True


def _take_keys(places: Places, aside: Path, text: bytes) -> None:
    for path, name in ((places.key_copy, "copy-" + places.key_copy.name), (places.key_file, places.key_file.name)):
        if path.exists():
            path.replace(aside / name)
        files.private_folder(path.parent)
        files.replace(path, text)


def _move(path: Path, aside: Path) -> None:
    if path.exists():
        path.replace(aside / path.name)
