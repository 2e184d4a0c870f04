"""Words that are painted by hand keep their own order in a mirrored window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from welcomedesk.ui.text import draw_line

AREA = QRect(0, 0, 400, 30)


@pytest.mark.parametrize("words", ["+49 345 5204115", "Es ist unklar, ob es diese Stelle noch gibt.", "قدّم الطلب."])
@pytest.mark.parametrize("end", [False, True])
def test_a_line_in_a_mirrored_window_changes_its_edge_only(qapp: QApplication, words: str, end: bool) -> None:
    mirrored = painted(words, Qt.LayoutDirection.RightToLeft, end=end)
    assert mirrored == painted(words, Qt.LayoutDirection.LeftToRight, end=not end)
    assert mirrored != painted("", Qt.LayoutDirection.RightToLeft, end=end)


def painted(words: str, direction: Qt.LayoutDirection, *, end: bool) -> QImage:
    image = QImage(AREA.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    draw_line(painter, AREA, words, direction, end=end)
    painter.end()
    return image
