"""Steps of a checklist: ring, half, tick or bar; one step is open in place and shows what to do.

steps = StepList(); steps.show_steps(_("Equivalence"), [Step("s1", "…", "…", state="done", due=_("done")), …])
steps.state_wanted.connect(self.set_state)       # (id, "done" | "open" | "started" | "not_needed")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from welcomedesk.i18n import N_, _
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.facts import definition
from welcomedesk.ui.components.layout import column, flow, holding, row
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import ICON, S2, S3, S4, tone_text
from welcomedesk.ui.text import Label

# state: (icon, colour role, words)
STATES: dict[str, tuple[str, str, str]] = {
    "open": ("ring", "text2", N_("open")),
    "started": ("half-circle", "accent", N_("in progress")),
    "done": ("check-circle", "good", N_("done")),
    "not_needed": ("bar-circle", "text2", N_("not needed")),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step; all texts plain, in the language of the window, dates written out.

    Args:
        note: second line.
        due: end of the line, with `due_tone` (`danger` overdue) or `due_strong` (today).
        text: what to do, shown when open.
        facts: (label, words) shown when open: office, papers, cost, basis.
        warn: a caution shown when open.
        office: a link to begin a referral to this contact, or empty; `office_words` its name.
        verify: to be verified.
    """

    id: str
    title: str
    note: str = ""
    state: str = "open"
    due: str = ""
    due_tone: str = ""
    due_strong: bool = False
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    warn: str = ""
    office: str = ""
    verify: bool = False
    more: tuple[QWidget, ...] = field(default=(), compare=False)
    office_words: str = ""


class StepList(Card):
    """A card of steps."""

    state_wanted = Signal(str, str)
    date_wanted = Signal(str)
    referral_wanted = Signal(str)
    office_wanted = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ", flush=True)
        self._open = ""
        self.lines: list[StepRow] = []

    def show_steps(self, title: str, count: str, steps: Sequence[Step]) -> None:
        """Show the steps of one checklist, for example *1 of 7 done* as count; the open step stays open."""
        self.set_head(title, note=count)
        focused = next((line.step.id for line in self.lines if line.hasFocus()), "")
        self.clear()
        self.lines = []
        for step in steps:
            line = StepRow(step, self)
            line.toggled.connect(self.toggle)
            line.set_open(step.id == self._open)
            self.lines.append(line)
            self.add(line)
        for line in self.lines:
            if line.step.id == focused:
                line.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle(self, step: str) -> None:
        """Open this step and close the other one."""
        self._open = "" if self._open == step else step
        for line in self.lines:
            line.set_open(line.step.id == self._open)
        self.opened.emit(self._open)

    def open_step(self, step: str) -> None:
        if self._open != step:
            self.toggle(step)


class StepRow(QFrame):
    """One step; Enter opens, Space ticks."""

    reader_role = "Button"

    toggled = Signal(str)

    def __init__(self, step: Step, owner: StepList) -> None:
        super().__init__()
        self.step = step
        self._owner = owner
        self._detail: QWidget | None = None
        icon, role, state = STATES.get(step.state, STATES["open"])
        self._sign = IconLabel(icon, role)
        quiet = step.state in ("done", "not_needed")
        words = column(Label(step.title, "body", "text2" if quiet else "text", wrap=True), space=1)
        if step.note:
            words.addWidget(Label(step.note, "small", "text2", wrap=True))
        tone = tone_text(step.due_tone) if step.due_tone else "good" if step.state == "done" else "text2"
        due = Label(step.due, "strong" if step.due_strong or step.due_tone else "body", tone)
        if step.due_strong and not step.due_tone:
            due.set_tone("text")
        self._head = QFrame()
        line = row(self._sign, words, space=S3, margins=(S3 + 1, S2 - 1, S4, S2 - 1))
        line.setStretch(1, 1)
        if step.due_tone:
            line.addWidget(IconLabel("triangle", tone, 14))
        line.addWidget(due)
        self._head.setLayout(line)
        self._layout = column(self._head, space=0)
        self.setLayout(self._layout)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(
            ", ".join(part for part in (_("Step"), step.title, step.note, _(state), step.due) if part)
        )

    def set_open(self, open_: bool) -> None:
        """Show or hide what to do."""
        set_part(self._head, part="row" if open_ else "clear", tone="selected" if open_ else "")
        self.setAccessibleDescription(_("opened") if open_ else _("closed"))
        if open_ and self._detail is None:
            self._detail = self._make_detail()
            self._layout.addWidget(self._detail)
        if self._detail is not None:
            self._detail.setVisible(open_)

    def reader_open(self) -> bool:
        return self._detail is not None and self._detail.isVisibleTo(self)

    def reader_press(self) -> None:
        self.toggled.emit(self.step.id)

    def _make_detail(self) -> QWidget:
        step = self.step
        inset = S3 + look().size(ICON) + S3
        inside = column(space=S2, margins=(inset, S2, S3, S3))
        if step.text:
            inside.addWidget(Label(step.text, wrap=True))
        if step.office_words:
            inside.addWidget(definition(_("Office"), self._office()))
        for label, words in step.facts:
            inside.addWidget(definition(label, words))
        if step.verify:
            inside.addWidget(definition(_("Status"), holding(row(Chip(_("to be verified"), "open"), None))))
        if step.warn:
            inside.addWidget(Banner(step.warn, tone="caution"))
        for widget in step.more:
            inside.addWidget(widget)
        inside.addSpacing(S2)
        inside.addWidget(self._actions())
        made = QWidget()
        made.setLayout(inside)
        return made

    def _office(self) -> QWidget:
        go = link(_("Start referral"), then=lambda: self._owner.referral_wanted.emit(self.step.office))
        go.setAccessibleName(_("Start referral to {office}").format(office=self.step.office_words))
        where = link(_("Show on the map"), then=lambda: self._owner.office_wanted.emit(self.step.office))
        where.setAccessibleName(_("Show {office} on the map").format(office=self.step.office_words))
        for each in (go, where):
            each.setVisible(bool(self.step.office))
        return flow(Label(self.step.office_words), go, where, space=S3)

    def _want(self, state: str) -> Callable[[], None]:
        return lambda: self._owner.state_wanted.emit(self.step.id, state)

    def _actions(self) -> QWidget:
        state, made = self.step.state, []
        if state in ("done", "not_needed"):
            made.append(button(_("Open again"), "undo", small=True, then=self._want("open")))
        else:
            made.append(button(_("Mark as done"), "check", small=True, then=self._want("done")))
            if state == "open":
                made.append(button(_("Begin"), "half-circle", small=True, then=self._want("started")))
            made.append(button(_("Not needed"), "minus", small=True, then=self._want("not_needed")))
            date = button(_("Change date"), "calendar", small=True)
            date.clicked.connect(lambda *_on: self._owner.date_wanted.emit(self.step.id))
            made.append(date)
        if self.step.office and not self.step.office_words:
            go = button(_("Start referral"), "referral", small=True)
            go.clicked.connect(lambda *_on: self._owner.referral_wanted.emit(self.step.office))
            made.append(go)
        return flow(*made, space=S2 - 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggled.emit(self.step.id)
        elif event.key() == Qt.Key.Key_Space:
            self._owner.state_wanted.emit(self.step.id, "open" if self.step.state == "done" else "done")
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if not self._head.geometry().contains(point):
            return
        reach = S3 + look().size(ICON) + S2
        from_start = self.width() - point.x() if self.isRightToLeft() else point.x()
        if from_start < reach and self.step.state in ("open", "started", "done"):
            self._owner.state_wanted.emit(self.step.id, "open" if self.step.state == "done" else "done")
        else:
            self.toggled.emit(self.step.id)

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            focus_ring(QPainter(self), self._head.geometry())
