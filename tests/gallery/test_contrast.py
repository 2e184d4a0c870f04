"""Contrast of what was really painted, in every theme; and what high contrast takes from the system.

Source: WCAG 2.2, 1.4.3 Contrast (Minimum) and 1.4.11 Non-text Contrast.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QListView, QPushButton, QWidget

from tests.gallery import pictures
from tests.gallery.accepted import MAIN
from tests.gallery.scenes import SCENES
from tests.gallery.stage import Dress, Stage, contrast_palette
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.look import theme
from welcomedesk.ui.look.tokens import DARK, GROUNDS, LIGHT, ROLES, Tokens, contrast
from welcomedesk.ui.page import PageView
from welcomedesk.ui.text import ElidedLabel

TEXT, LARGE_OR_PART = 4.5, 3.0
LARGE_POINTS, LARGE_STRONG_POINTS = 18, 14
LOOKED_AT = (
    *MAIN,
    "case-facts",
    "client",
    "unlock.wrong",
    "frame.toast",
    "frame.error",
    "case.closed",
    "case.restricted",
)
WITHOUT_BORDER = ("link", "ghost", "on_toast", "on_band")
"""Buttons that show by their words that they are buttons."""


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", LOOKED_AT)
def test_words_and_borders_stand_out_from_their_ground(stage: Stage, name: str, scheme: str) -> None:
    with stage.shown(SCENES[name], Dress(scheme, size=(1280, 720))) as widget:
        picture = pictures.painted(widget)
        seen = [*_words(widget), *_rows(widget)]
        pale = [f"{words}: {found}" for words, rect, least in seen if (found := _pale(picture, rect, least))]
        pale += [
            f"border of {words}: {ratio:.2f}" for words, ratio in _borders(widget, picture) if ratio < LARGE_OR_PART
        ]
    assert len(seen) > 3 and not pale


def _words(root: QWidget) -> Iterator[tuple[str, QRect, float]]:
    """Labels and buttons that can be seen whole: what they say, where, and the contrast they need."""
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QLabel | ElidedLabel | QAbstractButton) or not widget.isVisible():
            continue
        words = widget.text()
        if not words.strip() or not widget.isEnabled() or isinstance(widget, IconLabel):
            continue
        if widget.visibleRegion().boundingRect() != widget.rect():
            continue
        font = widget.font()
        large = font.pointSizeF() >= (LARGE_STRONG_POINTS if font.bold() else LARGE_POINTS)
        yield words[:40], QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()), LARGE_OR_PART if large else TEXT


def _rows(root: QWidget) -> Iterator[tuple[str, QRect, float]]:
    """Rows that paint themselves."""
    for view in (each for each in root.findChildren(QListView) if each.isVisible() and each.model() is not None):
        room = view.viewport().visibleRegion().boundingRect()
        for row in range(view.model().rowCount()):
            index = view.model().index(row, 0)
            rect = view.visualRect(index)
            if room.contains(rect) and rect.height() > 8:
                words = str(index.data() or row)
                yield words[:40], QRect(view.viewport().mapTo(root, rect.topLeft()), rect.size()), TEXT


def _pale(picture: Image.Image, rect: QRect, least: float) -> str:
    ground, ink, ratio = pictures.ground_and_ink(pictures.part(picture, rect))
    return "" if ratio >= least else f"{ink} on {ground} {ratio:.2f}"


def _borders(root: QWidget, picture: Image.Image) -> Iterator[tuple[str, float]]:
    """What bounds fields and buttons, against the ground they stand on."""
    for widget in root.findChildren(QWidget):
        field = isinstance(widget, QLineEdit | QComboBox) and not isinstance(
            widget.parentWidget(), QComboBox | QLineEdit
        )
        pressed = type(widget) is QPushButton and widget.property("kind") not in WITHOUT_BORDER
        if not (field or pressed) or not widget.isVisible() or not widget.isEnabled() or widget.width() < 20:
            continue
        if widget.visibleRegion().boundingRect() != widget.rect():
            continue
        at = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        beside = QRect(at.left() - 3, at.center().y(), 1, 1)
        if not QRect(QPoint(0, 0), root.size()).contains(beside):
            continue
        edge = pictures.part(picture, QRect(at.left(), at.center().y() - 2, 2, 4))
        ground, _ink, _ratio = pictures.ground_and_ink(pictures.part(picture, beside))
        _fill, line, _ = pictures.ground_and_ink(edge)
        words = str(widget.accessibleName() or widget.property("text"))
        flat = widget.property("frame") is False
        if not flat:
            yield words, max(contrast(line, ground), contrast(_fill, ground))


def test_pale_words_are_found(qtbot: object, stage: Stage) -> None:
    picture = Image.new("RGB", (90, 30), "#FFFFFF")
    picture.paste("#9AA6AE", (10, 10, 60, 16))
    ground, ink, ratio = pictures.ground_and_ink(picture)
    assert (ground, ink) == ("#FFFFFF", "#9AA6AE") and ratio < TEXT
    picture.paste("#1A2126", (10, 20, 60, 26))
    assert pictures.ground_and_ink(picture)[2] > TEXT


# --- the table of colours -------------------------------------------------------------------------------------------

# What is written in a role, and on which grounds beside the four of every page.
WRITTEN = {
    "text": ("info_ground", "good_ground", "open_ground", "caution_ground", "danger_ground"),
    "text2": ("info_ground", "good_ground", "open_ground", "caution_ground", "danger_ground"),
    "accent": ("info_ground", "good_ground", "open_ground", "caution_ground", "danger_ground"),
    "text3": (), "good": ("good_ground",), "open": ("open_ground",), "caution": ("caution_ground",),
    "danger": ("danger_ground",),
}  # fmt: skip
# Grounds of their own: what stands on the filled button and the band of *Outreach*, and on a toast.
TURNED = (("on_accent", "accent"), ("window", "text"), ("window", "text2"))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_the_table_is_readable(tokens: Tokens) -> None:
    pairs = [(role, ground) for role, more in WRITTEN.items() for ground in (*GROUNDS, *more)]
    low = {pair: contrast(*(getattr(tokens, each) for each in pair)) for pair in (*pairs, *TURNED)}
    assert not {pair: ratio for pair, ratio in low.items() if ratio < TEXT}
    parts = {ground: contrast(tokens.control, getattr(tokens, ground)) for ground in GROUNDS}
    assert not {ground: ratio for ground, ratio in parts.items() if ratio < LARGE_OR_PART}


def test_no_role_is_left_out_of_the_sums() -> None:
    named = set(WRITTEN) | set(GROUNDS) | {ground for more in WRITTEN.values() for ground in more}
    assert set(ROLES) == named | {"on_accent", "control"} | {"line"}, "a line divides and never means anything"


# --- high contrast --------------------------------------------------------------------------------------------------


def test_high_contrast_takes_every_role_from_the_system(stage: Stage) -> None:
    tokens = theme.tokens_of(contrast_palette())
    system = {contrast_palette().color(role).name().upper() for role in QPalette.ColorRole if role.value < 22}
    assert set(tokens.as_dict().values()) <= system
    for role in WRITTEN:
        for ground in (*GROUNDS, *WRITTEN[role]):
            assert contrast(getattr(tokens, role), getattr(tokens, ground)) >= 7, (role, ground)


@pytest.mark.parametrize("name", MAIN)
def test_high_contrast_keeps_words_and_icons(stage: Stage, name: str) -> None:
    """What a colour said is still said: the same texts, and every icon is painted in the colour of the words."""
    with stage.shown(SCENES[name], Dress()) as widget:
        plain = sorted(_said(widget))
    with stage.shown(SCENES[name], Dress("contrast")) as widget:
        assert stage.look.high_contrast
        assert sorted(_said(widget)) == plain
        picture = pictures.painted(widget)
        for icon in widget.findChildren(IconLabel):
            if icon.isVisible() and icon.visibleRegion().boundingRect() == icon.rect() and not icon.size().isEmpty():
                rect = QRect(icon.mapTo(widget, QPoint(0, 0)), icon.size())
                assert pictures.strongest(pictures.part(picture, rect)) >= LARGE_OR_PART


def _said(root: QWidget) -> list[str]:
    """What the page says; the frame around it is the same on every page."""
    page = getattr(root, "view", None)
    root = page.content_box if isinstance(page, PageView) else root
    shown = (each for each in root.findChildren(QWidget) if each.isVisible())
    return [words for each in shown if (words := str(each.property("text") or each.accessibleName()))]
