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
"""Words that every handout uses; a language without words shows the German ones."""


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """One row of a handout.

    Args:
        kind: `heading`, `text`, `step`, `paper`, `fact` or `note`.
        words: the same words in each language of the handout, in the order of its languages.
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
    rows.append(HandoutRow("note", _each(HANDOUT_WORDS["guidance"], languages)))
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


def _each(texts: Words, languages: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(words(in_language(texts, language)) for language in languages)


def _step_rows(step: HandoutStep, number: int, languages: tuple[str, ...]) -> Iterator[HandoutRow]:
    titles = tuple(_step_title(step, number, language) for language in languages)
    yield HandoutRow("step", titles, box=True, ticked=step.state == "done")
    if step.state == "not_needed":
        return
    if step.text:
        yield HandoutRow("text", _each(step.text, languages))
    for key, value in (("office", step.office), ("due", step.due), ("cost", step.cost), ("law", step.law)):
        if value:
            yield HandoutRow("fact", tuple(_fact(key, value, language) for language in languages))
    if step.papers:
        heads = tuple(
            words(in_language(HANDOUT_WORDS["papers"], language) + ":", strong=True) for language in languages
        )
        yield HandoutRow("fact", heads)
        for paper, at_hand in step.papers:
            yield HandoutRow("paper", _each(paper, languages), box=True, ticked=at_hand)
    if not step.verified:
        yield HandoutRow("note", _each(HANDOUT_WORDS["to_verify"], languages))


def _step_title(step: HandoutStep, number: int, language: str) -> Text:
    title = in_language(step.title, language)
    if step.state == "not_needed":
        title = f"{title} ({in_language(HANDOUT_WORDS['not_needed'], language)})"
    return words(f"{number}. {title}", strong=True)


def _fact(key: str, value: Words, language: str) -> Text:
    # The value stands isolated: an address or a date keeps its direction inside a right-to-left line.
    label = in_language(HANDOUT_WORDS[key], language)
    return (Span(f"{label}: ", strong=True), Span(in_language(value, language), key))
