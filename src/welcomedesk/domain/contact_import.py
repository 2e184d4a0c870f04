"""An import of contacts, reviewed before anything is written: columns, rows, doubles, and what each row would do.

Nothing is taken over in part: a row with an error is left out only when the adviser says so, and `accepted` refuses
as long as one is undecided. What is taken over becomes the office's own contacts, written in one transaction, so that
undoing it undoes the whole import.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from welcomedesk.domain.contact_checks import ContactProblem, problems_of, references_of
from welcomedesk.domain.contacts import KINDS, Contact
from welcomedesk.domain.directory import Directory
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.fields import TARGET_GROUPS, TOPICS, of_entity
from welcomedesk.domain.log import Json
from welcomedesk.domain.overlay import (
    ADDRESS_FIELDS,
    LIST_FIELDS,
    OWN,
    OWN_FIELDS,
    TEXT_FIELDS,
    WORD_FIELDS,
    LocalRecords,
    overlay_contacts,
)
from welcomedesk.domain.regions import Regions
from welcomedesk.domain.sheets import Sheet, SheetFault, is_formula
from welcomedesk.domain.words import N_

Translate = Callable[[str], str]

SPLIT = re.compile(r"\s*[;,|\n]\s*")
"""What stands between several values in one cell."""

ALIASES = MappingProxyType(
    {
        "id": ("id", "kennung", "nummer"),
        "name": ("organisation", "bezeichnung", "stelle", "einrichtung", "contact", "title"),
        "street": ("straße", "strasse", "adresse", "street", "address"),
        "postal_code": ("plz", "postleitzahl", "zip", "postcode"),
        "town": ("ort", "stadt", "city", "town"),
        "phone": ("telefon", "tel", "telefonnummer", "phone number"),
        "email": ("e-mail", "mail", "email", "e-mail-adresse"),
        "url": ("website", "webseite", "internet", "homepage", "web", "url"),
        "topics": ("themen", "thema", "topic"),
        "target_groups": ("zielgruppen", "zielgruppe", "target group"),
        "languages": ("sprachen", "sprache", "language"),
        "districts": ("kreise", "kreis", "landkreis", "district", "ags"),
        "hours": ("öffnungszeiten", "sprechzeiten", "hours"),
        "offer": ("angebot", "beschreibung", "description", "offer"),
        "kind": ("art", "kind", "typ", "type"),
    }
)
"""Heads of columns that are understood besides the words of the form; compared without case."""

_UNKNOWN_VALUE = N_("Row {row}, column {column}: {text} is not known here.")
_NO_NUMBER = N_("Row {row}, column {column}: {text} is not a number.")
_DOUBLE = N_("Row {row} is like {name}.")
_DOUBLE_ROW = N_("Row {row} is like row {other}.")
_NO_NAME = N_("Row {row} has no name.")
_BAD_ID = N_("Row {row}: {text} cannot be an id; use letters, digits, dot and hyphen.")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file and the field it goes to; empty while nobody has said."""

    number: int
    head: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing to look at in a row.

    Args:
        problem: English sentence with placeholders; `values` fill them.
        error: whether the row cannot be taken over like this.
    """

    row: int
    column: int
    problem: str
    values: Mapping[str, str]
    error: bool = True


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One row as it would be taken over.

    Args:
        row: number in the file, the head is 1.
        fields: values for an `own_contact`.
        contact: the contact that comes out, `None` where it cannot be made.
        what: `new`, `change` (of the contact `same_as`), `same` (nothing new in it).
        doubles: ids of contacts that may be the same organisation.
    """

    row: int
    fields: Mapping[str, Json]
    contact: Contact | None
    what: str
    same_as: str = ""
    doubles: tuple[str, ...] = ()
    faults: tuple[RowFault, ...] = ()
    problems: tuple[ContactProblem, ...] = ()

    @property
    def has_error(self) -> bool:
        return any(fault.error for fault in self.faults) or any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Review:
    """Everything an import would do."""

    columns: tuple[Column, ...]
    rows: tuple[ReviewedRow, ...]
    faults: tuple[SheetFault, ...] = ()

    def faults_in(self, row: int) -> tuple[SheetFault, ...]:
        """What the file has wrong in a row; 0 for the file as a whole."""
        return tuple(fault for fault in self.faults if fault.row == row)


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at in a row, in words.

    Args:
        column: counted from 1, 0 where the whole row is meant.
        error: whether the row cannot be taken over like this.
    """

    row: int
    column: int
    words: str
    error: bool


def looks(reviewed: Review, row: ReviewedRow, translate: Translate = str) -> tuple[Look, ...]:
    """Everything to look at in a row, what the file itself has wrong there first."""
    found = [Look(row.row, each.column, each.sentence(translate), True) for each in reviewed.faults_in(row.row)]
    for fault in row.faults:
        words = translate(fault.problem).format(**fault.values)
        found.append(Look(fault.row or row.row, fault.column, words, fault.error))
    inside = {"address": "postal_code", "region": "districts", "source": ""}
    columns = {column.field: column.number for column in reviewed.columns if column.field}
    for problem in row.problems:
        column = columns.get(inside.get(problem.field, problem.field), 0)
        words = translate(problem.sentence).format(**problem.values)
        found.append(Look(row.row, column, words, problem.is_error))
    return tuple(found)


def fields_of(contact: Contact) -> dict[str, Json]:
    """A contact as fields of an `own_contact`, texts in German; what is not known is left out."""
    full: dict[str, Json] = {name: getattr(contact, name) for name in TEXT_FIELDS}
    full |= {name: list(getattr(contact, name) or ()) for name in LIST_FIELDS}
    full |= {name: getattr(contact, name).de for name in WORD_FIELDS}
    full |= {name: getattr(contact.address, name) for name in ADDRESS_FIELDS}
    full |= {"districts": list(contact.region.districts), "seat_town": contact.region.seat_town}
    full |= {"active_from": contact.period.begin, "active_to": contact.period.end, "referral": contact.referral}
    full["reply_days"] = contact.reply_days
    return {name: full[name] for name in OWN_FIELDS if full[name] is not None and full[name] != "" and full[name] != []}


def table_of(contacts: Sequence[Contact]) -> tuple[tuple[str, ...], ...]:
    """Contacts as rows of texts under their head, as `review` reads them back; texts in German.

    What a spreadsheet would work out begins with an apostrophe.
    """
    head = ("id", *OWN_FIELDS)
    rows: list[tuple[str, ...]] = [head]
    for contact in contacts:
        fields = {"id": contact.id, **fields_of(contact)}
        rows.append(tuple(_cell(fields.get(name)) for name in head))
    return tuple(rows)


def _cell(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)
    return f"'{text}" if is_formula(text) else text


def says_the_same(value: Json, now: Json) -> bool:
    """Whether two values of a field differ in nothing but white space and the order of several."""
    if isinstance(value, str) and isinstance(now, str):
        return value.split() == now.split()
    if isinstance(value, list) and isinstance(now, list):
        return sorted(map(str, value)) == sorted(map(str, now))
    return value == now


def columns_of(sheet: Sheet, translate: Translate = str) -> tuple[Column, ...]:
    """Which column goes to which field, as far as the heads say so; each field once."""
    words: dict[str, str] = {}
    for declared in of_entity(OWN):
        words[_plain(declared.label)] = words[_plain(translate(declared.label))] = declared.name
        words[_plain(declared.name)] = declared.name
    words |= {_plain(alias): name for name, aliases in ALIASES.items() for alias in aliases}
    taken: set[str] = set()
    found = []
    for number, head in enumerate(sheet.head, start=1):
        name = words.get(_plain(head), "")
        found.append(Column(number, head, "" if name in taken else name))
        taken.add(name)
    return tuple(found)


def review(
    sheet: Sheet,
    columns: Sequence[Column],
    contacts: Directory,
    translate: Translate = str,
    *,
    same: Mapping[int, str] = MappingProxyType({}),
    on: date = date.min,
) -> Review:
    """Every row of a table as it would be taken over, with what is wrong and what it may double.

    Args:
        columns: as `columns_of` proposed and the adviser corrected.
        same: number of a row to the id of the contact that it is, as the adviser decided.
        on: day on which a successor must still work; left out, nobody is asked whether it does.
    """
    seen = _Seen(contacts)
    known = _words_of_choices(contacts.regions, translate)
    rows = []
    for row in sheet.rows:
        fields, found = _fields(row.cells, columns, known, row.number)
        if row.number in same:
            fields["id"] = same[row.number]
        rows.append(seen.look(row.number, fields, found))
    return Review(tuple(columns), _with_references(rows, contacts, on), sheet.faults)


def review_documents(
    found: Sequence[tuple[Contact | None, Sequence[RowFault]]],
    contacts: Directory,
    *,
    same: Mapping[int, str] = MappingProxyType({}),
    on: date = date.min,
) -> Review:
    """The same for contacts that were read from documents; they are numbered from 1."""
    seen = _Seen(contacts)
    rows = []
    for number, (contact, wrong) in enumerate(found, start=1):
        here = [replace(fault, row=number) for fault in wrong]
        if contact is None:
            rows.append(ReviewedRow(number, {}, None, "new", faults=tuple(here)))
        else:
            rows.append(seen.look(number, {"id": same.get(number, contact.id), **fields_of(contact)}, here))
    return Review((), _with_references(rows, contacts, on))


def _with_references(rows: Sequence[ReviewedRow], contacts: Directory, on: date) -> tuple[ReviewedRow, ...]:
    """The rows with what is wrong between them: successors in a circle, periods at the same time."""
    by_id = {**contacts.by_id, **{row.contact.id: row.contact for row in rows if row.contact}}
    return tuple(replace(row, problems=(*row.problems, *_between(row, by_id, on))) for row in rows)


def _between(row: ReviewedRow, by_id: Mapping[str, Contact], on: date) -> Iterator[ContactProblem]:
    touched = {"successor_id", "active_from", "active_to"} & row.fields.keys()
    if row.contact is not None and touched:
        yield from (each for each in references_of(row.contact, by_id, on) if each.field != "fallback_ids")


def accepted(
    reviewed: Review, *, leave_out: frozenset[int] = frozenset()
) -> tuple[tuple[str, Mapping[str, Json]], ...]:
    """What to write, as id of the contact and fields of its `own_contact`; rows without anything new are left out.

    Args:
        leave_out: numbers of rows the adviser decided against.

    Raises:
        Refused: `import_undecided` while the file or a row that is not left out has an error.
    """
    wrong = [row.row for row in reviewed.rows if row.has_error and row.row not in leave_out]
    open_faults = [fault for fault in reviewed.faults if fault.row not in leave_out]
    if wrong or open_faults:
        raise Refused(
            "import_undecided",
            N_("{number} rows of the import have errors."),
            safe=N_("Nothing was imported."),
            next_step=N_("Correct the file, or leave these rows out."),
            number=len({*wrong, *(fault.row for fault in open_faults)}),
        )
    return tuple(
        (row.same_as or row.contact.id, row.fields)
        for row in reviewed.rows
        if row.contact is not None and row.what != "same" and row.row not in leave_out
    )


class _Seen:
    """Knows all contacts there are, and those of earlier rows, by what may show a double."""

    def __init__(self, contacts: Directory) -> None:
        self.contacts = contacts
        self.rows: dict[str, int] = {}
        self.keys: dict[str, list[str]] = {}
        for contact in contacts.contacts:
            for key in _keys(contact):
                self.keys.setdefault(key, []).append(contact.id)

    def look(self, number: int, fields: Mapping[str, Json], found: list[RowFault]) -> ReviewedRow:
        fields = dict(fields)
        contact_id = str(fields.pop("id", "") or "")
        same = self.contacts.by_id.get(contact_id)
        if same is None and not str(fields.get("name") or "").strip():
            found.append(RowFault(number, 0, _NO_NAME, {"row": str(number)}))
            return ReviewedRow(number, fields, None, "new", faults=tuple(found))
        if same is not None:
            return self._look_again(number, same, fields, found)
        if contact_id and not _ID.fullmatch(contact_id):
            found.append(RowFault(number, 0, _BAD_ID, {"row": str(number), "text": contact_id[:60]}))
            contact_id = ""
        contact_id = contact_id or self._free_id(str(fields["name"]), number)
        (contact,) = overlay_contacts((), LocalRecords(own={contact_id: fields}))
        self._once(contact_id, number, found)
        doubles = self._doubles(contact, number, found)
        wrong = problems_of(contact, self.contacts.regions)
        return ReviewedRow(number, fields, contact, "new", "", doubles, tuple(found), wrong)

    def _look_again(self, number: int, same: Contact, fields: Mapping[str, Json], found: list[RowFault]) -> ReviewedRow:
        """A row about a contact that is here: only what it says differently counts."""
        self._once(same.id, number, found)
        now = fields_of(same)
        new = {
            name: value
            for name, value in fields.items()
            if name in OWN_FIELDS and not says_the_same(value, now.get(name))
        }
        if not new:
            return ReviewedRow(number, {}, same, "same", same.id, (), tuple(found))
        (contact,) = overlay_contacts((same,), LocalRecords(own={same.id: new}))
        # What stood there before is not this file's doing: only fields that it changes are judged.
        grouped = dict.fromkeys(ADDRESS_FIELDS, "address") | dict.fromkeys(("districts", "seat_town"), "region")
        touched = {grouped.get(name, name) for name in new}
        wrong = tuple(each for each in problems_of(contact, self.contacts.regions) if each.field in touched)
        return ReviewedRow(number, new, contact, "change", same.id, (), tuple(found), wrong)

    def _free_id(self, name: str, number: int) -> str:
        wanted = proposed = _new_id(name, number)
        again = 1
        while proposed in self.contacts.by_id or f"id:{proposed}" in self.rows:
            again += 1
            proposed = f"{wanted}-{again}"
        return proposed

    def _once(self, contact_id: str, number: int, found: list[RowFault]) -> None:
        other = self.rows.setdefault(f"id:{contact_id}", number)
        if other != number:
            found.append(RowFault(number, 0, _DOUBLE_ROW, {"row": str(number), "other": str(other)}))

    def _doubles(self, contact: Contact, number: int, found: list[RowFault]) -> tuple[str, ...]:
        doubles = dict.fromkeys(each for key in _keys(contact) for each in self.keys.get(key, ()) if each != contact.id)
        for each in doubles:
            values = {"row": str(number), "name": self.contacts.by_id[each].title}
            found.append(RowFault(number, 0, _DOUBLE, values, error=False))
        earlier = {self.rows[key] for key in _keys(contact) if key in self.rows}
        for row in sorted(earlier):
            found.append(RowFault(number, 0, _DOUBLE_ROW, {"row": str(number), "other": str(row)}))
        for key in _keys(contact):
            self.rows.setdefault(key, number)
        return tuple(doubles)


def _fields(
    cells: Sequence[str], columns: Sequence[Column], known: Mapping[str, Mapping[str, str]], row: int
) -> tuple[dict[str, Json], list[RowFault]]:
    fields: dict[str, Json] = {}
    found: list[RowFault] = []
    for column in columns:
        cell = cells[column.number - 1] if column.number <= len(cells) else ""
        if not column.field or not cell:
            continue
        if cell.startswith("'") and is_formula(cell[1:]):
            cell = cell[1:]
        choices = known.get(column.field)
        if column.field in (*LIST_FIELDS, "districts"):
            values = [each for each in SPLIT.split(cell) if each]
            if choices is not None:
                found += _unknown(values, choices, row, column.number)
                values = [choices[_plain(each)] for each in values if _plain(each) in choices]
            fields[column.field] = list(values)
        elif choices is not None:
            found += _unknown([cell], choices, row, column.number)
            fields[column.field] = choices.get(_plain(cell), "other")
        elif column.field == "referral":
            fields[column.field] = _plain(cell) in ("ja", "yes", "true", "1", "x")
        elif column.field == "reply_days":
            if cell.isascii() and cell.isdigit():
                fields[column.field] = int(cell)
            else:
                found.append(RowFault(row, column.number, _NO_NUMBER, _values(row, column.number, cell)))
        else:
            fields[column.field] = cell
    return fields, found


def _unknown(values: Sequence[str], choices: Mapping[str, str], row: int, column: int) -> list[RowFault]:
    return [
        RowFault(row, column, _UNKNOWN_VALUE, _values(row, column, each))
        for each in values
        if _plain(each) not in choices
    ]


def _values(row: int, column: int, text: str) -> dict[str, str]:
    return {"row": str(row), "column": str(column), "text": text[:60]}


def _words_of_choices(regions: Regions, translate: Translate) -> Mapping[str, Mapping[str, str]]:
    known: dict[str, dict[str, str]] = {}
    for name, options in (("topics", TOPICS), ("target_groups", TARGET_GROUPS), ("kind", KINDS)):
        for option in options:
            for word in (option.id, option.label, translate(option.label)):
                known.setdefault(name, {})[_plain(word)] = option.id
    places = {"st": "ST", "sachsen-anhalt": "ST", "landesweit": "ST", "de": "DE", "bundesweit": "DE"}
    for district in regions.districts.values():
        for word in (district.ags5, district.name, district.full_name):
            places[_plain(word)] = district.ags5
    return {**known, "districts": places}


def _keys(contact: Contact) -> set[str]:
    """What two entries of one organisation have in common: name and town, phone, or mailbox."""
    town = contact.address.town or contact.region.seat_town
    keys = {f"name:{_plain(contact.name)}:{_plain(town)}"}
    digits = re.sub(r"\D", "", contact.phone).removeprefix("0049").removeprefix("49").lstrip("0")
    if len(digits) >= 6:
        keys.add(f"phone:{digits}")
    if contact.email:
        keys.add(f"email:{contact.email.casefold()}")
    return keys


def _new_id(name: str, row: int) -> str:
    """An id made from the name, `own-welcome-treff-12`, readable in a log and unlike every shipped one."""
    spelled = name.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    letters = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return f"own-{re.sub(r'[^a-z0-9]+', '-', letters).strip('-')[:40]}-{row}".replace("--", "-")


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
