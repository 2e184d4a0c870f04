"""Reads a case file page by page with its key, past the engine, to see what really lies in it.

Source of the layout: SQLCipher 4 design notes, https://www.zetetic.net/sqlcipher/design/: AES-256-CBC, the last 80
bytes of a page are its initialisation vector (16) and seal (64), the first 16 bytes of the file are the salt.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PAGE, RESERVED, VECTOR, SALT = 4096, 80, 16, 16


def plain_pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page of a case file in the clear."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    content = path.read_bytes()
    for at in range(0, len(content), PAGE):
        page = content[at : at + PAGE]
        start = SALT if at == 0 else 0
        vector = page[PAGE - RESERVED : PAGE - RESERVED + VECTOR]
        opened = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        yield opened.update(page[start : PAGE - RESERVED]) + opened.finalize()


def everything(path: Path, key: bytes) -> bytes:
    """All pages of a case file in the clear, one after the other."""
    return b"".join(plain_pages(path, key))


def holds(haystack: bytes, word: str) -> bool:
    """Whether a word lies somewhere, in UTF-8 or UTF-16, in whatever case."""
    small = haystack.lower()
    return any(word.lower().encode(code) in small for code in ("utf-8", "utf-16-le", "utf-16-be"))
