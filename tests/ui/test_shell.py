"""The shell by keyboard: places, regions, keys from inside text fields, four widths, words for every control."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.conftest import MakeShell, PlainPage
from welcomedesk.desk.drafts import WINDOW, as_found
from welcomedesk.ui import keys
from welcomedesk.ui.components.search import Hit
from welcomedesk.ui.drafts import keep_draft
from welcomedesk.ui.page import Place, Width
from welcomedesk.ui.scroll_back import main_scroll
from welcomedesk.ui.shell import Shell

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def page(shell: Shell) -> PlainPage:
    view = shell.view
    assert isinstance(view, PlainPage)
    return view


def press(target: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(target, key, modifiers)


def test_numbers_show_the_pages_of_the_rail(make_shell: MakeShell) -> None:
    shell = make_shell()
    press(shell, Qt.Key.Key_2, CTRL)
    assert shell.place == Place("cases")
    press(shell, Qt.Key.Key_7, CTRL)
    assert shell.place == Place("settings")
    assert [item.page.name for item in shell.rail.items if item.isChecked()] == ["settings"]


def test_a_press_on_the_shown_page_leaves_it_marked_in_the_rail(make_shell: MakeShell) -> None:
    shell = make_shell()
    cases = next(item for item in shell.rail.items if item.page.name == "cases")
    for _time in range(2):
        cases.click()
        assert [item.page.name for item in shell.rail.items if item.isChecked()] == ["cases"]


def test_back_and_forward_walk_the_history(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.go(Place("cases"))
    shell.go(Place("case", case="ab12"))
    press(shell, Qt.Key.Key_Left, ALT)
    assert shell.place == Place("cases")
    press(shell, Qt.Key.Key_Right, ALT)
    assert shell.place == Place("case", case="ab12")
    press(shell, Qt.Key.Key_Left, ALT)
    shell.go(Place("settings"))
    press(shell, Qt.Key.Key_Right, ALT)
    assert shell.place == Place("settings")


def test_a_page_without_its_own_place_in_the_rail_marks_the_one_above(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.go(Place("case", case="ab12"))
    assert [item.page.name for item in shell.rail.items if item.isChecked()] == ["cases"]


def test_going_back_returns_focus_to_where_it_was(make_shell: MakeShell, qtbot: QtBot) -> None:
    shell = make_shell()
    page(shell).go_on.setFocus()
    source = page(shell).go_on
    shell.go(Place("cases"))
    shell.back()
    assert shell.focusWidget() is source


def test_a_page_opens_on_its_first_useful_control(make_shell: MakeShell) -> None:
    shell = make_shell()
    assert shell.focusWidget() is page(shell).line


@pytest.mark.parametrize("field", ["line", "note"])
@pytest.mark.parametrize(
    ("key", "modifiers", "name"),
    [
        (Qt.Key.Key_K, CTRL, "search"), (Qt.Key.Key_B, CTRL, "cover"), (Qt.Key.Key_L, CTRL, "lock"),
        (Qt.Key.Key_D, CTRL, "client"), (Qt.Key.Key_F, CTRL, "find"), (Qt.Key.Key_T, CTRL, "task"),
        (Qt.Key.Key_2, CTRL, "page2"), (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier, "region_after"),
        (Qt.Key.Key_Return, CTRL, "main"), (Qt.Key.Key_H, CTRL, "history"), (Qt.Key.Key_E, CTRL, "letter"),
    ],
)  # fmt: skip
def test_text_fields_do_not_swallow_our_keys(
    make_shell: MakeShell,
    monkeypatch: pytest.MonkeyPatch,
    field: str,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    name: str,
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(Shell, "do", lambda self, what: heard.append(what))
    shell = make_shell()
    target: QWidget = getattr(page(shell), field)
    target.setFocus()
    press(target, key, modifiers)
    assert heard == [name]


def test_undo_inside_a_text_field_stays_with_the_field(make_shell: MakeShell) -> None:
    shell = make_shell()
    undone: list[bool] = []
    shell.did("Erledigt", undo=lambda: undone.append(True))
    line = page(shell).line
    line.setFocus()
    QTest.keyClicks(line, "ab")
    press(line, Qt.Key.Key_Z, CTRL)
    assert line.text() != "ab" and not undone
    page(shell).go_on.setFocus()
    press(page(shell).go_on, Qt.Key.Key_Z, CTRL)
    assert undone == [True]


def test_tab_leaves_a_note_and_control_tab_types_one(make_shell: MakeShell) -> None:
    shell = make_shell()
    note = page(shell).note
    note.setFocus()
    press(note, Qt.Key.Key_Tab, CTRL)
    assert note.text() == "\t"
    press(note, Qt.Key.Key_Tab)
    assert shell.focusWidget() is page(shell).go_on


def test_f6_steps_through_the_parts_of_the_window(make_shell: MakeShell) -> None:
    shell = make_shell()
    seen = []
    for _ in range(5):
        press(shell, Qt.Key.Key_F6)
        focused = shell.focusWidget()
        assert focused is not None
        parts = {"rail": shell.rail, "header": shell.header, "page": shell.stack}
        seen.append(next(name for name, part in parts.items() if part.isAncestorOf(focused)))
    assert seen == ["page", "rail", "header", "page", "page"]


def test_the_main_button_answers_to_control_enter(make_shell: MakeShell) -> None:
    shell = make_shell()
    press(page(shell).line, Qt.Key.Key_Return, CTRL)
    assert page(shell).asked == ["main"]


def test_titles_carry_numbers_only(make_shell: MakeShell, qtbot: QtBot) -> None:
    shell = make_shell()
    with qtbot.waitSignal(shell.title_changed) as heard:
        shell.go(Place("case", case="2026-0147"))
    assert heard.args == ["Fall 2026-0147"]


def test_search_takes_focus_and_keeps_it_while_choosing(make_shell: MakeShell, qtbot: QtBot) -> None:
    hits = (
        Hit("Fälle", "S. Haddad", place=Place("case", case="1")),
        Hit("Fälle", "A. B.", place=Place("case", case="2")),
    )
    shell = make_shell(search=lambda desk, text: hits)
    press(page(shell).line, Qt.Key.Key_K, CTRL)
    box = shell.header.search
    assert box.field.hasFocus()
    QTest.keyClicks(box.field, "hadd")
    qtbot.waitUntil(lambda: box.open)
    press(box.field, Qt.Key.Key_Down)
    assert box.field.hasFocus()
    press(box.field, Qt.Key.Key_Return)
    assert shell.place == Place("case", case="2")
    assert box.field.text() == ""


def test_an_old_answer_of_the_search_is_dropped(make_shell: MakeShell) -> None:
    shell = make_shell()
    box = shell.header.search
    box.field.setText("neu")
    box.show_hits("alt", (Hit("Fälle", "S. Haddad"),))
    assert not box.open


def test_new_enquiry_takes_the_text_of_the_search(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.header.search.field.setText("Haddad")
    press(shell.header.search.field, Qt.Key.Key_N, CTRL)
    assert shell.place == Place("cases", tab="new", item="Haddad")


def test_a_done_thing_is_said_with_undo(make_shell: MakeShell) -> None:
    shell = make_shell()
    undone: list[bool] = []
    shell.did("Als erledigt eingetragen", undo=lambda: undone.append(True))
    toast = shell.toasts.shown
    assert toast is not None and toast.words.text() == "Als erledigt eingetragen"
    toast.findChildren(QAbstractButton)[0].click()
    assert undone == [True]
    assert "Gesichert um" in shell.status.saved.text() or "Saved at" in shell.status.saved.text()


def test_place_and_drafts_come_back(make_shell: MakeShell) -> None:
    first = make_shell()
    first.go(Place("case", case="ab12"))
    page(first).line.setText("halb fertig")
    now = first.drafts.now()
    assert now[WINDOW]["places"][-1][1] == "ab12"
    second = make_shell()
    assert second.restore(as_found(now))
    assert second.place == Place("case", case="ab12")
    assert page(second).line.text() == "halb fertig"
    second.back()
    assert second.place == Place("today")


def test_a_new_look_lets_go_of_hidden_pages_but_not_of_what_they_hold(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.go(Place("case", case="ab12"))
    left = page(shell)
    left.line.setText("halb fertig")
    shell.go(Place("today"))
    shown = page(shell)
    shell.do("larger")
    assert page(shell) is shown
    assert not isValid(left), "told of every look, it would slow down each of them"
    shell.back()
    assert page(shell).line.text() == "halb fertig"
    shell.do("usual_size")


def test_a_hidden_page_with_an_open_form_stays_through_a_new_look(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.go(Place("case", case="ab12"))
    left = page(shell)
    assert not keep_draft(left.line, "note"), "there was no draft of it"
    left.line.setText("halb fertig")
    shell.go(Place("today"))
    shell.do("larger")
    assert isValid(left) and left.line.text() == "halb fertig"
    shell.do("usual_size")


def test_a_page_comes_back_scrolled_as_it_was(make_shell: MakeShell, qtbot: QtBot) -> None:
    first = make_shell()
    page(first).content.addSpacing(4000)
    area = main_scroll(page(first))
    assert area is not None
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 900)
    area.verticalScrollBar().setValue(900)
    second = make_shell()
    assert second.restore(as_found(first.drafts.now()))
    again = main_scroll(page(second))
    assert again is not None and again.verticalScrollBar().value() == 0, "what it shows has not arrived yet"
    page(second).content.addSpacing(4000)
    qtbot.waitUntil(lambda: again.verticalScrollBar().value() == 900)


@pytest.mark.parametrize(
    "broken", ["", [], {}, {"places": [["gone", "", "", ""]]}, {"places": [1]}, {"places": 1}, {"at": []}]
)
def test_a_broken_place_is_no_place(make_shell: MakeShell, broken: Any) -> None:
    assert not make_shell().restore(as_found({WINDOW: broken, ("", "page/today"): {"line": 1}}))


SIZES = [(1440, 900), (1360, 760), (1280, 720), (1100, 700), (1024, 576), (860, 520), (853, 480), (800, 460)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("zoom", [1.0, 1.25])
def test_nothing_overlaps(make_shell: MakeShell, plain_look: object, width: int, height: int, zoom: float) -> None:
    from welcomedesk.ui.look.theme import look

    look().use_zoom(zoom)
    shell = make_shell(width, height)
    shell.saved()
    for parent in (shell, shell.header, shell.status, page(shell).head, *shell.header.findChildren(QWidget)):
        if parent.layout() is None:
            continue
        children = [
            child for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if child.isVisible() and child.width() and child is not shell.toasts.shown
        ]  # fmt: skip
        for number, child in enumerate(children):
            assert parent.rect().contains(child.geometry()), f"{child} leaves {parent}"
            for other in children[number + 1 :]:
                assert not child.geometry().intersects(other.geometry()), f"{child} covers {other}"


@pytest.mark.parametrize(
    ("width", "expected"), [(1440, Width.WIDE), (1280, Width.MEDIUM), (900, Width.NARROW), (853, Width.TINY)]
)
def test_what_gives_way_at_each_width(make_shell: MakeShell, width: int, expected: Width) -> None:
    shell = make_shell(width, 600)
    view = page(shell)
    assert view.width_class is expected
    assert shell.rail.isVisible() == (expected > Width.TINY)
    assert shell.header.menu.isVisible() == (expected == Width.TINY)
    assert view.beside.isVisible() == (expected < Width.WIDE)
    assert shell.status.who.isVisible() == (expected > Width.TINY)


def test_the_drawer_opens_over_the_page_and_gives_focus_back(make_shell: MakeShell) -> None:
    shell = make_shell(1280, 720)
    view = page(shell)
    drawer = view.panel.parentWidget()
    assert drawer is not None and not drawer.isVisible()
    press(view.line, Qt.Key.Key_I, CTRL)
    assert drawer.isVisible()
    press(shell, Qt.Key.Key_I, CTRL)
    assert not drawer.isVisible()
    assert shell.focusWidget() is view.beside


def test_no_control_is_without_a_name(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.did("Erledigt", undo=lambda: None)
    for kind in (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView):
        for control in shell.findChildren(kind):
            words = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
            assert words.strip(), control


def test_every_key_is_safe_on_a_german_keyboard() -> None:
    for key in keys.KEYS:
        for sequence in key.sequences:
            assert "Ctrl+Alt" not in sequence
            assert not set(sequence.replace("Ctrl++", "")) & set("[]{}/\\^´`~@"), sequence
            assert not QKeySequence(sequence).isEmpty()


def test_no_key_means_two_things() -> None:
    sequences = [sequence for key in keys.KEYS for sequence in key.sequences]
    assert len(sequences) == len(set(sequences))


def test_f1_lists_every_key(make_shell: MakeShell, qtbot: QtBot) -> None:
    from welcomedesk.ui.frame.help import show_keys
    from welcomedesk.ui.text import Label

    dialog = show_keys(make_shell())
    qtbot.addWidget(dialog)
    words = {label.text() for label in dialog.findChildren(Label)}
    assert len(words) >= len(keys.KEYS)
    dialog.close()
