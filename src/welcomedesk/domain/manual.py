"""The manual as blocks: headings, paragraphs and points, read from plain Markdown without any markup inside a line.

Only `*words of the window*` are marked, and they are shown without their stars.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STARS = re.compile(r"\*([^*\n]+)\*")


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a chapter; `kind` is `title`, `heading`, `point` or `text`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter.

    Args:
        pages, tabs: names of pages and of tabs of a case that it explains.
    """

    id: str
    blocks: tuple[Block, ...]
    pages: tuple[str, ...] = ()
    tabs: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return next((block.text for block in self.blocks if block.kind == "title"), self.id)

    def holds(self, words: list[str]) -> bool:
        """Whether all words, in small letters, occur somewhere in it."""
        said = " ".join(block.text for block in self.blocks).casefold()
        return all(word in said for word in words)


_KINDS = (("# ", "title"), ("## ", "heading"), ("- ", "point"))


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a chapter, one per line that is not empty."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        mark, kind = next(((mark, kind) for mark, kind in _KINDS if line.startswith(mark)), ("", "text"))
        found.append(Block(kind, _STARS.sub(r"\1", line[len(mark) :])))
    return tuple(found)


def chapter_for(chapters: tuple[Chapter, ...], page: str, tab: str = "") -> Chapter:
    """The chapter that explains a place in the window; the first one where none does."""
    by_tab = (each for each in chapters if tab and tab in each.tabs)
    by_page = (each for each in chapters if page in each.pages)
    return next(by_tab, None) or next(by_page, None) or chapters[0]
