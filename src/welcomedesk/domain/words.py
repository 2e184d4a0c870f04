"""The mark for words that people will read; translated where shown, never here."""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark an English text for the catalogues."""
    return message
