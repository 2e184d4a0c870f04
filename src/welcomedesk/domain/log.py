"""The change log: every change of a field is one entry, and the current facts follow from the entries.

The chain hashes salted commitments instead of values. So a value and its salt can be erased by law, the chain still
verifies, and a short value (a name, a date) cannot be guessed from its commitment.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
EntryId: TypeAlias = tuple[str, int]
"""Device and number; numbers are contiguous per device and start at 1."""

SCHEMA = 1
"""Number of the field schema that entries are written with."""

FIRST_HASH = b"\x00" * 32
"""What stands before the first entry of a device."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an action wants written: one field of one entity of one case. `None` clears the field."""

    case: str
    entity: str
    field: str
    value: Json


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log, as it is stored and exchanged.

    Args:
        value: canonical JSON text, or `None` once erased by law.
        salt: 16 random bytes, or `None` once erased by law.
        seen: the entries that were the visible value when the adviser changed it.
        lamport: a logical clock, larger than that of every entry this device had seen.
        at: ISO date and time with offset; for display only, never for order.
    """

    device: str
    number: int
    case: str
    entity: str
    field: str
    value: str | None
    salt: bytes | None
    seen: tuple[EntryId, ...]
    lamport: int
    schema: int
    actor: str
    at: str
    commitment: bytes
    hash: bytes

    @property
    def id(self) -> EntryId:
        return (self.device, self.number)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that nothing has superseded, with who said it and when."""

    value: Json
    entry: EntryId
    actor: str
    at: str
    lamport: int


def value_text(value: Json) -> str:
    """The canonical JSON text of a value: the same value always gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def commitment(salt: bytes, text: str) -> bytes:
    """What the chain knows of a value: SHA-256 over salt and canonical text, 32 bytes."""
    return hashlib.sha256(salt + text.encode("utf-8", "surrogatepass")).digest()


def entry_hash(previous: bytes, entry: Entry) -> bytes:
    """The link of this entry in its device's chain, 32 bytes; value and salt go in only as their commitment."""
    head = value_text(
        [
            entry.device,
            entry.number,
            entry.case,
            entry.entity,
            entry.field,
            [list(seen) for seen in entry.seen],
            entry.lamport,
            entry.schema,
            entry.actor,
            entry.at,
        ]
    )
    return hashlib.sha256(previous + entry.commitment + head.encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """Something in a device's chain that an honest history cannot contain.

    Args:
        kind: `gap` (a number is missing), `value` (the value is not the committed one), `hash` (an entry was altered).
    """

    device: str
    number: int
    kind: str


def check_chain(entries: Iterable[Entry]) -> tuple[ChainProblem, ...]:
    """Every problem in the chain of one device.

    Args:
        entries: all entries of one device ordered by number.
    """
    problems: list[ChainProblem] = []
    previous, expected = FIRST_HASH, 1
    for entry in entries:
        if entry.number != expected:
            problems.append(ChainProblem(entry.device, expected, "gap"))
        if entry.value is not None and commitment(entry.salt or b"", entry.value) != entry.commitment:
            problems.append(ChainProblem(entry.device, entry.number, "value"))
        if entry_hash(previous, entry) != entry.hash:
            problems.append(ChainProblem(entry.device, entry.number, "hash"))
        previous, expected = entry.hash, entry.number + 1
    return tuple(problems)


def supersede(current: tuple[Fact, ...], new: Fact, seen: Iterable[EntryId]) -> tuple[Fact, ...]:
    """The facts of one field after one more entry.

    Facts that the author had seen give way. Facts nobody decided against stay beside the new one, so that two laptops
    that changed the same field apart leave two values; the same value twice is one fact (the earlier one stays).
    """
    gone = set(seen)
    kept = tuple(fact for fact in current if fact.entry not in gone and fact.entry != new.entry)
    if any(value_text(fact.value) == value_text(new.value) for fact in kept):
        return kept
    return tuple(sorted((*kept, new), key=lambda fact: (fact.lamport, fact.entry)))
