"""Starts the window: application, look, language, first page; then the event loop."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from welcomedesk.ui.backend import Backend
    from welcomedesk.ui.succession import Handover
    from welcomedesk.ui.window import Window


def has_display() -> bool:
    """Whether a window can be shown at all."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


HAND_OVER = 0.001
"""Seconds after which the worker lets the window go on; Python's own five are felt as a hesitating key."""


def _application() -> QApplication:
    sys.setswitchinterval(HAND_OVER)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        # Named here, because naming it later costs half a frame of start-up.
        app = QApplication([*sys.argv[:1], "-style", "fusion"])
        app.setProperty("wd_fusion", True)
    app.setApplicationName("welcomedesk")
    app.setApplicationDisplayName("")
    return app


def make_application(backend: Backend) -> QApplication:
    """The application with look and language of this person."""
    app = _application()
    dress(app, backend)
    return app


def dress(app: QApplication, backend: Backend) -> None:
    """Give the application look and language of this person."""
    from welcomedesk import i18n
    from welcomedesk.ui.look.theme import install

    preferences = backend.preferences()
    i18n.use_language(preferences.language)
    install(app, preferences.scheme, preferences.zoom)


def open_window(backend: Backend) -> Window:
    """Make and show the window; the application must exist."""
    from welcomedesk.ui.window import Window

    window = Window(backend)
    window.show()
    return window


def run(make_backend: Callable[[], Backend], settings: Path, door: str = "", before: Handover | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code.

    Args:
        make_backend: called when the first picture stands; loads the rest of the program.
        settings: where the settings of this person lie, for the first picture.
        door: where other processes of the program find this one; without it a lock stays in this process.
        before: what the process handed over whose place this one takes.
    """
    from welcomedesk.ui.sketch import sketch
    from welcomedesk.ui.window import Window

    app = _application()

    def ready() -> Backend:
        backend = make_backend()
        dress(app, backend)
        return backend

    window = Window(ready, sketch=sketch(app, settings), door=door, before=before)
    window.appear()
    code = app.exec()
    window.deleteLater()
    return code
