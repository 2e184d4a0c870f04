"""`welcomedesk privacy …`: carrier, notice, log of views, record of processing, catalogue of fields."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from welcomedesk import i18n
from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, say, say_json, unlocked
from welcomedesk.desk import access, privacy, privacy_papers
from welcomedesk.desk import office as workplace
from welcomedesk.domain import fields
from welcomedesk.domain.documents import to_markdown
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers
    from welcomedesk.domain.log import Json


def add_to(commands: Subparsers) -> None:
    """Declare the commands."""
    group = commands.add_parser("privacy", help="data protection of this workplace")
    actions = group.add_subparsers(dest="action", required=True)
    office = _command(actions, "office", "who the carrier is, and what applies because of it", show_office)
    office.add_argument("--set", metavar="FIELD=VALUE", action="append", default=[], dest="values")
    notice = _command(actions, "notice", "the notice of this office (Art. 13 and 14 GDPR)", show_notice)
    notice.add_argument("--lang", choices=("de", "en"), default="de")
    notice.add_argument("--short", action="store_true")
    notice.add_argument("--minor", action="store_true", help="with the section for minors")
    log = _command(actions, "log", "who looked at what, newest first", show_log)
    log.add_argument("--case", metavar="NUMBER", default="")
    for name, words in (
        ("record", "record of processing activities as Markdown"),
        ("catalogue", "every field: purpose, sensitivity, period, where printed, as Markdown"),
    ):
        paper = _command(actions, name, words, write_paper)
        paper.add_argument("--out", metavar="FILE", required=True)
        paper.add_argument("--lang", choices=("de", "en"), default="de")


def _command(group: Subparsers, name: str, words: str, run: console.Command) -> argparse.ArgumentParser:
    parser = group.add_parser(name, help=words)
    parser.add_argument("--json", action="store_true")
    console.opens_case_file(parser)
    parser.set_defaults(run=run)
    return parser


def show_office(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    values = dict(_setting(each) for each in parsed.values)
    if values:
        workplace.set_office(desk, values)
    now = privacy.of_office(desk)
    said = {name: now.entity.text(name) for name in privacy.SETTINGS}
    said |= {"law": now.law, "supervisor": now.supervisor, "rule": now.rule}
    if parsed.json:
        say_json({**said, "missing": now.holes})
    else:
        for name, value in said.items():
            say(f"{name}: {value}")
    return DONE


def _setting(text: str) -> tuple[str, Json]:
    name, equals, value = text.partition("=")
    if not equals or name not in privacy.SETTINGS:
        raise DeskError(
            "unknown_setting",
            N_("There is no setting {name}."),
            safe=N_("Nothing was changed."),
            next_step=N_("There are: {known}."),
            name=name[:60],
            known=", ".join(privacy.SETTINGS),
        )
    return name, fields.parse_text(fields.FIELDS[f"office.{name}"], value)


def show_notice(parsed: argparse.Namespace) -> int:
    form = "short" if parsed.short else "long"
    sections = privacy.notice(unlocked(parsed), parsed.lang, form=form, minor=parsed.minor)
    if parsed.json:
        say_json(sections)
    else:
        for each in sections:
            say(f"{each.title}: {each.text}")
    return DONE


def show_log(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    access.note_reading(desk)
    page = access.page(desk, case_number=parsed.case, most=1_000_000)
    if parsed.json:
        say_json({"total": page.total, "lines": page.lines})
    else:
        for line in page.lines:
            said = line.access
            say(" ".join(part for part in (said.at, said.actor, line.number, said.what, said.reason) if part))
    return DONE


def write_paper(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    translate = i18n.in_language(parsed.lang)
    make = privacy_papers.record if parsed.action == "record" else privacy_papers.catalogue
    console.write_bytes(parsed.out, to_markdown(make(desk, translate, parsed.lang)).encode("utf-8"))
    if parsed.json:
        say_json({"out": parsed.out})
    else:
        say(parsed.out)
    return DONE
