"""The worklist of what has to go: a dry run by class, a confirmation in two steps, postponing with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import periods, retention
from welcomedesk.domain import retention as rules
from welcomedesk.domain.calendar import add_months
from welcomedesk.domain.case import OFFICE
from welcomedesk.i18n import N_, _, language, ngettext
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.busy import BusyFrame
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.fields import DateField, LineField, TickField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S1, S3, S4
from welcomedesk.ui.page import Context, PageView, Place
from welcomedesk.ui.text import Label, isolate

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.retention import Slice
    from welcomedesk.domain.log import Json
    from welcomedesk.domain.retention import Due, Programme, Rule

MOST_LINES = 100
"""So many lines of a class stand there at once; what is confirmed makes room for the next."""


class RetentionPage(PageView):
    """What is due, class by class, and beside it the periods and the funded programmes."""

    areas = frozenset({"retention", "cases", "office"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.head = self.set_head(PageHead(_("Erasure list")))
        self.erase = button(_("Erase ticked"), "trash", kind="danger", then=self.confirm)
        self.erase.setEnabled(False)
        self.head.add_action(self.erase)
        self._lists = column(space=S4)
        self.none = EmptyState(_("Nothing has to go now."), _("The list is read anew each time."), icon="check-circle")
        self.none.hide()
        box = holding(column(self._lists, self.none, space=S4))
        self.busy = BusyFrame(box)
        self.content.addWidget(self.busy)
        self.periods = Card(_("Periods"), icon="clock")
        self.funding = Card(_("Proof for funders"), icon="euro")
        self.panel.addWidget(self.periods)
        self.panel.addWidget(self.funding)
        self.panel.addStretch(1)
        self.found: dict[str, Due] = {}
        self.ticks: dict[str, TickField] = {}
        self._rules: dict[str, Rule] = {}
        self._reading = 0

    # --- reading ----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        self._reading += 1
        self.found = {}
        task = self.ask(_read_beside, self._show_beside, latest="beside")
        self.busy.follow(task)
        self._read(self._reading, 0)

    def _read(self, reading: int, offset: int) -> None:
        """Some cases at a time, so that a save never waits for the whole list."""

        def more(part: Slice) -> None:
            if reading != self._reading:
                return
            self.found |= {each.key: each for each in part.found}
            if part.next >= 0:
                self._read(reading, part.next)
            else:
                self._show()

        self.ask(lambda desk: retention.read_slice(desk, offset), more)

    def _show_beside(self, read: tuple[dict[str, Rule], tuple[Programme, ...], tuple[Due, ...]]) -> None:
        self._rules, programmes, funders = read
        self.found |= {each.key: each for each in funders}
        self.periods.clear()
        for rule in self._rules.values():
            self.periods.add(self._period(rule))
        self.funding.clear()
        words = _("Kept apart from every case, under a code, without names.")
        self.funding.add(Label(words, "small", "text2", wrap=True))
        for each in programmes:
            self.funding.add(self._programme(each))
        self.funding.add(holding(row(link(_("Enter programme"), then=self._enter_programme), None)))

    def _period(self, rule: Rule) -> QWidget:
        name = rule.klass.title[language()]
        words = column(Label(name, "medium", wrap=True), space=S1)
        words.addWidget(Label(period_words(rule), "small", "text2", wrap=True))
        words.addWidget(Label(rule.klass.why[language()], "small", "text2", wrap=True))
        chips = [] if rule.klass.status == "S" else [Chip(_("to be verified"), "open")]
        if rule.changed:
            chips.append(Chip(_("set by the office"), "info"))
        change = link(_("Change"), then=partial(self._change_period, rule))
        change.setAccessibleName(_("Change period of {name}").format(name=name))
        words.addWidget(flow(*chips, *((change,) if rule.id in rules.CARRIED_OUT else ())))
        return holding(words)

    def _programme(self, each: Programme) -> QWidget:
        if each.paused_on:
            state = _("Paused since {date}").format(date=long_date(each.paused_on))
        elif each.paid_year:
            state = _("Last payment {year}").format(year=each.paid_year)
        else:
            state = _("The year of the last payment is not known yet. Nothing goes.")
        words = column(Label(each.name, "medium", wrap=True), Label(state, "small", "text2", wrap=True), space=S1)
        words.addWidget(holding(row(link(_("Change"), then=partial(self._enter_programme, each)), None)))
        return holding(words)

    # --- the list ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        clear(self._lists)
        self.ticks = {}
        now = [each for each in self.found.values() if rules.is_open(each, self.context.today())]
        later = [each for each in self.found.values() if not rules.is_open(each, self.context.today())]
        for name in dict.fromkeys(each.rule for each in now):
            self._lists.addWidget(self._card(name, [each for each in now if each.rule == name]))
        if later:
            self._lists.addWidget(self._postponed(later))
        self.none.setVisible(not now and not later)
        words = ngettext("{n} entry is due", "{n} entries are due", len(now)).format(n=len(now))
        self.head.set_title(_("Erasure list"), words)
        self._ticked()

    def _card(self, name: str, found: Sequence[Due]) -> Card:
        rule = self._rules.get(name)
        title = rule.klass.title[language()] if rule else name
        card = Card(title, str(len(found)), note=period_words(rule) if rule else "")
        for each in found[:MOST_LINES]:
            card.add(self._line(each))
        if len(found) > MOST_LINES:
            more = ngettext("and {n} more", "and {n} more", len(found) - MOST_LINES).format(n=len(found) - MOST_LINES)
            card.add(Label(more, "small", "text2"))
        return card

    def _line(self, each: Due) -> QWidget:
        what = _(rules.ACTION_WORDS[each.action])
        tick = TickField(f"{each.number}: {what}", then=lambda _on: self._ticked())
        self.ticks[each.key] = tick
        since = _("Since {date}; the period ended on {end}.").format(
            date=long_date(each.start.isoformat()), end=long_date(each.ended.isoformat())
        )
        parts = ngettext("{n} part", "{n} parts", len(each.refs)).format(n=len(each.refs)) if each.refs else ""
        words = " ".join(part for part in (since, parts) if part)
        links = []
        if each.case_id != OFFICE:
            show = link(_("Show case"), then=partial(self.context.shell.go, Place("case", case=each.case_id)))
            later = link(_("Postpone"), then=partial(self.postpone, each.key))
            for made in (show, later):
                made.setAccessibleName(f"{made.text()} {each.number}")
            links = [show, later]
        first = row(tick, None, *links, space=S3)
        return holding(column(first, Label(words, "small", "text2", wrap=True), space=S1))

    def _postponed(self, found: Sequence[Due]) -> Card:
        card = Card(_("Postponed"), str(len(found)), icon="clock")
        for each in found:
            until = _("{number} until {date}: {reason}").format(
                number=each.number, date=long_date(each.until), reason=isolate(each.reason)
            )
            card.add(Label(until, wrap=True))
        return card

    def _ticked(self) -> None:
        self.erase.setEnabled(bool(self.chosen()))

    def chosen(self) -> tuple[Due, ...]:
        """What is ticked."""
        return tuple(self.found[key] for key, tick in self.ticks.items() if tick.value())

    # --- doing ------------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """The second step: everything that goes stands there once more, and how many it is must be typed."""
        chosen = self.chosen()
        if chosen:
            ConfirmList(self, chosen, partial(self._carry_out, chosen)).open()

    def _carry_out(self, chosen: tuple[Due, ...]) -> None:
        first, *rest = chosen

        def done(_value: object) -> None:
            if rest:
                self._carry_out(tuple(rest))

        act(
            self.context, self, lambda desk: retention.carry_out(desk, first.case_id, first.rule),
            "" if rest else _("Erased."), done, failed=self.show_error, undo=False,
        )  # fmt: skip

    def postpone(self, key: str) -> None:
        """Leave something a while longer."""
        each = self.found[key]

        def later(until: date, reason: str) -> None:
            act(
                self.context, self, lambda desk: retention.postpone(desk, each.case_id, each.rule, until, reason),
                _("Postponed."), failed=self.show_error,
            )  # fmt: skip

        PostponeDialog(self, each.number, later, today=self.context.today()).open()

    def _change_period(self, rule: Rule) -> None:
        def change(months: int, days: int) -> None:
            act(
                self.context, self, lambda desk: retention.set_period(desk, rule.id, months=months, days=days),
                _("Period changed."), failed=self.show_error,
            )  # fmt: skip

        PeriodDialog(self, rule, change).open()

    def _enter_programme(self, each: Programme | None = None) -> None:
        def enter(values: dict[str, Json]) -> None:
            ref = each.ref if each else ""
            act(
                self.context, self, lambda desk: retention.set_programme(desk, values, ref), _("Saved."),
                failed=self.show_error,
            )  # fmt: skip

        ProgrammeDialog(self, each, enter).open()

    def first_stop(self) -> QWidget | None:
        return next(iter(self.ticks.values()), None)

    def main_action(self) -> QPushButton | None:
        return None


START_WORDS = {
    "last_contact": N_("the last contact"),
    "collection": N_("the first contact"),
    "purpose_reached": N_("the end of the case"),
    "end_or_withdrawal": N_("the end or the withdrawal"),
    "event": N_("the day itself"),
    "creation": N_("the day it was made"),
    "last_payment": N_("the year of the last payment"),
    "receipt": N_("the day it was read in"),
}


def _read_beside(desk: Desk) -> tuple[dict[str, Rule], tuple[Programme, ...], tuple[Due, ...]]:
    return periods.rules_of(desk), retention.programmes(desk), retention.funder_dues(desk)


def period_words(rule: Rule) -> str:
    """A period as people say it."""
    if rule.months:
        words = ngettext("{n} month", "{n} months", rule.months).format(n=rule.months)
    else:
        words = ngettext("{n} day", "{n} days", rule.days).format(n=rule.days)
    if rule.klass.year_end:
        words = _("{period}, then to the end of the year").format(period=words)
    start = START_WORDS.get(rule.klass.start)
    return _("{period} from {start}").format(period=words, start=_(start)) if start else words


class ConfirmList(Dialog):
    """The list once more, in plain lines, and the number of entries to type; Enter does nothing."""

    def __init__(self, parent: QWidget, chosen: Sequence[Due], then: Callable[[], object]) -> None:
        n = len(chosen)
        title = ngettext("Erase {n} entry for good?", "Erase {n} entries for good?", n).format(n=n)
        super().__init__(parent, title)
        self.never_enter = True
        for each in chosen[:MOST_LINES]:
            self.say(f"{each.number}: {_(rules.ACTION_WORDS[each.action])}")
        words = _("This cannot be taken back. A backup is made before; backups hold it for 35 days at most.")
        self.body.addWidget(Banner(_("Erased is gone."), words, "caution"))
        typed = _("Type {number} to go on.").format(number=n)
        self.number = LineField(name=typed)
        self.body.addWidget(FormRow(typed, self.number))
        self.add_button(_("Cancel"))
        self.erase = self.add_button(_("Erase for good"), then, danger=True)
        self.erase.setEnabled(False)
        self.number.textChanged.connect(lambda text: self.erase.setEnabled(text.strip() == str(n)))
        self.fit(560)
        self.number.setFocus()


class PostponeDialog(Dialog):
    """Until when, and why."""

    def __init__(self, parent: QWidget, number: str, then: Callable[[date, str], object], *, today: date) -> None:
        super().__init__(parent, _("Postpone erasing case {number}").format(number=number))
        self._then = then
        self.say(_("Only where a law or proceedings ask for it. The list brings it back on that day."))
        last = add_months(today, retention.MOST_MONTHS)
        self.until = DateField("", _("Until"), first=(today + timedelta(days=1)).isoformat(), last=last.isoformat())
        self.reason = LineField("", _("Reason"), longest=500)
        self.day_line = FormRow(_("Until"), self.until, hint=_("At most twelve months from today."))
        self.reason_line = FormRow(_("Reason"), self.reason)
        self.body.addWidget(self.day_line)
        self.body.addWidget(self.reason_line)
        self.add_button(_("Cancel"))
        self.later = self.add_button(_("Postpone"), self._try, main=True, closes=False)
        self.fit()
        self.until.setFocus()

    def _try(self) -> None:
        if not self.day_line.complete(_("A date such as 23.11.2026 is expected here.")):
            self.until.setFocus()
            return
        if not self.reason.value():
            self.reason_line.say_wrong(_("Write one sentence why."))
            return
        self.accept()
        self._then(date.fromisoformat(self.until.value()), self.reason.value())


class PeriodDialog(Dialog):
    """The office's own period of a class."""

    def __init__(self, parent: QWidget, rule: Rule, then: Callable[[int, int], object]) -> None:
        super().__init__(parent, _("Change period"))
        self._then = then
        self._in_days = not rule.klass.months
        self.say(rule.klass.title[language()], "")
        self.say(_("Ask your data protection officer before you change a period."))
        label = _("Days") if self._in_days else _("Months")
        self.number = LineField(str(rule.days if self._in_days else rule.months), label, longest=3)
        self.line = FormRow(label, self.number)
        self.body.addWidget(self.line)
        self.add_button(_("Cancel"))
        if rule.changed:
            self.add_button(_("Back to the proposal"), lambda: then(0, 0))
        self.add_button(_("Change period"), self._try, main=True, closes=False)
        self.fit()
        self.number.setFocus()

    def _try(self) -> None:
        typed = self.number.value()
        if not typed.isdecimal() or int(typed) < 1:
            self.line.say_wrong(_("Please type a whole number."))
            return
        self.accept()
        self._then(*((0, int(typed)) if self._in_days else (int(typed), 0)))


class ProgrammeDialog(Dialog):
    """What the funder told about a programme."""

    def __init__(self, parent: QWidget, each: Programme | None, then: Callable[[dict[str, Json]], object]) -> None:
        super().__init__(parent, _("Funded programme"))
        self._then = then
        self.name = LineField(each.name if each else "", _("Programme"), longest=200)
        year = str(each.paid_year) if each and each.paid_year else ""
        self.year = LineField(year, _("Year of the last payment"), longest=4)
        self.paused = DateField(each.paused_on if each else "", _("Paused since"))
        self.line = FormRow(_("Programme"), self.name)
        hint = _("Enter it when the funder tells it. Until then nothing goes.")
        self.year_line = FormRow(_("Year of the last payment"), self.year, hint=hint)
        self.body.addWidget(self.line)
        self.body.addWidget(self.year_line)
        self.paused_line = FormRow(_("Paused since"), self.paused, hint=_("Proceedings pause the period."))
        self.body.addWidget(self.paused_line)
        self.add_button(_("Cancel"))
        self.add_button(_("Save"), self._try, main=True, closes=False)
        self.fit()
        self.name.setFocus()

    def _try(self) -> None:
        typed = self.year.value()
        year = int(typed) if typed.isdecimal() else None
        if not self.name.value():
            self.line.say_wrong(_("Please give it a name."))
            return
        if typed and (year is None or not 2000 <= year <= 2100):
            self.year_line.say_wrong(_("A year has four digits, for example 2029."))
            return
        if not self.paused_line.complete():
            self.paused.setFocus()
            return
        self.accept()
        self._then({"name": self.name.value(), "paid_year": year, "paused_on": self.paused.value() or None})
