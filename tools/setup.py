"""Make this checkout ready to run on a machine that has only Python 3.11 with venv, and make.

Usage:
    python3 tools/setup.py run     the program
    python3 tools/setup.py test    the program and its checks

Standard library only, because nothing else is there yet. A second call finds everything done and returns at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "welcomedesk-setup.json"
OLDEST = (3, 11)
REQUIREMENTS = {"run": ("run.txt", "build.txt"), "test": ("test.txt",)}


class SetupError(Exception):
    """Set-up cannot go on; the message is one line that says what to do."""


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)


def python() -> Path:
    """The interpreter inside the environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def call(*arguments: str, failing: str) -> None:
    """Run the environment's interpreter; `failing` is the line that is shown when it does not work."""
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PYTHONUTF8="1")
    done = subprocess.run([str(python()), *arguments], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        raise SetupError(failing)


def fingerprint(scope: str) -> str:
    """What the environment was made from; another text means that it has to be made again."""
    import tomllib  # Not at the top: an older Python shall hear which one is needed instead of a traceback.

    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT} {scope}".encode())
    for name in REQUIREMENTS[scope]:
        digest.update((ROOT / "requirements" / name).read_bytes())
    # Only what an installation reads: a new rule for the style checker installs nothing anew.
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    digest.update(json.dumps([package.get("project"), package.get("build-system")], sort_keys=True).encode())
    return digest.hexdigest()


def stamped() -> dict[str, str]:
    """Fingerprint of each scope that is set up."""
    try:
        content = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def is_ready(scope: str) -> bool:
    """Whether the environment holds what this scope needs; the checks' environment can also run the program."""
    done = stamped()
    wide_enough = [each for each in REQUIREMENTS if each in (scope, "test")]
    return python().exists() and any(done.get(each) == fingerprint(each) for each in wide_enough)


def make_environment() -> None:
    """Create `.venv`, or create it anew where it was moved or made by another Python."""
    if python().exists():
        question = "import sys; print(*sys.version_info[:2], sys.prefix)"
        answer = subprocess.run([str(python()), "-c", question], capture_output=True, text=True, check=False)
        if answer.stdout.split(maxsplit=2) == [*map(str, sys.version_info[:2]), f"{VENV}\n"]:
            return
        say("the environment was made elsewhere or by another Python; making it anew")
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, ImportError) as problem:
        hint = "install the package python3-venv (Debian) and try again"
        raise SetupError(f"the virtual environment could not be made: {hint}") from problem


def install(scope: str) -> None:
    """Install exactly the pinned parts, each checked by its hash, then the program itself."""
    files = [part for name in REQUIREMENTS[scope] for part in ("-r", f"requirements/{name}")]
    say("installing the pinned parts, about 150 MB the first time")
    quiet = ("-m", "pip", "install", "--quiet", "--no-compile")
    call(
        *quiet,
        "--require-hashes",
        "--no-deps",
        *files,
        failing="pip could not install the pinned parts: its lines above say why; with a network, try again",
    )
    call(
        *quiet,
        "--no-deps",
        "--no-build-isolation",
        "--editable",
        ".",
        failing="pip could not install the program itself: its lines above say why",
    )


def compile_bytecode(*folders: Path) -> None:
    """Compile to bytecode, also where PYTHONDONTWRITEBYTECODE is set: without it every start takes twice as long."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    command = [str(python()), "-m", "compileall", "-q", "-q", "-j", "0", *map(str, folders)]
    # Some libraries carry templates that are no valid Python: that is no reason to stop.
    subprocess.run(command, cwd=ROOT, env=environment, check=False)


def is_older(target: Path, *sources: Path) -> bool:
    """Whether `target` is missing or older than a source."""
    if not target.exists():
        return True
    made = target.stat().st_mtime
    return any(source.stat().st_mtime > made for source in sources)


def compile_words() -> None:
    """Compile the catalogues of words where a text changed."""
    catalogues = list((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))
    if any(is_older(catalogue.with_suffix(".mo"), catalogue) for catalogue in catalogues):
        call("tools/words.py", "compile", failing="the catalogues of words could not be compiled")


def compile_packs() -> None:
    """Compile the packs into one file where a source changed; a broken pack is named, and the others still work."""
    packs = ROOT / "resources" / "packs"
    sources = [path for kind in ("*.toml", "*.json") for path in packs.glob(f"*/{kind}")]
    if is_older(packs / "compiled.json", *sources):
        command = [str(python()), "-m", "welcomedesk.packs.compiler"]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        if done.returncode:
            say("a pack cannot be used; `welcomedesk packs check` names every problem")


def set_up(scope: str) -> None:
    """Do everything that is still to do for `run` or `test`."""
    # pip and apt-get know their own certificates and proxies from the environment; nothing is added here.
    system_libraries.ensure(with_window=scope == "run" and system_libraries.has_display(), say=say)
    if not is_ready(scope):
        make_environment()
        install(scope)
        compile_bytecode(VENV)
        STAMP.write_text(json.dumps({**stamped(), scope: fingerprint(scope)}), encoding="utf-8")
    compile_words()
    compile_bytecode(ROOT / "src")
    compile_packs()


def main(arguments: list[str]) -> int:
    if arguments not in (["run"], ["test"]):
        print(__doc__)
        return 2
    try:
        if sys.version_info < OLDEST:
            raise SetupError("Python 3.11 or newer is needed; name it with `make PYTHON=python3.11 …`")
        set_up(arguments[0])
    except (SetupError, system_libraries.MissingLibrariesError) as problem:
        print(f"setup: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
