"""Spoils inputs: bytes at random, and trees, tables and containers by somebody who knows their structure."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

TOKENS = (
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b'"', b"'", b"{", b"}", b"[", b"]" * 50, b"[" * 20_000,
    b'{"a":' * 5_000, b"NaN", b"1e400", b"9" * 5_000, b"-1", b"18446744073709551616", b"\xed\xa0\x80", b"\\ud800",
    b"<!DOCTYPE x>", b"<b>", b"=1+1", b"../evil", b"\xe2\x80\xae", b"null", b"true", b",,,,", b";" * 300, b"\t",
    b"\n" * 50, b"\'\'\'", b'"""',
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2**63, 10**400, 1e308, "", "x" * 100_000, "\ud800", "\u202eevil", "\0", "<img src=/x>", "=1+1",
    [], {}, [[]], {"a": {"b": None}}, ["x"] * 1000, {"": ""}, "2026-13-45", "00.00.1990", "../../evil", "{0.__class__}",
)  # fmt: skip


def spoil_bytes(content: bytes, chance: Random) -> bytes:
    """One to four random changes of bytes."""
    spoiled = bytearray(content)
    for _change in range(chance.choice((1, 1, 2, 4))):
        at, until = sorted((chance.randint(0, len(spoiled)), chance.randint(0, len(spoiled))))
        match chance.randrange(7):
            case 0 if spoiled:
                spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
            case 1:
                del spoiled[at : min(until, at + chance.choice((1, 4, 64, 4096)))]
            case 2:
                del spoiled[at:]
            case 3:
                spoiled[at:at] = spoiled[at : min(until, at + 2000)]
            case 4:
                spoiled[at:at] = chance.randbytes(chance.choice((1, 8, 512)))
            case _:
                spoiled[at:at] = chance.choice(TOKENS)
    return bytes(spoiled)


def spoil_tree(tree: Any, chance: Random) -> Any:
    """One change somewhere in a JSON value: another value, a lost or doubled part, a strange key."""
    if isinstance(tree, dict) and tree and chance.random() < 0.85:
        key = chance.choice(list(tree))
        match chance.randrange(8):
            case 0:
                return {name: value for name, value in tree.items() if name != key}
            case 1:
                return {**tree, chance.choice(("", "\0", "__class__", "x" * 300, key.upper())): tree[key]}
            case _:
                return {**tree, key: spoil_tree(tree[key], chance)}
    if isinstance(tree, list) and tree and chance.random() < 0.85:
        place = chance.randrange(len(tree))
        match chance.randrange(6):
            case 0:
                return tree[:place] + tree[place + 1 :]
            case 1:
                return tree + tree[place:]
            case _:
                return [*tree[:place], spoil_tree(tree[place], chance), *tree[place + 1 :]]
    return chance.choice(VALUES)


def spoil_json(content: bytes, chance: Random) -> bytes:
    """A JSON text, spoiled as a tree or as bytes."""
    if chance.random() < 0.4:
        return spoil_bytes(content, chance)
    return json.dumps(spoil_tree(json.loads(content), chance)).encode("utf-8", "surrogatepass")


def spoil_lines(content: bytes, chance: Random) -> bytes:
    """A text of lines: lines lost, doubled, swapped, values replaced; or bytes."""
    if chance.random() < 0.4:
        return spoil_bytes(content, chance)
    lines = content.split(b"\n")
    place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[place]
        case 1:
            lines.insert(other, lines[place])
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case 3:
            key, equals, _value = lines[place].partition(b"=")
            lines[place] = key + equals + b" " + json.dumps(chance.choice(VALUES)).encode()
        case _:
            lines[place] = spoil_bytes(lines[place], chance)
    return b"\n".join(lines)


def spoil_zip(content: bytes, chance: Random, part: Callable[[bytes, Random], bytes] = spoil_bytes) -> bytes:
    """A container, spoiled in its parts, their names and their number; or as bytes."""
    if chance.random() < 0.3:
        return spoil_bytes(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = [(item.filename, book.read(item)) for item in book.infolist()]
    place = chance.randrange(len(parts))
    name, inside = parts[place]
    match chance.randrange(8):
        case 0:
            del parts[place]
        case 1:
            parts.append((name, inside))
        case 2:
            parts.append((chance.choice(("../evil", "/evil", "C:\\evil", "CON", "x" * 300, "evil\0")), b"x"))
        case 3:
            parts[place] = (name.upper(), inside)
        case 4:
            parts[place] = (name, bytes(80_000_000))
        case _:
            parts[place] = (name, part(inside, chance))
    out = io.BytesIO()
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as book,
    ):
        warnings.filterwarnings("ignore", "Duplicate name")
        for name, inside in parts:
            book.writestr(name, inside, compresslevel=1)
    return out.getvalue()
