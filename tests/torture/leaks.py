"""Marked words of invented people, entered through the real window: after a crash they stand nowhere in the clear."""

from __future__ import annotations

import io
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.torture.drive import ROOT
from tests.torture.frame import Control, Harness, Outcome

FIELDS = (
    "person.name", "person.phone", "person.place", "person.street", "person.email", "person.residence_title",
    "person.work_experience", "case.summary", "qualification:1.title", "qualification:1.finished",
    "language:1.certificate", "family_member:1.name", "residence_title:1.title", "consultation:1.note",
    "consultation:1.interpreter", "task:1.what", "task:1.note", "paper:1.title", "paper:1.note", "family_member:1.role",
)  # fmt: skip
FOLDERS = {
    "HOME": "user", "TMPDIR": "tmp", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run", "WELCOMEDESK_HOME": "data/Welcomedesk", "CUPS_SPOOL": "spool",
}  # fmt: skip
"""Where programs put things; all of them lie below one folder, which is searched as a whole."""


def persons(count: int) -> Iterator[dict[str, str]]:
    """Twenty marked words of each person, by field; no two are the same."""
    for who in range(count):
        yield {field: f"Kanarie{who:03d}x{place:02d}q" for place, field in enumerate(FIELDS)}


def forms(content: bytes) -> Iterator[bytes]:
    """The bytes of a file, and what is packed in them: parts of containers, compressed streams."""
    yield content
    if content[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as container:
                for name in container.namelist():
                    yield from forms(container.read(name))
        except zipfile.BadZipFile:
            return
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", content):
        try:
            yield zlib.decompressobj().decompress(content[match.start() :], 10_000_000)
        except zlib.error:
            continue


def found(folder: Path, words: list[str]) -> set[str]:
    """The marked words that stand below a folder in the clear, as UTF-8 or UTF-16, packed or not, or in a name."""
    mark = re.compile("Kanarie[0-9]{3}x[0-9]{2}q")
    wide = re.compile(b"".join(re.escape(sign.encode("utf-16-le")) for sign in "Kanarie") + b"(?:[0-9xq]\0){7}")
    seen: set[str] = set()
    for path in folder.rglob("*"):
        seen |= set(mark.findall(path.name))
        if path.is_file():
            for form in forms(path.read_bytes()):
                seen |= set(mark.findall(form.decode("latin-1")))
                seen |= {piece.decode("utf-16-le") for piece in wide.findall(form)}
    return seen & set(words)


def canaries(folder: Path, trials: int, seed: int) -> Outcome:
    """Each person lives through every workflow in the window of a process that crashes in the end."""
    words = [word for person in persons(trials) for word in person.values()]
    for name in FOLDERS.values():
        (folder / name).mkdir(parents=True, exist_ok=True)
    places = {variable: str(folder / name) for variable, name in FOLDERS.items()}
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.workflows", str(trials)], cwd=ROOT, check=False, capture_output=True,
        env={**os.environ, **places, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    if done.returncode != -9:
        raise RuntimeError(f"the window ended before its crash: {done.stderr.decode()[-2000:]}")
    (folder / "printed").write_bytes(done.stdout + done.stderr)
    files = sum(path.is_file() for path in folder.rglob("*"))
    return Outcome(len(words), len(found(folder, words)), {"persons": trials, "files searched": files})


def in_the_clear(folder: Path, trials: int, seed: int) -> Outcome:
    """The same words in plain SQLite, in a container and in a compressed stream."""
    words = [word for person in persons(trials) for word in person.values()]
    third = len(words) // 3
    with closing(sqlite3.connect(folder / "plain.db")) as plain:
        plain.execute("CREATE TABLE note (text TEXT)")
        plain.executemany("INSERT INTO note VALUES (?)", [(word,) for word in words[:third]])
        plain.commit()
    with zipfile.ZipFile(folder / "x.zip", "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("a", " ".join(words[third : 2 * third]).encode("utf-16-le"))
    (folder / "x.pdf").write_bytes(b"%PDF stream\n" + zlib.compress(" ".join(words[2 * third :]).encode()))
    return Outcome(len(words), len(found(folder, words)))


HARNESSES = (
    Harness("leaks", "marked words in files", canaries, (Control("in the clear", in_the_clear, 6),), 6, 50, 50),
)
