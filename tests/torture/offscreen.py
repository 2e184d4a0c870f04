"""The real window without a screen, for harnesses: it waits until what was asked for is done."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.helpers.fake_backend import FakeSession
from welcomedesk import i18n
from welcomedesk.desk.core import Desk
from welcomedesk.ui.backend import Preferences
from welcomedesk.ui.everything import find
from welcomedesk.ui.look import theme
from welcomedesk.ui.shell import Shell
from welcomedesk.ui.worker import Worker


def application() -> QApplication:
    """The one application of this process, in the light look and in German."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    i18n.use_language("de")
    if "PYTEST_CURRENT_TEST" not in os.environ:
        # Outside of tests nobody sorts out what the platform without a screen complains about.
        qInstallMessageHandler(lambda kind, context, words: None)
    if theme._Current.look is None:
        theme.install(app, "light").watch()
    return app


def settle(worker: Worker, seconds: float = 30.0) -> None:
    """Let the window work until nothing is asked for any more.

    Raises:
        TimeoutError: it never rests.
    """
    end, quiet = time.monotonic() + seconds, 0
    while quiet < 3:
        QApplication.processEvents()
        quiet = 0 if worker.busy else quiet + 1
        if time.monotonic() > end:
            raise TimeoutError("the window does not come to rest")


@contextmanager
def shell(desk: Desk, failures: list[Exception]) -> Iterator[Shell]:
    """The unlocked window over a desk; what fails on its worker is put into the list."""
    app = application()
    worker = Worker()
    worker.failed.connect(failures.append)
    made = Shell(FakeSession(desk=desk), worker, Preferences(), search=find)
    made.resize(1440, 900)
    made.show()
    try:
        yield made
        settle(worker)
    finally:
        made.close_session()
        worker.close()
        made.hide()
        made.deleteLater()
        app.processEvents()
