"""How soon a window stands: the unlock page, and *Today* of a full workplace, each beside a bare PySide6 window."""

from __future__ import annotations

import statistics
from pathlib import Path

from measures import workplaces
from measures.frame import Measure, Samples, Workbench, child, shown

MOST_MEMORY = 220
"""MB at the peak, with 10,000 cases."""
MOST_USABLE = 1.6
"""Until one can type, as a multiple of a bare window; a wish of ours, not a promise."""

# All children stop at the same point: the first turn of the event loop after the window was painted.
BARE = """
import os, sys, time
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.resize(1440, 900)
window.show()
app.processEvents()
print(time.monotonic() - {START})
sys.stdout.flush()
os._exit(0)
"""

# A bare window with the fields of the unlock page: what PySide6 itself takes for them.
FIELDS = """
import os, sys, time
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.resize(1440, 900)
page = QVBoxLayout(window)
page.setAlignment(Qt.AlignmentFlag.AlignCenter)
passphrase = QLineEdit()
passphrase.setEchoMode(QLineEdit.EchoMode.Password)
for part in (QLabel("Welcomedesk"), QComboBox(), passphrase, QPushButton("Entsperren"), QComboBox()):
    page.addWidget(part)
window.show()
app.processEvents()
print(time.monotonic() - {START})
sys.stdout.flush()
os._exit(0)
"""

# The real start. Where the window hears that its first picture stands, the time is told; a second child goes on until
# the page itself is made and painted and its field has the focus.
UNLOCK = """
import os, sys, time
from PySide6.QtWidgets import QApplication, QLineEdit
from welcomedesk.ui.window import Window
page = Window._after_sketch
def tell():
    print(time.monotonic() - {START})
    sys.stdout.flush()
    os._exit(0)
def after_picture(window):
    if "usable" not in sys.argv:
        tell()
    page(window)
    QApplication.processEvents()
    assert isinstance(window.focusWidget(), QLineEdit), window.focusWidget()
    tell()
Window._after_sketch = after_picture
from welcomedesk.__main__ import main
main([])
"""

# From the passphrase to *Today* with all that is due. What the person's typing hides (`warm_up`) is done before the
# clock starts, and the keys of this workplace cost nothing to derive. Told: seconds, MB at the peak, seconds hidden.
TODAY = """
import os, resource, sys, time
from pathlib import Path
from measures import workplaces
from welcomedesk import bootstrap, paths
bootstrap.vault = lambda home=None: workplaces.vault((home or paths.home()).root)
from welcomedesk.backend import RealBackend
from welcomedesk.ui.app import make_application, open_window
backend = RealBackend()
app = make_application(backend)
window = open_window(backend)
opened = time.monotonic()
def settle(ready):
    until = time.monotonic() + 60
    app.processEvents()
    while window.worker.busy or not ready():
        assert time.monotonic() < until, "it never settled"
        app.processEvents()
        # Waits as the event loop does, without taking the processor from the worker.
        time.sleep(0.001)
    app.processEvents()
warm = []
warm_up = backend.warm_up
backend.warm_up = lambda: warm.append(warm_up())
settle(lambda: warm)
start = time.monotonic()
window.worker.run(lambda progress: backend.unlock(workplaces.ADVISER, workplaces.PASSPHRASE), window.enter)
# Until the page shows what is due; what is counted behind it, some cases at a time, nobody waits for.
def stands():
    view = window.shell.view if window.shell is not None else None
    return view is not None and view._shown is not None
while not stands():
    assert time.monotonic() - start < 60, "it never came"
    app.processEvents()
    time.sleep(0.001)
app.processEvents()
taken = time.monotonic() - start
assert window.shell.place.page == "today", window.shell.place
print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, start - opened)
sys.stdout.flush()
os._exit(0)
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
    """The first picture; told beside it: how long until one can type, and what the bare fields would take."""
    home = workplaces.workplace(bench.folder / "unlock", 10)
    # A ratio near its limit needs more than five runs to stand still.
    runs = max(bench.runs, 15)
    told: dict[str, list[float]] = {"picture": [], "usable": [], "fields": [], "bare": []}
    for turn in range(runs + 1):
        took = {
            "bare": child(BARE)[0],
            "picture": child(UNLOCK, home=home)[0],
            "usable": child(UNLOCK, "usable", home=home)[0],
            "fields": child(FIELDS)[0],
        }
        # The first of each warms the disk.
        for name, seconds in took.items() if turn else ():
            told[name].append(seconds)
    middle = {name: statistics.median(values) for name, values in told.items()}
    usable, fields = middle["usable"] / middle["bare"], middle["fields"] / middle["bare"]
    notes = (
        f"timed is the first picture, drawn where the page will stand; the page takes its place and keys at "
        f"{shown(middle['usable'])}, {usable:.2f} × (wanted: at most {MOST_USABLE}); "
        f"bare fields alone: {shown(middle['fields'])}, {fields:.2f} ×"
    )
    return Samples(tuple(told["picture"]), tuple(told["bare"]), notes=notes)


def today(bench: Workbench) -> Samples:
    home = workplaces.workplace(bench.kept / "today", 10_000)
    told, bare = in_turns(TODAY, bench.runs, home)
    peak = max(figures[1] for figures in told)
    hidden = statistics.median(figures[2] for figures in told)
    words = f"peak memory {peak:.0f} MB, at most {MOST_MEMORY} MB; {shown(hidden)} of loading hidden while one types"
    return Samples(
        tuple(figures[0] for figures in told),
        tuple(bare),
        notes=words if peak <= MOST_MEMORY else "",
        failed=(f"NOT KEPT: {words}",) if peak > MOST_MEMORY else (),
    )


MEASURES = (
    Measure("unlock", "unlock window painted", "a bare PySide6 window", 1.25, "ratio", unlock),
    Measure("today", "unlock to Today, 10,000 cases", "a bare PySide6 window", 0.6, "median", today),
)
