"""The cases that belong to this one: family and company, and the family in one view with everyone's own dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from welcomedesk.desk import families, links
from welcomedesk.domain import links as rules
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.layout import flow
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import by, days_between, in_days
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.text import button_text

if TYPE_CHECKING:
    from datetime import date

    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.families import Dated, Member
    from welcomedesk.desk.links import Linked
    from welcomedesk.domain.case import CaseFile

Read = tuple[tuple["Linked", ...], tuple["Member", ...]]

SOON = 120
"""Days before the end of a title from which it is shown in amber."""

KINDS = {
    "residence_title": (N_("Residence title ends"), "clock"),
    "task": (N_("Task"), "today"),
    "item": (N_("Step"), "checklist"),
    "referral": (N_("Referral"), "referral"),
}
_TABS = {"residence_title": "facts", "item": "checklist", "referral": "contacts"}


class LinksTab(Tab):
    """Links with role and dates, shown in both cases."""

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self.new = button(_("Link with another case"), "plus", then=self._add)
        self.list = RowList(fit=True)
        self.list.setAccessibleName(_("Linked cases"))
        self.list.opened.connect(self._open)
        self.list.chosen.connect(lambda _ref: self._show_actions())
        self.list.menu_wanted.connect(self._menu)
        self.card = ListCard(self.list, _("Linked cases"))
        self.ended = button(_("Enter the end"), "calendar", small=True, then=self._end)
        self.apart = button(_("Take the link apart"), "close", small=True, then=self._unlink)
        self.for_chosen = flow(self.ended, self.apart)
        self.dates = RowList(fit=True)
        self.dates.setAccessibleName(_("Dates of the family"))
        self.dates.opened.connect(self._open_date)
        self.family = ListCard(self.dates, _("Family: everyone's own dates"))
        add = button(_("Link with another case"), "plus", then=self._add)
        self.empty = EmptyState(
            _("No other case is linked."), _("Family members or a company with a case of their own show here."), add,
            icon="person",
        )  # fmt: skip
        self._add_here = add
        for part in (self.card, self.for_chosen, self.family, self.empty):
            self.content.addWidget(part)
            part.hide()
        self._links: dict[str, Linked] = {}
        self._places: dict[str, Place] = {}

    def head_actions(self) -> tuple[QPushButton, ...]:
        return (self.new,)

    def first_stop(self) -> QWidget | None:
        return self.list if self._links else self._add_here

    # --- showing ----------------------------------------------------------------------------------------------

    def show_case(self, case: CaseFile) -> None:
        def read(desk: Desk) -> Read:
            return links.of_case(desk, case), families.family(desk, case.id) if case.kind == "person" else ()

        self.ask(read, self._show, latest="links")

    def _show(self, read: Read) -> None:
        found, members = read
        self._links = {each.ref: each for each in found}
        self.list.set_rows([self._row(each) for each in found])
        count = ngettext("{n} case", "{n} cases", len(found)).format(n=len(found))
        self.card.set_head(_("Linked cases"), count)
        self.card.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._show_family(members)
        if found and not self.list.current_key():
            self.list.choose_first()
        self._show_actions()

    def _row(self, each: Linked) -> Row:
        since = _("since {date}").format(date=long_date(each.since)) if each.since else ""
        until = _("until {date}").format(date=long_date(each.until)) if each.until else ""
        role = _(rules.label(each.role))
        if not each.number:
            return Row(each.ref, _("Erased case"), role, "lock", right=until or since, quiet=True, kind=_("Link"))
        state = _("restricted") if each.restricted else _("closed") if each.closed else ""
        number = " · ".join(part for part in (each.number, state) if part)
        name = self._name(each.name, each.number)
        return Row(
            each.ref, name, role, each.kind, middle=number, right=until or since,
            right_second=since if until else "", quiet=bool(each.until), kind=_("Link"),
        )  # fmt: skip

    def _name(self, name: str, number: str) -> str:
        return number if self.context.preferences().numbers_only else name or _("Anonymous enquiry")

    def _show_family(self, members: tuple[Member, ...]) -> None:
        lines: list[Head | Row] = []
        self._places = {}
        today = self.context.today()
        for member in members:
            lines.append(Head(member.case, self._name(member.name, member.number), None, "person", note=_whose(member)))
            if not member.dates:
                words = _("This case is restricted.") if member.restricted else _("No dates.")
                lines.append(Row(f"{member.case}/", words, quiet=True))
            for each in member.dates:
                key = f"{member.case}/{each.ref}"
                tab = _TABS.get(each.kind, "")
                self._places[key] = Place("case", case=member.case, tab=tab, item=each.ref if tab else "")
                lines.append(_date_row(key, each, today))
        self.dates.set_rows(lines)
        self.family.setVisible(bool(members))

    def _show_actions(self) -> None:
        each = self._links.get(self.list.current_key())
        self.for_chosen.setVisible(each is not None)
        self.ended.setVisible(each is not None and not each.until and each.role != "double")

    # --- doing ------------------------------------------------------------------------------------------------

    def _add(self) -> None:
        from welcomedesk.ui.pages.link_dialogs import LinkDialog

        case = self.case.id

        def link(other: str, role: str, since: date | None) -> None:
            self.act(lambda desk: links.link(desk, case, other, role, since=since), _("Both cases are linked."))

        LinkDialog(self, self.context, self.case, link).open()

    def _open(self, ref: str) -> None:
        each = self._links.get(ref)
        if each is not None and each.number:
            self.host.go(Place("case", case=each.case))

    def _open_date(self, key: str) -> None:
        place = self._places.get(key)
        if place is not None:
            self.host.go(place)

    def _end(self) -> None:
        from welcomedesk.ui.pages.link_dialogs import EndDialog

        case, ref = self.case.id, self.list.current_key()

        def end(day: date) -> None:
            self.act(lambda desk: links.end(desk, case, ref, day), _("End of the link entered."))

        EndDialog(self, self.context.today(), end).open()

    def _unlink(self) -> None:
        case, ref = self.case.id, self.list.current_key()
        self.act(lambda desk: links.unlink(desk, case, ref), _("Link taken apart."))

    def _menu(self, ref: str, point: QPoint) -> None:
        each = self._links.get(ref)
        if each is None:
            return
        self.list.choose(ref)
        menu = QMenu(self)
        if each.number:
            menu.addAction(button_text(_("Open case"))).triggered.connect(lambda: self._open(ref))
        if not each.until and each.role != "double":
            menu.addAction(button_text(_("Enter the end"))).triggered.connect(self._end)
        menu.addAction(button_text(_("Take the link apart"))).triggered.connect(self._unlink)
        menu.popup(point)


def _whose(member: Member) -> str:
    """Number and role at the end of a head."""
    role = _(rules.label(member.role)) if member.role else ""
    via = _("linked through {number}").format(number=member.via) if member.via else ""
    state = _("closed") if member.closed else ""
    return " · ".join(part for part in (member.number, role, via, state) if part)


def _date_row(key: str, each: Dated, today: date) -> Row:
    words, icon = KINDS[each.kind]
    left = -days_between(each.date, today)
    if each.kind == "residence_title":
        tone = "danger" if left < 0 else "caution" if left <= SOON else ""
        right, below = long_date(each.date), _("over") if left < 0 else in_days(left)
    else:
        right, tone = by(each.date, today, each.time)
        below = in_days(left) if left > 0 else ""
    return Row(
        key, each.what or _(words), _(words) if each.what else "", icon, right=right, right_second=below, tone=tone,
        kind=_(words),
    )  # fmt: skip
