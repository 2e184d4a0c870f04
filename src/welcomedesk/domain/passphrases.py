"""Passphrases made of words drawn by chance: the easy way to a strong one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

WORDS = 6
"""Words of a suggested passphrase."""

LEAST_WORDS = 7_776
"""Words a list must have at least; five throws of a die choose among as many."""


def read(text: str) -> tuple[str, ...]:
    """The words of a list, one per line.

    Raises:
        ValueError: fewer than `LEAST_WORDS` different words, or a word that not every keyboard can type.
    """
    words = tuple(text.split())
    if len(set(words)) != len(words) or len(words) < LEAST_WORDS:
        raise ValueError("too few different words")
    if not all(word.isascii() and word.isalpha() and word.islower() for word in words):
        raise ValueError("only small letters a to z")
    return words


def suggest(words: Sequence[str], choose: Callable[[Sequence[str]], str], count: int = WORDS) -> str:
    """A passphrase.

    Args:
        choose: draws one word by chance, each as likely as any other; must come from a source nobody can foretell.
    """
    return " ".join(choose(words) for _number in range(count))


def bits(words: int = LEAST_WORDS, count: int = WORDS) -> float:
    """How many bits somebody has to guess who knows the list: six of 7,776 words are 77.5 bits."""
    return math.log2(words) * count
