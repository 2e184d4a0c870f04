"""Golden cases of the guides as data files that an expert can read; see `docs/how-to/pack-format.md`, Vectors."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from welcomedesk.domain.guides import Evaluation, Guide, evaluate

FOLDER = Path(__file__).parent.parent / "packs" / "vectors"


@dataclass(frozen=True, slots=True)
class Vector:
    """One golden case.

    Args:
        why: the reason for what is expected, in the words of an expert; `source`: where that stands.
        expect: what must come out, see `misses`.
    """

    guide: str
    file: str
    id: str
    why: str
    source: str
    as_of: date
    strict: bool
    answers: Mapping[str, Any]
    expect: Mapping[str, Any]

    def evaluation(self, guide: Guide, **more: Any) -> Evaluation:
        return evaluate(guide, self.answers, self.as_of, strict=self.strict, **more)


def vectors(guide: str) -> tuple[Vector, ...]:
    """All golden cases of a guide, in the order of files and lines."""
    folder = FOLDER / guide
    files = sorted(path for path in folder.glob("*") if path.suffix in (".toml", ".json"))
    return tuple(vector for path in files for vector in _read(guide, path))


def guides_with_vectors() -> tuple[str, ...]:
    return tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))


def _read(guide: str, path: Path) -> Iterator[Vector]:
    text = path.read_text(encoding="utf-8")
    table = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    defaults = table.get("defaults", {})
    for row in table.get("vector") or table.get("vectors") or ():
        left_out = row.get("without", ())
        kept = {name: answer for name, answer in defaults.items() if name not in left_out}
        yield Vector(
            guide,
            path.name,
            row["id"],
            row.get("why", ""),
            row.get("source", ""),
            date.fromisoformat(str(row.get("as_of", "2026-11-21"))),
            bool(row.get("strict")),
            kept | row["answers"],
            row["expect"],
        )


def misses(vector: Vector, guide: Guide) -> list[str]:
    """Everything in which the guide differs from what a golden case expects, in sentences."""
    found = vector.evaluation(guide)
    expect = vector.expect
    wrong = [
        f"{name} is {found.verdicts.get(name)}, not {wanted}"
        for name, wanted in _verdicts(expect)
        if found.verdicts.get(name) != wanted
    ]
    wrong += [f"{name} applies" for name in expect.get("not_applies", ()) if found.verdicts.get(name) == "applies"]
    exact = {
        "results": found.applying("path", "title", "advice", "step"),
        "authorities": found.authorities,
        "flags": found.flags,
    }
    for key, there in exact.items():
        if key in expect and set(expect[key]) != set(there):
            wrong.append(
                f"{key}: missing {sorted(set(expect[key]) - set(there))}, extra {sorted(set(there) - set(expect[key]))}"
            )
    if "steps" in expect and list(expect["steps"]) != list(found.steps):
        wrong.append(f"steps are {list(found.steps)}")
    for key in ("missing", "assumed"):
        for name, questions in expect.get(key, {}).items():
            there = found.outcome(name).to_json()[key]
            if not set(questions) <= set(there):
                wrong.append(f"{key} of {name} is {list(there)}")
    for name, value in expect.get("derived", {}).items():
        if found.derived.get(name) != value:
            wrong.append(f"{name} is {found.derived.get(name)}, not {value}")
    if not set(expect.get("next", ())) <= set(found.next_questions):
        wrong.append(f"the next questions are {found.next_questions}")
    return wrong


def _verdicts(expect: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("applies", "excluded", "open"):
        for name in expect.get(key, ()):
            yield name, key
