"""`welcomedesk packs …`: every problem of every pack, and what changed between two."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from welcomedesk import bootstrap, i18n
from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, NO, say, say_json

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers


def add_to(commands: Subparsers) -> None:
    """Declare the commands."""
    group = commands.add_parser("packs", help="content packs").add_subparsers(dest="action", required=True)
    check = group.add_parser("check", help="every problem of every pack, with file and key")
    check.add_argument("folder", metavar="DIR", nargs="?", help="folder with packs; the shipped ones when left out")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=run_check)
    draw = group.add_parser("draw", help="a guide as a picture: questions, results and what reads what")
    draw.add_argument("guide", metavar="GUIDE")
    draw.add_argument("--out", metavar="FILE", required=True, help="SVG file to write")
    draw.add_argument("--only", metavar="RESULT", action="append", default=[], help="only this result")
    draw.add_argument("--lang", choices=i18n.LANGUAGES, default="de")
    draw.set_defaults(run=run_draw)


def run_check(parsed: argparse.Namespace) -> int:
    problems = bootstrap.check_packs(Path(parsed.folder) if parsed.folder else None)
    if parsed.json:
        say_json({"ok": all(each.level == "hint" for each in problems), "problems": problems})
    else:
        for problem in problems:
            say(f"{problem.level}: {problem.text}")
        if not problems:
            say(i18n._("All packs are in order."))
    return NO if any(problem.level != "hint" for problem in problems) else DONE


def run_draw(parsed: argparse.Namespace) -> int:
    picture = bootstrap.draw_guide(parsed.guide, parsed.lang, parsed.only)
    console.write_bytes(parsed.out, picture.encode())
    return DONE
