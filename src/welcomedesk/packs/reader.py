"""The library that the desk asks: guides, checklists, papers, contacts and words of all installed packs.

Compiled packs are plain documents. What is made from them (guides, checklists, the directory) is made when first asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guide_parts import figure_from, rows_of, say, texts, words_from
from welcomedesk.domain.guides import Guide, guide_from_doc
from welcomedesk.domain.library import GuideInfo, KnowledgeItem, PackInfo, Paper
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.checklists import Checklist, Event
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.directory import Directory
    from welcomedesk.domain.guide_parts import Figure
    from welcomedesk.packs.searching import Index


_ENOUGH = 5
"""With fewer hits the search looks into the words of other languages too."""

_LONG_ENOUGH = 4
"""Letters from which on it does: fewer say nothing, and the words of another language take a while to be read."""


@dataclass(frozen=True, slots=True)
class StoredPack:
    """A compiled pack; `problem` is one sentence where it cannot be used."""

    id: str
    doc: Mapping[str, Any]
    problem: str = ""

    @property
    def head(self) -> Mapping[str, Any]:
        found = self.doc.get("pack")
        return found if isinstance(found, Mapping) else {}

    @property
    def info(self) -> PackInfo:
        head = self.head
        return PackInfo(
            self.id,
            str(head.get("version", "")),
            words_from(head.get("title")),
            str(head.get("as_of", "")),
            self.problem,
        )


class PackLibrary:
    """All installed packs; see `domain.library.Library` for what each part gives.

    Args:
        stored: packs by precedence, one per id, broken ones included.
        set_aside: broken packs of the workplace whose shipped namesake is used instead.
    """

    def __init__(self, stored: Sequence[StoredPack], set_aside: Sequence[StoredPack] = ()) -> None:
        self._stored = tuple(stored)
        self._set_aside = tuple(set_aside)
        self._usable = {pack.id: pack for pack in stored if not pack.problem}
        self._guides: dict[str, Guide] = {}
        self._indexes: dict[str, Index] = {}
        self._readers: tuple[tuple[str, str], ...] = ()

    # --- packs and rows ---

    def packs(self) -> tuple[PackInfo, ...]:
        return tuple(pack.info for pack in (*self._stored, *self._set_aside))

    def document(self, pack_id: str) -> Mapping[str, Any]:
        """The compiled document of a usable pack, empty where there is none."""
        pack = self._usable.get(pack_id)
        return pack.doc if pack else {}

    def rows(self, kind: str) -> Sequence[Mapping[str, Any]]:
        return [row for pack in self._usable.values() for row in rows_of(pack.doc, kind)]

    def table(self, table_id: str, pack_id: str = "") -> Mapping[str, Mapping[str, Any]]:
        """The rows of a table by id, of one pack or of the first that has it."""
        for pack in self._usable.values():
            if not pack_id or pack.id == pack_id:
                for table in rows_of(pack.doc, "table"):
                    if table.get("id") == table_id:
                        return {str(row.get("id", "")): row for row in rows_of(table, "rows")}
        return {}

    def _shared(self, pack: StoredPack) -> list[Mapping[str, Any]]:
        return [self._usable[name].doc for name in texts(pack.head.get("uses")) if name in self._usable]

    # --- guides ---

    def guides(self) -> tuple[GuideInfo, ...]:
        return tuple(self._guide_info(pack) for pack in self._usable.values() if pack.doc.get("guide"))

    @staticmethod
    def _guide_info(pack: StoredPack) -> GuideInfo:
        guide = pack.doc["guide"]
        return GuideInfo(
            str(guide.get("id", "")),
            words_from(guide.get("title")),
            pack.id,
            str(pack.head.get("version", "")),
            texts(guide.get("for")),
        )

    def guide(self, guide_id: str) -> Guide:
        found = self._guides.get(guide_id)
        if found is not None:
            return found
        for pack in self._usable.values():
            if pack.doc.get("guide", {}).get("id") == guide_id:
                found = self._guides[guide_id] = guide_from_doc(pack.doc, self._shared(pack))
                return found
        raise self._no_guide(guide_id)

    def _no_guide(self, guide_id: str) -> DeskError:
        for pack in self._stored:
            if pack.problem and pack.doc.get("guide", {}).get("id") == guide_id:
                return DeskError(
                    "broken_pack",
                    N_("The guide {guide} cannot be used, because its pack is broken: {problem}"),
                    safe=N_("The other packs go on working."),
                    next_step=N_("Correct the pack, or install the one before it again."),
                    guide=guide_id,
                    problem=pack.problem,
                )
        there = ", ".join(info.id for info in self.guides()) or "–"
        return DeskError(
            "unknown_guide",
            N_("There is no guide {guide}."),
            next_step=N_("Choose one of these: {there}."),
            guide=guide_id[:60],
            there=there,
        )

    def figure(self, pack_id: str, figure_id: str) -> Figure | None:
        """A figure of a pack, or of a pack that it uses."""
        pack = self._usable.get(pack_id)
        for doc in [pack.doc, *self._shared(pack)] if pack else []:
            for row in rows_of(doc, "figure"):
                if row.get("id") == figure_id:
                    return figure_from(row)
        return None

    def source(self, pack_id: str, source_id: str) -> Mapping[str, Any]:
        """Title, address and dates of a source, empty where there is none."""
        return self._sources(pack_id).get(source_id, {})

    def _sources(self, pack_id: str) -> Mapping[str, Mapping[str, Any]]:
        pack = self._usable.get(pack_id)
        docs = [*reversed(self._shared(pack)), pack.doc] if pack else []
        return {str(row.get("id")): row for doc in docs for row in rows_of(doc, "source")}

    # --- checklists and papers ---

    def checklists(self) -> Sequence[Checklist]:
        return self._checklists

    @cached_property
    def _checklists(self) -> tuple[Checklist, ...]:
        from welcomedesk.domain.checklists import checklist_from_row, checklist_of_guide
        from welcomedesk.domain.plans import checklist_of_plan, plan_from_row

        found = []
        for pack in self._usable.values():
            own_steps = checklist_of_guide(pack.doc.get("guide") or {}, rows_of(pack.doc, "result"), pack.id)
            found += [own_steps] if own_steps else []
            found += [checklist_from_row(row, pack.id) for row in rows_of(pack.doc, "checklist")]
            found += [checklist_of_plan(plan_from_row(row, pack.id)) for row in rows_of(pack.doc, "plan")]
        return tuple(found)

    def checklist(self, checklist_id: str) -> Checklist | None:
        """The checklist with this id, `None` where there is none."""
        return next((each for each in self._checklists if each.id == checklist_id), None)

    def events(self, pack_id: str = "") -> Mapping[str, Event]:
        """The events that deadlines start from, by id: of one pack and those it uses, or of all."""
        from welcomedesk.domain.checklists import event_from_row

        pack = self._usable.get(pack_id)
        docs = [pack.doc, *self._shared(pack)] if pack else [each.doc for each in self._usable.values()]
        return {str(row.get("id", "")): event_from_row(row) for doc in reversed(docs) for row in rows_of(doc, "event")}

    def paper(self, pack: str, paper_id: str) -> Paper | None:
        owner = self._usable.get(pack)
        for doc in [owner.doc, *self._shared(owner)] if owner else []:
            for row in rows_of(doc, "paper"):
                if row.get("id") == paper_id:
                    words = words_from(row.get("title")), words_from(row.get("note"))
                    return Paper(pack, paper_id, *words, texts(row.get("needs")))
        return None

    # --- offices and words ---

    @cached_property
    def _authorities(self) -> Mapping[str, Mapping[str, Any]]:
        found: dict[str, Mapping[str, Any]] = {}
        for pack in self._usable.values():
            for table in rows_of(pack.doc, "table"):
                for row in rows_of(table, "rows") if table.get("id") == "authorities" else ():
                    found.setdefault(str(row.get("id", "")), row)
            for row in rows_of(pack.doc, "result"):
                if row.get("kind") == "authority":
                    found.setdefault(str(row.get("id", "")), row)
        return found

    @cached_property
    def _contact_ids(self) -> frozenset[str]:
        return frozenset(str(row.get("id", "")) for row in self.rows("contact"))

    def authority_contact(self, authority_id: str, district: str = "") -> str:
        row = self._authorities.get(authority_id, {})
        by_district = str(row.get("contact_by_district") or row.get("contact_prefix") or "").rstrip("-")
        if by_district and district and f"{by_district}-{district}" in self._contact_ids:
            return f"{by_district}-{district}"
        for name in (*texts(row.get("contacts")), *texts(row.get("contact")), authority_id):
            if name in self._contact_ids:
                return name
        return ""

    def authority_name(self, authority_id: str, language: str) -> str:
        row = self._authorities.get(authority_id)
        if row is not None:
            return say(words_from(row.get("title")), language) or authority_id
        return self.contact(authority_id).name if authority_id in self._contact_ids else authority_id

    def occupation_name(self, occupation_id: str, language: str) -> str:
        row = self._occupations.get(occupation_id)
        return say(words_from(row.get("title")), language) if row else occupation_id

    @cached_property
    def _occupations(self) -> Mapping[str, Mapping[str, Any]]:
        return self.table("professions")

    def country_name(self, code: str, language: str) -> str:
        row = self._countries.get(code) or self._countries.get(code.upper())
        if row is not None:
            return say(words_from(row.get("title")), language) or code
        return _babel_name("territories", code, language)

    @cached_property
    def _countries(self) -> Mapping[str, Mapping[str, Any]]:
        rows = self.table("countries")
        return {other: row for row in rows.values() for other in texts(row.get("also"))} | dict(rows)

    def language_name(self, code: str, language: str) -> str:
        found = _babel_name("languages", code, language)
        return found if found != code else self._reader_names.get((code, language), code)

    @cached_property
    def _reader_names(self) -> Mapping[tuple[str, str], str]:
        """Names of languages of readers: the CLDR has none for Dari and Kurmanji under their own codes."""
        return {
            (str(row.get("id", "")), spoken): name
            for row in self.rows("reader_language")
            for spoken, name in words_from(row.get("title")).items()
        }

    def holidays(self, years: Iterable[int]) -> frozenset[date]:
        """Public holidays of Saxony-Anhalt in these years."""
        # A seventh of a second to import, so only where a deadline is worked out.
        from holidays import country_holidays

        return frozenset(country_holidays("DE", subdiv="ST", years=list(years)))

    # --- contacts ---

    def directory(self) -> Directory:
        return self._directory

    @cached_property
    def _directory(self) -> Directory:
        from welcomedesk.domain.directory import directory_from_rows

        kinds = ("contact", "source", "district", "town", "postal_code")
        with_contacts = [pack for pack in self._usable.values() if pack.doc.get("contact")]
        rows = {kind: self.rows(kind) for kind in kinds}
        rows["source"] = [row for pack in with_contacts for row in rows_of(pack.doc, "source")]
        return directory_from_rows(**rows)

    def contact(self, contact_id: str) -> Contact:
        return self._directory.contact(contact_id)

    # --- search ---

    def search(self, text: str, language: str, limit: int = 50) -> tuple[KnowledgeItem, ...]:
        found = self._index(language).search(text, limit)
        if len(found) >= _ENOUGH or len(text.strip()) < _LONG_ENOUGH:
            return found
        here, seen = self._index(language).by_key(), {item.key for item in found}
        keys = (key for key in self._elsewhere(text, language, limit) if key not in seen and key in here)
        return (*found, *(here[key] for key in dict.fromkeys(keys)))[:limit]

    def _elsewhere(self, text: str, language: str, limit: int) -> Iterator[str]:
        """Keys of statements whose words in another language hold the text: what a client reads leads to the term."""
        for other in ("de", "en"):
            if other != language:
                yield from (item.key for item in self._index(other).search(text, limit))
        titles = self._titles_for_readers(text)
        if titles:
            yield from (entry[3].key for entry in self._index("de").entries if entry[3].title in titles)

    def _titles_for_readers(self, text: str) -> frozenset[str]:
        """German texts whose translation into some language of clients begins with all these words."""
        from welcomedesk.packs.searching import plain

        words = [f" {word}" for word in plain(text).split()]
        if not words:
            return frozenset()
        if not self._readers:
            self._readers = tuple(
                (f" {plain(str(said))}", german)
                for row in self.rows("reader_language")
                for german, said in dict(row.get("words", {})).items()
            )
        return frozenset(german for said, german in self._readers if all(word in said for word in words))

    def statements(self, kind: str, language: str) -> tuple[KnowledgeItem, ...]:
        return tuple(entry[3] for entry in self._index(language).entries if entry[3].kind == kind)

    def _index(self, language: str) -> Index:
        index = self._indexes.get(language)
        if index is None:
            from welcomedesk.packs.searching import Index

            packs = [(pack.id, pack.doc, self._sources(pack.id)) for pack in self._usable.values()]
            index = self._indexes[language] = Index(packs, language)
        return index


def _babel_name(kind: str, code: str, language: str) -> str:
    """Words that the CLDR has for a code; Babel costs 50 ms, so it is loaded when first asked."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return code
    names: Mapping[str, str] = getattr(locale, kind)
    convert: Callable[[str], str] = str.upper if kind == "territories" else str
    return names.get(convert(code), code)
