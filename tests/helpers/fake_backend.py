"""A program behind the window that keeps everything in memory, for tests and pictures of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from welcomedesk.desk.backups import BackupsSeen
from welcomedesk.desk.drafts import Key, as_found
from welcomedesk.desk.opening import Found
from welcomedesk.desk.ports import Draft
from welcomedesk.domain.backup_plan import Inside
from welcomedesk.domain.documents import Document
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import troubles
from welcomedesk.ui.backend import Made, Preferences, Session, SetUp, Workplace
from welcomedesk.ui.worker import Progress

PASSPHRASE = "four words are enough"


@dataclass
class FakeSession:
    """An unlocked workplace without a case file."""

    desk: Any = None
    adviser: str = "A. Beispiel"
    office: str = "Musterberatung Welcome-Service"
    workplace: str = "Arbeitsplatz MD-2"
    packs_date: str = "2026-11-02"
    kept: dict[Key, Any] = field(default_factory=dict)
    changed: list[dict[Key, Any]] = field(default_factory=list)
    closed: bool = False
    folder: str = "/home/beispiel/Welcomedesk"
    asked: list[str] = field(default_factory=list)
    holders: list[str] = field(default_factory=lambda: ["A. Beispiel", "B. Muster"])
    drive: str = "unknown"
    opening: tuple[Found, ...] = ()

    def change_passphrase(self, old: str, new: str) -> None:
        if old != PASSPHRASE:
            raise DeskError("wrong_passphrase", "The passphrase does not match.")
        self.asked.append("change_passphrase")

    def key_holders(self) -> Sequence[str]:
        return tuple(self.holders)

    def add_key_holder(self, own: str, name: str, passphrase: str) -> None:
        self._own(own)
        if name in self.holders:
            raise DeskError("adviser_exists", "There is already an adviser of this name.")
        self.holders.append(name)

    def remove_key_holder(self, own: str, name: str) -> None:
        self._own(own)
        self.holders.remove(name)

    def new_recovery(self, own: str) -> Made:
        self._own(own)
        return Made("K7M4-QX2P-9D3F-8WNA-T5RB-6HJC", "R-2")

    def recovery_sheet(self, made: Made) -> bytes:
        return b"%PDF-1.4 sheet"

    def drive_encrypted(self) -> str:
        return self.drive

    @staticmethod
    def _own(passphrase: str) -> None:
        if passphrase != PASSPHRASE:
            raise DeskError("wrong_passphrase", "The passphrase does not match.")

    def back_up(self, folder: str = "", progress: Any = None) -> str:
        self.asked.append(f"back_up {folder}".strip())
        return f"{folder or self.folder + '/backups'}/2026-11-23.wdbackup"

    def look_at_backup(self, path: str) -> Inside:
        return Inside(path, "2026-11-21T14:05:00", 12, 240)

    def lost_device(self, backup: str, secret: str) -> Any:
        self._own(secret)
        self.asked.append(f"lost {backup}")
        return Document("Report of a lost device", ())

    def restore_at_close(self, path: str) -> None:
        self.asked.append(f"restore {path}")

    def found(self) -> tuple[Found, ...]:
        told, self.opening = self.opening, ()
        return told

    def backups(self) -> BackupsSeen:
        return BackupsSeen((), False, "", True)

    def support_text(self) -> str:
        self.asked.append("support_text")
        return "[versions]\nwelcomedesk = 0.1.0\n"

    def put_outside(self, name: str, content: bytes) -> str:
        self.asked.append(f"put_outside {name}")
        return f"{self.folder}/outside/{name}"

    def show_outside(self, path: str) -> None:
        self.asked.append(f"show_outside {path}")

    def tend_backups(self) -> str:
        self.asked.append("tend_backups")
        return ""

    def drafts(self) -> Sequence[Draft]:
        return as_found(self.kept)

    def keep_drafts(self, changed: Mapping[Key, Any]) -> None:
        self.changed.append(dict(changed))
        self.kept = {key: value for key, value in {**self.kept, **changed}.items() if value is not None}

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeBackend:
    """Remembers what it was asked; `state` decides what the window finds at start."""

    state: str = "ready"
    session: FakeSession = field(default_factory=FakeSession)
    wanted: Preferences = field(default_factory=Preferences)
    wait: int = 2
    calls: list[str] = field(default_factory=list)
    setup: SetUp | None = None

    known: Workplace | None = None

    def remembered(self) -> Workplace | None:
        return self.known

    def workplace(self) -> Workplace:
        if self.state == "none":
            return Workplace("none")
        return Workplace(
            self.state, ("A. Beispiel", "B. Muster"), self.session.office, self.session.workplace, "2026-11-02"
        )

    def preferences(self) -> Preferences:
        return self.wanted

    def save_preferences(self, preferences: Preferences) -> None:
        self.wanted = preferences

    def warm_up(self) -> None:
        self.calls.append("warm_up")

    def create(self, setup: SetUp, progress: Progress) -> Made:
        progress.step(1, 2)
        self.calls.append("create")
        self.setup = setup
        self.state = "ready"
        return Made("K7M4-QX2P-9D3F-8WNA-T5RB-6HJC", "R-1")

    def recovery_sheet(self, made: Made, setup: SetUp) -> bytes:
        return b"%PDF-1.4 sheet"

    def unlock(self, adviser: str, passphrase: str) -> Session:
        self.calls.append(f"unlock {adviser}")
        known = {PASSPHRASE, self.setup.passphrase if self.setup else PASSPHRASE}
        if passphrase not in known:
            wrong = troubles.wrong_passphrase()
            wrong.details["wait"] = self.wait
            raise wrong
        self.session.closed = False
        return self.session

    def unlock_with_recovery(self, code: str, adviser: str, new_passphrase: str) -> Session:
        self.calls.append(f"recovery {adviser}")
        if not code.startswith("K7M4"):
            raise DeskError("wrong_recovery", "The recovery code does not match.", next_step="Check the sheet.")
        return self.session

    def add_samples(self, session: Session, progress: Progress) -> None:
        for number in range(4):
            progress.step(number + 1, 4)
        self.calls.append("samples")

    def choose_carrier(self, session: Session, kind: str) -> None:
        self.calls.append(f"carrier {kind}")

    def use_other_file(self, folder: str) -> Workplace:
        self.calls.append(f"other {folder}")
        self.state = "ready"
        return self.workplace()

    def restore_backup(self, path: str) -> Workplace:
        self.calls.append(f"restore {path}")
        self.state = "ready"
        return self.workplace()

    def locked(self) -> None:
        self.calls.append("locked")
