"""What a case has to say to the placeholders of a letter, in the language of the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.domain import fields
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.library import Library
    from welcomedesk.domain.log import Json
    from welcomedesk.domain.reader_words import ReaderLanguage

Value = str | tuple[str, ...]

ALWAYS_LEAVE = frozenset({"case.number", "case.adviser", "consent.given_on", "consent.expires_on"})
"""What stands on every letter: our reference, who advises, and the consent it rests on."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Turns values of fields into words of one language.

    Args:
        translate: words of an English text in that language.
        reader: a further language whose words stand in place of the German ones, where it has them.
    """

    library: Library
    language: str
    translate: Callable[[str], str]
    reader: ReaderLanguage | None = None

    def own(self, text: str) -> str:
        """A German text of a pack in the reader's language, itself where there are no words for it."""
        return (self.reader.say(text) if self.reader else "") or text

    def label(self, words: Mapping[str, str]) -> str:
        """The words of a pack in this language, empty where they do not exist."""
        beside = self.reader.beside(words) if self.reader else ""
        return beside or words.get(self.language, "")

    def day(self, text: str) -> str:
        """`23.11.2026`, or `23 Nov 2026` in English; any other text stays."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        if self.language == "en":
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return f"{day:%d.%m.%Y}"

    def value(self, field: fields.Field, value: Json) -> str:
        """Words for a value of a field; empty where it is not known."""
        if value is None or value == "":
            return ""
        if isinstance(value, list):
            return ", ".join(self.value_of_one(field, str(item)) for item in value)
        if isinstance(value, bool):
            return self.translate(N_("Yes") if value else N_("No"))
        return self.value_of_one(field, str(value))

    def value_of_one(self, field: fields.Field, text: str) -> str:
        match field.kind:
            case "date":
                return self.day(text)
            case "country":
                return self.library.country_name(text, self.language)
            case "occupation":
                return self.library.occupation_name(text, self.language)
            case "language" | "languages":
                return self.library.language_name(text, self.language)
        return self.translate(fields.label_of(field.options, text)) if field.options else text


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def case_values(case: CaseFile, wording: Wording) -> dict[str, Value]:
    """Values by key of the field (`person.name`), as letters name them; protected fields are left out."""
    found: dict[str, Value] = {}
    protected = bool(case.value("person", "address_protected"))
    for field in fields.FIELDS.values():
        if not field.printable or (protected and field.tells_where == fields.PLACE):
            continue
        entity = case.one(field.entity)
        if entity.fields and not entity.has_two_values(field.name):
            text = wording.value(field, entity.get(field.name))
            if text:
                found[field.key] = text
    found |= _things(case, wording)
    return found


def _things(case: CaseFile, wording: Wording) -> dict[str, Value]:
    """What is said of several things at once: qualifications, titles, papers, vacancies."""
    titles = case.all("residence_title")
    papers = [paper for paper in case.all("paper") if paper.text("title")]
    values: dict[str, Value] = {
        "qualification.title": "; ".join(_qualification(each, wording) for each in case.all("qualification")),
        "person.residence_title": (
            case.value("person", "residence_title") and case.one("person").text("residence_title")
        )
        or (_title(titles[-1], wording) if titles else ""),
        "paper.title": tuple(_paper(paper, wording) for paper in papers if paper.texts("marks")),
        "paper.missing": tuple(_missing(paper) for paper in papers if paper.get("missing")),
        "paper.needs": tuple(_wanted(paper, wording) for paper in papers if not paper.texts("marks")),
        "vacancy.title": "; ".join(each.text("title") for each in case.all("vacancy")),
    }
    vacancies = case.all("vacancy")
    if len(vacancies) == 1:
        for name in ("occupation", "number", "from_date", "place"):
            field = fields.FIELDS[f"vacancy.{name}"]
            values[field.key] = wording.value(field, vacancies[0].get(name))
    return {key: value for key, value in values.items() if value}


def _qualification(each: Entity, wording: Wording) -> str:
    years = each.get("years")
    length = wording.translate(N_("{years} years")).format(years=f"{years:g}") if isinstance(years, int | float) else ""
    country = each.text("country")
    parts = (
        each.text("title"),
        length,
        wording.library.country_name(country, wording.language) if country else "",
        each.text("finished"),
    )
    return ", ".join(part for part in parts if part)


def _title(each: Entity, wording: Wording) -> str:
    until = each.text("valid_until")
    if not until:
        return each.text("title")
    words = wording.translate(N_("{title}, valid until {date}"))
    return words.format(title=each.text("title"), date=wording.day(until))


def _paper(paper: Entity, wording: Wording) -> str:
    marks = ", ".join(
        wording.translate(option.label) for option in fields.PAPER_MARKS if option.id in paper.texts("marks")
    )
    return wording.translate(N_("{paper} ({marks})")).format(paper=paper.text("title"), marks=marks)


def _wanted(paper: Entity, wording: Wording) -> str:
    """A paper that is still to come, with how it is wanted."""
    asked = [wording.translate(option.label) for option in fields.PAPER_MARKS if option.id in paper.texts("needs")]
    if not asked:
        return paper.text("title")
    return wording.translate(N_("{paper} ({marks})")).format(paper=paper.text("title"), marks=", ".join(asked))


def _missing(paper: Entity) -> str:
    return ", ".join(part for part in (paper.text("title"), paper.text("note")) if part)


def not_decided(case: CaseFile, keys: Iterable[str]) -> tuple[str, ...]:
    """Keys of fields among `keys` that have two values; a letter never chooses between them."""
    wanted = set(keys)
    return tuple(f"{ref}.{name}" for ref, name in case.conflicts() if f"{ref.partition(':')[0]}.{name}" in wanted)
