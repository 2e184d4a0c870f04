"""Formats and lists: event formats and checklists that begin without a guide, for the office or in a case, or on paper.

`Place.item` is the id of a plan or of a checklist.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from welcomedesk.desk import checklists, plan_views, plans
from welcomedesk.domain.case import OFFICE
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Pane
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import column, holding, line, row
from welcomedesk.ui.components.rows import RowList
from welcomedesk.ui.page import Context, Place, Width
from welcomedesk.ui.pages.case_tabs.checklist_dialogs import DueDialog, HandoutDialog, ReasonDialog, offer_rows
from welcomedesk.ui.pages.case_tabs.checklist_values import ListShown, read_office_list
from welcomedesk.ui.pages.contact_dialogs import choose_case
from welcomedesk.ui.pages.list_and_detail import ListAndDetail
from welcomedesk.ui.pages.plans_detail import PlanDetail

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.plan_views import Offer, PlanView

_STORED = {"started": "in_progress"}


class PlansPage(ListAndDetail):
    """The page: list on one side, the chosen one on the other; one at a time where it is narrow."""

    areas = frozenset({"packs", "cases"})
    scrolls = False
    detail: PlanDetail

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._offers: dict[str, Offer] = {}
        self._chosen = ""
        self._wide = True
        self.head = self.set_head(PageHead(_("Formats and lists"), lined=True))
        self.head.add_action(button(_("To Knowledge"), "book", then=lambda: context.shell.go(Place("knowledge"))))
        self.list = RowList()
        self.list.setAccessibleName(_("Formats and lists"))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.open_detail)
        self.list.clicked.connect(lambda _index: self.open_detail())
        self._left = Pane()
        self._left.body.addWidget(self.list, 1)
        self._make_detail()
        self._line = line(upright=True)
        panes = row(self._left, self._line, self._side, space=0)
        panes.setStretch(0, 9)
        panes.setStretch(2, 11)
        self.content.addLayout(panes, 1)

    def _make_detail(self) -> None:
        self.detail = PlanDetail()
        self.detail.closed.connect(self.close_detail)
        self.detail.day_changed.connect(self._read)
        self.detail.case_wanted.connect(self.begin_in_case)
        self.detail.office_wanted.connect(self.begin_for_office)
        self.detail.print_wanted.connect(self.print_sheet)
        self.detail.copy_wanted.connect(self.context.shell.copy)
        self.detail.running.state_wanted.connect(self.set_state)
        self.detail.running.date_wanted.connect(self.change_date)
        nothing = EmptyState(_("Nothing chosen"), _("Choose a format or a list."), icon="checklist")
        self._details = QStackedWidget()
        self._details.addWidget(holding(column(nothing, None)))
        self._details.addWidget(self.detail)
        self._side = Pane()
        self._side.body.addWidget(self._details)

    # --- showing ----------------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        super().open(place)
        if place.item and place.item != self._chosen:
            self._chosen = place.item
            self._read()
            self.open_detail()

    def reload(self) -> None:
        self.ask(plan_views.offers, self._show_offers, latest="offers")

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        self._offers = {each.id: each for each in offers}
        formats = sum(bool(each.plan) for each in offers)
        lists = len(offers) - formats
        words = (
            ngettext("{n} event format", "{n} event formats", formats).format(n=formats),
            ngettext("{n} checklist", "{n} checklists", lists).format(n=lists),
        )
        self.head.set_title(_("Formats and lists"), " · ".join(words))
        chosen = self._id()
        self.list.set_rows(list(offer_rows(offers)))
        if chosen and self.list.choose(chosen):
            self._read()
        elif self._wide:
            self.list.choose_first()

    def _id(self) -> str:
        """The chosen one by the id of its list, also where a place named the plan."""
        by_plan = {each.plan: each.id for each in self._offers.values() if each.plan}
        return by_plan.get(self._chosen, self._chosen)

    def _choose(self, key: str) -> None:
        if key in self._offers and key != self._id():
            self._chosen = key
            self.detail.forget_day()
            self._read()

    def _read(self, _day: object = None) -> None:
        name, day = self._id(), self.detail.event_day()

        def read(desk: Desk) -> tuple[PlanView, ListShown | None]:
            view = plan_views.view(desk, name, day)
            return view, read_office_list(desk, view.offer.id)

        def show(found: tuple[PlanView, ListShown | None]) -> None:
            self._chosen = found[0].offer.id
            self.list.choose(self._chosen)
            self.detail.show_plan(*found)
            self._details.setCurrentWidget(self.detail)

        if name:
            self.ask(read, show, latest="detail")

    # --- doing ------------------------------------------------------------------------------------------------

    def begin_in_case(self) -> None:
        """Ask for which case, begin there and go to it."""
        if self.detail.wrong_day():
            return
        name, day = self._id(), self.detail.event_day()

        def begin(case_id: str) -> None:
            def begun(_count: int) -> None:
                self.context.shell.go(Place("case", case=case_id, tab="checklist"))

            self._act(lambda desk: plans.start(desk, case_id, name, day), _("List begun."), begun)

        choose_case(self, self, begin, numbers_only=self.context.preferences().numbers_only)

    def begin_for_office(self) -> None:
        """Begin for the office itself; the steps then stand here."""
        if self.detail.wrong_day():
            return
        name, day = self._id(), self.detail.event_day()
        self._act(lambda desk: plans.start(desk, OFFICE, name, day), _("Begun for the office."))

    def print_sheet(self) -> None:
        """Show the sheet as it will be printed."""
        offer = self._offers.get(self._id())
        if offer is None or self.detail.wrong_day():
            return
        day = self.detail.event_day()
        HandoutDialog(
            self,
            self.context,
            lambda desk, name, languages, large: plan_views.handout(desk, name, day, languages, large=large),
            offer.plan or offer.id,
            [(offer.id, offer.title)],
            for_clients=False,
        ).open()

    def set_state(self, ref: str, state: str) -> None:
        """Bring a step of the office to another state; *not needed* asks for a reason first."""
        stored = _STORED.get(state, state)

        def keep(reason: str = "") -> None:
            self._act(lambda desk: checklists.set_state(desk, OFFICE, ref, stored, reason), _("Step noted."))

        if state == "not_needed":
            ReasonDialog(self, self.detail.title_of(ref), keep).open()
        else:
            keep()

    def change_date(self, ref: str) -> None:
        """Ask for another date of a step of the office."""

        def change(due: date | None) -> None:
            self._act(lambda desk: checklists.set_due(desk, OFFICE, ref, due), _("Date changed."))

        title, today = self.detail.title_of(ref), self.context.today()
        DueDialog(self, title, "", fixed=True, today=today, then=change).open()

    def _act(self, work: Any, words: str, then: Any = None) -> None:
        act(self.context, self, work, words, then, failed=self.show_error)

    # --- list and detail in turn ------------------------------------------------------------------------------

    def width_changed(self, width: Width) -> None:
        self._wide = width >= Width.MEDIUM
        self.detail.back.setVisible(not self._wide)
        self._line.setVisible(self._wide)
        opened = not self._wide and bool(self.place.item)
        self._left.setVisible(not opened)
        self._side.setVisible(self._wide or opened)

    # --- the window asks --------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        return self.list

    def main_action(self) -> QPushButton | None:
        return self.detail.begin_case

    def do(self, name: str) -> bool:
        if name == "print" and self._id():
            self.print_sheet()
            return True
        return False

    def keep(self) -> Mapping[str, Any]:
        return {"item": self._chosen, "day": self.detail.day.text()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self._chosen = str(state.get("item", ""))
        self.detail.day.setText(str(state.get("day", "")))
        self._read()
