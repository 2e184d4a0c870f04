"""Printing and saving a PDF: the system's own dialogs, the pages exactly as they are.

QtPdf and QtPrintSupport are imported when somebody prints.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from welcomedesk import drives
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import N_, _
from welcomedesk.ui.text import isolate

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from welcomedesk.ui.page import Navigator

MOST_DOTS = 450
"""Dots per inch that a page is painted with; finer ones cost hundreds of megabytes and no eye sees them."""


def print_pdf(
    parent: QWidget, pdf: bytes, job: str, done: Callable[[], object], failed: Callable[[Exception], object]
) -> None:
    """Open the printer dialog of the system and print all pages in their real size.

    Args:
        job: name of the print job: a case number or what it is, never a name.
        done: called after the pages went to the printer.
        failed: called with a `DeskError` where they did not.
    """

    def chosen(printer: object) -> None:
        try:
            paint(printer, pdf)
        except DeskError as error:
            failed(error)
        else:
            done()

    choose_printer(parent, job, chosen)


def choose_printer(
    parent: QWidget, job: str, then: Callable[[object], object], sheet: tuple[float, float] | None = None
) -> None:
    """Open the printer dialog of the system; `then` gets the `QPrinter`, without scaling.

    Args:
        sheet: width and height of an envelope, mm; A4 where left out.
    """
    from PySide6.QtPrintSupport import QPrintDialog

    printer = plain_printer(job, sheet)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: then(printer))
    QDialog.open(dialog)


def plain_printer(job: str, sheet: tuple[float, float] | None = None) -> QPrinter:
    """The printer of the system for sheets of this size (mm, A4 where left out), nothing scaled or moved."""
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(job)
    if sheet is None:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    else:
        # The system knows envelopes upright; printers turn them themselves.
        printer.setPageSize(QPageSize(QSizeF(sheet[1], sheet[0]), QPageSize.Unit.Millimeter))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setFullPage(True)
    return printer


def paint(printer: object, *letters: bytes, after: Callable[[int], object] | None = None) -> None:
    """Paint the pages of PDFs onto a `QPrinter`, as one job. Raises `DeskError` `printing_failed`.

    Args:
        after: told how many letters went to the printer whole, each time another one did.
    """
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
    from PySide6.QtGui import QPainter
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)
    painter = QPainter()
    if not letters or not painter.begin(printer):
        raise _printing_failed()
    first = True
    for count, letter in enumerate(letters):
        device = QBuffer()
        device.setData(QByteArray(letter))
        device.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(device)
        if document.pageCount() < 1:
            painter.end()
            raise _printing_failed()
        for number in range(document.pageCount()):
            if not first and not printer.newPage():
                painter.end()
                raise _printing_failed()
            if after is not None and count and number == 0:
                after(count)  # the printer took the next sheet, so it has all of the letters before
            first = False
            points = document.pagePointSize(number)
            dots = min(MOST_DOTS, printer.resolution()) / 72
            size = QSize(round(points.width() * dots), round(points.height() * dots))
            picture = _sheet(document.render(number, size))
            sheet = printer.resolution() / 72
            painter.drawImage(QRectF(0, 0, points.width() * sheet, points.height() * sheet), picture)
        document.close()
    if not painter.end():
        raise _printing_failed()
    if after is not None:
        after(len(letters))


def _sheet(picture: QImage) -> QImage:
    """A page as a printer likes it: on white, and without colour where it has none, a quarter of the bytes."""
    from PySide6.QtGui import QImage, QPainter

    paper = QImage(picture.size(), QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, picture)
    painter.end()
    return paper.convertToFormat(QImage.Format.Format_Grayscale8) if paper.allGray() else paper


def _printing_failed() -> DeskError:
    return DeskError(
        "printing_failed",
        N_("The page could not be printed."),
        safe=N_("Everything that was saved is safe."),
        next_step=N_("Check the printer, or save the page as PDF."),
    )


def say_saved(shell: Navigator, path: Path | None) -> None:
    """Say under which name something left for a folder; nothing where the person thought better of it."""
    if path is not None:
        shell.did(_("Saved: {name}").format(name=isolate(path.name)))


def save_pdf(parent: QWidget, pdf: bytes, name: str) -> Path | None:
    """Ask where to save a PDF and write it; `None` where the person thought better of it.

    Args:
        name: proposed file name: a case number or what it is, never a name.

    Raises:
        DeskError: `disk_full`, `cannot_write`.
    """
    return save_file(parent, pdf, name, _("Save as PDF"), _("PDF files (*.pdf)"))


def save_file(parent: QWidget, content: bytes, name: str, words: str, kinds: str) -> Path | None:
    """Ask where to save something and write it, see `save_pdf`.

    Args:
        words: title of the dialog.
        kinds: its filter; the ending of `name` is added where somebody left it out.
    """
    chosen, _kind = QFileDialog.getSaveFileName(parent, words, name, kinds)
    if not chosen:
        return None
    ending = Path(name).suffix
    path = Path(chosen if chosen.lower().endswith(ending) else f"{chosen}{ending}")
    drives.write_whole(path, content)
    return path
