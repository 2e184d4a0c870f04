"""Text as it may stand on paper: what is invisible but acts on the text is shown as its number.

A name that carries a direction override or a control character must not be able to rearrange a letter, and nobody
should sign what they cannot see. Direction marks without power over other text (LRM, RLM, ALM) and the joiners that
Persian, Kurdish and Indic scripts need stay as they are.
"""

from __future__ import annotations

import re
from unicodedata import normalize

# Controls except line feed, the embeddings, overrides and isolates, and other invisible operators; lone surrogates.
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_AS_SPACE = {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
# Narrow spaces are typography, not content: the fonts lack them, a fixed space says the same.
_NARROW = str.maketrans({"\u2009": "\u00a0", "\u202f": "\u00a0", "\u2007": "\u00a0"})


def _shown(match: re.Match[str]) -> str:
    char = match.group()
    return _AS_SPACE.get(char) or ("" if char in "\u00ad\u200b\ufeff" else f"[U+{ord(char):04X}]")


def clean(text: str) -> str:
    """The text in composed form (NFC), line ends as `\\n`, hidden controls shown as `[U+202E]`."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NARROW)
    return normalize("NFC", _HIDDEN.sub(_shown, text))
