"""The offline map: every district, marks that share a place, and the way through it by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from welcomedesk.ui.components import map_shapes
from welcomedesk.ui.components.map_marks import MOST_SPREAD, Mark, located, together
from welcomedesk.ui.components.map_view import MapView

MAGDEBURG, HALLE, STENDAL = (52.13, 11.62), (51.48, 11.97), (52.61, 11.86)


def marks(place: tuple[float, float], count: int, first: int = 1) -> list[Mark]:
    return [Mark(f"{place[0]}-{n}", f"Stelle <b>{n}</b>", *place, number=first + n) for n in range(count)]


def shown(qtbot: QtBot, *wanted: Mark) -> MapView:
    view = MapView()
    qtbot.addWidget(view)
    view.resize(480, 620)
    view.set_marks(wanted)
    view.show()
    return view


def test_all_fourteen_districts_are_drawn_and_hold_their_own_middle() -> None:
    shapes = map_shapes.districts()
    assert len(shapes) == 14 and len({shape.key for shape in shapes}) == 14
    around = [shape for shape in shapes if not shape.path.contains(shape.middle)]
    assert len(around) <= 1, "only a district around a city may have its middle outside"
    assert next(shape for shape in shapes if shape.key == "15003").path.contains(map_shapes.spot(*MAGDEBURG))


def test_a_few_offices_at_one_place_stand_beside_each_other_and_many_become_a_number(qtbot: QtBot) -> None:
    view = shown(qtbot, *marks(MAGDEBURG, 3), *marks(HALLE, MOST_SPREAD + 2, 10))
    kinds = [spot.kind for spot in view.spots()]
    assert kinds.count("pin") == 3 and kinds.count("ring") == 1


def test_places_part_when_one_goes_closer(qtbot: QtBot) -> None:
    near = (MAGDEBURG[0] + 0.02, MAGDEBURG[1])
    view = shown(qtbot, *marks(MAGDEBURG, 4), *marks(near, 4, 5))
    assert [spot.kind for spot in view.spots()] == ["ring"]
    for _step in range(5):
        view.zoom_by(1.6)
    assert len(view.spots()) == 8


def test_no_mark_is_lost_when_five_thousand_share_the_map() -> None:
    many = [Mark(str(n), "x", 51.0 + (n * 37 % 1900) / 1000, 10.6 + (n * 53 % 2500) / 1000) for n in range(5_000)]
    groups = together(located(many), 25.0)
    assert sum(len(group) for group in groups) == 5_000 and len(groups) < 5_000


def test_keys_go_through_the_offices_in_the_order_of_the_list_and_say_which(qtbot: QtBot) -> None:
    view = shown(qtbot, *marks(STENDAL, 1, 2), *marks(MAGDEBURG, 1, 1))
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    for _press in range(3):
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert chosen == [f"{MAGDEBURG[0]}-0", f"{STENDAL[0]}-0", f"{MAGDEBURG[0]}-0"]
    assert "Gewählt: Stelle <b>0</b>" in view.accessibleDescription() and "Tabelle" in view.accessibleDescription()


def test_a_click_on_a_pin_chooses_it(qtbot: QtBot) -> None:
    view = shown(qtbot, *marks(STENDAL, 1))
    spot = view.spots()[0]
    point = view.place(spot) - QPointF(0, 15)
    with qtbot.waitSignal(view.chosen) as told:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert told.args == [f"{STENDAL[0]}-0"]


def test_arrows_and_home_move_the_map_and_it_never_leaves_the_state(qtbot: QtBot) -> None:
    view = shown(qtbot)
    for _press in range(200):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert map_shapes.bounds().adjusted(-1, -1, 1, 1).contains(view._middle)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view._middle == map_shapes.bounds().center()


def test_the_place_of_the_case_is_never_hidden_under_an_office(qtbot: QtBot) -> None:
    view = shown(qtbot, *marks(MAGDEBURG, 6))
    view.set_here(*MAGDEBURG)
    (spot,) = view.spots()
    at = view._here_beside([view.place(spot).toTuple()])
    assert abs(at.x() - view.place(spot).x()) >= 20
    view.set_here(*STENDAL)
    assert view._here_beside([view.place(spot).toTuple()]) == view._transform().map(map_shapes.spot(*STENDAL))
