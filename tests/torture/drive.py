"""A process whose calls to the drive go through `drive.c`, and drives of a small size."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).with_name("drive.c")
CAN_PRELOAD = sys.platform.startswith("linux") and shutil.which("gcc") is not None
CAN_MOUNT = sys.platform.startswith("linux") and os.geteuid() == 0


def can(needs: Collection[str]) -> bool:
    """Whether this system can do what a harness needs."""
    able = {
        "mount": CAN_MOUNT,
        "gcc": CAN_PRELOAD,
        "fork": hasattr(os, "fork"),
        "memory": sys.platform.startswith("linux"),
    }
    return all(able[need] for need in needs)


def run_behind(folder: Path, below: Path, module: str, *arguments: str, record: Path | None = None) -> str:
    """Run a module in a process of its own with the library preloaded; gives what it prints.

    Args:
        folder: where the library is built.
        below: the folder whose calls are recorded or fail.
        record: the file for what is recorded.
    """
    library = folder / "drive.so"
    if not library.exists():
        subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    added = {"PYTHONPATH": paths, "LD_PRELOAD": str(library), "WD_BELOW": str(below.resolve())}
    if record is not None:
        added["WD_RECORD"] = str(record)
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, env={**os.environ, **added}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{module} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def small_drive(folder: Path, size: str = "8m") -> Iterator[Path]:
    """A drive of a few megabytes; needs Linux and the right to mount."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
