"""Starts the window: application, look, language, first page; then the event loop."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from welcomedesk import i18n
from welcomedesk.ui.look.theme import install

if TYPE_CHECKING:
    from welcomedesk.ui.backend import Backend
    from welcomedesk.ui.window import Window


def has_display() -> bool:
    """Whether a window can be shown at all."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application(backend: Backend) -> QApplication:
    """The application with look and language of this person."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        # Named here, because naming it later costs half a frame of start-up.
        app = QApplication([*sys.argv[:1], "-style", "fusion"])
        app.setProperty("wd_fusion", True)
    app.setApplicationName("welcomedesk")
    app.setApplicationDisplayName("")
    preferences = backend.preferences()
    i18n.use_language(preferences.language)
    install(app, preferences.scheme, preferences.zoom)
    return app


def open_window(backend: Backend) -> Window:
    """Make and show the window; the application must exist."""
    from welcomedesk.ui.window import Window

    window = Window(backend)
    window.show()
    return window


def run(backend: Backend) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    app = make_application(backend)
    window = open_window(backend)
    code = app.exec()
    window.deleteLater()
    return code
