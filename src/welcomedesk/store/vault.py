"""Key file and case file of one workplace: set up, unlock, and look after the slots.

Light to import: the engine, SQLAlchemy and Argon2 are loaded by the first call that needs them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from welcomedesk.desk.locked import Check, NewVault, VaultState
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import files, keys, places_check, recovery, restoring, troubles
from welcomedesk.store.keyfiles import KeyFiles
from welcomedesk.store.keys import ADVISER, FLOOR, RECOVERY, KeyCost, KeyFile
from welcomedesk.store.lock import FileLock
from welcomedesk.store.words import well_formed

if TYPE_CHECKING:
    from welcomedesk.store import views
    from welcomedesk.store.store import SqlCaseStore

_UNREADABLE = frozenset(("key_damaged", "file_cut", "no_read", "disk_error"))


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files of a workplace lie.

    Args:
        case_file: the encrypted database.
        key_file, key_copy: the key file and its copy, in different folders.
    """

    case_file: Path
    key_file: Path
    key_copy: Path

    @property
    def watermark(self) -> Path:
        return self.key_copy.with_name("cases.head")

    @property
    def session_mark(self) -> Path:
        """The watermark of a session that was not closed yet."""
        return self.key_copy.with_name("cases.head.session")

    @property
    def backups(self) -> Path:
        """Where a backup goes that nobody asked for: before a migration."""
        return self.case_file.with_name("backups")

    @property
    def unfinished(self) -> Path:
        """Exists while a workplace is being set up; what lies beside it then holds nothing of worth."""
        return self.case_file.with_name(self.case_file.name + ".setup")

    @property
    def restored(self) -> Path:
        """Exists from a restore until the restored file has been unlocked once; names what was put aside."""
        return self.case_file.with_name(self.case_file.name + ".restored")


class FileVault:
    """The vault of one workplace on disk (`desk.ports.Vault`).

    Args:
        cost: what a new slot costs; old slots keep theirs until their passphrase changes.
        least: seconds that one attempt at a new slot takes here at least; more passes are taken until it does.
        floor: the least a slot may cost. Tests hand in a lower one, the program never does.
        declared: which fields the search finds and which carry dates.
    """

    def __init__(
        self,
        places: Places,
        *,
        cost: KeyCost = KeyCost(),  # noqa: B008 - a frozen value
        floor: KeyCost = FLOOR,
        least: float = 0.0,
        declared: views.Declaration | None = None,
    ) -> None:
        self.places = places
        self._keys = KeyFiles(places.key_file, places.key_copy)
        self._cost = cost
        self._floor = floor
        self._least = least
        self._declared = declared

    # --- before unlocking -------------------------------------------------------------------------------------------

    def state(self) -> VaultState:
        """What lies on disk, found without any key and without changing anything."""
        case_file = self.places.case_file
        if self.places.unfinished.exists() or not (case_file.exists() or self._keys.exist()):
            return VaultState("none")
        try:
            file = self._keys.read()
        except DeskError as error:
            state = {"key_missing": "key_missing", "key_newer": "newer"}.get(error.code, "unreadable")
            return VaultState(state, trouble=error)
        trouble = _trouble(case_file)
        state = "ready" if trouble is None else trouble.code
        if state in _UNREADABLE:
            state = "unreadable"
        return VaultState(state, file.advisers(), file.office, file.workplace, trouble)

    def create(self, *, office: str, workplace: str, adviser: str, passphrase: str) -> NewVault:
        """Make key file and empty case file.

        Raises:
            DeskError: `exists`, `weak_passphrase`, `synced_folder`, `network_folder`, `no_write`, `disk_full`.
        """
        from welcomedesk.store import engine
        from welcomedesk.store.watermark import Watermark
        from welcomedesk.store.writing import Head

        self._refuse_weak(passphrase)
        places = self.places
        places_check.refuse(places.case_file.parent)
        if self.state().state != "none":
            raise troubles.exists(places.case_file)
        files.private_folder(places.case_file.parent)
        files.private_folder(places.key_copy.parent)
        lock = FileLock(places.case_file)
        try:
            # Until the mark is gone nobody has seen the recovery code, so a half-made workplace may be made anew.
            files.replace(places.unfinished, b"")
            places.case_file.unlink(missing_ok=True)
            data_key, identity = keys.new_data_key(), secrets.token_hex(16)
            file = KeyFile(identity, well_formed(office), well_formed(workplace), ())
            file = self._with_slot(file, data_key, ADVISER, well_formed(adviser), keys.normal(passphrase))
            file, sheet = self._with_recovery(file, data_key)
            device = secrets.token_hex(4)
            engine.create(places.case_file, data_key, identity, device)
            self._keys.write(file, data_key)
            places.session_mark.unlink(missing_ok=True)
            Watermark(places.watermark, places.session_mark, data_key, identity).put(Head(device, 0, b""))
            places.unfinished.unlink()
            files.sync_folder(places.case_file.parent)
        finally:
            lock.release()
        return sheet

    # --- unlocking --------------------------------------------------------------------------------------------------

    def unlock(self, passphrase: str, adviser: str = "") -> SqlCaseStore:
        """Open the case file with the passphrase of an adviser; without a name every slot is tried.

        Raises:
            DeskError: wrong_passphrase, no_such_adviser, and everything that can be wrong with the files.
        """
        self._refuse_bad_files()
        file, data_key, opened_by = self._open_slot(passphrase, adviser)
        return self._open(file, data_key, opened_by)

    def unlock_with_recovery(self, recovery_code: str) -> SqlCaseStore:
        """Open the case file with the code from the printed sheet.

        Raises:
            DeskError: recovery_typo, wrong_recovery_code, and everything that can be wrong with the files.
        """
        code = recovery.read(recovery_code)
        self._refuse_bad_files()
        file, data_key = self._open_recovery(code)
        return self._open(file, data_key, "")

    def _refuse_bad_files(self) -> None:
        places_check.refuse(self.places.case_file.parent)
        restoring.finish(self.places)
        if self.state().state == "none":
            raise troubles.no_workplace(self.places.case_file)
        # The key file first: with it missing, nothing that is done to the case file helps.
        self._keys.read()
        trouble = _trouble(self.places.case_file)
        if trouble:
            raise trouble

    def _open(self, file: KeyFile, data_key: bytes, opened_by: str) -> SqlCaseStore:
        from welcomedesk.store import opening, views

        declared = self._declared or views.standard()
        lock = FileLock(self.places.case_file)
        try:
            restoring.forget_unfinished(self.places)
            notices = self._look_after_keys(file, data_key)
            return opening.open_store(self.places, file.identity, data_key, declared, opened_by, notices, lock.release)
        except BaseException:
            lock.release()
            raise

    def _look_after_keys(self, file: KeyFile, data_key: bytes) -> tuple[Check, ...]:
        """Make both copies good again, and say so; say as well where somebody else changed the key file."""
        if not keys.seal_holds(file, data_key):
            return (Check("key_file", False, "changed"),)
        if not self._keys.differ():
            return (Check("key_file", True),)
        try:
            self._keys.write(file, data_key)
        except DeskError as error:
            return (Check("key_file", False, error.code),)
        return (Check("key_file", True, "repaired"),)

    def _open_slot(self, passphrase: str, adviser: str) -> tuple[KeyFile, bytes, str]:
        file = self._keys.read()
        slots = file.of(ADVISER, adviser)
        if not slots:
            raise troubles.no_such_adviser(adviser)
        for slot in slots:
            data_key = keys.unlock(slot, file.identity, keys.normal(passphrase), self._floor)
            if data_key is not None:
                return file, data_key, slot.name
        raise troubles.wrong_passphrase()

    def _open_recovery(self, code: str) -> tuple[KeyFile, bytes]:
        file = self._keys.read()
        for slot in file.of(RECOVERY):
            data_key = keys.unlock(slot, file.identity, code.encode(), self._floor)
            if data_key is not None:
                return file, data_key
        raise troubles.wrong_recovery_code()

    # --- slots ------------------------------------------------------------------------------------------------------

    def change_passphrase(self, adviser: str, old: str, new: str) -> None:
        """Give an adviser's slot a new passphrase; the data stay as they are."""
        self._refuse_weak(new)
        file, data_key, name = self._open_slot(old, adviser)
        self._keys.change(self._with_slot(file, data_key, ADVISER, name, keys.normal(new)), data_key)

    def set_passphrase(self, recovery_code: str, adviser: str, new: str) -> None:
        """Give an adviser a (new) slot with the office recovery code; no name is needed where there is only one.

        Raises:
            DeskError: recovery_typo, wrong_recovery_code, weak_passphrase, no_such_adviser.
        """
        self._refuse_weak(new)
        file, data_key = self._open_recovery(recovery.read(recovery_code))
        name = well_formed(adviser) or (file.advisers()[0] if len(file.advisers()) == 1 else "")
        if not name:
            raise troubles.no_such_adviser(adviser)
        changed = self._with_slot(file, data_key, ADVISER, name, keys.normal(new))
        self._keys.change(changed, data_key)

    def add_adviser(self, passphrase: str, adviser: str, new_adviser: str, new_passphrase: str) -> None:
        """Give another adviser a slot.

        Raises:
            DeskError: `adviser_exists`, `weak_passphrase`, `wrong_passphrase`.
        """
        self._refuse_weak(new_passphrase)
        file, data_key, _ = self._open_slot(passphrase, adviser)
        name = well_formed(new_adviser)
        if file.of(ADVISER, name) or not name:
            raise troubles.adviser_exists(name)
        self._keys.change(self._with_slot(file, data_key, ADVISER, name, keys.normal(new_passphrase)), data_key)

    def remove_adviser(self, passphrase: str, adviser: str, gone: str) -> None:
        """Take an adviser's slot away.

        Raises:
            DeskError: `no_such_adviser`, `last_adviser`, `wrong_passphrase`.
        """
        file, data_key, _ = self._open_slot(passphrase, adviser)
        if not gone or not file.of(ADVISER, gone):
            raise troubles.no_such_adviser(gone)
        if file.advisers() == (gone,):
            raise troubles.last_adviser()
        kept = tuple(slot for slot in file.slots if (slot.kind, slot.name) != (ADVISER, gone))
        self._keys.change(replace(file, slots=kept), data_key)

    def new_recovery_code(self, passphrase: str, adviser: str) -> NewVault:
        """Make a new recovery sheet; the old one opens nothing afterwards."""
        file, data_key, _ = self._open_slot(passphrase, adviser)
        without = replace(file, slots=file.of(ADVISER))
        changed, sheet = self._with_recovery(without, data_key)
        self._keys.change(changed, data_key)
        return sheet

    def _with_slot(self, file: KeyFile, data_key: bytes, kind: str, name: str, secret: bytes) -> KeyFile:
        """The key file with this slot in place of the one of the same kind and name."""
        if self._least:
            # Measured once, when the first slot is made here.
            self._cost, self._least = keys.fitted(self._cost, self._least), 0.0
        slot = keys.lock(data_key, file.identity, kind, name, secret, self._cost)
        known = [(old.kind, old.name) for old in file.slots]
        if (kind, name) not in known:
            return replace(file, slots=(*file.slots, slot))
        place = known.index((kind, name))
        return replace(file, slots=(*file.slots[:place], slot, *file.slots[place + 1 :]))

    def _with_recovery(self, file: KeyFile, data_key: bytes) -> tuple[KeyFile, NewVault]:
        code, sheet = recovery.new_code(), recovery.new_id()
        return self._with_slot(file, data_key, RECOVERY, sheet, code.encode()), NewVault(code, sheet)

    @staticmethod
    def _refuse_weak(passphrase: str) -> None:
        if len(passphrase) < keys.LEAST_PASSPHRASE:
            raise troubles.weak_passphrase(keys.LEAST_PASSPHRASE)


def _trouble(case_file: Path) -> DeskError | None:
    from welcomedesk.store import headers

    return headers.trouble_without_key(case_file)


def warm_up() -> None:
    """Load the heavy parts; called in a thread while the passphrase is being typed."""
    from cryptography.hazmat.primitives.kdf import argon2

    from welcomedesk.store import opening

    assert argon2 and opening
