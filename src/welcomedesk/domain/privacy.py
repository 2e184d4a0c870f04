"""What a pack says about data protection: carriers and their law, legal bases, the notice, deletion classes.

Texts are data, because they change with the carrier and nobody but a lawyer can confirm them; this module only reads
them and puts the office's own data in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from welcomedesk.domain.fields import CARRIERS, GROUNDS, PURPOSES

if TYPE_CHECKING:
    from welcomedesk.domain.library import Words

CONFIRMED = "S"
"""Status of a text that a source confirms; everything else is shown as *to be verified*."""

SHORT, LONG, MINOR = "short", "long", "minor"


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who runs an office, as far as data protection asks.

    Args:
        law: the acts that bind it; `article` names where in them a duty or right stands (`inform`, `rights`, …).
        supervisor: name of the authority; `confirmed` whether a source says so.
        usual: proposed ground by purpose.
        status: of the legal texts, `S` or `K`.
    """

    id: str
    title: Words
    law: Words
    supervisor: Words
    confirmed: bool
    usual: Mapping[str, str]
    article: Mapping[str, str]
    status: str


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A ground for keeping data, with where it stands in the law of each carrier (empty where it does not exist)."""

    id: str
    title: Words
    hint: Words
    law: Mapping[str, str]
    status: str


@dataclass(frozen=True, slots=True)
class NoticeText:
    """One section of the notice.

    Args:
        form: `SHORT` stands in both forms, `LONG` in the long one, `MINOR` for minors only.
        needs: names of values without which the section is left out.
    """

    id: str
    title: Words
    text: Words
    form: str
    needs: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class DeletionClass:
    """How long a kind of data is kept, counted from `start`.

    Args:
        months, days: one of them is set.
        year_end: the period is prolonged to the end of the year in which it runs out.
        most_months: the longest that an office may choose, 0 for no such limit.
    """

    id: str
    title: Words
    start: str
    months: int
    days: int
    year_end: bool
    most_months: int
    why: Words
    status: str


@dataclass(frozen=True, slots=True)
class PrivacyTexts:
    """Everything that the packs say about data protection, in their order."""

    carriers: Mapping[str, Carrier]
    bases: Mapping[str, LegalBasis]
    notice: tuple[NoticeText, ...]
    classes: Mapping[str, DeletionClass]

    def law_of(self, ground: str, carrier: str) -> str:
        """Where a ground stands in the law of a carrier; empty where either is not known."""
        basis = self.bases.get(ground)
        return basis.law.get(carrier, "") if basis else ""


Rows = Iterable[Mapping[str, Any]]


def read(carriers: Rows, bases: Rows, notice: Rows, classes: Rows) -> PrivacyTexts:
    """The texts from the rows of packs; what a row lacks stays empty (`problems` names it)."""
    return PrivacyTexts(
        MappingProxyType({each.id: each for each in map(_carrier, carriers)}),
        MappingProxyType({each.id: each for each in map(_basis, bases)}),
        tuple(map(_notice, notice)),
        MappingProxyType({each.id: each for each in map(_class, classes)}),
    )


def _carrier(row: Mapping[str, Any]) -> Carrier:
    return Carrier(
        id=str(row.get("id", "")),
        title=row.get("title", {}),
        law=row.get("law", {}),
        supervisor=row.get("supervisor", {}),
        confirmed=row.get("supervisor_status") == CONFIRMED,
        usual=MappingProxyType(dict(row.get("usual", {}))),
        article=MappingProxyType(dict(row.get("article", {}))),
        status=str(row.get("status", "K")),
    )


def _basis(row: Mapping[str, Any]) -> LegalBasis:
    law = {option.id: str(row.get(option.id, "")) for option in CARRIERS}
    return LegalBasis(
        str(row.get("id", "")),
        row.get("title", {}),
        row.get("hint", {}),
        MappingProxyType(law),
        str(row.get("status", "K")),
    )


def _notice(row: Mapping[str, Any]) -> NoticeText:
    return NoticeText(
        str(row.get("id", "")),
        row.get("title", {}),
        row.get("text", {}),
        str(row.get("form", LONG)),
        tuple(row.get("needs", ())),
        str(row.get("status", "K")),
    )


def _class(row: Mapping[str, Any]) -> DeletionClass:
    return DeletionClass(
        id=str(row.get("id", "")),
        title=row.get("title", {}),
        start=str(row.get("start", "")),
        months=int(row.get("months", 0)),
        days=int(row.get("days", 0)),
        year_end=bool(row.get("year_end", False)),
        most_months=int(row.get("most_months", 0)),
        why=row.get("why", {}),
        status=str(row.get("status", "K")),
    )


# --- the notice -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the notice with everything filled in."""

    id: str
    title: str
    text: str
    confirmed: bool


def notice(
    texts: PrivacyTexts, values: Mapping[str, str], language: str, *, form: str = LONG, minor: bool = False
) -> tuple[Section, ...]:
    """The notice of an office in one language; a section whose values are not known is left out, never guessed.

    Args:
        values: of `controller`, `officer`, `law`, `bases`, `supervisor`, `case_kept`, `proof_kept` and the keys of
            `Carrier.article`.
        form: `SHORT` or `LONG`.
    """
    wanted = {SHORT} | ({LONG} if form == LONG else set()) | ({MINOR} if minor else set())
    return tuple(
        Section(each.id, each.title[language], fill(each.text[language], values), each.status == CONFIRMED)
        for each in texts.notice
        if each.form in wanted and all(values.get(name) for name in each.needs)
    )


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into `{name}` places, by plain replacement: braces in a value stay what they are."""
    parts = text.split("{")
    done = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        done.append(values.get(name, "") + rest if closed else "{" + part)
    return "".join(done)


def holes(texts: PrivacyTexts, values: Mapping[str, str]) -> tuple[str, ...]:
    """Names of values that the notice asks for and the office has not entered."""
    return tuple(dict.fromkeys(name for each in texts.notice for name in each.needs if not values.get(name)))


def problems(texts: PrivacyTexts) -> Iterator[str]:
    """What the texts lack to be used, in English sentences."""
    grounds = {option.id for option in GROUNDS}
    for option in CARRIERS:
        carrier = texts.carriers.get(option.id)
        if carrier is None:
            yield f"There is no carrier {option.id}."
            continue
        if set(carrier.usual) != set(PURPOSES):
            yield f"Carrier {carrier.id} does not name a basis for each purpose."
        for purpose, ground in carrier.usual.items():
            if not texts.law_of(ground, carrier.id):
                yield f"Carrier {carrier.id} has no law for {ground} ({purpose})."
    if set(texts.bases) != grounds:
        yield f"Legal bases and the choices of the field differ: {sorted(set(texts.bases) ^ grounds)}."
    titles = {each.id: each.title for each in texts.carriers.values()}
    titles |= {each.id: each.title for each in texts.bases.values()}
    titles |= {each.id: each.title for each in texts.notice}
    titles |= {f"deletion class {each.id}": each.title for each in texts.classes.values()}
    for name, title in titles.items():
        if not (title.get("de") and title.get("en")):
            yield f"{name} has no title in both languages."
    for klass in texts.classes.values():
        if bool(klass.months) == bool(klass.days):
            yield f"Deletion class {klass.id} needs months or days."
