"""Words as the search sees them: without case, accents and spelling habits, in any script.

Both sides, what was written and what is typed, go through the same folding here, so the index only ever holds plain
words between spaces and no text can be mistaken for query syntax.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a"
    "\u07a6-\u07b0\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u0f71-\u0fbc\u102b-\u103e\u135d-\u135f"
    "\u17b4-\u17dd\u200c\u200d"
)
_WORD = re.compile(rf"[^\W_][^\W_{_MARKS}]*(?:[{_MARKS}]+[^\W_]*)*")

_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n",
        # Arabic and Persian keyboards write the same letter with different code points.
        "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ـ": "", "‌": "", "‍": "",
    }
)  # fmt: skip
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_HAS_GERMAN = re.compile("[äöüøå]")

LONGEST_WORD = 64
"""Characters of a word that the index keeps; nobody types more to find it."""


def well_formed(text: str) -> str:
    """The text with what no database can hold as text (lone surrogates) replaced by the replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _broken(text) else text


def _broken(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def fold(text: str) -> str:
    """The text without case and accents: `Müller`, `MÜLLER` and `Muller` are one; ß is ss."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKC", text).casefold()
    bare = (sign for sign in unicodedata.normalize("NFD", lowered) if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFKC", "".join(bare).translate(_LETTERS))


def _forms(word: str) -> tuple[str, ...]:
    """How a word may be written: bare, and with ae, oe, ue where it has umlauts."""
    bare = fold(word)[:LONGEST_WORD]
    lowered = unicodedata.normalize("NFC", word.casefold())
    if word.isascii() or not _HAS_GERMAN.search(lowered):
        return (bare,) if bare else ()
    return (bare, fold(lowered.translate(_GERMAN))[:LONGEST_WORD])


def spans(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every word of a text with its place (start, end) and the forms it is found under."""
    for match in _WORD.finditer(text):
        forms = tuple(part for form in _forms(match.group()) for part in _WORD.findall(form))
        if forms:
            yield match.start(), match.end(), forms


def index_words(text: str) -> dict[str, None]:
    """All forms of all words of a text, in order and once each."""
    return {form: None for _start, _end, forms in spans(well_formed(text)) for form in forms}


def query_words(text: str) -> tuple[tuple[str, ...], ...]:
    """What a typed text looks for: all of these words, each under any of its forms, as beginnings of words.

    Never more than twelve words: nobody types more, and a pasted page must not stop the window.
    """
    found: dict[tuple[str, ...], None] = {}
    for _start, _end, forms in spans(well_formed(text[:4000])):
        found.setdefault(forms)
        if len(found) == 12:
            break
    return tuple(found)


def begins(forms: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether a word, under any of its forms, begins as one of the wanted forms."""
    return any(form.startswith(beginning) for form in forms for beginning in wanted)
