"""Every page, tab and dialog with markup in every text of a case: nothing is read as markup, nothing is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QTextBrowser, QTextEdit, QWidget

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import attachments
from welcomedesk.domain import fields
from welcomedesk.domain.log import Change, Json
from welcomedesk.ui.pages import PAGES
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs import of_kind

NASTY = '<img src="file:///etc/hostname"><b>x</b>'
TEXTS = frozenset(("text", "long_text", "texts", "phone", "email", "data"))
LEFT = frozenset(("case.number", "attachment.blob", "letter.blob", "letter.language", "item.step", "item.checklist"))
"""Made by the program and looked up again; markup there finds nothing."""


def poisoned(field: fields.Field) -> Json:
    return [NASTY] if field.kind == "texts" else NASTY


def poison(office: Open, sample: str) -> None:
    """Put markup into every text of every thing the case holds, and into one more thing of every kind."""
    desk, case_id = office.office.desk, office.office.case(sample)
    case = desk.store.case(case_id)
    assert case is not None
    refs = {entity.ref for entity in case.entities.values()}
    refs |= {f"{field.entity}:nasty" for field in fields.FIELDS.values() if field.retention != "office"}
    refs -= {f"{single}:nasty" for single in ("case", "person", "company", "profile", "run", "item")}
    changes = [
        Change(case_id, ref, field.name, poisoned(field))
        for ref in sorted(refs)
        for field in fields.of_entity(ref.partition(":")[0])
        if field.kind in TEXTS and field.key not in LEFT and ref.partition(":")[0] not in ("run", "item")
    ]
    changes += [Change("office", "office", f.name, NASTY) for f in fields.of_entity("office") if f.kind in TEXTS]
    desk.store.write(changes, actor=NASTY, at=desk.clock.now())
    attachments.add(desk, case_id, "x.txt", NASTY.encode(), title=NASTY, received_from=NASTY)


def reads_markup(widget: QWidget) -> str:
    """Why a widget would read its text as markup, empty where it would not."""
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        return "a label that guesses"
    if isinstance(widget, QTextBrowser | QTextEdit):
        return "a rich text widget"
    if "<img" in widget.toolTip():
        return "a tooltip"
    return ""


def walk(root: QWidget) -> Iterator[str]:
    for widget in (root, *root.findChildren(QWidget)):
        if why := reads_markup(widget):
            yield f"{why}: {type(widget).__name__} in {type(root).__name__}"


@pytest.fixture(autouse=True)
def nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A document that asks for a resource would show a file; none may ever be made."""
    asked: list[object] = []
    monkeypatch.setattr(QTextDocument, "loadResource", lambda _self, kind, url: asked.append((kind, url)))
    yield
    assert asked == []


def check(root: QWidget) -> None:
    QApplication.processEvents()
    assert not root.grab().isNull()
    assert list(walk(root)) == []


@pytest.mark.parametrize("sample", ["haddad", "elbaue"])
def test_every_tab_of_a_case_shows_markup_as_text(open_office: OpenOffice, sample: str) -> None:
    office = open_office(sample)
    poison(office, sample)
    case = office.office.desk.store.case(office.office.case(sample))
    assert case is not None
    for tab in of_kind(case.kind):
        office.go("case", sample, tab.name)
        check(office.shell)
    shown = " ".join(label.text() for label in office.shell.findChildren(QLabel))
    assert "<img" in shown, "the walk must be able to see it"


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.name not in ("case", "letter")])
def test_every_page_shows_markup_as_text(open_office: OpenOffice, page: str) -> None:
    office = open_office("haddad", "elbaue")
    poison(office, "haddad")
    office.go(page)
    check(office.shell)


def tab_of(page: CasePage) -> Any:
    return page.tab


DIALOGS: dict[str, tuple[str, Callable[[CasePage], object]]] = {
    "close": ("overview", lambda page: page.close_case()),
    "erase": ("overview", lambda page: page.erase()),
    "copy": ("overview", lambda page: page.copy_data()),
    "task": ("overview", lambda page: page.new_task()),
    "paper": ("checklist", lambda page: tab_of(page).change_paper("paper:nasty")),
    "new paper": ("checklist", lambda page: tab_of(page).enter_paper()),
    "list": ("checklist", lambda page: tab_of(page).begin_list()),
    "handout": ("checklist", lambda page: tab_of(page).print_handout()),
    "attachment": (
        "checklist",
        lambda page: tab_of(page).attachments.open(next(iter(tab_of(page).attachments._shown))),
    ),
    "outside": ("checklist", lambda page: tab_of(page).attachments.open_outside("attachment:nasty")),
    "erase talk": ("talks", lambda page: tab_of(page)._erase("consultation:nasty")),
}
"""Every dialog of a case: the tab it belongs to and what opens it."""


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_of_a_case_shows_markup_as_text(open_office: OpenOffice, name: str) -> None:
    office = open_office("haddad")
    poison(office, "haddad")
    tab, opens = DIALOGS[name]
    page = office.go("case", "haddad", tab)
    assert isinstance(page, CasePage)
    opens(page)
    office.settle()
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    assert shown
    for dialog in shown:
        check(dialog)
        assert "<img" not in dialog.windowTitle()
        dialog.reject()


def test_a_label_that_guesses_is_found(qtbot: object) -> None:
    """Known bad: the walk must see a bare label and a tooltip with markup."""
    bad = QWidget()
    QLabel(NASTY, bad)
    bad.setToolTip(f"<p>{NASTY}</p>")
    assert len(list(walk(bad))) == 2
