"""The key file: a random data key, locked once for every adviser and once for the office's recovery sheet.

A slot is the data key sealed (ChaCha20-Poly1305) with a key that Argon2id makes from a passphrase. Everything a slot
says about itself and the identity of the workplace are authenticated with it. A checksum tells damage from a wrong
passphrase; a seal made with the data key tells whether somebody changed the list of slots.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import math
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from welcomedesk.store import troubles

FORMAT, VERSION = "welcomedesk-keys", 1
KEY_BYTES, SALT_BYTES, NONCE_BYTES = 32, 16, 12
ADVISER, RECOVERY = "adviser", "recovery"
LONGEST_FILE = 1_000_000
LEAST_PASSPHRASE = 8
"""Characters of the shortest passphrase that is accepted."""


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one attempt at a passphrase costs (Argon2id).

    Args:
        memory_kib: memory in KiB.
        passes: how often the memory is gone over.
        lanes: how many parts may be worked on at once.
    """

    memory_kib: int = 262_144
    passes: int = 3
    lanes: int = 4

    def covers(self, floor: KeyCost) -> bool:
        """Whether every part is at least that of `floor`."""
        return self.memory_kib >= floor.memory_kib and self.passes >= floor.passes and self.lanes >= floor.lanes


FLOOR = KeyCost(65_536, 3, 4)
"""The least that is accepted from a key file. Source: RFC 9106, section 4, second recommended option."""

MOST_PASSES = 32
"""How many passes a new slot may get, so that a slower computer still opens it in seconds."""

CEILING = KeyCost(4_194_304, 64, 64)
"""The most that is accepted, so that a changed file cannot make the program stand still."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, locked for one adviser or for the recovery sheet."""

    id: str
    kind: str
    name: str
    cost: KeyCost
    salt: bytes
    nonce: bytes
    sealed: bytes

    def says(self) -> dict[str, Any]:
        """What the slot says about itself; all of it is authenticated."""
        return {
            "id": self.id,
            "kind": self.kind,
            "name": self.name,
            "kdf": "argon2id",
            "memory_kib": self.cost.memory_kib,
            "passes": self.cost.passes,
            "lanes": self.cost.lanes,
            "salt": _text(self.salt),
            "nonce": _text(self.nonce),
        }


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The key file as a value.

    Args:
        identity: random name of the workplace's case file; the file must carry the same.
        revision: rises with every change, so that of two copies the newer one is known.
        seal: made with the data key over everything else; empty until sealed.
    """

    identity: str
    office: str
    workplace: str
    slots: tuple[Slot, ...]
    revision: int = 1
    seal: bytes = b""

    def advisers(self) -> tuple[str, ...]:
        return tuple(slot.name for slot in self.slots if slot.kind == ADVISER)

    def of(self, kind: str, name: str = "") -> tuple[Slot, ...]:
        """The slots of a kind; of one adviser where a name is given."""
        return tuple(slot for slot in self.slots if slot.kind == kind and name in ("", slot.name))


class BadKeyFileError(ValueError):
    """The text is no key file of ours, or it is damaged."""


class NewerKeyFileError(BadKeyFileError):
    """The key file was written by a newer version."""


# --- secrets --------------------------------------------------------------------------------------------------------


def new_data_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def subkey(data_key: bytes, purpose: str) -> bytes:
    """A key for one purpose, made from the data key; nobody gets from it to the data key."""
    return hmac.digest(data_key, b"welcomedesk " + purpose.encode(), "sha256")


def normal(passphrase: str) -> bytes:
    """A passphrase as bytes; an ä is the same whether the keyboard sends one sign or two."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _derive(secret: bytes, slot: Slot) -> bytes:
    # Imported here: the window starts without it, and it is needed once per unlocking.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    cost = slot.cost
    return Argon2id(
        salt=slot.salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(secret)


def fitted(cost: KeyCost, least: float, timer: Callable[[], float] = time.perf_counter) -> KeyCost:
    """The cost with so many passes that one attempt takes at least `least` seconds on this computer.

    The work of a pass does not shrink with the years, computers do not wait: on a quick one three passes would make
    guessing cheap. Measured once, with nobody's passphrase.
    """
    began = timer()
    _derive(b"", Slot("", "", "", cost, bytes(SALT_BYTES), b"", b""))
    took = max(timer() - began, 1e-6)
    return replace(cost, passes=max(cost.passes, min(MOST_PASSES, math.ceil(cost.passes * least / took))))


def lock(data_key: bytes, identity: str, kind: str, name: str, secret: bytes, cost: KeyCost) -> Slot:
    """A new slot for the data key.

    Args:
        name: name of the adviser, or id of the recovery sheet.
        secret: normalised passphrase or recovery code.
    """
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    slot = Slot(secrets.token_hex(4), kind, name, cost, salt, nonce, b"")
    sealed = ChaCha20Poly1305(_derive(secret, slot)).encrypt(nonce, data_key, _bound(identity, slot))
    return replace(slot, sealed=sealed)


def unlock(slot: Slot, identity: str, secret: bytes, floor: KeyCost = FLOOR) -> bytes | None:
    """The data key, or `None` where the secret is not the right one.

    Raises:
        DeskError: `key_weak`, where the slot asks for less work than `floor` or more than `CEILING`.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if not slot.cost.covers(floor) or not CEILING.covers(slot.cost):
        raise troubles.key_weak()
    try:
        return ChaCha20Poly1305(_derive(secret, slot)).decrypt(slot.nonce, slot.sealed, _bound(identity, slot))
    except InvalidTag:
        return None


def _bound(identity: str, slot: Slot) -> bytes:
    return _canonical({"format": FORMAT, "version": VERSION, "identity": identity, "slot": slot.says()})


def sealed(file: KeyFile, data_key: bytes) -> KeyFile:
    """The key file with its seal."""
    return replace(file, seal=hmac.digest(subkey(data_key, "key file"), _canonical(_body(file)), "sha256"))


def seal_holds(file: KeyFile, data_key: bytes) -> bool:
    """Whether names and slots are those that somebody with the data key wrote."""
    return hmac.compare_digest(file.seal, sealed(file, data_key).seal)


# --- text -----------------------------------------------------------------------------------------------------------


def dump(file: KeyFile) -> bytes:
    """The key file as JSON with its checksum."""
    body = {**_body(file), "seal": _text(file.seal)}
    body["check"] = hashlib.sha256(_canonical(body)).hexdigest()
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def load(text: bytes) -> KeyFile:
    """The key file behind a text.

    Raises:
        NewerKeyFileError: the version is higher than `VERSION`.
        BadKeyFileError: anything else is wrong with it.
    """
    try:
        body = json.loads(text[: LONGEST_FILE + 1])
        if len(text) > LONGEST_FILE or not isinstance(body, dict) or body.get("format") != FORMAT:
            raise BadKeyFileError("no key file")
        if isinstance(body.get("version"), int) and body["version"] > VERSION:
            raise NewerKeyFileError(str(body["version"]))
        check = body.pop("check")
        if check != hashlib.sha256(_canonical(body)).hexdigest():
            raise BadKeyFileError("damaged")
        return _file(body)
    except (KeyError, TypeError, ValueError, RecursionError, binascii.Error) as error:
        if isinstance(error, BadKeyFileError):
            raise
        raise BadKeyFileError(type(error).__name__) from error


def _body(file: KeyFile) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "identity": file.identity,
        "office": file.office,
        "workplace": file.workplace,
        "revision": file.revision,
        "slots": [{**slot.says(), "sealed": _text(slot.sealed)} for slot in file.slots],
    }


def _file(body: dict[str, Any]) -> KeyFile:
    slots = tuple(_slot(said) for said in body["slots"])
    names = (body["identity"], body["office"], body["workplace"])
    if not slots or not all(isinstance(name, str) for name in names) or not isinstance(body["revision"], int):
        raise BadKeyFileError("incomplete")
    return KeyFile(*names, slots=slots, revision=body["revision"], seal=_bytes(body["seal"]))


def _slot(said: dict[str, Any]) -> Slot:
    cost = KeyCost(int(said["memory_kib"]), int(said["passes"]), int(said["lanes"]))
    slot = Slot(
        str(said["id"]), str(said["kind"]), str(said["name"]), cost,
        _bytes(said["salt"]), _bytes(said["nonce"]), _bytes(said["sealed"]),
    )  # fmt: skip
    if said["kdf"] != "argon2id" or len(slot.salt) < SALT_BYTES or len(slot.nonce) != NONCE_BYTES:
        raise BadKeyFileError("slot")
    return slot


def _canonical(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
