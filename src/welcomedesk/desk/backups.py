"""Backups that nobody has to think of: ten minutes after changes, and before what cannot be taken back.

Runs on a thread of its own beside the one that saves: the file is copied in slices, and between two slices a save
goes first. All calls of one `AutoBackups` take turns.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from welcomedesk.domain import backup_plan
from welcomedesk.domain.backup_plan import Copy, Inside
from welcomedesk.domain.errors import DeskError

if TYPE_CHECKING:
    from welcomedesk.desk.ports import Backups, CaseStore, Clock

Progress = Callable[[int, int], None]

_AGE_EVERY = timedelta(days=1)
"""How often a workplace looks whether a backup is too old; not each minute, for one may not let itself be removed."""


def _unwatched(done: int, total: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True)
class BackupsSeen:
    """What there is in backups.

    Args:
        copies: newest first.
        waiting: whether there are changes that no backup holds yet.
        other_medium: when a backup was last copied to another medium, ISO with seconds; empty for never.
        other_wanted: whether it is time for that again.
    """

    copies: tuple[Copy, ...]
    waiting: bool
    other_medium: str
    other_wanted: bool


class StoppedError(Exception):
    """The file is being closed; the backup was not finished and left nothing behind."""


class AutoBackups:
    """Looks after the backups of one unlocked workplace.

    Args:
        last_other: when a backup was last copied to another medium, ISO or empty; read each time.
        keep_other: remembers a new date of that.
    """

    def __init__(
        self,
        backups: Backups,
        store: CaseStore,
        clock: Clock,
        last_other: Callable[[], str] = str,
        keep_other: Callable[[str], None] = lambda at: None,
    ) -> None:
        self._backups, self._store, self._clock = backups, store, clock
        self._last_other, self._keep_other = last_other, keep_other
        self._turn = threading.Lock()
        self._stopped = threading.Event()
        self._held: int | None = None
        self._first_change: datetime | None = None
        self._looked_at_age: datetime | None = None
        self._keys_changed = True

    def tend(self) -> str:
        """Look whether a backup is due and make it; its path, or empty. Called once a minute or so."""
        with self._turn:
            if not self._stopped.is_set():
                self._store.keep_reserve()
                self._renew_keys()
            if self._stopped.is_set() or not (backup_plan.is_due(self._notice(), self._now()) or self._outlived()):
                return ""
            try:
                return self._make(backup_plan.AUTO)
            except StoppedError:
                return ""

    def keys_changed(self) -> None:
        """Somebody got, lost or changed a passphrase: the backups get the key file of today at the next look."""
        self._keys_changed = True

    def _renew_keys(self) -> None:
        if not self._keys_changed:
            return
        # Also at the first look of a session: the last one may have ended before it came to that.
        self._keys_changed = False
        try:
            self._backups.renew_keys(self._store, self._go_on)
        except StoppedError:
            self._keys_changed = True

    def before(self, risk: str) -> None:
        """Make a backup before something that cannot be taken back.

        An erasure goes on without one where the drive is full: the right to be erased does not depend on a free drive.

        Args:
            risk: one of `backup_plan.RISKS`.

        Raises:
            DeskError: the backup could not be made; what was to follow must not be done.
        """
        with self._turn:
            try:
                self._make(risk)
            except DeskError as error:
                if risk != "erase" or error.code != "disk_full":
                    raise

    def by_hand(self, folder: str = "", progress: Progress = _unwatched) -> str:
        """Make a backup now; its path.

        Args:
            folder: another place for it; a place on another drive counts as another medium.
            progress: hears how many of how many parts are done; what it raises ends the backup.
        """
        with self._turn:
            if not folder:
                return self._make(backup_plan.BY_HAND, progress)
            path = self._backups.make(self._store, folder, self._go_on, progress)
            if self._backups.elsewhere(path):
                self._keep_other(self._now().isoformat(timespec="seconds"))
            return path

    def seen(self) -> BackupsSeen:
        """What the settings show; never waits for a backup that is being made."""
        last = self._last_other()
        try:
            at = datetime.fromisoformat(last).replace(tzinfo=None) if last else None
        except ValueError:
            last, at = "", None
        copies = tuple(sorted(self._backups.copies(), key=lambda copy: copy.at, reverse=True))
        waiting = self._held is not None and self._store.written() != self._held
        return BackupsSeen(copies, waiting, last, backup_plan.wants_other_medium(at, self._now()))

    def stop(self) -> None:
        """End a backup under way at its next slice and wait until it is gone; nothing begins afterwards."""
        self._stopped.set()
        with self._turn:
            pass

    def _outlived(self) -> bool:
        """Whether something lies there that is too old: who was erased must not stay in it because nobody works."""
        now = self._now()
        if self._looked_at_age is not None and timedelta(0) <= now - self._looked_at_age < _AGE_EVERY:
            return False
        self._looked_at_age = now
        self._backups.forget_aside(now - backup_plan.LONGEST)
        return backup_plan.outlived(self._backups.copies(), now)

    def _notice(self) -> datetime | None:
        """When the first change was noticed that no backup holds."""
        written = self._store.written()
        if self._held is None:
            # The first look after unlocking: whether the newest backup holds everything is told by its own count.
            self._held = written if self._backups.newest_entries() == self._store.counts()["entries"] else -1
        if written == self._held:
            self._first_change = None
        elif self._first_change is None:
            self._first_change = self._now()
        return self._first_change

    def look(self, path: str) -> Inside:
        """What a backup holds; it is read to its end, and nothing is changed."""
        return self._backups.look(path)

    def _make(self, reason: str, progress: Progress = _unwatched) -> str:
        # Asked before copying: a change during the copy counts as not held, at worst one backup too many.
        written = self._store.written()
        path = self._backups.make(self._store, backup_plan.name_of(self._now(), reason), self._go_on, progress)
        self._held, self._first_change = written, None
        # Only here: `make` came back, so this one was opened and compared.
        for copy in backup_plan.to_remove(self._backups.copies(), path, self._now()):
            self._backups.remove(copy.path)
        self._backups.forget_aside(self._now() - backup_plan.LONGEST)
        return path

    def _go_on(self) -> None:
        if self._stopped.is_set():
            raise StoppedError

    def _now(self) -> datetime:
        return self._clock.now().replace(tzinfo=None, microsecond=0)
