"""What the packs say: searched, browsed by topic, and one statement with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.core import office
from welcomedesk.desk.reviews import KINDS as REVIEWED
from welcomedesk.desk.reviews import Review, due_for_review, review_of
from welcomedesk.domain.guide_parts import Figure, FigureRow, Table, rows_of, say, table_from, texts, words_from

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.library import KnowledgeItem

KINDS = ("note", "result", "step", "paper", "row", "figure", "question", "contact")
"""Kinds of statements, in the order in which they are offered."""

MOST_FOUND = 200

_HIDDEN = frozenset({"id", "title", "source", "status", "search", "also", "table", "checked", "note", "text"})
_OFFICES = ("authority", "assessor", "chamber")


@dataclass(frozen=True, slots=True)
class Topic:
    """Notes that belong together; `id` is a topic of the packs, empty for those without one."""

    id: str
    items: tuple[KnowledgeItem, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What can be looked at without a search: notes by topic, and all figures."""

    topics: tuple[Topic, ...]
    figures: tuple[KnowledgeItem, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One value of a figure with its years and the titles of its sources."""

    figure: Figure
    row: FigureRow
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """One statement with what belongs to it.

    Args:
        table: title of the table a row stands in; `facts` its columns, label and words.
        figure: the values of a figure, newest first.
        used_by: titles of results that rest on a figure, ask for a paper or follow from a question.
        contact: id in the directory, for statements about an office.
        review: when it was last looked at and is due again; `None` for contacts, which have checks of their own.
    """

    item: KnowledgeItem
    pack: str
    version: str
    table: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    figure: tuple[FigureLine, ...] = ()
    used_by: tuple[str, ...] = ()
    contact: str = ""
    review: Review | None = None


def search(desk: Desk, text: str, kind: str = "", limit: int = MOST_FOUND) -> tuple[KnowledgeItem, ...]:
    """Statements of all packs that hold all words, best first; any text whatever is a search.

    Args:
        kind: only this kind of statement.
    """
    found = desk.library.search(text, desk.language, 10_000)
    # Rows of bare numbers stand behind everything that says something.
    ordered = sorted(found, key=lambda item: item.kind == "row" and not (item.text or item.law))
    return tuple(item for item in ordered if not kind or item.kind == kind)[:limit]


def due(desk: Desk, text: str = "") -> tuple[KnowledgeItem, ...]:
    """Statements that are due for review today, longest overdue first; only those that a text finds, where given."""
    found = due_for_review(desk.library, desk.today, desk.language, office(desk))
    keys = {item.key for item in search(desk, text, limit=10_000)} if text else set()
    return tuple(review.item for review in found if not text or review.item.key in keys)


def shelf(desk: Desk) -> Shelf:
    """The notes by their first topic, in the order of the packs, and the figures."""
    first = {str(row.get("id")): next(iter(texts(row.get("topics"))), "") for row in desk.library.rows("note")}
    topics: dict[str, list[KnowledgeItem]] = {}
    for item in desk.library.statements("note", desk.language):
        topics.setdefault(first.get(item.id, ""), []).append(item)
    found = tuple(Topic(topic, tuple(items)) for topic, items in topics.items())
    return Shelf(found, desk.library.statements("figure", desk.language))


def find(desk: Desk, pack: str, kind: str, item_id: str) -> KnowledgeItem | None:
    """One statement by its place, `None` where a pack no longer has it.

    Args:
        item_id: with the table or checklist before it (`professions/koch`), or alone where that is clear enough.
    """
    found = [item for item in desk.library.statements(kind, desk.language) if item.pack == pack]
    key = f"{pack}/{kind}/{item_id}"
    exact = next((item for item in found if item.key == key), None)
    return exact or next((item for item in found if item.id == item_id), None)


def detail(desk: Desk, item: KnowledgeItem) -> Detail:
    """A statement with the columns of its table, the values of its figure, and what rests on it."""
    pack = next((info for info in desk.library.packs() if info.id == item.pack), None)
    table, row = _row_of(desk, item) if item.kind == "row" else (None, {})
    return Detail(
        item=item,
        pack=say(pack.title, desk.language) if pack else item.pack,
        version=pack.version if pack else "",
        table=say(table.title, desk.language) if table else "",
        facts=tuple(_facts(desk, table, row)) if table else (),
        figure=_figure(desk, item) if item.kind == "figure" else (),
        used_by=tuple(_used_by(desk, item)),
        contact=item.id if item.kind == "contact" else "",
        review=review_of(desk.library, item, office(desk)) if item.kind in REVIEWED else None,
    )


def _row_of(desk: Desk, item: KnowledgeItem) -> tuple[Table | None, Mapping[str, Any]]:
    for raw in desk.library.rows("table"):
        row = next((row for row in rows_of(raw, "rows") if row.get("id") == item.id), None)
        if row is not None and say(words_from(row.get("title")), desk.language) == item.title:
            return table_from(raw), row
    return None, {}


def _facts(desk: Desk, table: Table, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The cells of a row in words, in the order of the columns; what only says no is left out."""
    for column in table.columns.values():
        value = row.get(column.id)
        if value in (None, "", False) or column.id in _HIDDEN or column.id == "law":
            continue
        words = _cell(desk, column.id, value, column.values)
        if words:
            yield say(column.title, desk.language), words


def _cell(desk: Desk, column: str, value: Any, known: Mapping[str, Mapping[str, str]]) -> str:
    if isinstance(value, Mapping):
        return say(words_from(value), desk.language)
    if isinstance(value, bool):
        return desk.words(desk.language)("yes")
    names = texts(value.split("|")) if isinstance(value, str) else texts(value) or (str(value),)
    if column.startswith(_OFFICES):
        return ", ".join(desk.library.authority_name(name, desk.language) for name in names)
    return ", ".join(say(known[name], desk.language) if name in known else name for name in names)


def _figure(desk: Desk, item: KnowledgeItem) -> tuple[FigureLine, ...]:
    figure = desk.library.figure(item.pack, item.id)
    if figure is None:
        return ()
    lines = []
    for row in figure.rows:
        known = [desk.library.source(item.pack, name) for name in row.source]
        titles = tuple(say(words_from(source["title"]), desk.language) for source in known if source.get("title"))
        lines.append(FigureLine(figure, row, titles))
    return tuple(
        sorted(lines, key=lambda line: line.row.valid_from.isoformat() if line.row.valid_from else "", reverse=True)
    )


def _used_by(desk: Desk, item: KnowledgeItem) -> Iterator[str]:
    """Titles of the results of the same pack that name this figure or paper."""
    field = {"figure": "figures", "paper": "papers"}.get(item.kind)
    guide = next((info.id for info in desk.library.guides() if info.pack == item.pack), "") if field else ""
    if not guide or not field:
        return
    for result in desk.library.guide(guide).results.values():
        named = {entry.id for entry in result.papers} if field == "papers" else set(texts(result.data.get("figures")))
        if item.id in named and result.kind != "flag":
            yield say(result.title, desk.language)
