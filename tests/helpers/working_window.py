"""The real program at work in a process of its own: unlocked, a case open, a note half typed; then it does as told.

    python -m tests.helpers.working_window HOME [CASES]

One word per line on standard input: `lock`, `tick` (the timer of the drafts),
`raised` (what the toast says), `quit`. Tells what it did on standard
output, one JSON object per line. Keys cost next to nothing, so that a test does not wait for them.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from tests.helpers.vaults import CHEAP, NOON, PASSPHRASE, changes, new_vault, person
from welcomedesk import bootstrap, paths
from welcomedesk.backend import RealBackend
from welcomedesk.store.vault import FileVault, Places
from welcomedesk.ui import app, door
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.talks import TalksTab
from welcomedesk.ui.window import Window

CASE = "c0000001"
NAME, NOTE, TYPED = "Kranichfeder", "Quastenflosser", "Xylophonist"


class Told(QObject):
    """Brings what was read on standard input to the main thread."""

    word = Signal(str)


def cheap_vault(home: paths.Home | None = None) -> FileVault:
    where = home or paths.home()
    return FileVault(Places(where.case_file, where.key_file, where.key_file_copy), cost=CHEAP, floor=CHEAP)


def set_up(home: Path) -> None:
    """A workplace with one case, unless there is one."""
    if not (home / "cases.wdesk").exists():
        store = new_vault(home).unlock(PASSPHRASE)
        store.write(person(CASE, f"Amira {NAME}", "2026-0001"), actor="A. Beispiel", at=NOON)
        store.write(changes(CASE, {"consultation:1.note": NOTE, "consultation:1.at": "2026-11-20"}), actor="A", at=NOON)
        store.close()


def tell(what: str, **more: object) -> None:
    print(json.dumps({"what": what, "at": time.monotonic(), **more}), flush=True)


class Work(QObject):
    """Unlocks, opens the case, types, and waits for orders."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self._told = told
        QTimer.singleShot(0, self, self._find)

    def _find(self) -> None:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, Window) and each.replacing]
        if not found:
            QTimer.singleShot(5, self, self._find)
            return
        self._window = found[0]
        self._window.unlocked.connect(self._unlocked)
        self._window.worker.run(lambda progress: self._window.backend.unlock("", PASSPHRASE), self._window.enter)

    def _unlocked(self) -> None:
        assert self._window.shell is not None
        if self._window.shell.place.case != CASE:
            self._window.shell.go(Place("case", case=CASE, tab="talks"))
        self._wait_for_case()

    def _wait_for_case(self) -> None:
        tab = self._tab()
        if tab is None or not hasattr(tab, "case") or self._window.worker.busy:
            QTimer.singleShot(5, self, self._wait_for_case)
            return
        before = "" if tab.form.isHidden() else tab.form.said.field.value()
        tab.begin()
        tab.form.said.field.setPlainText(f"{before or TYPED} weiter")
        self._told.word.connect(self._do)
        tell("works", before=before, place=self._window.shell.place.tab if self._window.shell else "")

    def _tab(self) -> TalksTab | None:
        view = self._window.shell.view if self._window.shell else None
        return view.findChild(TalksTab) if isinstance(view, CasePage) else None

    def _do(self, word: str) -> None:
        if word == "lock":
            self._window.lock()
            assert self._window.replacing is not None and self._window.replacing.child is not None
            tell("locked", successor=self._window.replacing.child.pid)
        elif word == "tick":
            assert self._window.shell is not None
            self._window.shell.drafts.tick()
            self._window.worker.run(lambda progress: None, lambda _done: tell("ticked"))
        elif word == "raised":
            toast = self._window.shell.toasts.shown if self._window.shell else None
            tell("raised", toast=toast.words.text() if toast is not None else "")
        elif word == "quit":
            self._window.close()


def main() -> None:
    home = Path(sys.argv[1])
    set_up(home)
    bootstrap.vault = cheap_vault  # type: ignore[assignment]
    told = Told()

    def listen() -> None:
        for line in sys.stdin:
            told.word.emit(line.strip())

    threading.Thread(target=listen, daemon=True).start()
    made = app._application()
    work = Work(told)
    made.setProperty("work", work)
    app.run(lambda: RealBackend(paths.Home(home)), home / "settings.json", door.address(home))


if __name__ == "__main__":
    main()
