"""How strong a passphrase is, in words. An estimate that says what would help; it refuses only what is plainly weak."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from welcomedesk import paths
from welcomedesk.domain import passphrases
from welcomedesk.i18n import _

SHORTEST = 12
# A slow derivation makes each guess dear (half a second); below about 35 bits patient guessing still succeeds.
ENOUGH_BITS = 35
GOOD_BITS = 50


@dataclass(frozen=True, slots=True)
class Strength:
    """What to say about a passphrase.

    Args:
        enough: whether it may be used.
        words: one sentence, empty for an empty passphrase.
        tone: `danger`, `caution` or `good`.
    """

    enough: bool
    words: str
    tone: str


def bits(text: str) -> float:
    """A cautious estimate of the bits in a passphrase: words count as guessed words, repeated signs hardly at all."""
    clean = unicodedata.normalize("NFC", text).strip().lower()
    words = {word for word in clean.split() if len(word) >= 3}
    changes = sum(1 for a, b in pairwise(clean) if abs(ord(a) - ord(b)) > 1)
    by_sign = min(len(set(clean)) * 3.4, (changes + 1) * 3.4)
    if len(words) >= passphrases.WORDS and all(len(set(word)) >= 3 for word in words):
        return len(words) * 12.0
    return min(by_sign, len(words) * 12.0) if len(words) >= 3 else by_sign


def suggestion() -> str:
    """Six German words, drawn by the random source of the system."""
    text = (paths.resources() / "words" / "passphrase-de.txt").read_text("ascii")
    return passphrases.suggest(passphrases.read(text), secrets.choice)


def judge(text: str) -> Strength:
    """What to say beside the field."""
    if not text:
        return Strength(False, "", "danger")
    if len(unicodedata.normalize("NFC", text).strip()) < SHORTEST:
        return Strength(False, _("Too short. Six words drawn by chance are good."), "danger")
    found = bits(text)
    if found < ENOUGH_BITS:
        return Strength(False, _("Easy to guess. Take further words that do not belong together."), "danger")
    if found < GOOD_BITS:
        return Strength(True, _("Usable. One more word makes it strong."), "caution")
    return Strength(True, _("Strong."), "good")
