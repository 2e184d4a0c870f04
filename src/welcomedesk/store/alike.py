"""Cases that were not written as typed: names that sound the same in any script, words with one slip in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welcomedesk.domain.slips import SHORTEST, begins_nearly
from welcomedesk.store import doubles
from welcomedesk.store.words import query_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SHORTEST_NAME = 3
_MOST_WORDS = 24
"""So many other spellings of one word are looked for."""


def heard(connection: Connection, typed: str, limit: int) -> list[int]:
    """Places of the newest cases in whose name every typed word is heard; empty where something else was typed."""
    groups = sound_groups(typed)
    if not groups or limit <= 0:
        return []
    asked = " INTERSECT ".join(f"SELECT no FROM sound WHERE key IN ({', '.join('?' * len(keys))})" for keys in groups)
    values = tuple(key for keys in groups for key in keys)
    rows = connection.exec_driver_sql(f"SELECT no FROM ({asked}) ORDER BY no DESC LIMIT ?", (*values, limit))
    return [int(row[0]) for row in rows.fetchall()]


def sound_groups(typed: str) -> list[tuple[str, ...]]:
    """The sound keys of each typed word; empty where one of them is no word of a name."""
    words = [forms[-1] for forms in query_words(typed)]
    if not words or any(len(word) < _SHORTEST_NAME or any(sign.isdigit() for sign in word) for word in words):
        return []
    return [doubles.sounds(doubles.romanise(word)) for word in words]


def mended(connection: Connection, typed: str) -> str:
    """What the index is asked for where a typed word has one slip; empty where that helps nothing."""
    parts, changed = [], False
    for forms in query_words(typed):
        known = [form for form in forms if _begins(connection, form)]
        others = [] if known else [word for form in forms for word in _near(connection, form)]
        if not (known or others):
            return ""
        changed = changed or not known
        parts.append(" OR ".join([*(f'"{form}"*' for form in known), *(f'"{word}"' for word in others)]))
    return " AND ".join(f"({part})" for part in parts) if changed else ""


def _begins(connection: Connection, form: str) -> bool:
    query = "SELECT 1 FROM search_words WHERE term >= ? AND term < ? LIMIT 1"
    return connection.exec_driver_sql(query, (form, form + chr(0x10FFFF))).first() is not None


def _near(connection: Connection, form: str) -> list[str]:
    if len(form) < SHORTEST:
        return []
    # The first letter has to be right, so only the words under it are read.
    rows = connection.exec_driver_sql(
        "SELECT term FROM search_words WHERE term >= ? AND term < ? AND length(term) >= ?",
        (form[0], form[0] + chr(0x10FFFF), len(form) - 1),
    )
    found = []
    for (term,) in rows:
        if begins_nearly(term, form):
            found.append(term)
            if len(found) == _MOST_WORDS:
                break
    return found
