"""Write requirements/*.txt and installer/*.txt anew from their .in files: exact versions, hashes, no host, no path.

Usage:
    python tools/pins.py             keep pins that still fit
    python tools/pins.py --upgrade   take the newest that fit
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Each may lean on the ones before it.
FILES = ("requirements/run", "requirements/build", "requirements/test", "requirements/pins", "installer/pyinstaller")
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
)


def compile_pins(python: Path, name: str, *extra: str) -> None:
    """Write one pinned file; the header names `make pins`, not the paths of this machine."""
    folder, _, stem = name.rpartition("/")
    subprocess.run(
        [str(python), "-m", "piptools", "compile", *OPTIONS, *extra, "-o", f"{stem}.txt", f"{stem}.in"],
        cwd=ROOT / folder,
        # A file build.py beside the pins must not stand in for the package of that name.
        env={**os.environ, "CUSTOM_COMPILE_COMMAND": "make pins", "PYTHONSAFEPATH": "1"},
        check=True,
    )


def main(extra: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        install = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(ROOT / "requirements/pins.txt")]
        subprocess.run([str(python), *install], check=True)
        for name in FILES:
            compile_pins(python, name, *extra)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
