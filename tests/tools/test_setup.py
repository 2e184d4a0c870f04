"""Set-up knows when it has to work again, and names in one line what is missing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import setup
import system_libraries


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with the files that set-up looks at, and an environment that seems to be there."""
    (tmp_path / "requirements").mkdir()
    for name in ("requirements/run.txt", "requirements/build.txt", "requirements/test.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "desk"\n[tool.ruff]\n', encoding="utf-8")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "STAMP", tmp_path / ".venv" / "stamp.json")
    setup.python().parent.mkdir(parents=True)
    setup.python().touch()
    return tmp_path


def finished(scope: str) -> None:
    setup.STAMP.write_text(json.dumps({scope: setup.fingerprint(scope)}), encoding="utf-8")


def test_a_new_checkout_is_not_ready(checkout: Path) -> None:
    assert not setup.is_ready("run")


def test_a_second_call_finds_everything_done(checkout: Path) -> None:
    finished("run")
    assert setup.is_ready("run")
    assert not setup.is_ready("test")


def test_what_can_run_the_tests_can_run_the_program(checkout: Path) -> None:
    finished("test")
    assert setup.is_ready("run")


def test_changed_pins_are_installed_again(checkout: Path) -> None:
    finished("run")
    (checkout / "requirements" / "run.txt").write_text("another version", encoding="utf-8")
    assert not setup.is_ready("run")


def test_another_rule_of_style_installs_nothing(checkout: Path) -> None:
    finished("run")
    (checkout / "pyproject.toml").write_text('[project]\nname = "desk"\n[tool.mypy]\n', encoding="utf-8")
    assert setup.is_ready("run")


def test_another_command_of_the_package_installs_it_again(checkout: Path) -> None:
    finished("run")
    (checkout / "pyproject.toml").write_text('[project]\nname = "desk2"\n', encoding="utf-8")
    assert not setup.is_ready("run")


def test_a_broken_stamp_only_means_that_set_up_works_again(checkout: Path) -> None:
    setup.STAMP.write_text("{", encoding="utf-8")
    assert not setup.is_ready("run")


def test_an_older_catalogue_is_compiled_again(tmp_path: Path) -> None:
    words, compiled = tmp_path / "a.po", tmp_path / "a.mo"
    words.touch()
    assert setup.is_older(compiled, words)
    compiled.touch()
    assert not setup.is_older(compiled, words)


def test_a_machine_with_everything_misses_nothing() -> None:
    assert set(system_libraries.missing_packages(True, loads=lambda _library: True)) <= {system_libraries.FONT}


def test_without_a_screen_the_libraries_of_the_window_are_not_asked_for() -> None:
    missing = system_libraries.missing_packages(False, loads=lambda _library: False)
    assert "libegl1" in missing
    assert "libxcb-cursor0" not in missing


def test_with_a_screen_the_missing_library_is_named_by_its_package() -> None:
    missing = system_libraries.missing_packages(True, loads=lambda library: library != "libxcb-cursor.so.0")
    assert "libxcb-cursor0" in missing


def test_somebody_without_rights_gets_one_line_to_hand_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "missing_packages", lambda _window: ["libegl1", "libgl1"])
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_libraries.sys, "platform", "linux")
    with pytest.raises(system_libraries.MissingLibrariesError) as told:
        system_libraries.ensure(True, say=print)
    assert "apt-get install --no-install-recommends libegl1 libgl1" in str(told.value)
    assert "\n" not in str(told.value)
