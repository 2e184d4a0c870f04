"""Icons, fonts and the switch of theme and text size while the window is open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from welcomedesk import paths
from welcomedesk.ui import pages
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.look import icons, theme
from welcomedesk.ui.look.theme import Look
from welcomedesk.ui.look.tokens import DARK, LIGHT
from welcomedesk.ui.look.type import ROLES, system_factor
from welcomedesk.ui.text import Label

UI = Path(theme.__file__).parent.parent


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_in_the_colour_asked_for(name: str) -> None:
    picture = icons.pixmap(name, "#FF0000", 20, 2.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    seen = {
        QColor(picture.pixel(x, y)).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 200
    }
    assert seen == {"#ff0000"}


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_keeps_to_the_grid(name: str) -> None:
    text = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 20 20"' in text
    assert set(re.findall(r'stroke-width="([^"]+)"', text)) <= {"1.5"}
    assert "#" not in text


def test_every_icon_that_the_code_names_is_there() -> None:
    """Icon names are written as words; those passed to our icon functions must be files."""
    known = set(icons.names())
    pattern = re.compile(r'(?:IconLabel|icon_button|set_icon\(\w+,|icons\.(?:icon|pixmap))\(?\s*"([a-z-]+)"')
    named = {name for file in UI.rglob("*.py") for name in pattern.findall(file.read_text(encoding="utf-8"))}
    named |= {page.icon for page in pages.PAGES}
    assert named <= known


def test_a_change_of_theme_reaches_palette_icons_and_labels(qtbot: QtBot, plain_look: Look) -> None:
    label, plus = Label("Wort", tone="accent"), button("Neu", "plus")
    before = plus.icon().pixmap(18).toImage()
    plain_look.use_scheme("dark")
    assert label.palette().color(label.foregroundRole()).name().upper() == DARK.accent
    assert QApplication.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert plus.icon().pixmap(18).toImage() != before
    plain_look.use_scheme("light")
    assert plus.icon().pixmap(18).toImage() == before


def test_larger_text_reaches_fonts_and_heights(qtbot: QtBot, plain_look: Look) -> None:
    label, go, line = Label("Wort"), QPushButton("Weiter"), QLineEdit()
    holder = QWidget()
    qtbot.addWidget(holder)
    for widget in (label, go, line):
        widget.setParent(holder)
    holder.show()
    points, height = label.font().pointSizeF(), go.sizeHint().height()
    plain_look.use_zoom(1.5)
    assert label.font().pointSizeF() == pytest.approx(points * 1.5)
    assert go.sizeHint().height() > height
    assert line.font().pointSizeF() == pytest.approx(points * 1.5)
    plain_look.zoom_by(0)
    assert label.font().pointSizeF() == pytest.approx(points)


def test_text_size_has_a_smallest_and_a_largest_step(plain_look: Look) -> None:
    for _ in range(12):
        plain_look.zoom_by(1)
    assert plain_look.zoom == 2.0
    for _ in range(12):
        plain_look.zoom_by(-1)
    assert plain_look.zoom == 0.8


def test_high_contrast_uses_only_colours_of_the_system(plain_look: Look) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    tokens = theme.tokens_of(palette)
    assert set(tokens.as_dict().values()) <= {"#000000", "#FFFF00", palette.highlight().color().name().upper()}
    assert tokens.danger == "#FFFF00"


def test_high_contrast_tells_a_button_that_is_off_by_a_colour_of_the_system_and_by_its_line(plain_look: Look) -> None:
    palette = QPalette(QColor("#000000"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor("#3FF23F"))
    plain_look.use_contrast(palette)
    off = next(line for line in plain_look._app.styleSheet().splitlines() if line.startswith("QPushButton:disabled"))
    assert "color: #3FF23F" in off and "1px dashed" in off
    plain_look.use_contrast(None)
    assert "dashed" not in next(
        line for line in plain_look._app.styleSheet().splitlines() if line.startswith("QPushButton:disabled")
    )


def test_high_contrast_may_come_and_go_while_the_window_is_open(plain_look: Look) -> None:
    """What holds then is the palette of the system, not what was left of ours."""
    palette = QPalette(QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    plain_look.use_scheme("dark")
    plain_look.use_contrast(palette)
    assert plain_look.high_contrast and plain_look.hex("danger") == "#FFFF00"
    assert QApplication.palette().color(QPalette.ColorRole.WindowText).name().upper() == "#FFFF00"
    plain_look.use_contrast(None)
    assert not plain_look.high_contrast and plain_look.tokens is DARK


def test_fonts_follow_the_settings_of_the_system() -> None:
    assert system_factor(9.0, "win32") == 1.0
    assert system_factor(13.5, "win32") == 1.5
    assert system_factor(9.0, "linux") == 1.0
    assert system_factor(15.0, "linux") == 1.5
    assert system_factor(-1.0, "linux") == 1.0


def test_every_font_role_can_be_made(plain_look: Look) -> None:
    sizes = {role: plain_look.font(role).pointSizeF() for role in ROLES}
    assert sizes["page"] > sizes["question"] > sizes["card"] > sizes["body"] > sizes["small"]


def test_the_scheme_that_was_chosen_wins_over_the_system(plain_look: Look) -> None:
    plain_look.use_scheme("dark")
    assert plain_look.tokens is DARK
    plain_look.use_scheme("light")
    assert plain_look.tokens is LIGHT


def test_pointing_icons_turn_with_the_direction_of_the_window(qapp: QApplication, plain_look: Look) -> None:
    straight = icons.pixmap("back").toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert icons.pixmap("back").toImage() != straight
        assert icons.pixmap("plus").toImage() == icons.pixmap("plus").toImage().flipped(Qt.Orientation.Horizontal)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_main_button_is_filled_with_the_accent(qtbot: QtBot, plain_look: Look) -> None:
    go = button("Weiter", kind="main")
    holder = QWidget()
    go.setParent(holder)
    go.resize(100, 32)
    assert go.grab().toImage().pixelColor(6, 16).name().upper() == LIGHT.accent
