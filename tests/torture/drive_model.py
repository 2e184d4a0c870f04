"""What is left on a drive after the power went: a model of files, names, and what had been synced of both.

What counts as durable: the content of a file up to its last sync, and the names in a folder up to the last sync of
that folder. Everything later may have arrived or not: of each write every sector of 512 bytes on its own, of creating,
removing and renaming each on its own, or in their order up to some point, as a drive with a journal does it. Renaming
is whole or not at all. Where a file grew and a sector did not arrive, zeros or old bytes of others stand there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random

SECTOR = 512
_HEAD = struct.Struct("<B3xII4xQQ")
Name = str


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the record; `kind` is the letter that `drive.c` writes."""

    kind: str
    id: int
    place: int
    first: bytes
    second: bytes


def read_record(path: Path) -> list[Call]:
    """The calls in the order in which they happened."""
    content, at, calls = path.read_bytes(), 0, []
    while at < len(content):
        what, first, second, id_, place = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        calls.append(Call(chr(what), id_, place, content[at : at + first], content[at + first : at + first + second]))
        at += first + second
    return calls


@dataclass(slots=True)
class File:
    """The content of a file: what is durable, and the writes since; `None` as bytes is a cut to a length."""

    durable: bytearray = field(default_factory=bytearray)
    later: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for place, piece in self.later:
            _put(self.durable, place, piece)
        self.later.clear()

    def after_cut(self, chance: Random) -> bytes:
        content = bytearray(self.durable)
        share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        noise = chance.random() < 0.3
        for place, piece in self.later:
            if piece is None:
                if chance.random() < share:
                    _put(content, place, None)
                continue
            for start, sector in _sectors(place, piece):
                if chance.random() < share:
                    _put(content, start, sector)
                elif start + len(sector) > len(content):
                    _put(content, len(content), bytes(start - len(content)) if start > len(content) else b"")
                    filled = chance.randbytes(len(sector)) if noise else bytes(len(sector))
                    _put(content, len(content), filled[: start + len(sector) - len(content)])
        return bytes(content)


def _put(content: bytearray, place: int, piece: bytes | None) -> None:
    if piece is None:
        del content[place:]
    if place > len(content):
        content.extend(bytes(place - len(content)))
    if piece:
        content[place : place + len(piece)] = piece


def _sectors(place: int, piece: bytes) -> Iterator[tuple[int, bytes]]:
    at = place
    while at < place + len(piece):
        end = min(place + len(piece), (at // SECTOR + 1) * SECTOR)
        yield at, piece[at - place : end - place]
        at = end


@dataclass(frozen=True, slots=True)
class Renaming:
    """One change of names: all of it happens or nothing; durable once each of its folders was synced."""

    names: Mapping[Name, File | None]
    waits_for: set[Name]


class Drive:
    """A folder on a drive whose power can go.

    Args:
        folder: as it is when the record begins; all of that is durable.
    """

    def __init__(self, folder: Path) -> None:
        self._root = str(folder.resolve())
        self._durable: dict[Name, File | None] = {}
        self._seen: dict[Name, File | None] = {}
        self._later: list[Renaming] = []
        self._open: dict[int, File] = {}
        for path in sorted(folder.rglob("*")):
            made = File(bytearray(path.read_bytes())) if path.is_file() else None
            self._durable[self._name(str(path.resolve()))] = made or File()
            if made:
                self._open[path.stat().st_ino] = made
        self._folders = {self._name(str(path.resolve())) for path in folder.rglob("*") if path.is_dir()}
        self._seen = dict(self._durable)

    def _name(self, path: str) -> Name:
        return path.removeprefix(self._root).lstrip("/")

    def does(self, call: Call) -> None:
        """Let a call happen."""
        first, second = self._name(call.first.decode("utf-8", "replace")), self._name(call.second.decode())
        match call.kind:
            case "C":
                self._open[call.id] = File()
                self._rename({first: self._open[call.id]})
            case "F":
                self._folders.add(first)
                self._rename({first: File()})
            case "U":
                self._rename({first: None})
            case "R":
                self._rename({first: None, second: self._seen.get(first)})
            case "L":
                self._rename({second: self._seen.get(first)})
            case "W":
                self._open[call.id].later.append((call.place, call.first))
            case "T":
                self._open[call.id].later.append((call.place, None))
            case "S":
                self._open[call.id].sync()
            case "D":
                self._sync_folder(first)

    def _rename(self, names: Mapping[Name, File | None]) -> None:
        for name, file in names.items():
            if file is None:
                self._seen.pop(name, None)
            else:
                self._seen[name] = file
        self._later.append(Renaming(names, {_folder(name) for name in names}))

    def _sync_folder(self, folder: Name) -> None:
        for each in self._later:
            each.waits_for.discard(folder)
        while self._later and not self._later[0].waits_for:
            _apply(self._durable, self._later.pop(0))

    def after_cut(self, chance: Random, into: Path) -> None:
        """Write into an empty folder what somebody finds after the power came back."""
        names = dict(self._durable)
        for each in self._arrived(chance):
            _apply(names, each)
        into.mkdir()
        contents: dict[int, bytes] = {}
        for name, file in sorted(names.items()):
            target = into / name
            if file is None or not target.parent.is_dir():
                continue
            if name in self._folders:
                target.mkdir()
                continue
            if id(file) not in contents:
                contents[id(file)] = file.after_cut(chance)
            target.write_bytes(contents[id(file)])

    def _arrived(self, chance: Random) -> list[Renaming]:
        """Which of the later changes of names arrived; those whose folders were synced did."""
        order = chance.choice(("in order", "each"))
        until, share = chance.randint(0, len(self._later)), chance.choice((0.0, 0.5, 1.0))
        return [
            each
            for place, each in enumerate(self._later)
            if not each.waits_for or (place < until if order == "in order" else chance.random() < share)
        ]


def _apply(names: dict[Name, File | None], each: Renaming) -> None:
    for name, file in each.names.items():
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


def _folder(name: Name) -> Name:
    parent = str(PurePosixPath(name).parent)
    return "" if parent == "." else parent
