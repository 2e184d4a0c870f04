"""Results of a guide in groups: possible, still open, something speaks against it; one trace open at a time.

view = VerdictList()
view.show_results([Verdict("T_18B", "applies", "Skilled worker …, § 18b", "…", trace=(…))])
view.opened.connect(self.remember)        # id of the result whose trace is open, empty for none
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import ICON_SMALL, S1, S2, S3, S4
from welcomedesk.ui.text import Label

# verdict: (words of the group, icon, tone)
GROUPS: dict[str, tuple[str, str, str]] = {
    "applies": (N_("Possible"), "check-circle", "good"),
    "open": (N_("Still open"), "open-circle", "open"),
    "excluded": (N_("Something speaks against it"), "bar-circle", "caution"),
}
_MET: dict[str, tuple[str, str, str]] = {
    "met": ("check", "good", N_("met")),
    "unmet": ("cross", "caution", N_("not met")),
    "open": ("open-circle", "open", N_("still open")),
    "assumed": ("info", "accent", N_("assumed")),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a trace; `state` is `met`, `unmet`, `open` or `assumed`."""

    words: str
    state: str
    source: str = ""
    verify: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """One result.

    Args:
        title: with section, plain text.
        reason: one line.
        would_change: sentences, may be empty.
        next: what comes next, sentences.
        verify: the statement is still to be verified.
    """

    id: str
    verdict: str
    title: str
    reason: str = ""
    trace: tuple[Condition, ...] = ()
    would_change: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    verify: bool = False


class VerdictList(Card):
    """The list; rows open in place with Enter, Space or a click."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._rows: list[VerdictRow] = []
        self._open = ""
        self._before: dict[str, str] = {}
        self.setAccessibleName(_("Results"))

    def show_results(self, results: Sequence[Verdict], *, folded: Sequence[str] = ()) -> None:
        """Show results in their groups, in the given order; the open trace stays open.

        Args:
            folded: groups that show only their head.
        """
        focused = next((line.result.id for line in self._rows if line.hasFocus()), "")
        self.clear()
        self._rows = []
        for verdict, (words, icon, tone) in GROUPS.items():
            group = [result for result in results if result.verdict == verdict]
            if group:
                self.add(_group_head(_(words), len(group), icon, tone))
                if verdict not in folded:
                    for result in group:
                        self._add_row(result, icon, tone)
        for line in self._rows:
            if line.result.id == focused:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce(results)

    def _add_row(self, result: Verdict, icon: str, tone: str) -> None:
        line = VerdictRow(result, icon, tone, open_=result.id == self._open)
        line.toggled.connect(self.toggle)
        self._rows.append(line)
        self.add(line)

    def toggle(self, result: str) -> None:
        """Open the trace of this result and close the other one."""
        self._open = "" if self._open == result else result
        for line in self._rows:
            line.set_open(line.result.id == self._open)
        self.opened.emit(self._open)

    def open_result(self, result: str) -> None:
        """Open this trace, from outside."""
        if self._open != result:
            self.toggle(result)

    def _announce(self, results: Sequence[Verdict]) -> None:
        now = {result.id: result.verdict for result in results}
        changed = [result for result in results if self._before and self._before.get(result.id) != result.verdict]
        self._before = now
        if changed:
            words = ngettext("{n} result changed", "{n} results changed", len(changed)).format(n=len(changed))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def _group_head(words: str, count: int, icon: str, tone: str) -> QWidget:
    made = QFrame()
    set_part(made, part="head")
    line = row(IconLabel(icon, tone, 16), Label(words, "strong", tone), Label(str(count), "body", "text2"), None)
    line.setContentsMargins(S4, S1 + 1, S4, S1 + 1)
    made.setLayout(line)
    made.setAccessibleName(f"{words}, {count}")
    return made


class VerdictRow(QFrame):
    """One result: icon, title, reason; open it shows the trace."""

    toggled = Signal(str)

    def __init__(self, result: Verdict, icon: str, tone: str, *, open_: bool = False) -> None:
        super().__init__()
        self.result = result
        self._trace: QWidget | None = None
        self._chevron = IconLabel("chevron-right", "text2", 16)
        title = Label(result.title, "medium", wrap=True)
        words = column(title, space=1)
        if result.reason:
            words.addWidget(Label(result.reason, "small", "text2", wrap=True))
        self._head = QFrame()
        line = row(IconLabel(icon, tone), words, self._chevron, space=S3, margins=(S4, S2 - 2, S3, S2 - 2))
        line.setStretch(1, 1)
        self._head.setLayout(line)
        self._layout = column(self._head, space=0)
        self.setLayout(self._layout)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._group = GROUPS[result.verdict][0]
        self._is_open = False
        self.set_open(open_)

    def set_open(self, open_: bool) -> None:
        """Show or hide the trace."""
        state = _("opened") if open_ else _("closed")
        parts = (_(self._group), self.result.title, self.result.reason, state)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self._chevron.set_icon("chevron-up" if open_ else "chevron-right")
        set_part(self._head, part="row" if open_ else "clear", tone="selected" if open_ else "")
        if open_ and self._trace is None:
            self._trace = trace_of(self.result)
            self._layout.addWidget(self._trace)
        if self._trace is not None:
            self._trace.setVisible(open_)
        self._is_open = open_

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggled.emit(self.result.id)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._head.geometry().contains(event.position().toPoint()):
            self.toggled.emit(self.result.id)

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            focus_ring(QPainter(self), self._head.geometry())


def trace_of(result: Verdict) -> QWidget:
    """Conditions met, not met and assumed with their source; then what would change the result."""
    made = QWidget()
    inside = column(space=S2 - 2, margins=(S4, S3, S4, S3))
    for condition in result.trace:
        inside.addWidget(_condition(condition))
    if result.would_change:
        inside.addSpacing(S2)
        tone = "caution" if result.verdict == "excluded" else "open"
        inside.addWidget(Banner(_("What would change it"), "\n".join(result.would_change), tone))
    if result.next:
        inside.addSpacing(S2)
        inside.addWidget(Label(_("Next"), "strong"))
        for step in result.next:
            inside.addWidget(Label(step, wrap=True))
    made.setLayout(inside)
    return made


def _condition(condition: Condition) -> QWidget:
    icon, tone, state = _MET.get(condition.state, _MET["open"])
    words = Label(condition.words, "strong" if condition.state == "unmet" else "body", wrap=True)
    words.setAccessibleName(f"{_(state)}: {condition.words}")
    source = condition.source if not condition.verify else " · ".join((condition.source, _("to be verified")))
    note = Label(source.strip(" ·"), "small", "text2", wrap=True)
    note.setFixedWidth(look().size(172))
    made = QWidget()
    line = row(IconLabel(icon, tone, ICON_SMALL), words, note, space=S3)
    line.setStretch(1, 1)
    made.setLayout(line)
    return made
