"""The whole main job in a process that could not reach a network if it tried."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

# The guard refuses sockets; a namespace without interfaces, where the system allows one, also stops libraries in C.
GUARDED = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from tests.helpers.offline import install
guard = install()
guard.on = True
from welcomedesk.__main__ import main
code = main(sys.argv[1:])
print(f"touched the network: {{guard.seen}}" if guard.seen else "", file=sys.stderr)
sys.exit(code or len(guard.seen))
"""


def without_interfaces() -> list[str]:
    """What to put before a command so that it runs in a network namespace of its own; empty where not allowed."""
    command = ["unshare", "--user", "--map-root-user", "--net"]
    try:
        allowed = subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        allowed = False
    return command if allowed else []


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*without_interfaces(), sys.executable, "-c", GUARDED, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_main_job_works_without_any_network(tmp_path: Path) -> None:
    done = run("demo", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out" / "letters").glob("*.pdf"))) >= 4


def test_contacts_are_found_without_any_network() -> None:
    done = run("contacts", "find", "--topic", "recognition", "--postal-code", "39104", "--json")
    assert done.returncode == 0, done.stderr


def test_the_guard_in_the_child_bites() -> None:
    code = GUARDED.replace("from welcomedesk.__main__ import main", "import socket\nmain = lambda _a: socket.socket()")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "NetworkTouchedError" in done.stderr
