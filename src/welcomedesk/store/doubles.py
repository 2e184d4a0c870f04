"""Likely doubles: names that are the same, look alike or sound alike, across spellings and scripts.

The sound key follows the Kölner Phonetik (H. J. Postel, 1969) with two changes: H counts as a vowel, so that Arabic
names written without short vowels keep the same key, and names in Arabic or Cyrillic letters are put into Latin ones
first. A key only proposes; the adviser decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from welcomedesk.store.words import spans, well_formed

SAME, SIMILAR, SOUNDS, BIRTH = "same_name", "similar_name", "sounds_alike", "same_birth_date"
_ALIKE = 0.87
"""From this likeness on (1 is the same) two names look alike; one letter in eight may differ."""
_ORDER = {SAME: 0, SIMILAR: 1, SOUNDS: 2, BIRTH: 3}

_ARABIC = {
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "t", "ج": "j", "چ": "tsch", "ح": "h", "خ": "kh", "د": "d", "ذ": "d",
    "ر": "r", "ز": "z", "ژ": "sch", "س": "s", "ش": "sch", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g",
    "ف": "f", "ق": "q", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ء": "",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "w", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "je", "ж": "sch", "з": "s", "и": "i",
    "і": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "sch", "ъ": "", "ы": "i", "ь": "",
    "э": "e", "ю": "ju", "я": "ja",
}  # fmt: skip
_LATIN = str.maketrans({**_ARABIC, **_CYRILLIC})
_ARTICLES = frozenset(("al", "el", "ul", "von", "van", "de", "der", "bin", "ibn", "abu"))
_LEGAL_FORMS = frozenset(
    ("gmbh", "mbh", "ag", "kg", "ug", "ohg", "gbr", "ev", "eg", "co", "se", "gggmbh", "ggmbh", "kgaa", "ek", "und")
)
_CODES = {**dict.fromkeys("aeijouyh", "0"), "b": "1", **dict.fromkeys("fvw", "3"), **dict.fromkeys("gkq", "4"),
          "l": "5", **dict.fromkeys("mn", "6"), "r": "7", **dict.fromkeys("sz", "8")}  # fmt: skip


def romanise(word: str) -> str:
    """A folded word in Latin letters; short vowels that Arabic does not write stay away."""
    if word.isascii():
        return word
    if len(word) > 3 and word.startswith("ال"):
        word = word[2:]
    latin = word.translate(_LATIN)
    return "w" + latin[1:] if word.startswith("و") else latin


def name_words(name: str, kind: str = "person") -> tuple[str, ...]:
    """The words of a name that tell it apart, folded and in Latin letters; articles and legal forms left out."""
    forms = [romanise(forms[-1]) for _start, _end, forms in spans(well_formed(name[:400]))]
    found = tuple(dict.fromkeys(form for form in forms if form))
    weak = _LEGAL_FORMS if kind == "company" else _ARTICLES
    return tuple(word for word in found if word not in weak) or found


def _code(word: str, at: int) -> str:
    """The digits of one letter; its neighbours decide about C, D, P, T and X."""
    sign, before, after = word[at], word[at - 1 : at], word[at + 1 : at + 2]
    match sign:
        case "d" | "t":
            return "8" if after and after in "csz" else "2"
        case "p":
            return "3" if after == "h" else "1"
        case "c":
            hard = "ahkloqrux" if at == 0 else "ahkoqux"
            return "4" if after and after in hard and not (before and before in "sz") else "8"
        case "x":
            return "8" if before and before in "ckq" else "48"
        case _:
            return _CODES.get(sign, sign if sign.isdigit() else "")


def sound(word: str) -> str:
    """The sound key of one word in Latin letters; empty where it has no letters we know."""
    digits = "".join(_code(word, at) for at in range(len(word)))
    once = re.sub(r"(.)\1+", r"\1", digits)
    return once[:1] + once[1:].replace("0", "")


def sounds(word: str) -> tuple[str, ...]:
    """All sound keys of a word: where `kh` or `ch` may stand for a plain h, both readings."""
    latin = re.sub(r"ds?ch|dj|dzh", "j", romanise(word))
    readings = (latin, re.sub(r"kh|(?<!s)ch", "h", latin))
    # Scripts without a table of ours (Tigrinya, Hindi) meet at least in the same spelling.
    return tuple(dict.fromkeys(key for key in map(sound, readings) if key)) or (latin[:16],)


def sound_keys(name: str, kind: str = "person") -> tuple[str, ...]:
    """The sound keys of all words of a name, once each."""
    return tuple(dict.fromkeys(key for word in name_words(name, kind) for key in sounds(word)))


class Likeness:
    """Compares one name with many others.

    Args:
        birth_date: ISO date, or empty where it is not known.
    """

    def __init__(self, name: str, kind: str, birth_date: str = "") -> None:
        self._kind, self._birth_date = kind, birth_date
        self._heard: dict[str, tuple[str, ...]] = {}
        self._words = name_words(name, kind)
        self._keys = self._keys_of(self._words)

    def reasons(self, other: str, other_birth_date: str = "") -> tuple[str, ...]:
        """Why the other name may belong to the same person or company, best reason first; empty where it does not."""
        theirs = name_words(other, self._kind)
        if self._keys.isdisjoint(self._keys_of(theirs)):
            return ()
        same_birth = bool(self._birth_date) and self._birth_date == other_birth_date
        if set(self._words) == set(theirs):
            found = [SAME]
        elif _look_alike(self._words, theirs):
            found = [SIMILAR]
        elif self._sound_alike(theirs, some=same_birth):
            found = [SOUNDS]
        else:
            return ()
        return (*found, BIRTH) if same_birth else tuple(found)

    def _sounds(self, word: str) -> tuple[str, ...]:
        if word not in self._heard:
            self._heard[word] = sounds(word)
        return self._heard[word]

    def _keys_of(self, words: tuple[str, ...]) -> set[str]:
        return {key for word in words for key in self._sounds(word)}

    def _sound_alike(self, theirs: tuple[str, ...], *, some: bool) -> bool:
        """All words of the shorter name are heard in the longer one; with the same birth date one is enough."""
        shorter, longer = sorted((self._words, theirs), key=len)
        keys = self._keys_of(longer)
        heard = sum(1 for word in shorter if not keys.isdisjoint(self._sounds(word)))
        return heard >= (1 if some else len(shorter))


def _look_alike(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """All words of the shorter name occur in the longer one, or both look nearly the same as a whole."""
    shorter, longer = sorted((mine, theirs), key=len)
    if len(shorter) > 1 and all(word in longer for word in shorter):
        return True
    likeness = SequenceMatcher(None, " ".join(sorted(mine)), " ".join(sorted(theirs)), autojunk=False)
    return likeness.real_quick_ratio() >= _ALIKE and likeness.quick_ratio() >= _ALIKE and likeness.ratio() >= _ALIKE


def rank(found: Iterable[str]) -> tuple[int, int]:
    """Sorts doubles: the best reason first, then the one with more reasons."""
    codes = tuple(found)
    return (min((_ORDER[code] for code in codes), default=9), -len(codes))
