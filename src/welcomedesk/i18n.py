"""Words for people: marked where written (`N_`), translated where shown (`_`).

The source language of the code is English; German is the first language of the window. Catalogues are made with
Babel (`tools/words.py`). Start-up pays for looking up the few texts of the first page, not for reading all of them.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import cache

from welcomedesk import paths
from welcomedesk.domain.words import N_

__all__ = [
    "LANGUAGES", "N_", "_", "in_language", "language", "ngettext", "pgettext", "right_to_left", "use_language",
]  # fmt: skip

LANGUAGES = ("de", "en")
DEFAULT_LANGUAGE = "de"
PSEUDO, MIRRORED = "en-XA", "ar-XB"
"""Trial languages that no list offers: every text of the code longer, accented and in brackets; German words in a
window from right to left. Contents stay German in both. Set as `language` in the settings to look at them."""
_CONTENT = {PSEUDO: DEFAULT_LANGUAGE, MIRRORED: DEFAULT_LANGUAGE}
_RIGHT_TO_LEFT = frozenset({MIRRORED})


class Catalogue:
    """The words of one language, decoded when they are asked for.

    `gettext` of the standard library decodes every text when it opens a file, which with some thousand of them is
    felt at the start; here a text is looked up where it lies.

    Args:
        content: a `.mo` file, empty for a language whose words stand in the code.
    """

    def __init__(self, content: bytes = b"") -> None:
        self._content = content
        self._plural: Callable[[int], int] | None = None
        self._count = 0
        if content:
            # Source: GNU gettext manual, "The Format of GNU MO Files"; Babel writes little-endian.
            _magic, _revision, self._count, self._ids, self._texts = struct.unpack_from("<5I", content)

    def _part(self, table: int, number: int) -> bytes:
        size, at = struct.unpack_from("<2I", self._content, table + 8 * number)
        return self._content[at : at + size]

    def _text(self, key: bytes) -> str | None:
        """The text of a key; keys stand in the order of their bytes, so half of them falls away with each look."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            found = self._part(self._ids, middle)
            if found == key:
                return self._part(self._texts, middle).decode("utf-8")
            if found < key:
                low = middle + 1
            else:
                high = middle
        return None

    def gettext(self, message: str) -> str:
        """The words for a text, the text itself where there are none."""
        return (self._text(message.encode("utf-8")) if message else "") or message

    def pgettext(self, context: str, message: str) -> str:
        """The words for a text that means this here."""
        return self._text(f"{context}\x04{message}".encode()) or message

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The words for `number` things."""
        forms = self._text(f"{one}\x00{many}".encode())
        if forms is None:
            return one if number == 1 else many
        if self._plural is None:
            self._plural = _plural_rule(self._text(b"") or "")
        return forms.split("\x00")[self._plural(number)]


def _plural_rule(header: str) -> Callable[[int], int]:
    """Which form belongs to a number, from the head of a catalogue."""
    import gettext

    rule = next((line.split("plural=", 1)[1] for line in header.splitlines() if "plural=" in line), "n != 1")
    # It stands in the library since ever, but outside of its public names.
    made: Callable[[int], int] = gettext.c2py(rule.strip().rstrip(";"))
    return made


class _Current:
    """The language of the window; a class so that the functions below can be imported by name."""

    language = DEFAULT_LANGUAGE
    words = Catalogue()
    loaded = False
    right_to_left = False


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of one language; English falls back to the text in the code."""
    path = paths.translations() / language / "LC_MESSAGES" / "welcomedesk.mo"
    try:
        return Catalogue(path.read_bytes())
    except FileNotFoundError:
        return Catalogue()


def use_language(language: str) -> None:
    """Switch all later calls of `_` to this language.

    Args:
        language: one of `LANGUAGES` or a trial language; anything else falls back to German.
    """
    content = _CONTENT.get(language, language)
    _Current.language = content if content in LANGUAGES else DEFAULT_LANGUAGE
    _Current.words = _pseudo() if language == PSEUDO else catalogue(_Current.language)
    _Current.right_to_left = language in _RIGHT_TO_LEFT
    _Current.loaded = True


def _pseudo() -> Catalogue:
    from welcomedesk.pseudo import PseudoCatalogue

    return PseudoCatalogue()


def language() -> str:
    """The language that is in use, as a two-letter code; that of contents and dates for a trial language."""
    return _Current.language


def right_to_left() -> bool:
    """Whether the window runs from right to left in the language that is in use."""
    return _Current.right_to_left


def _words() -> Catalogue:
    if not _Current.loaded:
        use_language(_Current.language)
    return _Current.words


def _(message: str) -> str:
    """The words of `message` in the language of the window."""
    return _words().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The words for `number` things; fill `{n}` yourself with `.format(n=…)`."""
    return _words().ngettext(one, many, number)


def pgettext(context: str, message: str) -> str:
    """The words of `message` where one English word needs two German ones."""
    return _words().pgettext(context, message)


def in_language(language: str) -> Callable[[str], str]:
    """A translating function for another language than the window's, for letters and handouts."""
    return catalogue(language).gettext
