"""What is shipped besides code is tested too: links, changelog, words, pins, and what must never be in here."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import welcomedesk
from tests.conftest import ROOT

SKIPPED = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}
MADE = {"out", "dist", "build"}
TEXT = {".py", ".md", ".toml", ".txt", ".in", ".po", ".json", ".jsonl", ".svg", ".sh", ".ps1", ".spec", ".cfg", ""}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def files() -> list[Path]:
    """Every text file that is kept, also in a copy that has no git."""
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if SKIPPED.isdisjoint(parts) and parts[0] not in MADE and path.suffix in TEXT and path.is_file():
            found.append(path)
    return sorted(found)


def lines_with(pattern: str, *, only: str = "") -> list[str]:
    wanted = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:100]}"
        for path in files()
        if path.relative_to(ROOT).as_posix().startswith(only)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if wanted.search(line)
    ]


def test_no_registry_is_named() -> None:
    """Pins are host-free, so that an office can install from a mirror of its own."""
    # Written in classes, so that this line does not find itself.
    assert not lines_with(r"pyp[i]\.|pythonhost[e]d|npm[j]s\.|debia[n]\.org|(index-ur[l]|find-link[s])\s+\S*:/")


def test_no_path_of_somebodys_machine_is_named() -> None:
    assert not lines_with(r"(^|[^a-z.\w-])/(wor[k]|far[m]|roo[t]|home/(?!beispiel)[a-z]+)/")


def test_no_resolver_file_with_hosts_is_kept() -> None:
    assert not (ROOT / "uv.lock").exists()


def test_nothing_is_left_for_later_in_silence() -> None:
    assert not lines_with(r"\b(TOD[O]|FIXM[E]|XX[X])\b", only="src")
    assert not lines_with(r"\b(TOD[O]|FIXM[E]|XX[X])\b|mark\.(ski[p]\b|xfai[l])", only="tests")
    assert not lines_with(r"\b(TOD[O]|FIXM[E]|XX[X])\b", only="docs")


def test_a_test_is_passed_over_only_where_the_machine_lacks_the_rights() -> None:
    """Not every machine lets us mount a full or a read-only drive, and Windows has other rights; no more."""
    passed_over = lines_with(r"pytest\.ski[p]\(|mark\.ski[p]if\(", only="tests")
    assert not [line for line in passed_over if "mount" not in line and 'os.name == "nt"' not in line]


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")), ids=lambda p: p.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    missing = [link for link in inside if not (page.parent / link).exists()]
    assert not missing, f"{page.name}: {missing}"


def test_every_file_a_page_names_exists() -> None:
    """A path in backticks that begins with one of our folders is a promise too."""
    named = re.compile(r"`((?:src|tests|tools|docs|resources|installer|requirements|translations)/[\w./-]+)`")
    missing = [
        f"{page.name}: {name}"
        for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("installer/*.md")]
        for name in named.findall(page.read_text(encoding="utf-8"))
        if not (ROOT / name).exists()
    ]
    assert not missing, missing


def test_the_changelog_tells_of_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(welcomedesk.__version__)}\b", text, re.MULTILINE)


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]  # type: ignore[no-any-return]


def test_the_version_is_the_same_in_code_and_package() -> None:
    assert project()["version"] == welcomedesk.__version__


def wanted_lines(name: str) -> set[str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and line[0] not in "#-"}


def test_the_package_and_the_pins_ask_for_the_same_libraries() -> None:
    assert wanted_lines("run.in") == set(project()["dependencies"])  # type: ignore[call-overload]


@pytest.mark.parametrize("name", ["run", "build", "test", "pins"])
def test_every_pin_is_exact_and_has_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"\n(?=[a-z0-9])", text) if re.match(r"[a-z0-9]", block)]
    assert blocks
    assert all(re.match(r"[a-z0-9._-]+==\S+ \\\n", block) and "--hash=sha256:" in block for block in blocks)


def test_the_checks_run_against_the_same_versions_as_the_program() -> None:
    pins = [
        set(re.findall(r"^([a-z0-9._-]+==\S+)", (ROOT / "requirements" / f"{name}.txt").read_text("utf-8"), re.M))
        for name in ("run", "test")
    ]
    assert pins[0] <= pins[1]


def words_tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "words.py"), *arguments], capture_output=True, text=True, check=False
    )


def test_every_text_of_the_program_has_german_words() -> None:
    done = words_tool("check")
    assert done.returncode == 0, done.stdout


def test_make_lists_its_commands() -> None:
    done = subprocess.run(["make", "-C", str(ROOT)], capture_output=True, text=True, check=True)
    for command in ("setup", "run", "test", "bench", "lint", "words", "wheel"):
        assert f"make {command}" in done.stdout


def test_the_continuous_run_calls_the_test_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text(encoding="utf-8")
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111, "it has no run bit"


def test_the_picture_of_the_floors_is_the_one_its_script_draws() -> None:
    script = ROOT / "tools" / "draw_floors.py"
    code = f"import runpy; print(runpy.run_path({str(script)!r})['picture'](), end='')"
    drawn = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert (ROOT / "docs" / "pictures" / "floors.svg").read_text(encoding="utf-8") == drawn
