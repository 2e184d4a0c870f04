"""The one place that chooses real parts and hands them over. Everything is loaded when it is first needed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from welcomedesk import i18n, paths

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.ports import Backups, CaseStore, Clock, Printer, Vault
    from welcomedesk.domain.library import Library


class SystemClock:
    """The clock of this machine, in local time."""

    def now(self) -> datetime:
        return datetime.now().astimezone()


def clock() -> Clock:
    """The clock."""
    return SystemClock()


def vault(home: paths.Home | None = None) -> Vault:
    """Key file and case file of a workplace, the one of this machine when none is named."""
    from welcomedesk.store.vault import FileVault, Places

    where = home or paths.home()
    return FileVault(Places(where.case_file, where.key_file, where.key_file_copy))


def backups(home: paths.Home | None = None) -> Backups:
    """Backups of a workplace."""
    from welcomedesk.store.backup import FileBackups
    from welcomedesk.store.vault import Places

    where = home or paths.home()
    return FileBackups(Places(where.case_file, where.key_file, where.key_file_copy), where.backups)


@cache
def library() -> Library:
    """The shipped packs and the ones that this workplace installed; read once per process."""
    from welcomedesk.packs.shelf import open_shelf

    return open_shelf(paths.resources() / "packs", paths.home().packs, paths.home().cache)


@cache
def printer() -> Printer:
    """The printing room; its libraries are loaded with the first page."""
    from welcomedesk.letters import ReportlabPrinter

    return ReportlabPrinter()


def desk(store: CaseStore, actor: str, language: str = i18n.DEFAULT_LANGUAGE) -> Desk:
    """A desk over an unlocked case file."""
    from welcomedesk.desk.core import Desk

    return Desk(
        store=store,
        library=library(),
        printer=printer,
        clock=clock(),
        new_id=_new_id,
        random_bytes=secrets.token_bytes,
        words=_words,
        actor=actor,
        language=language,
    )


def unlock(passphrase: str, adviser: str = "") -> Desk:
    """Open the case file of this workplace and sit down at the desk."""
    store = vault().unlock(passphrase, adviser)
    return desk(store, store.opened_by)


def _new_id(size: int) -> str:
    return secrets.token_hex(size)


def _words(language: str) -> Callable[[str], str]:
    return i18n.in_language(language)
