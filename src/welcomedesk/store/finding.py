"""Finding cases: the register page by page, the search box, likely doubles, and what is due."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.ports import CaseHit, DoubleHit, DueItem, RegisterPage, RegisterQuery
from welcomedesk.domain.case import REMOVED, Entity
from welcomedesk.domain.log import Fact
from welcomedesk.store import alike, doubles, facts, views
from welcomedesk.store.view_tables import ROW_COLUMNS, register_row
from welcomedesk.store.words import query_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ORDERS = {
    "number": "sort_number, number, id",
    "name": "sort_name, id",
    "changed": "sort_changed DESC, id",
    "next": "sort_next, id",
}
_CANDIDATES = 300
_INDEXED_BEGINNINGS = 3
_FEW_WORDS = 64


def match(connection: Connection, typed: str, columns: str = "") -> str:
    """What the index is asked for: beginnings of all words; empty where nothing can be found.

    The words are folded and hold letters and digits only, so quoting them is enough to be safe from query syntax.
    """
    groups = []
    for forms in query_words(typed):
        asked = [term for form in forms for term in _terms(connection, form)]
        if not asked:
            return ""
        groups.append(f"({' OR '.join(asked)})")
    everything = " AND ".join(groups)
    return f"{{{columns}}} : ({everything})" if everything and columns else everything


def _terms(connection: Connection, beginning: str) -> list[str]:
    """The words of the index that begin so, each asked for as a whole.

    Short beginnings have an index of their own. For longer ones the engine would collect all their cases before it
    gives the first; asked for whole words it gives the newest cases at once.
    """
    if len(beginning) <= _INDEXED_BEGINNINGS:
        return [f'"{beginning}"*']
    rows = connection.exec_driver_sql(
        f"SELECT term FROM search_words WHERE term >= ? AND term < ? LIMIT {_FEW_WORDS + 1}",
        (beginning, beginning + chr(0x10FFFF)),
    ).fetchall()
    return [f'"{row[0]}"' for row in rows] if len(rows) <= _FEW_WORDS else [f'"{beginning}"*']


# --- the register ---------------------------------------------------------------------------------------------------


def register(connection: Connection, query: RegisterQuery) -> RegisterPage:
    """One page of the register and how many lines it has in all."""
    where, values = _filter(connection, query)
    if where is None:
        return RegisterPage((), 0)
    total = connection.exec_driver_sql(f"SELECT count(*) FROM register WHERE {where}", values).scalar_one()
    # A plus before a column keeps the planner from choosing an index by it: the order shall lead, the filter follow.
    led = where if query.text.strip() else where.replace("state ", "+state ")
    order = _ORDERS.get(query.order, _ORDERS["number"])
    rows = connection.exec_driver_sql(
        f"SELECT {ROW_COLUMNS} FROM register WHERE {led} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, max(query.limit, 0), max(query.offset, 0)),
    )
    return RegisterPage(tuple(map(register_row, rows.fetchall())), int(total))


def _filter(connection: Connection, query: RegisterQuery) -> tuple[str | None, tuple[Any, ...]]:
    parts, values = [], list[Any]()
    if query.states:
        parts.append(f"state IN ({', '.join('?' * len(query.states))})")
        values.extend(query.states)
    else:
        parts.append("state <> ?")
        values.append(views.RESTRICTED)
    for column, wanted in (("kind", query.kind), ("adviser", query.adviser)):
        if wanted:
            parts.append(f"{column} = ?")
            values.append(wanted)
    if query.sample is not None:
        parts.append("sample = ?")
        values.append(int(query.sample))
    if query.text.strip():
        asked = match(connection, query.text, "name number")
        if not asked:
            return None, ()
        parts.append("no IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(asked)
    return " AND ".join(parts), tuple(values)


def find_number(connection: Connection, number: str) -> str | None:
    """The id of the case with this number."""
    if not number:
        return None
    found = connection.exec_driver_sql("SELECT id FROM register WHERE number = ? ORDER BY no", (number,)).first()
    return str(found[0]) if found else None


# --- the search box -------------------------------------------------------------------------------------------------


def search(connection: Connection, typed: str, limit: int, declared: views.Declaration) -> tuple[CaseHit, ...]:
    """Cases that hold all words; those with the words in name or number first, then the newest.

    After them names that sound like what was typed; where nothing is found at all, words with one slip in them.
    """
    asked = match(connection, typed)
    places: dict[int, str] = {}
    if asked and limit > 0:
        places = dict.fromkeys(_places(connection, f"{{name number}} : ({asked})", limit), "")
        if len(places) < limit:
            places |= dict.fromkeys(_places(connection, asked, limit), "")
    if len(places) < limit:
        places |= {place: "sound" for place in alike.heard(connection, typed, limit) if place not in places}
    if not places and limit > 0:
        again = alike.mended(connection, typed)
        places = dict.fromkeys(_places(connection, again, limit), "slip") if again else {}
    return _hits(connection, dict(list(places.items())[:limit]), typed, declared)


def _hits(
    connection: Connection, places: dict[int, str], typed: str, declared: views.Declaration
) -> tuple[CaseHit, ...]:
    """The cases at these places, with how each was found."""
    if not places:
        return ()
    marks = ", ".join("?" * len(places))
    rows = connection.exec_driver_sql(f"SELECT no, {ROW_COLUMNS} FROM register WHERE no IN ({marks})", tuple(places))
    by_place = {row[0]: register_row(row[1:]) for row in rows.fetchall()}
    read = facts.load_many(connection, [row.id for row in by_place.values()])
    hits, wanted = [], query_words(typed)
    for place, how in places.items():
        row = by_place.get(place)
        case = facts.case_file(row.id, read.get(row.id, {})) if row else None
        if row and case:
            shown = ("", "", ()) if how else views.best_field(views.search_texts(case, declared), wanted)
            hits.append(CaseHit(row, *shown, how))
    return tuple(hits)


def _places(connection: Connection, asked: str, limit: int) -> list[int]:
    found = connection.exec_driver_sql(
        "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?", (asked, limit)
    )
    return [int(row[0]) for row in found.fetchall()]


# --- doubles --------------------------------------------------------------------------------------------------------


def likely_doubles(connection: Connection, name: str, kind: str, birth_date: str, limit: int) -> tuple[DoubleHit, ...]:
    """Cases that may be about the same person or company, the likeliest first."""
    keys = doubles.sound_keys(name, kind)
    if not keys:
        return ()
    marks = ", ".join("?" * len(keys))
    rows = connection.exec_driver_sql(
        f"""SELECT register.birth_date, {ROW_COLUMNS} FROM (
                SELECT no, count(*) AS heard FROM sound WHERE key IN ({marks}) GROUP BY no
                ORDER BY heard DESC, no DESC LIMIT {_CANDIDATES}
            ) AS candidate JOIN register ON register.no = candidate.no WHERE register.kind = ?""",
        (*keys, kind),
    )
    found, likeness = [], doubles.Likeness(name, kind, birth_date)
    for birth, *values in rows.fetchall():
        row = register_row(values)
        why = likeness.reasons(row.name, birth)
        if why:
            found.append(DoubleHit(row, why))
    found.sort(key=lambda hit: (*doubles.rank(hit.reasons), hit.row.number, hit.row.id))
    return tuple(found[:limit])


# --- dates ----------------------------------------------------------------------------------------------------------


def due(connection: Connection, until: str, kinds: Sequence[str]) -> tuple[DueItem, ...]:
    """Open things dated up to and including a day, earliest first."""
    only = f"AND due.kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
    rows = connection.exec_driver_sql(
        f"""SELECT due.ref, due.kind, due.date, due.time, due.state, due.what, due.note, {ROW_COLUMNS}
            FROM due JOIN register ON register.id = due.id WHERE due.date <= ? {only}
            ORDER BY due.date, due.time, due.id, due.ref""",
        (until, *kinds),
    )
    return tuple(DueItem(register_row(row[7:]), *row[:7]) for row in rows.fetchall())


# --- counting -------------------------------------------------------------------------------------------------------


_SINGLE = frozenset({"case", "person", "company"})
"""Entities that a case has once; their ref is their kind."""


def entities(
    connection: Connection, kind: str, fields: Sequence[str], samples: bool = False
) -> tuple[tuple[str, Entity], ...]:
    """Id of the case and these fields of everything of a kind, without restricted cases and, unless asked, samples.

    The facts lie in order of case and entity, so each case costs one look, however many facts it has.
    """
    wanted = (*fields, REMOVED)
    bounds = (kind, kind) if kind in _SINGLE else (f"{kind}:", f"{kind};")
    rows = connection.exec_driver_sql(
        f"""SELECT fact.case_id, fact.entity, fact.field, fact.device, fact.number, fact.value, fact.actor, fact.at,
                fact.lamport
            FROM register CROSS JOIN fact ON fact.case_id = register.id AND fact.entity BETWEEN ? AND ?
            WHERE register.sample <= ? AND register.state <> ? AND fact.field IN ({", ".join("?" * len(wanted))})
            ORDER BY register.no""",
        (*bounds, int(samples), views.RESTRICTED, *wanted),
    )
    found: dict[str, dict[tuple[str, str], list[Fact]]] = {}
    for case_id, ref, name, device, number, value, actor, at, lamport in rows.fetchall():
        fact = Fact(json.loads(value), (device, number), actor, at, lamport)
        found.setdefault(case_id, {}).setdefault((ref, name), []).append(fact)
    made = []
    for case_id, by_field in found.items():
        case = facts.case_file(case_id, {key: facts.ordered(values) for key, values in by_field.items()})
        made += [(case_id, entity) for entity in case.all(kind)] if case else []
    return tuple(made)
