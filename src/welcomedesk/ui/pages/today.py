"""What needs me today: overdue, today, waiting for an answer, the next seven days; beside: titles, packs, contacts.

The list stands first; what is read from the cases themselves and from the packs follows, so that nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from welcomedesk.desk import agenda, network, office, tasks
from welcomedesk.desk.tasks import OFFICE_KIND
from welcomedesk.domain import fields
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui import keys
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.busy import BusyFrame
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import sample_chip
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.key_hint import KeyHint
from welcomedesk.ui.components.layout import column, flow, line, row
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.dates import long_date, short_date, weekday_date
from welcomedesk.ui.due import (
    TASK_ICONS,
    appointment_words,
    clock,
    days_between,
    for_days,
    in_days,
    overdue,
    repeats,
    short_name,
    soon,
    weekday_short,
)
from welcomedesk.ui.due_count import DueCount
from welcomedesk.ui.look.tokens import S3
from welcomedesk.ui.page import Context, PageView, Place
from welcomedesk.ui.pages.today_cards import notice_row, reminder_row, title_row
from welcomedesk.ui.refresh import SaysWhatChanged
from welcomedesk.ui.text import Label, button_text

if TYPE_CHECKING:
    from welcomedesk.desk.agenda import Detail, Notice, ToCheck
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.ports import DueItem, RegisterRow
    from welcomedesk.desk.tasks import Today
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.network import Reminder

    Beside = tuple[tuple[Notice, ...], ToCheck, tuple[Reminder, ...]]

MOST_DETAILS = 60
"""So many lines get the details of their cases; what is further down is rarely looked at."""

MOST_LINES = 100
"""So many lines a group shows at first; a day that holds more is looked at from the top."""

MOST_TITLES = 6
REPLY = "reply"
"""`Place.tab` that asks for the code of a reply slip; `Place.item` may hold it."""

_MORE = "more:"
GROUPS = ("overdue", "today", "waiting", "next_seven")
_GROUP = {
    "overdue": (N_("Overdue"), "triangle", "danger"),
    "today": (N_("Today"), "today", ""),
    "waiting": (N_("Waiting for an answer"), "clock", ""),
    "next_seven": (N_("Next seven days"), "", ""),
}


class TodayPage(PageView):
    """The first page after unlocking."""

    areas = frozenset({"today", "cases", "contacts"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.head = self.set_head(PageHead(_("Today")))
        self.whose = Segments([("mine", _("Mine")), ("all", _("Whole office"))], "mine", _("Whose"))
        self.whose.chosen.connect(lambda _value: self.reload())
        self.new_task = button(_("New task"), "plus", then=self._new_task, key=keys.shown("task"))
        self._samples = sample_chip(many=True)
        self._samples.hide()
        for action in (self._samples, self.whose, self.new_task):
            self.head.add_action(action)
        self.list = RowList(fit=True)
        self.list.setAccessibleName(_("What is due"))
        self.list.opened.connect(self._open)
        self.list.ticked.connect(self._finish)
        self.list.folded.connect(self._fold)
        self.list.menu_wanted.connect(self._menu)
        self.card = ListCard(self.list)
        self.hints = flow(
            KeyHint(keys.spoken("Return"), _("opens"), self.list.open_current),
            KeyHint(keys.spoken("Space"), _("marks as done"), self.list.tick_current),
            KeyHint(keys.shown("undo"), _("takes back"), lambda: context.shell.do("undo")),
            link(_("Enter a reply"), then=self.enter_reply),
            link(_("Save as calendar file"), then=self.save_calendar),
        )  # fmt: skip
        new = button(_("New enquiry"), "plus", kind="main", then=lambda: context.shell.go(Place("cases", tab="new")))
        self.empty = EmptyState(_("Nothing is due today."), "", new, icon="check-circle")
        self._new = new
        box = QWidget()
        box.setLayout(column(self.card, self.hints, self.empty, space=S3))
        self.busy = BusyFrame(box)
        self.content.addWidget(self.busy)
        self.titles = Card(_("Residence titles that end"), icon="clock", icon_role="caution")
        self.packs = Card(_("Packs"), icon="book")
        self.check = Card(_("Check contacts"), icon="pin")
        self.network = Card(_("Network"), icon="link")
        self.going = Card(_("Erasure list"), icon="trash")
        self._boxes = {
            "titles": self.titles, "packs": self.packs, "check": self.check, "network": self.network,
            "going": self.going,
        }  # fmt: skip
        self._due_count = DueCount(self.ask, self._show_going)
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self._minute_passed)
        self._minute.start()
        for part in (self.card, self.hints, self.empty):
            part.hide()
        self._shown: Today | None = None
        self._details: dict[str, Detail] = {}
        self._items: dict[str, DueItem] = {}
        self._open_groups = {"overdue", "today", "waiting"}
        self._most: dict[str, int] = {}

    def open(self, place: Place) -> None:
        super().open(place)
        if place.tab == REPLY:
            self.enter_reply(place.item)

    # --- reading ----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        mine = self.whose.value() == "mine"
        task = self.ask(lambda desk: agenda.today(desk, mine=mine), self._show, latest="today")
        if self._shown is None:
            self.busy.follow(task)
        self.ask(_beside, self._show_beside, latest="side")
        self._due_count.read(self.context.today())

    def note_change(self, changes: SaysWhatChanged, by: QObject | None) -> None:
        """The number in the rail is seen from every page, so it follows at once."""
        super().note_change(changes, by)
        if "retention" in changes.areas:
            self._due_count.forget()
        if self.stale and self.concerns(changes):
            self.count()

    def count(self) -> None:
        self.ask(
            lambda desk: agenda.today(desk, mine=True).urgent,
            lambda urgent: self.context.shell.set_count("today", urgent),
            latest="count",
        )

    def _show(self, today: Today) -> None:
        first = self._shown is None
        self._shown = today
        groups = self._groups()
        everything = [item for name in GROUPS for item in groups[name]]
        self._items = {agenda.key_of(item): item for item in (*everything, *today.ending_titles)}
        self._details = {key: detail for key, detail in self._details.items() if key in self._items}
        self._show_head(today)
        self._show_list()
        self._show_titles(today)
        if self.whose.value() == "mine":
            self.context.shell.set_count("today", today.urgent)
        wanted = everything[:MOST_DETAILS]
        if wanted:
            self.ask(lambda desk: agenda.details(desk, wanted), self._add_details, latest="details")
        if first and everything and self.isVisible() and not self.list.currentIndex().isValid():
            self.list.choose_first()

    def _groups(self) -> Mapping[str, tuple[DueItem, ...]]:
        today = self._shown
        return {name: getattr(today, name) if today is not None else () for name in GROUPS}

    def _add_details(self, details: dict[str, Detail]) -> None:
        if details != self._details:
            self._details = details
            self._show_list()

    # --- list -------------------------------------------------------------------------------------------------

    def _show_head(self, today: Today) -> None:
        parts = [weekday_date(self.context.today())]
        counts = (
            (len(today.overdue), ngettext("{n} overdue", "{n} overdue", len(today.overdue))),
            (len(today.today), ngettext("{n} today", "{n} today", len(today.today))),
            (len(today.waiting), ngettext("{n} waits for an answer", "{n} wait for an answer", len(today.waiting))),
        )
        parts += [words.format(n=count) for count, words in counts if count]
        self.head.set_title(_("Today"), " · ".join(parts))
        self._samples.setVisible(any(item.case.sample for item in self._items.values()))

    def _show_list(self) -> None:
        lines: list[Head | Row] = []
        groups = self._groups()
        for name in GROUPS:
            items = groups[name]
            if not items:
                continue
            words, icon, tone = _GROUP[name]
            folds = name == "next_seven"
            open_ = name in self._open_groups
            lines.append(Head(name, _(words), len(items), icon, tone, open=open_ if folds else None))
            if open_ or not folds:
                most = self._most.get(name, MOST_LINES)
                lines += [self._row(name, item) for item in items[:most]]
                if len(items) > most:
                    more = ngettext("Show {n} more", "Show {n} more", len(items) - most).format(n=len(items) - most)
                    lines.append(Head(f"{_MORE}{name}", more, open=False))
        self.list.set_rows(lines)
        anything = bool(lines)
        self.card.setVisible(anything)
        self.hints.setVisible(anything)
        self.empty.setVisible(not anything)

    def _minute_passed(self) -> None:
        """What is due in a few minutes says how many are left."""
        if self.isVisible() and any(soon(item.time) for item in self._groups()["today"]):
            self._show_list()

    def _row(self, group: str, item: DueItem) -> Row:
        title, second, icon = self._what(item)
        middle, number = self._who(item.case)
        right, below, tone = self._when(group, item)
        late = days_between(item.date, self.context.today())
        state = overdue(late) if late > 0 else f"{right} {below}"
        kind = _KINDS.get(item.kind, N_("Task"))
        said = ", ".join(part for part in (_(kind), title, second, middle, number, state.strip()) if part)
        return Row(
            agenda.key_of(item), title, second, icon, middle=middle, middle_second=number, right=right,
            right_second=below, tone=tone, kind=_(kind), said=said,
        )  # fmt: skip

    def _what(self, item: DueItem) -> tuple[str, str, str]:
        """Title, second line and icon."""
        detail = self._details.get(agenda.key_of(item))
        if item.kind == "item":
            title = detail.title if detail and detail.title else item.note or item.what
            under = ""
            if detail and detail.list_title:
                under = _("Checklist {list}, step {n}").format(list=detail.list_title, n=detail.step)
            return title, under, "checklist"
        if item.kind == "referral":
            state = next((_(option.label) for option in fields.REFERRAL_STATES if option.id == item.state), item.state)
            since = _("{state} {date}").format(state=state, date=long_date(detail.since)) if detail else state
            if detail and item.state == "appointment":
                since = appointment_words(detail.appointment, detail.appointment_time) or since
            code = _("code {code}").format(code=detail.code) if detail and detail.code else ""
            return item.note or item.what, " · ".join(part for part in (since, code) if part), "referral"
        icon = TASK_ICONS.get(detail.kind if detail else "", "today")
        back = repeats(detail.repeat, detail.repeat_from) if detail else ""
        return item.what, " · ".join(part for part in (item.note, back) if part), icon

    def _who(self, case: RegisterRow) -> tuple[str, str]:
        if case.kind == OFFICE_KIND:
            return _("Whole office"), short_name(case.adviser, "person")
        number = _("{number} · company").format(number=case.number) if case.kind == "company" else case.number
        if self.context.preferences().numbers_only:
            return case.number, _("Company") if case.kind == "company" else ""
        return short_name(case.name, case.kind) or _("Anonymous"), number

    def _when(self, group: str, item: DueItem) -> tuple[str, str, str]:
        """Words at the end of a row, the line below and its tone."""
        today = self.context.today()
        late = days_between(item.date, today)
        if group == "overdue":
            return for_days(late), weekday_short(item.date), "danger"
        if group == "today":
            return (clock(item.time) if item.time else _("today")), soon(item.time), ""
        if group == "waiting":
            detail = self._details.get(agenda.key_of(item))
            below = for_days(days_between(detail.since, today)) if detail and days_between(detail.since, today) else ""
            return _("reminder {date}").format(date=short_date(item.date)), below, ""
        return weekday_short(item.date), in_days(-late), ""

    # --- beside -----------------------------------------------------------------------------------------------

    def _show_titles(self, today: Today) -> None:
        self.titles.clear()
        on = self.context.today()
        for item in today.ending_titles[:MOST_TITLES]:
            opened = partial(self._go, item.case.id, "facts")
            self.titles.add(title_row(item, self._who(item.case), on, opened))
        more = len(today.ending_titles) - MOST_TITLES
        if more > 0:
            words = ngettext("and {n} more", "and {n} more", more).format(n=more)
            self.titles.add(Label(words, "small", "text2"))
        if today.ending_titles:
            self.titles.add(line())
            note = _("Only an application before the end keeps the right to work (§ 81 (4) AufenthG).")
            self.titles.add(Label(note, "small", "text2", wrap=True))
        self._place_boxes(titles=bool(today.ending_titles))

    def _show_beside(self, read: Beside) -> None:
        notices, check, coming = read
        self.network.clear()
        for each in coming[:MOST_TITLES]:
            place = Place("network", item=each.ref)
            self.network.add(reminder_row(each, self.context.today(), partial(self.context.shell.go, place)))
        self.packs.clear()
        for notice in notices:
            self.packs.add(notice_row(notice, self.context.today()))
        if notices:
            show = link(_("Look at figures"), then=lambda: self.context.shell.go(Place("knowledge")))
            self.packs.body.addLayout(row(show, None))
        self.check.clear()
        if check.in_referrals:
            words = ngettext(
                "{n} contact in open referrals should be checked.",
                "{n} contacts in open referrals should be checked.",
                check.in_referrals,
            ).format(n=check.in_referrals)
        else:
            words = ngettext(
                "{n} contact has old or open data.", "{n} contacts have old or open data.", check.due
            ).format(n=check.due)
        self.check.add(Label(words, wrap=True))
        calls = link(_("Open call list"), then=lambda: self.context.shell.go(Place("calls")))
        self.check.body.addLayout(row(calls, None))
        self._place_boxes(packs=bool(notices), check=bool(check.due), network=bool(coming))

    def _show_going(self, count: int) -> None:
        """How much is due for erasure; the list itself is a page of its own."""
        self.going.clear()
        words = ngettext("{n} entry has to go.", "{n} entries have to go.", count).format(n=count)
        self.going.add(Label(words, wrap=True))
        show = link(_("Open erasure list"), then=lambda: self.context.shell.go(Place("retention")))
        self.going.body.addLayout(row(show, None))
        self._place_boxes(going=bool(count))

    def _place_boxes(self, **shown: bool) -> None:
        """Only cards that say something stand beside."""
        before = {name for name, box in self._boxes.items() if self.panel.indexOf(box) >= 0}
        wanted = [name for name in self._boxes if shown.get(name, name in before)]
        for box in self._boxes.values():
            self.panel.removeWidget(box)
            box.hide()
        for name in wanted:
            self.panel.addWidget(self._boxes[name])
            self._boxes[name].show()
        self.set_width(self.width_class)

    # --- doing ------------------------------------------------------------------------------------------------

    def _go(self, case: str, tab: str = "", item: str = "") -> None:
        self.context.shell.go(Place("case", case=case, tab=tab, item=item))

    def _open(self, key: str) -> None:
        item = self._items.get(key)
        if item is None:
            return
        if item.case.kind == OFFICE_KIND:
            self._change_office_task(item)
            return
        tabs = {"item": "checklist", "referral": "contacts", "residence_title": "facts"}
        tab = tabs.get(item.kind, "")
        self._go(item.case.id, tab, item.ref if tab in ("checklist", "contacts") else "")

    def _finish(self, key: str) -> None:
        item = self._items.get(key)
        if item is None:
            return
        if item.kind not in ("task", "item"):
            self._open(key)
            return
        words = _("Marked as done.")
        act(self.context, self, lambda desk: agenda.finish(desk, item), words, failed=self.show_error)

    def _fold(self, name: str, open_: bool) -> None:
        if name.startswith(_MORE):
            group = name.removeprefix(_MORE)
            self._most[group] = self._most.get(group, MOST_LINES) * 4
            self._show_list()
            return
        self._open_groups = self._open_groups | {name} if open_ else self._open_groups - {name}
        self._show_list()

    def _menu(self, key: str, point: QPoint) -> None:
        item = self._items.get(key)
        if item is None:
            return
        menu = QMenu(self)
        opens = _("Change task") if item.case.kind == OFFICE_KIND else _("Open case")
        menu.addAction(button_text(opens)).triggered.connect(lambda: self._open(key))
        if item.kind == "referral":
            detail = self._details.get(key)
            code = detail.code if detail else ""
            menu.addAction(button_text(_("Enter a reply"))).triggered.connect(lambda: self.enter_reply(code))
        if item.kind in ("task", "item"):
            menu.addAction(button_text(_("Mark as done"))).triggered.connect(lambda: self._finish(key))
        if item.kind == "task":
            for days, words in ((1, _("Move to tomorrow")), (7, _("Move by a week"))):
                menu.addAction(button_text(words)).triggered.connect(lambda *_on, d=days: self._move(item, d))
        menu.popup(point)

    def _move(self, item: DueItem, days: int) -> None:
        day = self.context.today() + timedelta(days=days)
        words = _("Moved to {date}.").format(date=long_date(day.isoformat()))
        case, ref = item.case.id, item.ref
        act(self.context, self, lambda desk: tasks.move_task(desk, case, ref, day), words, failed=self.show_error)

    def _new_task(self) -> None:
        from welcomedesk.ui.pages.task_dialog import TaskDialog

        self.ask(
            office.names, lambda advisers: TaskDialog(self, self.context, advisers=advisers).open(), latest="advisers"
        )

    def _change_office_task(self, item: DueItem) -> None:
        from welcomedesk.ui.pages.task_dialog import TaskDialog

        def show(read: tuple[CaseFile, tuple[str, ...]]) -> None:
            record, advisers = read
            TaskDialog(self, self.context, case=record, task=record.one(item.ref), advisers=advisers).open()

        self.ask(lambda desk: (tasks.office_record(desk), office.names(desk)), show)

    def save_calendar(self) -> None:
        """Ask for a period and save its tasks and deadlines as a calendar file."""
        from welcomedesk.ui.pages.calendar_dialog import CalendarDialog

        CalendarDialog(self, self.context, mine=self.whose.value() == "mine").open()

    def enter_reply(self, code: str = "") -> None:
        """Ask for the short code of a slip that came back."""
        from welcomedesk.ui.pages.reply_dialog import ReplyDialog

        ReplyDialog(self, self.context, code).open()

    def resume(self, form: str) -> None:
        opens = {"task": self._new_task, "reply": self.enter_reply}
        if form in opens:
            opens[form]()

    # --- page -------------------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        if self._shown is None:
            return None
        return self.list if self._items and not self.list.isHidden() else self._new

    def main_action(self) -> QPushButton | None:
        return self._new if not self.empty.isHidden() else None

    def do(self, name: str) -> bool:
        if name == "task":
            self._new_task()
            return True
        return False

    def keep(self) -> Mapping[str, Any]:
        return {"whose": self.whose.value(), "open": sorted(self._open_groups)}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.whose.set_value(str(state.get("whose", "mine")))
        self._open_groups = set(state.get("open", self._open_groups))


def _beside(desk: Desk) -> Beside:
    return agenda.notices(desk), agenda.contacts_to_check(desk), network.coming_up(desk)


_KINDS = {"task": N_("Task"), "item": N_("Step"), "referral": N_("Referral"), "residence_title": N_("Residence title")}
