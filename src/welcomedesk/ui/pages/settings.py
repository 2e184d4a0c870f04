"""Settings: one column that can be searched. What is typed is saved at once; the window changes as one looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from welcomedesk import __version__
from welcomedesk.desk import office
from welcomedesk.desk.backups import BackupsSeen
from welcomedesk.desk.core import Desk
from welcomedesk.domain.case import Entity
from welcomedesk.domain.library import PackInfo
from welcomedesk.i18n import _, language
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.layout import holding, row
from welcomedesk.ui.page import Context, Place
from welcomedesk.ui.pages.searched_column import SearchedColumn
from welcomedesk.ui.pages.settings_data import DataSection
from welcomedesk.ui.pages.settings_keys import KeysSection
from welcomedesk.ui.pages.settings_letterhead import LetterheadSection
from welcomedesk.ui.pages.settings_parts import (
    AboutSection,
    AdvisersSection,
    LockSection,
    LookSection,
    OfficeSection,
    PacksSection,
    Section,
)
from welcomedesk.ui.worker import Task, Worker


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page reads from the case file and the packs."""

    office: Entity
    advisers: tuple[Entity, ...]
    packs: tuple[PackInfo, ...]


class SettingsPage(SearchedColumn):
    """The column of sections."""

    areas = frozenset({"office"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Settings"), _("Search the settings"))
        privacy = button(_("Data protection"), "shield", then=lambda: context.shell.go(Place("privacy")))
        self.head.add_action(privacy)
        self._beside: Worker | None = None
        preferences = context.preferences()
        self.office = OfficeSection(self._set_office)
        self.letterhead = LetterheadSection(self._save, self._read_page)
        self.advisers = AdvisersSection(self._set_adviser, self._remove_adviser)
        self.looks = LookSection(preferences, self._prefer)
        self.locking = LockSection(preferences, self._prefer, self._change_passphrase)
        self.keys = KeysSection(context)
        self.packs = PacksSection()
        self.data = DataSection(context.session.folder, self, context.shell.copy)
        to_list = button(_("Open erasure list"), "trash", small=True, then=lambda: context.shell.go(Place("retention")))
        self.data.add_row(holding(row(to_list, None)), _("Erasure list"))
        sections: tuple[Section, ...] = (
            self.office, self.letterhead, self.advisers, self.looks, self.locking, self.keys, self.packs, self.data,
            AboutSection(__version__, self.look_at_support),
        )  # fmt: skip
        self.set_sections(sections, _("No setting fits."), 820)

    def reload(self) -> None:
        self.ask(_read, self._show, latest="settings")
        self._look_at_backups()
        self.keys.read()

    def _show(self, shown: Shown) -> None:
        self.office.show_office(shown.office)
        self.letterhead.show_office(shown.office)
        self.advisers.show_advisers(shown.advisers)
        self.packs.show_packs(shown.packs, language())
        self._filter(self.search.text())

    # --- doing ------------------------------------------------------------------------------------------------

    def _set_office(self, name: str, value: Any, failed: Any) -> None:
        act(
            self.context, self, lambda desk: office.set_office(desk, {name: value}), _("Saved."), failed=failed,
        )  # fmt: skip

    def _save(self, action: Any, failed: Any) -> None:
        act(self.context, self, action, _("Saved."), failed=failed)

    def _read_page(self, read: Any, done: Any, failed: Any) -> Any:
        return self.ask(read, done, failed=failed)

    def _set_adviser(self, name: str, values: Mapping[str, Any], failed: Any) -> None:
        act(
            self.context, self, lambda desk: office.set_adviser(desk, name, values), _("Saved."), failed=failed,
        )  # fmt: skip

    def _remove_adviser(self, ref: str) -> None:
        act(
            self.context, self, lambda desk: office.remove_adviser(desk, ref), _("Taken out of the list."),
            failed=self.show_error,
        )  # fmt: skip

    def _prefer(self, **changes: Any) -> None:
        self.context.shell.set_preferences(replace(self.context.preferences(), **changes))

    def _change_passphrase(self, old: str, new: str, done: Any, failed: Any) -> None:
        session = self.context.session
        self.context.worker.run(lambda progress: session.change_passphrase(old, new), done, failed, owner=self)

    # --- care of the data (`settings_data.Care`) ----------------------------------------------------------------

    def check(self, done: Any, failed: Any) -> Task:
        return self.ask(office.check_file, done, failed=failed)

    def make_lists(self, done: Any, failed: Any) -> Task:
        return self.ask(office.make_lists, done, failed=failed)

    def back_up(self, folder: str, done: Any, failed: Any) -> Task:
        session = self.context.session

        def backed_up(path: str) -> None:
            self._look_at_backups()
            done(path)

        return self._aside(lambda progress: session.back_up(folder, progress.step), backed_up, failed)

    def look_into(self, path: str, done: Any, failed: Any) -> Task:
        session = self.context.session
        return self._aside(lambda progress: session.look_at_backup(path), done, failed)

    def go_back_to(self, path: str) -> None:
        """The backup takes the place of the file as soon as that is closed; then it is unlocked like any other."""
        self.context.session.restore_at_close(path)
        self.context.shell.lock()

    def _aside(self, work: Any, done: Any, failed: Any) -> Task:
        """Work on a thread of its own, so that saving goes on meanwhile."""
        self._beside = self._beside or Worker(self)
        return self._beside.run(work, done, failed, owner=self)

    def at_work(self) -> bool:
        return self._beside is not None and self._beside.busy

    def look_at_support(self) -> None:
        """Show what a support package would hold; it is saved only from there."""
        from welcomedesk.ui.pages.support_dialog import SupportDialog

        session = self.context.session
        self.context.worker.run(
            lambda progress: session.support_text(),
            lambda text: SupportDialog(self, text, self.show_error).open(),
            self.show_error,
            owner=self,
        )

    def _look_at_backups(self) -> None:
        session = self.context.session

        def seen(found: BackupsSeen) -> None:
            self.data.show_backups(found)
            self.context.shell.show_copy(found)

        self.context.worker.run(lambda progress: session.backups(), seen, owner=self)


def _read(desk: Desk) -> Shown:
    return Shown(office.letterhead_fields(desk), office.advisers(desk), desk.library.packs())
