"""Printing and saving a PDF: the system's own dialogs, the pages exactly as they are.

QtPdf and QtPrintSupport are imported when somebody prints.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import N_, _


def print_pdf(
    parent: QWidget, pdf: bytes, job: str, done: Callable[[], object], failed: Callable[[Exception], object]
) -> None:
    """Open the printer dialog of the system and print all pages in their real size.

    Args:
        job: name of the print job: a case number or what it is, never a name.
        done: called after the pages went to the printer.
        failed: called with a `DeskError` where they did not.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(job)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)

    def accepted() -> None:
        try:
            paint(printer, pdf)
        except DeskError as error:
            failed(error)
        else:
            done()

    dialog.accepted.connect(accepted)
    QDialog.open(dialog)


def paint(printer: object, pdf: bytes) -> None:
    """Paint the pages of a PDF onto a `QPrinter`. Raises `DeskError` `printing_failed`."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtGui import QPainter
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)
    data = QByteArray(pdf)
    device = QBuffer(data)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(device)
    document.load(device)
    painter = QPainter()
    if document.pageCount() < 1 or not painter.begin(printer):
        raise DeskError(
            "printing_failed",
            N_("The page could not be printed."),
            safe=N_("The letter is kept as a draft."),
            next_step=N_("Check the printer, or save the page as PDF."),
        )
    dots = printer.resolution() / 72
    for number in range(document.pageCount()):
        if number:
            printer.newPage()
        points = document.pagePointSize(number)
        picture = document.render(number, QSize(round(points.width() * dots), round(points.height() * dots)))
        painter.drawImage(0, 0, picture)
    painter.end()
    document.close()


def save_pdf(parent: QWidget, pdf: bytes, name: str) -> Path | None:
    """Ask where to save a PDF and write it; `None` where the person thought better of it.

    Args:
        name: proposed file name: a case number or what it is, never a name.

    Raises:
        DeskError: `cannot_write`.
    """
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save as PDF"), name, _("PDF files (*.pdf)"))
    if not chosen:
        return None
    path = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise DeskError(
            "cannot_write",
            N_("The file could not be written."),
            safe=N_("Nothing else was changed."),
            next_step=N_("Choose another folder or make room on the disk."),
        ) from error
    return path
