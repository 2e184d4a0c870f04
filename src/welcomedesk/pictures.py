"""Pictures of the real window at work, for the demo and the documents; needs no display."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from welcomedesk.desk.core import Desk
    from welcomedesk.paths import Home
    from welcomedesk.ui.window import Window

_LONGEST_WAIT = 600
"""Turns of 10 ms that a page may take to come to rest; far more than any page needs."""


def take(home: Home, desk: Desk, cases: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of the first page and of a case, taken from the real window over the real case file."""
    from welcomedesk.ui.app import has_display

    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import Qt

    from welcomedesk.backend import RealBackend, borrowed
    from welcomedesk.ui.app import make_application
    from welcomedesk.ui.backend import Preferences
    from welcomedesk.ui.page import Place
    from welcomedesk.ui.speaking import speak
    from welcomedesk.ui.window import Window

    backend = RealBackend(home)
    backend.save_preferences(Preferences(language=desk.language, scheme="light", lock_minutes=0))
    app = make_application(backend)
    _make_sure_of_a_font(app)
    speak()
    window = Window(backend)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(1440, 900)
    window.show()
    window.enter(borrowed(desk, backend.workplace()))
    places = [("today", Place("today"))]
    if cases:
        places += [("case", Place("case", cases[0])), ("guide", Place("case", cases[0], "guide"))]
    for name, place in places:
        _settle(app, window)
        assert window.shell is not None
        window.shell.go(place)
        _settle(app, window)
        yield name, _png(window)
    window.close()
    window.deleteLater()
    app.processEvents()


def _settle(app: QApplication, window: Window) -> None:
    """Let the worker and the layouts come to rest."""
    from PySide6.QtCore import QDeadlineTimer, QThread

    for _turn in range(_LONGEST_WAIT):
        app.processEvents()
        if window.shell is not None and not window.worker.busy:
            break
        QThread.msleep(10)
    deadline = QDeadlineTimer(400)
    while not deadline.hasExpired():
        app.processEvents()
        if not window.worker.busy:
            QThread.msleep(5)


def _png(widget: QWidget) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def _make_sure_of_a_font(app: QApplication) -> None:
    """A machine without any font still gets readable pictures, with the font of the letters."""
    from PySide6.QtGui import QFont, QFontDatabase

    if QFontDatabase.families():
        return
    import pymupdf_fonts

    for name in ("figo", "figbo"):
        number = QFontDatabase.addApplicationFontFromData(pymupdf_fonts.myfont(name))
        if name == "figo" and number >= 0:
            app.setFont(QFont(QFontDatabase.applicationFontFamilies(number)[0], 10))
