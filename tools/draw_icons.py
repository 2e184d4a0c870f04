# ruff: noqa: E501 - one icon per line reads better than wrapped paths
"""Write the icons of the window from one table: 20-unit grid, stroke 1.5, round ends, drawn by hand.

Usage: python tools/draw_icons.py        writes resources/icons/*.svg

A line of the table is a path (`M…`), `c x y r` a circle, `r x y w h radius` a rectangle, a leading `.` fills instead of
stroking, a leading `-` dashes.
"""

from __future__ import annotations

import sys
from pathlib import Path

ICONS: dict[str, tuple[str, ...]] = {
    # places
    "flag": ("M4.5 17.5V3.5", "M4.5 3.5H15.5L13 7.5L15.5 11.5H4.5"),
    "today": ("r 3 4.5 14 12.5 2", "M3 8.5H17", "M7 2.5V5.5", "M13 2.5V5.5", "M7.3 12.6L9.3 14.5L12.8 10.9"),
    "folder": ("M2.5 15.5V5A1.5 1.5 0 0 1 4 3.5H8L10 6H16A1.5 1.5 0 0 1 17.5 7.5V15A1.5 1.5 0 0 1 16 16.5H3.5A1 1 0 0 1 2.5 15.5Z",),
    "pin": ("M10 17.8C10 17.8 4.2 12.6 4.2 8.2A5.8 5.8 0 0 1 15.8 8.2C15.8 12.6 10 17.8 10 17.8Z", "c 10 8.2 2.1"),
    "book": ("M10 5.2C8.6 4.1 6.2 3.8 2.5 3.8V15.6C6.2 15.6 8.6 15.9 10 17C11.4 15.9 13.8 15.6 17.5 15.6V3.8C13.8 3.8 11.4 4.1 10 5.2Z", "M10 5.2V17"),
    "chart": ("M3 3V17H17.5", "M7 13.8V10.2", "M10.5 13.8V6", "M14 13.8V8.4"),
    "tent": ("M10 3.2L2.5 16.8H17.5Z", "M10 9.4L6.2 16.8", "M10 9.4L13.8 16.8"),
    "gear": ("c 10 10 2.6", "M10 2.4V5", "M10 15V17.6", "M2.4 10H5", "M15 10H17.6", "M4.6 4.6L6.5 6.5", "M13.5 13.5L15.4 15.4", "M4.6 15.4L6.5 13.5", "M13.5 6.5L15.4 4.6"),
    "home": ("M2.8 9.6L10 3.2L17.2 9.6", "M4.8 8.2V16.8H15.2V8.2", "M8 16.8V11.8H12V16.8"),
    "globe": ("c 10 10 7.2", "M2.8 10H17.2", "M10 2.8C12.3 4.9 13.2 7.4 13.2 10C13.2 12.6 12.3 15.1 10 17.2C7.7 15.1 6.8 12.6 6.8 10C6.8 7.4 7.7 4.9 10 2.8Z"),
    "map": ("M2.8 5.2L7.6 3.2L12.4 5.2L17.2 3.2V14.8L12.4 16.8L7.6 14.8L2.8 16.8Z", "M7.6 3.2V14.8", "M12.4 5.2V16.8"),
    # actions
    "search": ("c 8.8 8.8 5.3", "M12.8 12.8L17 17"),
    "lock": ("r 4 9 12 8.5 1.8", "M6.8 9V6.2A3.2 3.2 0 0 1 13.2 6.2V9"),
    "cover": ("M3 17L17 3", "M4.6 13.2C3.4 12.2 2.5 11 2 10C3.4 7.2 6.4 4.8 10 4.8C11.2 4.8 12.3 5.1 13.3 5.5", "M15.8 7.1C16.8 8 17.5 9 18 10C16.6 12.8 13.6 15.2 10 15.2C9 15.2 8 15 7.1 14.7", "M7.6 10.8A2.6 2.6 0 0 1 10.8 7.6"),
    "eye": ("M2 10C3.4 7.2 6.4 4.8 10 4.8C13.6 4.8 16.6 7.2 18 10C16.6 12.8 13.6 15.2 10 15.2C6.4 15.2 3.4 12.8 2 10Z", "c 10 10 2.6"),
    "plus": ("M10 3.8V16.2", "M3.8 10H16.2"),
    "minus": ("M3.8 10H16.2",),
    "back": ("M17 10H3.5", "M8.8 4.6L3.4 10L8.8 15.4"),
    "forward": ("M3 10H16.5", "M11.2 4.6L16.6 10L11.2 15.4"),
    "undo": ("M7.4 3.6L3.4 7.6L7.4 11.6", "M3.4 7.6H12A4.4 4.4 0 0 1 12 16.4H7"),
    "redo": ("M12.6 3.6L16.6 7.6L12.6 11.6", "M16.6 7.6H8A4.4 4.4 0 0 0 8 16.4H13"),
    "close": ("M4.8 4.8L15.2 15.2", "M15.2 4.8L4.8 15.2"),
    "edit": ("M3.5 16.5L4.4 12.6L13.4 3.6A1.7 1.7 0 0 1 15.8 3.6L16.4 4.2A1.7 1.7 0 0 1 16.4 6.6L7.4 15.6Z", "M11.8 5.2L14.8 8.2"),
    "copy": ("r 6.8 2.8 9.4 11.4 1.6", "M6.8 5.8H5.4A1.6 1.6 0 0 0 3.8 7.4V15.6A1.6 1.6 0 0 0 5.4 17.2H11.6A1.6 1.6 0 0 0 13.2 15.6V14.2"),
    "printer": ("M6 7.5V3H14V7.5", "M6 14H4.4A1.6 1.6 0 0 1 2.8 12.4V9.1A1.6 1.6 0 0 1 4.4 7.5H15.6A1.6 1.6 0 0 1 17.2 9.1V12.4A1.6 1.6 0 0 1 15.6 14H14", "r 6 11.6 8 5.4 0.6"),
    "save": ("M10 3V12.6", "M6.2 9L10 12.8L13.8 9", "M3.5 14V16.8H16.5V14"),
    "trash": ("M3.5 5.5H16.5", "M8 5.5V3.2H12V5.5", "M5.2 5.5L6 16.8H14L14.8 5.5", "M8.4 8.8V13.6", "M11.6 8.8V13.6"),
    "more": (".c 4.5 10 1.3", ".c 10 10 1.3", ".c 15.5 10 1.3"),
    "menu": ("M3 5.2H17", "M3 10H17", "M3 14.8H17"),
    "panel": ("r 2.8 4 14.4 12 1.6", "M12 4V16"),
    "filter": ("M3 4.5H17L11.6 11V16.2L8.4 14.6V11Z",),
    "link": ("M8.4 11.6A3.2 3.2 0 0 0 12.9 11.6L15.9 8.6A3.2 3.2 0 0 0 11.4 4.1L10.2 5.3", "M11.6 8.4A3.2 3.2 0 0 0 7.1 8.4L4.1 11.4A3.2 3.2 0 0 0 8.6 15.9L9.8 14.7"),
    "compare": ("M3.5 7.2H14.5", "M11.8 4.5L14.5 7.2L11.8 9.9", "M16.5 13H5.5", "M8.2 10.3L5.5 13L8.2 15.7"),
    "refresh": ("M16.4 10A6.4 6.4 0 1 1 14.3 5.3", "M14.9 2.4V5.8H11.5"),
    "help": ("c 10 10 7.2", "M7.8 7.9A2.3 2.3 0 1 1 11 10C10.3 10.4 10 10.8 10 11.6", ".c 10 14 0.95"),
    # people and things
    "person": ("c 10 6.6 3.4", "M3.8 17C3.8 13.6 6.6 11.8 10 11.8C13.4 11.8 16.2 13.6 16.2 17"),
    "family": ("c 7.4 6.4 3", "M1.8 16.6C1.8 13.4 4.3 11.6 7.4 11.6C10.5 11.6 13 13.4 13 16.6", "c 14.6 10 2.1", "M15 13.8C17 13.8 18.4 15 18.4 16.6"),
    "company": ("M3.5 17V4.4A1.4 1.4 0 0 1 4.9 3H10.1A1.4 1.4 0 0 1 11.5 4.4V17", "M11.5 8H15.1A1.4 1.4 0 0 1 16.5 9.4V17", "M2.2 17H17.8", "M6 6.4H9", "M6 9.6H9", "M6 12.8H9", "M14 11.2V11.3", "M14 14V14.1"),
    "chat": ("M3.5 3.8H16.5V13.6H9.2L5.6 16.8V13.6H3.5Z",),
    "referral": ("c 4.6 5.2 1.9", "c 15.4 14.8 1.9", "M6.6 5.2H12.8A2.4 2.4 0 0 1 12.8 10H7.2A2.4 2.4 0 0 0 7.2 14.8H13.4"),
    "document": ("M5 2.8H11.6L15.4 6.6V17.2H5Z", "M11.4 2.8V6.8H15.4", "M7.6 10.4H12.8", "M7.6 13.4H12.8"),
    "papers": ("r 6.6 2.8 9.4 11.6 1.6", "M6.6 5.8L4 6.2V17.2H12.6V14.4"),
    "letter": ("r 2.6 4.6 14.8 10.8 1.6", "M3.2 5.6L10 10.8L16.8 5.6"),
    "checklist": ("M3 5.2L4.3 6.5L6.5 4", "M9 5.2H17", "M3 10.2L4.3 11.5L6.5 9", "M9 10.2H17", "M3 15.2L4.3 16.5L6.5 14", "M9 15.2H17"),
    "list": ("M7 5H17", "M7 10H17", "M7 15H17", ".c 3.6 5 1.1", ".c 3.6 10 1.1", ".c 3.6 15 1.1"),
    "table": ("r 2.8 4 14.4 12 1.4", "M2.8 8.2H17.2", "M8 8.2V16"),
    "phone": ("M6.6 3L8.4 7.2L6.4 8.6C7.2 10.6 9.2 12.8 11.4 13.6L12.8 11.6L17 13.4V15.6A1.5 1.5 0 0 1 15.4 17.1C8.8 16.8 3.2 11.2 2.9 4.6A1.5 1.5 0 0 1 4.4 3Z",),
    "mail": ("r 2.6 4.6 14.8 10.8 1.6", "M3.2 5.6L10 10.8L16.8 5.6"),
    "calendar": ("r 3 4.5 14 12.5 2", "M3 8.5H17", "M7 2.5V5.5", "M13 2.5V5.5"),
    "clock": ("c 10 10 7.2", "M10 5.8V10.2L13 12"),
    "shield": ("M10 2.6L16.4 4.8V9.4C16.4 13.4 13.8 16.2 10 17.6C6.2 16.2 3.6 13.4 3.6 9.4V4.8Z", "M7.2 9.9L9.2 11.9L12.9 8.2"),
    "key": ("c 6.6 13.4 3.4", "M9 11L16.6 3.4", "M13.6 6.4L16 8.8"),
    "star": ("M10 3L12.1 7.4L17 8L13.4 11.4L14.3 16.2L10 13.8L5.7 16.2L6.6 11.4L3 8L7.9 7.4Z",),
    "euro": ("M15.4 5.4A6.2 6.2 0 1 0 15.4 14.6", "M2.8 8.6H11.4", "M2.8 11.4H10.6"),
    "graduation": ("M1.8 8L10 4L18.2 8L10 12Z", "M5.4 9.8V13.8C7.8 16.2 12.2 16.2 14.6 13.8V9.8"),
    "work": ("r 2.8 6.4 14.4 10.2 1.6", "M7 6.4V3.6H13V6.4", "M2.8 11H17.2"),
    "history": ("M3.4 10A6.6 6.6 0 1 0 5.6 5.1", "M5.4 2.2V5.4H8.6", "M10 6.6V10.4L12.6 12"),
    # states: colour never speaks alone
    "check": ("M3.8 10.6L8 14.8L16.4 5.6",),
    "check-circle": ("c 10 10 7.2", "M6.6 10.3L9 12.7L13.6 7.7"),
    "open-circle": ("-c 10 10 7.2", "M7.9 8A2.2 2.2 0 1 1 11 10C10.3 10.4 10 10.8 10 11.5", ".c 10 13.9 0.95"),
    "bar-circle": ("c 10 10 7.2", "M6.6 10H13.4"),
    "triangle": ("M10 3L18 16.8H2Z", "M10 8.2V12", ".c 10 14.2 0.95"),
    "ring": ("c 10 10 7.2",),
    "half-circle": ("c 10 10 7.2", ".M10 2.8A7.2 7.2 0 0 1 10 17.2Z"),
    "dot": (".c 10 10 3.4",),
    "info": ("c 10 10 7.2", "M10 9.2V13.8", ".c 10 6.4 0.95"),
    "cross": ("M5 5L15 15", "M15 5L5 15"),
    # chevrons
    "chevron-down": ("M5 7.5L10 12.5L15 7.5",),
    "chevron-up": ("M5 12.5L10 7.5L15 12.5",),
    "chevron-right": ("M7.5 5L12.5 10L7.5 15",),
    "chevron-left": ("M12.5 5L7.5 10L12.5 15",),
}  # fmt: skip

STROKE = 'fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"'
FILL = 'fill="currentColor" stroke="none"'


def element(line: str) -> str:
    """One line of the table as an SVG element."""
    paint = STROKE
    if line.startswith("."):
        line, paint = line[1:], FILL
    elif line.startswith("-"):
        line, paint = line[1:], STROKE + ' stroke-dasharray="2.9 2.55"'
    if line.startswith("c "):
        x, y, radius = line.split()[1:]
        return f'<circle cx="{x}" cy="{y}" r="{radius}" {paint}/>'
    if line.startswith("r "):
        x, y, width, height, radius = line.split()[1:]
        return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" {paint}/>'
    return f'<path d="{line}" {paint}/>'


def main() -> int:
    folder = Path(__file__).resolve().parent.parent / "resources" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in ICONS.items():
        body = "\n  ".join(element(line) for line in lines)
        (folder / f"{name}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">\n  {body}\n</svg>\n',
            encoding="utf-8",
        )
    print(f"{len(ICONS)} icons")
    return 0


if __name__ == "__main__":
    sys.exit(main())
