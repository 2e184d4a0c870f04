"""Handouts as values: sheets to take home, in one language or in German beside the reader's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from welcomedesk.domain.letter_kinds import PAGE_WORDS, Words
from welcomedesk.domain.letters import Letterhead, Span, Text, words

HANDOUT_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "office": {"de": "Stelle", "en": "Office"},
        "due": {"de": "Bis", "en": "By"},
        "cost": {"de": "Kosten", "en": "Cost"},
        "law": {"de": "Grundlage", "en": "Legal basis"},
        "papers": {"de": "Dafür brauchen Sie", "en": "You need for this"},
        "not_needed": {"de": "nicht nötig", "en": "not needed"},
        "to_verify": {"de": "Noch zu prüfen.", "en": "To be verified."},
        "guidance": {
            "de": "Orientierung. Die Behörde entscheidet.",
            "en": "Guidance. The authority decides.",
        },
    }
)
"""Words that every handout uses; where a language has none, its column stays empty there."""


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """One row of a handout.

    Args:
        kind: `heading`, `text`, `step`, `paper`, `fact`, `note` or `foot`.
        words: the same words in each language of the handout, in the order of its languages; empty where a
            language has no words for it.
        box: a box to tick in front.
        ticked: the box is already ticked.
    """

    kind: str
    words: tuple[Text, ...]
    box: bool = False
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Handout:
    """A sheet to take home.

    Args:
        languages: `("de",)`, `("en",)` or two, `("de", "ar")`; the second is set beside the first.
        title, subtitle: in each language; the subtitle may be empty.
        head: small lines at the top right: date, our reference.
        review: small print on the state of the translation, empty where it was reviewed.
        large: large print (16 points).
        shows_all: a character that no font has is shown by its number instead of stopping the page; for sheets that
            must hold whatever was entered.
    """

    title: tuple[Text, ...]
    languages: tuple[str, ...]
    rows: tuple[HandoutRow, ...]
    letterhead: Letterhead = field(default_factory=Letterhead)
    subtitle: tuple[Text, ...] = ()
    head: tuple[str, ...] = ()
    review: str = ""
    page_words: str = PAGE_WORDS["page"]["de"]
    large: bool = False
    kind: str = "checklist"
    shows_all: bool = False


@dataclass(frozen=True, slots=True)
class HandoutStep:
    """One step of a checklist, with words by language.

    Args:
        papers: what the step needs; `(words, at hand)`.
        office, due, cost, law: empty where the pack says nothing; dates and sums are already written out.
        state: `open`, `in_progress`, `done` or `not_needed`.
        verified: whether a stored source confirms it.
    """

    title: Words
    text: Words = field(default_factory=dict)
    papers: tuple[tuple[Words, bool], ...] = ()
    office: Words = field(default_factory=dict)
    due: Words = field(default_factory=dict)
    cost: Words = field(default_factory=dict)
    law: Words = field(default_factory=dict)
    state: str = "open"
    verified: bool = True


def checklist_handout(
    title: Words,
    steps: Sequence[HandoutStep],
    *,
    languages: tuple[str, ...] = ("de",),
    letterhead: Letterhead | None = None,
    subtitle: Words | None = None,
    head: tuple[str, ...] = (),
    review: str = "",
    large: bool = False,
) -> Handout:
    """The handout of a checklist: steps with boxes, papers, offices, deadlines.

    Args:
        languages: one language, or German and the reader's language.
    """
    rows = [row for number, step in enumerate(steps, start=1) for row in _step_rows(step, number, languages)]
    rows.append(HandoutRow("foot", _each(HANDOUT_WORDS["guidance"], languages)))
    return Handout(
        title=_each(title, languages),
        languages=languages,
        rows=tuple(rows),
        letterhead=letterhead or Letterhead(),
        subtitle=_each(subtitle, languages) if subtitle else (),
        head=head,
        review=review,
        page_words=in_language(PAGE_WORDS["page"], languages[0]),
        large=large,
    )


def in_language(texts: Words, language: str) -> str:
    """The words in a language, German where they do not exist yet."""
    return texts.get(language) or texts.get("de") or next(iter(texts.values()), "")


def _each(texts: Words, languages: tuple[str, ...], pattern: str = "{}", *, strong: bool = False) -> tuple[Text, ...]:
    """The words in every language; the second language never repeats German, it says nothing instead."""
    first, *others = languages
    found = [in_language(texts, first), *(texts.get(language, "") for language in others)]
    return tuple(words(pattern.replace("{}", text), strong=strong) if text else () for text in found)


def _step_rows(step: HandoutStep, number: int, languages: tuple[str, ...]) -> Iterator[HandoutRow]:
    not_needed = HANDOUT_WORDS["not_needed"] if step.state == "not_needed" else {}
    titles = tuple(
        (*title, *(words(f" ({not_needed[language]})") if language in not_needed and title else ()))
        for title, language in zip(_each(step.title, languages, f"{number}. {{}}", strong=True), languages, strict=True)
    )
    yield HandoutRow("step", titles, box=not not_needed, ticked=step.state == "done")
    if not_needed:
        return
    if step.text:
        yield HandoutRow("text", _each(step.text, languages))
    for key, value in (("office", step.office), ("due", step.due), ("cost", step.cost), ("law", step.law)):
        if value:
            yield HandoutRow("fact", _facts(key, value, languages))
    if step.papers:
        yield HandoutRow("fact", _each(HANDOUT_WORDS["papers"], languages, "{}:", strong=True))
        for paper, at_hand in step.papers:
            yield HandoutRow("paper", _each(paper, languages), box=True, ticked=at_hand)
    if not step.verified:
        yield HandoutRow("note", _each(HANDOUT_WORDS["to_verify"], languages))


def _facts(key: str, value: Words, languages: tuple[str, ...]) -> tuple[Text, ...]:
    # The value stands isolated: an address or a date keeps its direction inside a right-to-left line.
    labels = _each(HANDOUT_WORDS[key], languages, "{}: ", strong=True)
    return tuple(
        (*label, Span(in_language(value, language), key)) if label else ()
        for label, language in zip(labels, languages, strict=True)
    )
