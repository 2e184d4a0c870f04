"""Locking replaces the process: a new one shows the locked window, this one ends, and its memory goes to the system.

What a program ever held cannot be wiped reliably from inside (Python and Qt copy texts at will); the system does it
when the process ends. The new process learns where the window stood and which workplace it was, and nothing else.
Light to import: the first picture of a new process needs `handed_over`.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from subprocess import Popen

VARIABLE = "WELCOMEDESK_TAKES_OVER"


@dataclass(frozen=True, slots=True)
class Handover:
    """What the new process is told.

    Args:
        geometry: place and size of the window as Qt writes them, in hexadecimal digits.
        shown: `active`, `behind` other windows, or `minimized`.
        at: when it was locked, as the page says it.
    """

    geometry: str = ""
    shown: str = "active"
    at: str = ""


def handed_over(environment: MutableMapping[str, str]) -> Handover | None:
    """What the process before this one handed over; taken out of the environment, so that nobody inherits it."""
    text = environment.pop(VARIABLE, "")
    if not text:
        return None
    try:
        told = json.loads(text)
        return Handover(**{name: str(told[name]) for name in ("geometry", "shown", "at")})
    except (ValueError, KeyError, TypeError):
        return Handover()


def command() -> tuple[str, ...]:
    """What starts this program once more."""
    packaged = getattr(sys, "frozen", False) or "__compiled__" in globals()
    return (sys.executable,) if packaged else (sys.executable, "-m", "welcomedesk")


def call(handover: Handover, folder: str) -> Popen[bytes] | None:
    """Start the new process; `None` where the system refuses, and then the locked window stays in this one.

    Args:
        folder: of the workplace.
    """
    from subprocess import DEVNULL, Popen

    told = {VARIABLE: json.dumps(asdict(handover)), "WELCOMEDESK_HOME": folder}
    # In a group of its own: closing the terminal of the first start must not end it.
    new_group = 0x0000_0200 if sys.platform == "win32" else 0
    try:
        return Popen(
            command(), env={**os.environ, **told}, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL,
            creationflags=new_group, start_new_session=sys.platform != "win32",
        )  # fmt: skip
    except OSError:
        return None
