"""The directory: who helps with this, why, how far away, and how old our knowledge of them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from welcomedesk.desk import contact_editing, contact_updates, contacts, referrals, statistics
from welcomedesk.desk.cases import show as show_case
from welcomedesk.desk.core import Desk
from welcomedesk.desk.directory import printed_map
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import offices
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Pane
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.contact import FRESHNESS, ContactDetail, Office, office_row
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.fields import TextField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import column, flow, holding, row
from welcomedesk.ui.components.map_view import MapPane
from welcomedesk.ui.components.menu import open_menu
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.components.table import Cell, Column, Table, TableRow
from welcomedesk.ui.components.three_panes import COLUMNS, DRAWER, TABS, ThreePanes
from welcomedesk.ui.drafts import keep_draft_soon
from welcomedesk.ui.look.tokens import S2, S3, S6
from welcomedesk.ui.offices import Choices, Listing, Query, view_options
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.pages.contact_dialogs import ask_what_is_wrong, choose_case
from welcomedesk.ui.pages.contact_filters import ContactFilters
from welcomedesk.ui.pages.directory_menu import DirectoryMenu
from welcomedesk.ui.pages.map_printing import map_sheet
from welcomedesk.ui.referral_view import loop_words
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.domain.loops import Loop

TOPIC = "topic:"
"""`Place.item` may name a topic, `topic:language`, with a district `topic:language:15086`, or an office by its id."""


class ContactsPage(PageView):
    """List, map or table, and everything about the chosen office."""

    areas = frozenset({"contacts", "cases", "office"})
    scrolls = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._listing: Listing | None = None
        self._case_words = ""
        self._folds: dict[str, bool] = {}
        self._wanted = ""
        self._office = ""
        self._beginning = False
        self._update_asked = False
        self._make_head()
        self._make_panes()

    def _make_head(self) -> None:
        self.head = self.set_head(PageHead(_("Contacts"), lined=True))
        self.total = Label("", "body", "text2")
        self.head.add_chip(self.total)
        self.views = Segments(view_options(), "map", _("View"))
        self.views.chosen.connect(self._use_view)
        self.head.add_action(self.views)
        self.menu = DirectoryMenu(self, self.print_map)
        self.more = button(_("More"), "more", then=lambda: open_menu(self.more, self.menu.actions()))
        self.head.add_action(self.more)
        self.filters = ContactFilters()
        self.filters.changed.connect(self.read)
        self.head.add_below(holding(column(self.filters, margins=(0, 0, 0, S3))))

    def _make_panes(self) -> None:
        self.list = RowList()
        self.list.setAccessibleName(_("Offices"))
        self.list.chosen.connect(lambda key: self._choose(key, "list"))
        self.list.opened.connect(self._open_detail)
        self.list.clicked.connect(lambda _index: self._clicked())
        self.list.folded.connect(self._fold)
        start = Pane()
        start.body.addWidget(self.list, 1)
        self.map = MapPane()
        self.map.map.chosen.connect(lambda key: self._choose(key, "map"))
        self.table = self._make_table()
        self.middle = QStackedWidget()
        self.middle.addWidget(self.map)
        self.middle.addWidget(self.table)
        self.detail = ContactDetail()
        self.detail.correct.connect(self._correct)
        self.detail.wrong.connect(self._wrong)
        self.detail.referral_wanted.connect(lambda office: self._refer(office, go_on=True))
        self.detail.noted.connect(lambda office: self._refer(office, go_on=False))
        self.detail.closed.connect(self._close_detail)
        self._no_choice = EmptyState(_("No office chosen"), _("Choose one in the list or on the map."), icon="pin")
        self._details = QStackedWidget()
        side = Pane()
        side.body.addWidget(self._details)
        self._details.addWidget(holding(column(self._no_choice, None)))
        self._details.addWidget(self.detail)
        self.panes = ThreePanes(start, self.middle, side, (_("List"), _("Map"), _("Details")))
        self.content.addWidget(self.panes)

    def _make_table(self) -> Table:
        table = Table(
            [
                Column("name", _("Name"), 4, least=230),
                Column("why", _("Why"), 4, least=170),
                Column("place", _("Place"), 2, least=140),
                Column("phone", _("Phone"), 2, least=130),
                Column("fresh", _("As of"), 3, least=170),
            ],
            _("Offices"),
        )
        table.chosen.connect(lambda key: self._choose(key, "table"))
        table.opened.connect(self._open_detail)
        return table

    # --- where we are -----------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        super().open(place)
        topic, _colon, district = place.item.removeprefix(TOPIC).partition(":") if _asks(place) else ("", "", "")
        self._wanted = "" if _asks(place) else place.item
        if place.tab in ("map", "table"):
            self.views.set_value(place.tab)
            self._use_view(place.tab)
        if place.case != self.filters.query.case or topic:
            self._beginning = True
            self.ask(lambda desk: _begin(desk, place.case, topic, district), self._begun, latest="begin")
        elif self._wanted:
            self._choose(self._wanted, "")
            self._open_detail(self._wanted)

    def _begun(self, begun: tuple[Query, Choices, str]) -> None:
        query, choices, self._case_words = begun
        self._beginning = False
        self._folds.clear()
        self._office = ""
        self.filters.show_query(query, choices, self._case_words)
        self.read()

    def reload(self) -> None:
        if not self._beginning:
            self.read()
        if not self._update_asked:
            self._update_asked = True
            self.ask(contact_updates.news, self._say_news, latest="news")

    def _say_news(self, number: int) -> None:
        """Once per session: an update of the packs changed entries that somebody here has seen before."""
        if number and self._notice is None:
            words = ngettext("An update changed {n} contact.", "An update changed {n} contacts.", number)
            look = button(_("Show changes"), small=True, then=lambda: self.context.shell.go(Place("contact-changes")))
            self.show_notice(Banner(words.format(n=number), actions=(look,), close=self.clear_notice))

    def read(self) -> None:
        """Ask for the list of the filters that hold."""
        query = self.filters.query
        self.clear_notice()
        self.ask(lambda desk: (offices.choices(desk, query), offices.listing(desk, query)), self._show, latest="list")

    def keep(self) -> Mapping[str, Any]:
        return {"query": asdict(self.filters.query), "view": self.views.value(), "office": self._office}

    def restore(self, state: Mapping[str, Any]) -> None:
        parts = {name: tuple(value) if isinstance(value, list) else value for name, value in state["query"].items()}
        query = Query(**parts)  # type: ignore[arg-type]
        self._beginning = True
        self.filters.hold(query)
        self._wanted = str(state.get("office", ""))
        self.views.set_value(str(state.get("view", "map")))
        self._use_view(self.views.value())
        self.ask(lambda desk: (query, offices.choices(desk, query), _case_words(desk, query.case)), self._begun)

    # --- showing ----------------------------------------------------------------------------------------------

    def _show(self, answer: tuple[Choices, Listing]) -> None:
        choices, listing = answer
        if self._beginning:
            return  # asked before the filters of the case were known
        self._listing = listing
        self.filters.asked = frozenset(key for key, _name in listing.ask)
        self.filters.show_query(self.filters.query, choices, self._case_words)
        self.total.setText(
            _("{n} in the directory, {ended} of them ended").format(n=listing.total, ended=listing.ended)
        )
        self._show_rows()
        self._show_table()
        self._show_map()
        self._say_what_is_missing()
        chosen = self._wanted or self._office
        self._wanted = ""
        if chosen:
            self._choose(chosen, "")
        elif listing.ended_by_name:
            self._choose(listing.ended_by_name, "")
        elif listing.query.asks or listing.query.text:
            self.list.choose_first()

    def _show_rows(self) -> None:
        assert self._listing is not None
        lines: list[Head | Row] = []
        for group in self._listing.groups:
            shown = self._folds.get(group.key, group.open)
            count = len(group.offices)
            lines.append(Head(group.key, group.words, count, open=shown, note=group.note if count else ""))
            if shown is not False:
                lines += [office_row(office) for office in group.offices]
        self.list.blockSignals(True)
        self.list.set_rows(lines)
        self.list.blockSignals(False)

    def _show_table(self) -> None:
        assert self._listing is not None
        rows = [
            TableRow(office.id, _cells(office), quiet=bool(office.ended))
            for group in self._listing.groups
            for office in group.offices
        ]
        self.table.blockSignals(True)
        self.table.set_rows(rows)
        self.table.blockSignals(False)

    def _show_map(self) -> None:
        assert self._listing is not None
        listing, view = self._listing, self.map.map
        view.set_marks(listing.marks)
        view.set_here(listing.here.lat if listing.here else None, listing.here.lon if listing.here else None)
        view.set_district(listing.district)

    def _say_what_is_missing(self) -> None:
        """The question that only the adviser can answer, or what to do where nothing fits."""
        listing = self._listing
        assert listing is not None
        if listing.ask:
            buttons = tuple(
                button(name, small=True, then=partial(self.filters.choose_district, key)) for key, name in listing.ask
            )
            code = listing.query.postal_code or listing.query.place
            words = _("{place} lies in several districts. Which one applies?").format(place=code)
            second = _("The foreigners authority and other offices depend on it.")
            self.show_notice(Banner(words, second, "open", actions=buttons))
        elif not listing.groups:
            undo = button(_("Take filters away"), small=True, then=self.filters.clear_filters)
            self.show_notice(Banner(_("No office fits these filters."), tone="plain", actions=(undo,)))
        elif listing.nothing_here:
            words = _("No office in this district fits.")
            second = _("Offices for the whole state and the keepers of current lists stand below.")
            self.show_notice(Banner(words, second, "plain", icon="info"))

    def show_notice(self, banner: QWidget) -> None:
        super().show_notice(banner)
        self._notices.setContentsMargins(S6, S3, S6, S3)

    # --- choosing ---------------------------------------------------------------------------------------------

    def _choose(self, office: str, by: str) -> None:
        """Show an office everywhere; `by` is the part that knows already."""
        self._office = office
        if by != "list":
            self._unfold(office)
            self.list.blockSignals(True)
            if not self.list.choose(office):
                self.list.clearSelection()
            self.list.blockSignals(False)
        if by != "table":
            self.table.blockSignals(True)
            self.table.choose(office)
            self.table.blockSignals(False)
        if by != "map":
            self.map.map.choose(office)
        known = self._listing.office(office) if self._listing else None
        if known is not None:
            self._show_detail(known)
        else:
            case = self.filters.query.case
            self.ask(lambda desk: offices.one(desk, office, case), self._show_named, latest="one")
        if by == "map":
            self.panes.show_detail()

    def _unfold(self, office: str) -> None:
        for group in self._listing.groups if self._listing else ():
            shown = self._folds.get(group.key, group.open)
            if shown is False and any(each.id == office for each in group.offices):
                self._fold(group.key, True)

    def _fold(self, key: str, shown: bool) -> None:
        self._folds[key] = shown
        self._show_rows()

    def _show_detail(self, office: Office) -> None:
        self._office = office.id
        listing = self._listing
        foot: list[QWidget] = []
        for icon, tone, words in (
            ("check-circle", "good", listing.consents.get(office.id, "") if listing else ""),
            ("referral", "text2", listing.referrals.get(office.id, "") if listing else ""),
        ):
            if words:
                foot.append(_sign_line(icon, tone, words))
        self.detail.show_office(office, self._extra(office), foot)
        self._details.setCurrentIndex(1)
        self.ask(lambda desk: _beside(desk, office.id), self._show_beside, latest="beside")

    def _show_beside(self, read: tuple[Loop, str]) -> None:
        """How many referrals to the office came back, where there are enough to say so; whether it is open today."""
        loop, hours = read
        words = loop_words(loop)
        shown = self.detail.office
        if shown is None or shown.id != loop.contact:
            return
        if words:
            self.detail.add_below(_sign_line("referral", "text2", words))
        if hours and not shown.ended:
            self.detail.say_today(hours)

    def _show_named(self, office: Office) -> None:
        """An office that was named from elsewhere, perhaps as an authority of a guide."""
        if office.id != self._office and self._listing is not None and self._listing.office(office.id):
            self._choose(office.id, "")
        else:
            self._show_detail(office)

    def _extra(self, office: Office) -> list[QWidget]:
        """The ways on from an ended office, and the office's own note."""
        extra: list[QWidget] = []
        if office.leads_to:
            links = [
                link(_("Open {name}").format(name=name), then=partial(self._choose, key, ""))
                for key, name in office.leads_to
            ]
            extra.append(flow(*links))
        note = TextField(office.note, lines=2, most=8)
        note.edited.connect(lambda text: self._note(office.id, text))
        keep_draft_soon(note, f"office_note/{office.id}")
        extra.append(FormRow(_("Note of your office"), note, hint=_("Stays when the directory is updated.")))
        edit = button(_("Edit"), "edit", small=True, then=lambda: self._edit(office.id))
        words = _("Use again") if office.retired else _("No longer use")
        retire = button(words, small=True, then=lambda: self._retire(office.id, retired=not office.retired))
        extra.append(flow(edit, retire))
        return extra

    def _edit(self, office: str) -> None:
        self.context.shell.go(Place("contact-edit", item=office))

    def _retire(self, office: str, *, retired: bool) -> None:
        words = _("No longer offered.") if retired else _("Offered again.")
        self._act(lambda desk: contact_editing.retire(desk, office, retired=retired), words)

    def _clicked(self) -> None:
        if self.list.current_key():
            self.panes.show_detail()

    def _open_detail(self, office: str) -> None:
        self.panes.show_detail()
        if self.panes.covered:
            self.detail.setFocus()

    def _close_detail(self) -> None:
        if self.panes.covered:
            self.panes.show_detail(False)
        else:
            self._details.setCurrentIndex(0)
            self.map.map.choose("")
            self._office = ""
        (self.table if self.views.value() == "table" else self.list).setFocus()

    def _use_view(self, view: str) -> None:
        if view == "coverage":
            self.views.set_value("table" if self.middle.currentWidget() is self.table else "map")
            query = self.filters.query
            self.context.shell.go(Place("coverage", item=",".join(query.topics)))
            return
        self.middle.setCurrentWidget(self.table if view == "table" else self.map)
        self.panes.use_middle_only(view == "table")

    # --- the whole directory ----------------------------------------------------------------------------------

    def print_map(self) -> None:
        """What map and list show now, on A4."""
        if self._listing is not None:
            sheet = map_sheet(self._listing, self.filters.words(), self._case_words)
            self.menu.print(lambda desk: printed_map(desk, sheet), _("Map of the offices"))

    # --- doing ------------------------------------------------------------------------------------------------

    def _correct(self, office: str) -> None:
        self._act(lambda desk: contacts.record_check(desk, office), _("Checked today."))

    def _wrong(self, office: str) -> None:
        shown = self.detail.office
        ask_what_is_wrong(
            self,
            shown.name if shown else "",
            lambda result, note, phone: self._act(
                lambda desk: contacts.record_check(desk, office, result, note, phone), _("Recorded. The list shows it.")
            ),
        )

    def _note(self, office: str, text: str) -> None:
        self._act(lambda desk: contacts.set_note(desk, office, {"note": text or None}), _("Note saved."))

    def _refer(self, office: str, *, go_on: bool) -> None:
        """Draft a referral for the case of the filters, or ask for which case."""
        case = self.filters.query.case
        if not case:
            choose_case(
                self,
                self,
                lambda chosen: self._begin_referral(chosen, office, go_on=go_on),
                numbers_only=self.context.preferences().numbers_only,
            )
        else:
            self._begin_referral(case, office, go_on=go_on)

    def _begin_referral(self, case: str, office: str, *, go_on: bool) -> None:
        topics = self.filters.query.topics
        topic = topics[0] if len(topics) == 1 else ""

        def begun(ref: str) -> None:
            if go_on:
                self.context.shell.go(Place("letter", case=case, tab="referral", item=ref))

        words = "" if go_on else _("Noted in the case.")
        self._act(lambda desk: referrals.begin(desk, case, office, topic), words, begun)

    def _act(self, work: Any, words: str, then: Any = None) -> None:
        act(self.context, self, work, words, then, failed=self.show_error)

    # --- the window asks --------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        return self.table if self.views.value() == "table" else self.list

    def main_action(self) -> QPushButton | None:
        found = [each for each in self.detail.findChildren(QPushButton) if each.property("kind") == "main"]
        return found[0] if found and self._details.currentIndex() == 1 else None

    def do(self, name: str) -> bool:
        if name == "print":
            self.print_map()
            return True
        if name == "find":
            self.filters.text.setFocus()
            self.filters.text.selectAll()
            return True
        if name == "referral" and self._office:
            self._refer(self._office, go_on=True)
            return True
        return False

    def toggle_panel(self) -> None:
        self.panes.show_detail(not self.panes.detail_visible())

    def width_changed(self, width: Width) -> None:
        self.panes.arrange(COLUMNS if width >= Width.WIDE else DRAWER if width >= Width.MEDIUM else TABS)

    def regions(self) -> list[QWidget]:
        parts = [self.head, self.panes.start, self.middle, self.panes.detail]
        return [part for part in parts if part.isVisible()]


def _beside(desk: Desk, office: str) -> tuple[Loop, str]:
    """How referrals to an office ended, and what its opening hours mean for today."""
    found = contacts.directory(desk).contact(office)
    say = offices.speaker(desk)
    hours = contacts.hours_today(desk, found.hours.text("de"))
    return statistics.of_contact(desk, found.id), " ".join(say.say(said) for said in hours)


def _asks(place: Place) -> bool:
    return place.item.startswith(TOPIC)


def _begin(desk: Desk, case: str, topic: str, district: str = "") -> tuple[Query, Choices, str]:
    """The filters to begin with."""
    query = offices.query_for(desk, case) if case else Query()
    if topic:
        query = replace(query, topics=(topic,))
    if district:
        query = replace(query, district=district, postal_code="", place="")
    return query, offices.choices(desk, query), _case_words(desk, case)


def _case_words(desk: Desk, case: str) -> str:
    return _("for case {number}").format(number=show_case(desk, case).number) if case else ""


def _cells(office: Office) -> dict[str, Cell]:
    icon, tone = FRESHNESS.get(office.freshness, FRESHNESS["undated"])
    name = f"{office.number}  {office.name}" if office.number else office.name
    return {
        "name": Cell(name, office.kind),
        "why": Cell(office.why),
        "place": Cell(office.town, office.distance),
        "phone": Cell(office.phone or _("not known")),
        "fresh": Cell(office.ended or office.fresh_words, icon=icon, tone=tone),
    }


def _sign_line(icon: str, tone: str, words: str) -> QWidget:
    made = row(IconLabel(icon, tone, 16), Label(words, "small", tone, wrap=True), space=S2)
    made.setStretch(1, 1)
    return holding(made)
