"""`welcomedesk guide …`: the guides without a case."""

from __future__ import annotations

import argparse
import gc
import sys
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk import bootstrap, i18n
from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, NO, say, say_json
from welcomedesk.desk import guides
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers


def add_to(commands: Subparsers) -> None:
    """Declare the commands."""
    group = commands.add_parser("guide", help="guides").add_subparsers(dest="action", required=True)
    listing = group.add_parser("list", help="guides with their questions and results")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=list_guides)
    ask = group.add_parser("ask", help="one evaluation, or one per line with --batch")
    ask.add_argument("guide", metavar="GUIDE")
    source = ask.add_mutually_exclusive_group(required=True)
    source.add_argument("--answers", metavar="FILE", help="JSON object of answers; - reads standard input")
    source.add_argument("--batch", metavar="FILE", help="JSON lines with id, as_of and answers")
    ask.add_argument("--as-of", type=console.read_date, metavar="DATE")
    ask.add_argument("--lang", choices=i18n.LANGUAGES, default="de")
    ask.add_argument("--strict", action="store_true", help="assume nothing")
    ask.add_argument("--json", action="store_true")
    ask.set_defaults(run=run_ask)


def list_guides(parsed: argparse.Namespace) -> int:
    described = guides.describe(bootstrap.library())
    if parsed.json:
        say_json(described)
        return DONE
    for guide in described:
        say(f"{guide['id']}  {guide['title']['de']}  ({guide['pack']['id']} {guide['pack']['version']})")
        for question in guide["questions"]:
            say(f"    {question['id']}  {question['kind']}  {', '.join(question['options'][:12])}")
    return DONE


def run_ask(parsed: argparse.Namespace) -> int:
    i18n.use_language(parsed.lang)
    library = bootstrap.library()
    day = parsed.as_of or bootstrap.clock().now().date()
    if parsed.batch:
        return _batch(parsed, day)
    answers = console.read_json(parsed.answers)
    if not isinstance(answers, dict):
        raise DeskError(
            "bad_answers",
            N_("{path} holds no JSON object of answers."),
            safe=N_("Nothing was decided."),
            next_step=N_('Write for example {{"goal": "study"}}.'),
            path=parsed.answers,
        )
    result = guides.ask(library, parsed.guide, answers, day, strict=parsed.strict, language=parsed.lang)
    if parsed.json:
        say_json(result)
    else:
        for outcome in result["results"]:
            say(f"{outcome['verdict']:9} {outcome['id']}  {outcome['title']}")
    return DONE


def _batch(parsed: argparse.Namespace, day: date) -> int:
    failed = False
    gc.disable()  # what is remembered between cases is no garbage, and looking through it again and again takes a fifth
    lines = console.read_text(parsed.batch).split("\n")
    for went_well, text in guides.ask_many(
        bootstrap.library(), parsed.guide, lines, day, strict=parsed.strict, language=parsed.lang
    ):
        failed = failed or not went_well
        sys.stdout.write(console.printable(text) + "\n")
    return NO if failed else DONE
