"""In which languages clients can read their sheets, and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from welcomedesk.domain.reader_words import ReaderLanguage, german_of_kind, read_language

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.letter_kinds import LetterKind
    from welcomedesk.domain.library import Library

_MOST = 0.85
"""A kind of letter is offered in a language that has words for at least this share of it."""

READ_AS = {"fa": "prs", "ku": "kmr", "hr": "bs", "sr": "bs", "sh": "bs"}
"""Whose sheets somebody can read where their own language has none. Sorani (`ckb`) is written in another script."""


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


def language_of(library: Library, case: CaseFile) -> str:
    """The language in which the person of a case reads sheets, as they named their languages; German where none is."""
    known = readers(library)
    for code in case.one("person").texts("languages"):
        if code == "en" or code in known:
            return code
        if READ_AS.get(code) in known:
            return READ_AS[code]
    return "de"


def sheet_of(library: Library, case: CaseFile) -> str:
    """What a handout for the person of a case is printed in, as `sheet_languages` names it."""
    language = language_of(library, case)
    return language if language == "de" else f"de+{language}"


def name_of(each: ReaderLanguage, language: str) -> str:
    """Its name in the language of the window, with its own: `Arabisch (العربية)`."""
    title = each.title.get(language) or each.title.get("de", each.code)
    return title if title == each.own_name else f"{title} ({each.own_name})"


def reading_languages(library: Library) -> tuple[tuple[str, str], ...]:
    """Every language in which somebody may have read a sheet: code and its own name."""
    return (("de", "Deutsch"), ("en", "English"), *((each.code, each.own_name) for each in readers(library).values()))


def sheet_languages(library: Library, language: str) -> tuple[tuple[str, str], ...]:
    """What a handout can be printed in: languages joined by `+`, and words for them in the language of the window."""
    german, english = (library.language_name(code, language) for code in ("de", "en"))
    usual = (("de", german), ("de+en", f"{german}, {english}"), ("en", english))
    beside = sorted((name_of(each, language), each.code) for each in readers(library).values())
    return (*usual, *((f"de+{code}", f"{german}, {name}") for name, code in beside))


def letter_languages(library: Library, kind: LetterKind, language: str) -> tuple[tuple[str, str], ...]:
    """The languages a letter for a client can be written in: code and name in the language of the window."""
    own = tuple((code, library.language_name(code, language)) for code in kind.languages)
    beside = sorted((name_of(each, language), each.code) for each in readers_of(library, kind))
    german = library.language_name("de", language)
    return (*own, *((code, f"{german}, {name}") for name, code in beside))


def spoken(reader: ReaderLanguage, german: Callable[[str], str]) -> Callable[[str], str]:
    """Words of the program in the reader's language, German where there are none.

    Args:
        german: gives the German words of an English text.
    """

    def translate(message: str) -> str:
        words = german(message)
        return reader.say(words) or words

    return translate
