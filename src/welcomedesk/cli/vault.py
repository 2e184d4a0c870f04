"""`welcomedesk vault …`: the case file as a file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from welcomedesk import i18n
from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, NO, say, say_json

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers


def add_to(commands: Subparsers) -> None:
    """Declare the commands."""
    vault = commands.add_parser("vault", help="the case file as a file").add_subparsers(dest="action", required=True)
    new = _command(vault, "new", "set up a workplace", new_vault)
    new.add_argument("--office", default="", help="name of the office")
    new.add_argument("--workplace", default="", help="name of this workplace, for example MD-2")
    _command(vault, "check", "check the case file and say what was checked", check)
    for name, words, run in (
        ("backup", "write a verified copy", backup),
        ("restore", "bring a copy back; the present file is put aside", restore),
    ):
        _command(vault, name, words, run).add_argument("file", metavar="FILE")
    passphrase = _command(vault, "passphrase", "change a passphrase", change_passphrase)
    passphrase.add_argument("--new-passphrase-file", metavar="FILE", required=True)
    lost = _command(vault, "lost-device", "whose data were on a lost device, and a text for the authority", lost_device)
    lost.add_argument("--backup", metavar="FILE", help="its backup; without one the case file of this workplace")
    lost.add_argument("--out", metavar="FILE", required=True)
    lost.add_argument("--lang", choices=("de", "en"), default="de")
    recovery = _command(vault, "recovery", "give an adviser a new passphrase with the recovery sheet", recover)
    recovery.add_argument("--recovery-file", metavar="FILE", help="file with the recovery code of the printed sheet")
    recovery.add_argument("--new-passphrase-file", metavar="FILE")


def _command(group: Subparsers, name: str, words: str, run: console.Command) -> argparse.ArgumentParser:
    parser = group.add_parser(name, help=words)
    parser.add_argument("--json", action="store_true")
    console.opens_case_file(parser)
    parser.set_defaults(run=run)
    return parser


def new_vault(parsed: argparse.Namespace) -> int:
    from welcomedesk import bootstrap

    made = bootstrap.vault().create(
        office=parsed.office,
        workplace=parsed.workplace,
        adviser=parsed.adviser or i18n._("Adviser"),
        passphrase=console.read_passphrase(parsed),
    )
    if parsed.json:
        say_json({"recovery_code": made.recovery_code, "recovery_id": made.recovery_id})
    else:
        say(i18n._("The workplace is ready. Write the recovery code down now; it is shown only once:"))
        say(made.recovery_code)
    return DONE


def check(parsed: argparse.Namespace) -> int:
    report = console.unlocked(parsed).store.check()
    if parsed.json:
        say_json({"ok": report.ok, "cases": report.cases, "entries": report.entries, "checks": report.checks})
    else:
        for line in report.checks:
            say(f"{'ok   ' if line.ok else 'FAULT'} {line.code} {line.detail}".rstrip())
        say(i18n._("{cases} cases, {entries} entries.").format(cases=report.cases, entries=report.entries))
    return DONE if report.ok else NO


def backup(parsed: argparse.Namespace) -> int:
    from welcomedesk import bootstrap

    path = bootstrap.backups().make(console.unlocked(parsed).store, parsed.file)
    return _path(parsed, path)


def restore(parsed: argparse.Namespace) -> int:
    from welcomedesk import bootstrap

    aside = bootstrap.backups().restore(parsed.file)
    return _path(parsed, aside)


def _path(parsed: argparse.Namespace, path: str) -> int:
    if parsed.json:
        say_json({"path": path})
    else:
        say(path)
    return DONE


def lost_device(parsed: argparse.Namespace) -> int:
    """The report of a lost device, from its backup on another laptop or from the case file of this workplace."""
    from contextlib import nullcontext

    from welcomedesk import bootstrap
    from welcomedesk.desk import lost_device as lost
    from welcomedesk.domain.documents import to_markdown

    console.refuse_unwritable(parsed.out)
    passphrase = console.read_passphrase(parsed)
    opened = (
        bootstrap.opened_backup(parsed.backup, passphrase, parsed.adviser or "")
        if parsed.backup
        else nullcontext(console.unlocked(parsed))
    )
    with opened as desk:
        document = lost.of_this_workplace(desk, i18n.in_language(parsed.lang), parsed.lang)
    console.write_bytes(parsed.out, to_markdown(document).encode("utf-8"))
    return _path(parsed, parsed.out)


def change_passphrase(parsed: argparse.Namespace) -> int:
    from welcomedesk import bootstrap

    new = _first_line(parsed.new_passphrase_file)
    bootstrap.vault().change_passphrase(parsed.adviser, console.read_passphrase(parsed), new)
    return _done(parsed)


def recover(parsed: argparse.Namespace) -> int:
    """With a recovery code: a new passphrase. Without: a new recovery code for a new sheet."""
    from welcomedesk import bootstrap

    vault = bootstrap.vault()
    if parsed.recovery_file and parsed.new_passphrase_file:
        vault.set_passphrase(_first_line(parsed.recovery_file), parsed.adviser, _first_line(parsed.new_passphrase_file))
        return _done(parsed)
    made = vault.new_recovery_code(console.read_passphrase(parsed), parsed.adviser)
    if parsed.json:
        say_json({"recovery_code": made.recovery_code, "recovery_id": made.recovery_id})
    else:
        say(made.recovery_code)
    return DONE


def _done(parsed: argparse.Namespace) -> int:
    if parsed.json:
        say_json({"done": True})
    return DONE


def _first_line(path: str) -> str:
    return (console.read_text(path).splitlines() or [""])[0]
