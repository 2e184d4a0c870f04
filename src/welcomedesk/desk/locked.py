"""What is known of a workplace while it is locked; a page of `ports.py` of its own, because the first window reads it.

The other values of the ports cost milliseconds to build, and the unlock page needs none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welcomedesk.domain.errors import DeskError


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the file: a code the window has words for, and whether all was well."""

    code: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NewVault:
    """What set-up hands out once: the recovery code is shown and printed, never stored.

    Args:
        recovery_code: groups of letters and digits, for the printed sheet.
    """

    recovery_code: str
    recovery_id: str


@dataclass(frozen=True, slots=True)
class VaultState:
    """What lies on disk before anything is unlocked.

    Args:
        state: `none` (no workplace yet), `ready`, `key_missing`, `file_missing`, `file_empty`, `file_foreign`,
            `newer`, `unreadable`.
        advisers: names of the slots that a passphrase opens.
        office: name of the office as written in the key file, for the unlock page.
        trouble: why it cannot be opened, in the three sentences of an error.
    """

    state: str
    advisers: tuple[str, ...] = ()
    office: str = ""
    workplace: str = ""
    trouble: DeskError | None = None
