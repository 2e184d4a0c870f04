"""Errors that people see: what happened, what is safe, what to do next.

DeskError           the world: disk full, locked file, wrong passphrase, unknown id; shown calmly
└── Refused         the program will not do it, with the reason (no consent, case closed)
anything else       a broken promise in our code: reported as a bug
"""

from __future__ import annotations


class DeskError(Exception):
    """Something in the world stands in the way.

    Args:
        code: stable id of the failure, for tests and the window, for example `wrong_passphrase`.
        what: one sentence, what happened (English; the window shows `_(what).format(**details)`).
        safe: one sentence, what is safe.
        next_step: one sentence, what to do next.
        details: values for the placeholders in the sentences.
    """

    def __init__(self, code: str, what: str, *, safe: str = "", next_step: str = "", **details: object) -> None:
        self.code = code
        self.what = what
        self.safe = safe
        self.next_step = next_step
        self.details = details
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """All parts as one line of plain text, for the command line."""
        parts = (part for part in (self.what, self.safe, self.next_step) if part)
        return " ".join(part.format(**self.details) if self.details else part for part in parts)


class Refused(DeskError):
    """The program will not do this now, and says why."""
