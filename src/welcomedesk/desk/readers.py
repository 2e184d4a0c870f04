"""In which languages clients can read their sheets, and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from welcomedesk.domain.reader_words import ReaderLanguage, german_of_kind, read_language

if TYPE_CHECKING:
    from welcomedesk.domain.letter_kinds import LetterKind
    from welcomedesk.domain.library import Library

_MOST = 0.6
"""A kind of letter is offered in a language that has words for at least this share of it."""


def readers(library: Library) -> Mapping[str, ReaderLanguage]:
    """All languages of readers by code, in the order of their codes.

    Several packs may have words for one language: a later one adds to the earlier and takes precedence, and the whole
    counts as reviewed only where all of it is.
    """
    found: dict[str, ReaderLanguage] = {}
    for row in library.rows("reader_language"):
        new = read_language(row)
        old = found.get(new.code)
        if old is not None:
            review = old.review if new.reviewed else new.review
            new = replace(old, words={**old.words, **new.words}, review=review)
        found[new.code] = new
    return dict(sorted(found.items()))


def reader(library: Library, code: str) -> ReaderLanguage | None:
    """One language of readers; `None` for German, English and what there are no words for."""
    return readers(library).get(code) if code not in ("", "de", "en") else None


def readers_of(library: Library, kind: LetterKind) -> tuple[ReaderLanguage, ...]:
    """The languages that a kind of letter for clients can be set in beside German."""
    unsuited = any(block.kind == "table" for block in kind.blocks) or kind.look in ("poster", "certificate")
    if kind.recipient not in ("client", "none") or "person" not in kind.fits or unsuited:
        return ()
    german = german_of_kind(kind)
    return tuple(each for each in readers(library).values() if each.share(german) >= _MOST)


def spoken(reader: ReaderLanguage, german: Callable[[str], str]) -> Callable[[str], str]:
    """Words of the program in the reader's language, German where there are none.

    Args:
        german: gives the German words of an English text.
    """

    def translate(message: str) -> str:
        words = german(message)
        return reader.say(words) or words

    return translate
