"""Backups: one file that holds case file and key file, opened and compared before it counts.

A backup is a plain ZIP container, nothing in it compressed: `backup.json`, `cases.keys`, `cases.wdesk`. Case data in it
are as encrypted as in the case file. It can be unpacked with any program if this one is not at hand.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import time
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from welcomedesk.domain import backup_plan
from welcomedesk.domain.backup_plan import Copy, Inside
from welcomedesk.domain.errors import DeskError
from welcomedesk.drives import MEGABYTE
from welcomedesk.store import files, keys, restoring, troubles
from welcomedesk.store.keyfiles import KeyFiles

if TYPE_CHECKING:
    from welcomedesk.desk.ports import CaseStore
    from welcomedesk.store.store import SqlCaseStore
    from welcomedesk.store.vault import Places

ENDING = ".wdbackup"
NOTE, KEYS, CASES = "backup.json", "cases.keys", "cases.wdesk"
FORMAT = 1
_SLICE = 256
PARTS, COPIED = 100, 45
"""What progress counts in, and how much of it copying is; checking, packing and reading back are the rest."""

_PIECE = 1_048_576
_LEFT = re.compile(r"\.welcomedesk-.*\.[0-9a-f]{8}\.(part|pack)(-wal|-shm|-journal)?")
"""What `make` writes beside a backup until it is complete."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a backup says about itself.

    Args:
        heads: last number and hash of every device in the log.
        sha256: of the case file inside.
    """

    format: int
    identity: str
    made: str
    cases: int
    entries: int
    heads: dict[str, list[Any]]
    sha256: str
    mac: str = ""

    def sealed(self, data_key: bytes) -> Note:
        said = asdict(self) | {"mac": ""}
        text = json.dumps(said, sort_keys=True).encode()
        return Note(**said | {"mac": hmac.digest(keys.subkey(data_key, "backup"), text, "sha256").hex()})


def _now() -> datetime:
    # Local, because people read it in the names of files.
    return datetime.now(UTC).astimezone()


class FileBackups:
    """Backups of one workplace (`desk.ports.Backups`).

    Args:
        folder: where backups go unless another place is named.
        now: clock for names of files.
    """

    def __init__(self, places: Places, folder: Path, now: Callable[[], datetime] = _now) -> None:
        self._places = places
        self._folder = folder
        self._now = now

    def make(
        self,
        store: CaseStore,
        to: str = "",
        between: Callable[[], None] = lambda: None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> str:
        """Write a verified backup; returns its path. Typing goes on meanwhile: the file is copied slice by slice.

        Args:
            to: a file, an existing folder or a name in the folder of this workplace; empty for a name of its own.
            between: called between two slices; what it raises ends the backup, and nothing is left of it.
            progress: called on the way with how many of how many parts are done.

        Raises:
            DeskError: `disk_full`, `no_write`, `backup_differs`, `file_damaged`.
        """
        from welcomedesk.store.store import SqlCaseStore

        if not isinstance(store, SqlCaseStore):
            raise TypeError("only a case file on disk can be backed up")
        target = self._target(to)
        files.private_folder(target.parent)
        self._refuse_without_space(target)
        copy = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        packed = copy.with_suffix(".pack")
        try:
            note = _copy_and_compare(store, copy, self._now().isoformat(timespec="seconds"), between, progress)
            key_text = self._key_text()
            _pack(packed, note, key_text, copy)
            progress(85, PARTS)
            _read_back(packed, note, key_text)
            progress(PARTS, PARTS)
            between()
            packed.replace(target)
            files.sync_folder(target.parent)
        except OSError as error:
            raise troubles.from_os(error, target) from error
        except zipfile.BadZipFile as error:
            # The reader says so as well where the drive failed while it read.
            raise troubles.backup_differs(target) from error
        finally:
            for left in (copy, packed, *(copy.with_name(copy.name + end) for end in ("-wal", "-shm"))):
                self.remove(str(left))
        return str(target)

    def restore(self, from_path: str) -> str:
        """Put the current files aside and this backup in their place; returns where the old ones lie.

        What had been erased since the backup is erased again when the restored file is unlocked for the first time.

        Raises:
            DeskError: `backup_damaged`, `backup_foreign`, `file_in_use`, `disk_full`.
        """
        source = Path(from_path)
        aside = self._aside / f"{self._now():%Y-%m-%d-%H%M%S}-{secrets.token_hex(2)}"
        restoring.restore(self._places, source, aside, _unpack)
        return str(aside)

    def look(self, path: str) -> Inside:
        """Read a backup to its end and say what is in it; nothing is changed.

        Raises:
            DeskError: `backup_damaged`, `backup_foreign`, `disk_full` where it could not be restored here.
        """
        source, beside = Path(path), self._places.case_file.parent
        note = _whole(source)
        try:
            mine = KeyFiles(self._places.key_file, self._places.key_copy).read().identity
        except DeskError:
            mine = note.identity
        if mine != note.identity:
            raise troubles.backup_foreign(source)
        needed = source.stat().st_size + 4 * MEGABYTE
        if shutil.disk_usage(beside).free < needed:
            raise troubles.disk_full(beside, needed)
        return Inside(path, note.made, note.cases, note.entries)

    def copies(self) -> tuple[Copy, ...]:
        """The backups in the folder of this workplace; other files there are left alone."""
        found = []
        try:
            for path in self._folder.iterdir():
                if told := backup_plan.read_name(path.name):
                    found.append(Copy(str(path), *told, path.stat().st_size))
        except OSError:
            return ()
        return tuple(found)

    def renew_keys(self, store: CaseStore, between: Callable[[], None] = lambda: None) -> int:
        """Put today's key file into the backups of this workplace that hold an older one; gives how many.

        Args:
            between: called between two backups; what it raises ends the work, and every backup is whole.
        """
        from welcomedesk.store.store import SqlCaseStore

        if not isinstance(store, SqlCaseStore):
            raise TypeError("only a case file on disk has backups")
        file = KeyFiles(self._places.key_file, self._places.key_copy).read()
        if not keys.seal_holds(file, store.data_key):
            # Somebody changed the list of slots past the program: it must not spread.
            return 0
        done = 0
        for copy in self.copies():
            between()
            # One that is damaged, held by somebody or without room beside it stays; the next session tries again.
            with contextlib.suppress(DeskError, OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError):
                done += _with_keys(Path(copy.path), file)
        return done

    def newest_entries(self) -> int:
        """How many entries the newest of them holds by its own account; -1 where there is none or it says nothing."""
        newest = max(self.copies(), key=lambda copy: copy.at, default=None)
        if newest is None:
            return -1
        try:
            with zipfile.ZipFile(newest.path) as container:
                return int(Note(**json.loads(container.read(NOTE))).entries)
        except Exception:
            # A damaged container can fail anywhere inside the reader; then it holds nothing we can count on.
            return -1

    def remove(self, path: str) -> None:
        """Take a backup away; one that is held open by somebody is left for the next time."""
        with contextlib.suppress(OSError):
            Path(path).unlink(missing_ok=True)

    def forget_aside(self, before: datetime) -> None:
        """Remove what restores put aside before a point in time, and what a killed backup left at any time.

        Both hold people who were erased since.
        """
        with contextlib.suppress(OSError):
            for left in [path for path in self._folder.iterdir() if _LEFT.fullmatch(path.name)]:
                self.remove(str(left))
        if self._places.restored.exists():
            # Until the restored file was unlocked once, its ledger is read from there.
            return
        for folder in self._aside.glob("*-*"):
            try:
                made = datetime.strptime(folder.name[:17], "%Y-%m-%d-%H%M%S")  # noqa: DTZ007 - local, as in its name
            except ValueError:
                continue
            if made < before:
                shutil.rmtree(folder, ignore_errors=True)

    @property
    def _aside(self) -> Path:
        return self._places.case_file.parent / "aside"

    def elsewhere(self, path: str) -> bool:
        """Whether a path lies on another drive than the case file."""
        try:
            return Path(path).stat().st_dev != self._places.case_file.stat().st_dev
        except OSError:
            return False

    def _target(self, to: str) -> Path:
        name = f"welcomedesk-{self._now():%Y-%m-%d-%H%M%S}{ENDING}"
        if not to:
            return self._folder / name
        if to == Path(to).name and backup_plan.read_name(to):
            return self._free(self._folder / to)
        path = Path(to)
        return path / name if path.is_dir() else path

    @staticmethod
    def _free(path: Path) -> Path:
        """This path, or one beside it where two backups are made within a second."""
        return path.with_stem(f"{path.stem}-{secrets.token_hex(1)}") if path.exists() else path

    def _refuse_without_space(self, target: Path) -> None:
        """A backup needs the room of the case file twice while it is made."""
        needed = 2 * self._places.case_file.stat().st_size + 4 * MEGABYTE
        if shutil.disk_usage(target.parent).free < needed:
            raise troubles.disk_full(target, needed)

    def _key_text(self) -> bytes:
        return keys.dump(KeyFiles(self._places.key_file, self._places.key_copy).read())


def _copy_and_compare(
    store: SqlCaseStore, copy: Path, made: str, between: Callable[[], None], progress: Callable[[int, int], None]
) -> Note:
    """Copy the case file with the engine, open the copy with the key, check and count it."""
    from welcomedesk.store import checking, engine

    database, identity, data_key = store.database, store.identity, store.data_key

    def after_slice(done: int, total: int) -> None:
        _let_others(database.lock, between)
        progress(COPIED * done // total, PARTS)

    with database.lock:
        engine.copy_into(database, copy, data_key, _SLICE, after_slice)
        with database.transaction() as connection:
            expected, rows = checking.summary(connection), checking.counts(connection)
    between()
    progress(COPIED, PARTS)
    found = engine.open_existing(copy, data_key, identity)
    try:
        with found.transaction() as connection:
            problem = checking.pages(connection) or checking.structure(connection)
            counted, counted_rows = checking.summary(connection), checking.counts(connection)
    finally:
        found.close()
    if problem or counted != expected or counted_rows != rows:
        raise troubles.backup_differs(copy)
    files.sync_file(copy)
    progress(70, PARTS)
    cases, entries, heads = counted
    return Note(FORMAT, identity, made, cases, entries, heads, _sha256(copy)).sealed(data_key)


def _let_others(lock: Any, between: Callable[[], None]) -> None:
    """Between two slices somebody else may save."""
    lock.release()
    time.sleep(0)
    lock.acquire()
    between()


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _pack(packed: Path, note: Note, key_text: bytes, copy: Path) -> None:
    with files.private_new(packed) as handle:
        with zipfile.ZipFile(handle, "w", zipfile.ZIP_STORED, allowZip64=True) as container:
            container.writestr(NOTE, json.dumps(asdict(note), indent=1))
            container.writestr(KEYS, key_text)
            container.write(copy, CASES)
        handle.flush()
    files.sync_file(packed)


def _with_keys(path: Path, file: keys.KeyFile) -> bool:
    """Write a backup anew with another key file of the same workplace; whether it held an older one."""
    with zipfile.ZipFile(path) as container:
        held = keys.load(container.read(KEYS))
        if held.identity != file.identity or held.revision >= file.revision:
            return False
        note, key_text = Note(**json.loads(container.read(NOTE))), keys.dump(file)
        if shutil.disk_usage(path.parent).free < path.stat().st_size + 4 * MEGABYTE:
            return False
        packed = path.with_name(f".{path.name}.{secrets.token_hex(4)}.pack")
        try:
            with files.private_new(packed) as handle:
                with zipfile.ZipFile(handle, "w", zipfile.ZIP_STORED, allowZip64=True) as anew:
                    anew.writestr(NOTE, container.read(NOTE))
                    anew.writestr(KEYS, key_text)
                    with container.open(CASES) as inside, anew.open(CASES, "w", force_zip64=True) as out:
                        shutil.copyfileobj(inside, out, _PIECE)
                handle.flush()
            files.sync_file(packed)
            _read_back(packed, note, key_text)
            packed.replace(path)
            files.sync_folder(path.parent)
        finally:
            packed.unlink(missing_ok=True)
    return True


def _read_back(packed: Path, note: Note, key_text: bytes) -> None:
    """Compare everything in a backup with what was to go into it; without its keys it would open nothing."""
    with packed.open("rb") as handle:
        if hasattr(os, "posix_fadvise"):
            # From the drive and not from memory, as far as the system lets us ask for that.
            os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        with zipfile.ZipFile(handle) as container:
            said = (json.loads(container.read(NOTE)), container.read(KEYS))
            with container.open(CASES) as inside:
                digest = _digest_into(inside, None)
    if said != (asdict(note), key_text) or digest != note.sha256:
        raise troubles.backup_differs(packed)


def _whole(source: Path) -> Note:
    """The note of a backup whose case file has the fingerprint that it says."""
    try:
        with zipfile.ZipFile(source) as container:
            note = Note(**json.loads(container.read(NOTE)))
            keys.load(container.read(KEYS))
            with container.open(CASES) as inside:
                if note.format > FORMAT or _digest_into(inside, None) != note.sha256:
                    raise troubles.backup_damaged(source)
            return note
    except DeskError:
        raise
    except Exception as error:
        # A damaged container can fail anywhere inside the reader.
        raise troubles.backup_damaged(source) from error


def _digest_into(inside: IO[bytes], out: IO[bytes] | None) -> str:
    digest = hashlib.sha256()
    while piece := inside.read(_PIECE):
        digest.update(piece)
        if out:
            out.write(piece)
    return digest.hexdigest()


def _unpack(source: Path, incoming: Path) -> tuple[keys.KeyFile, bytes]:
    """Put the case file of a backup beside the current one; returns the key file that came with it, and its text.

    Raises:
        DeskError: `backup_damaged`; nothing is left behind then.
    """
    try:
        with zipfile.ZipFile(source) as container:
            sizes = {item.filename: item.file_size for item in container.infolist()}
            if sizes.keys() != {NOTE, KEYS, CASES} or max(sizes[NOTE], sizes[KEYS]) > keys.LONGEST_FILE:
                raise troubles.backup_damaged(source)
            note = Note(**json.loads(container.read(NOTE)))
            text = container.read(KEYS)
            file = keys.load(text)
            if note.format > FORMAT:
                raise troubles.newer_format(note.format, FORMAT)
            if shutil.disk_usage(incoming.parent).free < sizes[CASES] + 4 * MEGABYTE:
                raise troubles.disk_full(incoming, sizes[CASES])
            with container.open(CASES) as inside, files.private_new(incoming) as out:
                digest = _digest_into(inside, out)
            if digest != note.sha256 or file.identity != note.identity:
                raise troubles.backup_damaged(source)
        files.sync_file(incoming)
        return file, text
    except DeskError:
        incoming.unlink(missing_ok=True)
        raise
    except OSError as error:
        incoming.unlink(missing_ok=True)
        raise troubles.backup_damaged(source) if not source.exists() else troubles.from_os(error, incoming) from error
    except Exception as error:
        # A damaged container can fail anywhere inside the reader; nothing was changed in any case.
        incoming.unlink(missing_ok=True)
        raise troubles.backup_damaged(source) from error
