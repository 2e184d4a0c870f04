"""How soon a window stands: the unlock page, and *Today* of a full workplace, each beside a bare PySide6 window."""

from __future__ import annotations

from pathlib import Path

from measures import workplaces
from measures.frame import Measure, Samples, Workbench, child

# Both children stop at the same point: the event loop has nothing more to do after the first paint.
BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv)
window = QLabel("Welcomedesk")
window.resize(1280, 720)
window.show()
app.processEvents()
print(time.monotonic() - {START})
sys.stdout.flush()
import os; os._exit(0)
"""

# The real start, but where the event loop would begin, the first paint is awaited and the time told.
UNLOCK = """
import os, sys, time
from PySide6.QtWidgets import QApplication
def first_paint(*_):
    app = QApplication.instance()
    app.processEvents()
    shown = [window for window in app.topLevelWidgets() if window.isVisible()]
    assert shown, "no window was shown"
    print(time.monotonic() - {START})
    sys.stdout.flush()
    os._exit(0)
QApplication.exec = first_paint
from welcomedesk.__main__ import main
main([])
"""


def in_turns(ours: str, runs: int, home: Path, *arguments: str) -> tuple[list[list[float]], list[float]]:
    """Start our child and the bare one in turns; the first of each warms the disk and does not count."""
    told, bare = [], []
    for turn in range(runs + 1):
        figures, base = child(ours, *arguments, home=home), child(BARE)[0]
        if turn:
            told.append(figures)
            bare.append(base)
    return told, bare


def unlock(bench: Workbench) -> Samples:
    home = workplaces.workplace(bench.folder / "unlock", 10)
    told, bare = in_turns(UNLOCK, bench.runs, home)
    return Samples(tuple(figures[0] for figures in told), tuple(bare))


MEASURES = (Measure("unlock", "unlock window painted", "a bare PySide6 window", 1.25, "ratio", unlock),)
