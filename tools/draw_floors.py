"""Draw docs/pictures/floors.svg, the picture of the floors on the architecture page.

Usage:
    python tools/draw_floors.py            write the picture
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pictures" / "floors.svg"

# Top floor first; each room with the few words that tell it from the others.
FLOORS = (
    ("Floor 3", "faces", (("ui", "windows, pages, worker"), ("cli", "commands, --json"))),
    ("Floor 2", "actions", (("desk", "one function per action; asks floor 1 only through ports.py"),)),
    (
        "Floor 1",
        "crafts",
        (("packs", "content: TOML to values"), ("store", "case file: log, facts, views"), ("letters", "DIN page, PDF")),
    ),
    ("Floor 0", "the trade", (("domain", "cases, fields, rules, checklists, letters as plain values and functions"),)),
)
WIDTH, MARGIN, LABEL, HEIGHT, GAP = 860, 20, 90, 68, 26
INK, SOFT, LINE, FILL, GROUND = "#1A2126", "#4A565F", "#76828B", "#FFFFFF", "#F3F5F6"


def text(x: float, y: float, words: str, *, size: int = 13, colour: str = SOFT, weight: int = 400) -> str:
    style = f'font-size="{size}" fill="{colour}" font-weight="{weight}"'
    return f'  <text x="{x:g}" y="{y:g}" {style}>{escape(words)}</text>'


def room(x: float, y: float, width: float, name: str, words: str) -> list[str]:
    box = f'  <rect x="{x:g}" y="{y:g}" width="{width:g}" height="{HEIGHT}" rx="4" fill="{FILL}" stroke="{LINE}"/>'
    return [box, text(x + 12, y + 28, name, size=15, colour=INK, weight=600), text(x + 12, y + 50, words)]


def floor(y: float, title: str, words: str, rooms: tuple[tuple[str, str], ...]) -> list[str]:
    """One floor: its name on the left, its rooms side by side."""
    lines = [text(MARGIN, y + 30, title, colour=INK, weight=600), text(MARGIN, y + 48, words, size=12)]
    space = WIDTH - 2 * MARGIN - LABEL
    width = (space - 12 * (len(rooms) - 1)) / len(rooms)
    for place, (name, what) in enumerate(rooms):
        lines += room(MARGIN + LABEL + place * (width + 12), y, width, name, what)
    return lines


def picture() -> str:
    """The whole picture as SVG text."""
    top = MARGIN + 44
    height = top + len(FLOORS) * (HEIGHT + GAP)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif"'
        ' role="img" aria-label="The floors of Welcomedesk: imports point down only">',
        f'  <rect width="{WIDTH}" height="{height}" fill="{GROUND}"/>',
        text(MARGIN, MARGIN + 18, "bootstrap.py chooses the real parts and hands them up. Imports point down only."),
    ]
    for number, (title, words, rooms) in enumerate(FLOORS):
        y = top + number * (HEIGHT + GAP)
        lines += floor(y, title, words, rooms)
        if number:
            x = MARGIN + LABEL + (WIDTH - 2 * MARGIN - LABEL) / 2
            arrow = f"M{x:g} {y - GAP + 4}V{y - 6}M{x - 5:g} {y - 12}L{x:g} {y - 6}L{x + 5:g} {y - 12}"
            lines.append(f'  <path d="{arrow}" stroke="{LINE}" fill="none"/>')
    return "\n".join([*lines, "</svg>"]) + "\n"


if __name__ == "__main__":
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")
    sys.exit(0)
