"""How quick the map is with five thousand contacts: its first picture, and one frame while it moves or goes closer.

Each beside a bare widget that only draws the fourteen outlines. In a process of its own, because the window needs one
application and the other measures have none.
"""

from __future__ import annotations

from measures.frame import ROOT, Measure, Samples, Workbench, child

MANY = 5_000
FRAMES = 60

SCRIPT = """
import random, sys, time
sys.path[:0] = ["{ROOT}/src"]
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
from welcomedesk.ui.look.theme import install, look
install(app, "light")
from welcomedesk.ui.components import map_shapes
from welcomedesk.ui.components.map_marks import Mark
from welcomedesk.ui.components.map_paint import view_of
from welcomedesk.ui.components.map_view import MapView
dice = random.Random(5)
marks = [Mark(str(n), f"Stelle {n}", dice.uniform(50.95, 53.0), dice.uniform(10.6, 13.1), n if n < 60 else 0)
         for n in range({MANY})]
class Bare(QWidget):
    def paintEvent(self, event):
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look().color("control"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setTransform(view_of(self.size(), 0.25, map_shapes.bounds().center()))
        for shape in map_shapes.districts():
            painter.drawPath(shape.path)
start = time.perf_counter()
map_shapes.districts()
read = time.perf_counter() - start
view, bare = MapView(), Bare()
for widget in (view, bare):
    widget.resize(640, 760)
picture = QPixmap(view.size())
def timed(widget, change=lambda: None):
    start = time.perf_counter()
    change()
    widget.render(picture)
    return time.perf_counter() - start
def fresh():
    view._ground.forget()
    view.set_marks(marks)
first = [read + timed(view, fresh)]
view.zoom_by(3)
turns = [(view.pan, (9, 4)), (view.zoom_by, (1.25,)), (view.pan, (-9, -4)), (view.zoom_by, (0.8,))]
moves = [timed(view, lambda: turns[n % 4][0](*turns[n % 4][1])) for n in range({FRAMES})]
plain = [timed(bare) for _ in range({FRAMES})]
print(*first, plain[0], *moves, *plain)
"""


def _taken() -> list[float]:
    script = SCRIPT.replace("{ROOT}", str(ROOT)).replace("{MANY}", str(MANY)).replace("{FRAMES}", str(FRAMES))
    return child(script)


def first_picture(bench: Workbench) -> Samples:
    taken = [_taken() for _ in range(bench.runs)]
    return Samples(tuple(each[0] for each in taken), tuple(each[1] for each in taken))


def moving(bench: Workbench) -> Samples:
    taken = _taken()[2:]
    return Samples(tuple(taken[:FRAMES]), tuple(taken[FRAMES:]))


MEASURES = (
    Measure(
        "map", f"first picture of the map, {MANY:,} contacts", "the outlines alone", 0.060, "median", first_picture
    ),
    Measure("map-moves", "one frame while panning and zooming", "the outlines alone", 0.016, "p95", moving),
)
