"""What is wrong in a pack, as values: where it stands, how bad it is, and one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from welcomedesk.domain.words import N_

BROKEN = "broken"
"""The pack cannot be used."""

WRONG = "wrong"
"""The pack works, but `packs check` fails until this is put right."""

HINT = "hint"
"""Worth a look; `packs check` passes."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a pack.

    Args:
        file: path inside the pack folder, empty where no single file is meant.
        key: part, id and field: `result T_18A when[2]`.
        line: counted from 1, 0 where not known.
        what: English sentence with `{…}` placeholders for `details`.
    """

    pack: str
    file: str
    key: str
    line: int
    level: str
    what: str
    details: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """What is wrong, as plain text."""
        try:
            return translate(self.what).format(**self.details)
        except (KeyError, IndexError, ValueError):
            return self.what

    def place(self) -> str:
        """`recognition-st/questions.toml:12: question goal options`."""
        file = f"{self.pack}/{self.file}" if self.file else self.pack
        line = f":{self.line}" if self.line else ""
        return f"{file}{line}: {self.key}" if self.key else f"{file}{line}"

    def line_of_text(self, translate: Callable[[str], str] = str) -> str:
        """Place and sentence, as `packs check` prints it."""
        return f"{self.place()}: {self.sentence(translate)}"

    def to_json(self) -> dict[str, Any]:
        return {
            "pack": self.pack,
            "file": self.file,
            "line": self.line or None,
            "key": self.key,
            "level": self.level,
            "problem": self.sentence(),
        }


def is_broken(problems: Iterable[Problem]) -> bool:
    """Whether a pack with these problems cannot be used."""
    return any(problem.level == BROKEN for problem in problems)


def fails(problems: Iterable[Problem]) -> bool:
    """Whether `packs check` fails: anything but hints."""
    return any(problem.level != HINT for problem in problems)


LEVELS = {BROKEN: N_("cannot be used"), WRONG: N_("wrong"), HINT: N_("hint")}
