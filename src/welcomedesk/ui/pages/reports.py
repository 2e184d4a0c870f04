"""The end of the quarter: how many persons, talks and contacts, about what, from where; every number opens its list.

Numbers from 1 to 4 are not shown. What is printed or saved is rounded as well, see `domain/reports.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from welcomedesk.desk import gaps, reports
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import keys
from welcomedesk.ui.components.busy import BusyFrame
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import clear, column, holding, row
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.look.tokens import S2, S4
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.gaps import Gap
    from welcomedesk.desk.reports import CaseLine
    from welcomedesk.domain.loops import Loop
    from welcomedesk.domain.reports import Period, Report, Table

MOST_LINES = 12
"""So many lines a table shows at first; a list of all countries is looked at from the top."""

_MORE = "more"
Offices = Sequence[tuple[str, "Loop"]]


class ReportsPage(PageView):
    """Counts of a quarter or a year."""

    areas = frozenset({"cases", "counts", "today"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.head = self.set_head(
            PageHead(_("Reports"), _("Without names. “Not told” is under 5, or would tell such a number."))
        )
        self.period = ChoiceField(name=_("Period"))
        self.period.edited.connect(lambda _id: self.reload())
        self.save = button(_("Save as CSV"), "save", then=self.save_csv)
        self.print = button(_("Print"), "printer", kind="main", then=self.print_sheet, key=keys.shown("print"))
        for action in (self.period, self.save, self.print):
            self.head.add_action(action)
        self._periods: tuple[Period, ...] = ()
        self._shown: Report | None = None
        self._open: set[str] = set()
        self._lists: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.totals = _numbers(_("All numbers"))
        self.totals.opened.connect(self._open_list)
        self.totals.chosen.connect(self._open_list)
        self._left, self._right = column(space=S4), column(space=S4)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(S4)
        for part in (self._left, self._right):
            self._columns.addLayout(column(part, None, space=0), 1)
        self.empty = EmptyState(_("Nothing was counted in this period."), "", icon="chart")
        box = holding(column(self.empty, self._columns, space=S4))
        self.busy = BusyFrame(box)
        self.content.addWidget(self.busy)
        self.empty.hide()
        self.behind = Card(_("Behind the number"), icon="folder")
        self.panel.addWidget(self.behind)
        self._say_nothing_chosen()

    # --- reading ----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        wanted = self.period.value()

        def read(desk: Any) -> tuple[tuple[Period, ...], Report, Offices, tuple[Gap, ...]]:
            known = reports.reportable(desk)
            period = next((each for each in known if each.id == wanted), known[0])
            return known, reports.report(desk, period), reports.offices(desk, period), gaps.noted(desk)

        task = self.ask(read, self._show, latest="report")
        if self._shown is None:
            self.busy.follow(task)

    def _show(self, read: tuple[tuple[Period, ...], Report, Offices, tuple[Gap, ...]]) -> None:
        known, made, offices, missing = read
        if known != self._periods:
            self._periods = known
            self.period.set_options([(each.id, period_name(each)) for each in known], made.period.id)
        if self._shown is not None and self._shown.period != made.period:
            self._open.clear()
            self._say_nothing_chosen()
        self._shown = made
        self._lists.clear()
        for part in (self._left, self._right):
            clear(part)
        anything = bool(made.tables) or any(total.count != 0 for total in made.totals)
        self.empty.setVisible(not anything)
        for thing in (self.save, self.print):
            thing.setEnabled(anything)
        heights = [0, 0]
        cards: list[tuple[QWidget, int]] = []
        if anything:
            self._left.addWidget(self._totals_card(made))
            heights[0] = len(made.totals) + 1
        cards += [(self._table_card(each), min(len(each.lines), MOST_LINES) + 1) for each in made.tables]
        if offices:
            cards.append((self._offices_card(offices), len(offices) + 1))
        if missing:
            cards.append((self._gaps_card(missing), len(missing) + 2))
        for card, height in cards:
            side = heights.index(min(heights))
            (self._left, self._right)[side].addWidget(card)
            heights[side] += height + 1

    def _totals_card(self, made: Report) -> QWidget:
        lines = []
        for total in made.totals:
            words = _(reports.TOTALS[total.name])
            self._lists[f"total/{total.name}"] = (words, total.cases)
            lines.append(_line(f"total/{total.name}", words, total.count, indented=words[:1].islower()))
        self.totals = self._list(_("All numbers"), lines)
        return _card(_("All numbers"), self.totals)

    def _table_card(self, table: Table) -> QWidget:
        title = _(reports.TABLES[table.name])
        if table.withheld:
            card = Card()
            card.add(Label(_("Too few to be told."), "body", "text2"))
            return _card(title, card)
        shown = table.lines if table.name in self._open else table.lines[:MOST_LINES]
        lines = []
        for line in shown:
            key = f"{table.name}/{line.key}"
            self._lists[key] = (f"{title}: {line.label}", line.cases)
            lines.append(_line(key, line.label, line.count))
        rest = len(table.lines) - len(shown)
        if rest:
            words = ngettext("Show {n} more", "Show {n} more", rest).format(n=rest)
            lines.append(Row(f"{_MORE}/{table.name}", words, icon="chevron-down", icon_tone="accent"))
        note = _("several per case") if table.several else ""
        return _card(title, self._list(title, lines), note)

    def _offices_card(self, offices: Offices) -> QWidget:
        lines = [Row(each.contact, name, right=_rate(each)) for name, each in offices]
        title = _("Referrals that came back")
        return _card(title, self._list(title, lines, opens=False))

    def _gaps_card(self, missing: Sequence[Gap]) -> QWidget:
        stays = _("stays here: may be somebody's name")
        lines = [Row(each.term, each.term, "" if each.may_leave else stays, right=str(each.times)) for each in missing]
        title = _("Looked for and not found")
        save = link(_("Save as CSV"), then=self.save_gaps)
        return _card(title, self._list(title, lines, opens=False), action=save)

    def _list(self, name: str, lines: list[Row], *, opens: bool = True) -> RowList:
        made = _numbers(name)
        made.set_rows(lines)
        if opens:
            made.opened.connect(self._open_list)
            made.chosen.connect(self._open_list)
        return made

    # --- the list behind a number -----------------------------------------------------------------------------

    def _open_list(self, key: str) -> None:
        kind, _slash, name = key.partition("/")
        if kind == _MORE:
            self._open.add(name)
            self.reload()
            return
        words, cases = self._lists.get(key, ("", ()))
        if not cases:
            self._say_nothing_chosen(words)
            return
        self.ask(
            lambda desk: reports.cases_behind(desk, cases), lambda found: self._show_behind(words, found), latest="list"
        )

    def _show_behind(self, words: str, cases: Sequence[CaseLine]) -> None:
        self.behind.set_head(words, str(len(cases)))
        self.behind.clear()
        hide = self.context.preferences().numbers_only
        icon = {"company": "company"}
        lines = [
            Row(
                each.id,
                each.number if hide else each.name or _("Anonymous"),
                "" if hide else each.number,
                icon.get(each.kind, "person"),
                kind=_("Company") if each.kind == "company" else _("Person"),
            )
            for each in cases
        ]
        shown = RowList(fit=True)
        shown.setAccessibleName(words)
        shown.set_rows(lines)
        shown.opened.connect(lambda case: self.context.shell.go(Place("case", case=case)))
        self.behind.add(shown)

    def _say_nothing_chosen(self, words: str = "") -> None:
        self.behind.set_head(words or _("Behind the number"))
        self.behind.clear()
        say = (
            _("No case stands behind this number, or it is not told.")
            if words
            else _("Choose a number to see its cases.")
        )
        self.behind.add(Label(say, "body", "text2", wrap=True))

    # --- what leaves ------------------------------------------------------------------------------------------

    def _period(self) -> Period | None:
        return self._shown.period if self._shown is not None else None

    def print_sheet(self) -> None:
        """Print the report as it may leave the house."""
        period = self._period()
        if period is None:
            return

        def print_it(pdf: bytes) -> None:
            from welcomedesk.ui.printing import print_pdf

            print_pdf(self, pdf, _("Report"), lambda: self.context.shell.did(_("Printed.")), self.show_error)

        self.ask(lambda desk: reports.sheet(desk, period), print_it)

    def save_csv(self) -> None:
        """Save the report as a table."""
        period = self._period()
        if period is not None:
            name = _("Report-{period}.csv").format(period=period.id)
            self.ask(lambda desk: reports.csv_bytes(desk, period), lambda content: self._save(content, name))

    def save_gaps(self) -> None:
        """Save what was looked for in vain, without what may be a name, for the editors of the packs."""
        self.ask(gaps.csv_bytes, lambda content: self._save(content, _("Missing-terms.csv")))

    def _save(self, content: bytes, name: str) -> None:
        from welcomedesk.ui.printing import save_file

        try:
            saved = save_file(self, content, name, _("Save as CSV"), _("Tables (*.csv)"))
        except DeskError as error:
            self.show_error(error)
        else:
            if saved is not None:
                self.context.shell.did(_("Saved as CSV."))

    # --- window -----------------------------------------------------------------------------------------------

    def do(self, name: str) -> bool:
        if name == "print":
            self.print_sheet()
            return True
        return False

    def main_action(self) -> QPushButton | None:
        return self.print

    def first_stop(self) -> QWidget | None:
        return self.period

    def width_changed(self, width: Width) -> None:
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if width < Width.NARROW else right)


def period_name(period: Period) -> str:
    """`4th quarter 2026`, or `2026`."""
    if not period.quarter:
        return _("Year {year}").format(year=period.year)
    return _("Quarter {quarter} of {year}").format(quarter=period.quarter, year=period.year)


def _numbers(name: str) -> RowList:
    made = RowList(fit=True)
    made.setAccessibleName(name)
    return made


def _card(title: str, inside: RowList | Card, note: str = "", action: QWidget | None = None) -> QWidget:
    head = row(Label(title, "card"), Label(note, "body", "text2"), None)
    if action is not None:
        head.addWidget(action)
    return holding(column(head, ListCard(inside) if isinstance(inside, RowList) else inside, space=S2))


def _line(key: str, label: str, count: int | None, *, indented: bool = False) -> Row:
    words = _("under 5") if key.startswith("total/") else _("not told")
    return Row(key, label, right=words if count is None else f"{count:n}", quiet=indented or count is None)


def _rate(loop: Loop) -> str:
    if loop.left is None:
        return _("under 5")
    left = ngettext("{n} left", "{n} left", loop.left).format(n=loop.left)
    if loop.rate is None:
        return left
    return _("{left}, {rate} % answered").format(left=left, rate=loop.rate)
