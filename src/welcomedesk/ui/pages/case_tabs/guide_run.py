"""The page of one run: the question and the answers on one side, live verdicts on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button, icon_button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.fields import DateField, TickField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.question import QuestionCard
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S1, S2, S3, S4
from welcomedesk.ui.pages.case_tabs.guide_results import ResultsSide
from welcomedesk.ui.text import ElidedLabel, Label

if TYPE_CHECKING:
    from welcomedesk.ui.pages.case_tabs.guide_values import RunShown

MOST_ANSWERS = 8


class RunPage(QWidget):
    """One run. Shows a `RunShown`, emits what the person wants; owns no rule."""

    date_wanted = Signal(str)
    change_wanted = Signal(str)
    finish_wanted = Signal()
    go_on_wanted = Signal()
    again_wanted = Signal()
    adopt_wanted = Signal(object)
    checklist_wanted = Signal()
    list_wanted = Signal()
    office_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: RunShown | None = None
        self._all_answers = False
        self._left = column(space=S4)
        self._make_left()  # first, so that Tab goes from the question to the answers and then to the results
        self.results = ResultsSide()
        self.results.verdicts.office_wanted.connect(self.office_wanted)
        self.results.office_wanted.connect(self.office_wanted)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(S4 + S2)
        self._columns.addLayout(self._left, 1)
        self._columns.addWidget(self.results, 1)
        self.setLayout(column(self._columns, None, space=0))

    def _make_left(self) -> None:
        self.all = icon_button("chevron-left", _("All guides"), then=self.list_wanted.emit, small=True)
        self.title = ElidedLabel("", "card")
        self.progress = ElidedLabel("", "small", "text2")
        self.day = DateField("", _("Date the answers are judged on"))
        self.day.edited.connect(self._date_typed)
        label = Label(_("Date of assessment"), "small", "text2")
        label.setBuddy(self.day)
        head = row(self.all, space=S2)
        head.addLayout(column(self.title, self.progress, space=0), 1)
        self.day_line = FormRow("", self.day)
        head.addLayout(row(label, self.day_line, space=S3))
        self._banners = column(space=S2)
        self.banners = holding(self._banners)
        self.card = QuestionCard()
        self.done = Card()
        self.done.hide()
        self.answers = RowList(fit=True, click_opens=True, middle_at=0.4)
        self.answers.setAccessibleName(_("Answered"))
        self.answers.opened.connect(self.change_wanted)
        self.answered = ListCard(self.answers, _("Answered"), note=_("Changing an answer keeps the others."))
        self._more_answers = link("", then=self._show_all_answers)
        self._more_line = holding(
            row(IconLabel("chevron-down", "accent", 16), self._more_answers, None, margins=(S4, S1 + 2, S4, S1 + 2))
        )
        self.answered.body.addWidget(self._more_line)
        self._left.addLayout(head)
        for widget in (self.banners, self.card, self.done, self.answered):
            self._left.addWidget(widget)
        self._left.addStretch(1)

    def set_narrow(self, narrow: bool) -> None:
        """Stand the verdicts below the question (`True`) or beside it."""
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)

    # --- showing ----------------------------------------------------------------------------------------------

    def show_run(self, shown: RunShown, *, focus: bool = False, typing: bool = False) -> None:
        """Show a run.

        Args:
            focus: move to the answer, because somebody asked for this question.
            typing: an answer is being given; the question that stands there stays as it is.
        """
        before, self.shown = self.shown, shown
        if before is None or before.ref != shown.ref:
            self._all_answers = False
        self.title.set_text(shown.title)
        self.progress.set_text(_progress(shown))
        if not self.day.hasFocus() and self.day.fits():
            self.day.set_value(shown.as_of)
        self.day.setEnabled(not shown.finished)
        self._show_banners(shown)
        same = typing and shown.question is not None and shown.question.id == self.asked_id
        self._show_card(shown, focus=focus, keep=same)
        self._show_answers()
        self.results.show_results(shown)

    def _show_banners(self, shown: RunShown) -> None:
        clear(self._banners)
        self.banners.setVisible(bool(shown.older_pack or shown.clashes))
        if shown.older_pack:
            again = button(_("Judge again"), "refresh", small=True, then=self.again_wanted.emit)
            bold = _("This run was judged with pack {old}. Pack {new} is installed.")
            words = _("The old run stays as it is. A new one starts from its answers.")
            old = bold.format(old=shown.older_pack, new=shown.pack)
            self._banners.addWidget(Banner(old, words, "info", icon="history", actions=(again,)))
        for text, way_out, question in shown.clashes:
            actions: tuple[QPushButton, ...] = ()
            if question and not shown.finished:
                actions = (button(_("Change answer"), "edit", small=True),)
                actions[0].clicked.connect(lambda *_on, name=question: self.change_wanted.emit(name))
            self._banners.addWidget(Banner(text, way_out, "caution", actions=actions))

    @property
    def asked_id(self) -> str:
        """Id of the question that stands there."""
        return self.card.question.id if self.card.question is not None else ""

    def _show_card(self, shown: RunShown, *, focus: bool, keep: bool) -> None:
        asked = shown.question
        self.card.setVisible(asked is not None)
        self.done.setVisible(asked is None)
        if asked is None:
            self._fill_done(shown)
        elif not keep and (asked != self.card.question or focus):
            self.card.show_question(asked, first=not shown.answers, focus=focus)
        self.answers.setEnabled(not shown.finished)

    def _fill_done(self, shown: RunShown) -> None:
        self.done.clear()
        body = self.done.body
        if not shown.finished:
            body.addWidget(Label(_("Everything decisive is answered."), "question", wrap=True))
            words = _("Finishing keeps answers, verdicts and date. You can begin again from them at any time.")
            body.addWidget(Label(words, "body", "text2", wrap=True))
            self.finish = button(_("Finish run"), "check", kind="main", then=self.finish_wanted.emit)
            more = button(_("Answer further questions"), kind="link", then=self.go_on_wanted.emit)
            more.setVisible(shown.rest > 0)
            body.addWidget(flow(self.finish, more, space=S3))
            return
        bold = _("Finished on {date}, as of {as_of}.")
        words = bold.format(date=long_date(shown.finished), as_of=long_date(shown.as_of))
        body.addWidget(Label(words, "question", wrap=True))
        body.addWidget(Label(_("A finished run is not changed any more."), "body", "text2", wrap=True))
        self._fill_offered(shown)
        again = button(_("New run from these answers"), "refresh", then=self.again_wanted.emit)
        body.addWidget(flow(*self._adopt_buttons(shown), again))

    def _fill_offered(self, shown: RunShown) -> None:
        self.ticks: dict[str, TickField] = {}
        if not shown.offered:
            return
        body = self.done.body
        body.addSpacing(S2)
        body.addWidget(Label(_("Checklists that belong to this result"), "strong"))
        for name, title, have in shown.offered:
            if have:
                taken = row(IconLabel("check-circle", "good"), Label(title, wrap=True), space=S2)
                taken.addWidget(Label(_("taken over"), "small", "text2"))
                taken.setStretch(1, 1)
                body.addLayout(taken)
            else:
                self.ticks[name] = TickField(title, True)
                body.addWidget(self.ticks[name])
        body.addSpacing(S1)

    def _adopt_buttons(self, shown: RunShown) -> list[QPushButton]:
        made = []
        if self.ticks:
            made.append(button(_("Take checklists over"), "checklist", kind="main", then=self._adopt))
        if any(have for _name, _title, have in shown.offered):
            made.append(button(_("To the checklist"), "checklist", then=self.checklist_wanted.emit))
        return made

    def _adopt(self) -> None:
        wanted = tuple(name for name, tick in self.ticks.items() if tick.value())
        if wanted:
            self.adopt_wanted.emit(wanted)

    def main_button(self) -> QPushButton | None:
        """The filled button that stands there now."""
        if self.card.isVisibleTo(self):
            return self.card.next_button
        return next((b for b in self.done.findChildren(QPushButton) if b.property("kind") == "main"), None)

    def _show_answers(self) -> None:
        shown = self.shown
        if shown is None:
            return
        lines = shown.answers if self._all_answers else shown.answers[:MOST_ANSWERS]
        if len(shown.answers) == MOST_ANSWERS + 1:
            lines = shown.answers
        self.answers.set_rows(
            [
                Row(
                    each.question, each.words, middle=each.value, right=each.source, quiet=False, kind=_("Answer"),
                    icon="open-circle" if each.unknown else "check", icon_tone="open" if each.unknown else "good",
                )
                for each in lines
            ]
        )  # fmt: skip
        self.answered.set_head(
            _("Answered"), str(len(shown.answers)), "" if shown.finished else _("Changing an answer keeps the others.")
        )
        self.answered.setVisible(bool(shown.answers))
        left = len(shown.answers) - len(lines)
        self._more_answers.setText(ngettext("Show {n} more", "Show {n} more", left).format(n=left))
        self._more_line.setVisible(left > 0)

    def _show_all_answers(self) -> None:
        self._all_answers = True
        self._show_answers()
        self.answers.setFocus()

    def _date_typed(self, text: str) -> None:
        if text and self.day.fits():
            self.date_wanted.emit(text)
        elif not text and self.shown is not None:
            self.day.set_value(self.shown.as_of)


def _progress(shown: RunShown) -> str:
    if shown.finished:
        return _("finished on {date}").format(date=long_date(shown.finished))
    if not shown.decisive:
        return ngettext("{n} answer", "{n} answers", len(shown.answers)).format(n=len(shown.answers))
    left = max(0, shown.decisive - 1)
    words = _("Question {number}").format(number=len(shown.answers) + 1)
    more = ngettext("about {n} more", "about {n} more", left).format(n=left) if left else _("the last one")
    return f"{words}, {more}"
