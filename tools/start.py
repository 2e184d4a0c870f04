"""Start Welcomedesk: its window where there is a screen, otherwise the demonstration that needs none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out"


def welcomedesk(*arguments: str, **extra: str) -> int:
    """Run the program as a child process and hand on its exit code."""
    command = [sys.executable, "-m", "welcomedesk", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **extra}, check=False).returncode


def demonstrate() -> int:
    """Run the main job on the sample enquiries and say where to look."""
    print("There is no screen here, so the main job runs on the sample enquiries instead.", flush=True)
    # A demonstration must not meet the case file of a real workplace.
    home = os.environ.get("WELCOMEDESK_HOME") or str(OUT / "workplace")
    failed = welcomedesk("demo", "--out", str(OUT), WELCOMEDESK_HOME=home, QT_QPA_PLATFORM="offscreen")
    if not failed:
        for name, what in (("letters", "Letters"), ("handouts", "Handouts"), ("screenshots", "Screenshot")):
            print(f"{what}: {Path('out', name)}")
    return failed


if __name__ == "__main__":
    sys.exit(welcomedesk() if system_libraries.has_display() else demonstrate())
