"""Prints PDFs the way the window does, in a process of its own: `python -m tests.helpers.print_job PRINTER PDF …`

PRINTER is the name of a printer, or the path of a PDF file to print into. Prints the name of the job and the printer's
resolution.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from welcomedesk.ui import printing


def main(to: str, *pages: str) -> None:
    app = QApplication([])
    printer = printing.plain_printer("2026-0147")
    if to.endswith(".pdf"):
        printer.setOutputFileName(to)
    else:
        printer.setPrinterName(to)
    assert isinstance(printer, QPrinter) and printer.isValid()
    printing.paint(printer, *(Path(page).read_bytes() for page in pages))
    print(printer.docName(), printer.resolution())
    del app


if __name__ == "__main__":
    main(*sys.argv[1:])
