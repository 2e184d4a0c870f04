"""What shows of a case file without its key: missing, empty, cut off, or something else altogether."""

from __future__ import annotations

from pathlib import Path

from welcomedesk.domain.errors import DeskError
from welcomedesk.store import troubles

PAGE = 4096
"""Bytes of a page; the file is a whole number of them."""

_PLAIN_HEADER = b"SQLite format 3"


def trouble_without_key(path: Path) -> DeskError | None:
    """What is wrong with a case file; `None` where nothing is as far as it shows.

    An empty file would otherwise open as a new, empty case file without a word.
    """
    try:
        with path.open("rb") as handle:
            start = handle.read(16)
        size = path.stat().st_size
    except FileNotFoundError:
        return troubles.file_missing(path)
    except OSError as error:
        return troubles.from_reading(error, path)
    if not size:
        return troubles.file_empty(path)
    if start.startswith(_PLAIN_HEADER):
        return troubles.file_foreign(path)
    # A journal beside it means an interrupted session: the engine puts the file right when it opens it.
    interrupted = any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal"))
    if size < PAGE or (size % PAGE and not interrupted):
        return troubles.file_cut(path)
    return None
