"""The watermark: the head of the log, kept beside the key file, so that an old case file put in place is noticed.

The engine alone accepts an older version of its own file without a word. The watermark is authenticated with a key that
is made from the data key, and rises after every save.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from pathlib import Path

from welcomedesk.domain.errors import DeskError
from welcomedesk.store import files
from welcomedesk.store.keys import subkey
from welcomedesk.store.writing import Head


@dataclass(frozen=True, slots=True)
class Watermark:
    """Where the watermark of a case file lies and how it is authenticated."""

    path: Path
    data_key: bytes
    identity: str

    def put(self, head: Head) -> None:
        """Remember a head. A failure is no failure of the save: the next one raises the mark again."""
        body = {"device": head.device, "number": head.number, "hash": head.hash.hex()}
        text = json.dumps({**body, "mac": self._mac(head)})
        try:
            files.replace(self.path, text.encode(), durable=False)
        except DeskError:
            return

    def get(self) -> Head | None:
        """The remembered head; `None` where there is none or somebody else wrote it."""
        try:
            body = json.loads(self.path.read_bytes()[:10_000])
            head = Head(str(body["device"]), int(body["number"]), bytes.fromhex(body["hash"]))
            return head if hmac.compare_digest(str(body["mac"]), self._mac(head)) else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _mac(self, head: Head) -> str:
        text = json.dumps([self.identity, head.device, head.number, head.hash.hex()])
        return hmac.new(subkey(self.data_key, "watermark"), text.encode(), "sha256").hexdigest()
