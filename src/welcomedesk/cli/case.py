"""`welcomedesk case …`: case files from the command line."""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from welcomedesk.cli import attachments, console
from welcomedesk.cli.console import DONE, NO, say, say_json, unlocked
from welcomedesk.desk import access, cases, data_copy, erasing
from welcomedesk.desk.ports import RegisterQuery, RegisterRow
from welcomedesk.domain import fields
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.log import Json
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile


def add_to(commands: Subparsers) -> None:
    """Declare the commands."""
    case = commands.add_parser("case", help="case files").add_subparsers(dest="action", required=True)
    new = _command(case, "new", "open a case", new_case)
    new.add_argument("--kind", choices=("person", "company"), required=True)
    new.add_argument("--name", required=True)
    new.add_argument("--set", metavar="FIELD=VALUE", action="append", default=[], dest="values")
    shown = _command(case, "show", "everything a case holds now", show, case_id=True)
    listing = _command(case, "list", "the case register", list_cases)
    listing.add_argument("--state", choices=("open", "closed", "all"), default="all")
    change = _command(case, "set", "set fields of a case", set_fields, case_id=True)
    change.add_argument("values", metavar="FIELD=VALUE", nargs="+")
    past = _command(case, "history", "who changed what when", history, case_id=True)
    for reading in (shown, past):
        reading.add_argument("--reason", default="", help="why a restricted case is read; it is logged")
    export = _command(case, "export", "copy of all data of a case as JSON", export_case, case_id=True)
    export.add_argument("--out", metavar="FILE", required=True)
    export.add_argument("--pdf", metavar="FILE.pdf", help="the same to read, for the person")
    erase = _command(case, "erase", "take a case out by law", erase_case, case_id=True)
    erase.add_argument("--number", help="the case number again, to confirm")
    close = _command(case, "close", "close a case", close_case, case_id=True)
    close.add_argument("--reason", choices=[option.id for option in fields.CLOSE_REASONS], required=True)
    close.add_argument("--note", default="")
    _command(case, "reopen", "open a closed case again", reopen_case, case_id=True)
    search = _command(case, "search", "find cases; any text is a search", search_cases)
    search.add_argument("text", metavar="TEXT", nargs="*")
    attachments.add_to(partial(_command, case, case_id=True))
    many = _command(case, "import", "open many cases from JSON lines", import_cases)
    many.add_argument("file", metavar="FILE.jsonl")


def _command(
    group: Subparsers, name: str, words: str, run: console.Command, *, case_id: bool = False
) -> argparse.ArgumentParser:
    parser = group.add_parser(name, help=words)
    if case_id:
        parser.add_argument("case", metavar="ID", help="id or number of the case")
    parser.add_argument("--json", action="store_true")
    console.opens_case_file(parser)
    parser.set_defaults(run=run)
    return parser


def new_case(parsed: argparse.Namespace) -> int:
    facts = _values(parsed.values)
    opened = cases.open_case(unlocked(parsed), parsed.kind, parsed.name, facts).value
    if parsed.json:
        say_json(opened)
    else:
        say(f"{opened.id} {opened.number}")
    return DONE


def show(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    case = cases.show(desk, cases.find(desk, parsed.case))
    _looked(desk, case, parsed.reason)
    if parsed.json:
        say_json(case_document(case))
        return DONE
    for ref, entity in sorted(case.entities.items()):
        for name, facts in sorted(entity.fields.items()):
            for fact in facts:
                if fact.value is not None:
                    say(f"{ref}.{name} = {console.to_json(fact.value)}")
    return DONE


def _looked(desk: Desk, case: CaseFile, reason: str) -> None:
    """Log that a case was opened; a restricted one is read with a reason only."""
    if case.root.get("restricted"):
        if not reason.strip():
            raise Refused(
                "reason_needed",
                N_("A restricted case is read with a reason only."),
                safe=N_("Nothing was shown."),
                next_step=N_("Say why with --reason; it is logged."),
            )
        cases.note_access(desk, case.id, "restricted", reason)
    else:
        access.Openings().note(desk, case.id)


def case_document(case: CaseFile) -> dict[str, object]:
    """A case as one JSON value: id, number, and every entity with its fields; two values stand in `conflicts`."""
    return {
        "id": case.id,
        "number": case.number,
        "kind": case.kind,
        "name": case.name,
        "state": case.root.get("state"),
        "entities": {
            ref: {name: entity.get(name) for name in sorted(entity.fields) if entity.get(name) is not None}
            for ref, entity in sorted(case.entities.items())
            if not entity.removed
        },
        "conflicts": [
            {"entity": ref, "field": name, "values": [fact.value for fact in case.one(ref).fields[name]]}
            for ref, name in case.conflicts()
        ],
    }


def list_cases(parsed: argparse.Namespace) -> int:
    states = () if parsed.state == "all" else (parsed.state,)
    page = cases.register(unlocked(parsed), RegisterQuery(states=states, limit=1_000_000))
    if parsed.json:
        say_json({"total": page.total, "cases": page.rows})
    else:
        for row in page.rows:
            say(_line(row))
    return DONE


def set_fields(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    case_id = cases.find(desk, parsed.case)
    done = cases.set_fields(desk, case_id, _values(parsed.values))
    if parsed.json:
        say_json({"id": case_id, "entries": done.value})
    else:
        say(case_id)
    return DONE


def history(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    case_id = cases.find(desk, parsed.case)
    _looked(desk, cases.show(desk, case_id), parsed.reason)
    lines = cases.history(desk, case_id)
    if parsed.json:
        say_json(lines)
    else:
        for line in lines:
            say(f"{line.at} {line.actor} {line.entity}.{line.field}: {console.to_json(line.value)}")
    return DONE


def export_case(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    case_id = cases.find(desk, parsed.case)
    document = data_copy.document(desk, case_id)
    console.write_bytes(parsed.out, (console.to_json(document, indent=1) + "\n").encode("utf-8"))
    made = {"out": parsed.out}
    if parsed.pdf:
        console.write_bytes(parsed.pdf, data_copy.pdf(desk, case_id))
        made["pdf"] = parsed.pdf
    if parsed.json:
        say_json(made)
    else:
        for path in made.values():
            say(path)
    return DONE


def erase_case(parsed: argparse.Namespace) -> int:
    """Erase; naming the case by its number already is the confirmation."""
    desk = unlocked(parsed)
    case_id = cases.find(desk, parsed.case)
    number = parsed.number or (parsed.case if parsed.case != case_id else cases.show(desk, case_id).number)
    done = erasing.erase_case(desk, case_id, number)
    if parsed.json:
        say_json({"erased": case_id, "steps": done.erasure.steps, "backups_until": done.backups_until.isoformat()})
    else:
        say(case_id)
    return DONE if done.erasure.ok else NO


def close_case(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    case_id = cases.find(desk, parsed.case)
    cases.close_case(desk, case_id, parsed.reason, parsed.note)
    return _state(parsed, case_id, "closed")


def reopen_case(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    case_id = cases.find(desk, parsed.case)
    cases.reopen_case(desk, case_id)
    return _state(parsed, case_id, "open")


def _state(parsed: argparse.Namespace, case_id: str, state: str) -> int:
    if parsed.json:
        say_json({"id": case_id, "state": state})
    else:
        say(case_id)
    return DONE


def search_cases(parsed: argparse.Namespace) -> int:
    hits = cases.search(unlocked(parsed), " ".join(parsed.text))
    if parsed.json:
        say_json(hits)
    else:
        for hit in hits:
            say(f"{_line(hit.row)}  {hit.excerpt}")
    return DONE if hits else NO


def import_cases(parsed: argparse.Namespace) -> int:
    """One case and one transaction per line; the id is printed once the case is durable."""
    desk = unlocked(parsed)
    desk.before_risk("import")
    failed = 0
    for number, line in enumerate(console.read_text(parsed.file).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            case_id = _import_line(desk, line)
        except DeskError as error:
            failed += 1
            sys.stderr.write(f"{parsed.file}:{number}: ")
            console.complain(error)
            continue
        say(console.to_json({"line": number, "id": case_id}) if parsed.json else case_id)
        sys.stdout.flush()
    return NO if failed else DONE


def _import_line(desk: Desk, line: str) -> str:
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or not isinstance(record.get("fields", {}), dict):
        raise DeskError(
            "bad_line",
            N_("The line is no case."),
            safe=N_("The other lines are not affected."),
            next_step=N_('Write one JSON object with "kind", "name" and "fields" per line.'),
        )
    name = record.get("name", "")
    wrong = fields.misfit("person", "name", name)
    if wrong:
        raise DeskError("bad_line", wrong.problem, **wrong.details)
    return cases.open_case(desk, str(record.get("kind", "person")), name, record.get("fields", {})).value.id


def _values(assignments: list[str]) -> dict[str, Json]:
    """Values by key from `FIELD=VALUE` texts; a value is read as its field wants it.

    Raises:
        DeskError: `bad_assignment` or `bad_value`.
    """
    values: dict[str, Json] = {}
    for assignment in assignments:
        key, equals, text = assignment.partition("=")
        if not equals:
            raise DeskError(
                "bad_assignment",
                N_("{text} sets nothing."),
                next_step=N_("Write FIELD=VALUE, for example person.phone=0391 12345."),
                text=assignment[:60],
            )
        ref, name = cases.split_key(key)
        field = fields.find(ref, name)
        try:
            values[key] = fields.parse_text(field, text) if field else (text or None)
        except ValueError:
            values[key] = text  # the check of the field names what would fit
    return values


def _line(row: RegisterRow) -> str:
    return "  ".join(part for part in (row.id, row.number, row.kind, row.state, row.name, row.place) if part)
