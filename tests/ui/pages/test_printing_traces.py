"""Printing leaves no file behind: pages go from memory to the printer, under the number of the case."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.helpers.real import real_desk
from tests.ui.pages.conftest import OpenOffice
from welcomedesk.desk import cases, handouts
from welcomedesk.ui import printing
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.letters import LettersTab

RUNS = 100


def everything(*folders: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_a_hundred_print_runs_leave_no_file_and_no_name(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Temporary folder, current folder and home are watched; the spooled page carries the number as its only title."""
    watched = [tmp_path / name for name in ("tmp", "here", "home")]
    for folder in watched:
        folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(watched[0]))
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(watched[0]))
    monkeypatch.chdir(watched[1])
    monkeypatch.setenv("HOME", str(watched[2]))
    office = real_desk("haddad")
    pdf = handouts.checklist(office.desk, office.case("haddad"))
    spool = tmp_path / "spool"
    spool.mkdir()
    for run in range(RUNS):
        printer = QPrinter()
        printer.setResolution(36)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(spool / f"{run % 4}.pdf"))
        printer.setDocName("2026-0001")
        printing.paint(printer, pdf)
    assert everything(*watched) == {}
    spooled = everything(spool)
    assert len(spooled) == 4
    for content in spooled.values():
        for word in ("Haddad", "Samir"):
            assert word.encode() not in content and word.encode("utf-16-be") not in content
        assert b"2026-0001" in content or "2026-0001".encode("utf-16-be") in content


def test_printing_a_letter_again_is_recorded_with_the_letter(
    open_office: OpenOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from welcomedesk.desk import letters

    office = open_office("haddad")
    desk, case, referral = office.office.desk, office.office.case("haddad"), office.office.referral("haddad")
    contact = cases.show(desk, case).one(referral).text("contact")
    order = letters.Order("referral", contact=contact, referral=referral)
    letter = letters.issue(desk, case, order, override="So gewollt.").value.ref
    jobs: list[str] = []

    def choose(parent: object, job: str, then: object) -> None:
        jobs.append(job)
        printer = QPrinter()
        printer.setResolution(36)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "page.pdf"))
        assert callable(then)
        then(printer)

    page = office.go("case", "haddad", "letters")
    assert isinstance(page, CasePage) and isinstance(page.tab, LettersTab)
    page.tab.choose_printer = choose
    page.tab._print_again(letter)
    office.settle()
    assert jobs == ["2026-0001"], "the job carries the number only"
    assert ("printed", letter) in [(line.what, line.reason) for line in desk.store.accesses(case)]
