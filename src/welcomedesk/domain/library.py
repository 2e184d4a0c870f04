"""What the desk may ask of the installed packs. `packs/` implements it; tests may hand in a smaller one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from welcomedesk.domain.checklists import Checklist, Event
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.directory import Directory
    from welcomedesk.domain.guide_parts import Figure
    from welcomedesk.domain.guides import Guide

Words = Mapping[str, str]
"""Text per language, `{"de": …, "en": …}`."""


@dataclass(frozen=True, slots=True)
class PackInfo:
    """An installed pack.

    Args:
        problem: one sentence where the pack cannot be used; the other packs go on working.
    """

    id: str
    version: str
    title: Words
    as_of: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class GuideInfo:
    """A guide that can be asked; `audience` is of `person`, `company`."""

    id: str
    title: Words
    pack: str
    version: str
    audience: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that steps ask for; `needs` is of `seen`, `copy`, `translated`, `certified`."""

    pack: str
    id: str
    title: Words
    note: Words
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnowledgeItem:
    """One statement of a pack that the search found.

    Args:
        kind: `question`, `result`, `step`, `paper`, `figure`, `note`, `row` or `contact`.
        source: title, address and date of what confirms it; `status` is `S` or `K`.
        read: day on which its source was last looked at; `as_of` is the date the source itself bears.
        inside: id of the table or checklist it stands in, whose ids are its own.
    """

    pack: str
    kind: str
    id: str
    title: str
    text: str
    law: str
    status: str
    source: str
    url: str
    as_of: str
    read: str = ""
    inside: str = ""

    @property
    def key(self) -> str:
        """Names the statement among all: `pack/kind/id`, `pack/kind/inside/id` for rows and steps."""
        return "/".join(part for part in (self.pack, self.kind, self.inside, self.id) if part)


class Library(Protocol):
    """All installed packs."""

    def packs(self) -> tuple[PackInfo, ...]: ...

    def document(self, pack_id: str) -> Mapping[str, Any]:
        """The compiled document of a usable pack, empty where there is none."""

    def guides(self) -> tuple[GuideInfo, ...]: ...

    def guide(self, guide_id: str) -> Guide:
        """The guide, ready to be asked. Raises a `DeskError` `unknown_guide` that names the ones there are."""

    def checklists(self) -> Sequence[Checklist]:
        """All checklists of all packs."""

    def events(self, pack_id: str = "") -> Mapping[str, Event]:
        """The events that deadlines start from, by id: of one pack and those it uses, or of all."""

    def paper(self, pack: str, paper_id: str) -> Paper | None: ...

    def figure(self, pack_id: str, figure_id: str) -> Figure | None:
        """A figure of a pack, or of a pack that it uses."""

    def source(self, pack_id: str, source_id: str) -> Mapping[str, Any]:
        """Title, address and dates of a source of a pack, empty where there is none."""

    def authority_contact(self, authority_id: str, district: str = "") -> str:
        """Contact id of an authority of the guides, empty where the directory has none."""

    def authority_name(self, authority_id: str, language: str) -> str: ...

    def occupation_name(self, occupation_id: str, language: str) -> str:
        """Words of a row of the table `professions` of any guide; the id itself where no pack knows it."""

    def country_name(self, code: str, language: str) -> str:
        """Name of a country from its ISO code, from the table `countries` or Babel; the code where unknown."""

    def language_name(self, code: str, language: str) -> str:
        """Name of a language from its code, from Babel (loaded when first asked); the code where unknown."""

    def directory(self) -> Directory:
        """All contacts as shipped, indexed for matching."""

    def contact(self, contact_id: str) -> Contact:
        """One contact as shipped. Raises a `DeskError` `unknown_contact`."""

    def holidays(self, years: Iterable[int]) -> frozenset[date]:
        """Public holidays of Saxony-Anhalt in these years, from the package `holidays` (loaded when first asked)."""

    def rows(self, kind: str) -> Sequence[Mapping[str, Any]]:
        """Rows of a table that another room reads, for example `letter`."""

    def search(self, text: str, language: str, limit: int = 50) -> tuple[KnowledgeItem, ...]:
        """Statements that hold all words, best first; any text whatever is a search."""

    def statements(self, kind: str, language: str) -> tuple[KnowledgeItem, ...]:
        """All statements of one kind, in the order of the packs."""
