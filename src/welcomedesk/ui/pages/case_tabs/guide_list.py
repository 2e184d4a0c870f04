"""All guides of a case: runs with their date and outcome, and guides that can be begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.banner import sentences
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S1, S2, S4
from welcomedesk.ui.text import Label, first_sentence

if TYPE_CHECKING:
    from welcomedesk.desk.guide_runs import GuideLine, RunLine, RunList

_MOST_NAMED = 2


class GuideList(QWidget):
    """Runs on one side, guides to begin on the other."""

    run_wanted = Signal(str)
    begin_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.runs = RowList(fit=True, click_opens=True)
        self.runs.setAccessibleName(_("Runs"))
        self.runs.opened.connect(self.run_wanted)
        self.runs_card = ListCard(self.runs, _("Runs"))
        self.empty = EmptyState(_("No guide was begun yet."), _("What the case knows is answered already."))
        self.empty_card = Card(flush=True)
        self.empty_card.add(self.empty)
        self.guides = Card(_("Begin a guide"))
        self.starts: dict[str, QPushButton] = {}
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(S4 + S2)
        left = column(self.runs_card, self.empty_card, None, space=S4)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(column(self.guides, None, space=S4), 2)
        self.setLayout(column(self._columns, None, space=0))

    def set_narrow(self, narrow: bool) -> None:
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)

    def show_list(self, shown: RunList, *, closed: bool) -> None:
        """Show runs, newest first, and what can be begun; a closed case begins nothing."""
        self.runs.set_rows([_row(run) for run in shown.runs])
        self.runs_card.set_head(_("Runs"), str(len(shown.runs)))
        self.runs_card.setVisible(bool(shown.runs))
        self.empty_card.setVisible(not shown.runs)
        self._fill_guides(shown.guides, closed=closed)

    def _fill_guides(self, guides: tuple[GuideLine, ...], *, closed: bool) -> None:
        self.guides.clear()
        self.starts = {}
        self.guides.setVisible(bool(guides) and not closed)
        others = False
        for guide in guides:
            if not guide.fits and not others:
                others = True
                self.guides.body.addSpacing(S2)
                self.guides.body.addWidget(Label(_("Made for other enquiries"), "small", "text2"))
            words = column(Label(guide.title, "medium", wrap=True), space=1)
            if guide.intro:
                words.addWidget(Label(first_sentence(guide.intro), "small", "text2", wrap=True))
            words.addWidget(Label(_("Pack {version}").format(version=guide.version), "small", "text2"))
            start = button(_("Begin"), small=True)
            start.setAccessibleName(_("Begin {guide}").format(guide=guide.title))
            start.clicked.connect(lambda *_on, name=guide.id: self.begin_wanted.emit(name))
            self.starts[guide.id] = start
            line = row(space=S4, margins=(0, S1, 0, S1))
            line.addLayout(words, 1)
            line.addLayout(column(start, None, space=0))
            self.guides.body.addLayout(line)


def _row(run: RunLine) -> Row:
    done = run.state == "done"
    if run.problem is not None:
        return Row(run.ref, run.title, second=sentences(run.problem)[0], icon="triangle", icon_tone="danger")
    date = long_date(run.date)
    second = _outcome(run.applying) if run.applying or done else _("nothing decided yet")
    answers = ngettext("{n} answer", "{n} answers", run.answered).format(n=run.answered)
    state = _("finished on {date}") if done else _("begun on {date}, half done")
    as_of = _("as of {date}").format(date=long_date(run.as_of))
    return Row(
        run.ref,
        run.title,
        second=second,
        icon="check-circle" if done else "half-circle",
        icon_tone="good" if done else "accent",
        right=state.format(date=date),
        right_second=_("older pack") if run.older_pack else f"{answers} · {as_of}",
        kind=_("Run"),
    )


def _outcome(applying: tuple[str, ...]) -> str:
    if not applying:
        return _("no way is open with these answers")
    named = " · ".join(applying[:_MOST_NAMED])
    left = len(applying) - _MOST_NAMED
    words = (
        ngettext("{text} and {n} more", "{text} and {n} more", left).format(text=named, n=left) if left > 0 else named
    )
    return _("possible: {what}").format(what=words)
