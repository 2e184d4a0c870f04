"""How quick the open window is: another page, a list that scrolls, the search list under a key, larger text.

Each in a process of its own over the real window and a full workplace; the baseline is a bare list of as many rows.
"""

from __future__ import annotations

from pathlib import Path

from measures import workplaces
from measures.frame import Measure, Samples, Workbench, child

ROWS = 100_000
FRAMES = 120

# The real window, unlocked, with everything read; `painted` is the time until the window has drawn what stands now.
OPEN = """
import sys, time
from welcomedesk import bootstrap, paths
from measures import workplaces
bootstrap.vault = lambda home=None: workplaces.vault((home or paths.home()).root)
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from welcomedesk.backend import RealBackend
from welcomedesk.ui.app import make_application, open_window
from welcomedesk.ui.page import Place
backend = RealBackend()
app = make_application(backend)
window = open_window(backend)
def settle(ready=lambda: True):
    until = time.monotonic() + 60
    app.processEvents()
    while window.worker.busy or not ready():
        assert time.monotonic() < until, "it never settled"
        app.processEvents()
        time.sleep(0.001)
    app.processEvents()
settle()
window.worker.run(lambda progress: backend.unlock(workplaces.ADVISER, workplaces.PASSPHRASE), window.enter)
settle(lambda: window.shell is not None and window.shell.view is not None)
shell = window.shell
picture = QPixmap(window.size())
def painted():
    app.processEvents()
    window.render(picture)
def bare_list():
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QListView
    view = QListView()
    view.setUniformItemSizes(True)
    view.setModel(QStringListModel([f"Zeile {n}" for n in range(2_000)]))
    view.resize(900, 700)
    sheet = QPixmap(view.size())
    taken = []
    for n in range(60):
        start = time.perf_counter()
        view.verticalScrollBar().setValue(n * 7)
        view.render(sheet)
        taken.append(time.perf_counter() - start)
    return taken
def tell(taken):
    import os
    print(len(taken), *taken, *bare_list())
    sys.stdout.flush()
    os._exit(0)
"""

# Every page of the rail was seen once; timed is the change and its first picture, as the key is pressed.
PAGES = (
    OPEN
    + """
names = ("today", "cases", "contacts", "knowledge", "reports", "settings")
for name in names:
    shell.go(Place(name)); settle(); painted()
taken = []
for n in range(60):
    name = names[n % len(names)]
    start = time.perf_counter()
    shell.go(Place(name))
    painted()
    taken.append(time.perf_counter() - start)
    settle()
tell(taken)
"""
)

TYPING = (
    OPEN
    + """
field = shell.header.search.field
box = shell.header.search
field.setFocus()
sheet = QPixmap(window.size())
QTest.keyClick(field, "x")
settle(lambda: box.open)
taken = []
for word in ("anerk", "haddad", "muster", "jobcenter", "pflege", "kammer", "aufent", "sprach"):
    box.clear()
    settle()
    for letter in word:
        box.close_list()
        start = time.perf_counter()
        QTest.keyClick(field, letter)
        while not box.open:
            app.processEvents()
            time.sleep(0.0005)  # as the event loop waits; spinning would keep the worker from its work
            assert time.perf_counter() - start < 20
        box._popup.render(sheet)
        taken.append(time.perf_counter() - start)
        settle()
tell(taken)
"""
)

SCROLL = (
    OPEN
    + """
from welcomedesk.ui.components.rows import Row, RowList
rows = RowList()
rows.resize(900, 700)
rows.set_rows([Row(str(n), f"Aufgabe {n}", "zweite Zeile", "document", right="heute") for n in range({ROWS})])
sheet = QPixmap(rows.size())
bar = rows.verticalScrollBar()
taken = []
for n in range({FRAMES}):
    start = time.perf_counter()
    bar.setValue(bar.maximum() * n // {FRAMES} if n % 2 else bar.value() + 120)
    rows.render(sheet)
    taken.append(time.perf_counter() - start)
tell(taken)
"""
)

# Every page of the rail was seen and is kept, so all of them are told; the settings have the most parts.
ZOOM = (
    OPEN
    + """
for name in ("today", "cases", "contacts", "knowledge", "reports", "settings"):
    shell.go(Place(name)); settle(); painted()
taken = []
for n in range(12):
    start = time.perf_counter()
    shell.do("larger" if n % 2 == 0 else "smaller")
    painted()
    taken.append(time.perf_counter() - start)
    settle()
tell(taken)
"""
)


def _measured(script: str, bench: Workbench) -> Samples:
    home: Path = workplaces.workplace(bench.kept / "today", 10_000)
    count, *figures = child(script.replace("{ROWS}", str(ROWS)).replace("{FRAMES}", str(FRAMES)), home=home)
    return Samples(tuple(figures[: int(count)]), tuple(figures[int(count) :]))


def page(bench: Workbench) -> Samples:
    """Another page of the rail, painted."""
    return _measured(PAGES, bench)


def typing(bench: Workbench) -> Samples:
    """From the key in the search box to the painted list."""
    return _measured(TYPING, bench)


def scrolling(bench: Workbench) -> Samples:
    """One frame of a list of 100,000 rows."""
    return _measured(SCROLL, bench)


def zoom(bench: Workbench) -> Samples:
    """Larger or smaller text everywhere, painted."""
    return _measured(ZOOM, bench)


_BARE = "one frame of a bare list"
MEASURES = (
    Measure("page", "another page painted, 10,000 cases", _BARE, 0.050, "p95", page),
    Measure("typing", "search list painted after a key", _BARE, 0.030, "p95", typing),
    Measure("scroll", "one frame of a list of 100,000 rows", _BARE, 0.016, "p95", scrolling),
    Measure("zoom", "larger text painted everywhere", _BARE, 0.100, "p95", zoom),
)
