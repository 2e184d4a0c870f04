"""The first picture of the window: where the page will stand, quick to load, and no key is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.fake_backend import FakeBackend
from welcomedesk import settings
from welcomedesk.ui.sketch import Sketch, sketch
from welcomedesk.ui.text import Label
from welcomedesk.ui.unlock import UnlockCard, UnlockPage
from welcomedesk.ui.window import Window

REMEMBERED = {"office": "Beratungsstelle Muster", "workplace": "Messplatz", "advisers": ["A. Beispiel"]}


def begun(qtbot: QtBot, drawn: Sketch, backend: FakeBackend | None = None) -> Window:
    """A window with its first picture only."""
    window = Window(lambda: backend or FakeBackend(), sketch=drawn)
    qtbot.addWidget(window)
    return window


def place(root: QWidget, widget: QWidget) -> tuple[int, int]:
    at = widget.mapTo(root, QPoint(0, 0))
    return at.x(), at.y()


def labels(root: QWidget) -> dict[str, tuple[int, int]]:
    return {label.text(): place(root, label) for label in root.findChildren(QLabel) if label.text()}


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_the_page_stands_where_its_picture_stood(qtbot: QtBot, qapp: QApplication, size: tuple[int, int]) -> None:
    backend = FakeBackend()
    before = backend.workplace()
    words = {"office": before.office, "workplace": before.workplace, "advisers": list(before.advisers)}
    drawn = Sketch(qapp, {"scheme": "light"}, words)
    window = begun(qtbot, drawn, backend)
    window.resize(*size)
    window.show()
    drawn.grab()
    pictured = labels(drawn)
    assert drawn.card is not None
    card = place(drawn, drawn.card), drawn.card.width(), drawn.card.height()
    qtbot.waitUntil(lambda: "warm_up" in backend.calls)
    gate = window.gate
    assert isinstance(gate, UnlockPage) and isinstance(gate.form, UnlockCard)
    form = gate.form
    qtbot.waitUntil(lambda: abs(place(gate, form)[1] - card[0][1]) <= 2)
    assert abs(place(gate, form)[0] - card[0][0]) <= 2
    assert abs(form.width() - card[1]) <= 2 and abs(form.height() - card[2]) <= 2
    real = {label.text(): place(gate, label) for label in gate.findChildren(Label) if label.text() in pictured}
    assert len(real) >= 4
    for words_of_label, at in real.items():
        assert all(abs(one - other) <= 2 for one, other in zip(at, pictured[words_of_label], strict=True)), (
            words_of_label
        )


def test_what_is_typed_before_the_page_stands_goes_into_the_passphrase(qtbot: QtBot, qapp: QApplication) -> None:
    backend = FakeBackend()
    window = begun(qtbot, Sketch(qapp, {}, REMEMBERED), backend)
    QTest.keyClicks(window, "sechsx")
    QTest.keyClick(window, Qt.Key.Key_Backspace)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    window.show()
    qtbot.waitUntil(lambda: "warm_up" in backend.calls)
    gate = window.gate
    assert isinstance(gate, UnlockPage) and isinstance(gate.form, UnlockCard)
    assert gate.form.passphrase.text() == "sechs"
    assert window._typed == ""
    window.worker.close()


def test_a_new_machine_begins_with_the_bare_ground(qapp: QApplication, tmp_path: Path) -> None:
    assert sketch(qapp, tmp_path / "settings.json").card is None


def test_a_missing_case_file_is_never_pictured_as_an_unlock_page(qapp: QApplication, tmp_path: Path) -> None:
    settings.write(tmp_path / "settings.json", {"workplace": REMEMBERED})
    assert sketch(qapp, tmp_path / "settings.json").card is None
    for name in ("cases.wdesk", "cases.keys"):
        (tmp_path / name).touch()
    assert sketch(qapp, tmp_path / "settings.json").card is not None


def test_broken_settings_still_give_a_picture(qapp: QApplication) -> None:
    odd = {"language": 7, "zoom": "groß", "scheme": None}
    made = Sketch(qapp, odd, {"advisers": "nobody", "office": "<b>fett</b>\nzwei"})
    assert not any("<" in label.text() or "\n" in label.text() for label in made.findChildren(QLabel))


def test_the_first_picture_loads_nothing_of_the_page(tmp_path: Path) -> None:
    settings.write(tmp_path / "settings.json", {"workplace": REMEMBERED})
    code = """
import json, sys
from welcomedesk.ui.window import Window
def told(window):
    heavy = ("welcomedesk.ui.look.theme", "welcomedesk.ui.unlock", "welcomedesk.backend", "dataclasses")
    print(json.dumps([name for name in heavy if name in sys.modules]), flush=True)
    import os
    os._exit(0)
Window._after_sketch = told
from welcomedesk.__main__ import main
main([])
"""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "WELCOMEDESK_HOME": str(tmp_path)}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=surroundings)
    assert json.loads(out.stdout) == []
