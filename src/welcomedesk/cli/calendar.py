"""`welcomedesk calendar`: tasks and deadlines of a period as a calendar file."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING

from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, say, say_json, unlocked
from welcomedesk.desk import calendar_export

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers

DAYS = 30
"""How far a period reaches whose end is not named."""


def add_to(commands: Subparsers) -> None:
    """Declare the command."""
    parser = commands.add_parser("calendar", help="tasks and deadlines as a calendar file, by case number")
    parser.add_argument("--out", metavar="FILE.ics", required=True)
    parser.add_argument("--from", dest="first", metavar="DATE", type=console.read_date, help="first day, usually today")
    parser.add_argument("--to", dest="last", metavar="DATE", type=console.read_date, help="last day")
    parser.add_argument("--mine", action="store_true", help="only what concerns this adviser")
    parser.add_argument("--names", action="store_true", help="with names and what is to be done; it is logged")
    parser.add_argument("--json", action="store_true")
    console.opens_case_file(parser)
    parser.set_defaults(run=save)


def save(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    first = parsed.first or desk.today
    last = parsed.last or first + timedelta(days=DAYS)
    made = calendar_export.export(desk, first, last, mine=parsed.mine, names=parsed.names)
    console.write_bytes(parsed.out, made.content)
    calendar_export.note(desk, made)
    if parsed.json:
        say_json({"out": parsed.out, "entries": made.entries, "named": len(made.named)})
    else:
        say(parsed.out)
    return DONE
