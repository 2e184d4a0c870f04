"""Every page as a screen reader and a keyboard find it: names, roles, states, order, traps, targets.

Each page is opened once and looked at by all the tests; none of them changes more than the focus.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

import welcomedesk.ui
from tests.helpers.faces import (
    DESCRIPTION,
    LEAST,
    NAME,
    SPEAKING,
    VALUE,
    Role,
    everything,
    everything_folded,
    face,
    focused,
    is_one_of_several,
    seen,
    what,
)
from tests.ui.conftest import use_plain_look
from tests.ui.pages.conftest import Open, show_office
from welcomedesk.ui import pages
from welcomedesk.ui.components.chips import TONE_ICON, Chip
from welcomedesk.ui.components.rows import RowList
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.components.table import Table
from welcomedesk.ui.components.tabs import TabBar
from welcomedesk.ui.page import show_in_scroll, stops
from welcomedesk.ui.pages import case_tabs
from welcomedesk.ui.shell import Shell
from welcomedesk.ui.worker import Worker

W = TypeVar("W", bound=QWidget)


class Spot(NamedTuple):
    """A place by the id of its sample; `Place` wants the id of the case."""

    page: str
    case: str = ""
    tab: str = ""
    item: str = ""

    def __str__(self) -> str:
        return "-".join(filter(None, self))


OFFICE = "hwk-magdeburg"
NEED_A_CASE = ("case", "client", "letter", "series", "contact-edit")
PLACES = [
    *(Spot(page.name) for page in pages.PAGES if page.name not in NEED_A_CASE),
    Spot("cases", "", "new", "Samir"),
    Spot("knowledge", "", "", "?Anerkennung"),
    Spot("contact-edit", "", "", OFFICE),
    Spot("contacts", "haddad", "", OFFICE),
    Spot("client", "haddad"),
    Spot("letter", "haddad", "referral", OFFICE),
    Spot("series", "haddad"),
    *(Spot("case", "haddad", tab.name) for tab in case_tabs.of_kind("person")),
    *(Spot("case", "elbaue", tab.name) for tab in case_tabs.of_kind("company")),
]


@dataclass
class Opened:
    """A page that is open, what opened as a window of its own meanwhile, and where the focus was then."""

    shell: Shell
    windows: list[str]
    first: QWidget


@pytest.fixture(scope="module")
def office(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Open]:
    """One window for all the pages."""
    use_plain_look(qapp)
    worker = Worker()
    opened = show_office(QtBot(request), worker, "haddad", "elbaue", width=1440, height=900)
    yield opened
    opened.shell.close()
    opened.shell.deleteLater()
    worker.close()


@pytest.fixture(scope="module", params=PLACES, ids=str)
def opened(request: pytest.FixtureRequest, office: Open, qapp: QApplication) -> Opened:
    """Each page in turn."""
    windows: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                windows.append(what(watched))
            return False

    office.go("help" if request.param.page != "help" else "today")
    watch = Watch()
    qapp.installEventFilter(watch)
    office.go(*request.param)
    qapp.processEvents()
    qapp.removeEventFilter(watch)
    return Opened(office.shell, windows, focused())


def shown(root: QWidget, kind: type[W]) -> list[W]:
    return [each for each in root.findChildren(kind) if each.isVisible()]


def test_every_stop_has_a_name_a_role_and_something_to_do(opened: Opened) -> None:
    for widget in stops(opened.shell):
        heard = face(widget)
        assert heard.text(NAME).strip(), f"no name: {type(widget).__name__} in {type(widget.parent()).__name__}"
        assert heard.role() in SPEAKING, f"{what(widget)} is only {heard.role().name}"
        assert heard.state().focusable, what(widget)
        assert heard.actionInterface() is not None and heard.actionInterface().actionNames(), what(widget)


def test_roles_and_states_say_what_is_true(opened: Opened) -> None:
    for tabs in shown(opened.shell, TabBar):
        chosen = [tab for tab in everything(face(tabs)) if tab.role() == Role.PageTab and tab.state().selected]
        assert [tab.text(NAME).split(",")[0] for tab in chosen] == [face(tabs).text(DESCRIPTION)]
    for group in shown(opened.shell, Segments):
        assert [each.role() for each in everything(face(group))].count(Role.RadioButton) >= 1
        assert sum(bool(each.state().checked) for each in everything(face(group))) == 1
    for box in shown(opened.shell, QComboBox):
        heard = face(box)
        assert box.accessibleName(), f"no name: {what(box)}"
        assert heard.text(VALUE) == box.currentText() and box.accessibleName() in heard.text(NAME)
        entries = [each for each in everything_folded(heard) if each.role() == Role.ListItem]
        assert len(entries) == box.count()


def test_rows_say_what_they_are_and_tables_have_headers(opened: Opened) -> None:
    for rows in shown(opened.shell, RowList):
        for number in range(min(40, rows.rows.rowCount())):
            assert face(rows).child(number).text(NAME).strip(), f"row {number} of {what(rows)}"
    for table in shown(opened.shell, Table):
        parts = (face(table).child(number) for number in range(face(table).childCount()))
        headers = [part.text(NAME) for part in parts if part.role() == Role.ColumnHeader]
        assert headers and all(headers), headers


def test_every_page_has_a_heading(opened: Opened) -> None:
    headings = [each.text(NAME) for each in everything(face(opened.shell)) if each.role() == Role.Heading]
    assert any(heading.strip() for heading in headings)


def test_names_hold_the_words_that_are_seen(opened: Opened) -> None:
    """Who speaks to the computer says what is on the button."""
    for pressed in shown(opened.shell, QAbstractButton):
        words = pressed.text().replace("&&", "&").strip(" .…").casefold()
        assert words in face(pressed).text(NAME).casefold(), f"{words!r} is not in {what(pressed)}"


def test_targets_are_at_least_24_pixels(opened: Opened) -> None:
    small = [each for each in seen(opened.shell) if each.width() < LEAST or each.height() < LEAST]
    assert not [f"{what(each)} {each.width()} x {each.height()}" for each in small]


def test_no_part_of_a_page_opens_as_a_window_and_takes_the_focus(opened: Opened) -> None:
    assert not opened.windows


def test_a_page_opens_on_its_first_useful_control(opened: Opened) -> None:
    view = opened.shell.view
    assert view is not None
    assert opened.first is (view.first_stop() or view.parking())
    assert opened.first in stops(view) or not stops(view), what(opened.first)
    assert not isinstance(opened.first, TabBar) and opened.first.property("kind") != "danger"


def test_tab_goes_around_in_order_and_the_focus_is_always_seen(opened: Opened) -> None:
    """No trap: Tab leaves every field and comes back to where it began; a stop looks different while it has focus."""
    rail = opened.shell.rail
    seen(rail if rail.isVisible() else opened.shell)[0].setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    unseen: list[str] = []
    while (now := focused()) not in visited:
        visited.append(now)
        with_focus = picture(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
        QApplication.processEvents()
        assert focused() is not now, f"Tab does not leave {what(now)}"
        show_in_scroll(now)  # it may have scrolled away
        if with_focus == picture(now):
            unseen.append(what(now))
        show_in_scroll(focused())
    assert now is visited[0], f"Tab comes back to {what(now)} instead of the beginning"
    assert not unseen
    left_out = [each for each in seen(opened.shell) if each not in visited and not is_one_of_several(each)]
    assert not [what(each) for each in left_out]
    regions = [region_of(opened.shell, each) for each in visited]
    assert regions == sorted(regions), [(number, what(each)) for number, each in zip(regions, visited, strict=True)]


def region_of(shell: Shell, widget: QWidget) -> int:
    """Rail, header, head of the page, its notice, its content, the panel, what floats above."""
    view = shell.view
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


def picture(widget: QWidget) -> bytes:
    """What is seen of a stop and just around it; a bar of tabs shows its focus on the tab that is chosen."""
    window = widget.window()
    at = widget.mapTo(window, QPoint(0, 0))
    area = widget.rect().translated(at).adjusted(-3, -3, 3, 3) & window.rect()
    assert not area.isEmpty(), f"{what(widget)} is outside of the window"
    image = window.grab(area).toImage()
    return bytes(image.constBits())


def test_nothing_moves_by_itself() -> None:
    """Motion is not reduced but absent: no animation class is used anywhere in the window."""
    sources = [path.read_text("utf-8") for path in Path(welcomedesk.ui.__file__).parent.rglob("*.py")]
    for word in ("QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QMovie", "QSequentialAnimationGroup"):
        assert not any(word in source for source in sources), word


def test_a_tone_never_stands_alone() -> None:
    assert set(TONE_ICON) >= {"good", "open", "caution", "danger", "info"}
    for tone in TONE_ICON:
        assert Chip("Worte", tone)._icon.name, tone
