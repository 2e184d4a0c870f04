"""Build the folder that runs without Python, the same way on every platform.

Usage:
    python installer/build.py [OUT]        default: dist/

A fresh environment, exact versions checked by hash, the wheel of this checkout, then PyInstaller. The scripts
build-linux.sh, build-macos.sh and build-windows.ps1 beside this file only choose the Python and pack the result.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PINS = ("requirements/run.txt", "requirements/build.txt", "installer/pyinstaller.txt")
# Fixed, so that the same checkout gives the same bytes wherever PyInstaller allows it.
STEADY = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1767225600"}


def run(python: Path, *arguments: str) -> None:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([str(python), *arguments], cwd=ROOT, env={**kept, **STEADY}, check=True)


def build(out: Path, work: Path) -> Path:
    """Build into `out`; returns the folder with the program."""
    venv.create(work / "env", with_pip=True)
    python = work / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pins = [part for name in PINS for part in ("-r", name)]
    run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", *pins)
    run(python, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(work), str(ROOT))
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", str(next(work.glob("*.whl"))))
    folders = ["--distpath", str(out), "--workpath", str(work / "build")]
    run(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, str(HERE / "welcomedesk.spec"))
    folder = out / "welcomedesk"
    # pip writes these lists in no fixed order, and nothing reads them in a built folder.
    for record in folder.rglob("*.dist-info/RECORD"):
        record.unlink()
    return folder


def contents(folder: Path) -> list[Path]:
    """Every file of the built folder; links only point at one of them."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def sums(folder: Path) -> str:
    """One line per file, sorted: its SHA-256 and its path, so that two builds can be compared."""
    files = contents(folder)
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files
    )
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    out = Path(arguments[0]).resolve() if arguments else ROOT / "dist"
    with tempfile.TemporaryDirectory(prefix="welcomedesk-build-") as work:
        folder = build(out, Path(work))
    (out / "SHA256SUMS").write_text(sums(folder), encoding="utf-8")
    size = sum(path.stat().st_size for path in contents(folder))
    print(f"{folder}: {size / 2**20:.0f} MiB; sums in {out / 'SHA256SUMS'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
