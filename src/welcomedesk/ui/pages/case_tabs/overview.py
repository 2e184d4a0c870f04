"""The overview of a case: next steps, what it is about, the facts that matter; beside: what leaves next, referrals."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import cases, checklists, choices, tasks
from welcomedesk.desk import overview as view
from welcomedesk.domain import fields
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import keys
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.facts import FactTable
from welcomedesk.ui.components.layout import column, flow, row
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.components.timeline import Event, Timeline
from welcomedesk.ui.dates import long_date, short_date
from welcomedesk.ui.due import ACTS, REFERRAL_ICONS, by
from welcomedesk.ui.fact_editors import CHOSEN, Choices, fact_row, stored
from welcomedesk.ui.look.tokens import S1, S2, S3
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case_tabs.about import AboutCard
from welcomedesk.ui.pages.case_tabs.address import AddressRow
from welcomedesk.ui.pages.case_tabs.fact_menu import offer_menu
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile

MOST_REFERRALS = 4
_SIGNS = {"applies": ("check-circle", "good"), "open": ("open-circle", "open")}


class OverviewTab(Tab):
    """Everything about a case on one page, each part a way into its tab."""

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self.talk = button(
            _("Record consultation"), "chat", then=lambda: host.go_tab("talks", "new"), key=keys.shown("consultation")
        )
        self.refer = button(
            _("Start referral"), "referral", then=lambda: host.go_tab("contacts", "new"), key=keys.shown("referral")
        )
        self.steps = RowList(fit=True)
        self.steps.setAccessibleName(_("Next steps"))
        self.steps.opened.connect(self._open_step)
        self.steps.ticked.connect(self._finish)
        self.to_checklist = link(_("Open checklist"), then=lambda: host.go_tab("checklist"))
        self.next = ListCard(self.steps, _("Next steps"), action=self.to_checklist)
        self.about = AboutCard()
        self.about.edited.connect(self._keep_about)
        self.facts = FactTable(_("Facts"), action=link(_("All facts"), then=lambda: host.go_tab("facts")))
        self.facts.edited.connect(self._keep_fact)
        offer_menu(self, self.facts)
        self.missing = Card(_("Still to be added"))
        for part in (self.next, self.about, self.facts, self.missing):
            self.content.addWidget(part)
            if part is not self.about:
                part.hide()
        self._steps: dict[str, view.NextStep] = {}
        self._fresh = True
        self._check: QPushButton | None = None

    def head_actions(self) -> tuple[QPushButton, ...]:
        return (self.talk, self.refer)

    def first_stop(self) -> QWidget | None:
        if self._fresh:
            return None
        return self.steps if self._steps else self.about

    def main_action(self) -> QPushButton | None:
        return self._check

    # --- showing ----------------------------------------------------------------------------------------------

    def show_case(self, case: CaseFile) -> None:
        for action in (self.talk, self.refer):
            action.setEnabled(not case.closed)

        def read(desk: Desk) -> tuple[view.Overview, Choices]:
            found = view.overview(desk, case)
            wanted = {fact.field.key: fact.field for fact in found.facts if fact.field.kind in CHOSEN}
            return found, {key: choices.of_field(desk, field) for key, field in wanted.items()}

        self.ask(read, self._show, latest="overview")

    def _show(self, read: tuple[view.Overview, Choices]) -> None:
        shown, options = read
        self._show_steps(shown)
        self.about.show_text(
            shown.summary,
            _("As of {date}").format(date=long_date(shown.summary_on)) if shown.summary_on else "",
            editable=not self.case.closed,
        )
        self.about.show()
        self._show_facts(shown, options)
        self._show_missing()
        self._show_panel(shown)
        self._fresh = False

    def _show_steps(self, shown: view.Overview) -> None:
        self._steps = {step.ref: step for step in shown.steps}
        today = self.context.today()
        lines = []
        for step in shown.steps:
            words, tone = by(step.due, today, step.time)
            lines.append(
                Row(step.ref, step.what, step.under, done=False, right=words, tone=tone, kind=_("Step"))
                if step.under
                else Row(step.ref, step.what, done=False, right=words, tone=tone, kind=_("Task"))
            )
        more = shown.open_steps - len(lines)
        self.steps.set_rows(lines)
        self.steps.setVisible(bool(lines))
        count = ngettext("{n} open", "{n} open", shown.open_steps).format(n=shown.open_steps)
        self.next.set_head(_("Next steps"), count if lines else _("nothing open"))
        self.to_checklist.setVisible(shown.has_checklist or more > 0)
        self.next.show()

    def _show_facts(self, shown: view.Overview, options: Choices) -> None:
        self.facts.clear()
        closed = self.case.closed
        for fact in shown.facts:
            two = bool(fact.two)
            extra = link(_("Compare"), then=lambda: self.host.go_tab("facts", "two")) if two else None
            self.facts.add_fact(fact_row(fact, options, editable=not closed, extra=extra))
        address = AddressRow(self.case, self._show_address)
        if not address.empty:
            self.facts.add_fact(address)
        self.facts.setVisible(bool(self.facts.facts))

    def _show_missing(self) -> None:
        from welcomedesk.domain import wanted

        gaps = wanted.missing(self.case)
        self.missing.clear()
        words = [(key, _(fields.FIELDS[key].label)) for key in gaps]
        ways = [button(label, "plus", small=True, then=partial(self.host.go_tab, "facts", key)) for key, label in words]
        self.missing.add(flow(*ways))
        self.missing.set_head(_("Still to be added"), str(len(gaps)))
        self.missing.setVisible(bool(gaps) and not self.case.closed)

    # --- beside -----------------------------------------------------------------------------------------------

    def _show_panel(self, shown: view.Overview) -> None:
        from welcomedesk.ui.components.layout import clear

        self._check = None
        clear(self.panel)
        if shown.leaving is not None and not self.case.closed:
            self.panel.addWidget(self._leaving(shown.leaving))
        if shown.referrals:
            self.panel.addWidget(self._referrals(shown.referrals))
        self.panel.addWidget(self._guide(shown.guide))
        self.host.head_changed()

    def _leaving(self, line: view.ReferralLine) -> Card:
        card = Card(_("Leaves next"))
        words = column(
            Label(_("Referral to {contact}").format(contact=line.contact), wrap=True),
            Label(_("Draft of {date}").format(date=long_date(line.since)), "small", "text2"),
            space=1,
        )
        top = row(column(IconLabel("document", "text2"), None, space=0), words, space=S3)
        top.setStretch(1, 1)
        box = QWidget()
        box.setLayout(top)
        card.add(box)
        if line.problem:
            card.add(_left(Chip(_("No consent for this contact yet"), "caution")))
        elif line.consent_until:
            words_ok = _("Consent until {date}").format(date=long_date(line.consent_until))
            card.add(_left(Chip(words_ok, "good")))
        place = Place("letter", case=self.case.id, tab="referral", item=line.ref)
        self._check = button(_("Check letter"), kind="main", then=lambda: self.host.go(place))
        card.add(_left(self._check))
        return card

    def _referrals(self, lines: tuple[view.ReferralLine, ...]) -> Card:
        card = Card(_("Referrals"), action=link(_("All"), then=lambda: self.host.go_tab("contacts")))
        events = [
            Event(line.ref, line.contact, referral_words(line), *REFERRAL_ICONS.get(line.state, ("clock", "text2")))
            for line in lines[:MOST_REFERRALS]
        ]
        made = Timeline(events, clickable=True)
        made.opened.connect(lambda ref: self.host.go_tab("contacts", ref))
        card.add(made)
        return card

    def _guide(self, guide: view.LastGuide | None) -> Card:
        if guide is None:
            card = Card(_("Guides"))
            card.add(Label(_("No guide was asked in this case yet."), "body", "text2", wrap=True))
            start = button(_("Begin guide"), "list", then=lambda: self.host.go_tab("guide", "new"))
            start.setEnabled(not self.case.closed)
            card.add(_left(start))
            return card
        card = Card(_("Last guide"), action=link(_("Open guide"), then=lambda: self.host.go_tab("guide", guide.ref)))
        state = "" if guide.finished else _("not finished")
        parts = (guide.title, long_date(guide.on), _("pack {version}").format(version=guide.pack), state)
        card.add(Label(" · ".join(part for part in parts if part), "small", "text2", wrap=True))
        for line in guide.lines:
            icon, tone = _SIGNS.get(line.verdict, ("open-circle", "open"))
            words = line.title
            if line.verdict == "open" and line.missing:
                words = _("{result}: not known yet: {question}").format(result=words, question=line.missing[0])
            entry = row(column(2, IconLabel(icon, tone), None, space=0), Label(words, wrap=True), space=S3)
            entry.setStretch(1, 1)
            box = QWidget()
            box.setLayout(entry)
            card.add(box)
        if guide.more:
            more = ngettext("and {n} more", "and {n} more", guide.more).format(n=guide.more)
            card.add(Label(more, "small", "text2"))
        return card

    # --- doing ------------------------------------------------------------------------------------------------

    def _open_step(self, ref: str) -> None:
        step = self._steps.get(ref)
        if step is None:
            return
        if step.kind == "item":
            self.host.go_tab("checklist", ref)
            return
        from welcomedesk.ui.pages.task_dialog import TaskDialog

        TaskDialog(self, self.context, case=self.case, task=self.case.one(ref)).open()

    def _finish(self, ref: str) -> None:
        step, case = self._steps.get(ref), self.case.id
        if step is None or self.case.closed:
            return
        self.steps.set_done(ref, True)
        if step.kind == "task":
            self.act(lambda desk: tasks.finish_task(desk, case, ref), _("Marked as done."))
        else:
            self.act(lambda desk: checklists.set_state(desk, case, ref, "done"), _("Marked as done."))

    def _keep_about(self, text: str) -> None:
        case = self.case.id
        self.act(lambda desk: cases.set_fields(desk, case, {"case.summary": text or None}), _("Saved."))

    def _keep_fact(self, key: str, value: object) -> None:
        case = self.case.id
        self.act(lambda desk: cases.set_fields(desk, case, {key: stored(value)}), _("Saved."))

    def _show_address(self) -> None:
        case = self.case.id
        self.act(lambda desk: cases.note_access(desk, case, "address"), undo=False)

    def do(self, name: str) -> bool:
        if name == "history":
            fact = self.facts.focused()
            if fact is not None:
                self.host.go_tab("history", fact.key)
                return True
        return False


def referral_words(line: view.ReferralLine) -> str:
    """State, date, who acts next and by when, in one line."""
    label = next((option.label for option in fields.REFERRAL_STATES if option.id == line.state), line.state)
    parts = [_("{state} {date}").format(state=_(label), date=short_date(line.since))]
    if line.state == "appointment" and line.appointment:
        parts.append(_("appointment {date}").format(date=short_date(line.appointment)))
    elif line.due and ACTS.get(line.acts):
        words = _("{who} by {date}").format(who=_(ACTS[line.acts]), date=short_date(line.due))
        parts.append(words)
    return " · ".join(parts)


def _left(widget: QWidget) -> QWidget:
    box = QWidget()
    box.setLayout(row(widget, None, space=S2, margins=(0, S1, 0, 0)))
    return box
