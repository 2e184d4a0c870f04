"""`welcomedesk calc NAME`: the calculators."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from welcomedesk import bootstrap, i18n
from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, NO, say, say_json
from welcomedesk.desk import calculators
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers


def add_to(commands: Subparsers) -> None:
    """Declare the command."""
    names = ", ".join(each.id for each in calculators.ALL)
    calc = commands.add_parser("calc", help="calculators", epilog=f"Calculators: {names}")
    calc.add_argument("name", metavar="NAME")
    calc.add_argument("--input", metavar="FILE", required=True, help="JSON object; - reads standard input")
    calc.add_argument("--as-of", type=console.read_date, metavar="DATE")
    calc.add_argument("--lang", choices=i18n.LANGUAGES, default="de")
    calc.add_argument("--json", action="store_true")
    calc.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    i18n.use_language(parsed.lang)
    given = console.read_json(parsed.input)
    if not isinstance(given, dict):
        raise DeskError("bad_input", N_("{path} holds no JSON object."), path=parsed.input)
    day = parsed.as_of or bootstrap.clock().now().date()
    chosen = calculators.calculator(parsed.name)
    library = bootstrap.library()
    answer = calculators.calculate(library, parsed.name, given, day)
    words = [calculators.sentence(library, line, parsed.lang, i18n._) for line in answer.lines]
    if parsed.json:
        lines = [
            {"text": text, "met": line.met, "figure": line.figure or None}
            for line, text in zip(answer.lines, words, strict=True)
        ]
        values = {"calculator": chosen.id, "as_of": day, "source": chosen.source, **answer.values}
        say_json({**values, "lines": lines, "missing": answer.missing})
    else:
        for line, text in zip(answer.lines, words, strict=True):
            say({True: "+ ", False: "- ", None: "  "}[line.met] + text)
        for name in answer.missing:
            title = calculators.figure_title(library, name, parsed.lang)
            say(i18n._("No figure was entered for this day: {figure}").format(figure=title))
    return NO if answer.missing and not answer.values else DONE
