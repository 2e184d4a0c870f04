"""The watermark: the head of the log, kept beside the key file, so that an old case file put in place is noticed.

The engine alone accepts an older version of its own file without a word. The watermark is authenticated with a key that
is made from the data key, and rises after every save.

Waiting for the drive a second time at every save would double what saving costs. So the mark of the session is not
waited for, and a power cut may spoil it; the one of the last close and of the first save of this session is, and an
older mark is as true as a newer one: a file that nobody put back holds both.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from pathlib import Path

from welcomedesk.domain.errors import DeskError
from welcomedesk.store import files
from welcomedesk.store.keys import subkey
from welcomedesk.store.writing import Head


@dataclass(slots=True)
class Watermark:
    """Where the watermark of a case file lies and how it is authenticated.

    Args:
        path: the lasting mark.
        session: the mark of a session, there until it is closed.
    """

    path: Path
    session: Path
    data_key: bytes
    identity: str
    _last: Head | None = field(default=None, init=False)

    def put(self, head: Head) -> None:
        """Remember a head. A failure is no failure of the save: the next one raises the mark again."""
        first, self._last = self._last is None, head
        self._write(self.path if first else self.session, head, durable=first)

    def settle(self) -> None:
        """Make the mark of this session the lasting one; without a save nothing changes."""
        if self._last is not None and self._write(self.path, self._last, durable=True):
            self.session.unlink(missing_ok=True)

    def get(self) -> tuple[Head, ...]:
        """The remembered heads, all of which the case file must hold; none where there is none or not by us."""
        found = (self._read(path) for path in (self.path, self.session))
        return tuple(head for head in found if head is not None)

    def _write(self, path: Path, head: Head, *, durable: bool) -> bool:
        body = {"device": head.device, "number": head.number, "hash": head.hash.hex()}
        text = json.dumps({**body, "mac": self._mac(head)})
        try:
            files.replace(path, text.encode(), durable=durable)
        except DeskError:
            return False
        return True

    def _read(self, path: Path) -> Head | None:
        try:
            body = json.loads(path.read_bytes()[:10_000])
            head = Head(str(body["device"]), int(body["number"]), bytes.fromhex(body["hash"]))
            return head if hmac.compare_digest(str(body["mac"]), self._mac(head)) else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _mac(self, head: Head) -> str:
        text = json.dumps([self.identity, head.device, head.number, head.hash.hex()])
        return hmac.new(subkey(self.data_key, "watermark"), text.encode(), "sha256").hexdigest()
