"""A log that has to stay quiet: a warning nobody expected fails the test."""

from __future__ import annotations

import logging


class QuietLog(logging.Handler):
    """Collects warnings and errors; call it with a part of the message that a test expects."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def __call__(self, part: str) -> None:
        """Expect at least one warning whose text holds `part`."""
        self._expected.append(part)

    def complaints(self) -> list[str]:
        """Warnings nobody expected, and expected ones that never came."""
        texts = [f"{record.name}: {record.getMessage()}" for record in self._records]
        loud = [text for text in texts if not any(part in text for part in self._expected)]
        silent = [part for part in self._expected if not any(part in text for text in texts)]
        return [f"unexpected: {text}" for text in loud] + [f"never came: {part}" for part in silent]
