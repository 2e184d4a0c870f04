"""Looks after an erasure whether a word of what was erased is still in any page of the file.

The file is read past the engine, page by page with its key: the engine shows only what it still knows, a page shows
what really lies there. Source of the layout: SQLCipher 4 design notes, https://www.zetetic.net/sqlcipher/design/:
AES-256-CBC, the last 80 bytes of a page are its initialisation vector (16) and seal (64), the first 16 bytes of the
file are the salt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from welcomedesk.desk.ports import ErasureStep
from welcomedesk.domain import fields
from welcomedesk.domain.log import Json
from welcomedesk.store import tables
from welcomedesk.store.words import fold

if TYPE_CHECKING:
    from sqlalchemy import Connection

PAGE, RESERVED, VECTOR, SALT = 4096, 80, 16, 16
AT_ONCE = 1024
"""So many pages are opened together, 4 MB: little memory, few calls."""

SHORTEST = 5
"""Shorter words occur in bytes by chance."""

MOST_WORDS = 80
"""So many words are looked for: all of names and addresses first, then the longest of everything else."""

_NAMING = ("identify", "reach")
_WORD = re.compile(rf"[^\W_]{{{SHORTEST},}}")


def words_to_look_for(connection: Connection, case_id: str, refs: Iterable[str] = ()) -> tuple[str, ...]:
    """The words of a case, or of single things of it, that would tell most if they were still there.

    Args:
        refs: all of the case where left out.
    """
    only = set(refs)
    rows = connection.exec_driver_sql(
        "SELECT entity, field, value FROM entry WHERE case_id = ? AND value IS NOT NULL", (case_id,)
    )
    naming: dict[str, None] = {}
    other: dict[str, None] = {}
    for ref, name, value in rows.fetchall():
        if only and not {ref, f"{ref}.{name}"} & only:
            continue
        field = fields.find(ref, name)
        kept = naming if field and field.purpose in _NAMING else other
        kept.update(dict.fromkeys(_words(json.loads(value))))
    if not only:
        other.update(dict.fromkeys(_words(_beside(connection, case_id))))
    longest = sorted((word for word in other if word not in naming), key=lambda word: (-len(word), word))
    return tuple([*naming, *longest][:MOST_WORDS])


def _beside(connection: Connection, case_id: str) -> list[Json]:
    """Texts about a case outside the log: drafts, and reasons for looking at it."""
    drafts = connection.exec_driver_sql("SELECT value FROM draft WHERE case_id = ?", (case_id,)).scalars().all()
    reasons = connection.exec_driver_sql("SELECT reason FROM access WHERE case_id = ?", (case_id,)).scalars().all()
    return [*(json.loads(draft) for draft in drafts), *(reason for reason in reasons if reason)]


def _words(value: Json) -> Iterator[str]:
    match value:
        case str():
            yield from _WORD.findall(value[:20_000])
        case list():
            for item in value:
                yield from _words(item)
        case dict():
            for item in value.values():
                yield from _words(item)


def scan(connection: Connection, path: Path, key: bytes, words: Iterable[str]) -> ErasureStep:
    """Read every page of the file and say which of the words are left; the words themselves are told to nobody.

    A word that somebody else's data hold as well is counted apart: it stays there, and rightly.
    """
    wanted = {word: _forms(word) for word in words}
    pages, found = _found(path, key, wanted)
    elsewhere = {word for word in found if _lives(connection, wanted[word])}
    return ErasureStep("scan", pages, len(wanted), len(found - elsewhere), len(elsewhere))


def _forms(word: str) -> tuple[bytes, ...]:
    """A word as it lies in values and as the index folds it, with the letters of ASCII lowered as the scan does."""
    return tuple({word.encode("utf-8", "replace").lower(), fold(word).encode("utf-8", "replace")})


def _found(path: Path, key: bytes, wanted: Mapping[str, tuple[bytes, ...]]) -> tuple[int, set[str]]:
    pages, found = 0, set[str]()
    before = b""
    for count, clear in plain(path, key):
        pages += count
        # The end of the pages before is looked at again, so that a word across the border of two chunks is seen.
        text = (before + clear).lower()
        found |= {word for word, forms in wanted.items() if any(form in text for form in forms)}
        before = clear[-256:]
    return pages, found


def plain(path: Path, key: bytes) -> Iterator[tuple[int, bytes]]:
    """All pages of a case file in the clear: how many, and their content, one chunk after the other."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    first = True
    with path.open("rb") as file:
        while content := file.read(PAGE * AT_ONCE):
            clear = []
            for at in range(0, len(content), PAGE):
                page = content[at : at + PAGE]
                start = SALT if first else 0
                first = False
                vector = page[PAGE - RESERVED : PAGE - RESERVED + VECTOR]
                opened = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
                clear.append(opened.update(page[start : PAGE - RESERVED]))
            yield len(clear), b"".join(clear)


def _lives(connection: Connection, forms: tuple[bytes, ...]) -> bool:
    """Whether something that is still known holds one of these forms: rows, names of tables, letters, attachments."""
    texts = [form.decode("utf-8", "replace") for form in forms]
    return any(_in_rows(connection, text) for text in texts) or _in_files(connection, forms)


def _in_rows(connection: Connection, text: str) -> bool:
    queries = [("sqlite_master", ["sql"]), ("search", ["name", "number", "rest"])]
    for table in tables.metadata.tables.values():
        columns = [column.name for column in table.columns if str(column.type) == "TEXT"]
        queries.append((table.name, columns))
    for table_name, columns in queries:
        # The same signs in other letters count too: the engine lowers only the letters of ASCII, as the scan does.
        any_column = " OR ".join(f"instr(lower({column}), ?)" for column in columns)
        query = f"SELECT 1 FROM {table_name} WHERE {any_column} LIMIT 1" if columns else ""
        if query and connection.exec_driver_sql(query, (text,) * len(columns)).first():
            return True
    return False


def _in_files(connection: Connection, forms: tuple[bytes, ...]) -> bool:
    places = connection.exec_driver_sql("SELECT no FROM blob").scalars().all()
    for place in places:
        content = connection.exec_driver_sql("SELECT content FROM blob WHERE no = ?", (place,)).scalar_one()
        if any(form in content.lower() for form in forms):
            return True
    return False
