"""Guides in a case: runs, one question at a time with live verdicts, and two runs side by side.

`Place.item` is a ref of a run (`run:3fa9`), `begin:residence` to begin a guide, `compare`, or empty for the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import checklists, guide_runs, guides
from welcomedesk.domain.answers import AnswersRefused
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.page import Place, Width, stops
from welcomedesk.ui.pages.case_tabs.guide_list import GuideList
from welcomedesk.ui.pages.case_tabs.guide_run import RunPage
from welcomedesk.ui.pages.case_tabs.guide_values import RunShown, read_run
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab

if TYPE_CHECKING:
    from welcomedesk.desk.guide_runs import RunList
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.ui.pages.case_tabs.guide_compare import ComparePage

COMPARE = "compare"
BEGIN = "begin:"


class GuideTab(Tab):
    """The tab; what is written and read goes through the desk."""

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self._ref = ""
        self._wanted = ""
        self._skipped: frozenset[str] = frozenset()
        self._all_questions = False
        self._trail: list[str] = []
        self._draft: dict[str, Any] = {}
        self._focus = False
        self._chosen = False
        self.list = GuideList()
        self.run = RunPage()
        self._compare: ComparePage | None = None
        self._shown: QWidget | None = None
        for page in (self.list, self.run):
            page.hide()
            self.content.addWidget(page)
        self.compare = button(_("Compare runs"), "compare", then=lambda: self.host.go_tab("guide", COMPARE))
        self.finish = button(_("Finish run"), "check", then=self.finish_run)
        for made in (self.compare, self.finish):
            made.hide()
        self._can_compare = False
        self._bind()

    def _bind(self) -> None:
        self.list.run_wanted.connect(lambda ref: self.host.go_tab("guide", ref))
        self.list.begin_wanted.connect(self.begin)
        card = self.run.card
        card.answered.connect(self.answer)
        card.unknown.connect(lambda name: self.answer(name, guides.NOT_KNOWN))
        card.skipped.connect(self.skip)
        card.drafted.connect(self._drafted)
        card.back.connect(self.go_back)
        self.run.date_wanted.connect(self.move_date)
        self.run.change_wanted.connect(self.ask_question)
        self.run.finish_wanted.connect(self.finish_run)
        self.run.go_on_wanted.connect(self._go_on)
        self.run.again_wanted.connect(self.judge_again)
        self.run.list_wanted.connect(lambda: self.host.go_tab("guide", "list"))
        self.run.adopt_wanted.connect(self.adopt)
        self.run.checklist_wanted.connect(lambda: self.host.go_tab("checklist"))
        self.run.office_wanted.connect(lambda name: self.host.go(Place("contacts", case=self.case.id, item=name)))

    # --- where we are -----------------------------------------------------------------------------------------

    def show_case(self, case: CaseFile) -> None:
        runs = [each.ref for each in case.all("run") if each.text("guide")]
        if self._ref and self._ref not in runs:
            self._ref = ""
        elif not self._chosen and not self._ref:
            # One run, or one that is half done, is what somebody comes for.
            half = [ref for ref in runs if case.one(ref).text("state") != "done"]
            self._ref = half[-1] if half else runs[0] if len(runs) == 1 else ""
        self._chosen = True
        self._read_list()
        if self._ref:
            self._read()
        elif self._shown is not self._compare:
            self._turn_to(self.list)

    def open_item(self, item: str) -> None:
        if item.startswith(BEGIN):
            self.begin(item.removeprefix(BEGIN))
        elif item == COMPARE:
            self._show_compare()
        elif item.startswith("run:"):
            self._open_run(item)
        else:
            self._ref = ""
            self._turn_to(self.list)
            self._dress()

    def _open_run(self, ref: str, *, focus: bool = True) -> None:
        if ref != self._ref:
            self._ref, self._wanted, self._skipped, self._trail, self._draft = ref, "", frozenset(), [], {}
            self._all_questions = False
        self._focus = focus
        self._read()

    # --- reading ----------------------------------------------------------------------------------------------

    def _read_list(self) -> None:
        case = self.case
        self.ask(lambda desk: guide_runs.overview(desk, case), self._show_list, latest="list")

    def _show_list(self, shown: RunList) -> None:
        self.list.show_list(shown, closed=self.case.closed)
        names = [run.guide for run in shown.runs if run.problem is None]
        self._can_compare = len(names) > len(set(names))
        if self._compare is not None:
            self._compare.show_runs(shown.runs)
        self._dress()

    def _read(self) -> None:
        case_id, ref = self.case.id, self._ref
        wanted, skipped, everything = self._wanted, self._skipped, self._all_questions
        draft = dict(self._draft) or None
        self.ask(
            lambda desk: read_run(
                desk, case_id, ref, wanted=wanted, skipped=skipped, all_questions=everything, draft=draft
            ),
            self._show_run,
            latest="run",
        )

    def _show_run(self, shown: RunShown) -> None:
        if shown.ref != self._ref:
            return
        focus, self._focus = self._focus, False
        self.run.show_run(shown, focus=focus, typing=bool(self._draft))
        self.run.card.back_button.setEnabled(bool(self._trail) or bool(shown.answers))
        if self.case.closed:
            self.run.card.hide()
        self._turn_to(self.run)
        self._dress()
        if focus and shown.question is None:
            main = self.run.main_button()
            if main is not None:
                # The button was made just now; it takes focus once it is shown.
                QTimer.singleShot(0, main, main.setFocus)

    def _turn_to(self, page: QWidget) -> None:
        """Show one of the pages. They stand in one column, so that each is only as high as it needs."""
        if self._shown is not None and self._shown is not page:
            self._shown.hide()
        self._shown = page
        page.show()

    def _dress(self) -> None:
        """Say which buttons the head of the case shows."""
        self.host.head_changed()

    def head_actions(self) -> tuple[QPushButton, ...]:
        shown = self.run.shown
        running = self._shown is self.run and shown is not None and not shown.finished
        wanted = []
        if running and shown is not None and shown.question is not None and shown.answers and not self.case.closed:
            wanted.append(self.finish)
        if self._can_compare and self._shown is not self._compare:
            wanted.append(self.compare)
        return tuple(wanted)

    # --- answering --------------------------------------------------------------------------------------------

    def begin(self, guide: str) -> None:
        """Begin a guide; what the case knows is answered already."""
        case_id = self.case.id

        def begun(ref: str) -> None:
            self._open_run(ref)
            self.host.go_tab("guide", ref)

        self.act(lambda desk: guides.start_run(desk, case_id, guide), _("Guide begun."), begun)

    def answer(self, question: str, value: Any) -> None:
        """Keep an answer and go on to the next question."""
        case_id, ref = self.case.id, self._ref
        self._trail.append(question)
        self._wanted, self._draft, self._focus = "", {}, True
        self._skipped -= {question}
        self.act(
            lambda desk: guides.answer(desk, case_id, ref, question, value),
            then=lambda _entries: self._read(),
            failed=lambda error: self._refused(question, error),
        )

    def _refused(self, question: str, error: Exception) -> None:
        self._trail = [name for name in self._trail if name != question]
        if isinstance(error, AnswersRefused) and self.run.card.question is not None:
            self.run.card.say_wrong(" ".join(problem.sentence(_) for problem in error.problems))
        else:
            self.host.show_error(error)

    def skip(self, question: str) -> None:
        """Pass over a question for now."""
        self._trail.append(question)
        self._skipped |= {question}
        self._wanted, self._draft, self._focus = "", {}, True
        self._read()

    def go_back(self) -> None:
        """Show the question before, answered or skipped."""
        current = self.run.card.question.id if self.run.card.question else ""
        shown = self.run.shown
        if self._trail:
            before = self._trail.pop()
        else:
            names = [each.question for each in shown.answers] if shown else []
            at = names.index(current) if current in names else len(names)
            before = names[at - 1] if at > 0 else ""
        if before:
            self.ask_question(before)

    def ask_question(self, question: str) -> None:
        """Show this question, also when it is answered."""
        shown = self.run.shown
        if shown is None or shown.finished or self.case.closed:
            return
        self._skipped -= {question}
        self._wanted, self._draft, self._focus = question, {}, True
        self._read()

    def _drafted(self, question: str, value: Any) -> None:
        """Judge an answer while it is being given."""
        self._draft = {question: value}
        case_id, ref, draft = self.case.id, self._ref, dict(self._draft)

        def judged(shown: RunShown) -> None:
            if shown.ref == self._ref and self._draft == draft:
                self.run.results.show_results(shown)

        self.ask(lambda desk: read_run(desk, case_id, ref, draft=draft), judged, latest="draft")

    def move_date(self, iso: str) -> None:
        """Judge the answers on another day."""
        case_id, ref = self.case.id, self._ref
        self.act(lambda desk: guides.move_date(desk, case_id, ref, date.fromisoformat(iso)), _("Date changed."))

    def _go_on(self) -> None:
        self._all_questions = self._focus = True
        self._skipped = frozenset()
        self._read()

    # --- the end of a run -------------------------------------------------------------------------------------

    def finish_run(self) -> None:
        """Keep the run as it stands."""
        case_id, ref = self.case.id, self._ref
        self._wanted, self._draft, self._focus = "", {}, True
        self.act(lambda desk: guides.finish_run(desk, case_id, ref), _("Run finished."))

    def judge_again(self) -> None:
        """A new run from the answers of this one."""
        case_id, ref = self.case.id, self._ref

        def begun(new: str) -> None:
            self._open_run(new)
            self.host.go_tab("guide", new)

        words = _("A new run was begun. The old one is kept.")
        self.act(lambda desk: guides.continue_run(desk, case_id, ref), words, begun)

    def adopt(self, wanted: tuple[str, ...]) -> None:
        """Take checklists over into the case."""
        case_id, ref = self.case.id, self._ref

        def taken(count: int) -> None:
            words = ngettext("{n} step taken over.", "{n} steps taken over.", count).format(n=count)
            self.context.shell.did(words)

        self.act(lambda desk: checklists.adopt(desk, case_id, ref, wanted), "", taken)

    # --- comparing --------------------------------------------------------------------------------------------

    def _show_compare(self) -> None:
        if self._compare is None:
            from welcomedesk.ui.pages.case_tabs.guide_compare import ComparePage

            self._compare = ComparePage()
            self._compare.list_wanted.connect(lambda: self.host.go_tab("guide", "list"))
            self._compare.chosen.connect(self._compare_runs)
            self._compare.hide()
            self.content.addWidget(self._compare)
        self._ref = ""
        self._turn_to(self._compare)
        self._read_list()
        self._dress()

    def _compare_runs(self, refs: tuple[str, ...]) -> None:
        from welcomedesk.ui.pages.case_tabs.guide_compare import read_runs

        case, page = self.case, self._compare
        if page is not None:
            self.ask(lambda desk: read_runs(desk, case, refs), page.show_compared, latest="compare")

    # --- the tab ----------------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        if self._shown is self.list:
            starts = next(iter(self.list.starts.values()), None)
            return self.list.runs if self.list.runs_card.isVisibleTo(self.list) else starts
        if self._shown is not self.run:
            return None
        if self.run.card.isVisibleTo(self.run):
            return self.run.card.focus_stop()
        return self.run.main_button() or next(iter(stops(self.run)), None)

    def main_action(self) -> QPushButton | None:
        return self.run.main_button() if self._shown is self.run else None

    def keep(self) -> Mapping[str, Any]:
        if not self._ref:
            return {}
        question = self.run.card.question
        draft = {name: value for name, value in self._draft.items() if value is not None}
        return {
            "run": self._ref,
            "question": question.id if question and draft else self._wanted,
            "draft": draft,
            "skipped": sorted(self._skipped),
            "open": self.run.results.verdicts.open_id,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        ref = str(state.get("run", ""))
        if self.case.one(ref).text("guide"):
            self._ref, self._wanted = ref, str(state.get("question", ""))
            self._skipped = frozenset(map(str, state.get("skipped", ())))
            self._draft = dict(state.get("draft", {}))
            self.run.results.verdicts.open_result(str(state.get("open", "")))
            self._read()

    def width_changed(self, width: Width) -> None:
        for page in (self.list, self.run):
            page.set_narrow(width < Width.MEDIUM)
