"""Whoever looks over the shoulder, at the task bar or at the print queue sees case numbers, never a name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import plain_look  # noqa: F401 - one look per process
from tests.ui.pages.conftest import Open, OpenOffice, open_office  # noqa: F401 - the window over a real desk
from welcomedesk.ui import pages, printing
from welcomedesk.ui.pages.case_tabs import TABS
from welcomedesk.ui.pages.letter import LetterPage


class Titles(QObject):
    """Every title that any window ever had."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowTitleChange, QEvent.Type.Show) and isinstance(watched, QWidget):
            self.seen |= {watched.windowTitle(), watched.windowIconText()}
        return False


@pytest.fixture
def titles(qapp: QApplication) -> Iterator[Titles]:
    made = Titles()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def names_in(office: Open) -> set[str]:
    """Every part of the names of all persons and companies in the file."""
    store = office.office.desk.store
    cases = [store.case(entered.case) for entered in office.office.entered.values()]
    return {part for case in cases if case for part in case.name.replace(",", " ").split() if len(part) > 3}


def test_titles_and_print_jobs_of_a_whole_run_hold_no_name(
    open_office: OpenOffice,  # noqa: F811
    titles: Titles,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = open_office()
    jobs: list[str] = []
    office.shell.title_changed.connect(office.shell.setWindowTitle)
    for page in pages.PAGES:
        if page.rail:
            office.go(page.name)
    for sample in office.office.entered:
        for tab in TABS:
            office.go("case", sample, tab.name)
    shown = office.go("case", "haddad")
    for what in ("new_task", "close_case", "erase"):
        getattr(shown, what)()
        office.settle()
        for each in QApplication.topLevelWidgets():
            if each is not office.shell and each.isVisible():
                each.close()
    letter = office.go("letter", "haddad", "referral", "hwk-magdeburg")
    assert isinstance(letter, LetterPage)
    monkeypatch.setattr(printing, "choose_printer", lambda parent, job, then: jobs.append(job))
    letter.choose_printer = lambda parent, job, then: jobs.append(job)  # type: ignore[assignment]
    letter._print("test")
    office.settle()
    names = names_in(office)
    assert {"Haddad", "Elbaue"} <= names
    assert any("2026-" in title for title in titles.seen), "the titles of cases were seen"
    assert jobs, "something was printed"
    told = [said for said in (*titles.seen, *jobs) if any(name.casefold() in said.casefold() for name in names)]
    assert told == []
