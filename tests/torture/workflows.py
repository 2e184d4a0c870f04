"""Runs in a process of its own with every folder of the system below one: a day in the real window, then a crash.

python -m tests.torture.workflows PERSONS    with the folders named by the environment
"""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from tests.helpers.vaults import CHEAP, PASSPHRASE
from tests.torture.leaks import persons
from tests.torture.offscreen import application, settle
from welcomedesk import bootstrap, paths
from welcomedesk.backend import RealBackend
from welcomedesk.desk import cases, erasing
from welcomedesk.desk.core import Desk
from welcomedesk.domain.log import Change
from welcomedesk.store.vault import FileVault, Places
from welcomedesk.ui.backend import SetUp
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case_tabs import of_kind
from welcomedesk.ui.pages.letter import LetterPage
from welcomedesk.ui.sentences import sentences
from welcomedesk.ui.window import Window


class NoProgress:
    """Progress that nobody watches."""

    def step(self, done: int, total: int) -> None:
        """Nothing to show."""


def main() -> None:
    app = application()
    bootstrap.vault = _vault
    backend = RealBackend()
    backend.create(SetUp("Musterberatung", "Musterstadt", "A. Beispiel", PASSPHRASE), NoProgress())  # type: ignore[arg-type]
    window = Window(backend)
    window.show()
    session = backend.unlock("A. Beispiel", PASSPHRASE)
    window.enter(session)
    settle(window.worker)
    entered = [_enter(session.desk, words) for words in persons(int(sys.argv[1]))]
    for case, words in entered[:5]:
        _look(window, case, words)
    _letter(window, entered[0][0])
    session.back_up()
    erasing.erase_case(session.desk, entered[-1][0], cases.show(session.desk, entered[-1][0]).number)
    _fail(session.desk, entered[1])
    _lock_and_come_back(window, backend)
    _type(window, entered[2][1])
    app.processEvents()
    # The power button: no close, no clearing up.
    os.kill(os.getpid(), signal.SIGKILL)


def _vault(home: paths.Home | None = None) -> FileVault:
    where = home or paths.home()
    return FileVault(Places(where.case_file, where.key_file, where.key_file_copy), cost=CHEAP, floor=CHEAP)


def _enter(desk: Desk, words: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A case whose every field of text holds a marked word, an attachment and a draft of it."""
    case = cases.open_case(desk, "person", words["person.name"]).value.id
    now = desk.clock.now()
    desk.store.write([Change(case, *key.rsplit(".", 1), word) for key, word in words.items()], actor="A", at=now)
    desk.store.put_blob(" ".join(words.values()).encode(), case=case, media_type="text/plain")
    return case, words


def _look(window: Window, case: str, words: dict[str, str]) -> None:
    """Every page and tab that shows the person, the search, the clipboard."""
    shell = window.shell
    assert shell is not None
    tabs = [Place("case", case=case, tab=tab.name) for tab in of_kind("person")]
    for place in (Place("today"), Place("cases"), *tabs, Place("today")):
        shell.go(place)
        settle(window.worker)
        window.grab()
    for word in (words["person.name"], words["person.place"]):
        shell.header.search.field.setText(word)
        shell.header.search.asked.emit(word)
        settle(window.worker)
    shell.header.search.clear()
    shell.copy(words["person.phone"])


def _letter(window: Window, case: str) -> None:
    """The form for a consent is previewed; printing it is cancelled, then begun and broken off at the printer."""
    shell, asked = window.shell, list[str]()
    assert shell is not None

    def cancel(parent: object, job: str, then: object) -> None:
        asked.append(job)

    for contact in ("hwk-magdeburg", "ihk-magdeburg"):
        shell.go(Place("letter", case=case, tab="consent", item=contact))
        settle(window.worker)
        page = shell.view
        assert isinstance(page, LetterPage)
        window.grab()
        page.choose_printer = cancel  # type: ignore[assignment]
        page.do("print")
        settle(window.worker)
        page.choose_printer = _broken_off  # type: ignore[assignment]
        page.do("print")
        settle(window.worker)
    if len(asked) < 2:
        raise RuntimeError(f"the printer was asked for {asked} only")


def _broken_off(parent: object, job: str, then: object) -> None:
    """A printer that says no after it was chosen: its device cannot be opened."""
    assert callable(then)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(job)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName("/proc/nowhere/spool.pdf")
    then(printer)


def _fail(desk: Desk, entered: tuple[str, dict[str, str]]) -> None:
    """Failures with words of a person in them: refused, and not foreseen."""
    case, words = entered
    for work in (
        lambda: cases.set_fields(desk, case, {"person.birth_date": words["person.name"]}),
        lambda: int(words["person.street"]),
    ):
        try:
            work()
        except Exception as error:
            sentences(error)


def _lock_and_come_back(window: Window, backend: RealBackend) -> None:
    window.lock()
    settle(window.worker)
    window.enter(backend.unlock("A. Beispiel", PASSPHRASE))
    settle(window.worker)


def _type(window: Window, words: dict[str, str]) -> None:
    """A new enquiry is begun and not saved."""
    shell = window.shell
    assert shell is not None
    shell.do("new")
    settle(window.worker)
    for field in window.findChildren(QLineEdit):
        if field.isVisible() and not field.isReadOnly():
            field.setText(words["person.name"])
    for kind in (QPlainTextEdit, QTextEdit):
        for editor in window.findChildren(kind):
            editor.setPlainText(words["person.name"])


if __name__ == "__main__":
    main()
