"""Pack folders written for a test."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.guides import QUESTIONS

HEAD = """
[pack]
id = "{name}"
version = "1"
title = {{de = "Paket", en = "Pack"}}
as_of = "2026-11-21"
"""
GUIDE = """
[guide]
id = "{name}"
title = {{de = "Leitfaden", en = "Guide"}}
"""


def pack(folder: Path, name: str, *, guide: bool = False, **files: str) -> Path:
    """A pack folder with a head and these further files (`rules="…"` becomes `rules.toml`).

    Args:
        guide: with the questions of the small guide.
    """
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    head = HEAD.format(name=name) + (GUIDE.format(name=name) if guide else "")
    (place / "pack.toml").write_text(head, encoding="utf-8")
    if guide:
        (place / "a_questions.toml").write_text(QUESTIONS, encoding="utf-8")
    for key, text in files.items():
        (place / f"{key}.toml").write_text(text, encoding="utf-8")
    return place
