"""One format or list: what to prepare, agenda by minutes, roles, materials, invitation, follow-up, source, status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.checklist import StepList
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.facts import definition
from welcomedesk.ui.components.fields import DateField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import Scroll, clear, column, flow, holding, line, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S1, S2, S3, S4
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.plan_views import PlanView, StepSaid
    from welcomedesk.ui.pages.case_tabs.checklist_values import ListShown

_WHO = {"person": N_("Person"), "company": N_("Company"), "adviser": N_("Adviser")}
_WIDTH = 132


class PlanDetail(QWidget):
    """The reading side of the page, with what can be done."""

    closed = Signal()
    day_changed = Signal(str)
    case_wanted = Signal()
    office_wanted = Signal()
    print_wanted = Signal()
    copy_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Format or list"))
        self.back: QPushButton = button(
            _("Back to the list"), "chevron-left", kind="link", small=True, then=self.closed.emit
        )
        self.back.hide()
        self.begin_case = button(_("Begin in a case"), "plus", kind="main", then=self.case_wanted.emit)
        self.begin_office = button(_("Begin for the office"), "home", then=self.office_wanted.emit)
        self.print = button(_("Print as handout"), "printer", then=self.print_wanted.emit)
        self.day = DateField("", _("Day of the event"))
        self.day.edited.connect(self._day_edited)
        self.day_line = FormRow(
            _("Day of the event"), self.day, hint=_("May stay empty; the dates follow as soon as it is known.")
        )
        self.running = StepList()
        self.title = Label("", "question", wrap=True, selectable=True)
        self._programme = Label("", "small", "text2", wrap=True)
        self._text = Label("", wrap=True, selectable=True)
        scroll = Scroll(margins=(S4, S4, S4, S4), space=S3)
        self._parts = column(space=S3)
        actions = flow(self.begin_case, self.begin_office, self.print)
        for part in (self._programme, self.title, self._text, self.day_line, actions, self.running):
            scroll.inner.addWidget(part)
        scroll.inner.addLayout(self._parts)
        self._scroll = scroll
        self._shown = ""
        self.setLayout(column(row(self.back, None, margins=(S2, S1, S2, 0)), scroll, space=0))

    # --- the day of the event -----------------------------------------------------------------------------------

    def event_day(self) -> date | None:
        """The day that was typed, where it is one and the format has one."""
        typed = self.day.value() if self.day.fits() else ""
        return date.fromisoformat(typed) if typed else None

    def wrong_day(self) -> bool:
        """Whether something stands in the field that is no day; then says so."""
        wrong = not self.day_line.complete()
        if wrong:
            self.day.setFocus()
        return wrong

    def forget_day(self) -> None:
        self.day.setText("")
        self.day_line.say_wrong("")

    def _day_edited(self, _value: str) -> None:
        if not self.wrong_day():
            self.day_changed.emit(self.day.value())

    # --- showing ------------------------------------------------------------------------------------------------

    def title_of(self, ref: str) -> str:
        """Title of a step that runs for the office."""
        return next((each.step.title for each in self.running.lines if each.step.id == ref), "")

    def show_plan(self, view: PlanView, running: ListShown | None) -> None:
        """Show everything about a format or list, and its steps where it runs for the office."""
        offer = view.offer
        kind = _("Event format") if offer.plan else _("Checklist")
        self._programme.setText(f"{kind} · {offer.programme}")
        self.title.setText(offer.title)
        self._text.setText(offer.text)
        self._text.setVisible(bool(offer.text))
        self.day_line.setVisible(bool(offer.plan))
        self.begin_office.setVisible(running is None)
        self.running.setVisible(running is not None)
        if running is not None:
            self.running.show_steps(_("Runs for the office"), running.count, running.steps)
        if self._shown != offer.id:
            self._scroll.verticalScrollBar().setValue(0)
        self._shown = offer.id
        clear(self._parts)
        if offer.plan:
            self._show_format(view)
        else:
            self._add_steps(_("Steps"), view.steps)
        self._add_source(view)

    def _show_format(self, view: PlanView) -> None:
        count = str(view.least) if view.least == view.most else f"{view.least}–{view.most}"
        self._add(definition(_("Participants"), f"{count} ({view.who})" if view.who else count, width=_WIDTH))
        length = ngettext("{n} minute", "{n} minutes", view.minutes).format(n=view.minutes)
        self._add(definition(_("Length"), length, width=_WIDTH))
        self._add(definition(_("Roles"), "\n".join(view.roles), width=_WIDTH))
        self._add_steps(_("Preparation"), view.prepare)
        self._add_head(_("Agenda"))
        for begins, minutes, words in view.agenda:
            self._add_line(_clock(begins), words, ngettext("{n} min", "{n} min", minutes).format(n=minutes))
        self._add_head(_("Materials"))
        self._add(Label("\n".join(f"• {each}" for each in view.materials), wrap=True))
        self._add_head(_("List of participants"))
        self._add(Label(" · ".join(view.participant_list), wrap=True))
        self._add_invitation(view)
        self._add_steps(_("Follow-up"), view.follow_up)
        self._add(definition(_("How we measure the effect"), view.measures, width=_WIDTH))

    def _add_invitation(self, view: PlanView) -> None:
        letter = view.invitation
        if letter is None:
            return
        self._add_head(_("Invitation"))
        self._add(Label(letter.subject, "strong", wrap=True, selectable=True))
        self._add(Label(letter.text, wrap=True, selectable=True))
        whole = f"{letter.subject}\n\n{letter.text}"
        self._add(flow(link(_("Copy invitation"), then=lambda: self.copy_wanted.emit(whole))))

    def _add_steps(self, title: str, steps: Sequence[StepSaid]) -> None:
        self._add_head(title)
        dated = any(step.day or step.days is not None for step in steps)
        for step in steps:
            who = _(_WHO[step.who]) if step.who in _WHO else ""
            under = "\n".join(part for part in (step.text, step.law) if part)
            self._add_line(_when(step), step.title, who, under, dated=dated)

    def _add_line(self, when: str, words: str, right: str, under: str = "", *, dated: bool = True) -> None:
        """One line: when, what with a second line, and who or how long at the end."""
        texts = column(Label(words, wrap=True), space=S1)
        if under:
            texts.addWidget(Label(under, "small", "text2", wrap=True))
        parts = row(space=S3)
        if dated:
            first = Label(when, "body", "text2", wrap=True)
            first.setFixedWidth(look().size(_WIDTH))
            parts.addLayout(column(first, None, space=0))
        parts.addLayout(texts, 1)
        parts.addLayout(column(Label(right, "small", "text2"), None, space=0))
        self._add(holding(parts))

    def _add_source(self, view: PlanView) -> None:
        self._add(line())
        chips = [Chip(words, tone) for tone, words in _status(view.offer.status)]
        if chips:
            self._parts.addLayout(row(*chips, None))
        if view.offer.plan:
            self._add(
                Label(_("Times, numbers and days are a proposal and may be changed."), "small", "text2", wrap=True)
            )
        for title, url, read in view.sources:
            seen = _("read on {date}").format(date=long_date(read)) if read else ""
            words = "\n".join(part for part in (" · ".join(part for part in (title, seen) if part), url) if part)
            self._add(Label(words, "small", "text2", wrap=True, selectable=True))

    def _add_head(self, words: str) -> None:
        self._parts.addSpacing(S1)
        self._add(Label(words, "strong"))

    def _add(self, widget: QWidget) -> None:
        self._parts.addWidget(widget)


def _status(status: str) -> Iterable[tuple[str, str]]:
    if "S" in status:
        yield "good", _("confirmed by a source")
    if "K" in status:
        yield "open", _("to be verified")


def _when(step: StepSaid) -> str:
    if step.day:
        return long_date(step.day)
    if step.days is None:
        return ""
    days = abs(step.days)
    if step.days < 0:
        return ngettext("{n} day before", "{n} days before", days).format(n=days)
    return ngettext("{n} day after", "{n} days after", days).format(n=days)


def _clock(minutes: int) -> str:
    """Minutes since the start as hours and minutes: `1:05`."""
    return f"{minutes // 60}:{minutes % 60:02}"
