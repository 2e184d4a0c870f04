"""Looks for words in the memory of another process (Linux)."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_LINE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (r..).")
_LARGEST = 1 << 30
_PR_SET_CHILD_SUBREAPER = 36


def adopt() -> None:
    """Let processes whose parents end become ours: only then may we read their memory without being root."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def forms(words: Iterable[str]) -> dict[str, bytes]:
    """Every word as Python and Qt may hold it: UTF-8 (or one byte per sign) and two bytes per sign."""
    return {f"{word} {code}": word.encode(code) for word in words for code in ("utf-8", "utf-16-le")}


def found(process: int, wanted: Mapping[str, bytes]) -> set[str]:
    """The names of those byte strings that stand somewhere in the memory of a process."""
    hits: set[str] = set()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            match = _LINE.match(line)
            if match is None or not match[3].startswith("r") or "[v" in line:
                continue
            start, end = int(match[1], 16), int(match[2], 16)
            if end - start > _LARGEST:
                continue
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except OSError:
                # Pages that the system does not give out, such as those of a device.
                continue
            hits |= {name for name, text in wanted.items() if text in content}
    return hits
