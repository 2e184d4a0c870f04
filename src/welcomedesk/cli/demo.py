"""`welcomedesk demo`: the main job on the shipped sample enquiries, without a window."""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from welcomedesk import bootstrap, i18n
from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, say, say_json
from welcomedesk.desk import demo

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers


def add_to(commands: Subparsers) -> None:
    """Declare the command."""
    parser = commands.add_parser("demo", help="the main job on the sample enquiries: letters, handouts, a screenshot")
    parser.add_argument("--out", metavar="DIR", required=True)
    parser.add_argument("--lang", choices=i18n.LANGUAGES, default="de", help="language of the screenshot")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Set up a workplace of its own, work through the samples, and print what was made."""
    i18n.use_language(parsed.lang)
    out = Path(parsed.out)
    # The demo has a workplace of its own: it never touches the one that somebody works with.
    with bootstrap.demo_workplace(secrets.token_urlsafe(24), parsed.lang) as workplace:
        made: list[str] = []
        cases: list[dict[str, object]] = []
        for entered, pages in demo.work_through(workplace.desk, bootstrap.samples()):
            cases.append({"id": entered.case, "number": entered.number, "kind": entered.sample.row["kind"]})
            for page in pages:
                path = out / page.folder / f"{page.name}.pdf"
                console.write_bytes(str(path), page.pdf)
                made.append(str(path))
        for name, picture in workplace.pictures([str(case["id"]) for case in cases]):
            path = out / "screenshots" / f"{name}.png"
            console.write_bytes(str(path), picture)
            made.append(str(path))
    if parsed.json:
        say_json({"cases": cases, "files": made})
        return DONE
    say(i18n._("Four sample enquiries, worked through from the first question to the letter:"))
    for path_text in made:
        say(f"  {path_text}")
    say(i18n._("The encrypted case file lies in {folder}.").format(folder=workplace.folder))
    return DONE
