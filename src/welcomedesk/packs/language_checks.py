"""What is wrong with the words for readers: gaps, other placeholders, and German texts that no pack says any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from welcomedesk.domain import fields
from welcomedesk.domain.first_steps import SHEET_WORDS
from welcomedesk.domain.guide_parts import rows_of
from welcomedesk.domain.handouts import CLIENT_WORDS, HANDOUT_WORDS, REVIEW_WORDS
from welcomedesk.domain.letter_kinds import PAGE_WORDS
from welcomedesk.domain.reader_words import FAULTS, faults
from welcomedesk.i18n import in_language
from welcomedesk.packs.compiler import Compiled
from welcomedesk.packs.problems import HINT, WRONG


def check_languages(pack: Compiled, packs: Sequence[Compiled]) -> None:
    """Report every fault of the languages of a pack; a text that nobody says any more is a hint."""
    rows = rows_of(pack.doc, "reader_language")
    if not rows:
        return
    german = frozenset(_said(packs))
    for row in rows:
        for code, text in faults(row, german):
            level = HINT if code == "stale" else WRONG
            pack.draft.report(level, FAULTS[code], part="reader_language", row=str(row.get("id", "")), text=text[:80])


def _said(packs: Sequence[Compiled]) -> Iterator[str]:
    """Every German text of the packs and of the program that may stand on a sheet."""
    for pack in packs:
        yield from _german(pack.doc)
    for texts in (HANDOUT_WORDS, PAGE_WORDS, CLIENT_WORDS, SHEET_WORDS):
        yield from (each["de"] for each in texts.values())
    yield from REVIEW_WORDS.values()
    german = in_language("de")
    labels = (*(option.label for option in fields.TOPICS), *fields.PURPOSES.values(), *fields.RETENTION.values())
    yield from map(german, labels)


def _german(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("de"), str):
            yield value["de"]
        for inner in value.values():
            yield from _german(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _german(inner)
