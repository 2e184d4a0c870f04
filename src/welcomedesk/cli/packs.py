"""`welcomedesk packs …`: every problem of every pack, and what changed between two."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from welcomedesk import bootstrap, i18n, paths
from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, NO, say, say_json
from welcomedesk.desk import client_texts, pack_changes, reviews
from welcomedesk.desk.core import office
from welcomedesk.domain.pack_changes import ADDED, CHANGED, REMOVED

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.pack_changes import PackChange


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
    diff = group.add_parser("diff", help="what changed between two versions, and which open cases it touches")
    diff.add_argument("old", metavar="OLD", help="folder of packs, or of one pack")
    diff.add_argument("new", metavar="NEW", nargs="?", help="the same; the shipped packs when left out")
    diff.add_argument(
        "--case-file",
        metavar="FILE",
        nargs="?",
        const="",
        help="name the open cases it touches: those of this case file, of this workplace when no file is named",
    )
    console.opens_case_file(diff)
    diff.add_argument("--lang", choices=i18n.LANGUAGES, default="de")
    diff.add_argument("--json", action="store_true")
    diff.set_defaults(run=run_diff)
    words = group.add_parser("texts", help="how easy texts for clients read, and which languages have words for them")
    words.add_argument("folder", metavar="DIR", nargs="?", help="folder with packs; the shipped ones when left out")
    words.add_argument("--lang", choices=i18n.LANGUAGES, default="de")
    words.add_argument("--json", action="store_true")
    words.set_defaults(run=run_texts)
    review = group.add_parser("review", help="statements that must be looked at again")
    review.add_argument("--on", type=console.read_date, metavar="DATE", help="due on this day; today when left out")
    console.opens_case_file(review)
    review.add_argument("--lang", choices=i18n.LANGUAGES, default="de")
    review.add_argument("--json", action="store_true")
    review.set_defaults(run=run_review)


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


def run_texts(parsed: argparse.Namespace) -> int:
    """Readability of every text for clients, long sentences named, and the share of words in each language."""
    i18n.use_language(parsed.lang)
    library = bootstrap.two_versions(Path(parsed.folder), None).old if parsed.folder else bootstrap.library()
    found, shares = client_texts.texts(library, parsed.lang), client_texts.coverage(library)
    if parsed.json:
        say_json({"texts": found, "languages": shares})
        return DONE
    for each in found:
        reading = each.reading
        score = "-" if reading.score is None else f"{reading.score:.1f}"
        say(f"{score:>6}  {reading.words:>5}  {each.kind} {each.id}")
        for sentence in reading.long:
            say("        " + i18n._("Long sentence: {sentence}").format(sentence=sentence))
    for share in shares:
        say(f"{share.language:>6}  {share.share:>5.0%}  {share.group} ({share.review})")
    return DONE


def run_diff(parsed: argparse.Namespace) -> int:
    """Every statement that differs, with its fields; with a case file also the open cases."""
    i18n.use_language(parsed.lang)
    versions = bootstrap.two_versions(Path(parsed.old), Path(parsed.new) if parsed.new else None)
    found = pack_changes.changes(versions.old, versions.new, versions.packs)
    cases: tuple[pack_changes.TouchedCase, ...] | None = None
    if parsed.case_file is not None or parsed.passphrase_file:
        cases = pack_changes.touched(_desk(parsed), versions.old, versions.new, found)
    if parsed.json:
        say_json({"packs": versions.packs, "changes": found, "cases": cases})
    else:
        _print_changes(found)
        _print_cases(cases)
    return DONE


def run_review(parsed: argparse.Namespace) -> int:
    """Statements due for review; with a passphrase the checks of the office count."""
    i18n.use_language(parsed.lang)
    library, workplace = bootstrap.library(), None
    if parsed.passphrase_file:
        workplace = office(console.unlocked(parsed))
    day = parsed.on or bootstrap.clock().now().date()
    found = reviews.due_for_review(library, day, parsed.lang, workplace)
    if parsed.json:
        say_json({"on": day, "due": [_review(each) for each in found]})
    else:
        for each in found:
            say(f"{each.due or '-':10} {each.item.key}  {each.item.title}")
        words = i18n.ngettext("{n} statement is due for review.", "{n} statements are due for review.", len(found))
        say(words.format(n=len(found)))
    return DONE


def _review(review: reviews.Review) -> dict[str, object]:
    item = review.item
    return {
        "statement": item.key,
        "title": item.title,
        "status": item.status or None,
        "source": item.source or None,
        "url": item.url or None,
        "last": review.last or None,
        "by": review.by or None,
        "due": review.due or None,
    }


def _desk(parsed: argparse.Namespace) -> Desk:
    """The desk over the case file that was named (its key file lies beside it), of this workplace when none is."""
    if not parsed.case_file:
        return console.unlocked(parsed)
    place = Path(parsed.case_file)
    home = paths.Home(place if place.is_dir() else place.parent)
    store = bootstrap.vault(home).unlock(console.read_passphrase(parsed), parsed.adviser)
    parsed.at_end.callback(store.close)
    return bootstrap.desk(store, store.opened_by)


def _print_changes(found: Sequence[PackChange]) -> None:
    signs = {ADDED: "+", REMOVED: "-", CHANGED: "~"}
    for change in found:
        say(f"{signs[change.change]} {change.pack} {change.kind} {change.id}  {change.title}")
        for field in change.fields:
            say(f"    {field.name} ({field.aspect})")
            say(f"      - {console.to_json(field.old)}")
            say(f"      + {console.to_json(field.new)}")
    if not found:
        say(i18n._("Nothing changed."))


def _print_cases(cases: Sequence[pack_changes.TouchedCase] | None) -> None:
    if cases is None:
        return
    say()
    say(i18n.ngettext("{n} open case is touched.", "{n} open cases are touched.", len(cases)).format(n=len(cases)))
    for case in cases:
        say(case.number)
        for run in case.runs:
            for result, (was, now) in run.verdicts.items():
                say(f"    {run.guide} {result}: {was} -> {now}")
        for item in case.items:
            say(f"    {item.title or item.ref}: {', '.join(item.because)}")
        for referral in case.referrals:
            say(f"    {referral.ref} -> {referral.contact}")


def run_draw(parsed: argparse.Namespace) -> int:
    picture = bootstrap.draw_guide(parsed.guide, parsed.lang, parsed.only)
    console.write_bytes(parsed.out, picture.encode())
    return DONE
