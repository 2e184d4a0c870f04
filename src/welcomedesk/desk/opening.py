"""What was found about the files when they were opened, in sentences for the adviser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from welcomedesk.desk.ports import Check
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_

_NOT_TOUCHED = N_("Nothing was changed because of this; backups are not touched.")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing.

    Args:
        told: what happened, what is safe, what to do next.
        good: whether it only informs.
    """

    told: DeskError
    good: bool = False


def found(checks: Iterable[Check]) -> tuple[Found, ...]:
    """What an adviser should know; empty where everything is as it was left."""
    return tuple(_sentences(checks))


def _sentences(checks: Iterable[Check]) -> Iterator[Found]:
    for check in checks:
        match check.code, check.ok, check.detail:
            case "watermark", False, "missing":
                yield Found(_mark_missing())
            case "watermark", False, _:
                yield Found(_older_file())
            case "watermark", True, "restored":
                yield Found(_restored(), good=True)
            case "restored", False, _:
                yield Found(_ledger_unknown())
            case "key_file", False, "changed":
                yield Found(_keys_changed())
            case "key_file", False, _:
                yield Found(_keys_differ())


def _older_file() -> DeskError:
    return DeskError(
        "older_file",
        N_("This case file is older than what was saved on this computer."),
        safe=_NOT_TOUCHED,
        next_step=N_("If nobody put an older file in place on purpose, restore the latest backup in the settings."),
    )


def _mark_missing() -> DeskError:
    return DeskError(
        "mark_missing",
        N_("Nobody can tell whether this case file is the newest one: its mark is missing."),
        safe=_NOT_TOUCHED,
        next_step=N_("Look whether your last entries are there. If not, restore the latest backup in the settings."),
    )


def _restored() -> DeskError:
    return DeskError(
        "restored",
        N_("The backup is restored."),
        safe=N_("The file that was here before lies in the data folder under “aside”."),
    )


def _ledger_unknown() -> DeskError:
    return DeskError(
        "ledger_unknown",
        N_("What was erased after this backup may be there again: the file before it cannot be read."),
        safe=N_("The backup is restored and whole."),
        next_step=N_("Erase once more what was erased since then."),
    )


def _keys_changed() -> DeskError:
    return DeskError(
        "keys_changed",
        N_("Somebody changed the key file past this program."),
        safe=_NOT_TOUCHED,
        next_step=N_("Tell your data protection officer, and restore the key file from a backup."),
    )


def _keys_differ() -> DeskError:
    return DeskError(
        "keys_differ",
        N_("The key file and its copy differ, and the copy could not be made good."),
        safe=_NOT_TOUCHED,
        next_step=N_("Make a backup on another drive: it contains the key file."),
    )
