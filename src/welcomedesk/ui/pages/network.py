"""The welcome network: partners, joint events, agreements, and stories that may be told.

`Place.item` is the ref of a partner, an event or an agreement to open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import contacts, network, stories
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.network import AGREEMENT, EVENT, PARTNER, REMIND_DAYS, Reminder
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import column, holding
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.menu import Action, open_menu
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import days_between
from welcomedesk.ui.look.tokens import S2, S4
from welcomedesk.ui.page import Context, PageView, Place, stops
from welcomedesk.ui.pages.consent_dialog import withdraw_story
from welcomedesk.ui.pages.contact_dialogs import choose_case
from welcomedesk.ui.pages.network_dialogs import NewStory, Options, RecordDialog, StoryDialog
from welcomedesk.ui.pages.sheet_dialog import SheetDialog
from welcomedesk.ui.pages.today_cards import reminder_row
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk, Done
    from welcomedesk.desk.stories import Told
    from welcomedesk.domain.log import Json

STORY = stories.STORY
_TITLES = {PARTNER: N_("Partners"), EVENT: N_("Events"), AGREEMENT: N_("Agreements"), STORY: N_("Success stories")}
_NEW = {
    PARTNER: N_("New partner"), EVENT: N_("New event"), AGREEMENT: N_("New agreement"), STORY: N_("New story"),
}  # fmt: skip
_NONE = {
    PARTNER: N_("No partner is entered yet."),
    EVENT: N_("No event is entered yet."),
    AGREEMENT: N_("No agreement is entered yet."),
    STORY: N_("No story may be told at present."),
}


@dataclass(frozen=True, slots=True)
class Read:
    """Everything the page shows."""

    records: CaseFile
    offices: dict[str, str]
    coming: tuple[Reminder, ...]
    stories: tuple[Told, ...]
    numbers: dict[str, str]


class NetworkPage(PageView):
    """Who belongs to the network, what was done and agreed together; beside: what comes up."""

    areas = frozenset({"office", "contacts", "cases"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shown: Read | None = None
        self._wanted = ""
        self.head = self.set_head(PageHead(_("Network")))
        self.head.add_action(button(_("To Contacts"), "pin", then=lambda: context.shell.go(Place("contacts"))))
        self.lists: dict[str, RowList] = {}
        self.cards: dict[str, ListCard] = {}
        self.empty: dict[str, QWidget] = {}
        for kind in _TITLES:
            self.content.addWidget(self._list(kind))
        self.content.addStretch(1)
        self.coming = Card(_("Comes up"), icon="clock")
        self.panel.addWidget(self.coming)
        self.panel.addStretch(1)

    def _list(self, kind: str) -> ListCard:
        rows = RowList(fit=True)
        rows.setAccessibleName(_(_TITLES[kind]))
        rows.opened.connect(partial(self._open, kind))
        rows.menu_wanted.connect(partial(self._menu, kind))
        new = link(_(_NEW[kind]), then=partial(self._new, kind))
        card = ListCard(rows, _(_TITLES[kind]), action=new)
        nothing = holding(column(Label(_(_NONE[kind]), "body", "text2", wrap=True), margins=(S4, S2, S4, S4)))
        card.body.addWidget(nothing)
        self.lists[kind], self.cards[kind], self.empty[kind] = rows, card, nothing
        return card

    # --- showing ----------------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        super().open(place)
        self._wanted = place.item
        if self.shown is not None:
            self._open_wanted()

    def reload(self) -> None:
        self.ask(_read, self._show, latest="network")

    def _show(self, read: Read) -> None:
        self.shown = read
        n = len(read.records.all(PARTNER))
        self.head.set_title(_("Network"), ngettext("{n} partner", "{n} partners", n).format(n=n))
        for kind in _TITLES:
            rows = self._rows(kind, read)
            self.lists[kind].set_rows(rows)
            self.lists[kind].setVisible(bool(rows))
            self.empty[kind].setVisible(not rows)
            self.cards[kind].set_head(_(_TITLES[kind]), str(len(rows)) if rows else "")
        self._show_coming(read.coming)
        self._open_wanted()

    def _rows(self, kind: str, read: Read) -> list[Row]:
        if kind == STORY:
            return [_story_row(each, read.numbers.get(each.case, "")) for each in read.stories]
        partners = {each.ref: each.text("name") for each in read.records.all(PARTNER)}
        if kind == PARTNER:
            return [self._partner(each, read.offices) for each in read.records.all(kind)]
        if kind == EVENT:
            events = sorted(read.records.all(kind), key=lambda each: each.text("on"), reverse=True)
            return [_event(each, partners) for each in events]
        return [self._agreement(each, partners) for each in read.records.all(kind)]

    def _partner(self, each: Entity, offices: dict[str, str]) -> Row:
        office = offices.get(each.text("contact"), "")
        talk, tone = self._date(each.text("next_talk"), soon=14)
        since = each.text("since")
        return Row(
            each.ref,
            each.text("name"),
            " · ".join(part for part in (each.text("role"), office if office != each.text("name") else "") if part),
            icon="company",
            middle=_("since {date}").format(date=long_date(since)) if since else "",
            right=_("talk {date}").format(date=talk) if talk else "",
            tone=tone,
            kind=_("Partner"),
        )

    def _agreement(self, each: Entity, partners: dict[str, str]) -> Row:
        until, tone = self._date(each.text("valid_until"), soon=REMIND_DAYS)
        words = _("ended on {date}") if tone == "danger" else _("until {date}")
        return Row(
            each.ref,
            each.text("what"),
            partners.get(each.text("partner"), ""),
            icon="document",
            right=words.format(date=until) if until else _("without an end"),
            tone=tone,
            kind=_("Agreement"),
        )

    def _date(self, iso: str, *, soon: int) -> tuple[str, str]:
        """A date and its tone: past, soon, or neither."""
        if not iso:
            return "", ""
        left = -days_between(iso, self.context.today())
        return long_date(iso), "danger" if left < 0 else "caution" if left <= soon else ""

    def _show_coming(self, coming: Sequence[Reminder]) -> None:
        self.coming.clear()
        for each in coming:
            self.coming.add(reminder_row(each, self.context.today(), partial(self.edit, each.kind, each.ref)))
        if not coming:
            self.coming.add(Label(_("Nothing ends soon, and no talk is due."), "body", "text2", wrap=True))

    # --- doing ------------------------------------------------------------------------------------------------

    def _new(self, kind: str) -> None:
        if kind == STORY:
            choose_case(self, self, self._tell, numbers_only=self.context.preferences().numbers_only)
        else:
            self.edit(kind)

    def _open(self, kind: str, key: str) -> None:
        if kind == STORY:
            self._show_story(key)
        else:
            self.edit(kind, key)

    def _open_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        kind = wanted.partition(":")[0]
        if kind in self.lists and self.lists[kind].choose(wanted):
            self.lists[kind].setFocus()

    def edit(self, kind: str, ref: str = "") -> None:
        """Ask for the fields of a record, new or known."""
        if self.shown is None:
            return
        known = self.shown.records.one(ref) if ref else None
        title = _(_NEW[kind]) if known is None else known.text("name") or known.text("title") or known.text("what")
        remove = partial(self._remove, ref) if ref else None
        RecordDialog(self, title, kind, known, self._options(), partial(self._save, kind, ref), remove).open()

    def _options(self) -> Options:
        assert self.shown is not None
        partners = [(each.ref, each.text("name")) for each in self.shown.records.all(PARTNER)]
        return {"contact": list(self.shown.offices.items()), "partners": partners, "partner": partners}

    def _save(self, kind: str, ref: str, values: dict[str, Json]) -> None:
        self._act(lambda desk: network.save(desk, kind, values, ref), _("Recorded."))

    def _remove(self, ref: str) -> None:
        self._act(lambda desk: network.drop(desk, ref), _("Removed."))

    def _act(self, work: Callable[[Any], Done[Any]], words: str) -> None:
        act(self.context, self, work, words, failed=self.show_error)

    def _menu(self, kind: str, key: str, at: QPoint) -> None:
        self.lists[kind].choose(key)
        if kind == STORY:
            told = self._told(key)
            actions: list[Action] = [(_("Print story …"), partial(self._show_story, key), "printer")]
            if told is not None:
                actions.append((_("Open case"), lambda: self.context.shell.go(Place("case", case=told.case)), "folder"))
                actions.append((_("Withdraw …"), partial(self._withdraw, told), "close"))
        else:
            actions = [(_("Edit …"), partial(self.edit, kind, key), "edit"), (_("Remove"), partial(self._remove, key))]
            office = self.shown.records.one(key).text("contact") if self.shown else ""
            if office:
                place = Place("contacts", item=office)
                actions.append((_("Show this office"), lambda: self.context.shell.go(place), "pin"))
        open_menu(self, actions, at)

    # --- stories ----------------------------------------------------------------------------------------------

    def _tell(self, case: str) -> None:
        def keep(story: NewStory) -> None:
            self._act(
                lambda desk: stories.keep(
                    desk, case, story.title, story.text, expires=story.until, way=story.way, agreed=story.agreed
                ),
                _("Story kept."),
            )

        StoryDialog(self, self.context, case, keep).open()

    def _told(self, key: str) -> Told | None:
        case, _slash, ref = key.partition("/")
        found = self.shown.stories if self.shown else ()
        return next((each for each in found if (each.case, each.ref) == (case, ref)), None)

    def _show_story(self, key: str) -> None:
        case, _slash, ref = key.partition("/")
        title = _("Success story")
        SheetDialog(self, self.context, title, title, lambda desk: stories.sheet(desk, case, ref)).open()

    def _withdraw(self, told: Told) -> None:
        withdraw_story(self, told.case, told.ref, self._act)

    # --- the window asks --------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        if self.shown is None:
            return None
        filled = (rows for rows in self.lists.values() if not rows.isHidden())
        return next(filled, None) or next(iter(stops(self.cards[PARTNER])), None)

    def main_action(self) -> QPushButton | None:
        return None


def _event(each: Entity, partners: dict[str, str]) -> Row:
    names = ", ".join(partners[ref] for ref in each.texts("partners") if ref in partners)
    return Row(
        each.ref,
        each.text("title"),
        " · ".join(part for part in (names, each.text("topic")) if part),
        icon="calendar",
        right=long_date(each.text("on")) if each.text("on") else "",
        third=each.text("result"),
        kind=_("Event"),
    )


def _story_row(each: Told, number: str) -> Row:
    until = _("may be told until {date}").format(date=long_date(each.until)) if each.until else ""
    return Row(f"{each.case}/{each.ref}", each.title, until, icon="star", right=number, kind=_("Success story"))


def _read(desk: Desk) -> Read:
    told = stories.all_stories(desk)
    numbers = {}
    for each in told:
        case = desk.store.case(each.case)
        numbers[each.case] = case.number if case else ""
    names = {each.id: each.name for each in contacts.directory(desk).contacts}
    return Read(network.records(desk), names, network.coming_up(desk), told, numbers)
