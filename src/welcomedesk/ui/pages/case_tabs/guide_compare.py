"""Two or three runs of a case side by side: the answers and verdicts in which they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welcomedesk.desk import guide_runs
from welcomedesk.domain.guide_parts import say
from welcomedesk.i18n import _, language, ngettext
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.fields import ChoiceField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import Flow, column, holding, row
from welcomedesk.ui.components.table import Cell, Column, Table, TableRow
from welcomedesk.ui.components.trace import GROUPS
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S2, S4
from welcomedesk.ui.pages.case_tabs.guide_questions import value_words
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.guide_runs import RunLine
    from welcomedesk.domain.case import CaseFile


Line = tuple[str, tuple[str, ...]]
"""Words of a question or result, and what each run says."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The table: heads of the columns, one per run, and the lines in which they differ."""

    heads: tuple[str, ...]
    answers: tuple[Line, ...]
    verdicts: tuple[Line, ...]


def read_runs(desk: Desk, case: CaseFile, refs: Sequence[str]) -> Compared:
    """What differs between runs in the words of the window; runs on the worker."""
    found = guide_runs.compare(desk, case, *refs)
    guide = found.runs[0].guide
    answers = tuple(
        (
            guide.questions[each.id].short(language()),
            tuple(value_words(guide.questions[each.id], value) for value in each.values),
        )
        for each in found.differences
        if each.kind == "answer"
    )
    verdicts = tuple(
        (say(guide.results[each.id].title, language()), tuple(str(value or "") for value in each.values))
        for each in found.differences
        if each.kind == "verdict"
    )
    words = _("Run {n}, as of {date}")
    heads = (words.format(n=n, date=long_date(view.as_of.isoformat())) for n, view in enumerate(found.runs, start=1))
    return Compared(tuple(heads), answers, verdicts)


class ComparePage(QWidget):
    """Choose two or three runs of one guide and see what differs."""

    chosen = Signal(object)
    """The refs of the runs, in the order of the columns."""
    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = button(_("All guides"), "chevron-left", kind="link", small=True, then=self.list_wanted.emit)
        self.one, self.other, self.third = (ChoiceField() for _n in range(3))
        self._more = tuple(
            FormRow(_("Run {n}").format(n=n), field) for n, field in enumerate((self.one, self.other, self.third), 1)
        )
        for field in (self.one, self.other, self.third):
            field.edited.connect(lambda _value: self._choose())
        self._runs: dict[str, RunLine] = {}
        self.title = Label(_("Compare runs"), "card")
        self.tables: list[Table] = []
        self._below = column(space=S4)
        pickers = holding(Flow(*self._more, space=S4))
        self.setLayout(column(row(self.back, None), self.title, pickers, S2, self._below, None, space=S2))

    def show_runs(self, runs: Sequence[RunLine]) -> None:
        """Offer the runs that have a second one of the same guide; the newest two are chosen first."""
        several = [run for run in runs if sum(run.guide == each.guide for each in runs) > 1 and run.problem is None]
        self._runs = {run.ref: run for run in several}
        words = [(run.ref, run_words(run)) for run in several]
        second = next((run.ref for run in several[1:] if run.guide == several[0].guide), "") if several else ""
        self.one.set_options(words, second or self.one.value())
        self._offer_others(several[0].ref if several else "")
        self._choose()

    def _offer_others(self, value: str = "") -> None:
        """Only runs of the same guide stand beside each other, and none twice."""
        first = self._runs.get(self.one.value())
        fitting = [run for run in self._runs.values() if first and run.guide == first.guide and run.ref != first.ref]
        self.other.set_options([(run.ref, run_words(run)) for run in fitting], value or self.other.value())
        left = [(run.ref, run_words(run)) for run in fitting if run.ref != self.other.value()]
        self.third.set_options(left, self.third.value(), _("no third run"))
        self._more[2].setVisible(bool(left))

    def _choose(self) -> None:
        self._offer_others()
        if self.one.value() and self.other.value():
            self.chosen.emit(tuple(filter(None, (self.one.value(), self.other.value(), self.third.value()))))

    def show_compared(self, shown: Compared) -> None:
        """Show what differs, answers first."""
        from welcomedesk.ui.components.layout import clear

        clear(self._below)
        self.tables = []
        if not shown.answers and not shown.verdicts:
            card = Card(flush=True)
            card.add(EmptyState(_("All runs have the same answers and results."), icon="compare"))
            self._below.addWidget(card)
        answers = [TableRow(str(n), _cells(*each)) for n, each in enumerate(shown.answers)]
        self._add(_("Answers that differ"), _("Question"), answers, shown.heads)
        verdicts = [TableRow(str(n), _verdict_cells(*each)) for n, each in enumerate(shown.verdicts)]
        self._add(_("Results that differ"), _("Result"), verdicts, shown.heads)

    def _add(self, title: str, first: str, rows: list[TableRow], heads: tuple[str, ...]) -> None:
        if not rows:
            return
        count = ngettext("{n} entry", "{n} entries", len(rows)).format(n=len(rows))
        card = Card(title, count, flush=True)
        columns = [Column(str(n), head, 2) for n, head in enumerate(heads)]
        table = Table([Column("what", first, 3), *columns])
        table.setAccessibleName(title)
        table.set_rows(rows)
        table.setFixedHeight(min(560, look().size(36) + table.verticalHeader().defaultSectionSize() * len(rows)))
        card.add(table)
        self.tables.append(table)
        self._below.addWidget(card)


def run_words(run: RunLine) -> str:
    """A run in one line: guide, state, date."""
    state = _("finished on {date}") if run.state == "done" else _("begun on {date}")
    return f"{run.title}, {state.format(date=long_date(run.date))}"


def _cells(what: str, values: tuple[str, ...]) -> dict[str, Cell]:
    return {"what": Cell(what), **{str(n): Cell(value) for n, value in enumerate(values)}}


def _verdict_cells(what: str, values: tuple[str, ...]) -> dict[str, Cell]:
    def cell(verdict: str) -> Cell:
        if verdict not in GROUPS:
            return Cell("–")
        words, icon, tone = GROUPS[verdict]
        return Cell(_(words), icon=icon, tone=tone)

    return {"what": Cell(what), **{str(n): cell(value) for n, value in enumerate(values)}}
