"""What the visitor may see of a case on the screen: next steps, papers, one address, in the visitor's language.

No name, no number, no note: only words of the packs and of the directory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welcomedesk.desk import checklists, contacts
from welcomedesk.desk.core import load
from welcomedesk.desk.readers import language_of, readers
from welcomedesk.domain.fields import PAPER_MARKS
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.handouts import CLIENT_WORDS, HANDOUT_WORDS, review_words
from welcomedesk.domain.letters import RTL_LANGUAGES

if TYPE_CHECKING:
    from welcomedesk.desk.checklists import ItemView, ListView
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.guide_parts import Words
    from welcomedesk.domain.reader_words import ReaderLanguage

MOST_STEPS = 5
"""So many steps somebody can look at together."""

MOST_PAPERS = 8


@dataclass(frozen=True, slots=True)
class Said:
    """The same words for the visitor and, below, in German; `german` is empty where both are the same."""

    words: str
    german: str = ""


@dataclass(frozen=True, slots=True)
class ClientStep:
    """One step: what to do, and one sentence about it."""

    title: Said
    text: Said


@dataclass(frozen=True, slots=True)
class ClientPaper:
    """A paper to bring.

    Args:
        state: what is missing of it, in words.
        ready: whether nothing is.
    """

    title: Said
    state: Said
    ready: bool


@dataclass(frozen=True, slots=True)
class ClientView:
    """The page.

    Args:
        language: code of the visitor's language; `right_to_left` whether it runs so.
        languages: code and own name of everything that can be chosen.
        office: name and lines of the address that comes next, always from left to right; may be empty.
        review: on the state of the translation; empty in German and English.
        sample: whether the case is an invented one.
    """

    language: str
    right_to_left: bool
    languages: tuple[tuple[str, str], ...]
    title: Said
    about: str
    steps: tuple[ClientStep, ...]
    papers: tuple[ClientPaper, ...]
    bring: Said
    nothing: Said
    office: tuple[str, ...]
    guidance: Said
    review: Said
    sample: bool


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says words of packs to the visitor and in German."""

    language: str
    beside: Callable[[Words], str]

    def say(self, texts: Words) -> Said:
        german = say(texts, "de")
        words = german if self.language == "de" else self.beside(texts)
        return Said(words or german, german if words and words != german else "")


def view(desk: Desk, case_id: str, language: str = "") -> ClientView:
    """What the visitor sees.

    Args:
        language: empty takes the first language of the person that there are words for.
    """
    case = load(desk, case_id)
    known = readers(desk.library)
    names = {"de": "Deutsch", "en": "English"} | {code: reader.own_name for code, reader in known.items()}
    chosen = language if language in names else language_of(desk.library, case)
    reader = known.get(chosen)
    speak = _Speaker(chosen, reader.beside if reader else lambda texts: texts.get(chosen, ""))
    lists = checklists.lists_of(replace(desk, language="de"), case)
    open_items = [item for each in lists for item in each.items if not item.finished]
    shown = open_items[:MOST_STEPS]
    steps = tuple(_step(desk, item, speak) for item in shown)
    papers = tuple(_papers(desk, case, speak))
    return ClientView(
        language=chosen,
        right_to_left=chosen in RTL_LANGUAGES,
        languages=tuple(names.items()),
        title=speak.say(CLIENT_WORDS["title"]),
        about=_about(lists, shown),
        steps=steps,
        papers=papers,
        bring=speak.say(CLIENT_WORDS["bring"]),
        nothing=speak.say(CLIENT_WORDS["nothing"]),
        office=_office(desk, shown),
        guidance=speak.say(HANDOUT_WORDS["guidance"]),
        review=_review(reader, steps, papers) if reader is not None else Said(""),
        sample=bool(case.root.get("sample")),
    )


def _review(reader: ReaderLanguage, steps: tuple[ClientStep, ...], papers: tuple[ClientPaper, ...]) -> Said:
    """What is said of the translation, and whether some words have none."""
    said = [words for step in steps for words in (step.title, step.text)] + [paper.title for paper in papers]
    german, beside = review_words(reader, (each.german or each.words for each in said))
    return Said(beside or german, german)


def _about(lists: tuple[ListView, ...], shown: list[ItemView]) -> str:
    refs = {item.ref for item in shown}
    return " · ".join(each.title for each in lists if any(item.ref in refs for item in each.items))


def _step(desk: Desk, item: ItemView, speak: _Speaker) -> ClientStep:
    for checklist in desk.library.checklists():
        for step in checklist.steps:
            if step.id == item.step:
                plain = step.plain or step.text
                return ClientStep(speak.say(step.title), speak.say(plain) if plain else Said(""))
    return ClientStep(Said(item.title), Said(""))


def _papers(desk: Desk, case: CaseFile, speak: _Speaker) -> Iterator[ClientPaper]:
    """Papers of the packs that the case asks for; those an adviser named freely stay inside."""
    packs = {item.text("pack") for item in case.all("item")}
    asked = [paper for paper in case.all("paper") if paper.text("code")]
    for paper in asked[:MOST_PAPERS]:
        found = (desk.library.paper(pack, paper.text("code")) for pack in sorted(packs))
        known = next((each for each in found if each is not None), None)
        if known is not None:
            lacks = _lacks(paper)
            said = [speak.say(CLIENT_WORDS[each]) for each in lacks or ["at_hand"]]
            state = Said(_in_a_line(each.words for each in said), _in_a_line(each.german for each in said))
            yield ClientPaper(speak.say(known.title), state, not lacks)


def _lacks(paper: Entity) -> list[str]:
    """What is missing of a paper, as names of `CLIENT_WORDS`; all of it where nothing was seen yet."""
    marks = paper.texts("marks")
    if paper.get("missing") or not marks:
        return ["missing"]
    return [f"missing_{mark.id}" for mark in PAPER_MARKS if mark.id in paper.texts("needs") and mark.id not in marks]


def _in_a_line(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _office(desk: Desk, shown: list[ItemView]) -> tuple[str, ...]:
    wanted = next((item.contact for item in shown if item.contact), "")
    if not wanted:
        return ()
    contact = contacts.contact(desk, wanted)
    lines = (contact.name, *contact.address.lines(), contact.phone)
    return tuple(line for line in lines if line)
