"""What the window asks of the rest of the program, as a protocol and plain values; `bootstrap` satisfies it.

Only this module is needed to show the unlock page, so nothing here imports the desk, the store or the packs.
All calls marked *worker* run on the worker thread; the others must answer at once from what is in memory or one
small file. Failures are `DeskError` with their three sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from welcomedesk.desk.drafts import Key
    from welcomedesk.desk.ports import Draft
    from welcomedesk.ui.worker import Progress

__all__ = ["Backend", "Made", "Preferences", "Session", "SetUp", "Workplace", "replace"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """How this person wants the window; never holds data of persons.

    Args:
        language: `de` or `en`.
        scheme: `system`, `light` or `dark`.
        zoom: size of text, 1.0 is the size of the system.
        lock_minutes: minutes without input until the window locks; 0 never.
        numbers_only: lists hide names.
        case_order: order of the list of cases, see `desk.ports.RegisterQuery`.
        seen_version: version of the program that this person last worked with, empty before the first time.
    """

    language: str = "de"
    scheme: str = "system"
    zoom: float = 1.0
    lock_minutes: int = 5
    numbers_only: bool = False
    case_order: str = "number"
    seen_version: str = ""


@dataclass(frozen=True, slots=True)
class Workplace:
    """What lies on disk before anything is unlocked.

    Args:
        state: `none` (set up first), `ready`, `key_missing`, `file_missing`, `file_empty`, `file_foreign`, `newer`,
            `unreadable`.
        advisers: names that a passphrase opens, may be empty.
        packs_date: ISO date of the newest installed pack, or empty.
        what, safe, next_step: the three sentences of a state that is not `ready`, in English msgids; empty where
            the window has its own words for that state.
    """

    state: str
    advisers: tuple[str, ...] = ()
    office: str = ""
    workplace: str = ""
    packs_date: str = ""
    detail: str = ""
    what: str = ""
    safe: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SetUp:
    """What the first run asks for.

    Args:
        carrier: kind of carrier, of `domain.fields.CARRIERS`; empty where it is not known yet.
    """

    office: str
    workplace: str
    adviser: str
    passphrase: str
    samples: bool = False
    carrier: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Made:
    """What set-up hands out once: the recovery code is shown and printed, never stored."""

    recovery_code: str
    recovery_id: str = ""


class Session(Protocol):
    """An unlocked workplace."""

    @property
    def desk(self) -> Any:
        """What pages call on the worker thread; `desk` functions live there."""

    @property
    def adviser(self) -> str: ...

    @property
    def office(self) -> str: ...

    @property
    def workplace(self) -> str: ...

    @property
    def packs_date(self) -> str:
        """ISO date of the newest pack in use."""

    @property
    def folder(self) -> str:
        """Where the data of this workplace lie."""

    def change_passphrase(self, old: str, new: str) -> None:
        """*worker* Give this adviser another passphrase. Raises `DeskError` `wrong_passphrase`, `weak_passphrase`."""

    def key_holders(self) -> Sequence[str]:
        """*worker* The advisers whose passphrase opens the case file."""

    def add_key_holder(self, own: str, name: str, passphrase: str) -> None:
        """*worker* Give another adviser a passphrase. Raises `wrong_passphrase`, `adviser_exists`."""

    def remove_key_holder(self, own: str, name: str) -> None:
        """*worker* Take an adviser's passphrase away. Raises `DeskError` `wrong_passphrase`, `last_adviser`."""

    def new_recovery(self, own: str) -> Made:
        """*worker* A new recovery code; the one until now opens nothing afterwards. Raises `wrong_passphrase`."""

    def recovery_sheet(self, made: Made) -> bytes:
        """*worker* The recovery code as a page to print."""

    def drive_encrypted(self) -> str:
        """*worker* Whether the drive under the case file is encrypted: `yes`, `no` or `unknown`."""

    def back_up(self, folder: str = "", progress: Callable[[int, int], None] = ...) -> str:
        """*a thread beside the worker* Write a verified backup, into another folder where one is named; its path."""

    def look_at_backup(self, path: str) -> Any:
        """*a thread beside the worker* Read a backup to its end: `domain.backup_plan.Inside`; nothing is changed."""

    def lost_device(self, backup: str, secret: str) -> Any:
        """*worker* The report of another device from its backup, as `domain.documents.Document`.

        `secret` is a passphrase of that device or the code of its recovery sheet; nothing of it stays here.
        """

    def restore_at_close(self, path: str) -> None:
        """Put a backup in the place of the case file as soon as it is closed; the file at hand is put aside."""

    def found(self) -> Any:
        """*worker* What was found at opening and not told yet: `desk.opening.Found`, empty where all is well."""

    def backups(self) -> Any:
        """*worker* What there is in backups, as `desk.backups.BackupsSeen`."""

    def tend_backups(self) -> str:
        """*a thread beside the worker* Make the backup that is due, if one is; its path or empty. Saves go on."""

    def support_text(self) -> str:
        """*worker* The support package as text: versions, codes and results of checks, no word about anybody."""

    def put_outside(self, name: str, content: bytes) -> str:
        """*worker* Write a copy of an attachment for another program; its path. It goes when the session closes."""

    def show_outside(self, path: str) -> None:
        """Hand a copy to the program of the system. Raises `DeskError` `no_program`."""

    def drafts(self) -> Sequence[Draft]:
        """*worker* What this adviser typed and did not save, and where the window was."""

    def keep_drafts(self, changed: Mapping[Key, Any]) -> None:
        """*worker* Keep drafts inside the encrypted file, only what changed; `None` forgets one."""

    def close(self) -> None:
        """*worker* Close the case file; the key leaves memory."""


class Backend(Protocol):
    """The program behind the window."""

    def remembered(self) -> Workplace | None:
        """What lay on disk last time, from one small file; `None` where nobody knows or a file is missing.

        The unlock page is painted from this and asks `workplace` a moment later.
        """

    def workplace(self) -> Workplace:
        """What lies on disk; quick, reads at most the head of the key file."""

    def preferences(self) -> Preferences: ...

    def save_preferences(self, preferences: Preferences) -> None: ...

    def warm_up(self) -> None:
        """*worker* Import what unlocking needs (database, desk, packs), so that the person does not wait for it."""

    def create(self, setup: SetUp, progress: Progress) -> Made:
        """*worker* Make key file and case file; refuses where either exists. Leaves them locked."""

    def recovery_sheet(self, made: Made, setup: SetUp) -> bytes:
        """*worker* The recovery sheet as PDF."""

    def unlock(self, adviser: str, passphrase: str) -> Session:
        """*worker* Open the case file. Raises `DeskError` with code `wrong_passphrase`; its detail `wait` is the
        number of seconds until the next try."""

    def unlock_with_recovery(self, code: str, adviser: str, new_passphrase: str) -> Session:
        """*worker* Open with the office recovery sheet and give this adviser a new passphrase."""

    def add_samples(self, session: Any, progress: Progress) -> None:
        """*worker* Enter the shipped sample enquiries."""

    def choose_carrier(self, session: Any, kind: str) -> None:
        """*worker* Keep who runs the office; from then on sensitive fields wait for a basis."""

    def use_other_file(self, folder: str) -> Workplace:
        """*worker* Work with the case file of another folder from now on."""

    def restore_backup(self, path: str) -> Workplace:
        """*worker* Put a backup in place of a missing or damaged file; the old files are put aside."""

    def locked(self) -> None:
        """Called when the window is locked and the session closed; may replace the process."""
