"""From the first start to the lock: first run, unlocking, wrong passphrases, missing files, cover, lock, language."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.fake_backend import PASSPHRASE, FakeBackend
from tests.ui.conftest import MakeWindow, PlainPage
from welcomedesk import i18n
from welcomedesk.domain import fields
from welcomedesk.domain.errors import DeskError
from welcomedesk.ui import printing
from welcomedesk.ui.backend import Made, SetUp, Workplace
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.firstrun import CARRIERS, FirstRun, SheetStep
from welcomedesk.ui.frame.cover import Cover
from welcomedesk.ui.idle import Idle
from welcomedesk.ui.page import Place
from welcomedesk.ui.passphrase import judge
from welcomedesk.ui.recovery import RecoveryCard
from welcomedesk.ui.unlock import SENTENCES, UnlockCard, UnlockPage
from welcomedesk.ui.window import Window
from welcomedesk.ui.worker import Worker


def card(window: Window) -> UnlockCard:
    gate = window.gate
    assert isinstance(gate, UnlockPage) and isinstance(gate.form, UnlockCard)
    return gate.form


def unlock(window: Window, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    form = card(window)
    form.passphrase.field.setText(passphrase)
    with qtbot.waitSignal(window.unlocked):
        QTest.keyClick(form.passphrase.field, Qt.Key.Key_Return)


def test_enter_unlocks_and_shows_today(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend())
    unlock(window, qtbot)
    assert window.shell is not None and window.shell.place == Place("today")
    assert window.gate is None
    assert window.backend.calls[:2] == ["warm_up", "unlock A. Beispiel"]  # type: ignore[attr-defined]


def test_a_wrong_passphrase_is_cleared_and_focus_stays(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend(wait=0))
    form = card(window)
    form.passphrase.field.setText("falsch geraten")
    form.try_it()
    qtbot.waitUntil(form.row.wrong)
    assert form.passphrase.text() == ""
    assert form.passphrase.field.property("wrong")
    assert form.unlock.isEnabled()
    assert form.passphrase.field.accessibleDescription()


def test_a_waiting_time_is_named_and_kept(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend(wait=2))
    form = card(window)
    form.passphrase.field.setText("falsch geraten")
    form.try_it()
    qtbot.waitUntil(form.row.wrong)
    assert not form.unlock.isEnabled()
    assert "2" in form.passphrase.field.accessibleDescription()
    form.passphrase.field.setText(PASSPHRASE)
    form.try_it()
    assert not window.worker.busy
    form._second()
    form._second()
    assert form.unlock.isEnabled()


def test_nothing_typed_is_said_at_once(make_window: MakeWindow) -> None:
    window = make_window(FakeBackend())
    card(window).try_it()
    assert card(window).row.wrong()


def test_the_passphrase_is_hidden_until_shown(make_window: MakeWindow) -> None:
    field = card(make_window(FakeBackend())).passphrase
    assert field.field.echoMode() == QLineEdit.EchoMode.Password
    field.show_button.click()
    assert field.field.echoMode() == QLineEdit.EchoMode.Normal
    field.show_button.click()
    assert field.field.echoMode() == QLineEdit.EchoMode.Password


def test_caps_lock_is_noticed_from_the_letters(make_window: MakeWindow) -> None:
    field = card(make_window(FakeBackend())).passphrase
    said: list[bool] = []
    field.caps.connect(said.append)
    QTest.keyClick(field.field, "A")
    QTest.keyClick(field.field, "a")
    assert said == [True, False]


@pytest.mark.parametrize("state", sorted(SENTENCES))
def test_each_trouble_with_the_files_has_its_three_sentences(make_window: MakeWindow, state: str) -> None:
    backend = FakeBackend(state=state)
    window = make_window(backend)
    gate = window.gate
    assert isinstance(gate, UnlockPage) and gate.form is None
    assert all(SENTENCES[state])
    assert not [call for call in backend.calls if call.startswith(("create", "unlock"))]


def test_the_recovery_sheet_opens_with_a_new_passphrase(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend())
    card(window).forgotten.emit()
    gate = window.gate
    assert isinstance(gate, UnlockPage) and isinstance(gate.form, RecoveryCard)
    form = gate.form
    form.try_it()
    assert form.code.wrong() and form.new.wrong()
    form.code.field.setText("K7M4-QX2P")
    form.new.field.field.setText("neuer satz aus worten")
    form.again.field.field.setText("anderer satz")
    form.try_it()
    assert form.again.wrong() and not form.code.wrong()
    form.again.field.field.setText("neuer satz aus worten")
    with qtbot.waitSignal(window.unlocked):
        form.try_it()


def test_the_first_run_sets_up_the_workplace(make_window: MakeWindow, qtbot: QtBot) -> None:
    backend = FakeBackend(state="none")
    window = make_window(backend)
    first = window.gate
    assert isinstance(first, FirstRun)
    first.office._next()
    assert first.office.office.wrong() and first.office.adviser.wrong()
    first.office.office.field.setText("Musterberatung")
    first.office.adviser.field.setText("A. Beispiel")
    first.office.carrier.field.set_value("protestant")
    first.office.samples.click()
    QTest.keyClick(first.office.adviser.field, Qt.Key.Key_Return)
    assert first.secret is not None
    first.secret.first.field.field.setText("kurz")
    first.secret._next()
    assert first.secret.first.wrong()
    first.secret.first.field.field.setText("vier worte genügen hier")
    first.secret.second.field.field.setText("vier worte genügen")
    first.secret._next()
    assert first.secret.second.wrong()
    assert "create" not in backend.calls
    first.secret.second.field.field.setText("vier worte genügen hier")
    first.secret._next()
    qtbot.waitUntil(lambda: first.sheet is not None)
    assert first.sheet is not None and not first.sheet.go_on.isEnabled()
    first.sheet.kept.click()
    with qtbot.waitSignal(window.unlocked):
        first.sheet.go_on.click()
    assert backend.calls[-3:] == ["unlock A. Beispiel", "samples", "carrier protestant"]
    assert window.shell is not None and window.shell.view is not None
    qtbot.waitUntil(lambda: window.shell.view._notice is not None)  # type: ignore[union-attr]
    asked = [each.text() for each in window.shell.view.findChildren(QPushButton)]
    assert "Rundgang beginnen" in asked and "Träger wählen" not in asked, "it was said at set-up"
    assert backend.setup is not None and backend.setup.office == "Musterberatung"


def test_a_saved_recovery_sheet_says_where_it_is_and_where_it_belongs(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker()
    step = SheetStep(FakeBackend(), worker, Made("K7M4-QX2P", "R-1"), SetUp("Büro", "PC 1", "A. Beispiel", PASSPHRASE))
    qtbot.addWidget(step)
    monkeypatch.setattr(printing.QFileDialog, "getSaveFileName", lambda *_said: ("", ""))
    step._save_pdf(b"%PDF-1.4")
    assert step.said.isHidden(), "thought better of it"
    monkeypatch.setattr(printing.QFileDialog, "getSaveFileName", lambda *_said: (str(tmp_path / "Blatt"), ""))
    step._save_pdf(b"%PDF-1.4")
    assert "Blatt.pdf" in step.said.text() and "löschen Sie sie hier" in step.said.text()
    worker.close()


def test_strb_covers_at_once_and_any_key_goes_on(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend())
    unlock(window, qtbot)
    assert window.shell is not None
    window.shell.go(Place("case", case="2026-0147"))
    assert "2026-0147" in window.windowTitle()
    QTest.keyClick(window.shell, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    cover = window.covering.cover
    assert isinstance(cover, Cover) and cover.isVisible() and not window.shell.isVisible()
    assert "2026" not in window.windowTitle()
    QTest.keyClick(cover, Qt.Key.Key_Space)
    assert window.shell.isVisible()
    assert "2026-0147" in window.windowTitle()


def test_a_page_that_changes_behind_the_cover_gets_no_key(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend())
    unlock(window, qtbot)
    assert window.shell is not None
    window.shell.go(Place("settings"))
    window.cover()
    cover = window.covering.cover
    assert isinstance(cover, Cover)
    window.shell.go(Place("cases"))
    qtbot.waitUntil(lambda: window.focusWidget() is cover)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    assert window.covering.cover is None and window.shell.isVisible()
    focused = window.focusWidget()
    assert focused is not None and focused.isVisible()


def test_a_cover_left_alone_locks(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend())
    unlock(window, qtbot)
    window.cover()
    assert isinstance(window.covering.cover, Cover)
    with qtbot.waitSignal(window.locked):
        window.covering.cover._until.timeout.emit()
    assert isinstance(window.gate, UnlockPage)


def test_locking_keeps_drafts_and_lets_go_of_the_session(make_window: MakeWindow, qtbot: QtBot) -> None:
    backend = FakeBackend()
    window = make_window(backend)
    unlock(window, qtbot)
    assert window.shell is not None
    window.shell.go(Place("case", case="ab12"))
    view = window.shell.view
    assert isinstance(view, PlainPage)
    view.line.setText("halb fertig")
    QTest.keyClick(view.line, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.shell is None and isinstance(window.gate, UnlockPage)
    qtbot.waitUntil(lambda: "locked" in backend.calls)
    assert backend.session.closed
    unlock(window, qtbot)
    assert window.shell is not None and window.shell.place == Place("case", case="ab12")
    again = window.shell.view
    assert isinstance(again, PlainPage) and again.line.text() == "halb fertig"


def test_the_lock_takes_back_what_was_copied(make_window: MakeWindow, qtbot: QtBot, qapp: QApplication) -> None:
    window = make_window(FakeBackend())
    unlock(window, qtbot)
    assert window.shell is not None
    window.shell.copy("0391 555")
    assert qapp.clipboard().text() == "0391 555"
    window.lock()
    assert qapp.clipboard().text() == ""


def test_a_covered_dialog_does_not_outlive_the_lock(make_window: MakeWindow, qtbot: QtBot) -> None:
    from welcomedesk.ui.components.dialog import ask

    window = make_window(FakeBackend())
    unlock(window, qtbot)
    assert window.shell is not None
    dialog = ask(window.shell, "Löschen?", verb="Löschen", then=lambda: None)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    window.cover()
    assert not dialog.isVisible() and not closed
    window.lock()
    assert closed


def test_locking_saves_nothing_that_is_half_typed(make_window: MakeWindow, qtbot: QtBot) -> None:
    """A field that loses the focus saves itself; a lock must not do that behind the person's back."""
    window = make_window(FakeBackend())
    unlock(window, qtbot)
    assert window.shell is not None and isinstance(window.shell.view, PlainPage)
    note, saved = window.shell.view.note, []
    note.edited.connect(saved.append)
    note.setFocus()
    note.setPlainText("halb")
    window.lock()
    assert saved == []


def test_lock_does_not_wait_for_a_dialog(make_window: MakeWindow, qtbot: QtBot) -> None:
    from welcomedesk.ui.components.dialog import ask

    window = make_window(FakeBackend())
    unlock(window, qtbot)
    assert window.shell is not None
    dialog = ask(window.shell, "Löschen?", verb="Löschen", then=lambda: None, danger=True, retype="2026-0147")
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    window.lock()
    assert closed and isinstance(window.gate, UnlockPage)


def test_a_dangerous_question_is_never_answered_by_enter(make_window: MakeWindow, qtbot: QtBot) -> None:
    from welcomedesk.ui.components.dialog import ask

    window = make_window(FakeBackend())
    done: list[bool] = []
    dialog = ask(window, "Löschen?", verb="Löschen", then=lambda: done.append(True), danger=True, retype="2026-0147")
    field = dialog.findChildren(QLineEdit)[0]
    field.setText("2026-0147")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not done and dialog.isVisible()
    dialog.close()


def test_the_language_changes_while_the_window_is_open(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend())
    unlock(window, qtbot)
    assert window.shell is not None
    window.shell.go(Place("case", case="ab12"))
    view = window.shell.view
    assert isinstance(view, PlainPage)
    view.line.setText("bleibt")
    before = window.shell
    window.use_language("en")
    qtbot.waitUntil(lambda: window.shell is not before)
    assert i18n.language() == "en"
    assert window.shell.rail.items[0].text() == "Today"
    again = window.shell.view
    assert isinstance(again, PlainPage) and again.line.text() == "bleibt"
    assert window.backend.wanted.language == "en"  # type: ignore[attr-defined]


def test_nobody_there_for_a_while_is_noticed(qtbot: QtBot) -> None:
    idle = Idle()
    idle.set_minutes(5)
    assert idle._timer.isActive()
    idle.set_minutes(0)
    assert not idle._timer.isActive()


def test_closing_writes_everything_first(make_window: MakeWindow, qtbot: QtBot) -> None:
    backend = FakeBackend()
    window = make_window(backend)
    unlock(window, qtbot)
    written: list[int] = []
    for number in range(20):
        window.worker.run(lambda progress, n=number: written.append(n))
    window.close()
    assert written == list(range(20))
    assert backend.session.closed


@pytest.mark.parametrize(
    ("text", "enough"),
    [("", False), ("kurz", False), ("aaaaaaaaaaaaaaaa", False), ("111111111111", False), ("abcdefghijklmnop", False),
     ("vier worte genügen hier", True), ("Xk7#mQ2!vR9z", True)],
)  # fmt: skip
def test_plainly_weak_passphrases_are_refused_in_words(text: str, enough: bool) -> None:
    strength = judge(text)
    assert strength.enough is enough
    assert bool(strength.words) == bool(text)


def test_the_unlock_page_loads_nothing_of_the_database() -> None:
    """Start-up is a promise: these rooms are imported when they are first used."""
    code = (
        "import sys; import welcomedesk.ui.app, welcomedesk.ui.window, welcomedesk.ui.unlock;"
        "print([m for m in ('sqlalchemy','babel','reportlab','alembic','PySide6.QtSvg','PySide6.QtPdf',"
        "'welcomedesk.ui.shell','welcomedesk.desk','welcomedesk.store','welcomedesk.packs') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_first_run_changes_language_and_keeps_what_was_typed(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend(state="none"))
    first = window.gate
    assert isinstance(first, FirstRun)
    qtbot.waitUntil(lambda: first.language is not None)
    first.office.office.field.setText("Musterberatung")
    first.office.carrier.field.set_value("catholic")
    window.use_language("en")
    qtbot.waitUntil(lambda: window.gate is not first)
    again = window.gate
    assert isinstance(again, FirstRun) and again.office.office.field.text() == "Musterberatung"
    assert again.office.carrier.field.value() == "catholic"


def test_the_first_run_offers_every_kind_of_carrier_there_is() -> None:
    assert [kind for kind, _words in CARRIERS] == [option.id for option in fields.CARRIERS]


def test_the_recovery_code_is_not_lost_to_another_language(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend(state="none"))
    first = window.gate
    assert isinstance(first, FirstRun)
    qtbot.waitUntil(lambda: first.language is not None)
    first._to_passphrase()
    assert first.language is not None and not first.language.isEnabled()


def test_a_page_remembered_wrongly_is_put_right(make_window: MakeWindow, qtbot: QtBot) -> None:
    """The first picture comes from memory; the files have the last word a moment later."""
    window = make_window(FakeBackend(state="file_missing", known=Workplace("ready", ("A. Beispiel",), "Büro")))
    gate = window.gate
    assert isinstance(gate, UnlockPage) and gate.form is None


def test_a_backup_that_fails_is_told_on_the_page(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeBackend())
    unlock(window, qtbot)
    assert window._backups is not None and window.shell is not None and window.shell.view is not None
    window._backups.failed.emit(DeskError("disk_full", "The drive is full."))
    told = window.shell.view.findChildren(Banner)
    assert any("The drive is full." in banner.accessibleName() for banner in told)
