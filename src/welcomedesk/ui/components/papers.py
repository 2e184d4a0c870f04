"""Papers: name, note, then *seen, copy, translated, certified*: tick, still open, or a bar where it is not asked.

table = PaperTable(); table.show_papers(_("Papers"), _("4 of 8 complete"), [Paper("D1", "Passport", "seen on …",
    {"seen": "yes", "copy": "open", "translated": "not_asked", "certified": "not_asked"})])
table.toggled.connect(self.set_paper)            # (id, "copy", "yes")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QSizePolicy, QWidget

from welcomedesk.i18n import N_, _
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.layout import column, line, row
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import ICON_SMALL, ROW, S2, S3, S4
from welcomedesk.ui.text import Label, tip

NEEDS: tuple[tuple[str, str], ...] = (
    ("seen", N_("seen")),
    ("copy", N_("copy")),
    ("translated", N_("translated")),
    ("certified", N_("certified")),
)
# state: (icon, role, words)
MARKS: dict[str, tuple[str, str, str]] = {
    "yes": ("check", "good", N_("is there")),
    "open": ("open-circle", "open", N_("still open")),
    "not_asked": ("minus", "text3", N_("not asked")),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper; `missing` says in words that it cannot be had or is missing."""

    id: str
    name: str
    note: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""


class MarkButton(QAbstractButton):
    """One of the four states of a paper."""

    def __init__(self, paper: Paper, need: str, need_words: str) -> None:
        super().__init__()
        self.state = paper.marks.get(need, "not_asked")
        state_words = _(MARKS[self.state][2])
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{paper.name}, {need_words}: {state_words}")
        self.setToolTip(tip(f"{need_words}: {state_words}"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        edge = look().size(28)
        return QSize(edge, edge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the table moves; a button alone would go to the next stop of Tab
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        name, role, _words = MARKS[self.state]
        edge = look().size(16)
        area = QRectF((self.width() - edge) / 2, (self.height() - edge) / 2, edge, edge)
        if self.underMouse():
            painter.fillRect(self.rect(), look().color("selected"))
        icons.draw(painter, name, role, area)
        if self.hasFocus():
            focus_ring(painter, self.rect())


class PaperName(QFrame):
    """Name and note of a paper; Enter or a click opens it."""

    reader_role = "Button"

    def __init__(self, paper: Paper, opened: Callable[[str], object]) -> None:
        super().__init__()
        self._id, self._open = paper.id, opened
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(", ".join(part for part in (_("Paper"), paper.name, paper.missing, paper.note) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open(self._id)
        else:
            super().keyPressEvent(event)

    def reader_press(self) -> None:
        self._open(self._id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._open(self._id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            focus_ring(QPainter(self), self.rect())

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()


class PaperTable(Card):
    """A card with one line per paper; arrows move between the marks, Space changes one."""

    toggled = Signal(str, str, str)
    opened = Signal(str)

    def __init__(self, action: QWidget | None = None) -> None:
        super().__init__(" ", flush=True, action=action)

    def show_papers(self, title: str, count: str, papers: Sequence[Paper]) -> None:
        """Show papers; head and legend stay."""
        self.set_head(title, count)
        self.clear()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        self._headings(grid)
        self._marks: list[list[MarkButton]] = []
        for number, paper in enumerate(papers):
            self._paper(grid, 2 * number + 1, paper)
        grid.setColumnStretch(0, 1)
        holder = QWidget()
        holder.setLayout(grid)
        self.body.addWidget(holder)
        self.body.addWidget(line())
        self.body.addWidget(_legend())

    def _headings(self, grid: QGridLayout) -> None:
        ground = QFrame()
        set_part(ground, part="head")
        grid.addWidget(ground, 0, 0, 1, len(NEEDS) + 1)
        name = Label(_("Paper"), "small", "text2")
        name.setContentsMargins(S4, S2 - 2, S2, S2 - 2)
        grid.addWidget(name, 0, 0)
        for number, (_need, words) in enumerate(NEEDS):
            label = Label(_(words), "small", "text2")
            label.setContentsMargins(S2, 0, S2, 0)
            grid.addWidget(label, 0, number + 1, Qt.AlignmentFlag.AlignCenter)

    def _paper(self, grid: QGridLayout, at: int, paper: Paper) -> None:
        grid.addWidget(line(), at, 0, 1, len(NEEDS) + 1)
        words = column(Label(paper.name, wrap=True), space=1, margins=(S4, S2 - 2, S2, S2 - 2))
        if paper.missing:
            sign = row(IconLabel("triangle", "danger", ICON_SMALL), Label(paper.missing, "small-strong", "danger"))
            sign.addWidget(Label(paper.note, "small", "text2", wrap=True), 1)
            words.addLayout(sign)
        elif paper.note:
            words.addWidget(Label(paper.note, "small", "text2", wrap=True))
        holder = PaperName(paper, self.opened.emit)
        holder.setLayout(words)
        holder.setMinimumHeight(look().size(ROW))
        grid.addWidget(holder, at + 1, 0)
        marks = []
        for number, (need, need_words) in enumerate(NEEDS):
            if paper.missing and need not in paper.marks:
                continue
            mark = MarkButton(paper, need, _(need_words))
            following = {"yes": "open", "open": "yes", "not_asked": "open"}[mark.state]
            mark.clicked.connect(lambda *_on, n=need, state=following: self.toggled.emit(paper.id, n, state))
            grid.addWidget(mark, at + 1, number + 1, Qt.AlignmentFlag.AlignCenter)
            marks.append(mark)
        self._marks.append(marks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0)}
        move = moves.get(Qt.Key(event.key()))
        place = next(
            ((y, x) for y, marks in enumerate(self._marks) for x, mark in enumerate(marks) if mark.hasFocus()), None
        )
        if move is None or place is None:
            super().keyPressEvent(event)
            return
        y, x = place[0] + move[0], place[1] + move[1]
        if 0 <= y < len(self._marks) and 0 <= x < len(self._marks[y]):
            self._marks[y][x].setFocus(Qt.FocusReason.TabFocusReason)


def _legend() -> QWidget:
    made = QWidget()
    parts: list[QWidget] = []
    for icon, role, words in MARKS.values():
        part = QWidget()
        part.setLayout(row(IconLabel(icon, role, ICON_SMALL), Label(_(words), "small", "text2"), space=S2 - 2))
        parts.append(part)
    made.setLayout(row(*parts, None, space=S3, margins=(S4, S2, S4, S2)))
    return made
