"""Attachments as bytes: what they are by their content, what may come in, and what a picture tells beside its picture.

Nothing here decodes a picture or runs a document: headers are read, segments are left out, pixels stay as they are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from welcomedesk.domain.words import N_

LARGEST_MB = 20
LARGEST = LARGEST_MB * 1_048_576
"""Bytes; a larger one is asked for as a smaller copy."""

MOST_PIXELS = 60_000_000
"""A larger picture is kept but not shown: opened it would need more than 240 MB. Phones make up to 50 million."""

PDF, PNG, JPEG, TEXT, OTHER, PROGRAM = "pdf", "png", "jpeg", "text", "other", "program"
MEDIA_TYPES = MappingProxyType(
    {
        PDF: "application/pdf",
        PNG: "image/png",
        JPEG: "image/jpeg",
        TEXT: "text/plain",
        OTHER: "application/octet-stream",
    }
)
ENDINGS = MappingProxyType({PDF: "pdf", PNG: "png", JPEG: "jpg", TEXT: "txt"})
"""How a copy is named by what it is; what it was called tells nothing about what it does."""

_OFFICE = MappingProxyType(
    {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt": "application/vnd.oasis.opendocument.text",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "rtf": "application/rtf",
        "gif": "image/gif",
        "webp": "image/webp",
        "tif": "image/tiff",
        "heic": "image/heic",
    }
)
"""Documents that are kept and opened outside only; their kinds with macros are none of them. Source: IANA."""

KIND_WORDS = MappingProxyType(
    {PDF: "PDF", PNG: N_("Picture"), JPEG: N_("Picture"), TEXT: N_("Text"), OTHER: N_("Other file")}
)

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PROGRAM_HEADS = (
    *(b"MZ", b"\x7fELF", b"#!"),
    *(b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf"),
    b"L\0\0\0\x01\x14\x02\0",
)
"""Windows, Linux, scripts; Java and macOS; links of Windows. Source: file(1), magic of these formats."""

_PROGRAM_ENDINGS = frozenset(
    (
        *("exe", "com", "bat", "cmd", "scr", "pif", "msi", "msp", "cpl", "dll", "lnk", "url", "scf", "inf", "reg"),
        *("js", "jse", "vbs", "vbe", "wsf", "wsh", "ps1", "psm1", "hta", "chm", "jar"),
        *("sh", "app", "command", "desktop", "iso", "img", "vhd"),
    )
)


def kind_of(content: bytes, name: str = "") -> str:
    """What something is by its first bytes; its name only makes it worse, never better."""
    if content.startswith(_PROGRAM_HEADS) or ending(name) in _PROGRAM_ENDINGS:
        return PROGRAM
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(_PNG_HEAD):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    return TEXT if _is_text(content) else OTHER


def ending(name: str) -> str:
    """The last ending of a file name in small letters; spaces and dots after it do not hide it."""
    return name.rstrip(" .").rpartition(".")[2].lower()


_NO_TEXT = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
"""Control signs that no text holds."""


def _is_text(content: bytes) -> bool:
    if content.translate(None, _NO_TEXT) != content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def media_type(kind: str, name: str) -> str:
    """The media type that is kept: by content, and by its ending for documents of offices."""
    return _OFFICE.get(ending(name), MEDIA_TYPES[OTHER]) if kind == OTHER else MEDIA_TYPES[kind]


def kind_of_media(media_type: str) -> str:
    """The kind behind a media type that was kept."""
    return next((kind for kind, kept in MEDIA_TYPES.items() if kept == media_type), OTHER)


def ending_of_media(media_type: str) -> str:
    """How a copy is named, so that the right program opens it; `bin` where none shall."""
    known = {**{MEDIA_TYPES[kind]: made for kind, made in ENDINGS.items()}, **{v: k for k, v in _OFFICE.items()}}
    return known.get(media_type, "bin")


# --- pictures -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What a picture tells beside its picture.

    Args:
        position: where it was taken.
        more: camera, dates, names, comments, a small second picture.
    """

    position: bool = False
    more: bool = False

    def __bool__(self) -> bool:
        return self.position or self.more


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the head of a picture says; `None` where it cannot be read."""
    try:
        if content.startswith(_PNG_HEAD):
            if content[12:16] != b"IHDR":
                return None
            width, height = struct.unpack(">II", content[16:24])
            return int(width), int(height)
        for marker, part in _segments(content):
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                height, width = struct.unpack(">HH", part[5:9])
                return int(width), int(height)
    except (ValueError, struct.error):
        pass
    return None


def may_be_shown(content: bytes) -> bool:
    """Whether a picture may be decoded at all: its head is readable and it is no flood of pixels."""
    size = picture_size(content)
    return size is not None and 0 < size[0] * size[1] <= MOST_PIXELS


def told_by(content: bytes) -> Told:
    """What a picture tells beside its picture; nothing for other files and broken pictures."""
    try:
        if content.startswith(_PNG_HEAD):
            parts = [(name, part) for name, part in _chunks(content) if name not in _PNG_KEPT]
            return Told(any(name == b"eXIf" and _has_position(part[8:-4]) for name, part in parts), bool(parts))
        if content.startswith(b"\xff\xd8"):
            segments = list(_segments(content))
            told = [part for marker, part in segments if _tells(marker, part)]
            return Told(any(_has_position(part[10:]) for part in told if part[4:10] == _EXIF), bool(told))
    except (ValueError, struct.error):
        pass
    return Told()


def without_metadata(content: bytes) -> bytes:
    """The same picture, bit by bit, without what it tells beside it; how it is turned stays.

    Raises:
        ValueError: no picture of ours, or a broken one.
    """
    if content.startswith(_PNG_HEAD):
        return _PNG_HEAD + b"".join(part for name, part in _chunks(content) if name in _PNG_KEPT)
    if not content.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG and no PNG")
    return b"\xff\xd8" + _turned(content) + b"".join(part for m, part in _segments(content) if not _tells(m, part))


# PNG: what the picture needs to look the same; everything else is words about it.
# Source: W3C, Portable Network Graphics (Third Edition), 2025, clause 5 and 11.
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs")
)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and bytes of every chunk of a PNG up to its end; what follows the end is no picture."""
    at = len(_PNG_HEAD)
    while True:
        length = int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        part = content[at : at + 12 + length]
        if len(part) < 12 + length or len(name) < 4:
            raise ValueError("the picture is cut off")
        yield name, part
        if name == b"IEND":
            return
        at += len(part)


# JPEG: segments by marker. Source: ITU-T T.81, annex B; Exif 2.32 (CIPA DC-008), clause 4.
_EXIF = b"Exif\0\0"
_SCAN, _END, _APP0, _APP2, _APP14, _COMMENT = 0xDA, 0xD9, 0xE0, 0xE2, 0xEE, 0xFE
_ORIENTATION, _POSITION = 0x0112, 0x8825


def _tells(marker: int, part: bytes) -> bool:
    """Whether a segment is about the picture instead of part of it."""
    if marker == _APP2:
        return not part[4:].startswith(b"ICC_PROFILE\0")
    return marker == _COMMENT or (_APP0 < marker <= 0xEF and marker != _APP14)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of every segment of a JPEG after its start, the scans included; ends with its end."""
    at = 2
    while True:
        if content[at : at + 1] != b"\xff" or at + 2 > len(content):
            raise ValueError("the picture is broken or cut off")
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            yield marker, content[at : at + 2]
            return
        if marker in (0x00, 0x01) or 0xD0 <= marker <= 0xD8:
            raise ValueError("the picture is broken")
        stop = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if stop > len(content) or stop < at + 4:
            raise ValueError("the picture is cut off")
        if marker == _SCAN:
            stop = _end_of_scan(content, stop)
        yield marker, content[at:stop]
        at = stop


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the bits of a scan end: at the next marker that is neither a stuffed byte nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise ValueError("the picture is cut off")
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _turned(content: bytes) -> bytes:
    """A segment that says only how the picture is turned; empty where it stands upright."""
    exif = next((part[10:] for m, part in _segments(content) if m == 0xE1 and part[4:10] == _EXIF), b"")
    turned = _entries(exif).get(_ORIENTATION, b"")[:2]
    value = int.from_bytes(turned, "little" if exif[:2] == b"II" else "big")
    if not 2 <= value <= 8:
        return b""
    body = _EXIF + b"MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", _ORIENTATION, 3, 1, value, 0) + b"\0\0\0\0"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _has_position(exif: bytes) -> bool:
    return _POSITION in _entries(exif)


def _entries(exif: bytes) -> dict[int, bytes]:
    """Tags and value bytes of the first directory of an Exif block; empty where it is broken."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return {}
    try:
        (start,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, start)
        found = {}
        for place in range(min(count, 200)):
            at = start + 2 + 12 * place
            (tag,) = struct.unpack_from(order + "H", exif, at)
            found[tag] = exif[at + 8 : at + 12]
        return found
    except struct.error:
        return {}
