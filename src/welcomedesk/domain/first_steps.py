"""What a visitor of an outreach event takes home: the first steps of the topics, and who helps nearby."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from welcomedesk.domain.guide_parts import Words
from welcomedesk.domain.handouts import HANDOUT_WORDS, Handout, HandoutRow, in_language, review_row
from welcomedesk.domain.letter_kinds import PAGE_WORDS
from welcomedesk.domain.letters import Letterhead, Text, words

if TYPE_CHECKING:
    from welcomedesk.domain.reader_words import ReaderLanguage

SHEET_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "title": {"de": "Ihre ersten Schritte", "en": "Your first steps"},
        "places": {"de": "Hier bekommen Sie Hilfe", "en": "Where you get help"},
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step in plain words.

    Args:
        verified: whether a stored source confirms it.
    """

    title: Words
    plain: Words
    verified: bool = True


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The first steps of one topic."""

    topic: str
    title: Words
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An office that helps.

    Args:
        lines: address, phone and web page, as they stand in the directory; addresses are not translated.
        note: how old our knowledge is, by language.
    """

    name: str
    lines: tuple[str, ...]
    note: Words


def first_steps_handout(
    topics: Sequence[FirstSteps],
    places: Sequence[Place],
    *,
    languages: tuple[str, ...],
    letterhead: Letterhead,
    head: tuple[str, ...] = (),
    reader: ReaderLanguage | None = None,
) -> Handout:
    """The sheet, without anybody's name.

    Args:
        languages: one, or German and the reader's.
        reader: the words of the reader's language, where it is not one that packs are written in.
    """
    write = _Writer(languages, reader)
    rows: list[HandoutRow] = []
    for topic in topics:
        rows.append(write.row("heading", topic.title, strong=True))
        for step in topic.steps:
            rows.append(write.row("step", step.title, strong=True))
            if step.plain:
                rows.append(write.row("text", step.plain))
            if not step.verified:
                rows.append(write.row("note", HANDOUT_WORDS["to_verify"]))
    if places:
        rows.append(write.row("heading", SHEET_WORDS["places"], strong=True))
        rows += [row for place in places for row in _place_rows(write, place)]
    rows.append(write.row("foot", HANDOUT_WORDS["guidance"]))
    if reader is not None:
        used = [words for topic in topics for step in topic.steps for words in (step.title, step.plain)]
        rows.append(review_row(reader, [*used, *(topic.title for topic in topics)]))
    return Handout(
        title=write.texts(SHEET_WORDS["title"]),
        languages=languages,
        rows=tuple(rows),
        letterhead=letterhead,
        head=head,
        page_words=in_language(PAGE_WORDS["page"], languages[0]),
        kind="first_steps",
    )


def _place_rows(write: _Writer, place: Place) -> list[HandoutRow]:
    name = HandoutRow("step", (words(place.name, strong=True), *(() for _ in write.languages[1:])))
    lines = [HandoutRow("text", (words(line), *(() for _ in write.languages[1:]))) for line in place.lines]
    return [name, *lines, write.row("note", place.note)]


@dataclass(frozen=True, slots=True)
class _Writer:
    languages: tuple[str, ...]
    reader: ReaderLanguage | None

    def texts(self, said: Words, *, strong: bool = False) -> tuple[Text, ...]:
        """The words in each language; the second one says nothing rather than repeating German."""
        first, *others = self.languages
        found = [in_language(said, first), *(self._beside(said, language) for language in others)]
        return tuple(words(text, strong=strong) if text else () for text in found)

    def _beside(self, said: Words, language: str) -> str:
        return said.get(language, "") or (self.reader.beside(said) if self.reader is not None else "")

    def row(self, kind: str, said: Words, *, strong: bool = False) -> HandoutRow:
        return HandoutRow(kind, self.texts(said, strong=strong))
