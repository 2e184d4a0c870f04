"""Short codes of reply slips: made, read as people type them, and found again where one sign is wrong.

A code says nothing about anybody. It has five chance characters and a check, `K7M-4QX`.
"""

from __future__ import annotations

from collections.abc import Iterable

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters, without 0 O 1 I L, which people mix up; 31 is prime, so the check finds every single slip."""

_CODE_LENGTH = 5

LOOK_ALIKES = ("0ODQ", "1ILJT7", "8B3", "5S", "2Z", "6G", "UVY", "MNH", "4A", "PR", "EF", "KX")
"""Characters that are taken for each other on a copy of a copy or in handwriting. Source: own list of the product."""

_ALIKE = 0.5
_FURTHEST = 1.0
"""How far a typed code may be from a known one: one slip, or two mixed-up characters."""


def reply_code(random_bytes: bytes) -> str:
    """A short code for a reply slip, like `K7M-4QX`; the last character is a check.

    Args:
        random_bytes: at least 8 random bytes.
    """
    if len(random_bytes) < 8:
        raise ValueError("a reply code needs at least 8 random bytes")
    number = int.from_bytes(random_bytes[:8], "big") % len(CODE_ALPHABET) ** _CODE_LENGTH
    letters = []
    for _ in range(_CODE_LENGTH):
        number, rest = divmod(number, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[rest])
    code = "".join(letters) + _check(letters)
    return f"{code[:3]}-{code[3:]}"


def _check(letters: Iterable[str]) -> str:
    # Weights 2, 3, 4, … differ from each other modulo 31: one wrong letter or two swapped ones change the sum.
    total = sum(weight * CODE_ALPHABET.index(letter) for weight, letter in enumerate(letters, start=2))
    return CODE_ALPHABET[total % len(CODE_ALPHABET)]


def read_reply_code(typed: str) -> str | None:
    """The code as printed, from what somebody typed; `None` where a character is wrong or two are swapped."""
    letters = _signs(typed)
    if len(letters) != _CODE_LENGTH + 1 or any(letter not in CODE_ALPHABET for letter in letters):
        return None
    if _check(letters[:_CODE_LENGTH]) != letters[-1]:
        return None
    return f"{letters[:3]}-{letters[3:]}"


def nearest_codes(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """Known codes that somebody may have meant: one character wrong, missing, too many or swapped, or two mixed up.

    Returns:
        The nearest ones, all equally near; empty where none is near enough. They are proposals: who typed decides.
    """
    letters = _signs(typed)
    if not _CODE_LENGTH <= len(letters) <= _CODE_LENGTH + 2:
        return ()
    found: dict[float, list[str]] = {}
    for code in known:
        found.setdefault(_distance(letters, _signs(code)), []).append(code)
    best = min(found, default=_FURTHEST + 1)
    return tuple(dict.fromkeys(found[best])) if best <= _FURTHEST else ()


def _signs(typed: str) -> str:
    return "".join(char for char in typed.upper() if char.isalnum())


def _distance(typed: str, code: str) -> float:
    """How many slips lie between two words; a look-alike counts half, two swapped neighbours count one.

    Source: optimal string alignment distance (Damerau 1964), with a weight for look-alikes.
    """
    before: list[float] = []
    row = [float(n) for n in range(len(code) + 1)]
    for i, left in enumerate(typed, start=1):
        before, last, row = row, before, [float(i)]
        for j, right in enumerate(code, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + _cost(left, right))
            if last and j > 1 and left == code[j - 2] and typed[i - 2] == right:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


def _cost(left: str, right: str) -> float:
    if left == right:
        return 0.0
    return _ALIKE if any(left in group and right in group for group in LOOK_ALIKES) else 1.0
