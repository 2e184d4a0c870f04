"""The verdict side of a run: missing figures, verdicts with traces, steps, warnings, responsible offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.layout import clear, column, holding, line, row
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.components.trace import trace_of
from welcomedesk.ui.components.verdicts import VerdictList
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import FIELD, ICON_SMALL, S2, S3, S4
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.ui.components.trace import OfficeLink
    from welcomedesk.ui.pages.case_tabs.guide_values import RunShown, StepLine, Warn

MOST_RESULTS = {"open": 6, "excluded": 4}
MOST_WARNINGS = 4


class ResultsSide(QWidget):
    """Everything that follows from the answers; changes while one is being given."""

    office_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._ref = ""
        self._warns: tuple[Warn, ...] = ()
        self._all_warnings = False
        self._step_lines: dict[str, StepLine] = {}
        self._box = column(space=S4)
        self.setLayout(self._box)
        self.results_title = Label(_("Result so far"), "card")
        self.pack = Label("", "small", "text2")
        head = row(self.results_title, None, self.pack)
        top = holding(head)
        top.setMinimumHeight(look().size(FIELD))
        self._box.addWidget(top)
        self._missing = column(space=S2)
        self.missing_box = holding(self._missing)
        self._box.addWidget(self.missing_box)
        self.verdicts = VerdictList(MOST_RESULTS)
        self._box.addWidget(self.verdicts)
        self.steps = RowList(fit=True, click_opens=True)
        self.steps.opened.connect(self.show_step)
        self.steps.setAccessibleName(_("Steps"))
        self.steps_card = ListCard(self.steps, _("Steps"))
        self._box.addWidget(self.steps_card)
        foot = row(
            IconLabel("info", "text2", ICON_SMALL), Label(_("Guidance. The authority decides."), "small", "text2")
        )
        foot.addStretch(1)
        self._box.addLayout(foot)
        self.warnings = Card(_("Please note"), icon="triangle", icon_role="caution")
        self.offices = Card(_("Responsible offices"), icon="pin")
        self._box.addWidget(self.warnings)
        self._box.addWidget(self.offices)
        self._box.addStretch(1)

    def show_results(self, shown: RunShown) -> None:
        """Show the verdicts of a run; an open trace and a list that was unfolded stay so."""
        if shown.ref != self._ref:
            self._ref, self._all_warnings = shown.ref, False
        self.results_title.setText(_("Result") if shown.finished else _("Result so far"))
        self.pack.setText(_("Pack {title} {version}").format(title=shown.title, version=shown.older_pack or shown.pack))
        clear(self._missing)
        self.missing_box.setVisible(bool(shown.missing))
        if shown.missing:
            bold = _("Figures for {year} are not entered yet.").format(year=shown.missing_year)
            self._missing.addWidget(Banner(bold, "\n".join(shown.missing[:4]), "open"))
        self.verdicts.setVisible(bool(shown.verdicts))
        self.verdicts.show_results(shown.verdicts)
        self._show_steps(shown)
        self._show_warnings(shown.warnings)
        self._show_offices(shown.offices)

    def _show_steps(self, shown: RunShown) -> None:
        lines: list[Row | Head] = []
        phase = ""
        for step in shown.steps:
            if step.phase != phase:
                phase = step.phase
                lines.append(Head(phase, phase))
            lines.append(Row(step.id, step.title, second=step.note, icon="ring", kind=_("Step")))
        self.steps.set_rows(lines)
        self._step_lines = {step.id: step for step in shown.steps}
        still = ngettext("{n} still open", "{n} still open", shown.open_steps).format(n=shown.open_steps)
        note = still if shown.open_steps and not shown.finished else ""
        self.steps_card.set_head(_("Steps that apply"), str(len(shown.steps)), note)
        self.steps_card.setVisible(bool(shown.steps))

    def show_step(self, name: str) -> None:
        """Show why a step applies, its office and basis."""
        step = self._step_lines.get(name)
        if step is None:
            return
        dialog = Dialog(self, step.title)

        def go(contact: str) -> None:
            dialog.accept()
            self.office_wanted.emit(contact)

        dialog.body.addWidget(trace_of(step.verdict, go))
        dialog.add_button(_("Close"), main=True)
        dialog.fit(560)
        dialog.open()

    def _show_warnings(self, warnings: tuple[Warn, ...]) -> None:
        self._warns = warnings
        self.warnings.clear()
        self.warnings.set_head(_("Please note"), str(len(warnings)))
        self.warnings.setVisible(bool(warnings))
        most = len(warnings) if self._all_warnings or len(warnings) == MOST_WARNINGS + 1 else MOST_WARNINGS
        for number, warn in enumerate(warnings[:most]):
            if number:
                self.warnings.body.addWidget(line())
            icon, tone = ("triangle", "caution") if warn.strong else ("info", "accent")
            words = column(Label(warn.title, "medium", wrap=True), space=1)
            if warn.text:
                words.addWidget(Label(warn.text, "small", "text2", wrap=True))
            made = row(column(2, IconLabel(icon, tone, ICON_SMALL), None, space=0), space=S3)
            made.addLayout(words, 1)
            self.warnings.body.addLayout(made)
        left = len(warnings) - most
        if left > 0:
            more = link(ngettext("Show {n} more", "Show {n} more", left).format(n=left), then=self._show_all_warnings)
            self.warnings.body.addLayout(row(more, None))

    def _show_all_warnings(self) -> None:
        self._all_warnings = True
        self._show_warnings(self._warns)

    def _show_offices(self, offices: tuple[OfficeLink, ...]) -> None:
        self.offices.clear()
        self.offices.setVisible(bool(offices))
        for office in offices:
            if office.contact:
                made = link(office.words)
                made.clicked.connect(lambda *_on, contact=office.contact: self.office_wanted.emit(contact))
                self.offices.body.addLayout(row(made, None))
            else:
                self.offices.body.addWidget(Label(office.words, wrap=True))
