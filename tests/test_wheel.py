"""The wheel that is built from the checkout carries everything, and runs from an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT


@dataclass(frozen=True, slots=True)
class Installed:
    """A fresh environment with the wheel in it; libraries are lent by the environment of the tests."""

    python: Path
    empty: Path

    def run(self, *arguments: str) -> str:
        """Run the interpreter in an empty folder, with nothing of the checkout on its path."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        environment = {**kept, "WELCOMEDESK_HOME": str(self.empty / "home"), "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [str(self.python), *arguments], cwd=self.empty, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without any network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("machine")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    packages = Path(
        subprocess.check_output([python, "-c", "import site; print(site.getsitepackages()[0])"], text=True).strip()
    )
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True)
    # Only the folder of libraries is lent, not its .pth files: they would lead back into the checkout.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    empty = folder / "empty"
    empty.mkdir()
    return Installed(python, empty)


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_carries_every_resource_of_the_checkout(wheel: Path) -> None:
    shipped = names(wheel)
    wanted = [path for path in (ROOT / "resources").rglob("*") if path.is_file() and path.name != "compiled.json"]
    missing = [
        path
        for path in wanted
        if f"welcomedesk/_resources/{path.relative_to(ROOT / 'resources').as_posix()}" not in shipped
    ]
    assert wanted
    assert not missing


def test_the_wheel_carries_the_compiled_german_words(wheel: Path) -> None:
    assert "welcomedesk/_translations/de/LC_MESSAGES/welcomedesk.mo" in names(wheel)


def test_the_wheel_carries_the_packs_compiled(wheel: Path) -> None:
    assert "welcomedesk/_resources/packs/compiled.json" in names(wheel)


def test_the_wheel_carries_no_tests_and_no_tools(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"welcomedesk"}


def test_building_leaves_the_checkout_as_it_was(wheel: Path) -> None:
    assert not (ROOT / "src" / "welcomedesk" / "_resources").exists()
    assert not (ROOT / "build").exists()


def test_the_installed_program_reads_its_own_resources(installed: Installed) -> None:
    told = installed.run("-c", "from welcomedesk import paths; print(paths.resources()); print(paths.translations())")
    places = [Path(line) for line in told.splitlines()]
    assert all(installed.python.parents[1] in place.parents for place in places)


def test_the_installed_program_speaks_german(installed: Installed) -> None:
    ask = "from welcomedesk import i18n; i18n.use_language('de'); print(i18n._('New enquiry'))"
    assert installed.run("-c", ask).strip() == "Neue Anfrage"


def test_the_installed_program_lists_its_guides(installed: Installed) -> None:
    told = json.loads(installed.run("-m", "welcomedesk", "guide", "list", "--json"))
    assert told


def test_the_installed_program_finds_its_packs_sound(installed: Installed) -> None:
    installed.run("-m", "welcomedesk", "packs", "check")


def test_the_command_is_on_the_path(installed: Installed) -> None:
    command = installed.python.parent / "welcomedesk"
    done = subprocess.run([command, "--help"], cwd=installed.empty, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "guide" in done.stdout
