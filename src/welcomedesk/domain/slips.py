"""One slip of the keyboard: a letter too many, too few, another one, or two changed about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SHORTEST = 4
"""Shorter words are too easily another word."""


def begins_nearly(word: str, typed: str) -> bool:
    """Whether a word begins as typed but for one slip; the first letter has to be right.

    Args:
        word, typed: folded the same way.
    """
    if len(typed) < SHORTEST:
        return word.startswith(typed)
    at = 0
    while at < len(typed) and at < len(word) and word[at] == typed[at]:
        at += 1
    if at == len(typed):
        return True
    if at == 0:
        return False
    return (
        word.startswith(typed[at + 1 :], at + 1)  # another letter
        or word.startswith(typed[at:], at + 1)  # one too few
        or word.startswith(typed[at + 1 :], at)  # one too many
        or (word[at : at + 2] == typed[at : at + 2][::-1] and word.startswith(typed[at + 2 :], at + 2))
    )


def nearly(words: Iterable[str], typed: str) -> Iterator[str]:
    """Those words that begin as typed but for one slip."""
    return (word for word in words if begins_nearly(word, typed))
