"""The one place that chooses real parts and hands them over. Everything is loaded when it is first needed."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from welcomedesk import i18n, paths
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from pathlib import Path

    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.ports import Backups, CaseStore, Clock, DirectoryFiles, Printer, Vault
    from welcomedesk.desk.samples import Sample
    from welcomedesk.domain.library import Library
    from welcomedesk.store.outside import OutsideCopies


class SystemClock:
    """The clock of this machine, in local time."""

    def now(self) -> datetime:
        return datetime.now().astimezone()


def clock() -> Clock:
    """The clock."""
    return SystemClock()


_LEAST_DERIVATION = 0.6
"""Seconds that one attempt at a passphrase takes on the computer where it was chosen: 0.5 to 1 s are wanted."""


def vault(home: paths.Home | None = None) -> Vault:
    """Key file and case file of a workplace, the one of this machine when none is named."""
    from welcomedesk.store.vault import FileVault, Places

    where = home or paths.home()
    return FileVault(Places(where.case_file, where.key_file, where.key_file_copy), least=_LEAST_DERIVATION)


def backups(home: paths.Home | None = None) -> Backups:
    """Backups of a workplace."""
    from welcomedesk.store.backup import FileBackups
    from welcomedesk.store.vault import Places

    where = home or paths.home()
    return FileBackups(Places(where.case_file, where.key_file, where.key_file_copy), where.backups)


def outside(home: paths.Home | None = None) -> OutsideCopies:
    """Copies of attachments that are open in another program."""
    from welcomedesk.store.outside import OutsideCopies

    return OutsideCopies((home or paths.home()).outside)


def clear_outside(home: paths.Home | None = None) -> None:
    """Remove copies that a killed window left behind; those of a window that is open now stay."""
    import shutil

    from welcomedesk.store.lock import FileLock

    where = home or paths.home()
    read = [folder for folder in where.root.glob(f"{_READING}*") if _is_left(folder)]
    if not (where.outside.exists() or read):
        return
    try:
        lock = FileLock(where.case_file)
    except DeskError:
        return
    try:
        outside(where).clear()
        for folder in read:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.release()


_READING = "reading-"
_READ_FOR = 3600
"""Seconds after which nobody reads in an unpacked backup any more."""


def _is_left(folder: Path) -> bool:
    try:
        return time.time() - folder.stat().st_mtime > _READ_FOR
    except OSError:
        return False


@contextmanager
def opened_backup(file: str, secret: str, adviser: str = "", root: Path | None = None) -> Iterator[Desk]:
    """A desk over a backup, unpacked beside the workplace while somebody reads; what lies there is encrypted.

    Args:
        secret: a passphrase, or the code of the recovery sheet that belongs to the backup.
        root: folder of the workplace beside which it is unpacked; the one of this machine when left out.
    """
    from pathlib import Path
    from tempfile import TemporaryDirectory

    beside = root or paths.home().root
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=_READING, dir=beside) as folder:
        home = paths.Home(Path(folder))
        backups(home).restore(file)
        store = _unlock_either(vault(home), secret, adviser)
        try:
            yield desk(store, store.opened_by)
        finally:
            store.close()


def _unlock_either(place: Vault, secret: str, adviser: str) -> CaseStore:
    try:
        return place.unlock_with_recovery(secret)
    except DeskError as error:
        # No code of a recovery sheet, so it is a passphrase.
        if error.code != "recovery_typo":
            raise
    return place.unlock(secret, adviser)


def drive_encrypted(home: paths.Home | None = None) -> str:
    """Whether the drive under a workplace is encrypted: `yes`, `no` or `unknown`."""
    from welcomedesk.store import disk_encryption

    return disk_encryption.state((home or paths.home()).root)


def versions() -> dict[str, str]:
    """Versions of the program and of the parts that decide how it behaves."""
    import platform
    from importlib.metadata import version

    from welcomedesk import __version__

    parts = {name: version(name) for name in ("PySide6_Essentials", "SQLAlchemy", "sqlcipher3", "reportlab")}
    system = {"python": platform.python_version(), "system": platform.system(), "release": platform.release()}
    return {"welcomedesk": __version__, **system, **parts}


@cache
def library() -> Library:
    """The shipped packs and the ones that this workplace installed; read once per process."""
    from welcomedesk.packs.shelf import open_shelf

    return open_shelf(paths.resources() / "packs", paths.home().packs, paths.home().cache)


@cache
def printer() -> Printer:
    """The printing room; its libraries are loaded with the first page."""
    from welcomedesk.letters import ReportlabPrinter

    return ReportlabPrinter()


def desk(store: CaseStore, actor: str, language: str = i18n.DEFAULT_LANGUAGE) -> Desk:
    """A desk over an unlocked case file."""
    from welcomedesk.desk.core import Desk

    return Desk(
        store=store,
        library=library(),
        printer=printer,
        clock=clock(),
        new_id=_new_id,
        random_bytes=secrets.token_bytes,
        words=_words,
        actor=actor,
        language=language,
        files=contact_files,
    )


def unlock(passphrase: str, adviser: str = "") -> Desk:
    """Open the case file of this workplace and sit down at the desk."""
    from welcomedesk.desk.backups import AutoBackups

    store = vault().unlock(passphrase, adviser)
    made = desk(store, store.opened_by)
    return replace(made, before_risk=AutoBackups(backups(), store, made.clock).before)


def _new_id(size: int) -> str:
    return secrets.token_hex(size)


def _words(language: str) -> Callable[[str], str]:
    return i18n.in_language(language)


def samples() -> tuple[Sample, ...]:
    """The shipped sample enquiries."""
    from welcomedesk.desk.samples import read

    files = sorted((paths.resources() / "samples").glob("*.toml"))
    return read([file.read_text(encoding="utf-8") for file in files])


def contact_files() -> DirectoryFiles:
    """The room that writes and reads the directory as files (`exchange/contact_files.py`)."""
    from welcomedesk.exchange import contact_files

    return contact_files


def draw_guide(guide_id: str, language: str, only: Sequence[str] = ()) -> str:
    """A guide as a picture for content editors, as SVG text; with `only` just these results."""
    from welcomedesk.packs.drawing import draw

    return draw(library().guide(guide_id), language, only=only)


def check_packs(folder: Path | None = None) -> list[PackProblem]:
    """Every problem of every pack in a folder, of the shipped ones when none is named."""
    from welcomedesk.packs.compiler import compile_folder

    return [
        PackProblem(each.pack, each.file, each.key, each.line, each.level, each.line_of_text(i18n._))
        for pack in compile_folder(folder or paths.resources() / "packs")
        for each in pack.problems
    ]


def two_versions(old: Path, new: Path | None) -> TwoVersions:
    """Two versions of the packs: of two folders, or of a folder and the shipped packs.

    Raises:
        DeskError: `no_packs`, or `broken_pack` where one of them cannot be used.
    """
    from welcomedesk.packs.shelf import open_beside, open_shelf

    shipped = open_shelf(paths.resources() / "packs", None, paths.home().cache)
    before, had = open_beside(old, shipped)
    after, has = open_beside(new, shipped) if new else (shipped, tuple(info.id for info in shipped.packs()))
    for folder, ids in ((old, had), (new, has)):
        if folder is not None and not ids:
            raise DeskError(
                "no_packs",
                N_("There are no packs in {path}."),
                safe=N_("Nothing was changed."),
                next_step=N_("Name a folder of packs, or the folder of one pack with its pack.toml."),
                path=str(folder),
            )
    for info in (*before.packs(), *after.packs()):
        if info.problem:
            raise DeskError(
                "broken_pack",
                N_("The pack {pack} is broken: {problem}"),
                safe=N_("Nothing was compared."),
                next_step=N_("“packs check” names every problem with file and line."),
                pack=info.id,
                problem=info.problem,
            )
    one_pack = any(folder is not None and (folder / "pack.toml").is_file() for folder in (old, new))
    ids = tuple(name for name in had if name in has) if one_pack else tuple(dict.fromkeys((*had, *has)))
    return TwoVersions(before, after, ids)


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """Libraries before and after, and the ids of the packs to compare."""

    old: Library
    new: Library
    packs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackProblem:
    """A problem of a pack with its place, in words."""

    pack: str
    file: str
    key: str
    line: int
    level: str
    text: str


class DemoWorkplace:
    """A workplace of its own for the demo, with a desk and a way to take pictures of the real window."""

    def __init__(self, home: paths.Home, desk: Desk) -> None:
        self.desk = desk
        self._home = home

    @property
    def folder(self) -> str:
        return str(self._home.root)

    def pictures(self, cases: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Name and PNG of pictures of the real window at work on these cases."""
        from welcomedesk.pictures import take

        yield from take(self._home, self.desk, cases)


@contextmanager
def demo_workplace(passphrase: str, language: str) -> Iterator[DemoWorkplace]:
    """A fresh practice workplace under the home folder; an earlier one of the demo is replaced."""
    import shutil

    home = paths.Home(paths.home().root / "demo")
    shutil.rmtree(home.root, ignore_errors=True)
    place = vault(home)
    place.create(
        office="Musterberatung Welcome-Service", workplace="Demo", adviser="A. Beispiel", passphrase=passphrase
    )
    store = place.unlock(passphrase)
    try:
        # Codes of the demo are the same at every run, so that its letters are too.
        numbers = count(1)
        made = desk(store, "A. Beispiel", language)
        yield DemoWorkplace(
            home, replace(made, random_bytes=lambda size: sha256(b"%d" % next(numbers)).digest()[:size])
        )
    finally:
        store.close()
