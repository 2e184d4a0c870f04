"""Installed packs: the shipped ones and those of this workplace, compiled once and read in milliseconds.

A pack that cannot be used is named, and the others go on. A workplace's own pack takes the place of a shipped one with
the same id, unless it is broken.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from welcomedesk.packs.compiler import COMPILED, FORMAT, as_document, compile_folder, fingerprint
from welcomedesk.packs.reader import PackLibrary, StoredPack

_INSTALLED = "_resources"
"""Name of the resources folder inside an installed wheel, see `paths.resources`."""


@dataclass(frozen=True, slots=True)
class _Read:
    packs: tuple[StoredPack, ...]
    made_new: bool


def open_shelf(shipped: Path, own: Path | None = None, cache: Path | None = None) -> PackLibrary:
    """All packs, ready to be asked.

    Args:
        shipped: folder of the packs that came with the program.
        own: folder of the packs of this workplace; need not exist.
        cache: folder for compiled packs where `shipped` cannot be written; made when needed.
    """
    found: dict[str, StoredPack] = {}
    for pack in _stored(shipped, [shipped / COMPILED, *_cached(cache, "shipped.json")]).packs:
        found[pack.id] = pack
    broken_own = []
    if own is not None and own.is_dir():
        for pack in _stored(own, [*_cached(cache, "own.json")]).packs:
            if pack.problem and pack.id in found:
                broken_own.append(pack)
            else:
                found[pack.id] = pack
    return PackLibrary(tuple(found.values()), tuple(broken_own))


def open_beside(folder: Path, others: PackLibrary) -> tuple[PackLibrary, tuple[str, ...]]:
    """The packs of one folder, with those of another library for what they use.

    Args:
        folder: a folder of packs, or one pack; compiled in memory, nothing is written.

    Returns:
        The library and the ids of the packs that the folder holds.
    """
    found = _packs(as_document(compile_folder(folder), []))
    ids = tuple(pack.id for pack in found)
    rest = tuple(StoredPack(info.id, others.document(info.id)) for info in others.packs() if info.id not in ids)
    return PackLibrary((*found, *(pack for pack in rest if pack.doc))), ids


def _cached(cache: Path | None, name: str) -> list[Path]:
    return [cache / f"packs-{name}"] if cache is not None else []


def _stored(folder: Path, places: list[Path]) -> _Read:
    """The packs of a folder from the first compiled file that is still good, else compiled now."""
    if not folder.is_dir():
        return _Read((), False)
    source = fingerprint(folder)
    for place in places:
        document = _load(place)
        if document is not None and _is_good(document, source, installed=folder.parent.name == _INSTALLED):
            return _Read(_packs(document), False)
    document = as_document(compile_folder(folder), source)
    for place in places:
        if _save(place, document):
            break
    return _Read(_packs(document), True)


def _load(place: Path) -> dict[str, Any] | None:
    try:
        document = json.loads(place.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _is_good(document: Mapping[str, Any], source: list[list[Any]], *, installed: bool) -> bool:
    made_from, packs = document.get("source"), document.get("packs")
    if document.get("format") != FORMAT or not isinstance(made_from, list) or not isinstance(packs, list):
        return False
    if not all(isinstance(each, dict) and {"id", "doc", "problem"} <= each.keys() for each in packs):
        return False
    if installed:
        # Installing a wheel gives every file a new time, so there only paths and sizes tell.
        return [entry[:2] for entry in made_from] == [entry[:2] for entry in source]
    return made_from == source


def _packs(document: Mapping[str, Any]) -> tuple[StoredPack, ...]:
    return tuple(StoredPack(str(each["id"]), each["doc"], str(each["problem"])) for each in document["packs"])


def _save(place: Path, document: Mapping[str, Any]) -> bool:
    """Write the compiled packs beside and put them in place; a folder that cannot be written is no misfortune."""
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        beside.replace(place)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        return False
    return True
