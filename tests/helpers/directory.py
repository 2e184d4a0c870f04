"""The shipped contacts and regions, read straight from their TOML files, and small contacts to try things with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from welcomedesk.domain.contacts import (
    Contact,
    Region,
    Source,
    contacts_from_rows,
    sources_from_rows,
)
from welcomedesk.domain.directory import Directory, directory
from welcomedesk.domain.regions import Regions, regions_from_rows

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@cache
def pack_rows(pack: str) -> Mapping[str, list[dict[str, object]]]:
    """All arrays of tables of a pack, merged over its files."""
    merged: dict[str, list[dict[str, object]]] = {}
    for file in sorted((RESOURCES / "packs" / pack).glob("*.toml")):
        for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if isinstance(value, list):
                merged.setdefault(key, []).extend(value)
    return merged


@cache
def shipped_contacts() -> tuple[Contact, ...]:
    rows = pack_rows("contacts-st")
    return contacts_from_rows(rows["contact"], sources_from_rows(rows["source"]))


@cache
def shipped_regions() -> Regions:
    rows = pack_rows("regions-st")
    return regions_from_rows(rows["district"], rows["town"], rows["postal_code"])


@cache
def shipped_directory() -> Directory:
    return directory(shipped_contacts(), shipped_regions())


def a_contact(id: str = "a", *, districts: tuple[str, ...] = ("15003",), **fields: object) -> Contact:
    """A contact that offers work for all migrants in Magdeburg, unless said otherwise."""
    usual: dict[str, object] = {
        "name": f"Contact {id}",
        "topics": ("work",),
        "target_groups": ("all_migrants",),
        "newest_source": "2026-01",
        "freshness": "recent",
        "phone": "+49 391 0000",
        "sources": (Source("s", "A page"),),
    }
    return Contact(id=id, region=Region(districts), **(usual | fields))  # type: ignore[arg-type]
