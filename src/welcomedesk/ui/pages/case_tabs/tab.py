"""What a tab of a case is made of, and what it may ask of the case page around it.

    class ChecklistTab(Tab):
        def __init__(self, host):
            super().__init__(host)
            self.steps = StepList(); self.content.addWidget(self.steps)      # scrolls with the margins of a page
            self.panel.addWidget(Card(_("Costs")))                           # optional: context panel of the page
            self.print = button(_("Print as handout"), "printer", then=…)
        def show_case(self, case):                  # before it is first seen and after every change of the case
            self.steps.set_steps(case.all("item"))
        def head_actions(self):                          # buttons at the end of the case header while this tab is shown
            return (self.print,)

Reading more than the case itself: `self.ask(lambda desk: guides.runs(desk, self.case.id), self._show, latest="runs")`.
Writing: `self.act(lambda desk: checklists.tick(desk, self.case.id, ref), _("Step done."))` refreshes every view, says
it in the status bar and the toast, and offers undo.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from welcomedesk.ui.acting import act
from welcomedesk.ui.components.layout import Scroll, column
from welcomedesk.ui.look.tokens import S4, S6
from welcomedesk.ui.page import Width

if TYPE_CHECKING:
    from welcomedesk.desk.core import Done
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.ui.focus import OwedFocus
    from welcomedesk.ui.page import Context, Place
    from welcomedesk.ui.worker import Task

T = TypeVar("T")


class CaseHost(Protocol):
    """What a tab may ask of the page around it."""

    @property
    def context(self) -> Context: ...

    @property
    def width_class(self) -> Width: ...

    def show_error(self, error: Exception) -> None:
        """Show a failure as banner above the tab."""

    def show_notice(self, banner: QWidget) -> None:
        """Show a banner above the tab; there is at most one."""

    def clear_notice(self) -> None: ...

    def go_tab(self, name: str, item: str = "") -> None:
        """Show another tab of the same case, noted in the history of back and forward."""

    def go(self, place: Place) -> None:
        """Leave the case for another place."""

    def toggle_panel(self) -> None:
        """Open or close the drawer with the panel, or move to the panel where it always stands."""

    def head_changed(self) -> None:
        """The tab has other `head_actions` now."""

    @property
    def owed_focus(self) -> OwedFocus:
        """Where the focus goes once the tab knows its first control."""


class Tab(QWidget):
    """A tab of a case. Override what applies; `show_case` always.

    Set `scrolls = False` for a tab that fills the room with its own panes; then `content` has no margins.
    `panel` is the context panel: 324 px beside the content, a drawer below 1360 px; it shows when something is in it.
    `areas` names further areas (`contacts`, `office`, `letters`) whose changes concern it; the case itself always does.
    """

    areas: frozenset[str] = frozenset()
    scrolls = True
    panel_width = 324

    def __init__(self, host: CaseHost) -> None:
        super().__init__()
        self.host = host
        self.context = host.context
        self.beside = QWidget()
        self.panel: QVBoxLayout = column(space=S4)
        self.beside.setLayout(self.panel)
        self.content: QVBoxLayout
        self._scroll: Scroll | None = None
        if self.scrolls:
            self._scroll = Scroll(margins=(S6, S4, S6, S6), space=S4)
            self.content = self._scroll.inner
            self.setLayout(column(self._scroll, space=0))
        else:
            self.content = column(space=0)
            self.setLayout(self.content)
        self.case: CaseFile

    def set_end(self, margin: int) -> None:
        """Another space at the end edge, where the panel of the page stands."""
        if self._scroll is not None:
            self._scroll.set_end(margin)

    # --- for tabs to use --------------------------------------------------------------------------------------

    def ask(
        self,
        work: Callable[[Any], T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        latest: str = "",
    ) -> Task:
        """Read from the desk on the worker thread; see `PageView.ask`."""
        desk = self.context.session.desk

        def answered(result: T) -> None:
            if done is not None:
                done(result)
            self.host.owed_focus.pay()

        return self.context.worker.run(
            lambda progress: work(desk),
            answered,
            failed or self.host.show_error,
            owner=self,
            latest=f"{id(self)}:{latest}" if latest else "",
        )

    def act(
        self,
        work: Callable[[Any], Done[T]],
        words: str = "",
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        undo: bool = True,
    ) -> Task:
        """Do something that writes; see `acting.act`. Without `failed` the page shows a banner."""
        return act(self.context, self, work, words, then, failed=failed or self.host.show_error, undo=undo)

    # --- for tabs to override ---------------------------------------------------------------------------------

    def show_case(self, case: CaseFile) -> None:
        """Show this state of the case (`self.case` is set); always the same case. Keep focus and drafts."""
        raise NotImplementedError

    def open_item(self, item: str) -> None:
        """Show one thing of the tab: a ref, an id, whatever `Place.item` carries; called after `show_case`.

        Empty when somebody comes back to the tab itself after an item was shown.
        """

    def head_actions(self) -> tuple[QPushButton, ...]:
        """Buttons at the end of the case header while this tab is shown; the same objects each time."""
        return ()

    def first_stop(self) -> QWidget | None:
        """The first useful control, never a destructive one; `None` while it is not there, the bar of tabs takes it."""
        return None

    def main_action(self) -> QPushButton | None:
        """The one filled button, for Strg+Eingabe."""
        return None

    def do(self, name: str) -> bool:
        """Answer a key of `keys.KEYS` by name; `False` leaves it to the case page and the window."""
        return False

    def keep(self) -> Mapping[str, Any]:
        """Drafts as JSON values, for a change of language and for locking."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what `keep` gave; called after the first `show_case`."""

    def resume(self, form: str) -> None:
        """Open the form of this name, to go on with its draft."""

    def width_changed(self, width: Width) -> None:
        """Arrange the tab for another width class."""
