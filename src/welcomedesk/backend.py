"""The program behind the window: workplace, unlocking, sessions. Satisfies `ui.backend.Backend`."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from welcomedesk import i18n, logbook, paths, settings
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_
from welcomedesk.ui.backend import Made, Preferences, SetUp, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from welcomedesk.desk.backups import AutoBackups, BackupsSeen
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.drafts import Key
    from welcomedesk.desk.opening import Found
    from welcomedesk.desk.ports import Draft, VaultState
    from welcomedesk.domain.backup_plan import Inside
    from welcomedesk.domain.documents import Document
    from welcomedesk.ui.worker import Progress

FREE_TRIES, WAIT_FROM, LONGEST_WAIT = 3, 2, 60
"""Wrong passphrases before a waiting time begins, the first waiting time and the longest, in seconds."""


def _parts() -> ModuleType:
    """The real parts, loaded with the first call: the first page is painted before."""
    from welcomedesk import bootstrap

    return bootstrap


class RealBackend:
    """One workplace on this machine.

    Args:
        home: where it lies; the folder of this machine when left out.
    """

    def __init__(self, home: paths.Home | None = None) -> None:
        self._home = home or paths.home()
        self._wrong = 0

    # --- before unlocking ---------------------------------------------------------------------------------------

    def remembered(self) -> Workplace | None:
        kept = settings.read(self._home.settings).get("workplace")
        if not isinstance(kept, dict) or not (self._home.key_file.exists() and self._home.case_file.exists()):
            return None
        words = {name: kept.get(name, "") for name in ("office", "workplace", "packs_date")}
        names = kept.get("advisers", [])
        if not all(isinstance(word, str) for word in words.values()) or not isinstance(names, list):
            return None
        return Workplace("ready", tuple(name for name in names if isinstance(name, str)), **words)

    def workplace(self) -> Workplace:
        found = _workplace(_parts().vault(self._home).state())
        before = self.remembered()
        if found.state == "ready" and before is not None:
            found = replace(found, packs_date=before.packs_date)
        return self._remember(found)

    def _remember(self, found: Workplace) -> Workplace:
        """Keep what the key file says in clear anyway, so that the next start paints before it reads it."""
        if found.state == "ready" and found != self.remembered():
            kept = {"office": found.office, "workplace": found.workplace, "packs_date": found.packs_date}
            kept_all = settings.read(self._home.settings) | {"workplace": {**kept, "advisers": list(found.advisers)}}
            settings.write(self._home.settings, kept_all)
        return found

    def preferences(self) -> Preferences:
        known = {field.name for field in fields(Preferences)}
        found = settings.read(self._home.settings)
        plain = Preferences()
        fitting = {
            name: value
            for name, value in found.items()
            if name in known and isinstance(value, type(getattr(plain, name)))
        }
        return Preferences(**fitting)

    def save_preferences(self, preferences: Preferences) -> None:
        settings.write(self._home.settings, settings.read(self._home.settings) | asdict(preferences))

    def warm_up(self) -> None:
        # Half a second of reading that the person would otherwise wait for after the passphrase: what opens the
        # case file, then what the first page is made of.
        import sqlalchemy  # noqa: F401

        from welcomedesk.desk import agenda, drafts, office  # noqa: F401
        from welcomedesk.store import opening  # noqa: F401

        _parts().clear_outside(self._home)
        logbook.follow_log(logbook.Logbook(self._home.log))
        library = _parts().library()
        from welcomedesk.ui import everything, shell  # noqa: F401
        from welcomedesk.ui.pages import today  # noqa: F401

        # Last, because *Today* shows its list before it asks for these.
        library.directory()
        for info in library.guides():
            _ = library.guide(info.id).parts

    def create(self, setup: SetUp, progress: Progress) -> Made:
        progress.step(0, 1)
        made = (
            _parts()
            .vault(self._home)
            .create(office=setup.office, workplace=setup.workplace, adviser=setup.adviser, passphrase=setup.passphrase)
        )
        progress.step(1, 1)
        return Made(made.recovery_code, made.recovery_id)

    def recovery_sheet(self, made: Made, setup: SetUp) -> bytes:
        return _recovery_sheet(made, setup.office, setup.workplace)

    def unlock(self, adviser: str, passphrase: str) -> RealSession:
        from welcomedesk.desk import access
        from welcomedesk.desk.office import settle_in

        try:
            store = _parts().vault(self._home).unlock(passphrase, adviser)
        except DeskError as error:
            if error.code == "wrong_passphrase":
                self._wrong += 1
                error.details["wait"] = self._wait()
            raise
        self._wrong = 0
        place = self.workplace()
        session = RealSession(_parts().desk(store, store.opened_by, i18n.language()), place, self._home)
        settle_in(session.desk, place.office, place.workplace)
        access.tidy(session.desk)
        self._remember(replace(place, packs_date=session.packs_date))
        return session

    def _wait(self) -> int:
        """Seconds until the next try: none at first, then doubling. The real hurdle is the key derivation."""
        late = self._wrong - FREE_TRIES
        return 0 if late <= 0 else int(min(LONGEST_WAIT, WAIT_FROM * 2 ** (late - 1)))

    def unlock_with_recovery(self, code: str, adviser: str, new_passphrase: str) -> RealSession:
        _parts().vault(self._home).set_passphrase(code, adviser, new_passphrase)
        return self.unlock(adviser, new_passphrase)

    def add_samples(self, session: RealSession, progress: Progress) -> None:
        from welcomedesk.desk import checklists, samples

        shipped = _parts().samples()
        for number, sample in enumerate(shipped):
            progress.step(number, len(shipped))
            entered = samples.enter(session.desk, sample)
            checklists.adopt(session.desk, entered.case, entered.run)

    def choose_carrier(self, session: RealSession, kind: str) -> None:
        from welcomedesk.desk.office import set_office

        set_office(session.desk, {"carrier_kind": kind})

    def use_other_file(self, folder: str) -> Workplace:
        self._home = paths.Home(Path(folder))
        return self.workplace()

    def restore_backup(self, path: str) -> Workplace:
        _parts().backups(self._home).restore(path)
        return self.workplace()

    def locked(self) -> None:
        """Nothing more to do: the session is closed and its key is gone from the store."""


def _recovery_sheet(made: Made, office: str, workplace: str) -> bytes:
    from welcomedesk.desk.sheets import recovery_sheet

    return recovery_sheet(
        _parts().library(),
        _parts().printer(),
        code=made.recovery_code,
        code_id=made.recovery_id,
        office=office,
        workplace=workplace,
        on=_parts().clock().now().date(),
        language=i18n.language(),
    )


def _workplace(state: VaultState) -> Workplace:
    what = safe = next_step = ""
    if state.trouble is not None:
        from welcomedesk.ui.sentences import sentences

        # With names of files and folders filled in, so that the person knows what to look for.
        what, safe, next_step = sentences(state.trouble)
    return Workplace(
        state=state.state,
        advisers=state.advisers,
        office=state.office,
        workplace=state.workplace,
        what=what,
        safe=safe,
        next_step=next_step,
    )


class RealSession:
    """An unlocked workplace."""

    def __init__(self, desk: Desk, workplace: Workplace, home: paths.Home | None = None) -> None:
        self._desk = desk
        self._workplace = workplace
        self._home = home or paths.home()
        self._auto = self._look_after_backups()
        self._restore = ""
        self._told = False

    def _look_after_backups(self) -> AutoBackups:
        from welcomedesk.desk.backups import AutoBackups

        def last() -> str:
            return str(settings.read(self._home.settings).get("other_medium", ""))

        def keep(at: str) -> None:
            settings.write(self._home.settings, settings.read(self._home.settings) | {"other_medium": at})

        made = AutoBackups(_parts().backups(self._home), self._desk.store, self._desk.clock, last, keep)
        self._desk = replace(self._desk, before_risk=made.before)
        return made

    @property
    def desk(self) -> Desk:
        """The desk, speaking the language that the window has now."""
        if self._desk.language != i18n.language():
            self._desk = replace(self._desk, language=i18n.language())
        return self._desk

    @property
    def adviser(self) -> str:
        return self.desk.actor

    @property
    def office(self) -> str:
        return self._workplace.office

    @property
    def workplace(self) -> str:
        return self._workplace.workplace

    @property
    def packs_date(self) -> str:
        return max((pack.as_of for pack in self.desk.library.packs()), default="")

    @property
    def folder(self) -> str:
        return str(self._home.root)

    def change_passphrase(self, old: str, new: str) -> None:
        _parts().vault(self._home).change_passphrase(self.adviser, old, new)
        self._auto.keys_changed()

    def key_holders(self) -> Sequence[str]:
        return tuple(_parts().vault(self._home).state().advisers)

    def add_key_holder(self, own: str, name: str, passphrase: str) -> None:
        from welcomedesk.desk import office

        _parts().vault(self._home).add_adviser(own, self.adviser, name, passphrase)
        # At once in the lists of who advises, not only after the first unlocking.
        if name not in office.names(self.desk):
            office.set_adviser(self.desk, name, {})
        self._auto.keys_changed()

    def remove_key_holder(self, own: str, name: str) -> None:
        _parts().vault(self._home).remove_adviser(own, self.adviser, name)
        self._auto.keys_changed()

    def new_recovery(self, own: str) -> Made:
        made = _parts().vault(self._home).new_recovery_code(own, self.adviser)
        self._auto.keys_changed()
        return Made(made.recovery_code, made.recovery_id)

    def recovery_sheet(self, made: Made) -> bytes:
        return _recovery_sheet(made, self.office, self.workplace)

    def drive_encrypted(self) -> str:
        return str(_parts().drive_encrypted(self._home))

    def back_up(self, folder: str = "", progress: Callable[[int, int], None] = lambda done, total: None) -> str:
        return self._auto.by_hand(folder, progress)

    def look_at_backup(self, path: str) -> Inside:
        return self._auto.look(path)

    def lost_device(self, backup: str, secret: str) -> Document:
        from welcomedesk.desk import lost_device

        tongue = i18n.language()
        with _parts().opened_backup(backup, secret, root=self._home.root) as desk:
            return lost_device.of_this_workplace(replace(desk, language=tongue), i18n.in_language(tongue), tongue)

    def restore_at_close(self, path: str) -> None:
        self._restore = path

    def found(self) -> tuple[Found, ...]:
        from welcomedesk.desk import opening

        if self._told:
            return ()
        self._told = True
        return (*_not_restored(self._home), *opening.found(self._desk.store.notices))

    def backups(self) -> BackupsSeen:
        return self._auto.seen()

    def tend_backups(self) -> str:
        return self._auto.tend()

    def drafts(self) -> Sequence[Draft]:
        from welcomedesk.desk import drafts

        return drafts.found(self.desk)

    def keep_drafts(self, changed: Mapping[Key, Any]) -> None:
        from welcomedesk.desk import drafts

        drafts.keep(self.desk, changed)

    def support_text(self) -> str:
        from welcomedesk.desk import support

        known = {field.name for field in fields(Preferences)}
        kept = {name: value for name, value in settings.read(self._home.settings).items() if name in known}
        log = logbook.Logbook(self._home.log).lines()
        return support.text(self.desk, support.Facts(_parts().versions(), kept, log))

    def put_outside(self, name: str, content: bytes) -> str:
        return str(_parts().outside(self._home).put(name, content))

    def show_outside(self, path: str) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            raise DeskError(
                "no_program",
                N_("No program of this computer opens this file."),
                safe=N_("The attachment is unchanged."),
                next_step=N_("Save a copy and open it where a program for it is installed."),
            )

    def close(self) -> None:
        _parts().outside(self._home).clear()
        # A backup under way reads the file: it ends at its next slice.
        self._auto.stop()
        from welcomedesk.desk import access

        access.note_lock(self.desk)
        self.desk.store.close()
        if self._restore:
            _restore(self._home, self._restore)


def _restore(home: paths.Home, path: str) -> None:
    """Put a backup in place; where that fails nobody looks on any more, so it is told after the next unlocking."""
    try:
        _parts().backups(home).restore(path)
    except DeskError as error:
        told = {"code": error.code, "what": error.what, "safe": error.safe, "next_step": error.next_step}
        kept = {name: str(value) for name, value in error.details.items()}
        settings.write(home.settings, settings.read(home.settings) | {"not_restored": {**told, "details": kept}})


def _not_restored(home: paths.Home) -> tuple[Found, ...]:
    """Why the backup that was asked for last was not restored; told once."""
    from welcomedesk.desk.opening import Found

    kept = settings.read(home.settings)
    told = kept.pop("not_restored", None)
    if not isinstance(told, dict) or not isinstance(told.get("details"), dict):
        return ()
    settings.write(home.settings, kept)
    words = {name: str(told.get(name, "")) for name in ("code", "what", "safe", "next_step")}
    return (Found(DeskError(words.pop("code"), words.pop("what"), **words, **told["details"])),)


class _Borrowed(RealSession):
    """A session over a desk that somebody else closes."""

    def tend_backups(self) -> str:
        """None: the owner of the desk looks after them."""
        return ""

    def keep_drafts(self, changed: Mapping[Key, Any]) -> None:
        """Nothing is kept: nobody comes back to it."""

    def close(self) -> None:
        """The owner of the desk closes it."""


def borrowed(desk: Desk, workplace: Workplace) -> RealSession:
    """A session for a window that shows the desk of somebody else for a while."""
    return _Borrowed(desk, workplace)
