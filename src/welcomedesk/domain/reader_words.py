"""Words in the language of the person who reads a sheet, found by the German text they stand for.

The German sentence is the key. So a translation never outlives its text: where the German changes, the reader sees
English or nothing beside the German until somebody translates anew, and never words that say something else.
How to add a language: one file in `resources/packs/languages`, see `docs/how-to/new-language.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from welcomedesk.domain.handouts import review_words
from welcomedesk.domain.letter_kinds import BlockPlan, LetterKind, Value, Words, compose
from welcomedesk.domain.letters import Letter
from welcomedesk.domain.words import N_

MACHINE, REVIEWED = "machine", "reviewed"
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")

FAULTS: Mapping[str, str] = {
    "name": N_("The language has no name of its own."),
    "review": N_("“review” is “machine” or “reviewed”, with “reviewed_by” and “reviewed_on”."),
    "empty": N_("There is no translation of “{text}”."),
    "placeholder": N_("The translation of “{text}” has other placeholders."),
    "stale": N_("No German text says “{text}” any more."),
}


@dataclass(frozen=True, slots=True)
class ReaderLanguage:
    """A language that sheets for clients can be read in, beside German.

    Args:
        code: `ar`, `prs`, `kmr` …
        own_name: its name in itself.
        review: `machine` or `reviewed`; whatever nobody has reviewed says so on the page.
        words: translations by German text.
    """

    code: str
    own_name: str
    title: Words
    review: str
    words: Mapping[str, str]

    @property
    def reviewed(self) -> bool:
        return self.review == REVIEWED

    def say(self, german: str) -> str:
        """The translation of a German text, empty where there is none."""
        return self.words.get(german, "")

    def beside(self, texts: Words) -> str:
        """What stands beside the German: the translation, else English, else nothing."""
        return self.say(texts.get("de", "")) or texts.get("en", "")

    def add_to(self, texts: Words) -> Words:
        """The words with those of this language."""
        return {**texts, self.code: self.beside(texts)} if texts else texts

    def share(self, texts: Iterable[str]) -> float:
        """How many of these German texts it has words for, 0 to 1; 1 where there are none."""
        wanted = set(texts)
        return sum(text in self.words for text in wanted) / len(wanted) if wanted else 1.0


def read_language(row: Mapping[str, Any]) -> ReaderLanguage:
    """A language from one `[[reader_language]]` of a pack; `faults` says what is wrong with it."""
    words = row.get("words")
    return ReaderLanguage(
        str(row.get("id", "")),
        str(row.get("own_name", "")),
        {key: str(text) for key, text in dict(row.get("title") or {}).items()},
        str(row.get("review", MACHINE)),
        {str(key): str(text) for key, text in words.items()} if isinstance(words, Mapping) else {},
    )


def faults(row: Mapping[str, Any], german: frozenset[str]) -> list[tuple[str, str]]:
    """What is wrong with a row: key of `FAULTS` and the text it is about.

    Args:
        german: every German text a client may read; empty where that is not asked.
    """
    found = read_language(row)
    problems = [] if found.own_name and found.code else [("name", "")]
    if found.review not in (MACHINE, REVIEWED) or (found.reviewed and not (row.get("reviewed_by"))):
        problems.append(("review", ""))
    for text, translation in found.words.items():
        if not translation.strip():
            problems.append(("empty", text))
        elif sorted(_PLACEHOLDER.findall(text)) != sorted(_PLACEHOLDER.findall(translation)):
            problems.append(("placeholder", text))
        elif german and text not in german:
            problems.append(("stale", text))
    return problems


def spoken_kind(kind: LetterKind, reader: ReaderLanguage) -> LetterKind:
    """A kind of letter with the words of a reader's language; English or German where it has none."""

    def add(texts: Words) -> Words:
        return {**texts, reader.code: reader.beside(texts) or texts.get("de", "")} if texts else texts

    def block(plan: BlockPlan) -> BlockPlan:
        return replace(
            plan,
            text=add(plan.text),
            rows=tuple((add(label), value) for label, value in plan.rows),
            labels=tuple(add(label) for label in plan.labels),
            listed=tuple(add(each) for each in plan.listed),
            columns=tuple((add(label), share) for label, share in plan.columns),
        )

    return replace(
        kind,
        languages=(*kind.languages, reader.code),
        placeholders={key: replace(each, title=add(each.title)) for key, each in kind.placeholders.items()},
        subject=add(kind.subject),
        salutation=add(kind.salutation),
        closing=add(kind.closing),
        info=tuple((add(label), value) for label, value in kind.info),
        blocks=tuple(block(each) for each in kind.blocks),
        slip=None,
    )


def beside(
    letter: Letter,
    kind: LetterKind,
    values: Mapping[str, Value],
    reader: ReaderLanguage,
    leave_out: tuple[str, ...] = (),
) -> Letter:
    """A German letter with the same letter in the reader's language beside it, and what is said of the translation.

    Args:
        values: those of the letter, in the reader's words.
        leave_out: placeholders that are left out of the German letter too.
    """
    composed = compose(
        spoken_kind(kind, reader),
        values,
        language=reader.code,
        recipient=letter.recipient,
        leave_out=leave_out,
    )
    review = tuple(text for text in review_words(reader, german_of_kind(kind)) if text)
    return replace(letter, beside=composed.letter, review=review)


def german_of_kind(kind: LetterKind) -> frozenset[str]:
    """Every German text that a kind of letter prints, without the titles of its placeholders."""
    texts = [kind.subject, kind.salutation, kind.closing, *(label for label, _value in kind.info)]
    for block in kind.blocks:
        texts += [block.text, *(label for label, _value in block.rows), *block.labels, *block.listed]
    return frozenset(text["de"] for text in texts if text.get("de"))
