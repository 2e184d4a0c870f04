"""Files that people really bring and files that somebody made to do harm, built byte by byte."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

PLACE = (52.1205, 11.6276)
"""Magdeburg, where the pictures of these tests were taken."""


def png(width: int = 8, height: int = 6) -> bytes:
    """A small picture with a comment, a date and a place in it."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 60)).save(out, "PNG", dpi=(144, 144))
    content = out.getvalue()
    end = content.index(b"IEND") - 4
    told = chunk(b"tEXt", b"Author\0Quastenflosser") + chunk(b"tIME", b"\x07\xea\x0b\x15\x0c\0\0")
    return content[:end] + told + chunk(b"eXIf", exif_with_place()[6:]) + content[end:]


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def exif_with_place(orientation: int = 6) -> bytes:
    """An Exif block with camera, orientation and the place, as phones write it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Kranichfeder"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 7.0, 13.8), 3: "E", 4: (11.0, 37.0, 39.4)})
    return exif.tobytes()


def jpeg(orientation: int = 6, *, progressive: bool = False) -> bytes:
    """A small photo with Exif, place, comment, and a second picture after its end, as phones make them."""
    out = io.BytesIO()
    picture = Image.effect_noise((48, 32), 80).convert("RGB")
    picture.save(out, "JPEG", exif=exif_with_place(orientation), comment=b"Zwiebelturm", progressive=progressive)
    return out.getvalue() + b"\xff\xd8 trailing Jaspisperle \xff\xd9"


def flood() -> bytes:
    """A PNG of 30,000 × 30,000 pixels in about a hundred kilobytes: opened it would fill 2.7 GB."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    line = b"\0" + b"\0" * 90_000
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(line) for _ in range(300)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf_that_acts() -> bytes:
    """A PDF with a script at opening, a launch action and an embedded program."""
    body = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R /Names << /EmbeddedFiles << /Names [(x.exe) 5 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /AA << /O 7 0 R >> >>",
        rb"<< /S /JavaScript /JS (app.launchURL('file:///x'\); this.exportDataObject({cName:'x.exe',nLaunch:2}\);) >>",
        b"<< /Type /Filespec /F (x.exe) /EF << /F 6 0 R >> >>",
        b"<< /Type /EmbeddedFile /Length 2 >> stream\nMZ\nendstream",
        b"<< /S /Launch /F (/bin/sh) >>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(body, start=1):
        places.append(len(out))
        out += b"%d 0 obj " % number + each + b" endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1) + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(body) + 1, start)
    )  # fmt: skip
