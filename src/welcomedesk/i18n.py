"""Words for people: marked where written (`N_`), translated where shown (`_`).

The source language of the code is English; German is the first language of the window. Catalogues are made with
Babel (`tools/words.py`) and read with the standard library, so that start-up pays only for one small file.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Callable
from functools import cache

from welcomedesk import paths
from welcomedesk.domain.words import N_

__all__ = ["LANGUAGES", "N_", "_", "in_language", "language", "ngettext", "pgettext", "use_language"]

LANGUAGES = ("de", "en")
DEFAULT_LANGUAGE = "de"


class _Current:
    """The language of the window; a class so that the functions below can be imported by name."""

    language = DEFAULT_LANGUAGE
    words: _gettext.NullTranslations = _gettext.NullTranslations()
    loaded = False


@cache
def catalogue(language: str) -> _gettext.NullTranslations:
    """The catalogue of one language; English falls back to the text in the code."""
    path = paths.translations() / language / "LC_MESSAGES" / "welcomedesk.mo"
    # Read directly: gettext's own search would load the tables of all locales while the first window waits.
    try:
        with path.open("rb") as handle:
            return _gettext.GNUTranslations(handle)
    except FileNotFoundError:
        return _gettext.NullTranslations()


def use_language(language: str) -> None:
    """Switch all later calls of `_` to this language.

    Args:
        language: one of `LANGUAGES`; anything else falls back to German.
    """
    _Current.language = language if language in LANGUAGES else DEFAULT_LANGUAGE
    _Current.words = catalogue(_Current.language)
    _Current.loaded = True


def language() -> str:
    """The language that is in use, as a two-letter code."""
    return _Current.language


def _words() -> _gettext.NullTranslations:
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
