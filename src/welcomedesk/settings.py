"""What this person set about the window; never anything about people in cases."""

from __future__ import annotations

import json
from pathlib import Path


def read(path: Path) -> dict[str, object]:
    """The settings, empty where the file is missing or broken: a bad setting must never stop a working day."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write(path: Path, values: dict[str, object]) -> None:
    """Write the settings whole or not at all; a folder that cannot be written keeps the old ones."""
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
