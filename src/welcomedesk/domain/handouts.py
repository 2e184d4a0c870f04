"""Handouts as values: sheets to take home, in one language or in German beside the reader's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from welcomedesk.domain.letter_kinds import PAGE_WORDS, Words
from welcomedesk.domain.letters import Letterhead, Span, Text, words

if TYPE_CHECKING:
    from welcomedesk.domain.reader_words import ReaderLanguage

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

CLIENT_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "title": {"de": "Ihre nächsten Schritte", "en": "Your next steps"},
        "bring": {"de": "Bitte mitbringen", "en": "Please bring"},
        "at_hand": {"de": "liegt vor", "en": "at hand"},
        "missing": {"de": "fehlt noch", "en": "still missing"},
        "missing_seen": {"de": "Original fehlt noch", "en": "original still missing"},
        "missing_copy": {"de": "Kopie fehlt noch", "en": "copy still missing"},
        "missing_translated": {"de": "Übersetzung fehlt noch", "en": "translation still missing"},
        "missing_certified": {"de": "Beglaubigung fehlt noch", "en": "certification still missing"},
        "nothing": {"de": "Zurzeit ist nichts offen.", "en": "Nothing is open at the moment."},
    }
)
"""Words of the page that the visitor sees on the screen."""

REVIEW_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "machine": "Diese Übersetzung hat noch niemand geprüft. Es gilt der deutsche Text.",
        "reviewed": "Es gilt der deutsche Text.",
        "partly": "Wo eine Übersetzung fehlt, steht der Text auf Englisch oder Deutsch.",
    }
)
"""German words under a translation, by the state of its review; the reader's own stand beside them."""


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """One row of a handout.

    Args:
        kind: `heading`, `text`, `step`, `paper`, `fact`, `note` or `foot`; in letters also `subject`, `paragraph`,
            `subheading`, `pair`, `item`, `small`, `code` and `sign` (lines to sign on, one for each text).
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
    reader: ReaderLanguage | None = None,
    large: bool = False,
) -> Handout:
    """The handout of a checklist: steps with boxes, papers, offices, deadlines.

    Args:
        languages: one language, or German and the reader's language.
        reader: the words of the reader's language, where it is not one that packs are written in.
    """
    write = _Writer(languages, reader)
    used = [title, subtitle or {}, *(words for step in steps for words in (step.title, step.text, step.cost))]
    used += [paper for step in steps for paper, _at_hand in step.papers]
    rows = [row for number, step in enumerate(steps, start=1) for row in write.step(step, number)]
    rows.append(HandoutRow("foot", write.each(HANDOUT_WORDS["guidance"])))
    if reader is not None:
        rows.append(review_row(reader, used))
    return Handout(
        title=write.each(title),
        languages=languages,
        rows=tuple(rows),
        letterhead=letterhead or Letterhead(),
        subtitle=write.each(subtitle) if subtitle else (),
        head=head,
        page_words=in_language(PAGE_WORDS["page"], languages[0]),
        large=large,
    )


def review_row(reader: ReaderLanguage, used: Iterable[Words]) -> HandoutRow:
    """The small print on the state of a translation, in both languages.

    Args:
        used: the texts of the sheet, to say whether some of them have no translation.
    """
    german, beside = review_words(reader, (texts.get("de", "") for texts in used))
    return HandoutRow("foot", (words(german), words(beside) if beside else ()))


def review_words(reader: ReaderLanguage, german: Iterable[str]) -> tuple[str, str]:
    """What is said of a translation, in German and in the reader's language.

    Args:
        german: the texts that are shown; where one has no translation, the reader is told in what it stands.
    """
    said = [REVIEW_WORDS["reviewed" if reader.reviewed else "machine"]]
    if any(text and not reader.say(text) for text in german):
        said.append(REVIEW_WORDS["partly"])
    return " ".join(said), " ".join(filter(None, map(reader.say, said)))


def in_language(texts: Words, language: str) -> str:
    """The words in a language, German where they do not exist yet."""
    return texts.get(language) or texts.get("de") or next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Rows in every language of the sheet."""

    languages: tuple[str, ...]
    reader: ReaderLanguage | None

    def beside(self, texts: Words, language: str) -> str:
        """The words of the second language; it says nothing rather than repeating German."""
        if self.reader is not None and language == self.reader.code:
            return texts.get(language) or self.reader.beside(texts)
        return texts.get(language, "")

    def each(self, texts: Words, pattern: str = "{}", *, strong: bool = False) -> tuple[Text, ...]:
        first, *others = self.languages
        found = [in_language(texts, first), *(self.beside(texts, language) for language in others)]
        return tuple(words(pattern.replace("{}", text), strong=strong) if text else () for text in found)

    def step(self, step: HandoutStep, number: int) -> Iterator[HandoutRow]:
        not_needed = step.state == "not_needed"
        titles = self.each(step.title, f"{number}. {{}}", strong=True)
        if not_needed:
            ends = self.each(HANDOUT_WORDS["not_needed"], " ({})")
            titles = tuple((*title, *end) if title else () for title, end in zip(titles, ends, strict=True))
        yield HandoutRow("step", titles, box=not not_needed, ticked=step.state == "done")
        if not_needed:
            return
        if step.text:
            yield HandoutRow("text", self.each(step.text))
        for key, value in (("office", step.office), ("due", step.due), ("cost", step.cost), ("law", step.law)):
            if value:
                yield HandoutRow("fact", self.facts(key, value))
        if step.papers:
            yield HandoutRow("fact", self.each(HANDOUT_WORDS["papers"], "{}:", strong=True))
            for paper, at_hand in step.papers:
                yield HandoutRow("paper", self.each(paper), box=True, ticked=at_hand)
        if not step.verified:
            yield HandoutRow("note", self.each(HANDOUT_WORDS["to_verify"]))

    def facts(self, key: str, value: Words) -> tuple[Text, ...]:
        # The value stands isolated: an address or a date keeps its direction inside a right-to-left line.
        labels = self.each(HANDOUT_WORDS[key], "{}: ", strong=True)
        return tuple(
            (*label, Span(in_language(value, language), key)) if label else ()
            for label, language in zip(labels, self.languages, strict=True)
        )
