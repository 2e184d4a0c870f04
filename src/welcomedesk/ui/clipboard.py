"""Copying a field: it leaves the clipboard after 60 seconds and at lock, if it is still ours; no history keeps it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

# Formats by which clipboard histories are asked to leave something out.
# Source: Microsoft, "Clipboard formats" (cloud clipboard and history); KDE Klipper password hint.
_NOT_FOR_HISTORY = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\x00\x00\x00\x00",
    "x-kde-passwordManagerHint": b"secret",
}


class Clipboard(QObject):
    """What we put on the clipboard of the system."""

    def __init__(self, parent: QObject | None = None, seconds: int = 60) -> None:
        super().__init__(parent)
        self._ours = ""
        self._timer = QTimer(self, singleShot=True, interval=seconds * 1000)
        self._timer.timeout.connect(self.clear_now)

    def copy(self, text: str) -> None:
        """Put text on the clipboard for a minute."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _NOT_FOR_HISTORY.items():
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._ours = text
        self._timer.start()

    def clear_now(self) -> None:
        """Take back what is still ours; what somebody else copied stays."""
        clipboard = QGuiApplication.clipboard()
        if self._ours and clipboard.text() == self._ours:
            clipboard.clear()
        self._ours = ""
        self._timer.stop()
