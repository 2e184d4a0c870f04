"""Texts of the code reach the catalogue: the collector does not look into f-strings, so none may stand there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src" / "welcomedesk"
COLLECTED = {"_", "N_", "gettext", "ngettext"}


def collected_inside(text: str) -> list[str]:
    """Texts that are marked for translation inside an f-string."""
    parts = (
        part for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FormattedValue) for part in ast.walk(node)
    )
    calls = (part for part in parts if isinstance(part, ast.Call) and isinstance(part.func, ast.Name))
    return [
        ast.unparse(call) for call in calls
        if call.func.id in COLLECTED and call.args and isinstance(call.args[0], ast.Constant)  # type: ignore[attr-defined]
    ]  # fmt: skip


@pytest.mark.parametrize("room", sorted(path.name for path in SOURCES.iterdir() if path.is_dir()))
def test_no_marked_text_stands_inside_an_f_string(room: str) -> None:
    found = {
        str(path.relative_to(SOURCES)): texts
        for path in (SOURCES / room).rglob("*.py")
        if (texts := collected_inside(path.read_text(encoding="utf-8")))
    }
    assert not found


def test_a_marked_text_inside_an_f_string_would_be_noticed() -> None:
    assert collected_inside("f\"{number} {_('of them')}\"") == ["_('of them')"]
