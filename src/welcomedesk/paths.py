"""Where the program finds what it ships and where it keeps what is entrusted to it."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder with packs, icons and map: inside an installed wheel or at the top of a checkout."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "resources"


def translations() -> Path:
    """The folder with the catalogues of words, one folder per language."""
    installed = _PACKAGE / "_translations"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "translations"


class Home:
    """The folder that holds everything of one workplace.

    `WELCOMEDESK_HOME` moves it as a whole; otherwise it lies where the system keeps data of programs. Written out
    instead of made a dataclass: the first picture of the window stands before `dataclasses` is loaded.
    """

    __slots__ = ("root",)

    def __init__(self, root: Path) -> None:
        self.root = root

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Home) and self.root == other.root

    def __hash__(self) -> int:
        return hash(self.root)

    def __repr__(self) -> str:
        return f"Home({str(self.root)!r})"

    @property
    def case_file(self) -> Path:
        return self.root / "cases.wdesk"

    @property
    def key_file(self) -> Path:
        return self.root / "cases.keys"

    @property
    def key_file_copy(self) -> Path:
        return self.root / "keys" / "cases.keys"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def packs(self) -> Path:
        return self.root / "packs"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def outside(self) -> Path:
        """Copies of attachments that are open in another program; private, and emptied as soon as possible."""
        return self.root / "outside"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def log(self) -> Path:
        return self.root / "log" / "welcomedesk.log"


def home() -> Home:
    """The home of this workplace, not created yet."""
    moved = os.environ.get("WELCOMEDESK_HOME")
    if moved:
        return Home(Path(moved))
    # platformdirs costs a few milliseconds of start-up, so it is asked only when nothing else is said.
    from platformdirs import user_data_path

    return Home(user_data_path("Welcomedesk", appauthor=False, roaming=False))
