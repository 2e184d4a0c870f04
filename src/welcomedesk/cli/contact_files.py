"""`welcomedesk contacts export` and `contacts import`: the directory as files, and a reviewed way back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from welcomedesk import bootstrap, i18n
from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, NO, say, say_json
from welcomedesk.desk import contacts, directory
from welcomedesk.domain import contact_import

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.contact_import import Review
    from welcomedesk.domain.directory import Directory

_FILLED = ("new", "change", "same")


def add_to(group: Subparsers) -> None:
    """Declare the commands."""
    out = group.add_parser("export", help="the directory as HSDS 3.0 documents or as CSV")
    out.add_argument("--hsds", metavar="DIR", help="one service, organization and service_at_location file per contact")
    out.add_argument("--csv", metavar="FILE", help="one row per contact, UTF-8 with semicolons")
    out.add_argument("--pdf", metavar="FILE", help="printed regional guide by district, with registers")
    out.add_argument("--lang", choices=i18n.LANGUAGES, default="de", help="language of the printed guide")
    out.add_argument("--json", action="store_true")
    console.opens_case_file(out)
    out.set_defaults(run=run_export)
    into = group.add_parser("import", help="review contacts from CSV, XLSX or a folder of HSDS documents")
    into.add_argument("file", metavar="FILE", help="CSV or XLSX file, or folder with HSDS documents")
    into.add_argument("--encoding", default="utf-8-sig", help="encoding of a CSV file, for example cp1252")
    into.add_argument("--accept", action="store_true", help="take everything over, or nothing; opens the case file")
    into.add_argument("--leave-out", default="", metavar="ROWS", help="rows to leave out: 3,17")
    into.add_argument("--doubles", action="store_true", help="rows that look like known contacts are other contacts")
    into.add_argument("--json", action="store_true")
    console.opens_case_file(into)
    into.set_defaults(run=run_import)


def run_export(parsed: argparse.Namespace) -> int:
    """Write the directory; with a passphrase the office's own contacts and data go along."""
    if not (parsed.hsds or parsed.csv or parsed.pdf):
        sys.stderr.write("welcomedesk contacts export: --hsds DIR, --csv FILE or --pdf FILE is needed\n")
        return console.WRONG_USE
    found, _desk = _directory(parsed, opens=bool(parsed.passphrase_file))
    files = bootstrap.contact_files()
    made: dict[str, object] = {"contacts": len(found.contacts)}
    if parsed.csv:
        console.write_bytes(parsed.csv, files.csv_bytes(directory.table(found)))
        made["csv"] = parsed.csv
    if parsed.pdf:
        made["pdf"] = parsed.pdf
        today = bootstrap.clock().now().date()
        guide = directory.guide(bootstrap.library(), found, today, parsed.lang, i18n.in_language(parsed.lang))
        console.write_bytes(parsed.pdf, bootstrap.printer().regional_guide(guide))
    if parsed.hsds:
        made["documents"] = files.write_documents(Path(parsed.hsds), directory.documents(found))
        made["hsds"] = parsed.hsds
    if parsed.json:
        say_json(made)
    else:
        say(str(made["contacts"]))
    return DONE


def run_import(parsed: argparse.Namespace) -> int:
    """Print every problem with its row and column; write only with `--accept`, and then all or nothing."""
    leave_out = _rows(parsed.leave_out)
    found, desk = _directory(parsed, opens=parsed.accept or bool(parsed.passphrase_file))
    incoming = directory.read_import(bootstrap.contact_files(), Path(parsed.file), parsed.encoding, i18n._)
    reviewed = directory.review_import(incoming, found, i18n._, bootstrap.clock().now().date())
    problems = list(_problems(parsed.file, reviewed))
    counts = {what: sum(1 for row in reviewed.rows if row.what == what and not row.has_error) for what in _FILLED}
    if not parsed.json:
        for problem in problems:
            say(str(problem["line"]))
        say("  ".join(f"{what}: {count}" for what, count in counts.items()))
    written = 0
    if parsed.accept and desk is not None:
        origin = Path(parsed.file).name
        done = directory.take_over(desk, reviewed, leave_out=leave_out, doubles=parsed.doubles, origin=origin)
        written = done.value
    if parsed.json:
        say_json({"rows": counts, "problems": problems, "written": written})
    return DONE if parsed.accept or not any(problem["error"] for problem in problems) else NO


def _directory(parsed: argparse.Namespace, *, opens: bool) -> tuple[Directory, Desk | None]:
    if not opens:
        return bootstrap.library().directory(), None
    desk = console.unlocked(parsed)
    return contacts.directory(desk), desk


def _problems(name: str, reviewed: Review) -> Iterator[dict[str, object]]:
    """Everything to look at, in order of rows; columns without a field first."""
    for column in reviewed.columns:
        if not column.field:
            words = i18n._("Column {column} ({head}) is not taken over.")
            yield _problem(name, 1, column.number, words.format(column=column.number, head=column.head), error=False)
    rows = {row.row for row in reviewed.rows}
    for fault in reviewed.faults:
        if fault.row not in rows:
            yield _problem(name, fault.row, fault.column, fault.sentence(i18n._), error=True)
    for row in reviewed.rows:
        for look in contact_import.looks(reviewed, row, i18n._):
            yield _problem(name, look.row, look.column, look.words, error=look.error)


def _problem(name: str, row: int, column: int, words: str, *, error: bool) -> dict[str, object]:
    level = i18n._("Error") if error else i18n._("Look")
    text = f"{name}:{row}:{column}: {level}: {words}"
    return {"row": row, "column": column, "error": error, "text": words, "line": console.printable(text)}


def _rows(text: str) -> frozenset[int]:
    return frozenset(int(part) for part in text.replace(",", " ").split() if part.isdigit())
