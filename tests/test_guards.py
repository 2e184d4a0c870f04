"""The guards of the test suite bite: they are tested themselves."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path

import pytest

from tests.helpers.offline import NetworkTouchedError, install
from tests.helpers.quiet_log import QuietLog
from welcomedesk import paths


def test_a_network_socket_is_refused() -> None:
    with pytest.raises(NetworkTouchedError):
        socket.socket(socket.AF_INET)
    with pytest.raises(NetworkTouchedError):
        socket.getaddrinfo("example.invalid", 443)
    seen = install().seen
    assert seen == ["socket.__new__", "socket.getaddrinfo"]
    seen.clear()


def test_a_socket_inside_the_machine_is_allowed() -> None:
    left, right = socket.socketpair()
    left.close()
    right.close()


def test_each_test_has_a_workplace_of_its_own(workplace: Path) -> None:
    assert paths.home().root == workplace
    assert not workplace.exists()


def test_qt_needs_no_screen() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_an_unexpected_warning_is_a_complaint() -> None:
    quiet = QuietLog()
    quiet.handle(logging.LogRecord("store", logging.WARNING, "", 0, "disk is slow", (), None))
    assert quiet.complaints() == ["unexpected: store: disk is slow"]


def test_an_expected_warning_that_never_came_is_a_complaint() -> None:
    quiet = QuietLog()
    quiet("disk is slow")
    assert quiet.complaints() == ["never came: disk is slow"]


def test_an_expected_warning_is_fine(expected_log: QuietLog) -> None:
    expected_log("disk is slow")
    logging.getLogger("store").warning("disk is slow today")
