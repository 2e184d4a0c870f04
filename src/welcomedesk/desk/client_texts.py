"""How easy the texts for clients read, and how much of them exists in each language: the report for editors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk import letters, readers
from welcomedesk.desk.outreach import sheets
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.letter_kinds import LetterKind
from welcomedesk.domain.readability import Readability, readability_of
from welcomedesk.domain.reader_words import german_of_kind

if TYPE_CHECKING:
    from welcomedesk.domain.library import Library


@dataclass(frozen=True, slots=True)
class ClientText:
    """One text for clients with how it reads in a language: a letter, a checklist, the first steps of a topic."""

    kind: str
    id: str
    title: str
    reading: Readability


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the texts of a group a language has words for, 0 to 1."""

    language: str
    review: str
    group: str
    share: float


def texts(library: Library, language: str = "de") -> tuple[ClientText, ...]:
    """Every text for clients, the hardest to read first."""
    found = [*_letters(library, language), *_checklists(library, language), *_first_steps(library, language)]
    easy = language == "en"  # there a high score is easy
    return tuple(sorted(found, key=lambda each: (each.reading.score or 0) * (1 if easy else -1)))


def _letters(library: Library, language: str) -> Iterator[ClientText]:
    for kind in letters.kinds(library):
        if for_clients(kind) and language in kind.languages:
            yield ClientText("letter", kind.id, say(kind.title, language), reading_of(kind, language))


def for_clients(kind: LetterKind) -> bool:
    """Whether a client reads this kind of letter."""
    return kind.recipient in ("client", "none") and "person" in kind.fits


def _checklists(library: Library, language: str) -> Iterator[ClientText]:
    for checklist in library.checklists():
        words = [text for step in checklist.steps if (text := say(step.plain or step.text, language))]
        if words:
            reading = readability_of(words, language)
            yield ClientText("checklist", f"{checklist.pack}/{checklist.id}", say(checklist.title, language), reading)


def _first_steps(library: Library, language: str) -> Iterator[ClientText]:
    """The sheets of outreach events, one for each topic."""
    for sheet in sheets(library):
        words = [text for step in sheet.steps if (text := say(step.plain, language))]
        if words:
            yield ClientText("first_steps", sheet.topic, say(sheet.title, language), readability_of(words, language))


def coverage(library: Library) -> tuple[Coverage, ...]:
    """How much of letters, steps and papers exists in each language of readers."""
    letter_words = frozenset(
        text for kind in letters.kinds(library) if for_clients(kind) for text in german_of_kind(kind)
    )
    steps = [say(step.title, "de") for checklist in library.checklists() for step in checklist.steps]
    papers = [title for row in library.rows("paper") if (title := dict(row.get("title") or {}).get("de"))]
    groups = {"letters": letter_words, "steps": steps, "papers": papers}
    return tuple(
        Coverage(tongue.code, tongue.review, group, round(tongue.share(words), 2))
        for tongue in readers.readers(library).values()
        for group, words in groups.items()
    )


def reading_of(kind: LetterKind, language: str) -> Readability:
    """How the words of a kind of letter read; in other languages than German and English, how their German reads."""
    spoken = language if language in kind.languages else "de"
    words = [block.text.get(spoken, "") for block in kind.blocks if block.kind in ("paragraph", "note")]
    words += [each.get(spoken, "") for block in kind.blocks for each in block.listed]
    return readability_of(words, spoken)
