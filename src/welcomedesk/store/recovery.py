"""The recovery code on the printed sheet: seven groups of five characters, each with a check character of its own.

Crockford's alphabet leaves out I, L, O and U; what is easily confused on paper is read as the right one, and a typo is
named by its group before any key is tried.
"""

from __future__ import annotations

import secrets

from welcomedesk.store import troubles

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, DATA = 7, 4
"""Seven groups with four random characters each: 140 bits."""

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new_code() -> str:
    """A new random code, as it is printed: `3F7KM-…`."""
    groups = ["".join(secrets.choice(ALPHABET) for _ in range(DATA)) for _ in range(GROUPS)]
    return "-".join(group + _check(group, place) for place, group in enumerate(groups))


def new_id() -> str:
    """A short name for a sheet, so that an old one can be told from the valid one."""
    return "R-" + "".join(secrets.choice(ALPHABET) for _ in range(4))


def read(typed: str) -> str:
    """The code behind what was typed, whatever its case, spaces and dashes.

    Raises:
        DeskError: `recovery_typo`, which names the group.
    """
    signs = "".join(sign for sign in typed.upper().translate(_READ_AS) if sign.isalnum())
    if len(signs) != GROUPS * (DATA + 1):
        raise troubles.recovery_length(GROUPS)
    groups = [signs[at : at + DATA + 1] for at in range(0, len(signs), DATA + 1)]
    for place, group in enumerate(groups):
        if not set(group) <= set(ALPHABET) or _check(group[:DATA], place) != group[DATA]:
            raise troubles.recovery_typo(place + 1)
    return "-".join(groups)


def _check(group: str, place: int) -> str:
    """Odd weights notice every single mistyped character; the place notices groups in the wrong order."""
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(group, (3, 5, 9, 15), strict=True))
    return ALPHABET[(total + 7 * (place + 1)) % len(ALPHABET)]
