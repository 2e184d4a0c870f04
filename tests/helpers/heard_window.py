"""The program as it is, in a process of its own, for a screen reader: a workplace with the sample cases, locked.

    python -m tests.helpers.heard_window HOME

Keys cost next to nothing, so that a test does not wait for them; everything else is the program.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.helpers.vaults import ADVISER, CHEAP, vault
from welcomedesk import bootstrap, paths
from welcomedesk.backend import RealBackend
from welcomedesk.desk import checklists, samples
from welcomedesk.store.vault import FileVault, Places
from welcomedesk.ui import app

PASSPHRASE = "sechs ruhige Worte stehen auf dem Zettel"  # QTest types ASCII only


def cheap_vault(home: paths.Home | None = None) -> FileVault:
    where = home or paths.home()
    return FileVault(Places(where.case_file, where.key_file, where.key_file_copy), cost=CHEAP, floor=CHEAP)


def set_up(home: Path) -> None:
    """A workplace with the sample cases, unless there is one."""
    if (home / "cases.wdesk").exists():
        return
    vault(home).create(office="Musterberatung", workplace="Musterstadt", adviser=ADVISER, passphrase=PASSPHRASE)
    session = RealBackend(paths.Home(home)).unlock("", PASSPHRASE)
    for sample in bootstrap.samples():
        entered = samples.enter(session.desk, sample)
        checklists.adopt(session.desk, entered.case, entered.run)
    session.close()


def main() -> None:
    home = Path(sys.argv[1])
    bootstrap.vault = cheap_vault  # type: ignore[assignment]
    set_up(home)
    app.run(lambda: RealBackend(paths.Home(home)), home / "settings.json")


if __name__ == "__main__":
    main()
