"""The vacancies of a company: one card each, edited in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import case_view, cases, choices
from welcomedesk.domain import fields
from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.facts import FactTable
from welcomedesk.ui.components.layout import clear, column
from welcomedesk.ui.fact_editors import CHOSEN, fact_row, stored
from welcomedesk.ui.look.tokens import S4
from welcomedesk.ui.numbers import write_number
from welcomedesk.ui.pages.case_tabs.add_dialog import AddDialog
from welcomedesk.ui.pages.case_tabs.fact_menu import offer_menu
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.text import isolate

if TYPE_CHECKING:
    from welcomedesk.desk.case_view import FactView
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile

Read = tuple[dict[str, "tuple[FactView, ...]"], dict[str, Any]]


class VacanciesTab(Tab):
    """Whom the company looks for."""

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self.new = button(_("Add vacancy"), "plus", then=self._add)
        self._choices: dict[str, Any] = {}
        self._cards = column(space=S4)
        self.content.addLayout(self._cards)
        self.tables: list[FactTable] = []
        self._wanted = ""

    def head_actions(self) -> tuple[QPushButton, ...]:
        return (self.new,)

    def show_case(self, case: CaseFile) -> None:
        self.new.setEnabled(not case.closed)
        refs = [each.ref for each in case.all("vacancy")]

        def read(desk: Desk) -> Read:
            options = {
                field.key: choices.of_field(desk, field)
                for field in fields.of_entity("vacancy")
                if field.kind in CHOSEN
            }
            return case_view.sheet(desk, case, refs), options

        self.ask(read, self._show, latest="vacancies")

    def _show(self, read: Read) -> None:
        sheet, self._choices = read
        focused = next((fact.key for table in self.tables if (fact := table.focused())), "")
        clear(self._cards)
        self.tables = [self._table(ref, views) for ref, views in sheet.items()]
        for table in self.tables:
            self._cards.addWidget(table)
        if not self.tables:
            add = button(_("Add vacancy"), "plus", then=self._add)
            add.setEnabled(not self.case.closed)
            self._cards.addWidget(EmptyState(_("No vacancy was entered yet."), "", add, icon="work"))
        for table in self.tables:
            for fact in table.facts:
                if fact.key == focused:
                    fact.setFocus()
        if self._wanted == "new":
            self._wanted = ""
            self._add()

    def _table(self, ref: str, views: tuple[FactView, ...]) -> FactTable:
        by_name = {view.field.name: view for view in views}
        title = by_name["title"].words or _("Vacancy")
        number = by_name["number"].value
        drop = link(_("Remove"), then=partial(self._remove, ref))
        drop.setEnabled(not self.case.closed)
        drop.setAccessibleName(_("Remove {what}").format(what=isolate(title)))
        count = _("{n} wanted").format(n=write_number(number)) if number else ""
        table = FactTable(title, count, action=drop)
        table.edited.connect(self._keep)
        offer_menu(self, table)
        for view in views:
            table.add_fact(fact_row(view, self._choices, editable=not self.case.closed))
        return table

    def _keep(self, key: str, value: object) -> None:
        case = self.case.id
        self.act(lambda desk: cases.set_fields(desk, case, {key: stored(value)}), _("Saved."))

    def _add(self) -> None:
        case = self.case.id
        if self.case.closed:
            return

        def enter(values: dict[str, Any]) -> None:
            self.act(lambda desk: cases.add(desk, case, "vacancy", values), _("Vacancy entered."))

        AddDialog(self, "vacancy", self._choices, enter).open()

    def _remove(self, ref: str) -> None:
        case = self.case.id
        self.act(lambda desk: cases.remove(desk, case, ref), _("Removed. The history keeps it."))

    def open_item(self, item: str) -> None:
        if item == "new" and self._choices:
            self._add()
        else:
            self._wanted = item

    def first_stop(self) -> QWidget | None:
        if not self._choices:
            return None
        return self.tables[0].facts[0] if self.tables else self.new

    def do(self, name: str) -> bool:
        fact = next((found for table in self.tables if (found := table.focused())), None)
        if name == "history" and fact is not None:
            self.host.go_tab("history", fact.key)
            return True
        return False
