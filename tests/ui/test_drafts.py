"""Drafts: what is typed is kept every few seconds, only what changed, and comes back where it was typed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MakeShell, PlainPage
from welcomedesk.desk.drafts import WINDOW, Key, as_found
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, LineField, TextField, TickField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.secret import PassphraseField
from welcomedesk.ui.drafts import SECONDS, Drafts, keep_draft
from welcomedesk.ui.drafts_shown import DraftLine, DraftsDialog
from welcomedesk.ui.page import Place
from welcomedesk.ui.shell import Shell

NOTE: Key = ("ab12", "form/note/1")


class NoteDialog(Dialog):
    """A form with one field of each kind, and two that must never be kept."""

    draft_name = "note"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Vermerk")
        form = Form()
        self.what = form.add("Was", LineField("alt")).field
        self.note = form.add("Vermerk", TextField()).field
        self.kind = form.add("Art", ChoiceField([("a", "A"), ("b", "B")])).field
        self.tick = TickField("Haken")
        form.add_widget(self.tick)
        self.secret = form.add("Passphrase", PassphraseField("Passphrase")).field
        self.retyped = QLineEdit()
        form.add_widget(self.retyped)
        self.body.addWidget(form)
        self.add_button("Abbrechen")
        self.add_button("Sichern", main=True)


def opened(shell: Shell, qtbot: QtBot) -> NoteDialog:
    dialog = NoteDialog(shell.view)  # type: ignore[arg-type]
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def kept(shell: Shell) -> dict[Key, Any]:
    """What the fake program behind the shell has been given so far."""
    shell.context.worker.close()
    return shell.context.session.kept  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def on_case(make_shell: MakeShell) -> Shell:
    shell = make_shell()
    shell.go(Place("case", case="ab12"))
    return shell


class Written(list[dict[Key, Any]]):
    def __call__(self, changed: dict[Key, Any]) -> None:
        self.append(changed)


def test_only_what_changed_is_written() -> None:
    parts: dict[Key, Any] = {("a", "page/case/talks"): {"note": "N"}, WINDOW: {"at": 0}}
    written, parent = Written(), QObject()
    drafts = Drafts(parent, lambda: dict(parts), written)
    drafts.begin(())
    drafts.tick()
    drafts.tick()
    parts[WINDOW] = {"at": 1}
    drafts.tick()
    del parts["a", "page/case/talks"]
    drafts.tick()
    assert written[1:] == [{WINDOW: {"at": 1}}, {("a", "page/case/talks"): None}]
    assert len(written) == 3


def test_what_could_not_be_written_is_tried_again() -> None:
    written, parent = Written(), QObject()
    drafts = Drafts(parent, lambda: {WINDOW: 1}, written)
    drafts.tick()
    drafts.lost(written[0])
    drafts.tick()
    assert written == [{WINDOW: 1}, {WINDOW: 1}]


def test_no_draft_is_older_than_five_seconds(on_case: Shell) -> None:
    """The timer looks every three seconds; a write takes far less than the two that are left."""
    assert on_case.drafts._timer.interval() == SECONDS * 1000 <= 3000
    on_case.restore(())
    assert on_case.drafts._timer.isActive() and not on_case.drafts._timer.isSingleShot()


def test_the_timer_keeps_what_is_typed_in_pages_and_dialogs(on_case: Shell, qtbot: QtBot) -> None:
    assert isinstance(on_case.view, PlainPage)
    on_case.view.line.setText("halb")
    dialog = opened(on_case, qtbot)
    dialog.note.setPlainText("noch nicht fertig")
    dialog.tick.setChecked(True)
    dialog.secret.field.setText("geheime Worte")
    dialog.retyped.setText("2026-0147")
    on_case.drafts._timer.timeout.emit()
    found = kept(on_case)
    assert found["", "page/case"] == {"line": "halb"}
    assert found[NOTE] == {"value": "noch nicht fertig", "title": "Fall ab12", "place": ["case", "ab12", "", ""]}
    assert found["ab12", "form/note/3"]["value"] is True
    assert [key for key in found if key[0] == "ab12"] == [NOTE, ("ab12", "form/note/3")]
    assert "geheim" not in str(found) and "0147" not in str(found)


def test_a_draft_comes_back_in_the_form_of_the_same_case_only(make_shell: MakeShell, qtbot: QtBot) -> None:
    shell = make_shell()
    shell.restore(as_found({NOTE: {"value": "halb", "title": "Fall ab12", "place": ["case", "ab12", "", ""]}}))
    shell.go(Place("case", case="cd34"))
    other = opened(shell, qtbot)
    assert other.note.text() == "" and not other.findChildren(DraftLine)
    other.reject()
    shell.go(Place("case", case="ab12"))
    dialog = opened(shell, qtbot)
    assert dialog.note.text() == "halb" and dialog.what.text() == "alt"
    (line,) = dialog.findChildren(DraftLine)
    line.away.click()
    assert dialog.note.text() == "" and not line.isVisible()


@pytest.mark.parametrize("ends", ["accept", "reject"])
def test_a_form_that_is_saved_or_given_up_leaves_no_draft(on_case: Shell, qtbot: QtBot, ends: str) -> None:
    dialog = opened(on_case, qtbot)
    dialog.note.setPlainText("fertig")
    on_case.drafts.tick()
    getattr(dialog, ends)()
    on_case.drafts.tick()
    assert NOTE not in kept(on_case)


def test_locking_closes_a_form_but_keeps_its_draft(on_case: Shell, qtbot: QtBot) -> None:
    dialog = opened(on_case, qtbot)
    dialog.note.setPlainText("halb")
    changed = on_case.drafts.freeze()
    on_case.close_session()
    assert not dialog.isVisible()
    assert changed[NOTE]["value"] == "halb"
    on_case.drafts.tick()
    assert NOTE not in kept(on_case), "what closes after the lock writes nothing any more"


def test_a_field_in_place_is_a_draft_until_it_saves_itself(on_case: Shell) -> None:
    assert isinstance(on_case.view, PlainPage)
    field = on_case.view.note
    assert not keep_draft(field, "about")
    field.setPlainText("halb")
    assert ("ab12", "form/about/0") in on_case.drafts.now()
    field.set_value("was im Fall steht")
    assert ("ab12", "form/about/0") not in on_case.drafts.now(), "what the program puts in is no draft"
    field.setFocus()
    field.setPlainText("ganz fertig")
    on_case.view.line.setFocus()
    assert ("ab12", "form/about/0") not in on_case.drafts.now(), "it saved itself when it was left"


def test_drafts_that_wait_are_offered_and_can_be_discarded(make_shell: MakeShell, qtbot: QtBot) -> None:
    shell = make_shell()
    other: Key = ("", "form/task/0")
    shell.restore(
        as_found(
            {NOTE: {"value": "halb", "title": "Fall ab12", "place": ["case", "ab12", "", ""]},
             other: {"value": "Anruf", "title": "", "place": ["today", "", "", ""]}}
        )
    )  # fmt: skip
    shell.go(Place("today"))
    shell.offer_drafts()
    assert shell.view is not None and shell.view._notice is not None
    assert "2 Entwürfe" in shell.view._notice.accessibleName()
    gone = next(each for each in shell.drafts.waiting() if each.case == "ab12")
    dialog = DraftsDialog(shell.view, shell.drafts, shell._go_on)
    dialog.open()
    dialog._discarded(gone, QWidget(dialog))
    qtbot.waitUntil(lambda: not shell.context.worker.busy)
    assert [each.name for each in shell.drafts.waiting()] == ["task"]
    dialog._chosen(shell.drafts.waiting()[0])
    assert not dialog.isVisible() and shell.place == Place("today")
    assert any(NOTE in each and each[NOTE] is None for each in shell.context.session.changed)  # type: ignore[attr-defined]
