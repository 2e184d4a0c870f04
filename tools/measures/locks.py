"""How soon a locked window tells nothing any more, and how soon the process that knew the key is gone."""

from __future__ import annotations

import statistics

from measures import workplaces
from measures.frame import Measure, Samples, Workbench, child, shown
from measures.windows import BARE

UNREADABLE, REPLACED = 0.05, 1.0

# The real window with a case open; told are the seconds from the call of the lock until the window is painted empty,
# and until the new process shows its page and this one has written and closed everything; then only its end is left.
LOCK = """
import os, sys, time
from measures import workplaces
from welcomedesk import bootstrap, paths
bootstrap.vault = lambda home=None: workplaces.vault((home or paths.home()).root)
from PySide6.QtCore import QTimer
from welcomedesk.backend import RealBackend
from welcomedesk.ui import app, door, replacing, window
from welcomedesk.ui.page import Place
times = {}
curtain, end = window.Window._draw_curtain, replacing.Replacing._end
def drawn(self):
    curtain(self)
    times["unreadable"] = time.monotonic()
def ended(self):
    end(self)
    print(times["unreadable"] - times["lock"], time.monotonic() - times["lock"])
    sys.stdout.flush()
    self.child.terminate()
    os._exit(0)
window.Window._draw_curtain, replacing.Replacing._end = drawn, ended
def opened(self):
    self.shell.go(Place("case", case=workplaces.case_id(7)))
    def lock():
        if self.worker.busy:
            return QTimer.singleShot(5, lock)
        times["lock"] = time.monotonic()
        self.lock()
    QTimer.singleShot(200, lock)
warm = RealBackend.warm_up
def warmed(self):
    warm(self)
    seen.append(True)
seen = []
RealBackend.warm_up = warmed
def begin():
    found = [each for each in app.QApplication.topLevelWidgets() if isinstance(each, window.Window) and each.replacing]
    if not found or not seen:
        return QTimer.singleShot(5, begin)
    self = found[0]
    self.unlocked.connect(lambda: opened(self))
    work = lambda progress: self.backend.unlock(workplaces.ADVISER, workplaces.PASSPHRASE)
    self.worker.run(work, self.enter)
made = app._application()
QTimer.singleShot(0, begin)
home = paths.home()
app.run(RealBackend, home.settings, door.address(home.root))
"""


def _locks(bench: Workbench) -> tuple[list[list[float]], list[float]]:
    home = workplaces.workplace(bench.kept / "today", 10_000)
    told, bare = [], []
    for turn in range(bench.runs + 1):
        figures, base = child(LOCK, home=home), child(BARE)[0]
        if turn:
            told.append(figures)
            bare.append(base)
    return told, bare


def lock(bench: Workbench) -> Samples:
    """Until the process is replaced; a slower curtain than promised fails as well."""
    told, bare = _locks(bench)
    unreadable = [figures[0] for figures in told]
    middle, worst = statistics.median(unreadable), max(unreadable)
    words = f"window unreadable after {shown(middle)}, at worst {shown(worst)}; at most {shown(UNREADABLE)}"
    kept = worst <= UNREADABLE
    return Samples(
        tuple(figures[1] for figures in told),
        tuple(bare),
        notes=words if kept else "",
        failed=() if kept else (f"NOT KEPT: {words}",),
    )


MEASURES = (Measure("lock", "lock: process replaced, 10,000 cases", "a bare PySide6 window", REPLACED, "median", lock),)
