"""No page, in any state, cuts words without an ellipsis, lays parts on top of each other or makes targets too small."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.layout import complaints
from tests.gallery.scenes import SCENES
from tests.gallery.stage import Dress, Stage
from welcomedesk.i18n import MIRRORED, PSEUDO

# Every scene is walked in each of these: wide, narrow, text twice as large in the narrowest window, longer words at
# 150 %, and mirrored. The four widths and both languages of the window are among them.
DRESSES = (
    Dress(),
    Dress(language="en", size=(1024, 576)),
    Dress(language="de", size=(853, 480)),
    Dress(size=(853, 480), zoom=2.0),
    Dress(language=PSEUDO, zoom=1.5),
    Dress(language=PSEUDO, size=(853, 480), zoom=1.5),
    Dress(language=MIRRORED, size=(1280, 720)),
    Dress(language=MIRRORED, size=(853, 480)),
)

# The pages of single components do not arrange themselves for narrow windows; the real ones do.
PAGES = [name for name in SCENES if not name.startswith("parts.")]


@pytest.mark.parametrize("dress", DRESSES, ids=lambda dress: dress.name)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_covered_or_too_small(stage: Stage, name: str, dress: Dress) -> None:
    with stage.shown(SCENES[name], dress) as widget:
        if complaints(widget):
            # A busy machine may still owe the head its last layout; what is really too wide stays so.
            stage.settle(widget)
        assert not complaints(widget)
        # A window that grows because a page would like more room reaches out of a small screen.
        assert isinstance(widget, QDialog) or widget.size() == QSize(*dress.size)


# --- the walk itself ------------------------------------------------------------------------------------------------


def holder(qtbot: QtBot, *parts: QWidget, width: int = 400) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setLayout(QVBoxLayout())
    for part in parts:
        made.layout().addWidget(part)  # type: ignore[union-attr]
    made.resize(width, 200)
    made.show()
    return made


def test_a_label_narrower_than_its_words_is_found(qtbot: QtBot, stage: Stage) -> None:
    label = QLabel("Ohne Einwilligung geht nichts hinaus.")
    label.setMaximumWidth(90)
    made = holder(qtbot, label)
    assert any("cut at the end" in each for each in complaints(made))
    label.setToolTip("Ohne Einwilligung geht nichts hinaus.")
    assert not complaints(made)


def test_a_button_that_cuts_its_words_is_found(qtbot: QtBot, stage: Stage) -> None:
    cut = QPushButton("Einwilligung einholen")
    cut.setMaximumWidth(70)
    assert any("cut: Einwilligung" in each for each in complaints(holder(qtbot, cut)))


def test_parts_on_top_of_each_other_are_found(qtbot: QtBot, stage: Stage) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    layout = QHBoxLayout(made)
    for words in ("eins", "zwei"):
        layout.addWidget(QPushButton(words))
    made.resize(300, 80)
    made.show()
    assert not complaints(made)
    first = layout.itemAt(0).widget()  # type: ignore[union-attr]
    assert first is not None
    first.resize(first.width() + 60, first.height())
    assert any("overlap" in each for each in complaints(made))
    first.move(-30, first.y())
    assert any("reaches out" in each for each in complaints(made))


def test_a_target_under_24_pixels_is_found(qtbot: QtBot, stage: Stage) -> None:
    small = QToolButton()
    small.setFixedSize(20, 20)
    assert any("a target of 20 × 20" in each for each in complaints(holder(qtbot, small)))


def test_arrows_point_the_other_way_in_a_mirrored_window(stage: Stage) -> None:
    with stage.shown(SCENES["cases"], Dress()) as widget:
        straight = widget.header.back.icon().pixmap(18).toImage()  # type: ignore[attr-defined]
        assert widget.rail.x() == 0  # type: ignore[attr-defined]
    with stage.shown(SCENES["cases"], Dress(language=MIRRORED)) as widget:
        assert widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        turned = widget.header.back.icon().pixmap(18).toImage()  # type: ignore[attr-defined]
        assert turned == straight.flipped(Qt.Orientation.Horizontal)
        assert widget.rail.geometry().right() == widget.width() - 1  # type: ignore[attr-defined]
