"""Writes docs/field-catalogue.md from the declaration of fields: `make catalogue`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from welcomedesk.domain import field_catalogue  # noqa: E402

if __name__ == "__main__":
    (ROOT / "docs" / "field-catalogue.md").write_text(field_catalogue.page(), encoding="utf-8", newline="\n")
