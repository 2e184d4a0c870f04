"""What the wheel carries besides code: packs, icons, map, look, and catalogues compiled on the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STEADY = 1767225600
"""2026-01-01, the time of every file that goes into the wheel."""


class WelcomedeskBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles into a folder of its own, so that building leaves the checkout as it was."""

    _made: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return  # An editable install reads the checkout itself.
        self._made = tempfile.TemporaryDirectory(prefix="welcomedesk-wheel-")
        made = Path(self._made.name)
        root = Path(self.root)
        translations = made / "translations"
        translations.mkdir()
        resources = shutil.copytree(
            root / "resources", made / "resources", ignore=shutil.ignore_patterns("compiled.json")
        )
        for path in resources.rglob("*"):
            # The compiled packs name the times of their sources; two clones shall give the same wheel.
            os.utime(path, (STEADY, STEADY))
        self._run("tools/words.py", "compile", str(translations))
        packs = resources / "packs"
        self._run("-m", "welcomedesk.packs.compiler", str(packs), str(packs / "compiled.json"))
        build_data["force_include"][str(translations)] = "welcomedesk/_translations"
        build_data["force_include"][str(resources)] = "welcomedesk/_resources"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self._made is not None:
            self._made.cleanup()

    def _run(self, *arguments: str) -> None:
        """Run one of our own tools with the interpreter that builds."""
        source = {**os.environ, "PYTHONPATH": str(Path(self.root) / "src")}
        subprocess.run([sys.executable, "-B", *arguments], cwd=self.root, env=source, check=True)
