"""The commands and the one place where their errors end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from welcomedesk import __version__, i18n
from welcomedesk.cli import console
from welcomedesk.domain.errors import DeskError


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code of the contract: 0 done, 1 no, 2 wrong use."""
    console.use_utf8()
    i18n.use_language(os.environ.get("WELCOMEDESK_LANGUAGE", "en"))
    parser = build_parser()
    try:
        parsed = console.unguard(parser.parse_args(console.guard(arguments, console.options_with_value(parser))))
    except SystemExit as end:
        return int(end.code or 0)
    try:
        with ExitStack() as parsed.at_end:
            return int(parsed.run(parsed))
    except DeskError as error:
        return console.complain(error)
    except BrokenPipeError:
        # The reader went away (`| head`): nothing is wrong with us, but nothing more can be printed either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return console.NO
    except KeyboardInterrupt:
        return console.NO


def build_parser() -> console.Parser:
    """The parser with every command."""
    from welcomedesk.cli import (
        calc,
        calendar,
        case,
        contacts,
        demo,
        guide,
        letter,
        packs,
        privacy,
        referral,
        vault,
    )  # fmt: skip

    parser = console.Parser(
        prog="welcomedesk",
        description="Desk program of welcome services. Without arguments it opens the window.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=console.Parser)
    for module in (demo, guide, calc, contacts, case, calendar, letter, packs, privacy, referral, vault):
        module.add_to(commands)
    return parser
