"""One referral of a case: state, who acts next, how it came here, and the steps that may follow."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.layout import flow, holding, row
from welcomedesk.ui.components.menu import Action, open_menu
from welcomedesk.ui.components.timeline import Timeline
from welcomedesk.ui.look.tokens import ICON_SMALL, S2, S3
from welcomedesk.ui.referral_view import FIRST_STEPS, STEP_WORDS, ReferralView
from welcomedesk.ui.text import Label


class ReferralCard(Card):
    """The card; it says what is wanted, the tab does it."""

    step_wanted = Signal(str, str)
    letter_wanted = Signal(str)
    office_wanted = Signal(str)
    call_wanted = Signal(str)
    reminder_wanted = Signal(str)
    reply_wanted = Signal(str)

    def __init__(self, shown: ReferralView, *, main: bool, closed: bool) -> None:
        super().__init__()
        self.shown = shown
        self.check: QPushButton | None = None
        chip_tone = {"accent": "info", "text2": "info"}.get(shown.tone, shown.tone)
        title = row(Label(shown.name, "card", wrap=True), Chip(shown.state_words, chip_tone, shown.icon), space=S3)
        title.setStretch(0, 1)
        self.add(holding(title))
        if shown.about:
            self.add(Label(shown.about, "body", "text2", wrap=True))
        if shown.next_words:
            tone = "danger" if shown.late else "text2"
            icon = "triangle" if shown.late else "clock" if shown.open else "info"
            line = row(IconLabel(icon, tone, ICON_SMALL), Label(shown.next_words, "strong" if shown.late else "body",
                       tone if shown.late else "text", wrap=True), space=S2)  # fmt: skip
            line.setStretch(1, 1)
            self.add(holding(line))
        self.add(self._notes())
        if len(shown.events) > 1:
            self.add(Timeline(shown.events))
        if not closed:
            self.add(self._steps(main=main))
        self.setAccessibleName(", ".join((_("Referral"), shown.name, shown.state_words, shown.next_words)))

    def _notes(self) -> QWidget:
        parts: list[QWidget] = []
        if self.shown.open:
            tone, icon = ("good", "check-circle") if self.shown.consent_ok else ("caution", "triangle")
            parts.append(Chip(self.shown.consent_words, tone, icon))
        if self.shown.times_words:
            parts.append(Chip(self.shown.times_words, "info", "redo"))
        if self.shown.code:
            parts.append(Label(_("Short code {code}").format(code=self.shown.code), "small", "text2"))
        return flow(*parts, space=S3)

    def _steps(self, *, main: bool) -> QWidget:
        shown = self.shown
        made: list[QPushButton] = []
        if shown.state == "drafted":
            self.check = button(
                _("Check letter"), "document", kind="main" if main else "plain",
                then=lambda: self.letter_wanted.emit(shown.ref),
            )  # fmt: skip
            made.append(self.check)
        if shown.open and shown.state not in ("drafted", "not_arrived"):
            made.append(button(_("Enter a reply"), "phone", then=lambda: self.reply_wanted.emit(shown.ref)))
        first = [step for step in shown.steps if step in FIRST_STEPS and shown.state in ("drafted", "not_arrived")]
        for step in first:
            made.append(button(_(STEP_WORDS[step]), then=partial(self.step_wanted.emit, shown.ref, step)))
        rest: list[Action] = [
            (_(STEP_WORDS[step]), partial(self.step_wanted.emit, shown.ref, step))
            for step in shown.steps
            if step not in first and step in STEP_WORDS
        ]
        if shown.open:
            rest.append((_("Note a call …"), partial(self.call_wanted.emit, shown.ref)))
            rest.append((_("Move reminder …"), partial(self.reminder_wanted.emit, shown.ref)))
        if shown.letter:
            rest.append((_("Open letter"), partial(self.letter_wanted.emit, shown.letter)))
        rest.append((_("Show this office"), partial(self.office_wanted.emit, shown.contact)))
        more = button(_("More steps"), "more")
        more.clicked.connect(lambda: open_menu(more, rest))
        made.append(more)
        return flow(*made)
