"""The floor plan of docs/architecture.md, in sentences. Imports point down only."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys

import pytest

from tests.helpers import floors
from tests.helpers.floors import Import

GROUND = {"domain", "drives", "i18n", "paths"}
# Floor 1 keeps the promises that the desk writes down: these pages of it may be read from below.
PROMISES = ("welcomedesk.desk.ports", "welcomedesk.desk.locked")
FLOOR_1 = {room: GROUND | {room} for room in ("packs", "store", "letters", "exchange", "hub")}
MAY_IMPORT = {
    "domain": {"domain"},
    **FLOOR_1,
    "desk": {"desk", "domain"},
    "cli": {"cli", "desk", "domain", "drives", "i18n", "settings", "paths", "bootstrap"},
    "ui": {"ui", "desk", "domain", "drives", "i18n", "settings", "paths"},
    "paths": set(),
    "drives": {"domain"},
    "hardening": set(),
    "i18n": {"domain", "paths", "pseudo"},
    "pseudo": {"i18n"},
    "settings": {"domain", "i18n", "paths"},
    "logbook": set(),
}
LIBRARIES = {
    "domain": set(),
    "packs": {"cryptography", "babel", "holidays"},
    "store": {"sqlalchemy", "sqlcipher3", "alembic", "cryptography"},
    "letters": {"reportlab", "uharfbuzz", "pymupdf_fonts", "PySide6", "shiboken6", "PIL"},
    "exchange": {"cryptography"},
    "hub": {"sqlalchemy", "cryptography"},
    "desk": set(),
    "cli": set(),
    "ui": {"PySide6", "shiboken6"},
    "paths": {"platformdirs"},
    "drives": set(),
    "hardening": set(),
    "i18n": set(),
    "pseudo": set(),
    "settings": set(),
    "logbook": set(),
}
# These choose the real parts and hand them over to desk, window and demonstration: they see every room.
WIRING = {"bootstrap", "backend", "pictures", "__main__", "__init__"}


def offenders(imports: list[Import]) -> str:
    return "\n".join(f"{each.place} imports {each.name}" for each in imports)


def test_every_room_stands_in_the_plan() -> None:
    """A new folder says first on which floor it stands."""
    rooms = {floors.room_of(file) for file in floors.modules()}
    assert rooms <= MAY_IMPORT.keys() | WIRING


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_a_room_imports_only_from_its_own_floor_or_below(room: str) -> None:
    wrong = [
        each
        for each in floors.imports()
        if each.room == room
        and floors.is_ours(each)
        and each.target_room not in MAY_IMPORT[room]
        and not (room in FLOOR_1 and each.name.startswith(PROMISES))
        and each.name != "welcomedesk.__version__"
    ]
    assert not wrong, offenders(wrong)


@pytest.mark.parametrize("room", sorted(LIBRARIES))
def test_a_room_uses_only_the_libraries_it_is_for(room: str) -> None:
    """SQL stays in the store, PDF in letters, Qt in the window (and where a letter needs its text engine)."""
    wrong = [
        each
        for each in floors.imports()
        if each.room == room
        and not floors.is_ours(each)
        and not floors.is_standard(each)
        and each.top not in LIBRARIES[room]
    ]
    assert not wrong, offenders(wrong)


def test_the_desk_reaches_the_floor_below_only_through_its_ports() -> None:
    wrong = [each for each in floors.imports() if each.room == "desk" and each.target_room in FLOOR_1]
    assert not wrong, offenders(wrong)


def test_the_domain_knows_no_disk_no_clock_and_no_chance() -> None:
    banned = {"os", "pathlib", "shutil", "tempfile", "sqlite3", "subprocess", "time", "random", "secrets"}
    wrong = [each for each in floors.imports() if each.room == "domain" and each.top in banned]
    assert not wrong, offenders(wrong)
    asking = re.compile(r"(\w+\.)?(date|datetime)\.(today|now|utcnow)|time\.\w+|(io\.)?open")
    asked = [
        floors.place(file, node)
        for file in floors.modules()
        if floors.room_of(file) in ("domain", "desk")
        for node in ast.walk(floors.tree(file))
        if isinstance(node, ast.Call) and asking.fullmatch(ast.unparse(node.func))
    ]
    assert not asked, f"clock or disk at {asked}"


def test_no_part_of_the_program_can_reach_the_network() -> None:
    """Qt's network module is there for one thing: a second start wakes the first window through a local socket."""
    banned = {"socket", "ssl", "http", "ftplib", "smtplib", "imaplib", "telnetlib", "asyncio", "requests", "httpx"}
    local = {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}
    wrong = [
        each
        for each in floors.imports()
        if each.top in banned
        or each.name.startswith("urllib.request")
        or (each.name.startswith("PySide6.QtNetwork") and each.name not in local)
    ]
    assert not wrong, offenders(wrong)


def test_nothing_is_built_when_a_module_is_imported() -> None:
    """No file is read, no thread started, no clock asked, no Qt object or engine made by an import."""
    building = {
        *("open", "read_text", "read_bytes", "write_text", "mkdir", "exists", "iterdir", "glob"),
        *("now", "today", "Thread", "start", "connect", "create_engine", "getenv", "run", "Popen"),
        *("QApplication", "QGuiApplication", "QWidget", "QIcon", "QFont", "QPixmap", "QTimer", "QSettings"),
    }
    wrong = [
        f"{floors.place(file, node)} calls {floors.called(node)}"
        for file in floors.modules()
        for node in floors.runs_at_import(floors.tree(file))
        if isinstance(node, ast.Call) and floors.called(node) in building
    ]
    assert not wrong, "\n".join(wrong)


def test_nobody_reads_the_environment_at_import() -> None:
    wrong = [
        floors.place(file, node)
        for file in floors.modules()
        for node in floors.runs_at_import(floors.tree(file))
        if isinstance(node, ast.Attribute) and node.attr == "environ"
    ]
    assert not wrong, wrong


def modules_after(code: str) -> set[str]:
    """The names of all modules that are loaded after `code` ran in a fresh process."""
    ask = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_first_window_loads_nothing_heavy() -> None:
    """Start-up is a promise: what the unlock page does not need is loaded later."""
    heavy = {"sqlalchemy", "sqlcipher3", "alembic", "reportlab", "babel", "holidays", "cryptography", "uharfbuzz"}
    loaded = modules_after("import welcomedesk.__main__, welcomedesk.ui.app")
    assert not loaded & heavy, f"loaded too early: {sorted(loaded & heavy)}"


def test_every_module_of_the_desk_can_be_the_first_that_is_imported() -> None:
    """Two modules that need each other work by luck, as long as the right one comes first."""
    names = sorted(path.stem for path in (floors.SOURCE / "desk").glob("*.py") if path.stem != "__init__")
    script = """
import importlib, sys
for name in sys.argv[1:]:
    for known in [each for each in sys.modules if each.startswith("welcomedesk.desk")]:
        del sys.modules[known]
    try:
        importlib.import_module("welcomedesk.desk." + name)
    except ImportError as error:
        print(name, error)
"""
    done = subprocess.run([sys.executable, "-c", script, *names], capture_output=True, text=True, check=True)
    assert len(names) > 60 and done.stdout == ""


def test_the_domain_loads_only_the_standard_library() -> None:
    names = [f"welcomedesk.domain.{file.stem}" for file in (floors.SOURCE / "domain").glob("[a-z]*.py")]
    loaded = modules_after(f"import {', '.join(names)}")
    ours = {name for name in loaded if name.startswith("welcomedesk.")}
    assert {name.split(".")[1] for name in ours} == {"domain"}
    assert not loaded & {"PySide6", "sqlalchemy", "reportlab", "platformdirs"}
