"""Checklist and papers of a case: steps with their dates, papers with their register, warnings and costs.

`Place.item` is the ref of a step (`item:3fa9`), which is opened, or of a paper.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from welcomedesk.desk import cases, checklists, handouts, plan_views, plans, readers, referrals
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.checklist import StepList
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.layout import clear, column, holding, row
from welcomedesk.ui.components.papers import PaperTable
from welcomedesk.ui.look.tokens import ICON_SMALL, S1, S2, S3, S4
from welcomedesk.ui.page import Place, Width
from welcomedesk.ui.pages.case_tabs.attachments import Attachments
from welcomedesk.ui.pages.case_tabs.checklist_dialogs import (
    DueDialog,
    HandoutDialog,
    PaperDialog,
    ReasonDialog,
    StartListDialog,
)
from welcomedesk.ui.pages.case_tabs.checklist_values import CostShown, TabShown, read_tab
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile

_STORED = {"started": "in_progress"}


class ChecklistTab(Tab):
    """The tab. Steps of every checklist on one side, papers, warnings and costs on the other."""

    areas = frozenset({"contacts"})

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self.shown: TabShown | None = None
        self.lists: dict[str, StepList] = {}
        self._open_ref = ""
        self._steps = column(space=S4)
        self.print = button(_("Print as handout"), "printer", then=self.print_handout)
        self.print.hide()
        self.begin = button(_("Begin a list"), "plus", then=self.begin_list)
        self.begin.hide()
        self._make_empty()
        foot = row(IconLabel("info", "text2", ICON_SMALL), space=S2)
        foot.addWidget(Label(_("Dates move along as soon as a day is entered."), "small", "text2", wrap=True), 1)
        self._foot = holding(foot)
        left = column(self._steps, self.empty, self._foot, None, space=S2)
        right = column(space=S4)
        self._make_papers()
        self._warnings = column(space=S2)
        self.warnings = holding(self._warnings)
        self.costs = Card(_("Costs"))
        self.attachments = Attachments(self)
        for widget in (self.papers, self.no_papers, self.attachments, self.warnings, self.costs):
            right.addWidget(widget)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(S4 + S1)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self.content.addLayout(self._columns)

    def _make_empty(self) -> None:
        to_guides = button(_("To the guides"), "checklist", then=lambda: self.host.go_tab("guide"))
        self.empty = Card(flush=True)
        words = _("Finish a guide and take its checklists over, or begin a list that needs no guide.")
        self.empty.add(EmptyState(_("There is no checklist yet."), words, to_guides, icon="checklist"))
        self.empty.hide()

    def _make_papers(self) -> None:
        self.add_paper = button(_("Enter paper"), "plus", small=True, then=self.enter_paper)
        self.papers = PaperTable(self.add_paper)
        self.papers.toggled.connect(self.mark)
        self.papers.opened.connect(self.change_paper)
        first = button(_("Enter paper"), "plus", then=self.enter_paper)
        self.no_papers = Card(_("Papers"))
        words = _("No paper is entered yet. A checklist brings the papers that it asks for.")
        self.no_papers.body.addWidget(Label(words, "body", "text2", wrap=True))
        self.no_papers.body.addLayout(row(first, None))
        self.no_papers.hide()

    # --- showing ----------------------------------------------------------------------------------------------

    def show_case(self, case: CaseFile) -> None:
        case_id = case.id
        self.attachments.show_case(case)
        self.ask(lambda desk: read_tab(desk, case_id), self._show, latest="checklist")

    def _show(self, shown: TabShown) -> None:
        before, self.shown = self.shown, shown
        self._show_lists(shown)
        self._show_papers(shown)
        self._show_warnings(shown)
        self._show_costs(shown)
        for widget in (self.add_paper, *self.no_papers.findChildren(QPushButton)):
            widget.setEnabled(not self.case.closed)
        self.host.head_changed()
        if self._open_ref:
            self._open_step(self._open_ref)
        if before is not None:
            self._tell_moved(before, shown)

    def _show_lists(self, shown: TabShown) -> None:
        gone = [name for name in self.lists if name not in {each.id for each in shown.lists}]
        for name in gone:
            self.lists.pop(name).deleteLater()
        for each in shown.lists:
            steps = self.lists.get(each.id)
            if steps is None:
                steps = self.lists[each.id] = self._make_list()
                self._steps.addWidget(steps)
            steps.show_steps(each.title, each.count, each.steps)
            steps.setEnabled(not self.case.closed)
        self.empty.setVisible(not shown.lists)
        self._foot.setVisible(bool(shown.lists))

    def _make_list(self) -> StepList:
        made = StepList()
        made.state_wanted.connect(self.set_state)
        made.date_wanted.connect(self.change_date)
        made.referral_wanted.connect(self.begin_referral)
        made.office_wanted.connect(lambda office: self.host.go(Place("contacts", case=self.case.id, item=office)))
        made.opened.connect(lambda ref, own=made: self._opened(ref, own))
        return made

    def _opened(self, ref: str, own: StepList) -> None:
        """One step of the tab is open at a time."""
        self._open_ref = ref
        for other in self.lists.values():
            if ref and other is not own:
                other.open_step("")

    def _open_step(self, ref: str) -> None:
        for steps in self.lists.values():
            if any(line.step.id == ref for line in steps.lines):
                steps.open_step(ref)

    def _show_papers(self, shown: TabShown) -> None:
        count = ngettext("{done} of {n} complete", "{done} of {n} complete", len(shown.papers))
        words = count.format(done=shown.complete, n=len(shown.papers))
        self.papers.show_papers(_("Papers"), words, shown.papers)
        self.papers.setVisible(bool(shown.papers))
        self.no_papers.setVisible(not shown.papers)

    def _show_warnings(self, shown: TabShown) -> None:
        clear(self._warnings)
        for title, words in shown.warnings:
            self._warnings.addWidget(Banner(title, words, "caution"))
        self.warnings.setVisible(bool(shown.warnings))

    def _show_costs(self, shown: TabShown) -> None:
        self.costs.clear()
        self.costs.set_head(_("Costs"), note=shown.total)
        for cost in shown.costs:
            self.costs.body.addWidget(_cost_line(cost, _("no amount known, ask for it")))
        if shown.grants:
            self.costs.body.addSpacing(S1)
            self.costs.body.addWidget(Label(_("Possible funding"), "small", "text2"))
            for cost in shown.grants:
                self.costs.body.addWidget(_cost_line(cost, ""))
        self.costs.setVisible(bool(shown.costs or shown.grants))

    def _tell_moved(self, before: TabShown, shown: TabShown) -> None:
        """Say that further dates moved, besides the one that was changed."""
        moved = [ref for ref, due in shown.due.items() if due and before.due.get(ref, "") not in ("", due)]
        others = [ref for ref in moved if ref not in shown.fixed ^ before.fixed and ref != self._open_ref]
        if others:
            words = ngettext("{n} further date moved along.", "{n} further dates moved along.", len(others))
            self.context.shell.did(words.format(n=len(others)))

    # --- steps ------------------------------------------------------------------------------------------------

    def set_state(self, ref: str, state: str) -> None:
        """Bring a step to another state; *not needed* asks for a reason first."""
        if state == "not_needed":
            ReasonDialog(self, self._title(ref), lambda reason: self._set_state(ref, state, reason)).open()
        else:
            self._set_state(ref, state)

    def _set_state(self, ref: str, state: str, reason: str = "") -> None:
        case_id, stored = self.case.id, _STORED.get(state, state)
        words = {
            "done": _("Step done."),
            "in_progress": _("Step begun."),
            "open": _("Step opened again."),
            "not_needed": _("Step not needed."),
        }[stored]
        self.act(lambda desk: checklists.set_state(desk, case_id, ref, stored, reason), words)

    def change_date(self, ref: str) -> None:
        """Ask for another date."""
        shown = self.shown
        if shown is None:
            return
        case_id = self.case.id

        def change(due: date | None) -> None:
            self.act(lambda desk: checklists.set_due(desk, case_id, ref, due), _("Date changed."))

        due, today = shown.due.get(ref, ""), self.context.today()
        DueDialog(self, self._title(ref), due, fixed=ref in shown.fixed, today=today, then=change).open()

    def begin_referral(self, contact: str) -> None:
        """Draft a referral to the office of a step and go to its letter."""
        case_id = self.case.id

        def begun(ref: str) -> None:
            self.host.go(Place("letter", case=case_id, tab="referral", item=ref))

        self.act(lambda desk: referrals.begin(desk, case_id, contact), "", begun)

    def _title(self, ref: str) -> str:
        lines = (line for steps in self.lists.values() for line in steps.lines)
        return next((line.step.title for line in lines if line.step.id == ref), "")

    # --- papers -----------------------------------------------------------------------------------------------

    def mark(self, ref: str, need: str, state: str) -> None:
        """Tick or untick what is at hand of a paper; what was not asked for can be at hand all the same."""
        case_id = self.case.id
        paper = next((each for each in self.shown.papers if each.id == ref), None) if self.shown else None
        on = state == "yes" or (paper is not None and paper.marks.get(need) == "not_asked")
        self.act(lambda desk: checklists.mark_paper(desk, case_id, ref, need, on), _("Paper noted."))

    def enter_paper(self) -> None:
        """Ask for a new paper."""
        case_id = self.case.id
        PaperDialog(
            self,
            {},
            lambda values: self.act(lambda desk: cases.add(desk, case_id, "paper", values), _("Paper entered.")),
        ).open()

    def change_paper(self, ref: str) -> None:
        """Change or take out a paper."""
        if self.case.closed:
            return
        case_id, paper = self.case.id, self.case.one(ref)

        def change(values: dict[str, Any]) -> None:
            by_key = {f"{ref}.{name}": value for name, value in values.items()}
            self.act(lambda desk: cases.set_fields(desk, case_id, by_key), _("Paper changed."))

        def remove() -> None:
            self.act(lambda desk: cases.remove(desk, case_id, ref), _("Paper taken out."))

        values = {name: paper.get(name) for name in ("title", "note", "needs", "missing")}
        PaperDialog(self, values, change, remove).open()

    # --- the tab ----------------------------------------------------------------------------------------------

    def print_handout(self) -> None:
        """Show the checklist as a sheet to take home."""
        if self.shown is not None and self.shown.lists:
            lists = [(each.id, each.title) for each in self.shown.lists]
            case_id = self.case.id
            HandoutDialog(
                self,
                self.context,
                lambda desk, chosen, languages, large: handouts.checklist(
                    desk, case_id, chosen, languages, large=large
                ),
                self.case.number,
                lists,
                spoken=readers.sheet_of(self.context.session.desk.library, self.case),
            ).open()

    def begin_list(self) -> None:
        """Offer the plans and lists that start without a guide and fit this kind of case."""
        if self.case.closed:
            return
        case_id, kind = self.case.id, self.case.kind

        def begin(name: str, day: date | None) -> None:
            self.act(lambda desk: plans.start(desk, case_id, name, day), _("List begun."))

        def choose(offers: tuple[plan_views.Offer, ...]) -> None:
            StartListDialog(self, offers, self.lists.keys(), begin).open()

        self.ask(lambda desk: plan_views.offers(desk, kind), choose, latest="offers")

    def open_item(self, item: str) -> None:
        self._open_ref = item
        self._open_step(item)

    def head_actions(self) -> tuple[QPushButton, ...]:
        if self.shown is None:
            return ()
        begin = () if self.case.closed else (self.begin,)
        return (*begin, self.print) if self.shown.lists else begin

    def first_stop(self) -> QWidget | None:
        first = next(iter(self.lists.values()), None)
        return first.lines[0] if first is not None and first.lines else None

    def do(self, name: str) -> bool:
        if name == "print" and self.shown is not None and self.shown.lists:
            self.print_handout()
            return True
        return False

    def keep(self) -> dict[str, Any]:
        return {"open": self._open_ref} if self._open_ref else {}

    def restore(self, state: Any) -> None:
        self.open_item(str(state.get("open", "")))

    def width_changed(self, width: Width) -> None:
        narrow = width < Width.MEDIUM
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


def _cost_line(cost: CostShown, unknown: str) -> QWidget:
    line = row(space=S3)
    line.addWidget(Label(cost.words, "body", "text2", wrap=True), 1)
    if cost.verify:
        line.addWidget(Chip(_("to be verified"), "open"))
    if cost.amount:
        line.addWidget(Label(cost.amount))
    elif unknown:
        line.addWidget(Label(unknown, "small", "text2"))
    return holding(line)
