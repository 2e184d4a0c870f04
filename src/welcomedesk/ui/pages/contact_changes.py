"""What updates of the packs changed in the directory since somebody here last looked, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import contact_updates
from welcomedesk.domain import fields
from welcomedesk.domain.overlay import OWN
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui import offices
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.contact_words import value_words
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S1, S3
from welcomedesk.ui.page import Context, PageView, Place
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.contact_updates import SeenChange, Update
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.saying import Speaker

STEP = 40
"""So many changes stand there at first."""

WHAT = {
    "added": (N_("new"), "good"),
    "changed": (N_("changed"), "info"),
    "removed": (N_("no longer in the directory"), "caution"),
}

LABELS = {
    "address": N_("Address"),
    "region": N_("Districts"),
    "geo": N_("Point on the map"),
    "notes": N_("Note"),
    "source": N_("Source"),
    "newest_source": N_("Newest source"),
    "freshness": N_("Age of the source"),
    "status": N_("Confirmed by a source"),
    "field_status": N_("Fields to be verified"),
    "contact_level": N_("How much is known"),
    "fallback_ids": N_("Our proposal instead"),
    "founding_network": N_("Founding network"),
    "keeps_lists": N_("Keeps lists of"),
}
"""Words of fields that only the packs have."""

Shown = tuple[str, str, str, tuple[tuple[str, str, str, bool], ...]]
"""Id, name, what happened, then per field: words, before, after, and whether the office's own value hides it."""


class ContactChangesPage(PageView):
    """Every change as a card; *Noted* remembers that somebody has read them."""

    areas = frozenset({"contacts"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.head = self.set_head(PageHead(_("What updates changed")))
        self.noted = button(_("Noted"), "check", kind="main", then=self._note)
        self.noted.hide()
        self.head.add_action(self.noted)
        self._most = STEP
        self._changes: tuple[Shown, ...] = ()
        self._cards = column(space=S3)
        self.empty = EmptyState(
            _("Nothing has changed."),
            _("After an update of the packs every changed contact stands here, field by field."),
            icon="check-circle",
        )
        self.content.addLayout(self._cards)
        self.content.addWidget(self.empty)
        self.content.addStretch(1)
        self.empty.hide()

    def reload(self) -> None:
        self.ask(_read, self._show, latest="changes")

    def _show(self, read: tuple[Update | None, tuple[Shown, ...]]) -> None:
        update, self._changes = read
        n = len(self._changes)
        said = ngettext("{n} contact since {date}", "{n} contacts since {date}", n)
        since = said.format(n=n, date=long_date(update.since)) if update and n else ""
        self.head.set_title(_("What updates changed"), since)
        self.noted.setVisible(bool(n))
        self.empty.setVisible(not n)
        self._show_cards()

    def _show_cards(self) -> None:
        clear(self._cards)
        for shown in self._changes[: self._most]:
            self._cards.addWidget(self._card(*shown))
        more = len(self._changes) - self._most
        if more > 0:
            words = ngettext("Show {n} more", "Show {n} more", more).format(n=more)
            self._cards.addLayout(row(button(words, then=self._show_more), None))

    def _show_more(self) -> None:
        self._most *= 4
        self._show_cards()

    def _card(self, key: str, name: str, what: str, changed: tuple[tuple[str, str, str, bool], ...]) -> Card:
        words, tone = WHAT[what]
        open_it = link(_("Show this office"), then=lambda: self.context.shell.go(Place("contacts", item=key)))
        open_it.setAccessibleName(_("Open {name}").format(name=name))
        card = Card(name, action=None if what == "removed" else open_it)
        card.add(flow(Chip(_(words), tone)))
        for label, before, after, hidden in changed:
            card.add(_difference(label, before, after, hidden=hidden))
        return card

    def _note(self) -> None:
        act(self.context, self, contact_updates.mark_seen, _("Noted."), failed=self.show_error)

    def main_action(self) -> QPushButton | None:
        return self.noted if self.noted.isVisible() else None


def _difference(label: str, before: str, after: str, *, hidden: bool) -> QWidget:
    """One field: its words, then before and after below each other with words in front, so that no colour is needed."""
    lines = column(Label(label, "medium"), space=S1)
    lines.addWidget(Label(_("before: {words}").format(words=before or _("not known")), "body", "text2", wrap=True))
    lines.addWidget(Label(_("now: {words}").format(words=after or _("not known")), "body", "text", wrap=True))
    if hidden:
        lines.addWidget(flow(Chip(_("your office's own entry stands over it"), "open")))
    return holding(lines)


def _read(desk: Desk) -> tuple[Update | None, tuple[Shown, ...]]:
    update = contact_updates.since_seen(desk)
    say = offices.speaker(desk)
    return update, tuple(_shown(each, say) for each in update.changes) if update else ()


def _shown(each: SeenChange, say: Speaker) -> Shown:
    change = each.change
    rows = tuple(
        (_label(name), value_words(name, before, say), value_words(name, after, say), name in each.hidden)
        for name, before, after in change.fields
    )
    return change.id, change.title, change.what, rows


def _label(name: str) -> str:
    declared = fields.FIELDS.get(f"{OWN}.{name}")
    return _(declared.label) if declared else _(LABELS.get(name, name))
