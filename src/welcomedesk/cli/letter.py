"""`welcomedesk letter …`: letters from the command line, with the same rules as in the window."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, NO, say, say_json
from welcomedesk.desk import cases, letters, referrals
from welcomedesk.desk.core import load
from welcomedesk.desk.letters import Order
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.letter_kinds import LetterKind


def add_to(commands: Subparsers) -> None:
    """Declare the command."""
    letter = commands.add_parser("letter", help="one letter as PDF, or many with --batch")
    letter.add_argument("kind", metavar="KIND", help="kind of letter, for example referral")
    letter.add_argument("--case", metavar="ID")
    letter.add_argument("--contact", metavar="ID", default="")
    letter.add_argument(
        "--set", metavar="WHAT=VALUE", action="append", default=[], help="what is typed for this letter"
    )
    letter.add_argument("--participant", metavar="REF", default="", help="participant of the event, participant:…")
    letter.add_argument("--batch", metavar="FILE", help='JSON lines {"case": …, "contact": …, "lang": …}')
    letter.add_argument("--lang", default="")
    letter.add_argument("--form", choices=("A", "B"), default="")
    letter.add_argument("--large", action="store_true", help="large print (16 points), for what a person reads")
    letter.add_argument("--out", metavar="FILE or DIR", required=True)
    letter.add_argument("--override", metavar="REASON", default="", help="send without consent; the reason is recorded")
    letter.add_argument("--json", action="store_true")
    console.opens_case_file(letter)
    letter.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    if parsed.batch:
        return _batch(parsed)
    if not parsed.case:
        sys.stderr.write("welcomedesk letter: --case ID or --batch FILE is needed\n")
        return console.WRONG_USE
    desk = console.unlocked(parsed)
    made = _write(desk, parsed, parsed.case, parsed.contact, parsed.lang, parsed.out)
    if parsed.json:
        say_json(made)
    else:
        say(made["out"])
    return DONE


def _write(desk: Desk, parsed: argparse.Namespace, case: str, contact: str, lang: str, out: str) -> dict[str, str]:
    case_id = cases.find(desk, case)
    console.refuse_unwritable(out)
    kind = letters.kind(desk.library, parsed.kind)
    order = Order(
        kind.id, contact, lang, parsed.form, referral=_referral(desk, case_id, kind, contact),
        typed=_typed(kind, parsed.set), participant=parsed.participant, large=parsed.large,
    )  # fmt: skip
    if order.referral and kind.consent:
        about = load(desk, case_id).one(order.referral)
        order = replace(order, leave_out=letters.leave_out_of(kind, about))
    issued = letters.issue(desk, case_id, order, way="saved", override=parsed.override).value
    console.write_bytes(out, issued.pdf)
    return {"case": case_id, "letter": issued.ref, "sha256": issued.sha256, "out": out}


def _referral(desk: Desk, case_id: str, kind: LetterKind, contact: str) -> str:
    """The open referral of the case to this contact; a referral letter begins one where there is none."""
    if kind.recipient != "contact" or not contact:
        return ""
    for each in reversed(load(desk, case_id).all("referral")):
        if each.text("contact") == contact and each.text("state") not in ("done", "declined", "withdrawn"):
            return each.ref
    return referrals.start_referral(desk, case_id, contact).value if kind.consent else ""


def _typed(kind: LetterKind, given: list[str]) -> tuple[tuple[str, str], ...]:
    """What stands behind `--set`: only what this kind takes."""
    takes = [each.id for each in kind.to_type()]
    pairs = [text.partition("=")[::2] for text in given]
    for name, _value in pairs:
        if name not in takes:
            raise DeskError(
                "unknown_placeholder",
                N_("Nothing called {name} can be entered for this letter."),
                safe=N_("Nothing was printed."),
                next_step=N_("There are: {known}."),
                name=name[:60],
                known=", ".join(takes) or "–",
            )
    return tuple(pairs)


def _batch(parsed: argparse.Namespace) -> int:
    """Many letters in one process; a line that cannot be done is named and the rest goes on."""
    desk = console.unlocked(parsed)
    failed = False
    for number, line in enumerate(console.read_text(parsed.batch).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            wanted = _line(line)
            out = str(Path(parsed.out) / f"{number:04}.pdf")
            made: dict[str, Any] = _write(
                desk,
                parsed,
                str(wanted.get("case", "")),
                str(wanted.get("contact", "")),
                str(wanted.get("lang", parsed.lang) or ""),
                out,
            )
        except DeskError as error:
            failed = True
            sys.stderr.write(f"{parsed.batch}:{number}: ")
            console.complain(error)
            made = {"error": error.sentence()}
        if parsed.json:
            say(console.to_json({"line": number, **made}))
        elif "out" in made:
            say(made["out"])
    return NO if failed else DONE


def _line(line: str) -> dict[str, Any]:
    try:
        wanted = json.loads(line)
    except (ValueError, RecursionError):
        wanted = None
    if not isinstance(wanted, dict):
        raise DeskError(
            "bad_line",
            N_("The line names no letter."),
            safe=N_("The other lines are not affected."),
            next_step=N_('Write one JSON object with "case" and "contact" per line.'),
        )
    return wanted
