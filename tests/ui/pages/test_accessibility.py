"""Every page and dialog as a screen reader and a keyboard find it: names, roles, states, order, traps, targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.ui import pages, reader
from welcomedesk.ui.components.checklist import StepRow
from welcomedesk.ui.components.chips import TONE_ICON, Chip
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.pick import Choice, PickField
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.components.search import Hit
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.components.table import Table
from welcomedesk.ui.components.tabs import TabBar
from welcomedesk.ui.page import show_in_scroll, stops
from welcomedesk.ui.pages import case_tabs

NAME, DESCRIPTION, VALUE = QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value
Role = QAccessible.Role
SPEAKING = {
    Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.List, Role.Table, Role.PageTab,
    Role.PageTabList, Role.Graphic, Role.Document, Role.Grouping, Role.SpinBox, Role.StaticText,
}  # fmt: skip
"""Roles that tell a reader what can be done with a stop of Tab; a bare `Client` or `Border` tells nothing."""
LEAST = 24
"""Pixels of a target, EN 301 549 after WCAG 2.2, 2.5.8."""
OFFICE = "hwk-magdeburg"
PLAIN_PAGES = [
    page.name for page in pages.PAGES if page.name not in ("case", "client", "letter", "series", "contact-edit")
]
PLACES = [
    *((name, "", "", "") for name in PLAIN_PAGES),
    ("cases", "", "new", "Samir"),
    ("knowledge", "", "", "?Anerkennung"),
    ("contact-edit", "", "", OFFICE),
    ("contacts", "haddad", "", OFFICE),
    ("client", "haddad", "", ""),
    ("letter", "haddad", "referral", OFFICE),
    ("series", "haddad", "", ""),
    *(("case", "haddad", tab.name, "") for tab in case_tabs.of_kind("person")),
    *(("case", "elbaue", tab.name, "") for tab in case_tabs.of_kind("company")),
]
IDS = ["-".join(filter(None, (page, case, tab, item))) for page, case, tab, item in PLACES]


def face(widget: QWidget) -> QAccessibleInterface:
    QAccessible.setActive(True)
    return QAccessible.queryAccessibleInterface(widget)


def everything(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that is shown below, without the rows of lists, which `test_rows_say_what_they_are` covers."""
    for number in range(top.childCount()):
        child = top.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield child
            if child.role() not in (Role.List, Role.Table):
                yield from everything(child)


def what(widget: QWidget) -> str:
    return f"{type(widget).__name__} {face(widget).text(NAME)!r}"


def show(office: Open, place: tuple[str, str, str, str]) -> QWidget:
    office.go(*place)
    QApplication.processEvents()
    return office.shell


def seen(root: QWidget) -> list[QWidget]:
    """The stops of Tab that are really on the screen, laid out."""
    return [each for each in stops(root) if each.isVisible() and not each.visibleRegion().isEmpty()]


@pytest.fixture
def office(open_office: OpenOffice) -> Open:
    return open_office("haddad", "elbaue")


@pytest.mark.parametrize("place", PLACES, ids=IDS)
def test_every_stop_has_a_name_a_role_and_something_to_do(office: Open, place: tuple[str, str, str, str]) -> None:
    for widget in stops(show(office, place)):
        heard = face(widget)
        assert heard.text(NAME).strip(), f"no name: {type(widget).__name__} in {type(widget.parent()).__name__}"
        assert heard.role() in SPEAKING, f"{what(widget)} is only {heard.role().name}"
        assert heard.state().focusable, what(widget)
        assert heard.actionInterface() is not None and heard.actionInterface().actionNames(), what(widget)


@pytest.mark.parametrize("place", PLACES, ids=IDS)
def test_roles_and_states_say_what_is_true(office: Open, place: tuple[str, str, str, str]) -> None:
    top = show(office, place)
    for tabs in shown(top, TabBar):
        chosen = [tab for tab in everything(face(tabs)) if tab.role() == Role.PageTab and tab.state().selected]
        assert [tab.text(NAME).split(",")[0] for tab in chosen] == [face(tabs).text(DESCRIPTION)]
    for group in shown(top, Segments):
        assert [each.role() for each in everything(face(group))].count(Role.RadioButton) >= 1
        assert sum(bool(each.state().checked) for each in everything(face(group))) == 1
    for box in shown(top, QComboBox):
        heard = face(box)
        assert box.accessibleName(), f"no name: {what(box)}"
        assert heard.text(VALUE) == box.currentText() and box.accessibleName() in heard.text(NAME)
        entries = [each for each in everything_folded(heard) if each.role() == Role.ListItem]
        assert len(entries) == box.count()


@pytest.mark.parametrize("place", PLACES, ids=IDS)
def test_rows_say_what_they_are_and_tables_have_headers(office: Open, place: tuple[str, str, str, str]) -> None:
    top = show(office, place)
    for rows in shown(top, RowList):
        for number in range(min(40, rows.rows.rowCount())):
            assert face(rows).child(number).text(NAME).strip(), f"row {number} of {what(rows)}"
    for table in shown(top, Table):
        parts = (face(table).child(number) for number in range(face(table).childCount()))
        headers = [part.text(NAME) for part in parts if part.role() == Role.ColumnHeader]
        assert headers and all(headers), headers


@pytest.mark.parametrize("place", PLACES, ids=IDS)
def test_tab_goes_around_in_order_and_the_focus_is_always_seen(office: Open, place: tuple[str, str, str, str]) -> None:
    """No trap: Tab leaves every field and comes back to where it began; a stop looks different while it has focus."""
    top = show(office, place)
    first = seen(office.shell.rail)[0] if office.shell.rail.isVisible() else seen(top)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    unseen: list[str] = []
    while (now := focused()) not in visited:
        visited.append(now)
        with_focus = picture(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
        QApplication.processEvents()
        assert QApplication.focusWidget() is not None, f"the focus is lost after {what(now)}"
        assert focused() is not now, f"Tab does not leave {what(now)}"
        show_in_scroll(now)  # it may have scrolled away
        if with_focus == picture(now):
            unseen.append(what(now))
        show_in_scroll(focused())
    assert now is visited[0], f"Tab comes back to {what(now)} instead of the beginning"
    assert not unseen
    left_out = [each for each in seen(top) if each not in visited and not is_one_of_several(each)]
    assert not [what(each) for each in left_out]
    regions = [region_of(office, each) for each in visited]
    assert regions == sorted(regions), [(number, what(each)) for number, each in zip(regions, visited, strict=True)]


def focused() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None, "the focus is lost"
    return now


def is_one_of_several(widget: QWidget) -> bool:
    """Of buttons that exclude each other Tab visits the chosen one, arrows go to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive()


@pytest.mark.parametrize("place", PLACES, ids=IDS)
def test_targets_are_at_least_24_pixels(office: Open, place: tuple[str, str, str, str]) -> None:
    top = show(office, place)
    small = [each for each in seen(top) if each.width() < LEAST or each.height() < LEAST]
    assert not [f"{what(each)} {each.width()} x {each.height()}" for each in small]


def region_of(office: Open, widget: QWidget) -> int:
    """Rail, header, head of the page, its notice, its content, the panel, what floats above."""
    shell, view = office.shell, office.shell.view
    assert view is not None
    parts: Sequence[QWidget | None] = (
        shell.rail,
        shell.header,
        view._head,
        view._notice,
        view.content_box,
        view._drawer,
    )
    return next((number for number, part in enumerate(parts) if part and part.isAncestorOf(widget)), len(parts))


def shown(root: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [each for each in root.findChildren(kind) if each.isVisible()]


def everything_folded(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for number in range(top.childCount()):
        child = top.child(number)
        if child is not None:
            yield child
            yield from everything_folded(child)


def picture(widget: QWidget) -> bytes:
    """What is seen of a stop and just around it; a bar of tabs shows its focus on the tab that is chosen."""
    window = widget.window()
    at = widget.mapTo(window, QPoint(0, 0))
    area = widget.rect().translated(at).adjusted(-3, -3, 3, 3) & window.rect()
    assert not area.isEmpty(), f"{what(widget)} is outside of the window"
    image = window.grab(area).toImage()
    return bytes(image.constBits())


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


@pytest.mark.parametrize("place", PLACES, ids=IDS)
def test_no_part_of_a_page_opens_as_a_window_and_takes_the_focus(
    office: Open, place: tuple[str, str, str, str]
) -> None:
    windows: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                windows.append(what(watched))
            return False

    watch, app = Watch(), QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    show(office, place)
    app.removeEventFilter(watch)
    assert not windows


def test_nothing_moves_by_itself(office: Open) -> None:
    """Motion is not reduced but absent: no animation class is used anywhere in the window."""
    from pathlib import Path

    import welcomedesk.ui as ui

    sources = [path.read_text(encoding="utf-8") for path in Path(ui.__file__).parent.rglob("*.py")]
    for word in ("QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QMovie", "QSequentialAnimationGroup"):
        assert not any(word in source for source in sources), word


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
        now = QApplication.focusWidget()
        assert now is not None
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


@pytest.mark.parametrize("place", PLACES, ids=IDS)
def test_every_page_has_a_heading(office: Open, place: tuple[str, str, str, str]) -> None:
    top = show(office, place)
    headings = [each.text(NAME) for each in everything(face(top)) if each.role() == Role.Heading]
    assert any(heading.strip() for heading in headings)


@pytest.mark.parametrize("place", PLACES, ids=IDS)
def test_names_hold_the_words_that_are_seen(office: Open, place: tuple[str, str, str, str]) -> None:
    """Who speaks to the computer says what is on the button."""
    for pressed in shown(show(office, place), QAbstractButton):
        words = pressed.text().replace("&&", "&").strip(" .…").casefold()
        assert words in face(pressed).text(NAME).casefold(), f"{words!r} is not in {what(pressed)}"


def test_a_tone_never_stands_alone() -> None:
    assert set(TONE_ICON) >= {"good", "open", "caution", "danger", "info"}
    for tone in TONE_ICON:
        assert Chip("Worte", tone)._icon.name, tone
