"""The head of a page where there is little room."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.head import PageHead


@pytest.mark.parametrize(("width", "below"), [(900, False), (420, True)])
def test_a_name_and_its_chips_are_read_whole_in_a_narrow_window(qtbot: QtBot, width: int, below: bool) -> None:
    head = PageHead("Samir Haddad", "2026-0001 · Person", "person")
    chips = [Chip("Musterfall", "sample"), Chip("In Beratung", "info"), Chip("Titel läuft am 16.02.2027 ab", "caution")]
    for chip in chips:
        head.add_chip(chip)
    qtbot.addWidget(head)
    head.resize(width, 300)
    head.show()
    qtbot.waitUntil(lambda: all(chip.isVisible() for chip in chips))
    name = head.title
    qtbot.waitUntil(lambda: (middle(chips[0], head) > name.mapTo(head, name.rect().bottomLeft()).y()) is below)
    assert name.width() >= name.sizeHint().width()
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)


def middle(chip: Chip, head: PageHead) -> int:
    return chip.mapTo(head, chip.rect().center()).y()
