"""The support package: what helps to find a mistake of ours, no word about anybody; shown before it is saved.

It is made of values that the program itself defines: versions, codes, switches, rounded counts. What anybody typed has
no way into it, because nothing typed is handed in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.ports import CheckReport

_CODE = re.compile(r"[a-z][a-z0-9_]{0,30}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,40}")
_FAILURE = r"(?:[A-Z][A-Za-z]*(?:Error|Exception|Warning|Refused|Glyph|Cancelled|Iteration|Exit)|[a-z_.]+(?::\d+)?|<)"
_LOG_LINE = re.compile(
    rf"[0-9T:+-]{{19,25}} (?:crash|thread|unraisable|warning|error|critical)(?: {_FAILURE}){{0,60}} ?"
)
"""Time, level, names of exceptions and places in our code; any other line is left out as a whole."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the package is made of.

    Args:
        versions: of the program and its parts, by name.
        settings: switches and numbers of the window, by name; texts only where they are codes.
        log: lines of the program's log.
    """

    versions: Mapping[str, str]
    settings: Mapping[str, object]
    log: Iterable[str]


def text(desk: Desk, facts: Facts) -> str:
    """The package as plain text; checks the whole file, so it takes a while."""
    packs = {info.id: info.version + (" broken" if info.problem else "") for info in desk.library.packs()}
    return compose(desk.store.check(), packs, facts)


def compose(report: CheckReport, packs: Mapping[str, str], facts: Facts) -> str:
    """The text from its parts."""
    parts = (
        _part("versions", {name: _version(value) for name, value in facts.versions.items()}),
        _part("packs", packs),
        _part("settings", {name: _setting(value) for name, value in facts.settings.items()}),
        _part("file", {"cases": _about(report.cases), "entries": _about(report.entries)}),
        _part("checks", {check.code: "ok" if check.ok else "FAILED" for check in report.checks}),
        ["[log]", *(line if _LOG_LINE.fullmatch(line) else "(left out)" for line in facts.log)],
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _part(title: str, values: Mapping[str, str]) -> list[str]:
    return [f"[{title}]", *(f"{name} = {value}" for name, value in values.items())]


def _version(value: str) -> str:
    return value if _VERSION.fullmatch(value) else "?"


def _setting(value: object) -> str:
    if isinstance(value, bool | int | float):
        return str(value)
    return value if isinstance(value, str) and _CODE.fullmatch(value) else "(left out)"


def _about(count: int) -> str:
    """Only how many digits: exact counts may tell an office from another."""
    return f"about 10^{len(str(count)) - 1}" if count else "0"
