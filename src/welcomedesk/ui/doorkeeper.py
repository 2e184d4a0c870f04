"""Listens at the door of a workplace's window (`door.py`)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from welcomedesk.ui import door


class Doorkeeper(QLocalServer):
    """Answers whoever knocks; only processes of the same person may.

    Args:
        where: `door.address` of the workplace.
    """

    heard = Signal(bytes)

    def __init__(self, where: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self.newConnection.connect(self._answer)
        # A crash leaves the socket behind; whoever listens has knocked before and found nobody.
        QLocalServer.removeServer(where)
        self.listen(where)

    def _answer(self) -> None:
        while (socket := self.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        said = bytes(socket.readAll().data())
        if said:
            # First what it leads to: who takes over listens as soon as it is answered, and this door must be closed.
            self.heard.emit(said)
            socket.write(door.HEARD)
            socket.flush()
