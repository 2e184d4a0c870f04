"""Knowledge: everything the packs say, searched or browsed, each statement with source, date and status.

`Place.item` is `pack/kind/id` of a statement, or `?words` for a search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from welcomedesk.desk import knowledge, reviews
from welcomedesk.domain import fields
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Pane
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.filters import FilterField
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import column, holding, line, row
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S3
from welcomedesk.ui.page import Context, Place, Width
from welcomedesk.ui.pages.knowledge_detail import KINDS, KnowledgeDetail
from welcomedesk.ui.pages.list_and_detail import ListAndDetail
from welcomedesk.ui.reader import describe, say_politely
from welcomedesk.ui.text import first_sentence

if TYPE_CHECKING:
    from welcomedesk.desk.knowledge import Detail, Shelf
    from welcomedesk.domain.library import KnowledgeItem

ICONS = {
    "note": "book",
    "result": "check-circle",
    "step": "checklist",
    "paper": "papers",
    "row": "graduation",
    "figure": "euro",
    "question": "help",
    "contact": "pin",
}
OWN_TOPICS = {
    "basics": N_("Basics of recognition"),
    "procedure": N_("Procedure and time limits"),
    "papers": N_("Papers and translations"),
    "degrees": N_("Degrees"),
    "countries": N_("Countries and their certificates"),
    "offices": N_("Offices"),
    "changes": N_("What changes"),
}
"""Topics of notes that no case has; they stand first, those of cases follow."""

FIGURES = "figures"
SEARCH = "?"
DUE = "due"
_PAUSE = 150


class KnowledgePage(ListAndDetail):
    """The page: list on one side, the chosen statement on the other; one at a time where it is narrow."""

    areas = frozenset({"packs"})
    scrolls = False
    detail: KnowledgeDetail
    _left: QStackedWidget

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._items: dict[str, KnowledgeItem] = {}
        self._found: tuple[KnowledgeItem, ...] = ()
        self._shelf: Shelf | None = None
        self._open_groups: dict[str, bool] = {}
        self._chosen = ""
        self._wide = True
        self.head = self.set_head(PageHead(_("Knowledge"), lined=True))
        go = button(_("Calculators"), "table", then=lambda: self.context.shell.go(Place("calculators")))
        self.head.add_action(go)
        self.plans = button(_("Formats and lists"), "checklist", then=lambda: context.shell.go(Place("plans")))
        self.head.add_action(self.plans)
        self._make_search()
        self._make_list()
        self.detail = KnowledgeDetail()
        self.detail.contact_wanted.connect(lambda name: self.context.shell.go(Place("contacts", item=name)))
        self.detail.copy_wanted.connect(self.context.shell.copy)
        self.detail.closed.connect(self.close_detail)
        self.detail.still_valid.connect(self._confirm)
        nothing = EmptyState(_("No statement chosen"), _("Choose one in the list."), icon="book")
        self._details = QStackedWidget()
        self._details.addWidget(holding(column(nothing, None)))
        self._details.addWidget(self.detail)
        self._side = Pane()
        self._side.body.addWidget(self._details)
        self._line = line(upright=True)
        panes = row(self._left, self._line, self._side, space=0)
        panes.setStretch(0, 11)
        panes.setStretch(2, 9)
        self.content.addLayout(panes, 1)

    def _make_search(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.look_up)
        self.field = LineField(name=_("Search in all packs"), hint=_("Search in all packs"), longest=200)
        self.field.setClearButtonEnabled(False)
        self.field.setMinimumWidth(look().size(220))
        self.field.setMaximumWidth(look().size(420))
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.kind = FilterField(
            _("Kind"), [*((kind, _(KINDS[kind])) for kind in knowledge.KINDS), (DUE, _("due for review"))]
        )
        self.kind.edited.connect(lambda _value: self.look_up())
        tools = row(self.field, self.kind, None, space=S3, margins=(0, 0, 0, S3))
        tools.setStretch(0, 1)
        self.head.add_below(holding(tools))

    def _make_list(self) -> None:
        self.list = RowList()
        self.list.setAccessibleName(_("Statements"))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.open_detail)
        self.list.clicked.connect(lambda _index: self._clicked())
        self.list.folded.connect(self._fold)
        clear_button = button(_("Clear search"), "close", then=self.clear_search)
        words = _("Fewer letters or another word may help. Nothing leaves this computer for the search.")
        self.nothing = EmptyState(_("Nothing was found."), words, clear_button, icon="search")
        self._left = QStackedWidget()
        pane = Pane()
        pane.body.addWidget(self.list, 1)
        self._left.addWidget(pane)
        self._left.addWidget(holding(column(self.nothing, None)))

    # --- where we are -----------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        super().open(place)
        if place.item.startswith(SEARCH):
            self.field.setText(place.item.removeprefix(SEARCH))
            self.look_up()
        elif place.item:
            self._wanted(place.item)

    def _wanted(self, item: str) -> None:
        pack, _slash, rest = item.partition("/")
        kind, _slash, name = rest.partition("/")

        def read(desk: Any) -> Detail | None:
            found = knowledge.find(desk, pack, kind, name)
            return knowledge.detail(desk, found) if found is not None else None

        def show(detail: Detail | None) -> None:
            if detail is not None:
                self._show_detail(detail)
                self.open_detail()

        self._chosen = item
        self.ask(read, show, latest="detail")

    def reload(self) -> None:
        self.ask(knowledge.shelf, self._show_shelf, latest="shelf")
        self.ask(lambda desk: desk.library.packs(), self._show_packs)

    def _show_packs(self, packs: Sequence[Any]) -> None:
        count = ngettext("{n} pack", "{n} packs", len(packs)).format(n=len(packs))
        newest = max((pack.as_of for pack in packs), default="")
        as_of = _("as of {date}").format(date=long_date(newest)) if newest else ""
        broken = [pack.id for pack in packs if pack.problem]
        trouble = _("not usable: {packs}").format(packs=", ".join(broken)) if broken else ""
        self.head.set_title(_("Knowledge"), " · ".join(part for part in (count, as_of, trouble) if part))

    # --- searching and browsing -------------------------------------------------------------------------------

    def look_up(self) -> None:
        """Search for the text, or browse where there is none."""
        self._pause.stop()
        text, kind = self.field.text().strip(), self.kind.value()
        if kind == DUE:
            self.ask(lambda desk: knowledge.due(desk, text), self._show_found, latest="search")
            return
        if not text and not kind:
            self._found = ()
            self._show_list()
            return
        if not text:
            self.ask(lambda desk: desk.library.statements(kind, desk.language), self._show_found, latest="search")
            return
        self.ask(lambda desk: knowledge.search(desk, text, kind), self._show_found, latest="search")

    def clear_search(self) -> None:
        """Show everything to browse again."""
        self.kind.set_value("")
        self.field.clear()
        self.look_up()
        self.field.setFocus()

    def _show_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._show_list()

    def _show_found(self, found: tuple[KnowledgeItem, ...]) -> None:
        self._found = found
        self._show_list()
        words = ngettext("{n} hit", "{n} hits", len(found)).format(n=len(found))
        describe(self.field, words)
        if self.field.text().strip():
            say_politely(self.field, words)

    def _show_list(self) -> None:
        searching = bool(self.field.text().strip() or self.kind.value())
        lines = self._hits() if searching else self._topics()
        self._left.setCurrentIndex(1 if searching and not self._found else 0)
        self.list.set_rows(lines)
        if self._chosen not in self._items or not self.list.choose(self._chosen):
            self._chosen = ""
            if searching and self._wide:
                self.list.choose_first()

    def _hits(self) -> list[Row | Head]:
        lines: list[Row | Head] = []
        self._items = {}
        for kind in knowledge.KINDS:
            group = [item for item in self._found if item.kind == kind]
            lines += self._group(kind, _(KINDS[kind]), group, open_=True)
        return lines

    def _topics(self) -> list[Row | Head]:
        self._items = {}
        lines: list[Row | Head] = []
        if self._shelf is None:
            return lines
        words = OWN_TOPICS | {option.id: option.label for option in fields.TOPICS}
        order = {topic: number for number, topic in enumerate(words)}
        for topic in sorted(self._shelf.topics, key=lambda each: order.get(each.id, len(order))):
            title = _(words[topic.id]) if topic.id in words else topic.id or _("Further")
            lines += self._group(topic.id, title, topic.items, open_=topic.id == "basics")
        lines += self._group(FIGURES, _("Figures and time limits"), self._shelf.figures, open_=False)
        return lines

    def _group(self, key: str, words: str, items: Sequence[KnowledgeItem], *, open_: bool) -> list[Row | Head]:
        if not items:
            return []
        shown = self._open_groups.get(key, open_)
        lines: list[Row | Head] = [Head(key, words, len(items), open=shown)]
        if shown:
            lines += [self._row(item) for item in items]
        return lines

    def _row(self, item: KnowledgeItem) -> Row:
        key = item.key
        self._items[key] = item
        second = item.text.partition("\n")[0] if item.kind == "figure" else first_sentence(item.text) or item.law
        verify = item.status == "K"
        return Row(
            key,
            item.title,
            second=second,
            icon=ICONS.get(item.kind, "book"),
            right=_("to be verified") if verify else "",
            tone="open" if verify else "",
            right_second=_("as of {date}").format(date=long_date(item.as_of)) if item.as_of else "",
            kind=_(KINDS.get(item.kind, "")) if item.kind in KINDS else "",
        )

    def _fold(self, key: str, open_: bool) -> None:
        self._open_groups[key] = open_
        self._show_list()

    # --- one statement ----------------------------------------------------------------------------------------

    def _choose(self, key: str) -> None:
        item = self._items.get(key)
        if item is not None:
            self._chosen = key
            self.ask(lambda desk: knowledge.detail(desk, item), self._show_detail, latest="detail")

    def _show_detail(self, detail: Detail) -> None:
        self.detail.show_detail(detail, self.context.today())
        self._details.setCurrentWidget(self.detail)

    def _confirm(self, item: KnowledgeItem) -> None:
        """The one step that says a statement was looked at today and holds."""

        def again(_entries: object) -> None:
            self.ask(lambda desk: knowledge.detail(desk, item), self._show_detail, latest="detail")

        words = _("Recorded: still valid, checked today.")
        act(self.context, self, lambda desk: reviews.still_valid(desk, item), words, again, failed=self.show_error)

    def _clicked(self) -> None:
        if not self._wide:
            self.open_detail()

    def width_changed(self, width: Width) -> None:
        self._wide = width >= Width.MEDIUM
        self.detail.back.setVisible(not self._wide)
        self._line.setVisible(self._wide)
        self._left.show()
        self._side.setVisible(self._wide)

    # --- the window asks --------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        return self.field

    def do(self, name: str) -> bool:
        if name == "find":
            self.field.setFocus()
            self.field.selectAll()
            return True
        return False

    def keep(self) -> Mapping[str, Any]:
        return {"text": self.field.text(), "kind": self.kind.value(), "item": self._chosen}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.field.setText(str(state.get("text", "")))
        self.kind.set_value(str(state.get("kind", "")))
        self.look_up()
        if state.get("item"):
            self._wanted(str(state["item"]))
