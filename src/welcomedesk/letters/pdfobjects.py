"""The few kinds of PDF object that we write ourselves, in reportlab's document."""

from __future__ import annotations

import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc


class _Raw(pdfdoc.PDFObject):
    """PDF code as it is; reportlab writes it where the object stands."""

    def __init__(self, code: str) -> None:
        self._code = code.encode("ascii")

    def format(self, document: object) -> bytes:
        return self._code


STREAM_END = b"\r\nendstream"
"""Both signs of a line end: after data that end with a return, a line feed alone would make it part of the end."""


class _Stream(pdfdoc.PDFStream):
    """A stream whose length is exactly what stands between its two words.

    reportlab leaves out the line end before `endstream`, which ISO 19005-2, 6.1.7.1 asks for.
    """

    def format(self, document: Any) -> bytes:
        entries = pdfdoc.PDFDictionary({**self.dictionary.dict, "Length": len(self.content)})
        return bytes(entries.format(document) + b"\nstream\n" + self.content + STREAM_END + b"\n")


def number(value: float) -> str:
    """A number with at most two decimals, as short as it can be written."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def dictionary(**entries: Any) -> Any:
    """A dictionary that is an object of its own; texts go in as PDF code."""
    made: Any = pdfdoc.PDFDictionary(_raw(entries))
    made.__RefOnly__ = 1  # whatever refers to it
    return made


def stream(content: bytes, *, packed: bool = True, **entries: Any) -> Any:
    """A stream; `packed` compresses it."""
    if not packed:
        return _Stream(pdfdoc.PDFDictionary(_raw(entries)), content)
    return _Stream(pdfdoc.PDFDictionary(_raw({"Filter": "/FlateDecode", **entries})), zlib.compress(content, 6))


def _raw(entries: dict[str, Any]) -> dict[str, Any]:
    return {key: _Raw(value) if isinstance(value, str) else value for key, value in entries.items()}
