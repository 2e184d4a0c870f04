"""The directory on its way out and in: documents, tables, and an import that is reviewed and taken over whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welcomedesk.desk.contact_imports import replaced
from welcomedesk.desk.contacts import directory as directory_of
from welcomedesk.desk.core import Desk, Done, edits, office, write
from welcomedesk.domain import contact_import, hsds
from welcomedesk.domain.case import REMOVED
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.log import Change
from welcomedesk.domain.overlay import CHECK, IMPORT, OWN
from welcomedesk.domain.regional_guide import regional_guide
from welcomedesk.domain.saying import Speaker, date_words
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from welcomedesk.desk.ports import DirectoryFiles
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.contact_import import Column, Review, RowFault
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.directory import Directory
    from welcomedesk.domain.letters import Letterhead
    from welcomedesk.domain.library import Library
    from welcomedesk.domain.log import Json
    from welcomedesk.domain.map_sheet import MapSheet
    from welcomedesk.domain.regional_guide import RegionalGuide
    from welcomedesk.domain.sheets import Sheet


def documents(contacts: Directory) -> Iterator[tuple[str, hsds.Doc]]:
    """The whole directory as documents of HSDS 3.0 with their relative paths, ended contacts included."""
    return hsds.export(contacts.contacts, contacts.regions)


def table(contacts: Directory) -> tuple[tuple[str, ...], ...]:
    """The whole directory as rows of texts under their head."""
    return contact_import.table_of(contacts.contacts)


def guide(
    library: Library,
    contacts: Directory,
    on: date,
    language: str,
    translate: Callable[[str], str],
    letterhead: Letterhead | None = None,
) -> RegionalGuide:
    """The regional guide of a day as a value; it needs no case file."""
    say = Speaker(translate, language, contacts.regions, lambda code: library.language_name(code, language))
    return regional_guide(contacts, on, say, letterhead=letterhead, as_of=date_words(on.isoformat(), language))


def printed_guide(desk: Desk) -> bytes:
    """The regional guide as PDF, with the letterhead, the own contacts and the own data of the office."""
    from welcomedesk.desk.letters import office_letterhead

    found = directory_of(desk)
    made = guide(desk.library, found, desk.today, desk.language, desk.words(desk.language), office_letterhead(desk))
    return desk.printer().regional_guide(made)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it was read, before anybody decided about it.

    Args:
        name: of the file or folder, without its path.
        sheet: a table; `columns` which field each of its columns goes to, as its head says.
        found: contacts read from documents.
    """

    name: str
    sheet: Sheet | None = None
    columns: tuple[Column, ...] = ()
    found: tuple[tuple[Contact | None, tuple[RowFault, ...]], ...] = ()


def read_import(files: DirectoryFiles, path: Path, encoding: str, translate: Callable[[str], str]) -> Incoming:
    """Read a CSV or XLSX file or a folder of HSDS documents; nothing is written.

    Args:
        encoding: of a CSV file, `utf-8-sig`, `cp1252`, … as the adviser chose; nothing is guessed.

    Raises:
        DeskError: `unreadable_file`.
    """
    try:
        if path.is_dir():
            return Incoming(path.name, found=files.read_documents(path))
        sheet = files.read_table(path, encoding)
    except (OSError, LookupError) as error:
        raise DeskError(
            "unreadable_file",
            N_("The file {path} cannot be read: {reason}."),
            safe=N_("Nothing was imported."),
            next_step=N_("Check the path and the encoding."),
            path=str(path),
            reason=getattr(error, "strerror", None) or str(error),
        ) from error
    return Incoming(path.name, sheet, contact_import.columns_of(sheet, translate))


def review_import(
    incoming: Incoming,
    contacts: Directory,
    translate: Callable[[str], str],
    on: date,
    columns: Sequence[Column] | None = None,
    same: Mapping[int, str] | None = None,
) -> Review:
    """What taking a file over would do.

    Args:
        columns: as the adviser corrected them; as the heads say where left out.
        same: number of a row to the id of the contact that it is, as the adviser decided.
    """
    if incoming.sheet is None:
        return contact_import.review_documents(incoming.found, contacts, same=same or {}, on=on)
    chosen = incoming.columns if columns is None else columns
    return contact_import.review(incoming.sheet, chosen, contacts, translate, same=same or {}, on=on)


def save_csv(desk: Desk, file: Path) -> int:
    """Write the whole directory with the office's own data as CSV; gives the number of contacts.

    Raises:
        DeskError: `disk_full`, `cannot_write`.
    """
    found = directory_of(desk)
    desk.files().write_table(file, table(found))
    return len(found.contacts)


def save_documents(desk: Desk, folder: Path) -> int:
    """Write the whole directory with the office's own data as HSDS 3.0 documents; gives the number of contacts.

    Raises:
        DeskError: `disk_full`, `cannot_write`.
    """
    found = directory_of(desk)
    desk.files().write_documents(folder, documents(found))
    return len(found.contacts)


def printed_map(desk: Desk, sheet: MapSheet) -> bytes:
    """The map with its list as PDF, with the letterhead of the office."""
    from welcomedesk.desk.letters import office_letterhead

    return desk.printer().map_sheet(replace(sheet, letterhead=office_letterhead(desk)))


def take_over(
    desk: Desk, reviewed: Review, *, leave_out: frozenset[int] = frozenset(), doubles: bool = False, origin: str = ""
) -> Done[int]:
    """Write a reviewed import as own contacts, each with a check of today, in one transaction; undo takes all back.

    Args:
        leave_out: numbers of rows the adviser decided against.
        doubles: whether rows that look like a contact that is here already shall become contacts of their own.
        origin: name of the file or folder, kept with the import and its checks; see `contact_imports`.

    Returns:
        How many contacts were written.

    Raises:
        Refused: `import_undecided` or `import_doubles`; nothing was written.
    """
    wanted = contact_import.accepted(reviewed, leave_out=leave_out)
    alike = [row.row for row in reviewed.rows if row.doubles and row.row not in leave_out]
    if alike and not doubles:
        raise Refused(
            "import_doubles",
            N_("{number} rows look like contacts that are here already, the first is row {row}."),
            safe=N_("Nothing was imported."),
            next_step=N_("Give them the id of that contact, leave them out, or say that they are others."),
            number=len(alike),
            row=alike[0],
        )
    if wanted:
        desk.before_risk("import")
    here, ref = office(desk), f"{IMPORT}:{desk.new_id(8)}"
    changes = edits(ref, _record(desk, here, wanted, origin)) if wanted else []
    for contact_id, fields in wanted:
        own = here.one(f"{OWN}:{contact_id}")
        changes += edits(own.ref, {**fields, **_back(own.removed)})
        known = {"known": True} if own.fields and not own.removed else {}
        changes += edits(f"{CHECK}:{desk.new_id(8)}", {**_check(desk, contact_id, origin), "origin": ref, **known})
    done = write(desk, here, changes, areas=("contacts", "today"))
    return Done(len(wanted), done.changed, _undo(done.undo, {ref for ref in here.entities if here.one(ref).fields}))


def _record(
    desk: Desk, here: CaseFile, wanted: Sequence[tuple[str, Mapping[str, Json]]], origin: str
) -> dict[str, Json]:
    values: dict[str, Json] = {
        "name": origin or None,
        "on": desk.today.isoformat(),
        "by": desk.actor,
        "number": len(wanted),
        "before": replaced(here, wanted) or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _back(removed: bool) -> Mapping[str, Json]:
    """A contact that an undo took away comes back with the same id."""
    return {REMOVED: None} if removed else {}


def _check(desk: Desk, contact_id: str, origin: str) -> dict[str, Json]:
    values: dict[str, Json] = {
        "contact": contact_id,
        "result": "correct",
        "on": desk.today.isoformat(),
        "by": desk.actor,
    }
    return {**values, "note": origin} if origin else values


def _undo(undo: tuple[Change, ...], before: set[str]) -> tuple[Change, ...]:
    """Take new entities out of sight as a whole instead of emptying each of their fields."""
    new = {change.entity: Change(change.case, change.entity, REMOVED, True) for change in undo}
    return (
        *(change for entity, change in new.items() if entity not in before),
        *(change for change in undo if change.entity in before),
    )
