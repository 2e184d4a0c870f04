"""Serial letters in the window: choose, look at each page, print as one job, go on after the printer was gone."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtPrintSupport import QPrinter

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, serial
from welcomedesk.domain.case import Entity
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.pages.address_dialog import AddressDialog
from welcomedesk.ui.pages.series import SeriesPage


class Printer(QPrinter):
    """Prints into a file; it is gone after so many sheets."""

    def __init__(self, path: Path, sheets: int = 1_000) -> None:
        super().__init__(QPrinter.PrinterMode.ScreenResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(path))
        self.setFullPage(True)
        self.left = sheets - 1

    def newPage(self) -> bool:
        self.left -= 1
        return self.left >= 0 and super().newPage()


def page(office: Open) -> SeriesPage:
    shown = office.go("series", "elbaue", "thanks")
    assert isinstance(shown, SeriesPage)
    shown.readers.typed.emit("what", "für Ihre Zeit")
    office.settle()
    return shown


def tick(shown: SeriesPage, office: Open, count: int) -> None:
    for number, each in enumerate(list(shown.readers.ticks.values())[:count]):
        each.click()
        if number % 4 == 3:
            office.settle()
    office.settle()


def filed(office: Open) -> tuple[Entity, ...]:
    return cases.show(office.office.desk, office.office.case("elbaue")).all("letter")


def until_printed(office: Open) -> None:
    """Wait for the worker; twenty pages are painted meanwhile, which takes a busy machine longer than one click."""
    worker = office.shell.context.worker
    office.qtbot.waitUntil(lambda: not worker.busy, timeout=60_000)
    office.settle()


def print_with(shown: SeriesPage, printer: QPrinter, office: Open) -> None:
    shown.choose_printer = lambda parent, job, then, sheet=None: then(printer)  # type: ignore[assignment]
    assert shown.main is not None
    shown.main.click()
    until_printed(office)


def test_every_page_is_seen_before_anything_leaves(open_office: OpenOffice) -> None:
    office = open_office("elbaue")
    shown = page(office)
    assert shown.main is not None and not shown.main.isEnabled()
    tick(shown, office, 3)
    first = shown.page.preview.accessibleDescription()
    shown.after.click()
    office.settle()
    assert shown.page.preview.accessibleDescription() != first and shown._where.text().startswith("2 von 3")
    assert shown.main is not None and shown.main.isEnabled() and filed(office) == ()


def test_all_letters_are_one_job_and_each_is_filed(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office("elbaue")
    shown = page(office)
    tick(shown, office, 3)
    print_with(shown, Printer(tmp_path / "out.pdf"), office)
    assert len(filed(office)) == 3 and all(each.get("printed") for each in filed(office))
    assert len(pdfium.PdfDocument(str(tmp_path / "out.pdf"))) == 3
    assert not shown.readers.chosen


@pytest.mark.qt_log_ignore("QPainter")
def test_a_printer_that_is_gone_in_the_middle_of_20_letters(open_office: OpenOffice, tmp_path: Path) -> None:
    """A clear sentence, which were printed, and the rest goes on from there; no letter is lost or doubled."""
    office = open_office("elbaue")
    shown = page(office)
    tick(shown, office, 20)
    print_with(shown, Printer(tmp_path / "half.pdf", sheets=8), office)
    banners = " ".join(each.accessibleName() for each in shown.findChildren(Banner))
    assert "Gedruckt: 7 von 20." in banners and len(filed(office)) == 20
    rest = [each for each in serial.waiting(office.office.desk, office.office.case("elbaue")) if not each.printed]
    assert len(rest) == 13 and rest[0].recipient in banners
    shown.choose_printer = lambda parent, job, then, sheet=None: then(Printer(tmp_path / "rest.pdf"))  # type: ignore[assignment]
    shown._go_on()
    until_printed(office)
    assert len(pdfium.PdfDocument(str(tmp_path / "rest.pdf"))) == 13
    assert serial.waiting(office.office.desk, office.office.case("elbaue")) == () and len(filed(office)) == 20


def test_what_stands_in_the_way_is_said_for_each_recipient(open_office: OpenOffice) -> None:
    office = open_office("elbaue")
    shown = office.go("series", "elbaue", "thanks")
    assert isinstance(shown, SeriesPage)
    tick(shown, office, 2)
    assert shown.main is not None and not shown.main.isEnabled()
    shown.readers.search.setText("gibt es nicht")
    office.settle()
    assert shown.readers.ticks == {}


def test_labels_for_a_series_are_shown_and_printed(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office("elbaue")
    shown = page(office)
    with_address = [
        key for key in shown.readers.ticks
        if serial.draft(office.office.desk, office.office.case("elbaue"), shown.order, key).recipient.has_address  # type: ignore[arg-type, union-attr]
    ][:5]  # fmt: skip
    for key in with_address:
        shown.readers.ticks[key].click()
    office.settle()
    shown._labels()
    office.settle()
    (dialog,) = shown.findChildren(AddressDialog)
    assert dialog.preview.pages == 1
    dialog.choose_printer = lambda parent, job, then, sheet=None: then(Printer(tmp_path / "labels.pdf"))  # type: ignore[assignment]
    dialog.print_button.click()
    office.settle()
    assert len(pdfium.PdfDocument(str(tmp_path / "labels.pdf"))) == 1
