"""What can stand in the way of the case file: each trouble says what happened, what is safe and what to do next.

wrong_passphrase, wrong_recovery_code, recovery_typo, no_such_adviser, weak_passphrase
key_missing, key_damaged, key_weak, key_newer                        the key file
file_missing, file_empty, file_cut, file_foreign, file_damaged       the case file
synced_folder, network_folder                                        where it lies
newer_format, no_read, no_write, disk_full, disk_error, file_in_use, exists   the world around it
backup_damaged, backup_foreign, backup_differs                       backups
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_
from welcomedesk.drives import FULL, drive_of
from welcomedesk.drives import disk_full as disk_full

_SAFE_NOTHING = N_("Nothing was changed.")
_SAFE_SAVED = N_("Everything that was saved before is still there.")
_RESTORE = N_("Restore the latest backup; the file at hand is put aside, not overwritten.")


def wrong_passphrase() -> DeskError:
    return DeskError(
        "wrong_passphrase",
        N_("The passphrase does not open this workplace."),
        safe=_SAFE_NOTHING,
        next_step=N_("Check caps lock and keyboard language, and type it again, or use the recovery sheet."),
    )


def wrong_recovery_code() -> DeskError:
    return DeskError(
        "wrong_recovery_code",
        N_("The recovery code does not open this workplace."),
        safe=_SAFE_NOTHING,
        next_step=N_("Compare the name of the office and the id on the sheet with this workplace."),
    )


def recovery_typo(group: int) -> DeskError:
    return DeskError(
        "recovery_typo",
        N_("Group {group} of the recovery code is mistyped."),
        safe=_SAFE_NOTHING,
        next_step=N_("Compare this group with the printed sheet and type it again."),
        group=group,
    )


def recovery_length(groups: int) -> DeskError:
    return DeskError(
        "recovery_typo",
        N_("The recovery code has {groups} groups of five characters."),
        safe=_SAFE_NOTHING,
        next_step=N_("Type all groups from the printed sheet."),
        groups=groups,
    )


def no_such_adviser(name: str) -> DeskError:
    return DeskError(
        "no_such_adviser",
        N_("There is no adviser {name} in this workplace."),
        safe=_SAFE_NOTHING,
        next_step=N_("Choose one of the names that the unlock page lists."),
        name=name[:60],
    )


def adviser_exists(name: str) -> DeskError:
    return DeskError(
        "adviser_exists",
        N_("There is already an adviser {name} in this workplace."),
        safe=_SAFE_NOTHING,
        next_step=N_("Choose a name that tells the two apart."),
        name=name[:60],
    )


def last_adviser() -> DeskError:
    return DeskError(
        "last_adviser",
        N_("The last adviser of a workplace cannot be taken out."),
        safe=_SAFE_NOTHING,
        next_step=N_("Add another adviser first."),
    )


def weak_passphrase(least: int) -> DeskError:
    return DeskError(
        "weak_passphrase",
        N_("A passphrase needs at least {least} characters."),
        safe=_SAFE_NOTHING,
        next_step=N_("Six random words are easy to remember and strong."),
        least=least,
    )


def exists(path: Path) -> DeskError:
    return DeskError(
        "exists",
        N_("There is already a workplace in {folder}."),
        safe=_SAFE_NOTHING,
        next_step=N_("Unlock it, or choose another folder for a new one."),
        folder=str(path.parent),
    )


def no_workplace(path: Path) -> DeskError:
    return DeskError(
        "no_workplace",
        N_("There is no workplace in {folder} yet."),
        safe=_SAFE_NOTHING,
        next_step=N_("Set up a new workplace, or restore a backup."),
        folder=str(path.parent),
    )


def key_missing(path: Path) -> DeskError:
    return DeskError(
        "key_missing",
        N_("The key file {name} is missing, and so is its copy."),
        safe=N_("The case file is still there, but nothing opens it without its key file."),
        next_step=N_("Restore a backup, it contains the key file, or put the key file back into {folder}."),
        name=path.name,
        folder=str(path.parent),
    )


def key_damaged(path: Path) -> DeskError:
    return DeskError(
        "key_damaged",
        N_("The key file {name} is damaged, and so is its copy."),
        safe=N_("The case file is still there and unchanged."),
        next_step=N_("Restore a backup, it contains the key file."),
        name=path.name,
    )


def key_weak() -> DeskError:
    return DeskError(
        "key_weak",
        N_("The key file asks for less protection than this program accepts; somebody may have changed it."),
        safe=_SAFE_NOTHING,
        next_step=N_("Restore the key file from a backup and tell your data protection officer."),
    )


def key_newer() -> DeskError:
    return DeskError(
        "key_newer",
        N_("The key file was written by a newer version of Welcomedesk."),
        safe=_SAFE_NOTHING,
        next_step=N_("Install the newer version on this computer."),
    )


def file_missing(path: Path) -> DeskError:
    return DeskError(
        "file_missing",
        N_("The case file {name} is missing in {folder}."),
        safe=N_("The key file is still there; no new file was made."),
        next_step=N_("Put the case file back, or restore the latest backup."),
        name=path.name,
        folder=str(path.parent),
    )


def file_empty(path: Path) -> DeskError:
    return DeskError(
        "file_empty",
        N_("The case file {name} is empty (0 bytes)."),
        safe=N_("The key file is still there; nothing was written into the empty file."),
        next_step=_RESTORE,
        name=path.name,
    )


def file_cut(path: Path) -> DeskError:
    return DeskError(
        "file_cut",
        N_("The case file {name} is not complete; its end is missing."),
        safe=_SAFE_NOTHING,
        next_step=_RESTORE,
        name=path.name,
    )


def file_foreign(path: Path) -> DeskError:
    return DeskError(
        "file_foreign",
        N_("The file {name} is not the case file of this workplace, or its beginning is damaged."),
        safe=_SAFE_NOTHING,
        next_step=_RESTORE,
        name=path.name,
    )


def file_damaged(path: Path) -> DeskError:
    return DeskError(
        "file_damaged",
        N_("A part of the case file {name} is damaged and is not shown."),
        safe=N_("Nothing wrong was shown or written; backups are not touched."),
        next_step=_RESTORE,
        name=path.name,
    )


def newer_format(found: int, known: int) -> DeskError:
    return DeskError(
        "newer_format",
        N_("The case file has format {found}; this version of Welcomedesk knows formats up to {known}."),
        safe=_SAFE_NOTHING,
        next_step=N_("Install the newer version on this computer."),
        found=found,
        known=known,
    )


def no_write(path: Path) -> DeskError:
    return DeskError(
        "no_write",
        N_("The folder {folder} cannot be written."),
        safe=_SAFE_SAVED,
        next_step=N_("Ask who looks after this computer for the right to write there, or remove the write protection."),
        folder=str(path if path.is_dir() else path.parent),
    )


def synced_folder(path: Path, service: str) -> DeskError:
    return DeskError(
        "synced_folder",
        N_("{folder} is kept in step by {service}. Case files that are being worked on do not survive that."),
        safe=_SAFE_NOTHING,
        next_step=N_("Move the folder to a place on this device that no service copies. Backups may lie in the cloud."),
        folder=str(path),
        service=service,
    )


def network_folder(path: Path) -> DeskError:
    return DeskError(
        "network_folder",
        N_("{folder} lies on a drive in the network. Nobody can promise there that what was saved is saved."),
        safe=_SAFE_NOTHING,
        next_step=N_("Move the folder to a drive of this device. Backups may lie in the network."),
        folder=str(path),
    )


def no_read(path: Path) -> DeskError:
    return DeskError(
        "no_read",
        N_("The file {name} in {folder} may not be read."),
        safe=_SAFE_NOTHING,
        next_step=N_("Ask who looks after this computer for the right to read it."),
        name=path.name,
        folder=str(path.parent),
    )


def disk_error(path: Path) -> DeskError:
    return DeskError(
        "disk_error",
        N_("The drive {drive} reports an error while reading or writing."),
        safe=_SAFE_SAVED,
        next_step=N_("Make a backup on another drive, and have this drive checked."),
        drive=drive_of(path),
    )


def file_in_use(path: Path) -> DeskError:
    return DeskError(
        "file_in_use",
        N_("The case file {name} is already open in another window or program."),
        safe=_SAFE_NOTHING,
        next_step=N_("Go to the window that is open, or close it first."),
        name=path.name,
    )


def locked() -> DeskError:
    return DeskError(
        "locked",
        N_("The case file is locked."),
        safe=_SAFE_SAVED,
        next_step=N_("Unlock it with your passphrase."),
    )


def erased_case(case_id: str) -> DeskError:
    return DeskError(
        "unknown_case",
        N_("The case {case} was erased; nothing can be written into it."),
        safe=_SAFE_NOTHING,
        next_step=N_("Open a new case."),
        case=case_id[:60],
    )


def erased_part(ref: str) -> DeskError:
    return DeskError(
        "erased_part",
        N_("This was erased; nothing can be written there any more."),
        safe=_SAFE_NOTHING,
        next_step=N_("Enter it anew where it is needed again."),
        ref=ref[:60],
    )


def too_big(limit: int) -> DeskError:
    return DeskError(
        "too_big",
        N_("The attachment is larger than {limit} MB."),
        safe=_SAFE_NOTHING,
        next_step=N_("Attach a smaller copy, for example with fewer pages or a lower resolution."),
        limit=limit,
    )


def backup_damaged(path: Path) -> DeskError:
    return DeskError(
        "backup_damaged",
        N_("The backup {name} is damaged or not complete."),
        safe=N_("The case file at hand was not changed."),
        next_step=N_("Choose another backup."),
        name=path.name,
    )


def backup_foreign(path: Path) -> DeskError:
    return DeskError(
        "backup_foreign",
        N_("The backup {name} belongs to another workplace."),
        safe=N_("The case file at hand was not changed."),
        next_step=N_("Choose a backup of this workplace, or restore it into an empty folder."),
        name=path.name,
    )


def backup_differs(path: Path) -> DeskError:
    return DeskError(
        "backup_differs",
        N_("The backup {name} did not turn out the same as the case file and was thrown away."),
        safe=N_("The case file and older backups were not changed."),
        next_step=N_("Check the case file, and make the backup on another drive."),
        name=path.name,
    )


def from_os(error: OSError, path: Path) -> DeskError:
    """The trouble behind an error of the operating system."""
    if error.errno in FULL:
        return disk_full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return no_write(path)
    return disk_error(path)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors of the operating system inside come out as troubles with what lies at `path`."""
    try:
        yield
    except OSError as error:
        raise from_os(error, path) from error


def from_reading(error: OSError, path: Path) -> DeskError:
    """The trouble behind an error of the operating system while a file is read."""
    return no_read(path) if error.errno in (errno.EACCES, errno.EPERM) else disk_error(path)


# Copying a whole database raises errors without a code, only with the words of the engine.
_CODES = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
}


def from_sqlite(error: BaseException, path: Path) -> DeskError | None:
    """The trouble behind an error of the engine; `None` where the error is ours.

    Source: https://www.sqlite.org/rescode.html, primary result codes.
    """
    code = getattr(error, "sqlite_errorcode", None) or _CODES.get(str(error))
    if code is None:
        return None
    match code & 0xFF:
        case 13:
            return disk_full(path)
        case 8 | 3 | 23 | 14:
            return no_write(path)
        case 5 | 6:
            return file_in_use(path)
        case 11 | 26:
            return file_damaged(path)
        case 10:
            # The cipher reports a page whose seal is broken as an I/O error or as "not a database", by place.
            return disk_error(path)
        case _:
            return None
