"""Every page and every tab of the sample cases, in both languages and looks, in a small and a very small window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from tests.journeys.conftest import PASSPHRASE, Story
from welcomedesk import paths
from welcomedesk.desk import cases
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.ui import pages
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.rows import RowList
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages import case_tabs
from welcomedesk.ui.text import Label

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
GUIDES = ("recognition", "residence", "integration", "employers")
SIZES = ((1280, 720), (853, 480))

W = TypeVar("W", bound=QWidget)


def begin_with_samples(story: Story) -> None:
    """The first run with the sample enquiries ticked, locked again and unlocked by passphrase."""
    story.fill("Name des Büros", "Musterberatung Welcome-Service")
    story.fill("Ihr Name", "A. Beispiel")
    story.find(QCheckBox, "Vier erfundene Musteranfragen zum Ausprobieren eintragen").click()
    story.press("Weiter")
    story.fill("Kennwortsatz", PASSPHRASE)
    story.fill("Kennwortsatz noch einmal", PASSPHRASE)
    story.press("Arbeitsplatz einrichten")
    story.wait(lambda: any(b.text() == "Beginnen" and b.isVisible() for b in story.window.findChildren(QPushButton)))
    story.find(QCheckBox, "Das Blatt ist gedruckt, abgeschrieben oder weggebracht").click()
    story.press("Beginnen")
    story.wait(lambda: story.window.shell is not None)
    story.window.lock()
    story.settle()
    story.fill("Kennwortsatz", PASSPHRASE)
    story.press("Entsperren")
    story.wait(lambda: story.window.shell is not None)


def places(story: Story) -> Iterator[Place]:
    """All pages, all tabs of all cases."""
    for page in pages.PAGES:
        if page.rail:
            yield Place(page.name)
    for page_in_no_rail in ("calls", "network", "handover"):
        yield Place(page_in_no_rail)
    yield Place("cases", tab="new", item="Samir")
    for row in story.desk.store.register(RegisterQuery()).rows:
        for tab in case_tabs.of_kind(row.kind):
            yield Place("case", case=row.id, tab=tab.name)
        yield Place("contacts", case=row.id, item="hwk-magdeburg")
    yield Place("knowledge", item="?Anerkennung")


def complaints(story: Story) -> list[str]:
    """What is wrong with what is shown now."""
    found = [f"error: {said(banner)}" for banner in shown(story.page, Banner) if banner.property("tone") == "danger"]
    for control in (each for kind in CONTROLS for each in shown(story.window, kind)):
        words = control.text() if isinstance(control, QAbstractButton) else ""
        if not (control.accessibleName() or words) and control.focusPolicy():
            found.append(f"no name: {type(control).__name__} in {type(control.parent()).__name__}")
    for widget in shown(story.page, QWidget):
        right = widget.mapTo(story.window, QPoint(widget.width(), 0)).x()
        if right > story.window.width():
            found.append(f"wider than the window: {type(widget).__name__} {widget.accessibleName()} ends at {right}")
    for label in shown(story.page, Label):
        if label.wordWrap() and label.height() < label.heightForWidth(label.width()) - 1:
            found.append(f"cut below: {label.text()[:60]}")
        elif not label.wordWrap() and label.width() < label.sizeHint().width() - 1:
            found.append(f"cut at the side: {label.text()[:60]}")
    return found


def look_at(story: Story, place: Place) -> list[str]:
    """Open a place and give what stays wrong with it; a view takes some turns to arrange itself."""
    assert story.window.shell is not None
    story.window.shell.go(place)
    story.settle()
    found = complaints(story)
    for _turn in range(20):
        if not found:
            break
        story.qtbot.wait(5)
        found = complaints(story)
    return [f"{place.page} {place.tab} {place.item}: {each}" for each in found]


def shown(root: QWidget, kind: type[W]) -> list[W]:
    return [each for each in root.findChildren(kind) if each.isVisible()]


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in shown(widget, Label))


def walk(story: Story, language: str, scheme: str) -> list[str]:
    """Open everything in this language and look, in every size, and collect what is wrong."""
    window = story.window
    window._apply_preferences(replace(window.preferences, language=language, scheme=scheme))
    story.qtbot.wait(0)
    story.settle()
    assert window.shell is not None
    found: list[str] = []
    for width, height in SIZES:
        window.resize(width, height)
        for place in places(story):
            found += [f"{language} {scheme} {width} {each}" for each in look_at(story, place)]
    return found


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_opens_whole_and_without_a_complaint(story: Story, language: str, scheme: str) -> None:
    begin_with_samples(story)
    found = walk(story, language, scheme)
    assert not found, "\n".join(found)


def test_guides_stand_whole_from_their_first_question(story: Story) -> None:
    begin_with_samples(story)
    case = cases.open_case(story.desk, "person", "Amina Rahimi").value.id
    found: list[str] = []
    for width, height in SIZES:
        story.window.resize(width, height)
        for guide in GUIDES:
            place = Place("case", case=case, tab="guide", item=f"begin:{guide}")
            found += [f"{width} {each}" for each in look_at(story, place)]
    assert not found, "\n".join(found)


def test_what_a_new_adviser_looks_for_is_there(story: Story) -> None:
    begin_with_samples(story)
    shell = story.window.shell
    assert shell is not None
    story.window.resize(1280, 720)
    case = cases.open_case(story.desk, "person", "\u0645\u0631\u062d\u0628\u0627").value.id
    shell.go(Place("case", case=case, tab="letters"))
    story.settle()
    story.press("Neues Schreiben")
    assert any(each.accessibleName() == "Neues Schreiben" for each in shown(story.page, RowList))

    due = shell.rail.items[0].accessibleName()
    assert "f\u00e4llig" in due
    story.window.lock()
    story.settle()
    story.fill("Kennwortsatz", PASSPHRASE)
    story.press("Entsperren")
    story.wait(
        lambda: story.window.shell is not None and "f\u00e4llig" in story.window.shell.rail.items[0].accessibleName()
    )
    assert story.page.place.tab == "letters"


def test_a_missing_case_file_is_said_in_german_with_its_name(story: Story) -> None:
    begin_with_samples(story)
    story.window.lock()
    story.settle()
    paths.home().case_file.unlink()
    story.window.show_gate()
    story.settle()
    words = said(story.window)
    assert "cases.wdesk fehlt" in words and "The " not in words
