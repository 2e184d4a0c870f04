"""Attachments in the window: dragged in, shown from memory, opened outside with a warning; nasty files do no harm."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import nasty_files as files
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import attachments, cases
from welcomedesk.domain import attachments as rules
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.letter_preview import LetterPreview
from welcomedesk.ui.pages import attachment_view
from welcomedesk.ui.pages.attachment_view import AttachmentDialog, Picture
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.attachments import AttachDialog, Attachments
from welcomedesk.ui.pages.case_tabs.checklist import ChecklistTab

D = TypeVar("D", bound=QDialog)


def shown(office: Open, kind: type[D]) -> D:
    office.settle()
    return next(each for each in QApplication.topLevelWidgets() if type(each) is kind and each.isVisible())


def card(office: Open) -> Attachments:
    page = office.go("case", "haddad", "checklist")
    assert isinstance(page, CasePage) and isinstance(page.tab, ChecklistTab)
    return page.tab.attachments


def drop(card: Attachments, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    card.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, buttons, keys))


def attach(office: Open, name: str, content: bytes) -> str:
    ref = attachments.add(office.office.desk, office.office.case("haddad"), name, content).value
    office.shell.view.reload()  # type: ignore[union-attr]
    office.settle()
    return ref


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_file_that_is_dragged_in_is_named_and_kept(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office("haddad")
    here = card(office)
    photo = tmp_path / "Foto Pass.jpg"
    photo.write_bytes(files.jpeg())
    drop(here, photo)
    dialog = shown(office, AttachDialog)
    assert dialog.name.value() == "Foto Pass" and dialog.clean.value(), "hidden data go unless somebody wants them"
    dialog.name.setText("Reisepass")
    dialog.attach.click()
    office.settle()
    (each,) = attachments.of_case(cases.show(office.office.desk, office.office.case("haddad")))
    assert each.title == "Reisepass"
    content = attachments.content(office.office.desk, office.office.case("haddad"), each.ref)
    assert not rules.told_by(content).position
    assert set(here._shown) == {each.ref}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leer.pdf", b"", "leer"),
        ("zeugnis.pdf.exe", b"MZ\x90", "Programm"),
        ("riesig.pdf", b"%PDF-" + b"x" * rules.LARGEST, "20 MB"),
    ],
)
def test_what_may_not_come_in_is_said_in_place(
    open_office: OpenOffice, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    office = open_office("haddad")
    here = card(office)
    (tmp_path / name).write_bytes(content)
    drop(here, tmp_path / name, tmp_path / "gone.pdf")
    office.settle()
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, AttachDialog) and each.isVisible()]
    drop(here, tmp_path / name)
    office.settle()
    assert said in words(office.shell)


def dialog_for(qtbot: QtBot, kind: str, content: bytes) -> AttachmentDialog:
    each = attachments.Attached("attachment:1", "<img src=/x>", kind, len(content), "2026-11-23", "A", "", "")
    made = AttachmentDialog(
        None, "2026-0001", each, content, rules.told_by(content), save=lambda: None, outside=lambda: None
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_pdf_that_acts_is_shown_and_nothing_in_it_runs(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script at opening, a launch action and an embedded program: its page is painted, no file is made."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    made = dialog_for(qtbot, rules.PDF, files.pdf_that_acts())
    assert isinstance(made.shown, LetterPreview) and made.shown.pages == 1
    assert not made.grab().isNull()
    assert list(tmp_path.iterdir()) == []
    assert "2026-0001" in made.windowTitle() and "img" not in made.windowTitle()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (rules.PNG, files.flood()),
        (rules.PNG, files.png()[:60]),
        (rules.JPEG, b"\xff\xd8\xff\xe1\xff\xffExif\0\0broken"),
        (rules.PDF, b"%PDF-1.7 not really"),
        (rules.PDF, b"%PDF-"),
    ],
    ids=["flood", "cut", "broken exif", "no pages", "empty"],
)
def test_what_cannot_be_shown_says_so_calmly(qtbot: QtBot, kind: str, content: bytes) -> None:
    made = dialog_for(qtbot, kind, content)
    assert "lässt sich hier nicht anzeigen" in words(made)
    assert not made.grab().isNull()


def test_a_flood_of_pixels_is_never_handed_to_the_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6 import QtGui

    def never(*_said: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(QtGui, "QImageReader", never)
    assert attachment_view.decode(files.flood()) is None


def test_a_photo_is_turned_as_it_was_held(qtbot: QtBot) -> None:
    made = dialog_for(qtbot, rules.JPEG, files.jpeg(orientation=6))
    assert isinstance(made.shown, Picture)
    assert (made.shown._picture.width(), made.shown._picture.height()) == (32, 48)


def test_text_is_shown_as_it_is(qtbot: QtBot) -> None:
    made = dialog_for(qtbot, rules.TEXT, '<img src="/etc/passwd"> \u202ex'.encode())
    assert isinstance(made.shown, QPlainTextEdit)
    assert made.shown.toPlainText() == '<img src="/etc/passwd"> [RLO]x'


def test_opening_outside_is_warned_of_recorded_and_handed_over(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    here = card(office)
    ref = attach(office, "Samir Haddad.docx", b"PK\x03\x04")
    here.open(ref)
    dialog = shown(office, Dialog)
    assert "lesbare Kopie" in words(dialog)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Kopie öffnen").click()
    office.settle()
    asked = office.shell.context.session.asked  # type: ignore[attr-defined]
    name = asked[0].removeprefix("put_outside ")
    assert name.startswith("2026-0001-") and name.endswith(".docx") and "Haddad" not in name
    assert asked[1] == f"show_outside {office.shell.context.session.folder}/outside/{name}"
    seen = office.office.desk.store.accesses(office.office.case("haddad"))
    assert ("outside", ref) in [(line.what, line.reason) for line in seen]


def test_taking_an_attachment_away_erases_it(open_office: OpenOffice) -> None:
    from welcomedesk.ui.pages.erase_dialogs import Confirm

    office = open_office("haddad")
    here = card(office)
    ref = attach(office, "Zeugnis.pdf", b"%PDF-1.7")
    here.erase(ref)
    dialog = shown(office, Confirm)
    dialog.number.setText("2026-0001")
    dialog.erase.click()
    office.settle()
    assert attachments.of_case(cases.show(office.office.desk, office.office.case("haddad"))) == ()
