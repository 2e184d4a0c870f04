"""No picture of the memory reaches the disk when the program crashes."""

from __future__ import annotations

import subprocess
import sys

LIMITS = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)"
START = f"""
import subprocess, sys
from welcomedesk.__main__ import main
try:
    main(["--help"])
except SystemExit:
    pass
print("limits")
{LIMITS}
subprocess.run([sys.executable, "-c", {LIMITS!r}])
"""


def test_core_dumps_are_off_for_the_program_and_what_it_starts() -> None:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    assert done.stdout.split("limits\n")[1].splitlines() == ["(0, 0)", "(0, 0)"]
