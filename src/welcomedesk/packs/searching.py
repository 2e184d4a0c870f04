"""The search over everything that packs say. Any text whatever is a search; all its words must occur."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Any

from welcomedesk.domain.guide_parts import figure_from, rows_of, say, texts, words_from
from welcomedesk.domain.library import KnowledgeItem
from welcomedesk.domain.slips import nearly
from welcomedesk.domain.wording import amount_per_text, date_text

_WEIGHTS = {"note": 0, "result": 0, "figure": 1, "step": 2, "paper": 2, "contact": 2, "question": 3, "row": 3}
_LONGEST_QUERY = 200
_MOST_SPELLINGS = 4
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_HAS_UMLAUT = re.compile("[äöü]")
_BOTH = re.compile(r"(?<=\w)[/*:_]-?(in|innen)\b")
"""`Lehrer/in` counts as one word, so that both forms begin it."""
_FEMALE = re.compile(r"(?<=\wer)(in|innen)$")


def plain(text: str) -> str:
    """Text without case, accents and punctuation, words apart by single spaces, for comparing."""
    folded = unicodedata.normalize("NFKD", _BOTH.sub(r"\1", text.casefold()))
    signs = (sign if sign.isalnum() or sign == "§" else " " for sign in folded if not unicodedata.combining(sign))
    return " ".join("".join(signs).split())


def both_spellings(text: str) -> str:
    """Plain text, and behind it those words that somebody may write with ae, oe and ue."""
    umlauts = " ".join(word.translate(_UMLAUTS) for word in text.casefold().split() if _HAS_UMLAUT.search(word))
    return f"{plain(text)} {plain(umlauts)}" if umlauts else plain(text)


class Index:
    """Every statement of all packs in one language.

    Args:
        packs: id, document and sources by id of each pack.
    """

    def __init__(
        self, packs: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Mapping[str, Any]]]], language: str
    ) -> None:
        self.entries: list[tuple[int, str, str, KnowledgeItem]] = []
        self._vocabulary: tuple[str, ...] = ()
        for pack_id, doc, sources in packs:
            as_of = str(doc.get("pack", {}).get("as_of", ""))
            for kind, row, title, text, more, inside in _statements(doc, language):
                source, url, day, read = _source(row, sources, as_of)
                law = row.get("law")
                item = KnowledgeItem(
                    pack=pack_id,
                    kind=kind,
                    id=str(row.get("id", "")),
                    title=title,
                    text=text,
                    law=law if isinstance(law, str) else say(words_from(law), language),
                    status=str(row.get("status", "")),
                    source=source,
                    url=url,
                    as_of=day,
                    read=read,
                    inside=inside,
                )
                heading = f" {both_spellings(title)}"
                everything = f"{heading} {both_spellings(f'{text} {item.law} {more}')}"
                self.entries.append((_WEIGHTS[kind], heading, everything, item))

    def search(self, text: str, limit: int) -> tuple[KnowledgeItem, ...]:
        """Statements where every word begins some word, those with it in the title first.

        `Altenpflegerin` finds *Altenpfleger* where nobody wrote the longer word, and a word with one slip in it finds
        the right one where nothing is written so.
        """
        said = plain(text[:_LONGEST_QUERY]).split()
        common = [_FEMALE.sub("", word) for word in said]
        return (
            self._hits(said, limit)
            or (self._hits(common, limit) if common != said else ())
            or self._mended(said, limit)
        )

    def by_key(self) -> Mapping[str, KnowledgeItem]:
        """Every statement by its key."""
        return {entry[3].key: entry[3] for entry in self.entries}

    def _mended(self, said: Sequence[str], limit: int) -> tuple[KnowledgeItem, ...]:
        if not self._vocabulary:
            self._vocabulary = tuple(sorted({word for entry in self.entries for word in entry[2].split()}))
        choices = [self._spellings(word) for word in said]
        if not all(choices):
            return ()
        found: dict[str, KnowledgeItem] = {}
        for words in product(*choices):
            found |= {item.key: item for item in self._hits(words, limit)}
        return tuple(found.values())[:limit]

    def _spellings(self, word: str) -> list[str]:
        """A word itself where some word begins so, else the first few that begin nearly so."""
        at = bisect_left(self._vocabulary, word)
        if self._vocabulary[at : at + 1] and self._vocabulary[at].startswith(word):
            return [word]
        begin, end = bisect_left(self._vocabulary, word[:1]), bisect_left(self._vocabulary, word[:1] + chr(0x10FFFF))
        return list(islice(nearly(self._vocabulary[begin:end], word), _MOST_SPELLINGS))

    def _hits(self, said: Sequence[str], limit: int) -> tuple[KnowledgeItem, ...]:
        words = [f" {word}" for word in said]
        if not words:
            return ()
        hits = []
        for number, (weight, heading, everything, item) in enumerate(self.entries):
            if all(word in everything for word in words):
                in_title = sum(word in heading for word in words)
                hits.append((-in_title, weight, number, item))
        hits.sort(key=lambda hit: hit[:3])
        return tuple(hit[3] for hit in hits[:limit])


_Statement = tuple[str, Mapping[str, Any], str, str, str, str]


def _statements(doc: Mapping[str, Any], language: str) -> Iterator[_Statement]:
    """Kind, row, title, text, further search words and the list it stands in, of every statement."""
    yield from _simple("note", rows_of(doc, "note"), language, ("text",))
    for row in rows_of(doc, "result"):
        kind = "step" if row.get("kind") == "step" else "result"
        yield from _simple(kind, [row], language, ("summary", "text", "warn"))
    for checklist in rows_of(doc, "checklist"):
        steps = [*rows_of(checklist, "steps"), *rows_of(checklist, "step")]
        yield from _simple("step", steps, language, ("text", "warn"), inside=str(checklist.get("id", "")))
    yield from _simple("paper", rows_of(doc, "paper"), language, ("note", "text"))
    yield from _simple("question", rows_of(doc, "question"), language, ("why", "help"), title="text")
    for row in rows_of(doc, "figure"):
        figure = figure_from(row)
        yield "figure", row, say(figure.title, language), "; ".join(_figure_lines(figure, language)), figure.id, ""
    for table in rows_of(doc, "table"):
        if table.get("id") != "countries":
            rows, inside = rows_of(table, "rows"), str(table.get("id", ""))
            yield from _simple("row", rows, language, ("note", "scope", "reference"), inside=inside)
    for row in rows_of(doc, "contact"):
        more = f"{row.get('short_name', '')} {' '.join(texts(row.get('topics')))}"
        yield "contact", row, str(row.get("name", "")), _text(row, ("offer", "notes"), language), more, ""


def _simple(
    kind: str,
    rows: Iterable[Mapping[str, Any]],
    language: str,
    fields: tuple[str, ...],
    title: str = "title",
    inside: str = "",
) -> Iterator[_Statement]:
    for row in rows:
        more = " ".join([*texts(row.get("search")), *texts(row.get("also")), _text(row, ("plain",), language)])
        yield kind, row, say(words_from(row.get(title)), language), _text(row, fields, language), more, inside


def _text(row: Mapping[str, Any], fields: Iterable[str], language: str) -> str:
    found = (say(words_from(row.get(name)), language) for name in fields)
    return "\n".join(text for text in found if text)


def _figure_lines(figure: Any, language: str) -> Iterator[str]:
    for row in figure.rows:
        value = (
            date_text(row.value, language)
            if figure.unit == "date"
            else amount_per_text(row.value, figure.unit, language)
        )
        if row.value_max is not None:
            value = f"{value} – {amount_per_text(row.value_max, figure.unit, language)}"
        days = [date_text(day, language) if day else "" for day in (row.valid_from, row.valid_to)]
        yield f"{value} ({days[0]} – {days[1]})" if any(days) else value


def _source(row: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]], as_of: str) -> tuple[str, str, str, str]:
    """Title, address and date of the first source of a statement, and the day on which it was last looked at."""
    names = texts(row.get("source"))
    if not names:
        names = next((texts(line.get("source")) for line in rows_of(row, "rows") if line.get("source")), ())
    found = next((sources[name] for name in names if name in sources), None)
    if found is None:
        day = str(row.get("checked", "") or as_of)
        return "", "", day, day
    title = found.get("title")
    day = row.get("checked") or found.get("page_date") or found.get("read") or as_of
    read = row.get("checked") or found.get("read") or found.get("page_date") or as_of
    words = title if isinstance(title, str) else say(words_from(title), "de")
    return words, str(found.get("url", "")), str(day), str(read)
