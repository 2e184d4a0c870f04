"""What a screen reader is told, what it does with our own widgets, and how dialogs sound."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.faces import (
    DESCRIPTION,
    LEAST,
    NAME,
    SPEAKING,
    VALUE,
    Role,
    everything_folded,
    face,
    focused,
    is_one_of_several,
    seen,
    what,
)
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.ui import reader
from welcomedesk.ui.components.checklist import StepRow
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.filters import FilterField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.pick import Choice, PickField
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.components.search import Hit

OFFICE = "hwk-magdeburg"


@pytest.fixture
def office(open_office: OpenOffice) -> Open:
    return open_office("haddad", "elbaue")


# --- what is said -----------------------------------------------------------------------------------------------------


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What a reader is asked to say, and whether at once; nothing leaves the machine that could be read back."""
    heard: list[tuple[str, bool]] = []
    at_once = QAccessible.AnnouncementPoliteness.Assertive
    monkeypatch.setattr(reader, "_say", lambda _widget, words, how: heard.append((words, how == at_once)))
    return heard


def test_an_error_is_said_at_once_and_read_with_its_field(office: Open, said: list[tuple[str, bool]]) -> None:
    office.go("cases", tab="new")
    page = office.shell.view
    assert page is not None
    row = page.findChild(Form).rows[0]
    row.say_wrong("Ein Fall braucht einen Namen.")
    assert ("Ein Fall braucht einen Namen.", True) in said
    assert face(row.field).text(DESCRIPTION) == "Ein Fall braucht einen Namen."
    row.say_wrong("")
    assert face(row.field).text(DESCRIPTION) == "Leer lassen für eine anonyme Anfrage."


def test_done_things_and_results_are_said_politely(office: Open, said: list[tuple[str, bool]]) -> None:
    office.shell.did("Erledigt eingetragen.")
    assert ("Erledigt eingetragen.", False) in said
    search = office.shell.header.search
    search.field.setText("Haddad")
    search.show_hits("Haddad", (Hit("Fälle", "S. Haddad"), Hit("Fälle", "A. Haddad")))
    assert ("2 Treffer", False) in said
    QTest.keyClick(search.field, Qt.Key.Key_Down)
    assert ("Fälle, A. Haddad", False) in said


# --- dialogs ----------------------------------------------------------------------------------------------------------


DIALOGS: dict[str, tuple[tuple[str, str, str, str], Callable[[Open], object]]] = {
    "task": (("case", "haddad", "overview", ""), lambda office: office.shell.do("task")),
    "reply": (("today", "", "", ""), lambda office: office.shell.view.enter_reply()),  # type: ignore[union-attr]
    "erase": (("case", "haddad", "overview", ""), lambda office: office.shell.view.erase()),  # type: ignore[union-attr]
    "consent": (
        ("letter", "haddad", "referral", OFFICE),
        lambda office: office.shell.view.ask_for_consent(),  # type: ignore[union-attr]
    ),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_has_names_roles_and_no_trap(office: Open, name: str) -> None:
    place, begin = DIALOGS[name]
    office.go(*place)
    begin(office)
    office.settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None and face(dialog).role() == Role.Dialog and dialog.windowTitle()
    inside = seen(dialog)
    for widget in inside:
        assert face(widget).text(NAME).strip() and face(widget).role() in SPEAKING, what(widget)
        assert widget.height() >= LEAST and widget.width() >= LEAST, what(widget)
    inside[0].setFocus(Qt.FocusReason.TabFocusReason)
    visited: set[QWidget] = set()
    for _step in inside:
        now = focused()
        visited.add(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert visited >= {each for each in inside if not is_one_of_several(each)}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


# --- what a reader does -----------------------------------------------------------------------------------------------


def test_what_a_reader_chooses_becomes_current(office: Open) -> None:
    office.go("cases", tab="new")
    page = office.shell.view
    assert page is not None
    box = next(each for each in page.findChildren(ChoiceField) if each.accessibleName() == "Erster Kontakt über")
    edited: list[str] = []
    box.edited.connect(edited.append)
    entry = next(each for each in everything_folded(face(box)) if each.text(NAME) == "Video")
    entry.actionInterface().doAction(entry.actionInterface().actionNames()[0])
    office.qtbot.waitUntil(lambda: box.currentText() == "Video")
    assert edited == [box.value()]

    rows = RowList()
    office.qtbot.addWidget(rows)
    rows.set_rows([Row("a", "A"), Row("b", "B")])
    rows.choose_first()
    chosen: list[str] = []
    rows.chosen.connect(chosen.append)
    entry = face(rows).child(1)
    entry.actionInterface().doAction(entry.actionInterface().actionNames()[0])
    office.qtbot.waitUntil(lambda: rows.current_key() == "b")
    assert chosen == ["b"]


def test_boxes_a_reader_has_asked_about_may_get_other_entries(office: Open) -> None:
    office.go("contacts")
    page = office.shell.view
    assert page is not None
    boxes = page.findChildren(FilterField)
    assert boxes
    for box in boxes:
        assert [each for each in everything_folded(face(box)) if each.role() == Role.ListItem]
    office.go("contacts", case="haddad")
    for box in boxes:
        entries = [each.text(NAME) for each in everything_folded(face(box)) if each.role() == Role.ListItem]
        assert entries == [box.itemText(number) for number in range(box.count())]


def test_what_a_reader_writes_counts_as_typed(qtbot: QtBot) -> None:
    field = PickField([Choice("DE", "Deutschland"), Choice("SY", "Syrien")], name="Land")
    qtbot.addWidget(field)
    picked: list[str] = []
    field.picked.connect(picked.append)
    face(field.field).setText(VALUE, "Syrien")
    assert picked == ["SY"] and field.value() == "SY"


def test_what_unfolds_says_whether_it_is_open_and_is_pressed(office: Open) -> None:
    office.go("case", "haddad", "checklist")
    page = office.shell.view
    assert page is not None
    step = page.findChildren(StepRow)[0]
    heard = face(step)
    assert heard.role() == Role.Button and heard.state().expandable and heard.state().collapsed
    heard.actionInterface().doAction(heard.actionInterface().actionNames()[0])
    assert heard.state().expanded and not heard.state().collapsed
