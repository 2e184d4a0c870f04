"""The directory as files: CSV and folders of HSDS 3.0 documents, written whole, read with every fault and its place."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from welcomedesk import drives
from welcomedesk.domain.contact_import import RowFault
from welcomedesk.domain.contacts import Contact
from welcomedesk.domain.hsds_reading import FAULTS, from_hsds, kind_of_document
from welcomedesk.domain.sheets import Sheet
from welcomedesk.exchange.sheets import MOST_ROWS, read_csv, read_xlsx

Doc = Mapping[str, object]
Read = tuple[Contact | None, tuple[RowFault, ...]]


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV that a German spreadsheet opens as it is: UTF-8 with mark, semicolons."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def write_documents(folder: Path, documents: Iterable[tuple[str, Doc]]) -> int:
    """Write documents under their relative paths and give their number.

    Raises:
        DeskError: `disk_full`, `cannot_write`.
    """
    number = 0
    made: set[Path] = set()
    try:
        for name, doc in documents:
            target = folder / name
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            target.write_text(json.dumps(doc, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            number += 1
    except OSError as error:
        raise drives.cannot_write(folder, error) from error
    return number


def write_table(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write a table as CSV, whole or not at all.

    Raises:
        DeskError: `disk_full`, `cannot_write`.
    """
    drives.write_whole(file, csv_bytes(rows))


def read_table(file: Path, encoding: str = "utf-8-sig") -> Sheet:
    """A table from outside, XLSX by its name, otherwise CSV.

    Raises:
        OSError: where the file cannot be read.
        LookupError: where there is no encoding of this name.
    """
    codecs.lookup(encoding)
    content = file.read_bytes()
    return read_xlsx(content) if file.name.lower().endswith(".xlsx") else read_csv(content, encoding)


def read_documents(folder: Path) -> tuple[Read, ...]:
    """Contacts from the services in a folder, one per service, in order of their paths; faults name file and place.

    Raises:
        OSError: where the folder cannot be read.
    """
    by_kind: dict[str, dict[str, tuple[str, Doc]]] = {"service": {}, "organization": {}, "service_at_location": {}}
    broken: list[Read] = []
    for file in sorted(folder.rglob("*.json"))[: 3 * MOST_ROWS]:
        name = file.relative_to(folder).as_posix()
        doc = _document(file)
        kind = kind_of_document(doc) if doc is not None else ""
        if doc is None or not kind:
            broken.append((None, (_fault(name, "not_readable" if doc is None else "kind_unknown"),)))
            continue
        key = "service_id" if kind == "service_at_location" else "id"
        by_kind[kind].setdefault(str(doc.get(key, name)), (name, doc))
    return (*(_contact(name, doc, by_kind) for name, doc in by_kind["service"].values()), *broken)


def _contact(name: str, service: Doc, by_kind: Mapping[str, Mapping[str, tuple[str, Doc]]]) -> Read:
    _, organization = by_kind["organization"].get(str(service.get("organization_id")), ("", None))
    _, place = by_kind["service_at_location"].get(str(service.get("id")), ("", None))
    found = from_hsds(service, organization, place)
    faults = tuple(_fault(f"{name}: {fault.place}", fault.code, fault.wanted) for fault in found.faults)
    return found.contact, faults


def _document(file: Path) -> Doc | None:
    try:
        doc = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return doc if isinstance(doc, dict) else None


def _fault(place: str, code: str, wanted: str = "") -> RowFault:
    return RowFault(0, 0, FAULTS[code], MappingProxyType({"place": place, "wanted": wanted}))
