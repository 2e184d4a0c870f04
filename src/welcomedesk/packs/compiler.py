"""From a folder of TOML files to one document, with every problem as a value.

python -m welcomedesk.packs.compiler [PACKS] [OUT]     compile all packs into one JSON file (the build runs this)
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from welcomedesk import paths
from welcomedesk.domain.words import N_
from welcomedesk.packs.problems import BROKEN, WRONG, Problem, is_broken
from welcomedesk.packs.schema import LISTS, PARTS, RAW, misfits

FORMAT = 1
"""Number of the compiled form; another number is compiled again."""

COMPILED = "compiled.json"


@dataclass(slots=True)
class Draft:
    """A pack while it is read: the merged document, where each row came from, and what is wrong."""

    id: str
    doc: dict[str, Any] = field(default_factory=dict)
    origins: dict[tuple[str, str], str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(
        self,
        level: str,
        what: str,
        *,
        part: str = "",
        row: str = "",
        key: str = "",
        file: str = "",
        near: str = "",
        **details: str,
    ) -> None:
        """Note a problem; file and line are found from part and id where not given.

        Args:
            near: a text that stands on the line meant, for example the condition.
        """
        file = file or self.origins.get((part, row), "")
        words = " ".join(word for word in (part, row, key) if word)
        self.problems.append(Problem(self.id, file, words, self.line(file, row, near), level, what, details))

    def line(self, file: str, row: str, near: str = "") -> int:
        """The line of a text or of a row's id in a file, 0 where it cannot be found."""
        text = self.texts.get(file, "")
        start = 0
        if row:
            found = re.search(rf"""\bid\s*=\s*["']{re.escape(row)}["']""", text)
            start = found.start() if found else 0
            if not found and not near:
                return 0
        elif not near:
            return 0
        if near:
            at = text.find(near, start)
            start = at if at >= 0 else start
        return text.count("\n", 0, start) + 1 if start or not near else 0


@dataclass(frozen=True, slots=True)
class Compiled:
    """One compiled pack; `doc` holds what could be read even where the pack is broken."""

    id: str
    doc: Mapping[str, Any]
    problems: tuple[Problem, ...]
    draft: Draft = field(repr=False, compare=False, default_factory=lambda: Draft(""))

    @property
    def broken(self) -> bool:
        return is_broken(self.problems)


def pack_folders(folder: Path) -> list[Path]:
    """The pack folders in a folder, or the folder itself where it is a pack."""
    if not folder.is_dir():
        return []
    if any((folder / name).exists() for name in ("pack.toml", "pack.json")):
        return [folder]
    folders = (path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))
    return sorted(path for path in folders if pack_files(path))


def pack_files(folder: Path) -> list[Path]:
    """The files of a pack in the order they are merged: by name."""
    return sorted(path for path in folder.rglob("*") if path.suffix in (".toml", ".json") and path.is_file())


def compile_pack(folder: Path) -> Compiled:
    """Read one pack folder; never raises for what is inside it."""
    draft = Draft(folder.name)
    for path in pack_files(folder):
        name = path.relative_to(folder).as_posix()
        table = _read(draft, name, path)
        if table is not None:
            _merge(draft, name, table)
    try:
        _give_rows_to_tables(draft)
        _check_head(draft, folder.name)
        _check_rows(draft)
    except Exception as error:  # a pack can be wrong in more ways than anybody foresees; the others must go on
        what = N_("The pack cannot be read: {reason}.")
        draft.report(BROKEN, what, reason=f"{type(error).__name__} {error}")
    return Compiled(draft.id, draft.doc, tuple(draft.problems), draft)


def _read(draft: Draft, name: str, path: Path) -> Mapping[str, Any] | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        draft.report(BROKEN, N_("The file cannot be read: {reason}."), file=name, reason=error.strerror or str(error))
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = N_("The file is not UTF-8 text. Save it again with the encoding UTF-8.")
        draft.problems.append(Problem(draft.id, name, "", line, BROKEN, what))
        return None
    if text.startswith("\ufeff"):
        text = text[1:]
    text = text.replace("\r\n", "\n")
    draft.texts[name] = text
    try:
        table = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # of the format, and of numbers with thousands of digits
        found = re.search(r"line (\d+)", str(error))
        what = N_("The file cannot be read: {reason}.")
        line = int(found.group(1)) if found else 0
        draft.problems.append(Problem(draft.id, name, "", line, BROKEN, what, {"reason": str(error)}))
        return None
    if not isinstance(table, Mapping):
        draft.report(BROKEN, N_("The file must hold tables."), file=name)
        return None
    return table


def _merge(draft: Draft, name: str, table: Mapping[str, Any]) -> None:
    for key, value in table.items():
        if key in ("pack", "guide"):
            if key in draft.doc:
                draft.report(BROKEN, N_("“{name}” stands in two files."), file=name, key=key, near=f"[{key}]", name=key)
            elif isinstance(value, Mapping):
                draft.doc[key] = _plain(value)
                draft.origins[key, str(value.get("id", ""))] = name
        elif key not in LISTS and key not in RAW:
            draft.report(BROKEN, N_("No part of a pack is called “{name}”."), file=name, key=key, near=key, name=key)
        elif not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            draft.report(BROKEN, N_("“{name}” must be written as [[{name}]]."), file=name, key=key, near=key, name=key)
        else:
            rows = draft.doc.setdefault(key, [])
            for row in value:
                _add_row(draft, name, key, rows, _plain(row))


def _add_row(draft: Draft, name: str, key: str, rows: list[Any], row: dict[str, Any]) -> None:
    row_id = str(row.get("id", ""))
    scope = f"row {row.get('table', '')}" if key == "row" else key
    if row_id and (scope, row_id) in draft.origins:
        other = draft.origins[scope, row_id]
        what = N_("“{id}” stands twice (also in {other}).")
        draft.report(BROKEN, what, part=scope, row=row_id, file=name, id=row_id, other=other)
        return
    if row_id:
        draft.origins[scope, row_id] = name
    if key not in ("row", "town") and not row_id and not any(row.get(other) for other in ("ags5", "code")):
        draft.report(BROKEN, N_("An entry has no id."), part=key, file=name)
    rows.append(row)


def _plain(value: Any) -> Any:
    """TOML values as JSON: dates become ISO texts."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def _give_rows_to_tables(draft: Draft) -> None:
    tables = {str(table.get("id")): table for table in draft.doc.get("table", [])}
    ids: dict[str, set[str]] = {}
    for table_id, table in tables.items():
        own = table.get("rows")
        table["rows"] = []
        ids[table_id] = set()
        file = draft.origins.get(("table", table_id), "")
        for row in own if isinstance(own, list) else []:
            _give_row(draft, table_id, table["rows"], ids[table_id], row, file)
    for row in draft.doc.pop("row", []):
        name = str(row.get("table", ""))
        if name in tables:
            file = draft.origins.get((f"row {name}", str(row.get("id", ""))), "")
            bare = {key: value for key, value in row.items() if key != "table"}
            _give_row(draft, name, tables[name]["rows"], ids[name], bare, file)
        else:
            what = N_("There is no table “{table}”.")
            draft.report(BROKEN, what, part=f"row {name}", row=str(row.get("id", "")), table=name)


def _give_row(draft: Draft, table: str, rows: list[Any], ids: set[str], row: Any, file: str) -> None:
    row_id = str(row.get("id", "")) if isinstance(row, Mapping) else ""
    if row_id in ids:
        what = N_("“{id}” stands twice in the table “{table}”.")
        draft.report(BROKEN, what, part=f"row {table}", row=row_id, file=file, id=row_id, table=table)
        return
    ids.add(row_id)
    draft.origins.setdefault((f"row {table}", row_id), file)
    rows.append(row)


def _check_head(draft: Draft, folder: str) -> None:
    head = draft.doc.get("pack")
    if head is None:
        draft.report(BROKEN, N_("The pack has no [pack] table with id, version and title."), file="pack.toml")
        draft.doc["pack"] = {"id": folder, "version": "–", "title": {"de": folder, "en": folder}}
        return
    if head.get("id") != folder:
        what = N_("The pack calls itself “{id}”, but its folder is “{folder}”.")
        draft.report(BROKEN, what, part="pack", row=str(head.get("id", "")), id=str(head.get("id", "")), folder=folder)


def _check_rows(draft: Draft) -> None:
    for part in ("pack", "guide", *LISTS):
        if part == "row":
            continue
        rows = [draft.doc[part]] if part in ("pack", "guide") and part in draft.doc else draft.doc.get(part, [])
        for row in rows if isinstance(rows, list) else []:
            row_id = str(row.get("id", ""))
            for misfit in misfits(part, row):
                draft.report(misfit.level, misfit.what, part=part, row=row_id, key=misfit.key, **dict(misfit.details))


# --- all packs ------------------------------------------------------------------------------------------------------


def fingerprint(folder: Path) -> list[list[Any]]:
    """Path, size and time of every source file: what tells whether a compiled file is still good."""
    found = []
    for pack in pack_folders(folder):
        for path in pack_files(pack):
            state = path.stat()
            found.append([path.relative_to(folder).as_posix(), state.st_size, state.st_mtime_ns])
    return found


def compile_folder(folder: Path) -> list[Compiled]:
    """Compile and check every pack of a folder; problems between packs are included."""
    from welcomedesk.packs.checker import check

    return check([compile_pack(path) for path in pack_folders(folder)])


def as_document(packs: Iterable[Compiled], source: list[list[Any]]) -> dict[str, Any]:
    """The compiled form of several packs."""
    return {
        "format": FORMAT,
        "source": source,
        "packs": [
            {
                "id": pack.id,
                "doc": pack.doc,
                "problem": next((p.line_of_text() for p in pack.problems if p.level == BROKEN), ""),
            }
            for pack in packs
        ],
    }


def compile_all(source: Path, out: Path) -> list[Compiled]:
    """Compile every pack of `source` into the file `out`, which appears whole or not at all."""
    packs = compile_folder(source)
    document = as_document(packs, fingerprint(source))
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(out.name + ".new")
    beside.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    beside.replace(out)
    return packs


def main(arguments: list[str]) -> int:
    """Compile, print every problem, and fail where a pack cannot be used."""
    source = Path(arguments[0]) if arguments else paths.resources() / "packs"
    out = Path(arguments[1]) if len(arguments) > 1 else source / COMPILED
    packs = compile_all(source, out)
    for pack in packs:
        for problem in pack.problems:
            if problem.level in (BROKEN, WRONG):
                sys.stderr.write(problem.line_of_text() + "\n")
    broken = [pack.id for pack in packs if pack.broken]
    sys.stderr.write(f"{len(packs)} packs compiled into {out}.\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

assert set(LISTS) <= set(PARTS)
