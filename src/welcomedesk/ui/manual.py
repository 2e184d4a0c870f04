"""Reads the manual that lies beside the program, in the language of the window."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from welcomedesk import paths
from welcomedesk.domain.manual import Chapter, blocks_of


@lru_cache(maxsize=2)
def chapters(language: str) -> tuple[Chapter, ...]:
    """All chapters in their order; German where a language has none."""
    folder = paths.resources() / "manual"
    spoken = folder / language if (folder / language).is_dir() else folder / "de"
    listed = tomllib.loads((folder / "chapters.toml").read_text(encoding="utf-8"))["chapter"]
    return tuple(
        Chapter(
            row["id"],
            blocks_of((spoken / f"{row['id']}.md").read_text(encoding="utf-8")),
            tuple(row.get("pages", ())),
            tuple(row.get("tabs", ())),
        )
        for row in listed
    )
