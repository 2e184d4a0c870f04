"""The register of cases: filters, search, order, saved lists; and the form for a new enquiry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from welcomedesk.desk import cases, lists
from welcomedesk.desk.ports import RegisterPage, RegisterQuery, RegisterRow
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.busy import BusyFrame
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.filters import FilterField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import Flow, OneOf, Wrapping, column, row
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.components.table import Cell, Column, Table, TableRow
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import days_between, overdue
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S2, S4, S6
from welcomedesk.ui.numbers import write_number
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.text import Label, button_text

if TYPE_CHECKING:
    from welcomedesk.desk.lists import SavedList
    from welcomedesk.ui.pages.new_enquiry import NewEnquiry

STATES = {"open": ("open", "waiting"), "closed": ("closed",), "all": ()}
ORDERS = (
    ("number", N_("number")),
    ("name", N_("name")),
    ("next", N_("next date")),
    ("changed", N_("last changed")),
)
STEP = 300
"""So many lines are read at once; more come when the end is reached."""

PAUSE = 120


class CasesPage(PageView):
    """All cases in a table, and *New enquiry* (`Place("cases", tab="new", item=<name>)`)."""

    areas = frozenset({"cases", "lists"})
    scrolls = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._limit = STEP
        self._total = 0
        self._known = False
        self._rows: tuple[RegisterRow, ...] = ()
        self._saved: tuple[SavedList, ...] = ()
        self._kept: dict[str, Any] = {}
        self.new: NewEnquiry | None = None
        self.head = self.set_head(PageHead(_("Cases")))
        self.lists_button = button(_("Saved lists"), "star", then=self._open_lists)
        self.head.add_action(self.lists_button)
        self.hand_over = button(_("Hand over …"), "redo", then=lambda: context.shell.go(Place("handover")))
        self.head.add_action(self.hand_over)
        self._make_filters()
        self._make_list()
        self._stack = OneOf()
        self._stack.addWidget(self._list_box)
        self.content.addWidget(self._stack)

    def _make_filters(self) -> None:
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self._ask_anew)
        self.search = LineField(name=_("Find in this list"), hint=_("Name or number"))
        self.search.setMinimumWidth(look().size(200))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.search.returnPressed.connect(self._to_table)
        self.state = Segments([("open", _("Open")), ("closed", _("Closed")), ("all", _("All"))], "open", _("State"))
        self.kind = FilterField(_("Kind"), [("person", _("Person")), ("company", _("Company"))])
        self.whose = FilterField(_("Adviser"), [("mine", _("me"))], _("everybody"))
        self.sample = FilterField(_("Sample cases"), [("no", _("hidden")), ("only", _("only these"))], _("shown"))
        self.order = FilterField(_("Order"), [(name, _(words)) for name, words in ORDERS[1:]], _("number"))
        self.order.set_value(self.context.preferences().case_order)
        self.state.chosen.connect(lambda _value: self._ask_anew())
        for choice in (self.kind, self.whose, self.sample, self.order):
            choice.edited.connect(lambda _value: self._ask_anew())
        self.order.edited.connect(self._keep_order)

    def _make_list(self) -> None:
        columns = (
            Column("name", _("Name"), 3, least=190),
            Column("number", _("Case number"), 1, least=110),
            Column("next", _("Next step"), 7, least=170),
            Column("date", _("By when"), 1, end=True, least=160),
            Column("adviser", _("Adviser"), 2, least=120),
        )
        self.table = Table(columns, _("Cases"))
        self.table.opened.connect(self._open)
        self.table.menu_wanted.connect(self._menu)
        self.table.verticalScrollBar().valueChanged.connect(self._maybe_more)
        self.card = Card(flush=True)
        self.card.body.addWidget(self.table)
        self.empty = EmptyState("")
        self._filters = Wrapping()
        self._filters.setLayout(Flow(self.search, self.state, self.kind, self.whose, self.sample, self.order, space=S2))
        self.shown_of = Label("", "small", "text2")
        self._list_box = QWidget()
        listed = QWidget()
        self._inner = column(self.card, self.empty, space=0)
        self._inner.setStretch(0, 1)
        listed.setLayout(self._inner)
        self.busy = BusyFrame(listed)
        whole = column(self._filters, self.busy, row(self.shown_of, None), space=S4, margins=(S6, S2, S6, S4))
        whole.setStretch(1, 1)
        self._list_box.setLayout(whole)
        self.empty.hide()

    # --- where we are -----------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        super().open(place)
        if place.tab == "new":
            form = self._form()
            if place.item:
                form.fill({**form.values(), "name": place.item})
            self._stack.setCurrentWidget(form)
            self.head.set_title(_("New enquiry"), _("Name and three facts are enough. The rest can wait."))
            self._show_list_actions(False)
            if self.isVisible():
                form.name.field.setFocus()
        else:
            self._stack.setCurrentWidget(self._list_box)
            self._say_count()
            self._show_list_actions(True)
        self.title_changed.emit()

    def _show_list_actions(self, shown: bool) -> None:
        for each in (self.lists_button, self.hand_over):
            each.setVisible(shown)

    def _form(self) -> NewEnquiry:
        if self.new is None:
            from welcomedesk.ui.pages.new_enquiry import NewEnquiry

            self.new = NewEnquiry(self.context, self.show_error)
            self.new.opened.connect(self._opened)
            self.new.wanted.connect(self._open)
            self.new.left.connect(lambda: self.context.shell.go(Place("cases")))
            self.new.set_wide(self.width_class >= Width.MEDIUM)
            if self._kept:
                self.new.fill(self._kept)
                self._kept = {}
            self._stack.addWidget(self.new)
        return self.new

    @property
    def _is_new(self) -> bool:
        return self.new is not None and self._stack.currentWidget() is self.new

    def window_title(self) -> str:
        return _("New enquiry") if self._is_new else _("Cases")

    # --- reading ----------------------------------------------------------------------------------------------

    def query(self) -> RegisterQuery:
        """What the filters ask for."""
        return RegisterQuery(
            states=STATES[self.state.value()],
            kind=self.kind.value(),
            adviser=self.context.session.adviser if self.whose.value() == "mine" else "",
            text=self.search.value(),
            order=self.order.value() or "number",
            limit=self._limit,
            sample={"no": False, "only": True}.get(self.sample.value()),
        )

    def reload(self) -> None:
        query = self.query()
        task = self.ask(lambda desk: (cases.register(desk, query), lists.saved(desk)), self._show, latest="register")
        if not self._rows:
            self.busy.follow(task)

    def _ask_anew(self) -> None:
        self._limit = STEP
        self.reload()

    def _maybe_more(self, value: int) -> None:
        """Read on when the end of what was read comes near."""
        bar = self.table.verticalScrollBar()
        if (
            len(self._rows) < self._total
            and value >= bar.maximum() - 3 * bar.pageStep()
            and self._limit <= len(self._rows)
        ):
            self._limit += STEP
            self.reload()

    def _show(self, read: tuple[RegisterPage, tuple[SavedList, ...]]) -> None:
        page, self._saved = read
        self._known, self._rows, self._total = True, page.rows, page.total
        at = self.table.verticalScrollBar().value()
        self.table.set_rows([self._row(row) for row in page.rows])
        self.table.verticalScrollBar().setValue(at)
        self.card.setVisible(bool(page.rows))
        self._show_empty(not page.rows)
        self._say_count()

    def _say_count(self) -> None:
        if self._is_new:
            return
        shown, total = len(self._rows), self._total
        words = ngettext("{n} case", "{n} cases", total).format(n=write_number(total))
        self.head.set_title(_("Cases"), words)
        more = _("{shown} of {total} shown. The rest comes as you scroll.")
        words = more.format(shown=write_number(shown), total=write_number(total))
        self.shown_of.setText(words if shown < total else "")
        self.shown_of.setVisible(shown < total)

    def _row(self, case: RegisterRow) -> TableRow:
        today = self.context.today()
        hidden = self.context.preferences().numbers_only
        late = days_between(case.next_date, today) if case.next_date and case.state != "closed" else 0
        kind = _("Company") if case.kind == "company" else _("Person")
        notes = [
            kind,
            "" if hidden else case.place,
            _("Sample case") if case.sample else "",
            _("closed") if case.state == "closed" else "",
            _("two values") if case.has_conflict else "",
        ]
        name = case.number if hidden else case.name or _("Anonymous enquiry")
        date = Cell()
        if late > 0:
            date = Cell(long_date(case.next_date), overdue(late), "triangle", "danger", strong=True)
        elif case.next_date:
            date = Cell(long_date(case.next_date), _("today") if case.next_date == today.isoformat() else "")
        return TableRow(
            case.id,
            {
                "name": Cell(name, " · ".join(part for part in notes if part), case.kind),
                "number": Cell(case.number),
                "next": Cell(case.next_step),
                "date": date,
                "adviser": Cell(case.adviser),
            },
            quiet=case.state == "closed",
        )

    def _show_empty(self, nothing: bool) -> None:
        self.empty.setVisible(nothing)
        if not nothing:
            return
        filters = self._filter_words()
        made = EmptyState(
            _("No case fits: {filters}").format(filters=", ".join(filters)) if filters else _("There is no case yet."),
            "",
            button(_("Take filters away"), "filter", then=self.clear_filters)
            if filters
            else button(_("New enquiry"), "plus", then=lambda: self.context.shell.go(Place("cases", tab="new"))),
            icon="search" if filters else "folder",
        )
        self._inner.replaceWidget(self.empty, made)
        self.empty.hide()
        self.empty.deleteLater()
        self.empty = made

    def _filter_words(self) -> list[str]:
        """The filters that hold, in words."""
        states = {"open": _("open cases"), "closed": _("closed cases")}
        text = self.search.value()
        words = [states.get(self.state.value(), "") if self.state.value() != "open" or self._total_known() else ""]
        words += [choice.currentText() for choice in (self.kind,) if choice.value()]
        words += [_("mine") if self.whose.value() else "", _("text “{text}”").format(text=text) if text else ""]
        samples = {"no": _("without sample cases"), "only": _("only sample cases")}
        words.append(samples.get(self.sample.value(), ""))
        found = [word for word in words if word]
        return found if found != [states["open"]] else []

    def _total_known(self) -> bool:
        return bool(self.search.value() or self.kind.value() or self.whose.value() or self.sample.value())

    def clear_filters(self) -> None:
        """All open cases again."""
        self._use(RegisterQuery(order=self.order.value() or "number"))
        self.search.setFocus()

    def _use(self, query: RegisterQuery) -> None:
        self._rest.stop()
        self.search.blockSignals(True)
        self.search.setText(query.text)
        self.search.blockSignals(False)
        state = next(
            (name for name, states in STATES.items() if states and query.states and query.states[0] in states), ""
        )
        self.state.set_value(state or "all")
        self.kind.set_value(query.kind)
        self.whose.set_value("mine" if query.adviser else "")
        self.sample.set_value({True: "only", False: "no"}.get(query.sample, "") if query.sample is not None else "")
        self.order.set_value("" if query.order == "number" else query.order)
        self._ask_anew()

    def _keep_order(self, order: str) -> None:
        self.context.shell.set_preferences(replace(self.context.preferences(), case_order=order or "number"))

    # --- saved lists ------------------------------------------------------------------------------------------

    def _open_lists(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(_("Saved lists"))
        for each in self._saved:
            menu.addAction(button_text(each.name)).triggered.connect(lambda *_on, query=each.query: self._use(query))
        if self._saved:
            menu.addSeparator()
        menu.addAction(button_text(_("Save these filters"))).triggered.connect(lambda *_on: self._save_list())
        if self._saved:
            drop = menu.addMenu(button_text(_("Delete list")))
            for each in self._saved:
                drop.addAction(button_text(each.name)).triggered.connect(lambda *_on, ref=each.ref: self._drop(ref))
        menu.popup(self.lists_button.mapToGlobal(self.lists_button.rect().bottomLeft()))

    def _save_list(self) -> None:
        dialog = Dialog(self, _("Save these filters as a list"))
        dialog.draft_name = "list"
        form = Form()
        name = form.add(_("Name of the list"), LineField(longest=80))
        dialog.body.addWidget(form)
        dialog.add_button(_("Cancel"))

        def keep() -> None:
            words = name.field.value()
            if not words:
                name.say_wrong(_("A list needs a name."))
                return
            dialog.accept()
            query, said = self.query(), _("List saved.")
            act(self.context, self, lambda desk: lists.save(desk, words, query), said, failed=self.show_error)

        dialog.add_button(_("Save list"), keep, main=True, closes=False)
        dialog.fit(400)
        dialog.open()
        name.field.setFocus()

    def _drop(self, ref: str) -> None:
        act(self.context, self, lambda desk: lists.drop(desk, ref), _("List deleted."), failed=self.show_error)

    # --- doing ------------------------------------------------------------------------------------------------

    def _open(self, case: str) -> None:
        self.context.shell.go(Place("case", case=case))

    def _opened(self, case: str, guide: bool) -> None:
        self.context.shell.go(Place("case", case=case, tab="guide" if guide else "", item="new" if guide else ""))

    def _menu(self, case: str, point: Any) -> None:
        menu = QMenu(self)
        for words, tab in (
            (_("Open case"), ""),
            (_("Facts"), "facts"),
            (_("Guides"), "guide"),
            (_("Letters"), "letters"),
        ):
            action = menu.addAction(button_text(words))
            action.triggered.connect(partial(self.context.shell.go, Place("case", case=case, tab=tab)))
        menu.popup(point)

    def _to_table(self) -> None:
        if len(self._rows) == 1:
            self._open(self._rows[0].id)
        else:
            self.table.setFocus()

    # --- page -------------------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        if self._is_new and self.new is not None:
            return self.new.name.field
        if not self._known:
            return None
        return self.table if self._rows else self.search

    def parking(self) -> QWidget:
        return self  # no field: whoever begins to type in one shall not lose it

    def main_action(self) -> QPushButton | None:
        return self.new.keep if self._is_new and self.new is not None else None

    def do(self, name: str) -> bool:
        if name == "find" and not self._is_new:
            self.search.setFocus()
            self.search.selectAll()
            return True
        return False

    def width_changed(self, width: Width) -> None:
        if self.new is not None:
            self.new.set_wide(width >= Width.MEDIUM)

    def keep(self) -> Mapping[str, Any]:
        filters = {
            "text": self.search.value(), "state": self.state.value(), "kind": self.kind.value(),
            "whose": self.whose.value(), "sample": self.sample.value(),
        }  # fmt: skip
        return {"filters": filters, "new": self.new.values() if self.new is not None else self._kept}

    def restore(self, state: Mapping[str, Any]) -> None:
        filters = dict(state.get("filters", {}))
        self.search.set_value(str(filters.get("text", "")))
        self._rest.stop()
        self.state.set_value(str(filters.get("state", "open")))
        for choice, name in ((self.kind, "kind"), (self.whose, "whose"), (self.sample, "sample")):
            choice.set_value(str(filters.get(name, "")))
        self._kept = dict(state.get("new") or {})
