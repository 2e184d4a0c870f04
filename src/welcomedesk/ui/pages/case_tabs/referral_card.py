"""One referral of a case: state, who acts next, how it came here, and the steps that may follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import DateField, LineField, TextField
from welcomedesk.ui.components.forms import Form
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
        first = [step for step in shown.steps if step in FIRST_STEPS]
        for step in first:
            made.append(button(_(STEP_WORDS[step]), then=partial(self.step_wanted.emit, shown.ref, step)))
        rest: list[Action] = [
            (_(STEP_WORDS[step]), partial(self.step_wanted.emit, shown.ref, step))
            for step in shown.steps
            if step not in first and step in STEP_WORDS
        ]
        if shown.letter:
            rest.append((_("Open letter"), partial(self.letter_wanted.emit, shown.letter)))
        rest.append((_("Show this office"), partial(self.office_wanted.emit, shown.contact)))
        more = button(_("More steps"), "more")
        more.clicked.connect(lambda: open_menu(more, rest))
        made.append(more)
        return flow(*made)


def ask_for_step(parent: QWidget, state: str, then: Callable[[dict[str, str]], object]) -> Dialog | None:
    """Ask for what a step needs (date, reason, outcome); does it at once where nothing is needed."""
    if state == "appointment":
        return _ask_day(parent, then)
    words = {
        "declined": (_("The office declined"), _("Reason"), "reason"),
        "done": (_("How did it end?"), _("Outcome"), "outcome"),
    }.get(state)
    if words is None:
        then({})
        return None
    title, label, name = words
    dialog = Dialog(parent, title)
    field = TextField("", lines=2, most=5) if state == "done" else LineField(longest=300)
    form = Form()
    stands = form.add(label, field)
    dialog.body.addWidget(form)

    def record() -> None:
        if not field.value():
            stands.say_wrong(_("A few words are needed."))
            field.setFocus()
            return
        dialog.accept()
        then({name: field.value()})

    dialog.add_button(_("Cancel"))
    dialog.add_button(_("Record"), record, main=True, closes=False)
    dialog.fit()
    dialog.open()
    field.setFocus()
    return dialog


def _ask_day(parent: QWidget, then: Callable[[dict[str, str]], object]) -> Dialog:
    dialog = Dialog(parent, _("Appointment at the office"))
    field = DateField()
    form = Form()
    stands = form.add(_("Appointment on"), field)
    dialog.body.addWidget(form)

    def record() -> None:
        try:
            day = date.fromisoformat(field.value())
        except ValueError:
            stands.say_wrong(_("A date such as 23.11.2026 is expected here."))
            field.setFocus()
            return
        dialog.accept()
        then({"appointment": day.isoformat()})

    dialog.add_button(_("Cancel"))
    dialog.add_button(_("Record"), record, main=True, closes=False)
    dialog.fit()
    dialog.open()
    field.setFocus()
    return dialog
