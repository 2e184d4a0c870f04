"""Results of a guide in groups: possible, still open, something speaks against it; one trace open at a time.

view = VerdictList()
view.show_results([Verdict("T_18B", "applies", "Skilled worker …, § 18b", "…", trace=(…))])
view.opened.connect(self.remember)        # id of the result whose trace is open, empty for none
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.buttons import link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.layout import column, holding, row
from welcomedesk.ui.components.trace import GROUPS, Condition, OfficeLink, Verdict, trace_of
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S1, S2, S3, S4
from welcomedesk.ui.reader import say_politely
from welcomedesk.ui.text import Label

__all__ = ["Condition", "OfficeLink", "Verdict", "VerdictList", "VerdictRow"]


class VerdictList(Card):
    """The list; rows open in place with Enter, Space or a click. Of a long group the first rows are shown."""

    opened = Signal(str)
    office_wanted = Signal(str)

    def __init__(self, most: Mapping[str, int] | None = None) -> None:
        super().__init__(flush=True)
        self._most = dict(most or {})
        self._all: set[str] = set()
        self._shown: tuple[Verdict, ...] = ()
        self._rows: list[VerdictRow] = []
        self._open = ""
        self._before: dict[str, str] = {}
        self.setAccessibleName(_("Results"))

    @property
    def rows(self) -> list[VerdictRow]:
        """The rows that are shown, in order."""
        return self._rows

    @property
    def open_id(self) -> str:
        """Id of the result whose trace is open, empty for none."""
        return self._open

    def show_results(self, results: Sequence[Verdict]) -> None:
        """Show results in their groups, in the given order; the open trace stays open."""
        self._announce(results)
        if tuple(results) == self._shown and self._rows:
            return
        self._shown = tuple(results)
        self._fill()

    def _fill(self) -> None:
        focused = next((line.result.id for line in self._rows if line.hasFocus()), "")
        self.clear()
        self._rows = []
        for verdict, (words, icon, tone) in GROUPS.items():
            group = [result for result in self._shown if result.verdict == verdict]
            if group:
                self.add(_group_head(_(words), len(group), icon, tone))
                self._fill_group(verdict, group, icon, tone)
        for line in self._rows:
            if line.result.id == focused:
                line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_group(self, verdict: str, group: Sequence[Verdict], icon: str, tone: str) -> None:
        most = len(group) if verdict in self._all else self._most.get(verdict, len(group))
        if len(group) == most + 1:
            most += 1  # a line "1 more" would take as much room as the row
        for number, result in enumerate(group):
            if number < most or result.id == self._open:
                self._add_row(result, icon, tone)
        if len(group) > most:
            words = ngettext("Show {n} more", "Show {n} more", len(group) - most).format(n=len(group) - most)
            more = link(words, then=lambda: self._show_all(verdict))
            more.setAccessibleName(f"{_(GROUPS[verdict][0])}: {words}")
            self.add(holding(row(IconLabel("chevron-down", "accent", 16), more, None, margins=(S4, S1, S4, S1))))

    def _show_all(self, verdict: str) -> None:
        first = len([line for line in self._rows if line.result.verdict == verdict])
        self._all.add(verdict)
        self._fill()
        lines = [line for line in self._rows if line.result.verdict == verdict]
        if first < len(lines):
            lines[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, result: Verdict, icon: str, tone: str) -> None:
        line = VerdictRow(result, icon, tone, open_=result.id == self._open, go=self.office_wanted.emit)
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
            self._open = result
            self._fill()
            self.opened.emit(result)

    def _announce(self, results: Sequence[Verdict]) -> None:
        now = {result.id: result.verdict for result in results}
        changed = [result for result in results if self._before and self._before.get(result.id) != result.verdict]
        self._before = now
        if len(changed) == 1:
            say_politely(self, f"{changed[0].title}: {_(GROUPS[changed[0].verdict][0])}")
        elif changed:
            words = ngettext("{n} result changed", "{n} results changed", len(changed)).format(n=len(changed))
            counts = [
                f"{_(words)} {sum(each.verdict == verdict for each in results)}"
                for verdict, (words, _icon, _tone) in GROUPS.items()
            ]
            say_politely(self, f"{words}. {', '.join(counts)}")


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

    reader_role = "Button"

    toggled = Signal(str)

    def __init__(
        self, result: Verdict, icon: str, tone: str, *, open_: bool = False, go: Callable[[str], object] | None = None
    ) -> None:
        super().__init__()
        self.result = result
        self._go = go
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
            self._trace = trace_of(self.result, self._go)
            self._layout.addWidget(self._trace)
        if self._trace is not None:
            self._trace.setVisible(open_)
        self._is_open = open_

    def reader_open(self) -> bool:
        return self._is_open

    def reader_press(self) -> None:
        self.toggled.emit(self.result.id)

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
